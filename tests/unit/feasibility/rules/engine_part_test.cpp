// RAFTER-E001.
#include <doctest/doctest.h>

#include <rafter/catalog/accelerators.hpp>
#include <rafter/engine/profiles.hpp>
#include <rafter/feasibility/rules/engine_part.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
namespace parts = rafter::catalog::accelerators;

TEST_CASE("E001: an engine runs on the parts of its makers; without an engine everything runs") {
    CHECK(rules::engine_part(unseen(parts::nvidia_h100_sxm::spec), engine_of(engines::gpt_fast::spec)).is == verdict::holds);
    const finding tpu = rules::engine_part(unseen(parts::google_tpu_v5e::spec), engine_of(engines::gpt_fast::spec));
    CHECK(tpu.code == rule::engine_part);
    CHECK(!tpu.ok());
    CHECK(rules::engine_part(unseen(parts::google_tpu_v5e::spec), engine_of(engines::vllm::spec)).ok());
    CHECK(rules::engine_part(unseen(parts::google_tpu_v5e::spec), {}).ok());
    CHECK(!rules::engine_part(unseen(accelerator{.name = "mine", .vendor = "me"}), engine_of(engines::vllm::spec)).ok());
    CHECK(!rules::engine_part(unseen(accelerator{.name = "mine"}), engine_of(engines::vllm::spec)).ok());
}
