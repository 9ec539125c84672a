// A name of at most ten characters in one integer.
#include <doctest/doctest.h>

#include <cstring>
#include <rafter/model/label.hpp>
#include <unit/claims.hpp>

using claims::unseen;
using rafter::label;

TEST_CASE("a label comes back as it was written") {
    char text[11];
    CHECK(unseen(label("gate_up")).write(text) == 7);
    CHECK(std::strcmp(text, "gate_up") == 0);
    CHECK(unseen(label("az09_bykxw")).write(text) == 10);
    CHECK(std::strcmp(text, "az09_bykxw") == 0);
    CHECK(unseen(label{}).write(text) == 0);
    CHECK(std::strcmp(text, "") == 0);
}

TEST_CASE("labels are equal where their characters are") {
    CHECK(unseen(label("q_a")) == label("q_a"));
    CHECK(unseen(label("q_a")) != label("q_b"));
    CHECK(unseen(label("q")) != label("q_"));
}
