// A cache that is slower than the memory behind it.
// EXPECT: RAFTER-H002
// EXPECT: inner_MB_per_s<500000>
// EXPECT: outer_MB_per_s<1000000>
// EXPECT: no_near_change_fits
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

#ifdef RAFTER_REPAIRED
struct part {
    static constexpr accelerator spec{.name = "part", .vendor = "me", .kind = architecture::gpu, .scope = "card",
        .peaks = {.bf16 = {100_TFLOPS, "data sheet"}},
        .units = {.units = {100, "data sheet"}, .flops_per_unit_per_cycle = {1000, "data sheet"}, .boost_clock = {1_GHz, "data sheet"}},
        .tiers = {{.name = "cache", .capacity = {10_MB, "data sheet"}, .read = {5_TB_per_s, "data sheet"}, .role = keeps::copies},
                  {.name = "memory", .capacity = {80_GB, "data sheet"}, .read = {1_TB_per_s, "data sheet"}}}};
};
#else
struct part {
    static constexpr accelerator spec{.name = "part", .vendor = "me", .kind = architecture::gpu, .scope = "card",
        .peaks = {.bf16 = {100_TFLOPS, "data sheet"}},
        .units = {.units = {100, "data sheet"}, .flops_per_unit_per_cycle = {1000, "data sheet"}, .boost_clock = {1_GHz, "data sheet"}},
        .tiers = {{.name = "cache", .capacity = {10_MB, "data sheet"}, .read = {0.5_TB_per_s, "data sheet"}, .role = keeps::copies},
                  {.name = "memory", .capacity = {80_GB, "data sheet"}, .read = {1_TB_per_s, "data sheet"}}}};
};
#endif
using judged = deployment<models::llama_3_1_8b, part, plan<>, batch<1>, prompt<2048>, output<64>>;
template struct rafter::require<judged>;
