// A capacity in seconds.
// EXPECT: a figure is given in its own unit
// EXPECT: rafter::seconds
// EXPECT: rafter::bytes
#include <rafter/rafter.hpp>
#include <rafter/catalog/models/llama.hpp>

using namespace rafter;

#ifdef RAFTER_REPAIRED
struct part {
    static constexpr accelerator spec{.name = "part", .vendor = "me", .kind = architecture::gpu, .scope = "card",
        .peaks = {.bf16 = {100_TFLOPS, "data sheet"}},
        .tiers = {{.name = "memory", .capacity = {80_GB, "data sheet"}, .read = {1_TB_per_s, "data sheet"}}}};
};
#else
struct part {
    static constexpr accelerator spec{.name = "part", .vendor = "me", .kind = architecture::gpu, .scope = "card",
        .peaks = {.bf16 = {100_TFLOPS, "data sheet"}},
        .tiers = {{.name = "memory", .capacity = {80_s, "data sheet"}, .read = {1_TB_per_s, "data sheet"}}}};
};
#endif
using judged = deployment<catalog::models::llama_3_1_8b, part, plan<>, batch<1>, prompt<2048>, output<64>>;
template struct rafter::require<judged>;
static_assert(judged::feasible);  // nothing follows from the error
