// How a number is stored, and what a matrix unit multiplies it as.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/quantity/units.hpp>

namespace rafter {

/// What a matrix unit multiplies: the index of a peak rate.
enum class arithmetic : std::uint8_t { fp32, tf32, bf16, fp16, fp8, int8, fp4, int4 };
inline constexpr int arithmetic_count = 8;

[[nodiscard]] constexpr const char* name_of(arithmetic a) noexcept {
    constexpr const char* names[arithmetic_count] = {"fp32", "tf32", "bf16", "fp16", "fp8", "int8", "fp4", "int4"};
    return names[static_cast<int>(a)];
}

/// Width of one operand in bits: an engine can widen operands before it multiplies them, never narrow them.
[[nodiscard]] constexpr int operand_bits(arithmetic a) noexcept {
    constexpr int bits[arithmetic_count] = {32, 32, 16, 16, 8, 8, 4, 4};
    return bits[static_cast<int>(a)];
}

/// How a number_format is multiplied.
enum class multiplied : std::uint8_t {
    natively,     ///< by the unit of `native`: fp8 weights on an fp8 unit
    dequantised,  ///< widened to the format of the activations first: int4 weights of GPTQ or AWQ, mxfp4 of gpt-oss
};

/// Storage of a matrix of `outputs` rows and `inputs` columns (the inputs are what a product sums over).
///
/// Elements of `element_bits`; a scale of `scale_bits` and a zero point of `zero_bits` for every group of
/// `group_outputs` x `group_inputs` elements, where 0 means the whole extent; `tensor_bits` once a matrix. With scales may
/// come `input_bits` an input (the group that GPTQ says it is in) and an fp32 for every `scales_per_scale` scales (what
/// bitsandbytes calls double quantisation).
///   no scale            scale_bits 0
///   one for the tensor  {0, 0};  one an output row {1, 0};  128 x 128 blocks {128, 128};  groups of 32 along a row {1, 32}
/// Groups are counted with ceil in both directions, as checkpoints store them.
struct number_format {
    arithmetic native = arithmetic::bf16;
    multiplied how = multiplied::natively;
    std::int64_t element_bits = 16;
    std::int64_t scale_bits = 0;
    std::int64_t zero_bits = 0;
    std::int64_t group_outputs = 0;
    std::int64_t group_inputs = 0;
    std::int64_t tensor_bits = 0;
    std::int64_t input_bits = 0;
    std::int64_t scales_per_scale = 0;

    friend constexpr bool operator==(const number_format&, const number_format&) = default;
};

/// Without scales: elements stand alone, and rows and groups make no difference.
[[nodiscard]] constexpr bool is_plain(const number_format& f) noexcept { return f.scale_bits + f.zero_bits + f.tensor_bits == 0; }

/// Exact bytes of one stored matrix, scales included.
///   ceil((outputs*inputs*element_bits + groups*(scale_bits + zero_bits) + 32*ceil(groups/scales_per_scale)
///         + inputs*input_bits + tensor_bits) / 8)
/// 4096 x 4096 in mxfp4 (4.25 bit): 8,912,896 bytes. Source: the OCP MX, GPTQ/AWQ and DeepSeek-V3 checkpoint layouts.
[[nodiscard]] constexpr std::int64_t stored_byte_count(const number_format& f, std::int64_t outputs, std::int64_t inputs) noexcept {
    std::int64_t bits = checked::product(checked::product(outputs, inputs), f.element_bits);
    if (f.scale_bits + f.zero_bits != 0) {
        const std::int64_t rows = f.group_outputs == 0 ? 1 : checked::ceil_div(outputs, f.group_outputs);
        const std::int64_t columns = f.group_inputs == 0 ? 1 : checked::ceil_div(inputs, f.group_inputs);
        const std::int64_t groups = checked::product(rows, columns);
        bits = checked::sum(bits, checked::product(groups, f.scale_bits + f.zero_bits));
        if (f.input_bits != 0) bits = checked::sum(bits, checked::product(inputs, f.input_bits));
        if (f.scales_per_scale != 0) bits = checked::sum(bits, checked::product(32, checked::ceil_div(groups, f.scales_per_scale)));
    }
    return checked::ceil_div(f.tensor_bits == 0 ? bits : checked::sum(bits, f.tensor_bits), 8);
}

[[nodiscard]] constexpr bytes stored_bytes(const number_format& f, std::int64_t outputs, std::int64_t inputs) noexcept {
    return bytes{stored_byte_count(f, outputs, inputs)};
}

/// Bits of one element with its share of the scales, in a matrix that fills its groups. mxfp4: 4.25. What belongs to a
/// row or a tensor as a whole is left out.
[[nodiscard]] constexpr double bits_per_element(const number_format& f) noexcept {
    const double group = static_cast<double>(f.group_outputs) * static_cast<double>(f.group_inputs);
    const double shared = static_cast<double>(f.scale_bits + f.zero_bits);
    return static_cast<double>(f.element_bits) + (group > 0 ? shared / group : 0.0);
}

[[nodiscard]] constexpr double bytes_per_element(const number_format& f) noexcept { return bits_per_element(f) / 8; }

// --- the formats, as types ---
// A format of your own is the same: struct my_format { static constexpr number_format spec{...}; };

struct fp32 { static constexpr number_format spec{.native = arithmetic::fp32, .element_bits = 32}; };
/// 19 significant bits in a 32-bit word: stored as fp32, multiplied by tf32 units.
struct tf32 { static constexpr number_format spec{.native = arithmetic::tf32, .element_bits = 32}; };
struct bf16 { static constexpr number_format spec{.native = arithmetic::bf16, .element_bits = 16}; };
struct fp16 { static constexpr number_format spec{.native = arithmetic::fp16, .element_bits = 16}; };
struct int8 { static constexpr number_format spec{.native = arithmetic::int8, .element_bits = 8}; };

/// How an fp8 format carries its fp32 scales.
enum class scaled : std::uint8_t { none, per_tensor, per_output_row, per_row_of_128, per_block_128x128 };

namespace detail {
constexpr number_format fp8_with(scaled s) noexcept {
    number_format f{.native = arithmetic::fp8, .element_bits = 8};
    if (s == scaled::per_tensor) f.tensor_bits = 32;
    if (s == scaled::per_output_row) { f.scale_bits = 32; f.group_outputs = 1; }
    if (s == scaled::per_row_of_128) { f.scale_bits = 32; f.group_outputs = 1; f.group_inputs = 128; }
    if (s == scaled::per_block_128x128) { f.scale_bits = 32; f.group_outputs = 128; f.group_inputs = 128; }
    return f;
}
constexpr number_format int4_in_groups_of(std::int64_t group, std::int64_t zero_bits) noexcept {
    return {.native = arithmetic::int4, .how = multiplied::dequantised, .element_bits = 4, .scale_bits = 16,
            .zero_bits = zero_bits, .group_outputs = 1, .group_inputs = group};
}
}  // namespace detail

template <scaled Scale = scaled::none> struct fp8_e4m3 { static constexpr number_format spec = detail::fp8_with(Scale); };
template <scaled Scale = scaled::none> struct fp8_e5m2 { static constexpr number_format spec = detail::fp8_with(Scale); };
struct fp8 : fp8_e4m3<> {};                                              ///< e4m3 without scale
struct fp8_per_tensor : fp8_e4m3<scaled::per_tensor> {};                 ///< one fp32 scale a matrix
struct fp8_per_output_row : fp8_e4m3<scaled::per_output_row> {};         ///< Llama-3.1-405B FP8
struct fp8_per_row_of_128 : fp8_e4m3<scaled::per_row_of_128> {};         ///< keys of DeepSeek-V3.2's indexer: 132 bytes for 128
struct fp8_per_block : fp8_e4m3<scaled::per_block_128x128> {};           ///< DeepSeek-V3

/// OCP microscaling: 32 elements share one 8-bit exponent. 8.25 and 4.25 bits an element.
struct mxfp8 {
    static constexpr number_format spec{.native = arithmetic::fp8, .element_bits = 8, .scale_bits = 8,
                                        .group_outputs = 1, .group_inputs = 32};
};
/// Weights of gpt-oss. Dequantised: kernels for parts without fp4 units multiply them as the activations.
struct mxfp4 {
    static constexpr number_format spec{.native = arithmetic::fp4, .how = multiplied::dequantised, .element_bits = 4,
                                        .scale_bits = 8, .group_outputs = 1, .group_inputs = 32};
};
/// NVIDIA fp4: 16 elements share an fp8 scale, and a tensor one fp32. 4.5 bits an element.
struct nvfp4 {
    static constexpr number_format spec{.native = arithmetic::fp4, .element_bits = 4, .scale_bits = 8,
                                        .group_outputs = 1, .group_inputs = 16, .tensor_bits = 32};
};

/// Zero point of a group of int4 weights: none, packed in 4 bits (GPTQ, AWQ), or 16 bits wide.
enum class zero_point : std::uint8_t { none = 0, packed = 4, wide = 16 };
/// int4 weights in groups of 32, 64 or 128 with a 16-bit scale: 4.5, 4.25, 4.125 bits; + 4 or 16 bits a group for a zero.
template <int Group, zero_point Zero = zero_point::none> struct int4 {
    static_assert(Group > 0, "a group holds at least one element");
    static constexpr number_format spec = detail::int4_in_groups_of(Group, static_cast<std::int64_t>(Zero));
};

}  // namespace rafter
