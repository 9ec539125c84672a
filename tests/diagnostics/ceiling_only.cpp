// A time is expected of a deployment that has only a ceiling: a wafer whose hop time no source gives.
// EXPECT: decode
// EXPECT: ceiling_only<rafter::missing::hop_time>
#include <rafter/catalog/accelerators/cerebras.hpp>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/estimated.hpp>
#include <rafter/rafter.hpp>

using namespace rafter;
using namespace rafter::catalog;
using namespace rafter::literals;

#ifdef RAFTER_REPAIRED
using serving = deployment<models::llama_3_1_8b, accelerators::nvidia_h100_sxm, prompt<2048>, output<256>>;
#else
using serving = deployment<models::llama_3_1_8b, accelerators::cerebras_wse3, prompt<2048>, output<256>>;
#endif
static_assert(estimated<serving>.decode.time < 20_ms);
