// Assessments a second on one core, without and with estimates, and that none allocates. Budget: 1,000,000 for Llama-3.1-70B,
// 300,000 for DeepSeek-V3.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/deepseek.hpp>
#include <rafter/catalog/models/llama.hpp>
#include <rafter/rafter.hpp>

extern std::int64_t allocations;  // counted in allocations.cpp

namespace {

using namespace rafter;

request asked(std::int64_t batch) {
    request r;
    r.plan.tensor = 8;
    r.load = {.batch = batch, .prompt = 2048, .output = 256};
    return r;
}

template <class Model>
void assess_from_nothing(benchmark::State& state) {
    request r = asked(1);
    const std::int64_t before = allocations;
    for (auto _ : state) {
        r.load.batch = r.load.batch % 64 + 1;
        benchmark::DoNotOptimize(assess(Model::spec, catalog::accelerators::nvidia_h100_sxm::spec, r));
    }
    const std::int64_t after = allocations;  // before the benchmark library stores its counters
    state.SetItemsProcessed(state.iterations());
    state.counters["allocations"] = static_cast<double>(after - before);
}

/// A scheduler that keeps what does not depend on the batch.
template <class Model>
void assess_prepared(benchmark::State& state) {
    request r = asked(1);
    const prepared known = prepare(Model::spec, catalog::accelerators::nvidia_h100_sxm::spec, {}, r);
    for (auto _ : state) {
        r.load.batch = r.load.batch % 64 + 1;
        benchmark::DoNotOptimize(assess(known, r.load));
    }
    state.SetItemsProcessed(state.iterations());
}

/// The same, with both estimates.
template <class Model>
void estimate_prepared(benchmark::State& state) {
    request r = asked(1);
    const accelerator& part = catalog::accelerators::nvidia_h100_sxm::spec;
    const prepared known = prepare(Model::spec, part, {}, r);
    const expectation on = expectation_of(known, part, r.serving);
    for (auto _ : state) {
        r.load.batch = r.load.batch % 64 + 1;
        const assessment x = assess(known, r.load);
        benchmark::DoNotOptimize(x);
        benchmark::DoNotOptimize(estimates_of(known, on, r.load, x));
    }
    state.SetItemsProcessed(state.iterations());
}

template <class Model>
void fits_prepared(benchmark::State& state) {
    request r = asked(1);
    const prepared known = prepare(Model::spec, catalog::accelerators::nvidia_h100_sxm::spec, {}, r);
    for (auto _ : state) {
        r.load.batch = r.load.batch % 64 + 1;
        benchmark::DoNotOptimize(fits(known, r.load));
    }
    state.SetItemsProcessed(state.iterations());
}

BENCHMARK_TEMPLATE(assess_from_nothing, catalog::models::llama_3_1_70b);
BENCHMARK_TEMPLATE(assess_from_nothing, catalog::models::deepseek_v3);
BENCHMARK_TEMPLATE(assess_prepared, catalog::models::llama_3_1_70b);
BENCHMARK_TEMPLATE(assess_prepared, catalog::models::deepseek_v3);
BENCHMARK_TEMPLATE(estimate_prepared, catalog::models::llama_3_1_70b);
BENCHMARK_TEMPLATE(estimate_prepared, catalog::models::deepseek_v3);
BENCHMARK_TEMPLATE(fits_prepared, catalog::models::llama_3_1_70b);
BENCHMARK_TEMPLATE(fits_prepared, catalog::models::deepseek_v3);

}  // namespace
