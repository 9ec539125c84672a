// The format of the cache, as compressed-tensors, ModelOpt and fp8 files say it.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hugging_face/quantization_reader.hpp>

namespace rafter::hugging_face::schemes {

using detail::scheme_reader;

/// A cache of 8 bits (one scale a layer, beside the weights and not counted): {"num_bits": 8, "type": "float", ...}, or null.
constexpr void read_cache_scheme(scheme_reader& s) noexcept {
    const member* m = s.fields.stated("kv_cache_scheme");
    if (m == nullptr) return;
    if (m->kind == value_kind::string && (s.fields.says(*m, "static") || s.fields.says(*m, "dynamic"))) {
        s.cache = fp8::spec;
    } else if (m->kind == value_kind::object) {
        detail::nested object{s.text, *m, nullptr};
        constexpr const char* types[] = {"float", "int"};
        const int type = scheme_reader::one_of(object.fields, "type", types, 0);
        const std::int64_t bits = object.fields.size("num_bits");
        if (!object.fields.failed() && bits != 8) object.fields.fail(error_code::unsupported_value, "num_bits");
        if (object.fields.failed()) return s.fields.fail_as(object.fields);
        s.cache = type == 0 ? fp8::spec : int8::spec;
    } else {
        return s.fields.fail(error_code::wrong_type, *m);
    }
    s.cache_stated = true;
    s.leave_out("scales of the cache", 0);
}

}  // namespace rafter::hugging_face::schemes
