// What the engines do by themselves: values with sources, and what becomes of a request.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/engine/profiles.hpp>
#include <rafter/quantity/literals.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::unseen;

template <class... E> struct engine_list {};
using all_engines = engine_list<engines::vllm, engines::sglang, engines::tensorrt_llm, engines::llama_cpp, engines::gpt_fast, engines::mlc_llm,
                                engines::exllama_v2, engines::deepspeed, engines::optimum_habana, engines::transformers_neuronx, engines::tt_metal,
                                engines::sambaflow, engines::jax, engines::tensorrt_edge_llm>;

template <class Quantity> bool sourced(const figure<Quantity>& f) { return !f.known() || f.source[0] != '\0'; }
template <class Use, class... E> void each(engine_list<E...>, Use use) { (use(E::spec), ...); }

struct mine { static constexpr engine_profile spec{.name = "mine", .cache_page = {16, "its manual"}}; };
struct no_engine { static constexpr int spec = 1; };
static_assert(Engine<engines::vllm> && Engine<mine> && !Engine<no_engine> && !Engine<int>);

}  // namespace

TEST_CASE("every engine has a name, makers it runs on, and values in range, each with a source") {
    each(all_engines{}, [](const engine_profile& p) {
        CAPTURE(p.name);
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
    });
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
