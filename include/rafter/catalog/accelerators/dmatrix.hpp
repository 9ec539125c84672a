// d-Matrix: Corsair.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace dmatrix_sources {
inline constexpr const char* hot_chips = "chipsandcheese.com, d-Matrix Corsair, quoting the maker";
inline constexpr const char* sram_rate = "d-Matrix, November 2024, as quoted by EE Times and aiwiki.ai: about 150 TB/s";
}  // namespace dmatrix_sources

// Digital in-memory compute: the SRAM that keeps the weights multiplies them.
struct dmatrix_corsair {
    static constexpr accelerator spec{
        .name = "Corsair",
        .id = "dmatrix_corsair",
        .vendor = "d-Matrix",
        .kind = architecture::many_core_sram,
        .scope = "card, 2 packages of 4 chiplets",
        // Block formats alone, MXINT8 and MXINT4 (and MXINT16 at 600 TOPS, which is no format here). No IEEE float.
        .peaks = {.int8 = {2400_TOPS, dmatrix_sources::hot_chips},
                  .int4 = {9600_TOPS, dmatrix_sources::hot_chips}},
        .tiers = {{.name = "SRAM",                                          // 1 GB a package; weights and cache live here
                   .capacity = {2_GB, dmatrix_sources::hot_chips},
                   .read = {150_TB_per_s, dmatrix_sources::sram_rate}},
                  {.name = "LPDDR5",                                        // 128 GB and 200 GB/s a package
                   .capacity = {256_GB, dmatrix_sources::hot_chips},
                   .read = {400_GB_per_s, dmatrix_sources::hot_chips}}},
        .scale_up = {.name = "DMX Bridge"},                             // card to card; neither rate nor number published
    };
};

}  // namespace rafter::catalog::accelerators
