// The schemes that a quantization_config may name, and how each stores a matrix. A new one is a function and a line in
// `known_schemes`.
//
// Sources: the tensor lists of released checkpoints, and the libraries that write them: transformers (fp8, fbgemm_fp8,
// mxfp4), compressed-tensors, ModelOpt, AutoGPTQ and GPTQModel, AutoAWQ, bitsandbytes.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int32_t, int64_t
#include <rafter/engine/precision.hpp>
#include <rafter/hardware/number_format.hpp>
#include <rafter/hugging_face/quantization_modules.hpp>
#include <rafter/hugging_face/reader.hpp>

namespace rafter::hugging_face {

/// What the rest of the file says of its checkpoint.
struct checkpoint {
    const transformer& model;
    number_format wide;       ///< of what is not quantised: the file's dtype
    bool narrow_scales;       ///< block scales of fp8 in that dtype, not in fp32
    bool tied;
};

namespace detail {

/// The closing quote of a string that begins at `at`, behind its opening one, in a text that was read before.
constexpr std::int32_t string_end(const char* text, std::int32_t at, std::int32_t end) noexcept {
    for (std::int32_t from = at;;) {
#if defined(__clang__)
        const std::int32_t quote = static_cast<std::int32_t>(__builtin_char_memchr(text + from, '"', static_cast<std::size_t>(end - from)) - text);
#else
        std::int32_t quote = from;
        while (quote < end && text[quote] != '"') ++quote;
#endif
        if (quote == at || text[quote - 1] != '\\') return quote;
        std::int32_t escapes = 1;
        while (quote - escapes > at && text[quote - escapes - 1] == '\\') ++escapes;
        if (escapes % 2 == 0) return quote;
        from = quote + 1;
    }
}

/// Reads a nested object, whose syntax was checked when the text was read: its places count in the whole text.
class object_reader : public json_scanner {
public:
    constexpr object_reader(const char* text, const member& object) noexcept : json_scanner(text, object.value + object.value_length) { at = object.value + 1; }

    constexpr void read(document& doc) noexcept {
        doc.end = n - 1;
        for (skip_space(); !failed() && at < doc.end; skip_space()) {
            if (next_is(',')) {
                ++at;
                skip_space();
            }
            member& m = doc.members[doc.count];
            m.key = at + 1;
            m.key_length = read_key();
            if (failed()) return;
            m.hash = key_hash(t + m.key, m.key_length);
            if (doc.find(t, t + m.key, m.key_length, m.hash) != nullptr) return fail_at(error_code::duplicate_key, m.key);
            if (doc.count + 1 == max_members) return fail_at(error_code::too_many_members, m.key);
            read_value(m);
            doc.keep_last();
        }
    }

private:
    constexpr void read_value(member& m) noexcept {
        m.value = at;
        m.integer = 0;
        const char c = t[at];
        if (c == '"') {
            m.kind = value_kind::string;
            m.value = ++at;
            at = string_end(t, at, n);
            m.value_length = at++ - m.value;
            return;
        }
        if (c == '[' || c == '{') {
            m.kind = c == '[' ? value_kind::array : value_kind::object;
            skip_nested();
        } else {
            const scalar s = read_scalar();
            m.kind = s.kind;
            m.integer = s.integer;
        }
        m.value_length = at - m.value;
    }
    constexpr void skip_nested() noexcept {
        const char* const p = t;
        std::int32_t i = at, depth = 0;
#if defined(__clang__)
        std::int32_t first = at + 1;  // a list of strings ends where a bracket follows a quote: found in a few steps
        while (p[first] == ' ' || p[first] == '\n') ++first;
        if (p[at] == '[' && p[first] == '"') {
            const char* bracket = __builtin_char_memchr(p + first, ']', static_cast<std::size_t>(n - first));
            first = static_cast<std::int32_t>(bracket - p);
            std::int32_t before = first - 1;
            while (p[before] == ' ' || p[before] == '\n') --before;
            const char ahead = p[before - 1];  // not of a name that begins with a bracket, nor of an escaped quote
            if (p[before] == '"' && ahead != '\\' && ahead != ' ' && ahead != ',' && ahead != '[' && ahead != '\n') {
                at = first + 1;
                return;
            }
        }
#endif
        for (;; ++i) {
            while (p[i] == ' ') ++i;
            const char c = p[i];
            if (c == '"') i = string_end(p, i + 1, n);
            else if (c == '[' || c == '{') ++depth;
            else if ((c == ']' || c == '}') && --depth == 0) break;
        }
        at = i + 1;
    }
};

struct nested {
    document members;
    reader fields;

    constexpr nested(const char* text, const member& object, notes* said) noexcept : fields(text, members, said) {
        object_reader r{text, object};
        r.read(members);
        if (r.error() == error_code::none) return;
        member at = object;
        at.value = r.error_at();
        fields.fail(r.error(), at);
    }
    nested(const nested&) = delete;
    nested& operator=(const nested&) = delete;
};

/// A format and the matrices that have it.
struct quantised_group {
    number_format format{};
    module_set of{};
};
inline constexpr int max_groups = 4;

/// Collects what a scheme says.
class scheme_reader {
public:
    const char* const text;
    reader& fields;
    const document& members;
    const checkpoint& of;
    module_reader& modules;
    notes* const said;
    quantised_group groups[max_groups]{};
    int group_count = 0;
    module_set wide{};        ///< named as not quantised
    number_format cache{};
    bool cache_stated = false;

    constexpr scheme_reader(const char* t, const nested& n, reader& r, const checkpoint& c, module_reader& m, notes* s) noexcept
        : text(t), fields(r), members(n.members), of(c), modules(m), said(s) {}

    /// Modules that a list names. Null or absent: none.
    constexpr void add_named(reader& from, const key& k, module_set& to) noexcept {
        const member* m = from.stated(k);
        if (m != nullptr) add_named(from, *m, to);
    }
    constexpr void add_named(reader& from, const member& m, module_set& to) noexcept {
        if (m.kind != value_kind::array) return from.fail(error_code::wrong_type, m);
        const char* const p = text;
        const std::int32_t end = m.value + m.value_length - 1;
        std::int32_t i = m.value + 1, gap_at = 0, gap = 0;  // what stands between two names is mostly as before: compared at once
        for (;;) {
            if (gap > 0 && i + gap < end && p[i + gap] == '"' && same_bytes(p + i, p + gap_at, gap)) {
                i += gap;
            } else {
                gap_at = i;
                while (i < end && (p[i] == ' ' || p[i] == ',' || p[i] == '\n' || p[i] == '\r' || p[i] == '\t')) ++i;
                gap = i - gap_at;
                if (i == end) return;
                if (p[i] != '"') return from.fail(error_code::wrong_type, m);
            }
            const std::int32_t at = i + 1;
            i = string_end(p, at, end);
            if (const error_code e = modules.add(p + at, i - at, to); e != error_code::none) return fail_name(from, e, at, i - at);
            ++i;
        }
    }
    constexpr void fail_name(reader& from, error_code e, std::int32_t at, std::int32_t length) noexcept {
        member name{};
        name.key = name.value = at;
        name.key_length = name.value_length = length;
        from.fail(e, name);
    }
    constexpr void add_group(const number_format& f, const module_set& s) noexcept {
        if (fields.failed()) return;
        if (group_count == max_groups) return fields.fail(error_code::unsupported_value, "config_groups");
        groups[group_count++] = {f, s};
    }
    constexpr void add_group(const number_format& f, part_bits parts) noexcept {
        module_set s;
        modules.add_parts(parts, s);
        add_group(f, s);
    }
    constexpr void refuse_unless(bool holds, error_code e, const key& k) noexcept {
        if (!holds) fields.fail(e, k);
    }
    constexpr void leave_out(const char* what, std::int64_t bytes) noexcept {
        if (said != nullptr) said->add({.kind = note_kind::left_out, .name = what, .of = value_kind::integer, .value = bytes});
    }

    // --- one field of a scheme; `r` is the object it stands in ---

    /// True, false, or as documented where it is absent or null.
    static constexpr bool flag(reader& r, const key& k, bool documented) noexcept {
        const member* m = r.stated(k);
        if (m == nullptr) return documented;
        if (m->kind != value_kind::boolean) r.fail(error_code::wrong_type, *m);
        return m->integer != 0;
    }
    /// Is the string one of these? It must be, if it is stated.
    template <std::size_t N>
    static constexpr int one_of(reader& r, const key& k, const char* const (&words)[N], int documented) noexcept {
        const member* m = r.stated(k);
        if (m == nullptr) return documented;
        if (m->kind != value_kind::string) return r.fail(error_code::wrong_type, *m), documented;
        for (int i = 0; i < static_cast<int>(N); ++i)
            if (r.says(*m, words[i])) return i;
        return r.fail(error_code::unsupported_value, *m), documented;
    }
    /// Elements of a group along a row: 0 for the whole row, which files write as -1. It must be stated.
    static constexpr std::int64_t group_size(reader& r, const key& k) noexcept {
        const member* m = r.stated(k);
        if (m != nullptr && m->kind == value_kind::integer && m->integer == -1) return 0;
        return r.size(k);
    }
    /// Rows and columns of a block.
    static constexpr void block(reader& r, const member& m, number_format& f) noexcept {
        std::int64_t n = 0;
        r.each(m, value_kind::integer, [&](std::int64_t i, std::int32_t, std::int32_t, std::int64_t v) {
            if (v < 1) r.fail(error_code::not_positive, m);
            if (v > largest_size) r.fail(error_code::number_out_of_range, m);
            if (i == 0) f.group_outputs = v;
            if (i == 1) f.group_inputs = v;
            ++n;
        });
        if (n != 2) r.fail(error_code::inconsistent, m);
    }
    /// Every key of the object is one of these.
    static constexpr void check_keys(const char* t, const document& d, reader& r, const list<key>& reads, const list<key>& harmless) noexcept {
        bool known[max_members]{};
        for (const key& k : reads)
            if (const member* m = r.find(k); m != nullptr) known[m - d.members] = true;
        for (const key& k : harmless)
            if (const member* m = r.find(k); m != nullptr) known[m - d.members] = true;
        for (std::int32_t i = 0; i < d.count && !r.failed(); ++i)
            if (!known[i]) r.fail_key(error_code::not_modelled, d.members[i]);
        static_cast<void>(t);
    }
};

}  // namespace detail

struct scheme {
    const char* method;
    list<key> reads;     ///< keys that say how or what is stored
    list<key> harmless;  ///< keys that change no stored byte
    void (*read)(detail::scheme_reader&);
};

namespace schemes {

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

// --- fp8 of transformers and vLLM ---

inline constexpr key fp8_reads[] = {"quant_method", "fmt", "activation_scheme", "weight_block_size", "modules_to_not_convert", "ignored_layers", "kv_cache_scheme"};
inline constexpr key fp8_harmless[] = {"scale_fmt", "dequantize", "is_checkpoint_fp8_serialized"};

/// Blocks: 8 bits an element and a scale a block, fp32 as DeepSeek and Kimi store it, bf16 in the files of Qwen3 (196 of 196
/// scale tensors in the safetensors header of Qwen3-1.7B-FP8). Without blocks one fp32 a matrix, and one for its inputs where
/// activations are static. DeepSeek-V3, 7168 x 2048 in 128 x 128: 14,680,064 + 4 * 56 * 16 bytes.
constexpr void read_fp8(scheme_reader& s) noexcept {
    constexpr const char* formats[] = {"e4m3", "float8_e4m3fn", "float8_e4m3", "e5m2"};
    constexpr const char* activations[] = {"dynamic", "static"};
    scheme_reader::one_of(s.fields, "fmt", formats, 0);
    const bool fixed_inputs = scheme_reader::one_of(s.fields, "activation_scheme", activations, 0) == 1;
    number_format f{.native = arithmetic::fp8, .element_bits = 8};
    if (const member* m = s.fields.stated("weight_block_size"); m != nullptr) {
        f.scale_bits = s.of.narrow_scales ? s.of.wide.element_bits : 32;
        scheme_reader::block(s.fields, *m, f);
        s.refuse_unless(!fixed_inputs, error_code::inconsistent, "activation_scheme");
    } else {
        f.tensor_bits = fixed_inputs ? 64 : 32;
    }
    s.add_named(s.fields, "modules_to_not_convert", s.wide);
    s.add_named(s.fields, "ignored_layers", s.wide);
    read_cache_scheme(s);
    s.add_group(f, linear_parts);
}

inline constexpr key fbgemm_reads[] = {"quant_method", "modules_to_not_convert"};
inline constexpr key fbgemm_harmless[] = {"activation_scale_ub"};

/// One fp32 an output row. Llama-3.1-405B FP8, gate: 53248 x 16384 + 4 * 53248 bytes.
constexpr void read_fbgemm(scheme_reader& s) noexcept {
    s.add_named(s.fields, "modules_to_not_convert", s.wide);
    s.add_group(fp8_per_output_row::spec, linear_parts);
}

inline constexpr key mxfp4_reads[] = {"quant_method", "modules_to_not_convert"};
inline constexpr key mxfp4_harmless[] = {"dequantize"};

/// The matrices of routed experts alone, whatever else the list of exceptions leaves.
constexpr void read_mxfp4(scheme_reader& s) noexcept {
    s.add_named(s.fields, "modules_to_not_convert", s.wide);
    s.refuse_unless(s.modules.where(11).first() != max_layers, error_code::inconsistent, "quant_method");
    s.add_group(mxfp4::spec, expert_parts);
}

// --- GPTQ and AWQ: int4 and its like in groups along a row, fp16 scales, packed zero points ---

inline constexpr key gptq_reads[] = {"quant_method", "bits", "group_size", "checkpoint_format", "is_marlin_format", "lm_head", "dynamic",
                                     "modules_in_block_to_quantize", "modules_to_not_convert"};
inline constexpr key gptq_harmless[] = {"desc_act", "sym", "damp_percent", "true_sequential", "static_groups", "model_name_or_path", "model_file_base_name",
                                        "dataset", "tokenizer", "batch_size", "use_exllama", "disable_exllama", "exllama_config", "use_cuda_fp16",
                                        "max_input_length", "cache_block_outputs", "pad_token_id", "model_seqlen", "block_name_to_quantize",
                                        "module_name_preceding_first_block", "meta", "pack_dtype", "backend", "quantizer", "damp_auto_increment"};

/// Elements of 2, 3, 4 or 8 bits; fp16 scale and packed zero point a group; an int32 an input that says its group, also
/// where the order is not by activation. 4096 x 4096, 4 bits in groups of 128: 8,388,608 + 2.5 * 131,072 + 4 * 4,096 bytes.
constexpr void read_gptq(scheme_reader& s) noexcept {
    constexpr const char* layouts[] = {"gptq", "gptq_v2"};
    const std::int64_t bits = s.fields.size("bits");
    s.refuse_unless(bits == 2 || bits == 3 || bits == 4 || bits == 8, error_code::unsupported_value, "bits");
    scheme_reader::one_of(s.fields, "checkpoint_format", layouts, 0);
    s.refuse_unless(!scheme_reader::flag(s.fields, "is_marlin_format", false), error_code::unsupported_value, "is_marlin_format");
    if (const member* m = s.fields.stated("dynamic"); m != nullptr && !s.fields.says(*m, "{}")) s.fields.fail(error_code::unsupported_value, *m);
    s.refuse_unless(s.fields.stated("modules_in_block_to_quantize") == nullptr, error_code::unsupported_value, "modules_in_block_to_quantize");
    const number_format f{.native = bits == 8 ? arithmetic::int8 : arithmetic::int4, .how = multiplied::dequantised, .element_bits = bits,
                          .scale_bits = 16, .zero_bits = bits, .group_outputs = 1,
                          .group_inputs = scheme_reader::group_size(s.fields, "group_size"), .input_bits = 32};
    s.add_named(s.fields, "modules_to_not_convert", s.wide);
    module_set all;
    s.modules.add_parts(linear_parts, all);
    all.head = scheme_reader::flag(s.fields, "lm_head", false);
    s.add_group(f, all);
}

inline constexpr key awq_reads[] = {"quant_method", "bits", "w_bit", "group_size", "q_group_size", "zero_point", "version", "modules_to_not_convert"};
inline constexpr key awq_harmless[] = {"do_fuse", "fuse_max_seq_len", "modules_to_fuse", "backend", "exllama_config"};

/// 4 bits, fp16 scale and packed 4-bit zero a group, nothing else. 4096 x 4096 in groups of 128: 8,716,288 bytes.
constexpr void read_awq(scheme_reader& s) noexcept {
    constexpr const char* layouts[] = {"gemm", "GEMM"};
    const std::int64_t bits = s.fields.size("bits", "w_bit");
    s.refuse_unless(bits == 4, error_code::unsupported_value, s.fields.stated("w_bit") != nullptr ? key{"w_bit"} : key{"bits"});
    scheme_reader::one_of(s.fields, "version", layouts, 0);
    s.refuse_unless(scheme_reader::flag(s.fields, "zero_point", true), error_code::unsupported_value, "zero_point");
    if (s.fields.stated("group_size") != nullptr && s.fields.stated("q_group_size") != nullptr)
        s.refuse_unless(scheme_reader::group_size(s.fields, "group_size") == scheme_reader::group_size(s.fields, "q_group_size"), error_code::inconsistent, "q_group_size");
    const std::int64_t group = scheme_reader::group_size(s.fields, s.fields.stated("q_group_size") != nullptr ? key{"q_group_size"} : key{"group_size"});
    s.add_named(s.fields, "modules_to_not_convert", s.wide);
    s.add_group({.native = arithmetic::int4, .how = multiplied::dequantised, .element_bits = 4, .scale_bits = 16, .zero_bits = 4,
                 .group_outputs = 1, .group_inputs = group}, linear_parts);
}

// --- bitsandbytes ---

inline constexpr key bitsandbytes_reads[] = {"quant_method", "load_in_4bit", "_load_in_4bit", "load_in_8bit", "_load_in_8bit", "bnb_4bit_quant_type",
                                             "bnb_4bit_use_double_quant", "llm_int8_skip_modules", "llm_int8_has_fp16_weight"};
inline constexpr key bitsandbytes_harmless[] = {"bnb_4bit_compute_dtype", "bnb_4bit_quant_storage", "llm_int8_enable_fp32_cpu_offload", "llm_int8_threshold"};

/// 4 bits: an fp32 a block of 64 elements and a table of 16 fp32 a matrix; doubly quantised: a byte a block, an fp32 for 256
/// blocks, and a second table of 256 fp32. A text of some 80 bytes a matrix that says so is left out. 8 bits: an fp32 a row
/// and a byte a matrix. 4096 x 4096 doubly: 8,388,608 + 262,144 + 4,096 + 64 + 1,024 bytes. Which modules of a mixture are
/// converted depends on the version of the library: refused.
constexpr void read_bitsandbytes(scheme_reader& s) noexcept {
    const bool four = scheme_reader::flag(s.fields, "load_in_4bit", scheme_reader::flag(s.fields, "_load_in_4bit", false));
    const bool eight = scheme_reader::flag(s.fields, "load_in_8bit", scheme_reader::flag(s.fields, "_load_in_8bit", false));
    s.refuse_unless(scheme_reader::flag(s.fields, "_load_in_4bit", four) == four, error_code::inconsistent, "_load_in_4bit");
    s.refuse_unless(scheme_reader::flag(s.fields, "_load_in_8bit", eight) == eight, error_code::inconsistent, "_load_in_8bit");
    s.refuse_unless(four != eight, error_code::inconsistent, s.fields.find("load_in_4bit") != nullptr ? key{"load_in_4bit"} : key{"load_in_8bit"});
    s.refuse_unless(s.modules.where(11).first() == max_layers, error_code::unsupported_value, "quant_method");
    s.refuse_unless(!scheme_reader::flag(s.fields, "llm_int8_has_fp16_weight", false), error_code::unsupported_value, "llm_int8_has_fp16_weight");
    constexpr const char* types[] = {"fp4", "nf4"};
    scheme_reader::one_of(s.fields, "bnb_4bit_quant_type", types, 0);
    const bool twice = scheme_reader::flag(s.fields, "bnb_4bit_use_double_quant", false);
    s.add_named(s.fields, "llm_int8_skip_modules", s.wide);
    if (eight) return s.add_group({.native = arithmetic::int8, .element_bits = 8, .scale_bits = 32, .group_outputs = 1, .tensor_bits = 8}, linear_parts);
    number_format f{.native = arithmetic::int4, .how = multiplied::dequantised, .element_bits = 4, .scale_bits = 32, .group_outputs = 1,
                    .group_inputs = 64, .tensor_bits = 16 * 32};
    if (twice) {
        f.scale_bits = 8;
        f.tensor_bits += 256 * 32;
        f.scales_per_scale = 256;
    }
    s.leave_out("the text that describes each 4-bit matrix", 0);
    s.add_group(f, linear_parts);
}

// --- compressed-tensors and ModelOpt: groups of modules, each with its arguments ---

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
    scheme_reader::check_keys(s.text, group.members, r, group_reads, {});
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
        scheme_reader::check_keys(s.text, of_inputs.members, of_inputs.fields, arguments_reads, arguments_harmless);
        const arguments x = read_arguments(of_inputs.fields);
        fixed_inputs = !x.dynamic;
        input_bits = x.bits, input_integer = x.integer;
        if (of_inputs.fields.failed()) return s.fields.fail_as(of_inputs.fields);
    }
    detail::nested of_weights{s.text, *weights, nullptr};
    scheme_reader::check_keys(s.text, of_weights.members, of_weights.fields, arguments_reads, arguments_harmless);
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

inline constexpr scheme known_schemes[] = {{"fp8", fp8_reads, fp8_harmless, read_fp8},
                                           {"fbgemm_fp8", fbgemm_reads, fbgemm_harmless, read_fbgemm},
                                           {"mxfp4", mxfp4_reads, mxfp4_harmless, read_mxfp4},
                                           {"compressed-tensors", compressed_reads, compressed_harmless, read_compressed},
                                           {"modelopt", modelopt_reads, modelopt_harmless, read_modelopt},
                                           {"gptq", gptq_reads, gptq_harmless, read_gptq},
                                           {"awq", awq_reads, awq_harmless, read_awq},
                                           {"bitsandbytes", bitsandbytes_reads, bitsandbytes_harmless, read_bitsandbytes}};

}  // namespace schemes

}  // namespace rafter::hugging_face
