// RAFTER-P004: tensor parallel divides every width, in units of the format's block.
#pragma once

#include <rafter/demand/share.hpp>
#include <rafter/feasibility/finding.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter::rules {

/// Required: the degree that cuts the width; available: the width in units of the block that shares a scale along it (one
/// element where the format has none, or where the width is no whole number of blocks); subject: the form of layer.
[[nodiscard]] constexpr finding width_divisible(const transformer& m, const request& r) noexcept {
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        const layer_form& f = m.forms[i];
        const degrees d = degrees_of(r, f);
        for (std::int64_t j = 0; j < f.tensor_count; ++j) {
            const tensor& x = f.tensors[j];
            if (x.as != use::product || (x.cut != axis::width && x.cut != axis::experts) || x.along == side::neither) continue;
            const std::int64_t parts = x.cut == axis::width ? d.width : d.expert_width;
            const std::int64_t width = x.along == side::inputs ? x.inputs : x.outputs;
            std::int64_t undivided = 0;
            r.formats.each_of(x, f.where, [&](const number_format& n) {
                const std::int64_t block = x.along == side::inputs ? n.group_inputs : n.group_outputs;
                const std::int64_t units = block > 1 && width % block == 0 ? width / block : width;
                if (units % parts != 0) undivided = units;
            });
            if (undivided != 0) return {rule::width_divisible, verdict::fails, parts, undivided, i};
        }
    }
    return {rule::width_divisible};
}

}  // namespace rafter::rules
