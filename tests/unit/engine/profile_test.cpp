// What the engines do by themselves: values with sources, and what becomes of a request.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/engine/profiles.hpp>
#include <rafter/quantity/literals.hpp>
#include <string_view>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::unseen;

template <class Quantity> bool sourced(const figure<Quantity>& f) { return !f.known() || f.source[0] != '\0'; }

struct mine { static constexpr engine_profile spec{.name = "mine", .cache_page = {16, "its manual"}}; };
struct no_engine { static constexpr int spec = 1; };
static_assert(Engine<engines::vllm> && Engine<mine> && !Engine<no_engine> && !Engine<int>);

}  // namespace

TEST_CASE("every engine has a name, makers it runs on, and values in range, each with a source") {
    int engines_seen = 0;
    for (const engine_profile* known : engines::all) {
        const engine_profile& p = *known;
        CAPTURE(p.name);
        ++engines_seen;
        CHECK(p.id != nullptr);
        CHECK(p.name != nullptr);
        CHECK(p.runs_on.stated());
        CHECK(p.runs_on_source != nullptr);
        CHECK((sourced(p.memory_percent) && sourced(p.reserve) && sourced(p.cache_page) && sourced(p.windows) && sourced(p.state_copies) &&
               sourced(p.embedding) && sourced(p.prefill_chunk) && sourced(p.limits.max_num_seqs) && sourced(p.limits.max_num_batched_tokens) &&
               sourced(p.large_from) && sourced(p.limits_of_large.max_num_seqs) && sourced(p.limits_of_large.max_num_batched_tokens)));
        const engine e = engine_of(unseen(p));
        CHECK(e.memory_percent >= 1);
        CHECK(e.memory_percent <= 100);
        CHECK((e.cache_page >= 1 || e.cache_page == not_stated));
        CHECK(e.prefill_chunk == not_stated);
        CHECK(e.chunk() >= 1);
        CHECK(e.reserve.value >= 0);
        CHECK(e.pace == p.pace);
    }
    CHECK(engines_seen == 14);
}

TEST_CASE("every engine has the pace of its version, or is known to have none") {
    // No row of TensorRT Edge-LLM can be modelled, and it is no build of TensorRT-LLM.
    const engine_profile* const without[] = {&engines::tensorrt_edge_llm::spec};
    for (const engine_profile* p : engines::all) {
        CAPTURE(p->name);
        CHECK((p->pace == nullptr) == (std::find(std::begin(without), std::end(without), p) != std::end(without)));
        if (p->pace != nullptr) CHECK(std::find(std::begin(paces::all), std::end(paces::all), p->pace) != std::end(paces::all));
        if (p->pace != nullptr) CHECK(std::string_view(p->pace->id).starts_with(p->id));
    }
    CHECK(engines::vllm::spec.pace == &paces::vllm);  // version 1 of its engine, as 0.10 is
    CHECK(engines::tensorrt_llm::spec.pace == &paces::tensorrt_llm_2025);
    CHECK(!engines::sglang::spec.pace->traits.overlaps_messages);  // an option of it
}

TEST_CASE("vLLM: 90 % of all memory, pages of 16 tokens in groups of layers") {
    const engine e = engine_of(unseen(engines::vllm::spec));
    CHECK(e.memory_percent == 90);
    CHECK(e.basis == fraction_of::total);
    CHECK(e.cache_page == 16);
    CHECK(e.windows == windowed_cache::in_groups);
    CHECK(e.state_copies == 2);
    CHECK(e.chunk() == 2048);
    CHECK(e.max_num_seqs == not_stated);
    CHECK(e.max_model_len == not_stated);
    CHECK(e.runs_on.contains("Google"));
    CHECK(!e.runs_on.contains("Groq"));
}

TEST_CASE("limits of an engine on a part: vLLM's are small on an A100 of 80 GB, and unsaid where no capacity has a source") {
    const auto sequences = [](const accelerator& a) { return engine_of(unseen(engines::vllm::spec), unseen(a)).max_num_seqs; };
    CHECK(sequences(rafter::catalog::accelerators::nvidia_h100_sxm::spec) == 1024);
    CHECK(sequences(rafter::catalog::accelerators::nvidia_a100_80gb::spec) == 256);
    CHECK(sequences(rafter::catalog::accelerators::nvidia_l40s::spec) == 256);
    CHECK(sequences(accelerator{.name = "unknown"}) == not_stated);
}

TEST_CASE("vLLM admits more on a device of 70 GiB and more") {
    const engine small = engine_of(unseen(engines::vllm::spec), 24_GiB), large = engine_of(unseen(engines::vllm::spec), 80_GiB);
    CHECK(small.max_num_seqs == 256);
    CHECK(small.max_num_batched_tokens == 2048);
    CHECK(large.max_num_seqs == 1024);
    CHECK(large.max_num_batched_tokens == 8192);
    CHECK(large.chunk() == 8192);
    CHECK(engine_of(unseen(engines::vllm::spec), 70_GiB).max_num_seqs == 1024);
    CHECK(engine_of(unseen(engines::vllm::spec), bytes{75'161'927'679}).max_num_seqs == 256);
}

TEST_CASE("each of the others has its own rule for memory") {
    CHECK(engine_of(unseen(engines::sglang::spec)).basis == fraction_of::total_static);
    CHECK(engine_of(unseen(engines::sglang::spec)).memory_percent == 88);
    CHECK(engine_of(unseen(engines::tensorrt_llm::spec)).basis == fraction_of::free_after_weights);
    CHECK(engine_of(unseen(engines::tensorrt_llm::spec)).memory_percent == 90);
    CHECK(engine_of(unseen(engines::tensorrt_llm::spec)).cache_page == 32);
    CHECK(engine_of(unseen(engines::llama_cpp::spec)).memory_percent == 100);
    CHECK(engine_of(unseen(engines::llama_cpp::spec)).cache_page == 256);
    CHECK(engine_of(unseen(engines::gpt_fast::spec)).embedding == tables::replicated);
    CHECK(engine_of(unseen(engines::gpt_fast::spec)).windows == windowed_cache::full_length);
    CHECK(engine_of(unseen(engines::deepspeed::spec)).reserve == 1_GB);
    CHECK(engine_of(unseen(engines::mlc_llm::spec)).memory_percent == 85);
}

TEST_CASE("what no source gives stays as it is without an engine") {
    const engine e = engine_of(unseen(engines::sambaflow::spec)), none;
    CHECK(e.memory_percent == none.memory_percent);
    CHECK(e.cache_page == none.cache_page);
    CHECK(e.windows == none.windows);
    CHECK(e.chunk() == none.chunk());
    CHECK(e.runs_on.contains("SambaNova"));
}
