// RAFTER-W007: a decode goes on with what a prefill has left: of the same model, in the same cache format, behind the same prompt;
// with two plans on the same devices on as many.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/demand/sheet.hpp>
#include <rafter/feasibility/finding.hpp>
#include <rafter/workload/workload.hpp>

namespace rafter::rules {

namespace detail {

/// What a token leaves in the cache of the whole model.
constexpr std::int64_t elements_of_token(const sheet& s) noexcept {
    std::int64_t sum = 0;
    for (std::int64_t i = 0; i < s.form_count; ++i) sum = checked::sum(sum, checked::product(s.forms[i].layers, s.forms[i].back.elements_per_token));
    return sum;
}
constexpr std::int64_t bits_of_token(const sheet& s) noexcept { return checked::product(elements_of_token(s), s.cache_format.element_bits); }

}  // namespace detail

/// As far as a sheet shows: layers, widths, vocabulary and what a token keeps. Two models of one shape look the same here.
[[nodiscard]] constexpr bool same_shape(const sheet& a, const sheet& b) noexcept {
    return a.layer_count == b.layer_count && a.residual_elements == b.residual_elements && a.logit_bytes_per_row == b.logit_bytes_per_row &&
           detail::elements_of_token(a) == detail::elements_of_token(b);
}

/// Subject 0 the model, 1 the cache format (both: bits that a token keeps in the prefill and in the decode), 3 the prompt.
[[nodiscard]] constexpr finding phases_match(const sheet& prefill, const workload& prompts, const sheet& decode, const workload& load, bool same_model) noexcept {
    const auto kept = [&](std::int64_t subject) {
        return finding{rule::phases_match, verdict::fails, detail::bits_of_token(prefill), detail::bits_of_token(decode), subject};
    };
    if (!same_model || !same_shape(prefill, decode)) return kept(0);
    if (!(prefill.cache_format == decode.cache_format)) return kept(1);
    if (prompts.prompt != load.prompt) return {rule::phases_match, verdict::fails, prompts.prompt, load.prompt, 3};
    return {rule::phases_match};
}

/// Subject 2: the devices of both plans.
[[nodiscard]] constexpr finding phases_on_same_devices(const split& prefill, const split& decode) noexcept {
    if (prefill.devices() == decode.devices()) return {rule::phases_match};
    return {rule::phases_match, verdict::fails, prefill.devices(), decode.devices(), 2};
}

}  // namespace rafter::rules
