// Assessments a second on one core, and that none allocates. Budget, with the estimate of both phases and without: 1,000,000
// for Llama-3.1-70B over 8 devices, 300,000 for DeepSeek-V3, also with its experts over 32 devices in 4 domains.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/deepseek.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/feasibility/estimates.hpp>
#include <rafter/rafter.hpp>

extern std::int64_t allocations;  // counted in allocations.cpp

namespace {

using namespace rafter;

struct llama_over_8 {
    using model = catalog::models::llama_3_1_70b;
    static constexpr split plan{.tensor = 8};
};
struct deepseek_over_8 {
    using model = catalog::models::deepseek_v3;
    static constexpr split plan{.tensor = 8};
};
struct deepseek_over_4_domains {
    using model = catalog::models::deepseek_v3;
    static constexpr split plan{.expert = 32};
};

constexpr const accelerator& part = catalog::accelerators::nvidia_h100_sxm::spec;

/// Every iteration asks for another batch of 1 to 64 sequences a data-parallel rank.
template <class Served>
struct asked {
    request r{};
    asked() noexcept {
        r.plan = Served::plan;
        r.load = {.prompt = 2048, .output = 256, .prompts_at_once = Served::plan.data_ranks()};
    }
    const request& next() noexcept {
        const std::int64_t ranks = Served::plan.data_ranks();
        r.load.batch = (r.load.batch / ranks % 64 + 1) * ranks;
        return r;
    }
};

/// Runs `once` for every iteration, and counts what it allocates.
template <class Once>
void run(benchmark::State& state, Once once) {
    const std::int64_t before = allocations;
    for (auto _ : state) once();
    const std::int64_t after = allocations;  // before the benchmark library stores its counters
    state.SetItemsProcessed(state.iterations());
    state.counters["allocations"] = static_cast<double>(after - before);
}

template <class Served>
void assess_from_nothing(benchmark::State& state) {
    asked<Served> ask;
    run(state, [&] { benchmark::DoNotOptimize(assess(Served::model::spec, part, ask.next())); });
}

template <class Served>
void assess_and_estimate_from_nothing(benchmark::State& state) {
    asked<Served> ask;
    run(state, [&] {
        const request& r = ask.next();
        const prepared known = prepare(Served::model::spec, part, {}, r);
        const expectation on = expectation_of(known, part, r.serving);
        const assessment bounds = assess(known, r.load);
        benchmark::DoNotOptimize(bounds);
        benchmark::DoNotOptimize(estimates_of(known, on, r.load, bounds));
    });
}

/// A scheduler that keeps what does not depend on the batch.
template <class Served>
void assess_prepared(benchmark::State& state) {
    asked<Served> ask;
    const prepared known = prepare(Served::model::spec, part, {}, ask.r);
    run(state, [&] { benchmark::DoNotOptimize(assess(known, ask.next().load)); });
}

template <class Served>
void assess_and_estimate_prepared(benchmark::State& state) {
    asked<Served> ask;
    const prepared known = prepare(Served::model::spec, part, {}, ask.r);
    const expectation on = expectation_of(known, part, ask.r.serving);
    run(state, [&] {
        const workload& load = ask.next().load;
        const assessment bounds = assess(known, load);
        benchmark::DoNotOptimize(bounds);
        benchmark::DoNotOptimize(estimates_of(known, on, load, bounds));
    });
}

template <class Served>
void fits_prepared(benchmark::State& state) {
    asked<Served> ask;
    const prepared known = prepare(Served::model::spec, part, {}, ask.r);
    run(state, [&] { benchmark::DoNotOptimize(fits(known, ask.next().load)); });
}

BENCHMARK_TEMPLATE(assess_from_nothing, llama_over_8);
BENCHMARK_TEMPLATE(assess_from_nothing, deepseek_over_8);
BENCHMARK_TEMPLATE(assess_from_nothing, deepseek_over_4_domains);
BENCHMARK_TEMPLATE(assess_and_estimate_from_nothing, llama_over_8);
BENCHMARK_TEMPLATE(assess_and_estimate_from_nothing, deepseek_over_8);
BENCHMARK_TEMPLATE(assess_and_estimate_from_nothing, deepseek_over_4_domains);
BENCHMARK_TEMPLATE(assess_prepared, llama_over_8);
BENCHMARK_TEMPLATE(assess_prepared, deepseek_over_8);
BENCHMARK_TEMPLATE(assess_prepared, deepseek_over_4_domains);
BENCHMARK_TEMPLATE(assess_and_estimate_prepared, llama_over_8);
BENCHMARK_TEMPLATE(assess_and_estimate_prepared, deepseek_over_8);
BENCHMARK_TEMPLATE(assess_and_estimate_prepared, deepseek_over_4_domains);
BENCHMARK_TEMPLATE(fits_prepared, llama_over_8);
BENCHMARK_TEMPLATE(fits_prepared, deepseek_over_8);
BENCHMARK_TEMPLATE(fits_prepared, deepseek_over_4_domains);

}  // namespace
