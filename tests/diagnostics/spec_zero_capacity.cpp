// A memory of no bytes: what is unknown is left out, never zero.
// EXPECT: RAFTER-H001
// EXPECT: given<0>
// EXPECT: no_near_change_fits
// EXPECT(c++26): RAFTER-H001: tiers[1].capacity is 0, the limit is 1; what is unknown is left out, never zero. No near change makes it feasible.
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
        .tiers = {{.name = "cache", .capacity = {10_MB, "data sheet"}, .read = {5_TB_per_s, "data sheet"}, .role = keeps::copies},
                  {.name = "memory", .capacity = {0_GB, "data sheet"}, .read = {1_TB_per_s, "data sheet"}}}};
};
#endif
using judged = deployment<models::llama_3_1_8b, part, plan<>, batch<1>, prompt<2048>, output<64>>;
template struct rafter::require<judged>;
