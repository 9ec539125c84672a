// Engines while compiling: what they do with memory, what they print when they start, what they refuse.
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/gemma.hpp>
#include <rafter/catalog/models/gpt_oss.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/engine/profiles.hpp>
#include <rafter/performance/cache_blocks.hpp>
#include <rafter/rafter.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
namespace models = rafter::catalog::models;
namespace parts = rafter::catalog::accelerators;

constexpr request by(const engine_profile& p) { return {.serving = engine_of(p)}; }

// 145 pages of 2 MiB for 2,305 tokens of 131,072 bytes.
using paged = deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, prompt<2304>, output<1>, served_by<engines::vllm>>;
static_assert(paged::footprint.cache.value == 302'120'960 && paged::footprint.cache_reserved().value == 304'087'040);
static_assert(paged::footprint.total == paged::footprint.weights + paged::footprint.cache_reserved() + paged::footprint.activations);

// Whatever the order; what is said goes first.
using said = deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, cache_page<64>, served_by<engines::vllm>, gpu_memory_utilization<80>>;
static_assert(said::asked.serving.cache_page == 64 && said::asked.serving.memory_percent == 80 && said::asked.serving.windows == windowed_cache::in_groups);

// vllm-project/vllm issue 10517: 1,952 blocks, 1.56x for 20,000 tokens.
constexpr cache_blocks printed = cache_blocks_of(sheet_of(models::llama_3_1_8b::spec, by(engines::vllm::spec)), 0, bytes{4'093'640'704}, {.max_model_len = 20'000});
static_assert(printed.blocks == 1952 && printed.concurrency() > 1.561 && printed.concurrency() < 1.562);

// ovg-project/kvcached issue 215: 317,136 tokens, 102.78x for 3,072.
constexpr cache_blocks grouped = cache_blocks_of(sheet_of(models::gemma_3_4b::spec, by(engines::vllm::spec)), 0, bytes{45'465'600'000},
                                                 {.max_model_len = 3072, .max_num_batched_tokens = 8192});
static_assert(grouped.tokens() == 317'136 && grouped.concurrency() > 102.775 && grouped.concurrency() < 102.785);

// llama.cpp prints 70.88 and 22.50 MiB for 2,016 and 640 cells of gpt-oss-120b.
constexpr request cells = [] {
    request r = by(engines::llama_cpp::spec);
    r.serving.cache_page = 32;
    r.load.prompt = 1999;
    return r;
}();
static_assert(footprint_of(models::gpt_oss_120b::spec, cells).cache_reserved().value == 74'317'824 + 23'592'960);

// What engines refuse.
template <class... Policies> using asked = deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, batch<32>, prompt<2048>, output<256>, served_by<engines::vllm>, Policies...>;
static_assert(asked<max_model_len<2304>, max_num_seqs<32>, max_num_batched_tokens<32>>::feasible);
static_assert(asked<max_model_len<131'073>>::findings.has(rule::model_length));
static_assert(asked<max_model_len<2303>>::findings.has(rule::sequence_length));
static_assert(asked<max_num_seqs<31>>::findings.has(rule::sequences_in_flight));
static_assert(asked<max_num_seqs<64>, max_num_batched_tokens<63>>::findings.has(rule::step_tokens));
static_assert(asked<max_num_batched_tokens<512>, prefill_chunk<513>>::findings.has(rule::chunk_in_step) && asked<max_num_batched_tokens<512>, prefill_chunk<512>>::feasible);
static_assert(asked<cache_page<0>>::findings.has(rule::engine_in_range) && asked<gpu_memory_utilization<101>>::findings.has(rule::engine_in_range));
static_assert(deployment<models::llama_3_1_8b, parts::nvidia_h100_sxm, served_by<engines::tt_metal>>::findings.has(rule::engine_part));

}  // namespace
