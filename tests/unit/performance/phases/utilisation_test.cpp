#include <doctest/doctest.h>

#include <rafter/performance/phases/utilisation.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using claims::unseen;
using claims::within;

namespace {

/// Pope et al., arXiv 2211.05102, tables 2 and 3: TPU v4 of 275 TFLOPS.
struct published {
    double parameters, tokens, chips, seconds, utilisation;
};
constexpr published rows[] = {
    {540e9, 2048, 64, 0.29, 0.43},  {540e9, 64 * 64, 64, 1.82, 0.14},     {540e9, 512 * 2048, 64, 85.2, 0.76}, {540e9, 512 * 64, 64, 6.0, 0.33},
    {62e9, 2048, 16, 0.16, 0.36},   {62e9, 32 * 64, 16, 0.73, 0.08},      {62e9, 512 * 2048, 32, 20.2, 0.73},  {62e9, 512 * 64, 8, 5.1, 0.37},
};

}  // namespace

TEST_CASE("PaLM on TPU v4: the published utilisation, and back to the published time") {
    for (const published& r : rows) {
        INFO(r.parameters, " parameters, ", r.tokens, " tokens");
        const double u = model_flops_utilisation(r.parameters, unseen(r.tokens), r.chips, flops_per_second{275e12}, seconds{r.seconds});
        CHECK(within(u, r.utilisation, 0.03));
        CHECK(time_at_utilisation(r.parameters, r.tokens, r.chips, flops_per_second{275e12}, u).value == doctest::Approx(r.seconds));
    }
}

TEST_CASE("70B, 8,192 tokens on 16 TPU v5e at 40 %: 0.91 s") {
    CHECK(within(time_at_utilisation(70e9, unseen(8192.0), 16, flops_per_second{197e12}, 0.4).value, 0.91, 1e-3));
    CHECK(model_flops_utilisation(70e9, 8192, 16, flops_per_second{197e12}, seconds{0}) == 0);
    CHECK(time_at_utilisation(70e9, 8192, 16, flops_per_second{197e12}, 0).value == 0);
}
