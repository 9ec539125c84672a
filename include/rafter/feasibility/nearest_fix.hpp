// The nearest change that makes a request feasible: found by trying, never guessed.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/assess.hpp>
#include <rafter/feasibility/mended.hpp>
#include <rafter/feasibility/near_plans.hpp>
#include <rafter/quantity/largest.hpp>

namespace rafter {

/// The same request with as little changed as possible, and whether that is enough.
struct fix {
    bool exists = false;
    request asked{};
};

/// First the numbers are moved into range, the limits of the engine made wide enough, and what the part or the model refuses replaced:
/// a format, a tier for the cache, an all-reduce. Then a plan that fits with few degrees changed, as detail::near_plans orders them; where none does, the largest batch of the nearest plan that fits with a batch of one. Llama-3.1-70B in bf16
/// on one H100: tensor_parallel<2>; Llama-3.1-8B in 64 stages: pipeline_parallel<32>.
[[nodiscard]] constexpr fix nearest_fix(const transformer& m, const cluster& c, const request& asked) noexcept {
    using namespace detail;
    if (!rules::model_complete(m).ok() || !rules::spec_positive(c.device).ok() || !rules::spec_tier_order(c.device).ok() ||
        !rules::spec_peak(c.device).ok() || !rules::engine_part(c.device, asked.serving).ok())
        return {};
    near_plans search = plans_near(m, c, mended(m, c.device, asked));
    request& r = search.r;
    if (search.find()) return {true, with_named_tier(m, c, asked, r)};

    const std::int64_t batch = r.load.batch;
    r.plan = search.base;
    r.load.batch = 1;
    search.tries = most_tries;
    if (batch == 1 || !search.find()) return {};
    const prepared known = prepare(m, c.device, c.devices, r);
    search.tries = most_tries;
    r.load.batch = largest_that(batch, [&](std::int64_t n) {
        r.load.batch = n;
        return search.pay(timed(r.load) ? tries_for_times(r.plan) : 0) && satisfied(known, r.load);
    });
    return {r.load.batch > 0, with_named_tier(m, c, asked, r)};
}

}  // namespace rafter
