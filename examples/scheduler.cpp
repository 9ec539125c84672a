// A scheduler: how many sequences may this deployment take, does the next one fit, and how long is a step expected to take?
#include <cstdio>
#include <rafter/catalog/accelerators/nvidia.hpp>
#include <rafter/catalog/models/deepseek.hpp>
#include <rafter/engine/profiles/sglang.hpp>
#include <rafter/feasibility/estimates.hpp>
#include <rafter/rafter.hpp>

int main() {
    using namespace rafter;
    const transformer& model = catalog::models::deepseek_v3::spec;
    const accelerator& part = catalog::accelerators::nvidia_h100_sxm::spec;
    request r;
    r.plan = {.expert = 32};
    r.formats.set_weights(fp8_per_block::spec);
    r.load = {.batch = 1, .prompt = 4096, .output = 1024};

    const prepared known = prepare(model, part, {}, r);
    const std::int64_t most = largest_batch(model, {part}, r);
    r.load.batch = most;
    const bool last_fits = fits(known, r.load);
    r.load.batch = most + 1;
    const bool next_fits = fits(known, r.load);
    std::printf("DeepSeek-V3 in fp8 blocks over 32 H100 takes %lld sequences of 5,120 tokens (%s, and one more: %s)\n",
                static_cast<long long>(most), last_fits ? "fits" : "does not fit", next_fits ? "fits" : "does not fit");

    r.serving = engine_of(engines::sglang::spec);  // the same, served: its memory and its pace
    const prepared served = prepare(model, part, {}, r);
    const expectation on = expectation_of(served, part, r.serving);
    const std::int64_t batches[] = {32, 256, 1024};
    for (const std::int64_t batch : batches) {
        r.load.batch = batch;
        const estimate step = estimates_of(served, on, r.load).decode;
        std::printf("%5lld sequences: a step of %.1f ms is expected, between %.1f and %.1f\n", static_cast<long long>(batch), step.time.in_ms(), step.low.in_ms(),
                    step.high.in_ms());
    }
    return last_fits && !next_fits ? 0 : 1;
}
