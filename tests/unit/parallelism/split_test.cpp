// Degrees, and how many devices they make.
#include <doctest/doctest.h>

#include <rafter/parallelism/split.hpp>
#include <unit/claims.hpp>

using claims::unseen;
using rafter::split;
using rafter::stages_of;

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

TEST_CASE("micro-batches: one a stage unless stated, never more than sequences") {
    CHECK(unseen(split{.pipeline = 4}).flights_of(10) == 4);
    CHECK(unseen(split{.pipeline = 4}).flights_of(3) == 3);
    CHECK(unseen(split{.pipeline = 4, .micro_batches = 8}).flights_of(10) == 8);
    CHECK(unseen(split{.pipeline = 4, .micro_batches = 8}).flights_of(5) == 5);
    CHECK(unseen(split{.pipeline = 4, .micro_batches = 1}).flights_of(10) == 1);
    CHECK(unseen(split{}).flights_of(10) == 1);
}

TEST_CASE("stages as listed, or as even as can be: 61 layers in four are 15, 15, 15 and 16") {
    const split even = unseen(split{.pipeline = 4});
    CHECK(even.first_layer(1, 61) == 15);
    CHECK(even.first_layer(3, 61) == 45);
    CHECK(even.first_layer(4, 61) == 61);
    const split listed = unseen(split{.pipeline = 4, .stages = stages_of(13, 17, 17, 14)});
    CHECK(listed.stages.layers() == 61);
    CHECK(listed.first_layer(0, 61) == 0);
    CHECK(listed.first_layer(1, 61) == 13);
    CHECK(listed.first_layer(3, 61) == 47);
    CHECK(listed.first_layer(4, 61) == 61);
}

TEST_CASE("degrees below one are seen") {
    CHECK(!unseen(split{.micro_batches = -1}).positive());
    CHECK(!unseen(split{.context = 0}).positive());
    CHECK(!unseen(split{.tensor = 0}).positive());
    CHECK(!unseen(split{.pipeline = -1}).positive());
    CHECK(!unseen(split{.expert = 0}).positive());
    CHECK(!unseen(split{.data = -1}).positive());
}

TEST_CASE("a degree of nothing is no division by it") {
    CHECK(unseen(split{.tensor = 0}).devices() == 0);
    CHECK(unseen(split{.tensor = -2, .expert = 8}).data_ranks() == 1);
    CHECK(unseen(split{.expert = 8, .context = 0}).devices() == 0);
}
