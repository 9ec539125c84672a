// Compile time equals run time: formats, engines, objectives, and numbers out of range.
#include <laws/compile_time.hpp>
#include <rafter/policies.hpp>
#include <rafter/quantity/literals.hpp>

namespace {

using namespace rafter;
using namespace rafter::literals;
using claims::asking;

template <class... Policies> constexpr request with(request r) {
    (apply_policy<Policies>(r), ...);
    return r;
}
constexpr workload load{.batch = 16, .prompt = 2048, .output = 128};

struct fp8_in_blocks {
    static constexpr request spec =
        with<weights<fp8_per_block>, kv_cache<fp8>, dispatch<fp8>>(asking({.tensor = 2}, load));
};
struct four_bits {
    static constexpr request spec =
        with<weights<int4<128, zero_point::packed>, in<tensor_class::routed_expert, mxfp4>>, memory_percent<90>>(
            asking({}, load));
};
struct trt_like {
    static constexpr request spec =
        with<weights<nvfp4>, cache_percent_of_free<90>, reserve<2_GB>, embedding_tables<tables::replicated>>(
            asking({.tensor = 4}, load));
};
struct as_fp16 {
    static constexpr request spec =
        with<weights<int8>, activations<fp16>, multiply_as<arithmetic::fp16>, cache_in_tier<1>, prefill_chunk<512>>(
            asking({}, load));
};
struct objectives {
    static constexpr request spec = with<ttft<300_ms>, tpot<10_ms>>(asking({.tensor = 8}, load));
};
struct out_of_range {
    static constexpr request spec = asking({.tensor = 0, .data = -1}, {.batch = 0, .prompt = -1});
};

}  // namespace

TEST_CASE("compile time equals run time over the catalogue: formats") {
    laws::compile_time_equals_run_time<fp8_in_blocks>();
    laws::compile_time_equals_run_time<four_bits>();
}
TEST_CASE("compile time equals run time over the catalogue: engines") {
    laws::compile_time_equals_run_time<trt_like>();
    laws::compile_time_equals_run_time<as_fp16>();
}
TEST_CASE("compile time equals run time over the catalogue: objectives") {
    laws::compile_time_equals_run_time<objectives>();
}
TEST_CASE("compile time equals run time over the catalogue: numbers out of range") {
    laws::compile_time_equals_run_time<out_of_range>();
}
