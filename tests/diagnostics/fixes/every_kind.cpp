// One deployment for every kind of change that a fix can be, behind each what is to be changed. The messages name their fixes in
// this order; each of them, put into its deployment as it is printed, compiles and is feasible.
#include <rafter/rafter.hpp>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <tuple>

using namespace rafter;
using namespace rafter::catalog;

struct board {
    static constexpr accelerator spec{.name = "board", .vendor = "me", .kind = architecture::edge_npu, .scope = "board",
        .peaks = {.bf16 = {100_GFLOPS, "data sheet"}, .int8 = {1_TOPS, "data sheet"}},
        .tiers = {{.name = "SRAM", .capacity = {8_MiB, "data sheet"}, .read = {10_GB_per_s, "data sheet"}},
                  {.name = "flash", .capacity = {64_MiB, "data sheet"}, .read = {400_MB_per_s, "data sheet"}, .writable = false}}};
};
struct two_banks {
    static constexpr accelerator spec{.name = "board of two banks", .vendor = "me", .kind = architecture::edge_npu, .scope = "board",
        .peaks = {.int8 = {1_TOPS, "data sheet"}},
        .tiers = {{.name = "SRAM", .capacity = {10_MiB, "data sheet"}, .read = {10_GB_per_s, "data sheet"}},
                  {.name = "flash", .capacity = {64_MiB, "data sheet"}, .read = {4_GB_per_s, "data sheet"}, .writable = false},
                  {.name = "DRAM", .capacity = {10_MiB, "data sheet"}, .read = {2_GB_per_s, "data sheet"}}}};
};
struct eight { static constexpr cluster spec{.device = accelerators::nvidia_h100_sxm::spec, .devices = {8, "our machine"}}; };
struct one { static constexpr cluster spec{.device = accelerators::nvidia_h100_sxm::spec, .devices = {1, "our machine"}}; };

using small = models::llama_3_1_8b;
using large = models::llama_3_1_70b;
using h100 = accelerators::nvidia_h100_sxm;

#define EVERY_KIND(OF) \
    OF(large, h100, plan<>)                                                               /* tensor_parallel */ \
    OF(models::llama_3_1_405b, h100, plan<tensor_parallel<8>>)                            /* pipeline_parallel */ \
    OF(large, h100, plan<tensor_parallel<2>, pipeline_parallel<96>>)                      /* pipeline_parallel */ \
    OF(models::mixtral_8x7b, h100, plan<tensor_parallel<2>, expert_parallel<3>>)          /* expert_parallel */ \
    OF(small, eight, plan<data_parallel<12>>)                                             /* data_parallel */ \
    OF(models::gpt_oss_120b, h100, plan<tensor_parallel<4>, context_parallel<4>>)         /* context_parallel */ \
    OF(small, h100, plan<pipeline_parallel<2>, micro_batches<0>>)                         /* micro_batches */ \
    OF(small, h100, plan<pipeline_parallel<2>, stage_layers<16, 15>>)                     /* stage_layers */ \
    OF(small, h100, plan<placed<group::data, group::data>>)                               /* placed */ \
    OF(small, accelerators::nvidia_a100_80gb, plan<>, weights<fp8>)                       /* multiply_as */ \
    OF(models::stories15m, board, plan<>, weights<int8>, multiply_as<arithmetic::int8>, cache_in_tier<1>) /* cache_in_tier */ \
    OF(models::stories15m, two_banks, plan<>, batch<12>, prompt<128>, output<128>, weights<int8>, kv_cache<int8>, multiply_as<arithmetic::int8>, cache_in_tier<1>) /* cache_in_any_tier */ \
    OF(small, h100, plan<tensor_parallel<2>>, all_reduce_by<algorithm::axes>)             /* all_reduce_by */ \
    OF(small, h100, plan<>, memory_percent<0>)                                            /* memory_percent */ \
    OF(small, h100, plan<>, mem_fraction_static<0>)                                       /* mem_fraction_static */ \
    OF(small, h100, plan<>, cache_percent_of_free<101>)                                   /* cache_percent_of_free */ \
    OF(small, h100, plan<>, reserve<bytes{-1}>)                                           /* reserve */ \
    OF(small, h100, plan<>, prompt<100'000>, prefill_chunk<0>)                            /* prefill_chunk */ \
    OF(small, h100, plan<>, cache_page<0>)                                                /* cache_page */ \
    OF(small, h100, plan<>, prompt<10'000>, max_model_len<8192>)                          /* max_model_len */ \
    OF(small, h100, plan<>, batch<1024>, max_num_seqs<256>)                               /* max_num_seqs */ \
    OF(small, h100, plan<>, max_num_seqs<2048>, max_num_batched_tokens<64>)               /* max_num_batched_tokens */ \
    OF(small, h100, plan<>, prompt<0>)                                                    /* prompt */ \
    OF(small, h100, plan<>, output<0>)                                                    /* output */ \
    OF(small, h100, plan<>, prompt<2048>, prefix<2048>)                                   /* prefix */ \
    OF(small, h100, plan<>, prompt<2048>, shared_prefix<4096>)                            /* shared_prefix */ \
    OF(small, h100, plan<>, output<4>, speculative<9>)                                    /* speculative */ \
    OF(small, h100, plan<>, output<4>, speculative<9, 80>)                                /* speculative */ \
    OF(small, h100, plan<>, output<4>, speculative<9, 80, 400_us>)                        /* speculative */ \
    OF(small, h100, plan<>, output<4>, speculative<9, not_stated, 400_us>)                /* speculative */ \
    OF(small, h100, plan<>, output<4>, speculative<3, 101>)                               /* speculative */ \
    OF(small, h100, plan<>, prompts_at_once<0>)                                           /* prompts_at_once */ \
    OF(small, one, plan<>, batch<1'000'000>, prompt<1>)                                   /* batch */ \
    OF(models::qwen3_235b_a22b, eight, plan<tensor_parallel<3>, expert_parallel<60>, data_parallel<4>>, batch<0>) /* several */

#ifndef FIXED
#define OF(...) template struct rafter::require<deployment<__VA_ARGS__>>;
EVERY_KIND(OF)
#else
#include "changed.hpp"
#define OF(...) deployment<__VA_ARGS__>,
template <std::size_t N> using nth = std::tuple_element_t<N, std::tuple<EVERY_KIND(OF) void>>;
#include FIXED
#endif
