#include <doctest/doctest.h>

#include <cstring>
#include <rafter/performance/ceiling_only.hpp>
#include <unit/claims.hpp>

using namespace rafter;

static_assert(!ceiling_only<missing::link_rate>::made() && ceiling_only<missing::link_rate>::what == missing::link_rate);

TEST_CASE("whatever is missing has words") {
    CHECK(words_of(claims::unseen(missing::nothing)) == nullptr);
    for (int i = 1; i <= static_cast<int>(missing::acceptance); ++i) {
        const char* words = words_of(claims::unseen(static_cast<missing>(i)));
        CHECK((words != nullptr && std::strlen(words) > 10));
    }
    CHECK(std::strcmp(ceiling_only<missing::link_rate>::lacks, "the rate of the links that the plan sends over") == 0);
}
