// Sets of layers, and the form of a layer.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/model/layer.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;

TEST_CASE("layers in a range") {
    const layer_set s = layers(unseen<std::int64_t>(3), unseen<std::int64_t>(61));
    CHECK(s.count() == 58);
    CHECK(!s.contains(2));
    CHECK(s.contains(3));
    CHECK(s.contains(60));
    CHECK(!s.contains(61));
    CHECK(s.count_below(3) == 0);
    CHECK(s.count_below(10) == 7);
    CHECK(s.count_below(1000) == 58);
}

TEST_CASE("every second layer") {
    const layer_set even = every(unseen<std::int64_t>(2), 0, 36), odd = every(unseen<std::int64_t>(2), 1, 36);
    CHECK(even.count() == 18);
    CHECK(odd.count() == 18);
    CHECK(even.contains(34));
    CHECK(!even.contains(35));
    CHECK(odd.contains(35));
    CHECK(even.count_below(5) == 3);
    CHECK(odd.count_below(5) == 2);
}

TEST_CASE("sets reach over words of 64 layers, up to 256") {
    const layer_set s = layers(unseen<std::int64_t>(60), unseen<std::int64_t>(200));
    CHECK(s.count() == 140);
    CHECK(s.count_below(64) == 4);
    CHECK(s.count_below(65) == 5);
    CHECK(s.count_below(128) == 68);
    CHECK(layers(0, 256).count() == 256);
    CHECK(layers(0, 256).count_below(255) == 255);
}

TEST_CASE("layers outside 0 to 255 are not taken") {
    layer_set s;
    s.insert(unseen<std::int64_t>(-1));
    s.insert(unseen<std::int64_t>(256));
    s.insert(unseen<std::int64_t>(1) << 62);
    CHECK(s.count() == 0);
    CHECK(!s.contains(-1));
    CHECK(!s.contains(256));
    CHECK(layers(unseen<std::int64_t>(-5), 3).count() == 3);
    CHECK(layers(unseen<std::int64_t>(250), 300).count() == 6);
    CHECK(s.count_below(unseen<std::int64_t>(-7)) == 0);
}

TEST_CASE("what the first layers have comes once more") {
    layer_set s;
    CHECK(s.empty());
    s.insert(unseen<std::int64_t>(0));
    s.insert(3);
    CHECK(!s.empty());
    s.insert_again(4, 4);       // 0 and 3 of four: 4 and 7
    CHECK(s.count() == 4);
    CHECK(s.contains(4));
    CHECK(s.contains(7));
    CHECK(!s.contains(5));
    s.insert_again(8, 62);      // 0, 3, 4, 7 behind it, over the end of a word: 62, 65, 66, 69
    CHECK(s.count() == 8);
    CHECK(s.contains(62));
    CHECK(s.contains(65));
    CHECK(s.contains(69));
    s.insert_again(64, unseen<std::int64_t>(192));  // 0, 3, 4, 7, 62 of the first 64
    CHECK(s.count() == 13);
    CHECK(s.contains(254));
    CHECK(s.complete);
    s.insert_again(4, unseen<std::int64_t>(253));
    CHECK(s.count() == 13);
    CHECK(!s.complete);
}

TEST_CASE("those that are in no other set") {
    const layer_set rest = every(unseen<std::int64_t>(2), 0, 100).others_below(70);
    CHECK(rest.count() == 35);
    CHECK(rest.contains(69));
    CHECK(!rest.contains(71));
    CHECK(rest.complete);
    CHECK(layer_set{}.others_below(unseen<std::int64_t>(-1)).empty());
    CHECK(!layer_set{}.others_below(unseen<std::int64_t>(300)).complete);
}

TEST_CASE("a form holds twenty tensors and says when one did not fit") {
    layer_form f;
    for (int i = 0; i < unseen(20); ++i) f.add({.name = "x", .inputs = 1, .outputs = 1});
    CHECK(!f.overfull);
    CHECK(f.tensor_count == 20);
    f.add({.name = "one_more", .inputs = 1, .outputs = 1});
    CHECK(f.overfull);
    CHECK(f.tensor_count == 20);
}

TEST_CASE("a pattern of one letter a layer: Nemotron-H begins M-M-M-M*-") {
    constexpr const char* pattern = "M-M-M-M*-";
    CHECK(marked(pattern, 'M') == every(2, 0, 8));
    CHECK(marked(pattern, '*').first() == 7);
    CHECK(marked(pattern, '-').count() == 4);
    CHECK(marked(pattern, 'E').count() == 0);
}
