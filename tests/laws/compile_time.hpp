// The same function at compile time and at run time: every field of an assessment, bit by bit. Each is a constant of its
// own, so that a compiler's default limit of constexpr steps holds for one. A constant takes a compiler some
// milliseconds, so not every pair is tried: one model of each kind on every part, and every model on two parts. Other
// laws walk all pairs at run time.
#pragma once

#include <bit>
#include <boost/hana/length.hpp>
#include <boost/hana/tuple.hpp>
#include <boost/hana/type.hpp>
#include <cstddef>
#include <cstdint>
#include <laws/catalogue.hpp>
#include <vector>

namespace laws {

[[nodiscard]] inline bool same(double a, double b) {
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}
[[nodiscard]] inline bool same(rafter::seconds a, rafter::seconds b) {
    return same(a.value, b.value);
}
[[nodiscard]] inline bool same(rafter::tokens_per_second a, rafter::tokens_per_second b) {
    return same(a.value, b.value);
}

[[nodiscard]] inline bool same(const rafter::ceiling& a, const rafter::ceiling& b) {
    return same(a.time, b.time) && a.bound_by == b.bound_by && same(a.compute, b.compute) && same(a.memory, b.memory) &&
           same(a.link, b.link) && a.complete == b.complete && same(a.per_user, b.per_user) && same(a.system, b.system);
}
[[nodiscard]] inline bool same(const rafter::roofline& a, const rafter::roofline& b) {
    return same(a.time, b.time) && a.bound_by == b.bound_by && same(a.compute, b.compute) && same(a.memory, b.memory) &&
           same(a.link, b.link) && same(a.waiting, b.waiting) &&
           a.complete == b.complete && same(a.per_user, b.per_user) && same(a.system, b.system);
}
[[nodiscard]] inline bool same(const rafter::footprint& a, const rafter::footprint& b) {
    return a.weights == b.weights && a.cache == b.cache && a.activations == b.activations && a.reserve == b.reserve &&
           a.total == b.total && a.stage == b.stage && a.cache_padding == b.cache_padding;
}
[[nodiscard]] inline bool same(const rafter::findings& a, const rafter::findings& b) {
    if (a.count != b.count || a.failed != b.failed) return false;
    for (std::int64_t i = 0; i < a.count; ++i)
        if (!(a.all[i] == b.all[i])) return false;
    return true;
}

template <class Model, class Part, class Asked>
inline constexpr rafter::assessment at_compile_time = rafter::assess(Model::spec, Part::spec, Asked::spec);

/// One model on one part, with what the compiler made of it.
struct evaluated {
    const char* model_name;
    const rafter::transformer* model;
    const rafter::accelerator* part;
    const rafter::assessment* constant;
};

/// One model of each kind: what a formula could treat otherwise is in one of them.
namespace kinds {
using namespace rafter::catalog::models;
inline constexpr auto all = boost::hana::tuple_t<
    llama_3_1_70b,    // grouped-query attention, gated feed-forward
    mistral_7b,       // a window on every layer
    gemma_2_9b,       // on every other one; four norms, tied
    llama_4_scout,    // in chunks, on three of four; a shared expert
    qwen2_5_7b,       // biases of q, k and v
    mixtral_8x7b,     // routed experts
    qwen3_235b_a22b,  // head norms, many experts
    deepseek_v3,      // latent attention, dense layers before those with experts
    gpt_oss_120b,     // sinks, biases of experts, a window
    gpt_2_small,      // biases everywhere, learned positions
    bloom_176b,       // a norm of the embedding
    falcon_7b,        // branches beside one another, one key/value head
    deepseek_v3_2,    // latent attention to what an indexer selects
    nemotron_h_8b,    // Mamba 2 and attention, a branch a layer
    qwen3_next_80b_a3b,  // linear attention beside full, many experts and a shared one
    stories15m>;      // tied and tiny
}  // namespace kinds
namespace part_kinds {
using namespace rafter::catalog::accelerators;
inline constexpr auto all = boost::hana::tuple_t<
    nvidia_h100_sxm,         // a GPU behind a switch that adds
    amd_mi300x,              // links that join pairs
    google_tpu7x,            // a torus
    graphcore_gc200,         // SRAM alone, and a memory outside
    cerebras_wse3,           // a wafer
    groq_lpu_v1,             // no link rate
    sambanova_sn40l,         // memories beside one another
    nvidia_gh200,            // and of two rates behind one device
    nvidia_jetson_agx_orin,  // no link
    arm_ethos_u85,           // a memory of unknown capacity, int8 alone
    intel_xeon_6980p>;
}  // namespace part_kinds
namespace two {
inline constexpr auto parts = boost::hana::tuple_t<rafter::catalog::accelerators::nvidia_h100_sxm, rafter::catalog::accelerators::google_tpu7x>;
inline constexpr auto models = boost::hana::tuple_t<rafter::catalog::models::llama_3_1_70b, rafter::catalog::models::deepseek_v3>;
}  // namespace two

/// Appends every model of one list on every part of another.
template <class Asked, class Models, class Parts>
void append_pairs(std::vector<evaluated>& all, const Models& models, const Parts& parts) {
    boost::hana::for_each(models, [&](auto model) {
        boost::hana::for_each(parts, [&](auto part) {
            using M = typename decltype(model)::type;
            using H = typename decltype(part)::type;
            all.push_back({M::name, &M::spec, &H::spec, &at_compile_time<M, H, Asked>});
        });
    });
}

/// For one request, a type that holds it as `spec`.
template <class Asked> void compile_time_equals_run_time() {
    using rafter::catalog::all_accelerators;
    using rafter::catalog::all_models;
    std::vector<evaluated> all;
    append_pairs<Asked>(all, kinds::all, part_kinds::all);
    append_pairs<Asked>(all, all_models, two::parts);
    append_pairs<Asked>(all, two::models, all_accelerators);
    const auto many = [](auto list) -> std::size_t { return decltype(boost::hana::length(list))::value; };
    CHECK(all.size() == many(kinds::all) * many(part_kinds::all) + many(all_models) * many(two::parts) + many(two::models) * many(all_accelerators));
    for (const evaluated& e : all) {
        const rafter::assessment& constant = *e.constant;
        const rafter::assessment now =
            rafter::assess(claims::unseen(*e.model), claims::unseen(*e.part), claims::unseen(Asked::spec));
        INFO(doctest::String(e.model_name), " on ", doctest::String(e.part->name));
        CHECK(constant.feasible == now.feasible);
        CHECK(same(constant.findings, now.findings));
        CHECK(same(constant.footprint, now.footprint));
        CHECK(same(constant.decode.ceiling, now.decode.ceiling));
        CHECK(same(constant.decode.roofline, now.decode.roofline));
        CHECK(same(constant.prefill.ceiling, now.prefill.ceiling));
        CHECK(same(constant.prefill.roofline, now.prefill.roofline));
    }
}

}  // namespace laws
