// Findings in words, for people at run time and for computed messages.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/feasibility/sentence.hpp>
#include <string>

using namespace rafter;

namespace {
std::string words(const finding& f) {
    return sentence_of(f).text;
}
}  // namespace

TEST_CASE("a finding says its code, its numbers and its unit") {
    CHECK(words({rule::memory_capacity, verdict::fails, 142'101'463'040, 85'899'345'920}) ==
          "RAFTER-M001: the fullest device needs 142.10 GB and has 85.90 GB, 56.20 GB too little.");
    CHECK(words({rule::outer_tier, verdict::warns, 150'000'000'000, 96'000'000'000}) ==
          "RAFTER-M002: 150.00 GB do not fit into the 96.00 GB of the innermost memory; the rest is read from further "
          "out.");
    CHECK(words({rule::layers_even, verdict::warns, 9, 61}) ==
          "RAFTER-P006: 9 pipeline stages share 61 layers unevenly; the fullest sets the pace.");
    CHECK(words({rule::arithmetic_in_range, verdict::fails, 0, 0}) ==
          "RAFTER-N001: the footprint needs more than 64 bits.");
    CHECK(words({rule::tpot_objective, verdict::fails, 20'825'000, 15'000'000}) ==
          "RAFTER-S002: the time per output token is at least 20,825,000 ns, the objective is 15,000,000 ns.");
    CHECK(words({rule::workload_in_range, verdict::fails, -1, 1, 1}) == "RAFTER-W001: prompt is -1, the limit is 1.");
    CHECK(words({rule::format_supported, verdict::fails, 8, 16, 4}) ==
          "RAFTER-F001: the part has no unit that multiplies fp8.");
    CHECK(words({rule::degrees_positive, verdict::fails, -1, 1, 5}) == "RAFTER-P001: -1 micro-batches, the limit is 1.");
    CHECK(words({rule::stages_listed, verdict::fails, 79, 80, 0}) == "RAFTER-P010: the stages list 79 layers, the model has 80.");
    CHECK(words({rule::stages_listed, verdict::fails, 3, 4, 1}) == "RAFTER-P010: 3 stages are listed, the pipeline has 4.");
    CHECK(words({rule::trace_not_empty, verdict::fails, 0, 1}) == "RAFTER-W006: the trace has 0 requests that count, it needs 1.");
    CHECK(words({rule::trace_not_empty, verdict::fails, 2, 3, 1}) == "RAFTER-W006: the weight of request 2 of 3 in the trace is no number from 0 on.");
    CHECK(words({rule::groups_placed, verdict::fails, 3, 2, 0}) == "RAFTER-P011: 3 groups are placed, of which 2 differ.");
    CHECK(words({rule::groups_placed, verdict::fails, 8, 4, 1}) ==
          "RAFTER-P011: 8 expert ranks need tensor, context and data ranks side by side, 4 stages stand between.");
    CHECK(words({rule::domains_enough, verdict::fails, 3, 2, 0}) ==
          "RAFTER-L004: tensor-parallel groups, each in one link domain, need 3 domains, the cluster has 2.");
    CHECK(words({rule::domains_enough, verdict::warns, 3, 2, 4}) == "RAFTER-L004: a pipeline spans 3 domains, the cluster has 2.");
    CHECK(words({rule::context_modelled, verdict::fails, 4, 128}) ==
          "RAFTER-P009: context parallel 4 is not modelled for layers that see a window of 128 tokens.");
    CHECK(words({rule::context_modelled, verdict::fails, 4, 0}) ==
          "RAFTER-P009: context parallel 4 is not modelled for layers that keep a state of fixed size.");
    CHECK(words({rule::engine_in_range, verdict::fails, 0, 1, 25}) == "RAFTER-W002: cache_page is 0, the limit is 1.");
    CHECK(words({rule::engine_in_range, verdict::fails, 0, 1, 28}) == "RAFTER-W002: max_num_batched_tokens is 0, the limit is 1.");
    CHECK(words({rule::engine_part, verdict::fails}) == "RAFTER-E001: the engine does not run on parts of this maker.");
    CHECK(words({rule::model_length, verdict::fails, 131'072, 4096}) ==
          "RAFTER-E002: max_model_len is 131,072, the model is made for sequences of 4,096 tokens.");
    CHECK(words({rule::step_tokens, verdict::fails, 256, 128}) ==
          "RAFTER-E003: max_num_batched_tokens is 128, fewer than the 256 sequences of max_num_seqs.");
    CHECK(words({rule::sequence_length, verdict::fails, 8448, 8192}) == "RAFTER-E004: prompt and output are 8,448 tokens, max_model_len is 8,192.");
    CHECK(words({rule::sequences_in_flight, verdict::fails, 100, 64}) == "RAFTER-E005: 100 sequences are in flight on a rank, max_num_seqs is 64.");
    CHECK(words({rule::chunk_in_step, verdict::fails, 8192, 2048}) == "RAFTER-E006: prefill_chunk is 8,192, a step holds 2,048 tokens.");
    CHECK(words({rule::prefix_in_prompt, verdict::fails, 2048, 2047}) ==
          "RAFTER-W003: the prefix has 2,048 tokens; of this prompt it can have 2,047, the last is always computed.");
    CHECK(words({rule::drafts_in_output, verdict::fails, 5, 4}) == "RAFTER-W004: a step drafts 5 tokens, the output has 4.");
    CHECK(words({rule::drafts_in_output, verdict::fails, -400'000, 0, 1}) == "RAFTER-W004: a draft takes -400,000 ns, the limit is 0.");
    CHECK(words({rule::drafts_in_output, verdict::fails, -2, 0}) == "RAFTER-W004: a step drafts -2 tokens, the limit is 0.");
    CHECK(words({rule::acceptance_possible, verdict::fails, checked::overflowed, 100}) ==
          "RAFTER-W005: drafts are accepted with what is no percentage, the limit is 100 %.");
    CHECK(words({rule::acceptance_possible, verdict::fails, 101, 100}) == "RAFTER-W005: drafts are accepted with 101 %, the limit is 100.");
}

TEST_CASE("a change of a prefix and of drafts, as policies") {
    const auto changed = [](const workload& from, const workload& to) {
        request was, now;
        was.load = from;
        now.load = to;
        return std::string(sentence_of(fix{true, now}, was).text);
    };
    CHECK(changed({.prefix = 100}, {.prefix = 99}) == "Feasible with prefix<99>.");
    CHECK(changed({.prefix = 100, .prefix_shared = true}, {.prefix = 99, .prefix_shared = true}) == "Feasible with shared_prefix<99>.");
    CHECK(changed({.drafts = {.drafted = 9}}, {.drafts = {.drafted = 4}}) == "Feasible with speculative<4>.");
    CHECK(changed({.drafts = {.drafted = 9, .acceptance_known = true, .acceptance = 0.29}}, {.drafts = {.drafted = 4, .acceptance_known = true, .acceptance = 0.29}}) ==
          "Feasible with speculative<4, 29>.");
}

TEST_CASE("a fix is written as code: no commas, names with what they are of, units") {
    const auto said = [](auto change) {
        request was, now;
        change(was, now);
        return std::string(sentence_of(fix{true, now}, was).text);
    };
    CHECK(said([](request& was, request& now) { was.load.batch = 1'000'000; now.load.batch = 90'095; }) == "Feasible with batch<90095>.");
    CHECK(said([](request&, request& now) { now.formats.multiply_as_stated = true; now.formats.multiply_as = arithmetic::fp16; }) ==
          "Feasible with multiply_as<arithmetic::fp16>.");
    CHECK(said([](request& was, request&) { was.serving.all_reduce = algorithm::ring; }) == "Feasible with all_reduce_by<algorithm::automatic>.");
    CHECK(said([](request& was, request&) { was.serving.reserve = bytes{-1}; }) == "Feasible with reserve<0_B>.");
    CHECK(said([](request& was, request& now) { was.serving.memory_percent = 0; was.serving.basis = now.serving.basis = fraction_of::total_static; }) ==
          "Feasible with mem_fraction_static<100>.");
    CHECK(said([](request& was, request& now) { was.serving.memory_percent = 0; was.serving.basis = now.serving.basis = fraction_of::free_after_weights; }) ==
          "Feasible with cache_percent_of_free<100>.");
    CHECK(said([](request& was, request& now) {
              was.load.drafts = {.drafted = 9, .acceptance_known = false, .acceptance = 0, .per_draft = seconds{400e-6}};
              now.load.drafts = {.drafted = 4, .acceptance_known = false, .acceptance = 0, .per_draft = seconds{400e-6}};
          }) == "Feasible with speculative<4, not_stated, 400000_ns>.");
    CHECK(said([](request& was, request& now) {
              was.plan.data = 65'536;
              now.plan = {.tensor = 2, .data = 1024, .order = order_of(group::tensor)};
          }) == "Feasible with data_parallel<1024> tensor_parallel<2> placed<group::tensor>.");
}

TEST_CASE("numbers have a comma every three digits, and the extremes are written") {
    sentence s;
    s << std::int64_t{0} << " " << std::int64_t{999} << " " << std::int64_t{1000} << " " << std::int64_t{-1234567}
      << " " << INT64_MIN;
    CHECK(std::string(s.text) == "0 999 1,000 -1,234,567 -9,223,372,036,854,775,808");
}

TEST_CASE("a sentence that is too long is cut, never overrun") {
    sentence s;
    for (int i = 0; i < 100; ++i) s << "0123456789";
    CHECK(s.size() == sentence::capacity);
    CHECK(s.text[sentence::capacity] == '\0');
}
