// RAFTER-F001: the part has units for every format that is multiplied.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/engine/precision.hpp>
#include <rafter/feasibility/finding.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter::rules {

/// Required: operand bits of the missing arithmetic; available: bits of the narrowest float the part does multiply
/// that is wide enough (0: none); subject: the arithmetic.
[[nodiscard]] constexpr finding format_supported(const transformer& m, const accelerator& a, const precision& formats) noexcept {
    std::int64_t missing = -1;
    const auto check = [&](const number_format& f) {
        const arithmetic needed = formats.compute(f);
        if (!a.peaks[needed].known()) missing = static_cast<std::int64_t>(needed);
    };
    if (m.head.as == use::product) check(formats.of(m.head.kind));
    for (std::int64_t i = 0; i < m.form_count && missing < 0; ++i)
        for (std::int64_t j = 0; j < m.forms[i].tensor_count && missing < 0; ++j)
            if (m.forms[i].tensors[j].as == use::product) formats.each_of(m.forms[i].tensors[j], m.forms[i].where, check);
    for (std::int64_t i = 0; i < m.form_count && missing < 0; ++i)
        if (m.forms[i].back.index.key_elements > 0) check(formats.index);
    if (missing < 0 && !formats.multiply_as_stated && !a.peaks[formats.activations.native].known()) missing = static_cast<std::int64_t>(formats.activations.native);
    if (missing < 0) return {rule::format_supported};

    const int bits = operand_bits(static_cast<arithmetic>(missing));
    std::int64_t offered = 0;
    constexpr arithmetic floats[] = {arithmetic::fp32, arithmetic::fp16, arithmetic::bf16, arithmetic::fp8};
    for (const arithmetic k : floats)
        if (a.peaks[k].known() && operand_bits(k) >= bits) offered = operand_bits(k);
    return {rule::format_supported, verdict::fails, bits, offered, missing};
}

}  // namespace rafter::rules
