// Storage of every format, to the byte.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/hardware/number_format.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::unseen;

std::int64_t stored(const number_format& f, std::int64_t outputs, std::int64_t inputs) {
    return stored_bytes(unseen(f), unseen(outputs), unseen(inputs)).value;
}
std::int64_t square_of_4096(const number_format& f) {
    return stored(f, 4096, 4096);
}

/// A format of a user: 6-bit floats in blocks of 16 x 16 with a 16-bit scale and an 8-bit zero.
struct fp6_in_squares {
    static constexpr number_format spec{.native = arithmetic::fp8,
                                        .how = multiplied::dequantised,
                                        .element_bits = 6,
                                        .scale_bits = 16,
                                        .zero_bits = 8,
                                        .group_outputs = 16,
                                        .group_inputs = 16};
};

}  // namespace

TEST_CASE("4096 x 4096 in formats without groups") {
    CHECK(square_of_4096(fp32::spec) == 67'108'864);
    CHECK(square_of_4096(tf32::spec) == 67'108'864);
    CHECK(square_of_4096(bf16::spec) == 33'554'432);
    CHECK(square_of_4096(fp16::spec) == 33'554'432);
    CHECK(square_of_4096(int8::spec) == 16'777'216);
    CHECK(square_of_4096(fp8::spec) == 16'777'216);
    CHECK(square_of_4096(fp8_e5m2<>::spec) == 16'777'216);
}

TEST_CASE("fp8 with one fp32 scale a tensor, an output row, a block of 128 x 128") {
    CHECK(square_of_4096(fp8_per_tensor::spec) == 16'777'220);
    CHECK(square_of_4096(fp8_per_output_row::spec) == 16'793'600);  // 4,096 rows
    CHECK(square_of_4096(fp8_per_block::spec) == 16'781'312);       // 32 x 32 blocks
    CHECK(square_of_4096(fp8_e5m2<scaled::per_tensor>::spec) == 16'777'220);
    CHECK(square_of_4096(fp8_e5m2<scaled::per_output_row>::spec) == 16'793'600);
    CHECK(square_of_4096(fp8_e5m2<scaled::per_block_128x128>::spec) == 16'781'312);
}

TEST_CASE("an fp32 scale for 128 elements of a row: an indexer's key of 128 takes 132 bytes") {
    CHECK(stored(fp8_per_row_of_128::spec, 1, 128) == 132);
    CHECK(stored(fp8_per_row_of_128::spec, 1000, 128) == 132'000);
    CHECK(stored(fp8_per_row_of_128::spec, 1, 129) == 137);
}

TEST_CASE("blocks of 128 x 128 are counted with ceil in both directions") {
    CHECK(stored(fp8_per_block::spec, 129, 129) == 16'657);  // 16,641 and 2 x 2 scales
    CHECK(stored(fp8_per_block::spec, 128, 128) == 16'388);  // and 1
    CHECK(stored(fp8_per_block::spec, 1, 1) == 5);
    CHECK(stored(fp8_per_block::spec, 576, 7168) == 4'129'888);    // kv_a of DeepSeek-V3: 5 x 56 scales
    CHECK(stored(fp8_per_block::spec, 2048, 7168) == 14'683'648);  // gate of one of its experts: 16 x 56
}

TEST_CASE("an output row, not an input column, has a scale") {
    CHECK(stored(fp8_per_output_row::spec, 53248, 16384) == 872'628'224);  // gate of Llama-3.1-405B: 53,248 scales
    CHECK(stored(fp8_per_output_row::spec, 16384, 53248) == 872'480'768);  // down: 16,384
}

TEST_CASE("microscaling and nvfp4") {
    CHECK(square_of_4096(mxfp8::spec) == 17'301'504);  // 8.25 bits
    CHECK(square_of_4096(mxfp4::spec) == 8'912'896);   // 4.25 bits
    CHECK(square_of_4096(nvfp4::spec) == 9'437'188);   // 4.5 bits and one fp32
    CHECK(bits_per_element(unseen(mxfp8::spec)) == 8.25);
    CHECK(bits_per_element(unseen(mxfp4::spec)) == 4.25);
    CHECK(bits_per_element(unseen(nvfp4::spec)) == 4.5);
}

TEST_CASE("int4 in groups of 32, 64, 128: no zero point, a packed one, a 16-bit one") {
    CHECK(bits_per_element(unseen(int4<32>::spec)) == 4.5);
    CHECK(bits_per_element(unseen(int4<64>::spec)) == 4.25);
    CHECK(bits_per_element(unseen(int4<128>::spec)) == 4.125);
    CHECK(bits_per_element(unseen(int4<32, zero_point::packed>::spec)) == 4.625);
    CHECK(bits_per_element(unseen(int4<64, zero_point::packed>::spec)) == 4.3125);
    CHECK(bits_per_element(unseen(int4<128, zero_point::packed>::spec)) == 4.15625);
    CHECK(bits_per_element(unseen(int4<32, zero_point::wide>::spec)) == 5.0);
    CHECK(bits_per_element(unseen(int4<64, zero_point::wide>::spec)) == 4.5);
    CHECK(bits_per_element(unseen(int4<128, zero_point::wide>::spec)) == 4.25);

    CHECK(square_of_4096(int4<32>::spec) == 9'437'184);
    CHECK(square_of_4096(int4<64>::spec) == 8'912'896);
    CHECK(square_of_4096(int4<128>::spec) == 8'650'752);
    CHECK(square_of_4096(int4<32, zero_point::packed>::spec) == 9'699'328);
    CHECK(square_of_4096(int4<64, zero_point::packed>::spec) == 9'043'968);
    CHECK(square_of_4096(int4<128, zero_point::packed>::spec) == 8'716'288);
    CHECK(square_of_4096(int4<32, zero_point::wide>::spec) == 10'485'760);
    CHECK(square_of_4096(int4<64, zero_point::wide>::spec) == 9'437'184);
    CHECK(square_of_4096(int4<128, zero_point::wide>::spec) == 8'912'896);
}

TEST_CASE("groups that a row does not fill, and bits that do not fill a byte") {
    CHECK(stored(mxfp4::spec, 3, 33) == 56);    // 99 elements x 4 and 3 x 2 scales x 8: 444 bits
    CHECK(stored(int4<128>::spec, 1, 1) == 3);  // 4 and 16 bits
    CHECK(stored(nvfp4::spec, 1, 16) == 13);    // 64, 8 and 32 bits
    CHECK(stored(bf16::spec, 0, 4096) == 0);
}

TEST_CASE("a format of one's own") {
    CHECK(bits_per_element(unseen(fp6_in_squares::spec)) == 6.09375);
    CHECK(stored(fp6_in_squares::spec, 4096, 4096) == 12'779'520);  // 12,582,912 and 65,536 groups of 3 bytes
    CHECK(stored(fp6_in_squares::spec, 17, 17) == 229);             // 1,734 bits and 2 x 2 groups of 24
}

TEST_CASE("what each format is multiplied as") {
    CHECK(unseen(fp8_per_block::spec).native == arithmetic::fp8);
    CHECK(unseen(fp8_per_block::spec).how == multiplied::natively);
    CHECK(unseen(mxfp4::spec).how == multiplied::dequantised);
    CHECK(unseen(int4<128>::spec).how == multiplied::dequantised);
    CHECK(unseen(nvfp4::spec).native == arithmetic::fp4);
    CHECK(operand_bits(unseen(arithmetic::tf32)) == 32);
    CHECK(operand_bits(unseen(arithmetic::bf16)) == 16);
    CHECK(operand_bits(unseen(arithmetic::int8)) == 8);
    CHECK(operand_bits(unseen(arithmetic::fp4)) == 4);
}

TEST_CASE("bytes that 64 bits do not hold are overflowed") {
    CHECK(stored(bf16::spec, std::int64_t{1} << 40, std::int64_t{1} << 40) == checked::overflowed);
    CHECK(stored(fp8_per_block::spec, checked::overflowed, 128) == checked::overflowed);
    CHECK(stored(mxfp4::spec, std::int64_t{1} << 31, std::int64_t{1} << 31) == checked::overflowed);
}
