// A memory with figures and no name.
// EXPECT: RAFTER-H001
// EXPECT: limit<1>
// EXPECT: given<0>
// EXPECT: no_near_change_fits
// EXPECT(c++26): RAFTER-H001: tiers[0].name is missing. No near change
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>

using namespace rafter;
using namespace rafter::catalog;

struct part {
    static constexpr accelerator spec{.name = "part", .vendor = "me", .kind = architecture::gpu, .scope = "card",
        .peaks = {.bf16 = {100_TFLOPS, "data sheet"}},
#ifdef RAFTER_REPAIRED
        .tiers = {{.name = "memory", .capacity = {80_GB, "data sheet"}, .read = {1_TB_per_s, "data sheet"}}}};
#else
        .tiers = {{.capacity = {80_GB, "data sheet"}, .read = {1_TB_per_s, "data sheet"}}}};
#endif
};
using judged = deployment<models::llama_3_1_8b, part, plan<>, batch<1>, prompt<2048>, output<64>>;
template struct rafter::require<judged>;
