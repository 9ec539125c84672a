// compressed-tensors and ModelOpt: groups of modules, each with its arguments. Sources: the libraries, and the tensor lists of
// what they write.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hugging_face/schemes/cache.hpp>

namespace rafter::hugging_face::schemes {

inline constexpr key arguments_reads[] = {"num_bits", "type", "symmetric", "strategy", "group_size", "block_structure", "dynamic", "actorder", "scale_dtype", "zp_dtype"};
inline constexpr key arguments_harmless[] = {"observer", "observer_kwargs", "is_mse"};

/// How numbers of one group are quantised.
struct arguments {
    std::int64_t bits = 0;
    bool integer = false, symmetric = true, dynamic = false;
    enum { none, tensor, channel, group, block, token, tensor_group } by = none;
    std::int64_t group_size = 0;
    number_format blocks{};
    bool ordered = false;  ///< groups follow the activations: an int32 an input says which
};

constexpr arguments read_arguments(reader& r) noexcept {
    constexpr const char* types[] = {"float", "int"};
    constexpr const char* strategies[] = {"", "tensor", "channel", "group", "block", "token", "tensor_group"};
    arguments a;
    a.bits = r.size("num_bits");
    a.integer = scheme_reader::one_of(r, "type", types, 1) == 1;
    a.symmetric = scheme_reader::flag(r, "symmetric", true);
    a.by = static_cast<decltype(a.by)>(scheme_reader::one_of(r, "strategy", strategies, 0));
    if (const member* m = r.stated("dynamic"); m != nullptr && m->kind == value_kind::string) a.dynamic = !r.says(*m, "false");
    else a.dynamic = scheme_reader::flag(r, "dynamic", false);
    if (const member* m = r.stated("group_size"); m != nullptr && !(m->kind == value_kind::integer && m->integer == -1)) a.group_size = r.size("group_size");
    if (a.by == arguments::none) a.by = a.group_size > 0 ? arguments::group : r.stated("group_size") != nullptr ? arguments::channel : arguments::tensor;
    const bool in_groups = a.by == arguments::group || a.by == arguments::tensor_group;
    if (in_groups && a.group_size == 0) r.fail(r.stated("group_size") == nullptr ? error_code::missing_field : error_code::inconsistent, "group_size");
    if (!in_groups && a.group_size > 0) r.fail(error_code::inconsistent, "group_size");
    if (const member* m = r.stated("block_structure"); m != nullptr) {
        if (a.by != arguments::block) r.fail(error_code::inconsistent, *m);
        scheme_reader::block(r, *m, a.blocks);
    } else if (a.by == arguments::block) {
        r.fail(error_code::missing_field, "block_structure");
    }
    if (const member* m = r.stated("actorder"); m != nullptr) {
        constexpr const char* orders[] = {"group", "weight", "static", "dynamic"};
        a.ordered = m->kind == value_kind::boolean ? m->integer != 0 : scheme_reader::one_of(r, "actorder", orders, 1) % 3 == 0;
    }
    return a;
}

inline constexpr const char* const compressed_formats[] = {"float-quantized", "naive-quantized", "int-quantized", "pack-quantized", "nvfp4-pack-quantized",
                                                    "mxfp4-pack-quantized", "mixed-precision"};
enum compressed_format : int { by_bits = -1, float_quantized, naive_quantized, int_quantized, pack_quantized, nvfp4_packed, mxfp4_packed, mixed };

/// Scales have the file's dtype unless the format has its own. Packed integers carry their shape, two int64 a matrix; a
/// static activation its scale, one a matrix.
constexpr number_format format_of(scheme_reader& s, reader& r, const arguments& w, bool inputs, bool fixed_inputs, int stored) noexcept {
    const std::int64_t wide = s.of.wide.element_bits;
    number_format f{.native = w.integer ? w.bits == 8 ? arithmetic::int8 : arithmetic::int4 : w.bits == 8 ? arithmetic::fp8 : arithmetic::fp4,
                    .how = inputs ? multiplied::natively : multiplied::dequantised, .element_bits = w.bits, .scale_bits = wide};
    const bool four_bit_float = stored == nvfp4_packed || stored == mxfp4_packed;
    const bool fits = stored == pack_quantized ? w.integer && (w.bits == 2 || w.bits == 4 || w.bits == 8)
                      : stored == int_quantized ? w.integer && w.bits == 8
                      : stored == float_quantized ? !w.integer && w.bits == 8
                      : four_bit_float ? !w.integer && w.bits == 4
                                       : stored == naive_quantized && w.bits == 8;
    if (!fits) r.fail(error_code::inconsistent, "num_bits");
    if (w.dynamic || w.by == arguments::token) r.fail(error_code::inconsistent, w.dynamic ? key{"dynamic"} : key{"strategy"});
    switch (w.by) {
        case arguments::tensor: f.tensor_bits = wide; f.scale_bits = 0; break;
        case arguments::channel: f.group_outputs = 1; break;
        case arguments::group:
        case arguments::tensor_group: f.group_outputs = 1; f.group_inputs = w.group_size; break;
        case arguments::block: f.group_outputs = w.blocks.group_outputs; f.group_inputs = w.blocks.group_inputs; break;
        case arguments::none:
        case arguments::token: break;
    }
    if (four_bit_float) {
        if (w.group_size != (stored == nvfp4_packed ? 16 : 32)) r.fail(error_code::inconsistent, "group_size");
        f.scale_bits = 8;
        if (stored == nvfp4_packed) f.tensor_bits = inputs ? 64 : 32;  // global scales of weights and inputs
        return f;
    }
    if (!w.symmetric) {
        if (!w.integer || w.by == arguments::tensor) r.fail(error_code::unsupported_value, "symmetric");
        f.zero_bits = stored == pack_quantized ? w.bits : 8;
    }
    if (stored == pack_quantized) {
        f.tensor_bits += 128;
        f.how = multiplied::dequantised;
    }
    if (w.ordered) f.input_bits = 32;
    if (fixed_inputs) f.tensor_bits += wide;
    return f;
}

inline constexpr key group_reads[] = {"targets", "weights", "input_activations", "output_activations", "format"};
inline constexpr key compressed_reads[] = {"quant_method", "config_groups", "format", "ignore", "kv_cache_scheme", "sparsity_config", "transform_config"};
inline constexpr key compressed_harmless[] = {"quantization_status", "global_compression_ratio", "version"};

/// One group: its format, and the modules that its targets name.
constexpr void read_compressed_group(scheme_reader& s, const member& m, int stored_of_all) noexcept {
    if (m.kind != value_kind::object) return s.fields.fail(error_code::wrong_type, m);
    detail::nested group{s.text, m, nullptr};
    reader& r = group.fields;
    scheme_reader::check_keys(group.members, r, group_reads, {});
    const member* weights = r.stated("weights");
    if (weights == nullptr) r.fail(error_code::missing_field, "weights");
    else if (weights->kind != value_kind::object) r.fail(error_code::wrong_type, *weights);
    if (r.stated("output_activations") != nullptr) r.fail(error_code::unsupported_value, "output_activations");
    if (r.failed()) return s.fields.fail_as(r);

    bool fixed_inputs = false, input_integer = false;
    std::int64_t input_bits = 0;
    const member* inputs = r.stated("input_activations");
    if (inputs != nullptr) {
        if (inputs->kind != value_kind::object) return r.fail(error_code::wrong_type, *inputs), s.fields.fail_as(r);
        detail::nested of_inputs{s.text, *inputs, nullptr};
        scheme_reader::check_keys(of_inputs.members, of_inputs.fields, arguments_reads, arguments_harmless);
        const arguments x = read_arguments(of_inputs.fields);
        fixed_inputs = !x.dynamic;
        input_bits = x.bits, input_integer = x.integer;
        if (of_inputs.fields.failed()) return s.fields.fail_as(of_inputs.fields);
    }
    detail::nested of_weights{s.text, *weights, nullptr};
    scheme_reader::check_keys(of_weights.members, of_weights.fields, arguments_reads, arguments_harmless);
    const arguments w = read_arguments(of_weights.fields);
    if (of_weights.fields.failed()) return s.fields.fail_as(of_weights.fields);
    const int stored = scheme_reader::one_of(r, "format", compressed_formats, stored_of_all);
    if (inputs != nullptr && stored != pack_quantized && (input_bits != w.bits || input_integer != w.integer)) r.fail(error_code::unsupported_value, "input_activations");
    if (stored == mixed) r.fail(error_code::inconsistent, "format");
    const number_format f = format_of(s, of_weights.fields, w, inputs != nullptr, fixed_inputs, stored);
    if (of_weights.fields.failed()) return s.fields.fail_as(of_weights.fields);

    module_set of;
    const member* targets = r.stated("targets");
    if (targets == nullptr) r.fail(error_code::missing_field, "targets");
    else r.each(*targets, value_kind::string, [&](std::int64_t, std::int32_t at, std::int32_t length, std::int64_t) {
        if (r.failed()) return;
        if (r.equal(at, length, "Linear")) {
            s.modules.add_parts(linear_parts, of);
            of.head = !s.of.tied;
        } else if (const error_code e = s.modules.add(s.text + at, length, of); e != error_code::none) {
            s.fail_name(r, e, at, length);
        }
    });
    if (!r.failed() && of.empty()) r.fail(error_code::inconsistent, "targets");
    if (r.failed()) return s.fields.fail_as(r);
    s.add_group(f, of);
}

template <class Use>
constexpr void each_group(scheme_reader& s, Use use) noexcept {
    const member* groups = s.fields.stated("config_groups");
    if (groups == nullptr) return s.fields.fail(error_code::missing_field, "config_groups");
    if (groups->kind != value_kind::object) return s.fields.fail(error_code::wrong_type, *groups);
    detail::nested all{s.text, *groups, nullptr};
    if (all.fields.failed()) return s.fields.fail_as(all.fields);
    if (all.members.count == 0) return s.fields.fail(error_code::inconsistent, *groups);
    for (std::int32_t i = 0; i < all.members.count && !s.fields.failed(); ++i) use(all.members.members[i]);
}

constexpr void read_compressed(scheme_reader& s) noexcept {
    const int stored = scheme_reader::one_of(s.fields, "format", compressed_formats, mixed);
    constexpr key none_of[] = {"sparsity_config", "transform_config"};
    for (const key& k : none_of)
        if (const member* m = s.fields.stated(k); m != nullptr && !s.fields.says(*m, "{}")) s.fields.fail(error_code::unsupported_value, *m);
    s.add_named(s.fields, "ignore", s.wide);
    read_cache_scheme(s);
    each_group(s, [&](const member& m) { read_compressed_group(s, m, stored); });
}

inline constexpr key modelopt_reads[] = {"quant_method", "quant_algo", "config_groups", "group_size", "ignore", "exclude_modules", "kv_cache_scheme", "kv_cache_quant_algo"};
inline constexpr key modelopt_harmless[] = {"producer"};

/// FP8: a scale of the weights and one of the inputs, fp32, a matrix. NVFP4: an fp8 scale for 16 elements along a row, and
/// two such fp32. 7168 x 2048 in NVFP4: 7,340,032 + 917,504 + 8 bytes.
constexpr void read_modelopt(scheme_reader& s) noexcept {
    constexpr const char* algorithms[] = {"FP8", "NVFP4"};
    if (s.fields.stated("quant_algo") == nullptr) return s.fields.fail(error_code::missing_field, "quant_algo");
    const bool four = scheme_reader::one_of(s.fields, "quant_algo", algorithms, 0) == 1;
    if (s.fields.stated("group_size") != nullptr) s.refuse_unless(four && s.fields.size("group_size") == 16, error_code::inconsistent, "group_size");
    if (s.fields.stated("config_groups") != nullptr)
        each_group(s, [&](const member& m) {
            if (m.kind != value_kind::object) return s.fields.fail(error_code::wrong_type, m);
            detail::nested group{s.text, m, nullptr};
            const member* weights = group.fields.stated("weights");
            if (weights == nullptr || weights->kind != value_kind::object) return s.fields.fail(error_code::missing_field, m);
            detail::nested of_weights{s.text, *weights, nullptr};
            const std::int64_t bits = of_weights.fields.size("num_bits");
            if (!of_weights.fields.failed() && bits != (four ? 4 : 8)) of_weights.fields.fail(error_code::inconsistent, "num_bits");
            constexpr const char* types[] = {"float"};
            scheme_reader::one_of(of_weights.fields, "type", types, 0);
            if (of_weights.fields.stated("group_size") != nullptr && !(four && of_weights.fields.size("group_size") == 16))
                of_weights.fields.fail(error_code::inconsistent, "group_size");
            if (of_weights.fields.failed()) return s.fields.fail_as(of_weights.fields);
            const member* inputs = group.fields.stated("input_activations");
            if (inputs == nullptr || inputs->kind != value_kind::object) return s.fields.fail(error_code::unsupported_value, m);
            detail::nested of_inputs{s.text, *inputs, nullptr};
            const std::int64_t input_bits = of_inputs.fields.size("num_bits");
            if (!of_inputs.fields.failed() && input_bits != bits) of_inputs.fields.fail(error_code::unsupported_value, "num_bits");
            if (of_inputs.fields.failed()) return s.fields.fail_as(of_inputs.fields);
            const member* targets = group.fields.stated("targets");
            if (targets == nullptr) return;
            group.fields.each(*targets, value_kind::string, [&](std::int64_t, std::int32_t at, std::int32_t length, std::int64_t) {
                if (!group.fields.equal(at, length, "Linear")) s.fail_name(group.fields, error_code::unsupported_value, at, length);
            });
            if (group.fields.failed()) s.fields.fail_as(group.fields);
        });
    s.add_named(s.fields, "ignore", s.wide);
    s.add_named(s.fields, "exclude_modules", s.wide);
    read_cache_scheme(s);
    if (s.fields.stated("kv_cache_quant_algo") != nullptr) {
        constexpr const char* caches[] = {"FP8"};
        scheme_reader::one_of(s.fields, "kv_cache_quant_algo", caches, 0);
        if (s.cache_stated) return s.refuse_unless(s.cache == fp8::spec, error_code::inconsistent, "kv_cache_quant_algo");
        s.cache = fp8::spec;
        s.cache_stated = true;
        s.leave_out("scales of the cache", 0);
    }
    number_format f = four ? nvfp4::spec : fp8::spec;
    f.tensor_bits = 64;
    s.add_group(f, linear_parts);
}

}  // namespace rafter::hugging_face::schemes
