// GPTQ and AWQ: integers in groups along a row, fp16 scales, packed zero points. bitsandbytes: blocks, or rows of int8.
// Sources: AutoGPTQ and GPTQModel, AutoAWQ, bitsandbytes, and the tensor lists of what they write.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/hugging_face/quantization_reader.hpp>

namespace rafter::hugging_face::schemes {

using detail::scheme_reader;

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
    s.refuse_unless((s.modules.all() & expert_parts) == 0, error_code::unsupported_value, "quant_method");
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

}  // namespace rafter::hugging_face::schemes
