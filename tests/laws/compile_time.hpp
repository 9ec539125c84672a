// The same function at compile time and at run time: every field of an assessment, bit by bit, for every model of the
// catalogue on every part. Each is a constant of its own, so that a compiler's default limit of constexpr steps holds
// for one.
#pragma once

#include <bit>
#include <boost/hana/size.hpp>
#include <cstdint>
#include <laws/catalogue.hpp>

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
           same(a.link, b.link) && same(a.per_user, b.per_user) && same(a.system, b.system);
}
[[nodiscard]] inline bool same(const rafter::roofline& a, const rafter::roofline& b) {
    return same(a.time, b.time) && a.bound_by == b.bound_by && same(a.compute, b.compute) && same(a.memory, b.memory) &&
           same(a.link, b.link) &&
           a.complete == b.complete && same(a.per_user, b.per_user) && same(a.system, b.system);
}
[[nodiscard]] inline bool same(const rafter::footprint& a, const rafter::footprint& b) {
    return a.weights == b.weights && a.cache == b.cache && a.activations == b.activations && a.reserve == b.reserve &&
           a.total == b.total && a.stage == b.stage;
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

/// Over the whole catalogue for one request, a type that holds it as `spec`.
template <class Asked> void compile_time_equals_run_time() {
    constexpr int every_pair = decltype(boost::hana::size(rafter::catalog::all_models))::value *
                               decltype(boost::hana::size(rafter::catalog::all_accelerators))::value;
    static evaluated all[every_pair];
    int pairs = 0;
    boost::hana::for_each(rafter::catalog::all_models, [&](auto model) {
        boost::hana::for_each(rafter::catalog::all_accelerators, [&](auto part) {
            using M = typename decltype(model)::type;
            using H = typename decltype(part)::type;
            if (pairs == every_pair) return;
            all[pairs++] = {M::name, &M::spec, &H::spec, &at_compile_time<M, H, Asked>};
        });
    });
    CHECK(pairs == every_pair);
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
