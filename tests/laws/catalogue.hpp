// Walks the catalogue, and the plans and workloads that laws are tried on.
#pragma once

#include <doctest/doctest.h>
#include <boost/hana/for_each.hpp>
#include <cstddef>
#include <cstdint>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/assess.hpp>
#include <unit/claims.hpp>
#include <vector>

namespace laws {

struct named_model {
    const char* name;
    const rafter::transformer* spec;
};

/// The members of a list of types as values, so that what visits them is compiled once and not for each.
template <class List> std::vector<const rafter::accelerator*> parts_of(const List& list) {
    std::vector<const rafter::accelerator*> parts;
    boost::hana::for_each(list, [&](auto type) { parts.push_back(&decltype(type)::type::spec); });
    return parts;
}
template <class List> std::vector<named_model> models_of(const List& list) {
    std::vector<named_model> models;
    boost::hana::for_each(list, [&](auto type) { models.push_back({decltype(type)::type::name, &decltype(type)::type::spec}); });
    return models;
}

/// visit(part): every accelerator, out of the optimiser's sight.
template <class Visit> void for_each_part(Visit visit) {
    static const auto parts = parts_of(rafter::catalog::all_accelerators);
    for (const rafter::accelerator* part : parts) {
        INFO("part ", doctest::String(part->name));
        visit(claims::unseen(*part));
    }
}

/// visit(model): every model.
template <class Visit> void for_each_model(Visit visit) {
    static const auto models = models_of(rafter::catalog::all_models);
    for (const named_model& model : models) {
        INFO("model ", doctest::String(model.name));
        visit(claims::unseen(*model.spec));
    }
}

template <class Visit> void for_each_pair(Visit visit) {
    for_each_model(
        [&](const rafter::transformer& m) { for_each_part([&](const rafter::accelerator& a) { visit(m, a); }); });
}

inline constexpr rafter::split plans[] = {
    {},
    {.tensor = 2},
    {.tensor = 8},
    {.tensor = 16},
    {.pipeline = 4},
    {.tensor = 4, .pipeline = 3},
    {.expert = 8},
    {.tensor = 8, .expert = 8},
    {.tensor = 8, .pipeline = 2, .expert = 2},
    {.tensor = 2, .expert = 64},
    {.tensor = 2, .data = 4},
    {.tensor = 2, .context = 4},
    {.pipeline = 2, .expert = 8, .context = 2},
};

inline constexpr rafter::workload loads[] = {
    {.batch = 1, .prompt = 2111, .output = 1},
    {.batch = 64, .prompt = 2048, .output = 128},
    {.batch = 7, .prompt = 30'000, .output = 1000, .prompts_at_once = 3},
    {.batch = 16, .prompt = 512, .output = 512, .experts = rafter::routing::unknown},
};

/// visit(request): every plan with every workload.
template <class Visit> void for_each_request(Visit visit) {
    for (std::size_t p = 0; p < sizeof plans / sizeof *plans; ++p)
        for (std::size_t l = 0; l < sizeof loads / sizeof *loads; ++l) {
            INFO("plan ", p, ", workload ", l);
            visit(claims::asking(plans[p], loads[l]));
        }
}

/// The model has this plan's degrees: nothing of the plan fails, whatever the part.
[[nodiscard]] inline bool computable(const rafter::transformer& m, const rafter::request& r) {
    return rafter::rules::layers_enough(m, r.plan).ok() && rafter::rules::experts_divisible(m, r.plan).ok() &&
           rafter::rules::context_modelled(m, r.plan).ok();
}

/// a <= b, but for rounding.
[[nodiscard]] constexpr bool at_most(double a, double b) noexcept {
    return a <= b * (1 + 1e-12);
}

}  // namespace laws
