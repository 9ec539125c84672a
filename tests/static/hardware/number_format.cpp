// Storage of formats in constant expressions.
#include <rafter/hardware/number_format.hpp>

namespace {

using namespace rafter;

template <class F> constexpr auto square = stored_bytes(F::spec, 4096, 4096).value;
template <class F> constexpr auto bits = bits_per_element(F::spec);

static_assert(square<bf16> == 33'554'432 && square<fp8> == 16'777'216);
static_assert(square<fp8_per_tensor> == 16'777'220 && square<fp8_per_output_row> == 16'793'600 &&
              square<fp8_per_block> == 16'781'312);
static_assert(square<mxfp8> == 17'301'504 && square<mxfp4> == 8'912'896 && square<nvfp4> == 9'437'188);
static_assert(stored_bytes(fp8_per_block::spec, 129, 129).value == 16'657);

static_assert(bits<mxfp8> == 8.25 && bits<mxfp4> == 4.25 && bits<nvfp4> == 4.5);
static_assert(bits<int4<32>> == 4.5 && bits<int4<64>> == 4.25 && bits<int4<128>> == 4.125);
static_assert(bits<int4<32, zero_point::packed>> == 4.625 && bits<int4<64, zero_point::packed>> == 4.3125 &&
              bits<int4<128, zero_point::packed>> == 4.15625);
static_assert(bits<int4<32, zero_point::wide>> == 5.0 && bits<int4<64, zero_point::wide>> == 4.5 &&
              bits<int4<128, zero_point::wide>> == 4.25);

// A format of one's own.
struct fp6 {
    static constexpr number_format spec{.native = arithmetic::fp8,
                                        .how = multiplied::dequantised,
                                        .element_bits = 6,
                                        .scale_bits = 8,
                                        .group_outputs = 1,
                                        .group_inputs = 32};
};
static_assert(bits<fp6> == 6.25 && square<fp6> == 13'107'200);

// GPTQ, groups of 128: 8,388,608 of elements, 131,072 groups of 20 bits, 4 bytes an input. AWQ: without the last.
static_assert(stored_byte_count({.element_bits = 4, .scale_bits = 16, .zero_bits = 4, .group_outputs = 1, .group_inputs = 128, .input_bits = 32}, 4096, 4096) == 8'732'672);
static_assert(stored_byte_count({.element_bits = 4, .scale_bits = 16, .zero_bits = 4, .group_outputs = 1, .group_inputs = 128}, 4096, 4096) == 8'716'288);
// bitsandbytes, doubly quantised: 262,144 blocks of a byte, 1,024 fp32 for these, tables of 16 and 256 fp32.
static_assert(stored_byte_count({.element_bits = 4, .scale_bits = 8, .group_outputs = 1, .group_inputs = 64, .tensor_bits = 272 * 32, .scales_per_scale = 256}, 4096, 4096) ==
              8'388'608 + 262'144 + 4'096 + 1'088);

}  // namespace
