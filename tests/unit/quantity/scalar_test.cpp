// One number, one unit: what a quantity can do with its own kind and with plain numbers.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/quantity/literals.hpp>
#include <rafter/quantity/units.hpp>
#include <unit/claims.hpp>

using namespace rafter::literals;
using claims::unseen;
using rafter::bytes;
using rafter::seconds;

TEST_CASE("sums, differences and multiples of one unit") {
    bytes room = unseen(80_GiB);
    CHECK(room - unseen(2_GB) == bytes{83'899'345'920});
    CHECK(unseen(3_GB) + unseen(500_MB) == bytes{3'500'000'000});
    CHECK(unseen(3_GB) * unseen(4) == bytes{12'000'000'000});
    CHECK(unseen(4) * unseen(3_GB) == bytes{12'000'000'000});
    room += unseen(1_B);
    room -= unseen(80_GiB);
    CHECK(room == bytes{1});
    CHECK((unseen(15_ms) + unseen(5_ms)).in_ms() == doctest::Approx(20.0));
    CHECK((unseen(15_ms) / unseen(2)).in_ms() == doctest::Approx(7.5));
    CHECK((unseen(15_ms) * unseen(0.5)).in_us() == doctest::Approx(7500.0));
}

TEST_CASE("the ratio of two amounts of one unit is a plain number") {
    CHECK(unseen(3_GB) / unseen(2_GB) == 1.5);
    CHECK(unseen(15_ms) / unseen(60_ms) == 0.25);
}

TEST_CASE("order") {
    CHECK(unseen(80_GB) < unseen(80_GiB));
    CHECK(unseen(80_GiB) > unseen(85_GB));
    CHECK(unseen(1024_MiB) == unseen(1_GiB));
    CHECK(unseen(1024_MiB) <= unseen(1_GiB));
    CHECK(unseen(1024_MiB) >= unseen(1_GiB));
    CHECK(unseen(15_ms) != unseen(15_us));
}

TEST_CASE("bytes that overflow at run time stay overflowed") {
    const bytes most{unseen<std::int64_t>(4'611'686'018'427'387'904)};
    const bytes over = most + most;
    CHECK(over.value == rafter::checked::overflowed);
    CHECK((over - most).value == rafter::checked::overflowed);
    CHECK((over * 2).value == rafter::checked::overflowed);
    CHECK((most * 4).value == rafter::checked::overflowed);
    CHECK(over > most);  // so that no capacity holds it
}

TEST_CASE("an unsigned count that 64 signed bits do not hold is an overflow, not a negative number") {
    CHECK(bytes{unseen<std::uint64_t>(9'223'372'036'854'775'806u)}.value == 9'223'372'036'854'775'806);
    CHECK(bytes{unseen<std::uint64_t>(9'223'372'036'854'775'808u)}.value == rafter::checked::overflowed);
    CHECK(bytes{unseen<std::uint64_t>(18'446'744'073'709'551'615u)}.value == rafter::checked::overflowed);
    CHECK((unseen(1_B) * unseen<std::uint64_t>(18'446'744'073'709'551'615u)).value == rafter::checked::overflowed);
}
