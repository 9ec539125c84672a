// Laws of the rate of a whole system, over the whole catalogue.
#include <initializer_list>
#include <laws/catalogue.hpp>

namespace {

using namespace rafter;
using namespace laws;
using claims::asking;

double bound(const transformer& m, const accelerator& a, const split& s, std::int64_t batch, std::int64_t prompt) {
    return assess(m, a, asking(s, {.batch = batch, .prompt = prompt})).decode.ceiling.system.value;
}

}  // namespace

TEST_CASE("data-parallel ranks of uneven batches are not bound below what each does alone") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for (const std::int64_t prompt : {2'048, 100'000}) {
            const double alone = bound(m, a, {}, 2, prompt) + 3 * bound(m, a, {}, 1, prompt);
            CHECK(at_most(alone, bound(m, a, {.data = 4}, 5, prompt)));
        }
    });
}

TEST_CASE("one sequence more in a pipeline never lowers the bound of the whole") {
    for_each_pair([](const transformer& m, const accelerator& a) {
        for (const std::int64_t prompt : {2'048, 100'000})
            CHECK(at_most(bound(m, a, {.pipeline = 4}, 4, prompt), bound(m, a, {.pipeline = 4}, 5, prompt)));
    });
}
