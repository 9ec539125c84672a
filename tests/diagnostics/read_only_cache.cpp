// A cache in flash.
// EXPECT: RAFTER-M003
// EXPECT: required_bytes<
// EXPECT: available_bytes<0>
// EXPECT: fits_from<
// EXPECT: cache_in_tier<0>
// EXPECT(c++26): RAFTER-M003: cache and activations need 1,897.47 kB of writable memory, there are 0.00 kB.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

struct board {
    static constexpr accelerator spec{.name = "board", .vendor = "me", .kind = architecture::edge_npu, .scope = "board",
        .peaks = {.bf16 = {100_GFLOPS, "data sheet"}, .int8 = {1_TOPS, "data sheet"}},
        .tiers = {{.name = "SRAM", .capacity = {8_MiB, "data sheet"}, .read = {10_GB_per_s, "data sheet"}},
                  {.name = "flash", .capacity = {64_MiB, "data sheet"}, .read = {400_MB_per_s, "data sheet"}, .writable = false}}};
};
#ifdef RAFTER_REPAIRED
using judged = deployment<models::stories15m, board, plan<>, batch<1>, prompt<16>, output<240>, weights<int8>, kv_cache<fp16>, multiply_as<arithmetic::int8>>;
#else
using judged = deployment<models::stories15m, board, plan<>, batch<1>, prompt<16>, output<240>, weights<int8>, kv_cache<fp16>, multiply_as<arithmetic::int8>, cache_in_tier<1>>;
#endif
template struct rafter::require<judged>;
