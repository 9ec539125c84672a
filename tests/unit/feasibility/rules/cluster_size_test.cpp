// RAFTER-L002.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/feasibility/rules/cluster_size.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("L002: a plan of 32 devices on 16") {
    const figure<std::int64_t> sixteen{16, "inventory"};
    const finding f = rules::cluster_size(unseen(sixteen), unseen(split{.tensor = 8, .pipeline = 4}));
    CHECK(f.code == rule::cluster_size);
    CHECK(!f.ok());
    CHECK(f.required == 32);
    CHECK(f.available == 16);
    CHECK(rules::cluster_size(unseen(sixteen), unseen(split{.tensor = 8, .pipeline = 2})).is == verdict::holds);
    CHECK(rules::cluster_size({}, unseen(split{.tensor = 8, .pipeline = 4})).is ==
          verdict::holds);  // as many as one likes
}
