// Parameters, ratios, cache and stored bytes of the catalogue, as published, in constant expressions.
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/parameters.hpp>
#include <rafter/deployment.hpp>

namespace {

using namespace rafter;
using namespace rafter::catalog::models;

template <class M> constexpr auto all = parameters_of(M::spec).total().value;
template <class M> constexpr auto active = active_parameters_of(M::spec).total().value;
template <class M> constexpr auto token = cache_per_token(M::spec, request{}).value;

static_assert(all<llama_2_7b> == 6'738'415'616 && all<llama_2_70b> == 68'976'648'192);
static_assert(all<llama_3_1_8b> == 8'030'261'248 && all<llama_3_1_70b> == 70'553'706'496 &&
              all<llama_3_1_405b> == 405'853'388'800);
static_assert(all<mistral_7b> == 7'241'732'096 && all<mixtral_8x7b> == 46'702'792'704);
static_assert(all<qwen2_5_7b> == 7'615'616'512 && all<qwen3_8b> == 8'190'735'360 &&
              all<qwen3_235b_a22b> == 235'093'634'560);
static_assert(all<deepseek_v3> == 671'026'419'200 && all<kimi_k2> == 1'026'408'232'448);
static_assert(all<gpt_oss_120b> == 116'829'156'672 && all<stories15m> == 15'191'712);

static_assert(active<mixtral_8x7b> == 12'879'925'248 && active<qwen3_235b_a22b> == 22'190'763'520);
static_assert(active<deepseek_v3> == 37'552'297'472 && active<kimi_k2> == 32'861'500'928 &&
              active<gpt_oss_120b> == 5'711'982'912);
static_assert(active_parameters_of(gpt_oss_120b::spec).without_input_table().value == 5'132'849'472);

// Parameters held over parameters exercised, three digits; dense is exactly 1.
template <class M> constexpr bool ratio(double three_digits) {
    const double r = parameter_to_compute(M::spec);
    return r > three_digits * 0.995 && r < three_digits * 1.005;
}
static_assert(ratio<mixtral_8x7b>(3.63) && ratio<qwen3_235b_a22b>(10.6) && ratio<deepseek_v3>(17.9) &&
              ratio<gpt_oss_120b>(20.5) && ratio<kimi_k2>(31.2));
static_assert(parameter_to_compute(llama_3_1_405b::spec) == 1.0 && parameter_to_compute(stories15m::spec) == 1.0);

// Cache bytes a token in bf16.
static_assert(token<deepseek_v3> == 70'272 && token<llama_3_1_70b> == 327'680 && token<llama_3_1_405b> == 516'096 &&
              token<gpt_oss_120b> == 73'728);

// gpt-oss-120b as released: expert matrices in mxfp4, all else, expert biases among it, in bf16.
using released = deployment<gpt_oss_120b, catalog::accelerators::nvidia_h100_sxm,
                            weights<bf16, in<tensor_class::routed_expert, mxfp4>>>;
static_assert(stored_weights(gpt_oss_120b::spec, released::asked.formats).value == 65'248'815'744);
static_assert(released::footprint.weights.value == 65'248'815'744 && released::feasible);

}  // namespace
