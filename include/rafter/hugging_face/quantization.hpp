// The formats that a checkpoint is stored in, from the dtype and the quantization_config of its config.json.
#pragma once

#include <cstdint>  // int64_t, uint64_t
#include <rafter/demand/form_pieces.hpp>
#include <rafter/engine/precision.hpp>
#include <rafter/hugging_face/quantization_scheme.hpp>

namespace rafter::hugging_face {

namespace detail {

constexpr number_format dtype_of(reader& r, const member& m) noexcept {
    if (m.kind != value_kind::string) return r.fail(error_code::wrong_type, m), bf16::spec;
    if (r.says(m, "bfloat16")) return bf16::spec;
    if (r.says(m, "float16")) return fp16::spec;
    if (r.says(m, "float32")) return fp32::spec;
    return r.fail(error_code::unsupported_value, m), bf16::spec;
}

/// The file's dtype, bf16 where it says none; both names must agree.
constexpr number_format read_dtype(reader& r) noexcept {
    const member* m = r.stated("torch_dtype");
    if (const member* again = r.stated("dtype"); again != nullptr) {
        constexpr const char* known[] = {"bfloat16", "float16", "float32"};
        for (const char* k : known)
            if (m != nullptr && r.says(*m, k) != r.says(*again, k)) r.fail(error_code::inconsistent, *again);
        m = again;
    }
    if (m != nullptr) return dtype_of(r, *m);
    r.assume("torch_dtype", "bfloat16");
    return bf16::spec;
}

/// What recurrent layers carry, where the file says it (Nemotron-3-Nano, Qwen3.5), and keys of an indexer, which engines keep
/// in fp8 with a scale a key whatever the file's dtype (the reference code of DeepSeek-V3.2).
constexpr void read_kept_formats(reader& r, const transformer& m, precision& into) noexcept {
    const member* state = r.stated("mamba_ssm_cache_dtype");
    if (state == nullptr) state = r.stated("mamba_ssm_dtype");
    bool recurrent = false;
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        if (m.forms[i].back.index.key_elements > 0) into.index = fp8_per_row_of_128::spec;
        recurrent = recurrent || m.forms[i].back.state.elements > 0;
    }
    if (!recurrent) return;
    if (state != nullptr) into.state = dtype_of(r, *state);
    else r.assume("mamba_ssm_cache_dtype", "the dtype of the file");
}

/// Sets formats by class where a class has one, and by exceptions where layers or tensors differ.
class format_writer {
public:
    constexpr format_writer(const module_reader& names, const scheme_reader& said, const number_format& not_quantised) noexcept
        : modules(names), s(said), wide(not_quantised) {}

    /// False: more exceptions than a precision holds, or a tensor of which a part is quantised.
    constexpr bool write(precision& into) noexcept {
        constexpr tensor_class of_layers[] = {tensor_class::attention, tensor_class::feed_forward, tensor_class::routed_expert, tensor_class::shared_expert, tensor_class::router};
        for (const tensor_class c : of_layers)
            if (!write_class(c, into)) return false;
        for (int g = 0; g < s.group_count; ++g) {
            if (s.groups[g].of.head && !s.wide.head) into.set_class(tensor_class::head, s.groups[g].format);
            if (s.groups[g].of.embedding && !s.wide.embedding) into.set_class(tensor_class::embedding, s.groups[g].format);
        }
        return true;
    }

private:
    const module_reader& modules;
    const scheme_reader& s;
    number_format wide;

    using layers_of_parts = std::uint64_t[part_count][max_layers / 64];

    /// Of a group; the last is what no group has.
    constexpr const number_format& format(int group) const noexcept { return group < s.group_count ? s.groups[group].format : wide; }

    constexpr bool write_class(tensor_class c, precision& into) const noexcept {
        const part_bits parts = parts_of(c) & modules.all();
        const number_format* same = format_of_all(parts);
        if (same == nullptr) return write_by_layer(c, parts, into);
        into.weights[static_cast<int>(c)] = *same;
        return true;
    }
    /// Where all of these matrices have one format in all layers, and no name is of some layers only: that one.
    constexpr const number_format* format_of_all(part_bits parts) const noexcept {
        if ((s.wide.somewhere & parts) != 0) return nullptr;
        const part_bits quantisable = parts & ~s.wide.everywhere;
        for (int g = 0; g < s.group_count; ++g)
            if ((s.groups[g].of.parts() & quantisable) != 0)
                return (s.groups[g].of.everywhere & quantisable) == parts ? &s.groups[g].format : nullptr;
        return &wide;
    }

    constexpr bool write_by_layer(tensor_class c, part_bits parts, precision& into) const noexcept {
        layers_of_parts in[max_groups + 1]{};
        std::int64_t matrices[max_groups + 1]{};
        for (part_bits rest = parts; rest != 0; rest &= rest - 1) {
            const int p = __builtin_ctz(rest);
            const bool joined = is_joined(p);
            for (int w = 0; w < modules.used_words(); ++w) {
                std::uint64_t left = modules.layers_with(p, w);
                const std::uint64_t quantisable = left & ~modules.layers_in(s.wide, p, w);
                for (int g = 0; g <= s.group_count; ++g) {
                    const std::uint64_t here = g < s.group_count ? quantisable & modules.layers_in(s.groups[g].of, p, w) : left;
                    if (joined && here != in[g][p - 1][w]) return false;
                    in[g][p][w] = here;
                    matrices[g] += __builtin_popcountll(here);
                    left &= ~here;
                }
            }
        }
        int most = s.group_count;
        for (int g = 0; g <= s.group_count; ++g)
            if (matrices[g] > matrices[most]) most = g;
        into.weights[static_cast<int>(c)] = format(most);
        for (int g = 0; g <= s.group_count; ++g)
            if (g != most && matrices[g] > 0 && !write_exceptions(c, parts, in[g], format(g), into)) return false;
        return true;
    }
    /// Of one tensor with the part before it.
    static constexpr bool is_joined(int part) noexcept {
        return part > 0 && module_parts[part - 1].kind == module_parts[part].kind && module_parts[part - 1].tensor == module_parts[part].tensor;
    }

    /// One exception where all tensors of the class have it in the same layers, else one a tensor.
    constexpr bool write_exceptions(tensor_class c, part_bits parts, const layers_of_parts& in, const number_format& f, precision& into) const noexcept {
        layer_set all;
        for (part_bits rest = parts; rest != 0; rest &= rest - 1)
            for (int w = 0; w < modules.used_words(); ++w) all.words[w] |= in[__builtin_ctz(rest)][w];
        bool alike = true;
        for (part_bits rest = parts; rest != 0; rest &= rest - 1)
            for (int w = 0; w < modules.used_words(); ++w)
                alike = alike && (all.words[w] & modules.layers_with(__builtin_ctz(rest), w)) == in[__builtin_ctz(rest)][w];
        if (alike) return into.add_exception({all, c, {}, f});
        for (part_bits rest = parts; rest != 0; rest &= rest - 1) {
            const int p = __builtin_ctz(rest);
            if (is_joined(p)) continue;
            layer_set here;
            for (int w = 0; w < modules.used_words(); ++w) here.words[w] = in[p][w];
            if (here.count() > 0 && !into.add_exception({here, c, module_parts[p].tensor, f})) return false;
        }
        return true;
    }
};

/// Routers that experts' loads correct keep that bias in fp32, whatever the file's dtype; where the router is a linear
/// layer with a bias (gpt-oss), it is as the rest.
constexpr void keep_correction_bias(const transformer& m, precision& into) noexcept {
    constexpr label router_bias = "router_b";
    for (std::int64_t i = 0; i < m.form_count; ++i) {
        if (m.forms[i].experts.total == 0) continue;
        for (std::int64_t j = 0; j < m.forms[i].tensor_count; ++j) {
            if (m.forms[i].tensors[j].name != router_bias) continue;
            into.add_exception({layers(0, m.layer_count), tensor_class::bias, router_bias, fp32::spec});
            return;
        }
    }
}

/// Two groups may not both have a matrix.
constexpr bool overlap(const scheme_reader& s) noexcept {
    for (int a = 0; a < s.group_count; ++a)
        for (int b = 0; b < a; ++b) {
            const module_set &x = s.groups[a].of, &y = s.groups[b].of;
            if ((x.everywhere & y.parts()) != 0 || (x.parts() & y.everywhere) != 0) return true;
            for (part_bits rest = x.somewhere & y.somewhere; rest != 0; rest &= rest - 1)
                for (int w = 0; w < max_layers / 64; ++w)
                    if ((x.of[__builtin_ctz(rest)][w] & y.of[__builtin_ctz(rest)][w]) != 0) return true;
            if ((x.head && y.head) || (x.embedding && y.embedding)) return true;
        }
    return false;
}

/// One member of the file, an object, which names the scheme and the modules. `joined`: q, k and v are one matrix in the file, and gate
/// and up another (Phi-3).
constexpr void read_quantization(const char* text, const member& m, const document& object, const char* feed_forward, std::int64_t further, const checkpoint& of,
                                 bool joined, notes* said, reader& file, precision& into) noexcept {
    if (m.kind != value_kind::object) return file.fail(error_code::wrong_type, m);
    reader r{text, object, said};
    module_reader modules{of.model, feed_forward, further};
    scheme_reader s{text, object, r, of, modules, said};
    const scheme* how = nullptr;
    const member* method = r.stated("quant_method");
    if (method == nullptr) r.fail(error_code::missing_field, "quant_method");
    else if (method->kind != value_kind::string) r.fail(error_code::wrong_type, *method);
    else {
        how = find_scheme(r, *method);
        if (how == nullptr) r.fail(error_code::unsupported_value, *method);
        else if (!modules.knows_all()) r.fail_key(error_code::not_modelled, m);
    }
    if (!r.failed()) scheme_reader::check_keys(object, r, how->reads, how->harmless);
    if (!r.failed()) how->read(s);
    if (!r.failed() && overlap(s)) r.fail(error_code::inconsistent, "config_groups");
    for (int g = 0; g < s.group_count && !r.failed(); ++g) {
        if (s.groups[g].of.head && of.tied) r.fail(error_code::inconsistent, m);  // there is no such matrix
        // What stands once a matrix would be counted for each of those that the file has as one.
        if (joined && (s.groups[g].format.tensor_bits != 0 || s.groups[g].format.input_bits != 0)) r.fail(error_code::unsupported_value, m);
    }
    const int exceptions = into.exception_count;
    if (!r.failed() && !format_writer{modules, s, of.wide}.write(into)) r.fail(error_code::unsupported_value, m);
    if (!r.failed() && into.exception_count > exceptions && forms_needed(of.model, into) > max_forms) r.fail(error_code::unsupported_value, m);
    if (!r.failed() && s.cache_stated) into.cache = s.cache;
    if (r.failed()) file.fail_as(r);
}

/// The formats of a model that was read from this file, with the members of its quantization_config.
constexpr void read_formats(const char* text, reader& r, const document& quantization, const member& type, const transformer& m, notes* said, precision& into) noexcept {
    const number_format wide = read_dtype(r);
    if (wide != bf16::spec) {
        for (number_format& f : into.weights) f = wide;
        into.cache = into.state = into.index = into.activations = into.dispatch = wide;
    }
    if (!r.says(type, "gpt_oss")) keep_correction_bias(m, into);
    const member* q = r.stated("quantization_config");
    if (q == nullptr) return;
    const member* further = r.stated("num_nextn_predict_layers");
    const std::int64_t behind = further != nullptr && further->kind == value_kind::integer && further->integer > 0 && further->integer < max_layers ? further->integer : 0;
    const char* const name = text + type.value;
    const auto is_a = [&](const char* family) { return name[0] == family[0] && starts(name, type.value_length, family); };
    const char* feed_forward = is_a("mixtral") || is_a("minimax") ? "block_sparse_moe" : is_a("llama4") ? "feed_forward" : "mlp";
    const checkpoint of{m, wide, is_a("qwen3"), m.tied};
    read_quantization(text, *q, quantization, feed_forward, behind, of, r.says(type, "phi3"), said, r, into);
    if (said != nullptr && !r.failed() && r.says(type, "kimi_k2"))
        said->add({.kind = note_kind::left_out, .name = "auxiliary buffers, 56 bf16 a layer (128 in later releases)", .of = value_kind::integer, .value = m.layer_count * 56 * 2});
}

}  // namespace detail

}  // namespace rafter::hugging_face
