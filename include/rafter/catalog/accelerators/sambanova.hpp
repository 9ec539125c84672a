// SambaNova: SN40L.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <rafter/quantity/literals.hpp>

namespace rafter::catalog::accelerators {

namespace sambanova_sources {
inline constexpr const char* hot_chips = "SambaNova, Hot Chips 2024 slides";
inline constexpr const char* node      = "SambaNova, Hot Chips 2024 slides, node of 16 sockets / 16";
}  // namespace sambanova_sources

struct sambanova_sn40l {
    static constexpr accelerator spec{
        .name = "SN40L",
        .id = "sambanova_sn40l",
        .vendor = "SambaNova",
        .kind = architecture::dataflow,
        .scope = "socket, 2 dies",
        .peaks = {.bf16 = {638_TFLOPS, sambanova_sources::hot_chips}},
        .tiers = {{.name = "PMU SRAM",                                      // managed by the compiler; rate only as "PBs per sec"
                   .capacity = {520_MiB, sambanova_sources::hot_chips},     // "520 MB" on the slide, 520 MiB in the paper
                   .role = keeps::copies},
                  {.name = "HBM",
                   .capacity = {64_GB, sambanova_sources::hot_chips},       // the paper says GiB
                   .read = {1.6_TB_per_s, sambanova_sources::node},         // 25.6 TB/s a node
                   .next = stands::beside},
                  {.name = "DDR5",
                   .capacity = {1.5_TB, sambanova_sources::hot_chips},
                   // 100 GB/s by the slides (1,600 a node), "more than 200" by the paper: the larger, for a bound.
                   .read = {200_GB_per_s, "SN40L paper (arXiv 2405.07518), unverified"}}},
        .scale_up = {.name = "inter-RDU network",                           // point to point; rate not published
                     .domain = {16, sambanova_sources::hot_chips}},
    };
};

}  // namespace rafter::catalog::accelerators
