// Degrees, and how many devices they make.
#include <doctest/doctest.h>

#include <rafter/parallelism/split.hpp>
#include <unit/claims.hpp>

using claims::unseen;
using rafter::split;

TEST_CASE("a plan of one device") {
    const split s = unseen(split{});
    CHECK(s.devices() == 1);
    CHECK(s.data_ranks() == 1);
    CHECK(s.moe_tensor() == 1);
    CHECK(s.positive());
}

TEST_CASE("tensor times pipeline times data") {
    CHECK(unseen(split{.tensor = 8}).devices() == 8);
    CHECK(unseen(split{.tensor = 8, .pipeline = 16}).devices() == 128);
    CHECK(unseen(split{.tensor = 4, .pipeline = 2, .data = 3}).devices() == 24);
    CHECK(unseen(split{.tensor = 4, .pipeline = 2, .data = 3}).stage_devices() == 12);
}

TEST_CASE("expert parallel overlays tensor times data") {
    const split deepseek = unseen(split{.expert = 64});  // data not stated: attention data parallel over 64 ranks
    CHECK(deepseek.data_ranks() == 64);
    CHECK(deepseek.devices() == 64);
    CHECK(deepseek.moe_tensor() == 1);
    CHECK(deepseek.expert_replicas() == 1);
    const split wide = unseen(split{.tensor = 8, .expert = 64});
    CHECK(wide.data_ranks() == 8);
    CHECK(wide.devices() == 64);
    const split within = unseen(split{.tensor = 8, .expert = 2});  // four ranks share the width of an expert
    CHECK(within.data_ranks() == 1);
    CHECK(within.devices() == 8);
    CHECK(within.moe_tensor() == 4);
    const split stated = unseen(split{.tensor = 2, .pipeline = 3, .expert = 8, .data = 8});
    CHECK(stated.stage_devices() == 16);
    CHECK(stated.devices() == 48);
    CHECK(stated.moe_tensor() == 2);
}

TEST_CASE("plain data parallel holds the experts once a rank") {
    CHECK(unseen(split{.tensor = 2, .data = 4}).expert_replicas() == 4);
    CHECK(unseen(split{.tensor = 2, .data = 4}).moe_tensor() == 2);
}

TEST_CASE("context ranks are devices of a stage; experts overlay them too") {
    const split s = unseen(split{.tensor = 8, .pipeline = 2, .data = 3, .context = 4});
    CHECK(s.stage_devices() == 96);
    CHECK(s.devices() == 192);
    CHECK(s.token_ranks() == 12);
    CHECK(s.expert_replicas() == 12);
    CHECK(s.moe_tensor() == 8);
    const split experts = unseen(split{.tensor = 2, .expert = 64, .context = 4});  // data ranks fill what is left
    CHECK(experts.data_ranks() == 8);
    CHECK(experts.devices() == 64);
    CHECK(experts.moe_tensor() == 1);
    CHECK(unseen(split{.tensor = 2, .expert = 4, .context = 4}).moe_tensor() == 2);
}

TEST_CASE("degrees below one are seen") {
    CHECK(!unseen(split{.context = 0}).positive());
    CHECK(!unseen(split{.tensor = 0}).positive());
    CHECK(!unseen(split{.pipeline = -1}).positive());
    CHECK(!unseen(split{.expert = 0}).positive());
    CHECK(!unseen(split{.data = -1}).positive());
}
