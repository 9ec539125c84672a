// A link that carries more to one peer than all links of a device together.
// EXPECT: RAFTER-H001
// EXPECT: limit<450000000000>
// EXPECT: given<900000000000>
// EXPECT: no_near_change_fits
// EXPECT(c++26): RAFTER-H001: scale_up.pairwise is 900,000,000,000, the limit is 450,000,000,000; what
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>

using namespace rafter;
using namespace rafter::catalog;

struct part {
    static constexpr accelerator spec{.name = "part", .vendor = "me", .kind = architecture::gpu, .scope = "card",
        .peaks = {.bf16 = {100_TFLOPS, "data sheet"}},
#ifdef RAFTER_REPAIRED
        .tiers = {{.name = "memory", .capacity = {80_GB, "data sheet"}, .read = {1_TB_per_s, "data sheet"}}},
        .scale_up = {.name = "link", .per_device = {900_GB_per_s, "data sheet"}, .pairwise = {450_GB_per_s, "data sheet"}}};
#else
        .tiers = {{.name = "memory", .capacity = {80_GB, "data sheet"}, .read = {1_TB_per_s, "data sheet"}}},
        .scale_up = {.name = "link", .per_device = {450_GB_per_s, "data sheet"}, .pairwise = {900_GB_per_s, "data sheet"}}};
#endif
};
using judged = deployment<models::llama_3_1_8b, part, plan<>, batch<1>, prompt<2048>, output<64>>;
template struct rafter::require<judged>;
