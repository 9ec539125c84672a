// fp8 and fbgemm_fp8 of transformers and vLLM, and mxfp4 of gpt-oss. Source: the tensor lists of released checkpoints.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hugging_face/schemes/cache.hpp>

namespace rafter::hugging_face::schemes {

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
    s.refuse_unless((s.modules.all() & expert_parts) != 0, error_code::inconsistent, "quant_method");
    s.add_group(mxfp4::spec, expert_parts);
}

}  // namespace rafter::hugging_face::schemes
