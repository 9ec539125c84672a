// Strategies as types, joined by a plan in any order.
#include <doctest/doctest.h>

#include <rafter/parallelism/strategies.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("a plan says its degrees, whatever the order") {
    using a = plan<tensor_parallel<8>, pipeline_parallel<4>, expert_parallel<2>, data_parallel<3>, context_parallel<6>>;
    using b = plan<context_parallel<6>, data_parallel<3>, expert_parallel<2>, tensor_parallel<8>, pipeline_parallel<4>>;
    const split s = unseen(a::spec);
    CHECK(s.tensor == 8);
    CHECK(s.pipeline == 4);
    CHECK(s.expert == 2);
    CHECK(s.data == 3);
    CHECK(s.context == 6);
    CHECK(s == unseen(b::spec));
}

TEST_CASE("what is not named is one") {
    CHECK(unseen(plan<>::spec) == split{});
    CHECK(unseen(plan<tensor_parallel<1>>::spec) == split{});
    CHECK(unseen(plan<context_parallel<1>>::spec) == split{});
    CHECK(unseen(plan<expert_parallel<64>>::spec).devices() == 64);
}

TEST_CASE("how a pipeline is run stands in the plan") {
    const split s = unseen(plan<stage_layers<19, 21, 21, 19>, micro_batches<8>, pipeline_parallel<4>>::spec);
    CHECK(s.pipeline == 4);
    CHECK(s.micro_batches == 8);
    CHECK(s.stages == stages_of(19, 21, 21, 19));
    CHECK(!unseen(plan<micro_batches<0>>::spec).positive());
    CHECK(!unseen(plan<pipeline_parallel<2>, stage_layers<80, 0>>::spec).stages.complete);
}

TEST_CASE("where the groups stand is part of the plan") {
    using p = plan<tensor_parallel<2>, placed<group::tensor, group::pipeline>, pipeline_parallel<4>, data_parallel<8>>;
    CHECK(unseen(p::spec).order == order_of(group::tensor, group::pipeline));
    CHECK(unseen(plan<placed<group::data, group::data>>::spec).order.different == 1);
}

TEST_CASE("a degree of zero is kept as one that no rule accepts") {
    CHECK(!unseen(plan<tensor_parallel<0>>::spec).positive());
    CHECK(!unseen(plan<pipeline_parallel<0>>::spec).positive());
    CHECK(!unseen(plan<expert_parallel<0>>::spec).positive());
    CHECK(!unseen(plan<data_parallel<0>>::spec).positive());
    CHECK(!unseen(plan<context_parallel<0>>::spec).positive());
    CHECK(!unseen(plan<data_parallel<-3>>::spec).positive());
}
