#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/feasibility/phases.hpp>
#include <rafter/performance/phases/disaggregation.hpp>
#include <unit/performance/phases/machines.hpp>

using namespace rafter;
using claims::unseen;
using claims::within;
using doctest::Approx;
namespace models = rafter::catalog::models;
namespace parts = rafter::catalog::accelerators;

namespace {

prepared llama_70b(const split& plan, const accelerator& part = parts::nvidia_h100_sxm::spec) {
    return prepare(unseen(models::llama_3_1_70b::spec), part, {}, claims::asking(plan, {}));
}

}  // namespace

TEST_CASE("time to first token: prefill and transfer, as a bound the prefill alone") {
    const prepared first = llama_70b({.tensor = 4}), then = llama_70b({.tensor = 8});
    const workload prompts{.prompt = 2048}, load{.batch = 32, .prompt = 2048, .output = 101};
    const cache_route over{1 / 50e9, 1 / 50e9, 0, true};
    const auto t = disaggregated_times_of({first, prompts}, {then, load}, over);
    const auto alone = request_times_of(first, prompts), decode = request_times_of(then, load);
    // 671,088,640 bytes leave over four links: 3.36 ms.
    CHECK(t.roofline.transfer.time.in_ms() == Approx(3.3554432));
    CHECK(t.roofline.ttft.time.value == Approx(alone.roofline.ttft.time.value + 3.3554432e-3));
    CHECK(t.ceiling.ttft.time == alone.ceiling.ttft.time);
    CHECK(t.roofline.end_to_end.time.value == Approx(t.roofline.ttft.time.value + 100 * decode.roofline.tpot.time.value));
    // A link so slow that it is the longer one: 1,000 times.
    const auto slow = disaggregated_times_of({first, prompts}, {then, load}, {1 / 50e6, 1 / 50e6, 0, true});
    CHECK(slow.ceiling.ttft.time == alone.ceiling.ttft.time);  // the first token needs no transfer
    CHECK(slow.ceiling.end_to_end.time.in_seconds() == Approx(3.3554432));
    CHECK(slow.roofline.ttft.time.value == Approx(alone.roofline.ttft.time.value + 3.3554432));
    CHECK(slow.roofline.prefill_requests == Approx(1 / 3.3554432));
}

TEST_CASE("rates match where neither pool waits") {
    const prepared first = llama_70b({.tensor = 4}), then = llama_70b({.tensor = 8});
    const workload prompts{.prompt = 2048}, load{.batch = 32, .prompt = 2048, .output = 101};
    const auto t = disaggregated_times_of({first, prompts}, {then, load}, {});
    const auto& r = t.roofline;
    CHECK(r.prefill_requests == Approx(1 / request_times_of(first, prompts).roofline.ttft.time.value));
    CHECK(r.decode_requests == Approx(32 / (100 * request_times_of(then, load).roofline.tpot.time.value)));
    CHECK(r.prefill_for_each_decode == Approx(r.decode_requests / r.prefill_requests));
    // In a service of one decode instance: 8 devices and 4 for each instance of prefill.
    CHECK(r.per_device.value == Approx(101 * r.decode_requests / (8 + 4 * r.prefill_for_each_decode)));
    // One token needs no decode, and no transfer, however slow.
    const auto only = disaggregated_times_of({first, prompts}, {then, {.prompt = 2048, .output = 1}}, {1, 1, 1, true});
    CHECK(only.roofline.decode_requests == 0);
    CHECK(only.roofline.end_to_end.time == request_times_of(first, prompts).roofline.ttft.time);
    CHECK(only.ceiling.prefill_requests == Approx(1 / request_times_of(first, prompts).ceiling.ttft.time.value));
}

TEST_CASE("the best whole numbers of instances") {
    const auto best = [](double p, std::int64_t pd, double d, std::int64_t dd, std::int64_t devices) { return best_instances(unseen(p), pd, d, dd, devices); };
    const instances b = best(10, 8, 25, 16, 64);  // 4 on 32 devices serve 40, 2 on 32 serve 50
    CHECK((b.prefill == 4 && b.decode == 2 && b.requests_per_second == 40 && b.requests_per_device == 0.625));
    CHECK(best(10, 8, 25, 16, 23).prefill == 0);  // not one of each
    const instances one = best(100, 8, 1, 16, 64);  // one of prefill is more than enough: three of decode
    CHECK((one.prefill == 1 && one.decode == 3 && one.requests_per_second == 3));
    CHECK(best(10, 8, 0, 16, 64).prefill == 8);
    // No devices, or instances without any: nothing, and no division by it.
    constexpr std::int64_t none[] = {0, -1, INT64_MIN};
    for (const std::int64_t n : none) {
        CHECK(best(10, n, 25, 16, 64).prefill == 0);
        CHECK(best(10, 8, 25, n, 64).prefill == 0);
        CHECK(best(10, 8, 25, 16, n).prefill == 0);
    }
    CHECK(best(10, INT64_MAX, 25, INT64_MAX, INT64_MAX).prefill == 0);
    CHECK(best(10, INT64_MAX / 2 + 1, 25, 1, INT64_MAX).prefill == 1);
    // Against all there are.
    for (std::int64_t devices = 1; devices < 200; devices += 7) {
        double most = 0;
        for (std::int64_t n = 1; n * 8 < devices; ++n) {
            const double in = 3.3 * static_cast<double>(n), out = 7.1 * static_cast<double>((devices - n * 8) / 12);
            most = (in < out ? in : out) > most ? (in < out ? in : out) : most;
        }
        INFO(devices, " devices");
        CHECK(best(3.3, 8, 7.1, 12, devices).requests_per_second == Approx(most));
    }
}

TEST_CASE("two plans on the same devices: weights twice, the cache sent where it is cut otherwise") {
    const prepared first = llama_70b({.tensor = 4, .pipeline = 2}), then = llama_70b({.tensor = 8});
    const workload prompts{.prompt = 2048}, load{.batch = 32, .prompt = 2048, .output = 101};
    const phase_asked p{first, prompts}, d{then, load};
    // 141.1 GB over eight devices, once with embedding and head on different stages: 17.6 GB and 17.6 GB.
    CHECK(within(both_layouts(p, d, true).weights.in_GB(), 2 * 141.1 / 8, 0.01));
    CHECK(both_layouts(d, d, true).weights == footprint_of(then, load).weights);
    const auto t = per_phase_times_of(p, d, between_layouts(parts::nvidia_h100_sxm::spec, 8), true);
    // 671,088,640 bytes over eight links of 450 GB/s: 186 us.
    CHECK(t.roofline.ttft.time.value == Approx(request_times_of(first, prompts).roofline.ttft.time.value + 671'088'640 / 8.0 / 450e9));
    CHECK(t.ceiling.ttft.time == request_times_of(first, prompts).ceiling.ttft.time);
    CHECK(judge_per_phase(p, d, seconds{}, seconds{}, true, true).failed == 0);
    // Batches that fill the memory beside one layout of the weights and not beside two.
    const workload full{.batch = 640, .prompt = 2048, .output = 101};
    CHECK(judge(then, full, footprint_of(then, full)).failed == 0);
    CHECK(judge_per_phase(p, {then, full}, seconds{}, seconds{}, true, true).has(rule::memory_capacity));
}
