// The forms of a model, cut where some of their layers have other formats than the rest.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/engine/precision.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter {

namespace detail {

/// The layers of a form, cut so that each of its tensors has one format in a piece. At most max_forms pieces; `whole` is
/// false if there are more.
struct form_pieces {
    layer_set where[max_forms]{};
    int count = 1;
    bool whole = true;
};
constexpr form_pieces pieces_of(const layer_form& f, const precision& formats) noexcept {
    form_pieces p;
    p.where[0] = f.where;
    for (int i = 0; i < formats.exception_count; ++i) {
        const format_exception& e = formats.exceptions[i];
        bool speaks = false;
        for (std::int64_t j = 0; j < f.tensor_count && !speaks; ++j) speaks = e.speaks_of(f.tensors[j]);
        if (!speaks) continue;
        for (int known = p.count, k = 0; k < known; ++k) {
            const layer_set inside = common_layers(p.where[k], e.where), outside = layers_without(p.where[k], e.where);
            if (inside.count() == 0 || outside.count() == 0) continue;
            if (p.count == max_forms) {
                p.whole = false;
                return p;
            }
            p.where[k] = outside;
            p.where[p.count++] = inside;
        }
    }
    return p;
}

}  // namespace detail

/// Forms of layer that a sheet needs for these formats: those of the model, cut where some of their layers have others.
/// More than max_forms if they do not fit.
[[nodiscard]] constexpr std::int64_t forms_needed(const transformer& m, const precision& formats) noexcept {
    std::int64_t n = m.form_count;
    for (std::int64_t i = 0; i < m.form_count && formats.exception_count > 0; ++i) {
        const detail::form_pieces p = detail::pieces_of(m.forms[i], formats);
        n += p.whole ? p.count - 1 : max_forms;
    }
    return n;
}

}  // namespace rafter
