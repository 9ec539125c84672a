// Compile time equals run time: plans.
#include <laws/compile_time.hpp>

namespace {

using namespace rafter;
using claims::asking;

struct one_device {
    static constexpr request spec = asking({}, {.batch = 8, .prompt = 2048, .output = 128});
};
struct tensor_8 {
    static constexpr request spec = asking({.tensor = 8}, {.batch = 32, .prompt = 2048, .output = 256});
};
struct tensor_16 {
    static constexpr request spec = asking({.tensor = 16}, {.batch = 5, .prompt = 100'000});
};
struct pipeline_4 {
    static constexpr request spec = asking({.pipeline = 4}, {.batch = 7, .prompt = 1000, .output = 100});
};
struct tensor_and_pipeline {
    static constexpr request spec =
        asking({.tensor = 4, .pipeline = 3}, {.batch = 64, .prompt = 4096, .prompts_at_once = 3});
};
struct context_4 {
    static constexpr request spec = asking({.tensor = 2, .context = 4}, {.batch = 6, .prompt = 9001, .output = 100});
};
struct uneven_micro_batches {
    static constexpr request spec = asking({.tensor = 2, .pipeline = 3, .micro_batches = 7}, {.batch = 23, .prompt = 5000, .output = 100});
};
struct stages_inside {
    static constexpr request spec = asking({.tensor = 2, .pipeline = 4, .data = 8, .order = order_of(group::tensor, group::pipeline)}, {.batch = 23, .prompt = 5000, .output = 100});
};
struct illegal_plan {
    static constexpr request spec = asking({.tensor = 3, .pipeline = 100, .data = 5}, {.batch = 64, .prompt = 4096});
};

}  // namespace

TEST_CASE("compile time equals run time over the catalogue: one device") {
    laws::compile_time_equals_run_time<one_device>();
}
TEST_CASE("compile time equals run time over the catalogue: tensor parallel") {
    laws::compile_time_equals_run_time<tensor_8>();
    laws::compile_time_equals_run_time<tensor_16>();
}
TEST_CASE("compile time equals run time over the catalogue: pipelines") {
    laws::compile_time_equals_run_time<pipeline_4>();
    laws::compile_time_equals_run_time<tensor_and_pipeline>();
}
TEST_CASE("compile time equals run time over the catalogue: context parallel") {
    laws::compile_time_equals_run_time<context_4>();
}
TEST_CASE("compile time equals run time over the catalogue: micro-batches") {
    laws::compile_time_equals_run_time<uneven_micro_batches>();
}
TEST_CASE("compile time equals run time over the catalogue: groups placed otherwise") {
    laws::compile_time_equals_run_time<stages_inside>();
}
TEST_CASE("compile time equals run time over the catalogue: a plan that no model has") {
    laws::compile_time_equals_run_time<illegal_plan>();
}
