// Flash has room for all, but a cache must be written, and 1 MiB of SRAM is too little.
// EXPECT: RAFTER-M003
// EXPECT: required_bytes<
// EXPECT: available_bytes<1048576>
// EXPECT: no_near_change_fits
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>

using namespace rafter;
using namespace rafter::catalog;

struct board {
    static constexpr accelerator spec{.name = "board", .vendor = "me", .kind = architecture::edge_npu, .scope = "board",
        .peaks = {.bf16 = {100_GFLOPS, "data sheet"}},
        .tiers = {{.name = "SRAM", .capacity = {1_MiB, "data sheet"}, .read = {10_GB_per_s, "data sheet"}},
                  {.name = "flash", .capacity = {64_MiB, "data sheet"}, .read = {400_MB_per_s, "data sheet"}, .writable = false}}};
};
#ifdef RAFTER_REPAIRED
using judged = deployment<models::stories15m, board, plan<>, batch<1>, prompt<16>, output<16>, multiply_as<arithmetic::bf16>>;
#else
using judged = deployment<models::stories15m, board, plan<>, batch<1>, prompt<16>, output<240>, multiply_as<arithmetic::bf16>>;
#endif
template struct rafter::require<judged>;
