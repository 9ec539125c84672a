// Compile time equals run time: one device.
#include <laws/compile_time.hpp>

namespace {
struct one_device {
    static constexpr rafter::request spec = claims::asking({}, {.batch = 8, .prompt = 2048, .output = 128});
};
}  // namespace

TEST_CASE("compile time equals run time over the whole catalogue: one device") { laws::compile_time_equals_run_time<one_device>(); }
