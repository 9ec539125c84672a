// A line of a layer's normal form.
#include <doctest/doctest.h>

#include <cstring>
#include <rafter/model/layer.hpp>
#include <rafter/model/tensor.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("nine classes, each with a name of its own; biases are one") {
    CHECK(tensor_class_count == 10);
    for (int i = 0; i < tensor_class_count; ++i) {
        const char* name = name_of(unseen(static_cast<tensor_class>(i)));
        REQUIRE(name != nullptr);
        for (int j = 0; j < i; ++j) CHECK(std::strcmp(name, name_of(static_cast<tensor_class>(j))) != 0);
    }
    CHECK(std::strcmp(name_of(tensor_class::embedding), "embedding") == 0);
    CHECK(std::strcmp(name_of(tensor_class::routed_expert), "routed experts") == 0);
    CHECK(std::strcmp(name_of(tensor_class::bias), "biases") == 0);
    CHECK(std::strcmp(name_of(tensor_class::head), "head") == 0);
}

TEST_CASE("a matrix of which only the shape is said is one product that every rank holds whole") {
    layer_form f;
    f.add(unseen(tensor{.name = "q_a", .inputs = 7168, .outputs = 1536}));
    const tensor& t = f.tensors[0];
    CHECK(t.as == use::product);
    CHECK(t.cut == axis::none);
    CHECK(t.along == side::neither);
    CHECK(t.copies == 1);
    CHECK(!t.kept);
}

TEST_CASE("two lines are equal if all that they say is") {
    const tensor gate_up = unseen(tensor{.name = "gate_up", .inputs = 4096, .outputs = 14336, .copies = 2});
    tensor other = gate_up;
    CHECK(other == gate_up);
    other.copies = 3;
    CHECK(!(other == gate_up));
    other = gate_up;
    other.name = "up";
    CHECK(!(other == gate_up));
}
