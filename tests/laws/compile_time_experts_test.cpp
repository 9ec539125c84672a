// Compile time equals run time: expert parallel and routing.
#include <laws/compile_time.hpp>

namespace {

using namespace rafter;
using claims::asking;

struct expert_8 {
    static constexpr request spec = asking({.expert = 8}, {.batch = 64, .prompt = 2048, .output = 128});
};
struct expert_4_of_one_token {
    static constexpr request spec = asking({.tensor = 4, .expert = 4}, {.batch = 1, .prompt = 2111});
};
struct overlay {
    static constexpr request spec =
        asking({.tensor = 8, .pipeline = 2, .expert = 4}, {.batch = 200, .prompt = 3000, .output = 700});
};
struct many_ranks {
    static constexpr request spec =
        asking({.tensor = 2, .expert = 64}, {.batch = 512, .prompt = 4000, .output = 200, .prompts_at_once = 8});
};
struct unknown_routing {
    static constexpr request spec = asking({.expert = 8}, {.batch = 64, .prompt = 2048, .experts = routing::unknown});
};

}  // namespace

TEST_CASE("compile time equals run time over the catalogue: expert ranks") {
    laws::compile_time_equals_run_time<expert_8>();
    laws::compile_time_equals_run_time<expert_4_of_one_token>();
}
TEST_CASE("compile time equals run time over the catalogue: expert ranks over tensor and data ranks") {
    laws::compile_time_equals_run_time<overlay>();
    laws::compile_time_equals_run_time<many_ranks>();
}
TEST_CASE("compile time equals run time over the catalogue: unknown routing") {
    laws::compile_time_equals_run_time<unknown_routing>();
}
