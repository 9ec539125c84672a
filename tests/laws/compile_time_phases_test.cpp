// Compile time equals run time: prefixes and drafts.
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
constexpr workload load{.batch = 16, .prompt = 2048, .output = 128, .prompts_at_once = 2};

struct behind_a_prefix {
    static constexpr request spec = with<prefix<1000>>(asking({.tensor = 2}, load));
};
struct behind_a_shared_prefix {
    static constexpr request spec = with<shared_prefix<1000>, cache_page<16>, windowed_layers<windowed_cache::in_groups>>(asking({.pipeline = 2, .micro_batches = 3}, load));
};
struct with_drafts {
    static constexpr request spec = with<speculative<3, 80, 400_us>, max_num_batched_tokens<4096>, prefill_chunk<1024>>(asking({.tensor = 4}, load));
};
struct with_both {
    static constexpr request spec = with<shared_prefix<2047>, speculative<7>>(asking({.context = 2}, load));
};
struct with_neither_possible {
    static constexpr request spec = with<prefix<2048>, speculative<129, 101>, max_num_batched_tokens<512>, prefill_chunk<1024>>(asking({}, load));
};

}  // namespace

TEST_CASE("compile time equals run time over the catalogue: prefixes") {
    laws::compile_time_equals_run_time<behind_a_prefix>();
    laws::compile_time_equals_run_time<behind_a_shared_prefix>();
}
TEST_CASE("compile time equals run time over the catalogue: drafts") {
    laws::compile_time_equals_run_time<with_drafts>();
    laws::compile_time_equals_run_time<with_both>();
}
TEST_CASE("compile time equals run time over the catalogue: prefixes and drafts out of range") {
    laws::compile_time_equals_run_time<with_neither_possible>();
}
