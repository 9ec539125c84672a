// Firmware for a Cortex-M4: a check that holds costs no byte, a query costs what the literal costs.
#include <rafter/catalog/models/stories.hpp>
#include <rafter/rafter.hpp>

namespace {

using namespace rafter;

struct board {
    static constexpr accelerator spec{.name = "board", .vendor = "me", .kind = architecture::edge_npu, .scope = "board",
                                      .peaks = {.fp32 = {100_GFLOPS, "data sheet"}, .int8 = {1_TOPS, "data sheet"}},
                                      .tiers = {{.name = "SRAM", .capacity = {4_MiB, "data sheet"}, .read = {4_GB_per_s, "data sheet"}},
                                                {.name = "flash", .capacity = {32_MiB, "data sheet"}, .read = {400_MB_per_s, "data sheet"}, .writable = false}}};
};

#ifdef RAFTER_CHECK
using model_on_board = deployment<catalog::models::stories15m, board, plan<>, batch<1>, prompt<16>, output<240>, weights<int8>,
                                  kv_cache<fp16>, activations<int8>, multiply_as<arithmetic::int8>>;
static_assert(model_on_board::feasible);
#endif

}  // namespace

#ifdef RAFTER_CHECK
template struct rafter::require<model_on_board>;
#endif

#if defined(RAFTER_QUERY) && defined(RAFTER_CHECK)
extern "C" long long cache_bytes_of_the_model() { return model_on_board::footprint.cache.in_bytes(); }
#elif defined(RAFTER_QUERY)
extern "C" long long cache_bytes_of_the_model() { return 1769472; }  // 256 tokens x 6 layers x 2 x 288 x 2 bytes
#endif
