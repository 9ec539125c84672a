// What the tests of mixers and feed-forwards share: their form, and what stands in it.
#pragma once

#include <cstdint>
#include <rafter/model/layer.hpp>
#include <unit/claims.hpp>

namespace forms {

using namespace rafter;

/// What a part of a layer writes.
template <class Part> layer_form written(const Part& part, std::int64_t hidden) {
    layer_form f;
    claims::unseen(part).write(f, claims::unseen(hidden));
    return f;
}

/// The first tensor of this name, or one without extents.
inline const tensor& named(const layer_form& f, label name) {
    for (std::int64_t i = 0; i < f.tensor_count; ++i)
        if (f.tensors[i].name == name) return f.tensors[i];
    static const tensor none{};
    return none;
}

inline std::int64_t elements(const tensor& x) { return x.inputs * x.outputs * x.copies; }
/// Of the first tensor of this name; -1 where there is none.
inline std::int64_t elements(const layer_form& f, label name) {
    for (std::int64_t i = 0; i < f.tensor_count; ++i)
        if (f.tensors[i].name == name) return elements(f.tensors[i]);
    return -1;
}
inline std::int64_t elements(const layer_form& f, tensor_class c) {
    std::int64_t n = 0;
    for (std::int64_t i = 0; i < f.tensor_count; ++i)
        if (f.tensors[i].kind == c) n += elements(f.tensors[i]);
    return n;
}
inline std::int64_t elements(const layer_form& f) {
    std::int64_t n = 0;
    for (std::int64_t i = 0; i < f.tensor_count; ++i) n += elements(f.tensors[i]);
    return n;
}

}  // namespace forms
