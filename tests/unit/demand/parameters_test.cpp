// Parameters of every model of the catalogue, to the unit, and the parameter-to-compute ratio.
#include <doctest/doctest.h>

#include <boost/hana/for_each.hpp>
#include <cstdint>
#include <cstring>
#include <rafter/catalog/models.hpp>
#include <rafter/demand/parameters.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::unseen;
namespace models = rafter::catalog::models;

struct published {
    const char* name;
    std::int64_t all, active, active_without_input_table;
};
// safetensors totals and model cards; a dense model exercises all it holds
constexpr published counts[] = {
    {"Llama-2-7B", 6'738'415'616, 6'738'415'616, 6'607'343'616},
    {"Llama-2-70B", 68'976'648'192, 68'976'648'192, 68'714'504'192},
    {"Llama-3.1-8B", 8'030'261'248, 8'030'261'248, 7'504'924'672},
    {"Llama-3.1-70B", 70'553'706'496, 70'553'706'496, 69'503'033'344},
    {"Llama-3.1-405B", 405'853'388'800, 405'853'388'800, 403'752'042'496},
    {"Mistral-7B-v0.1", 7'241'732'096, 7'241'732'096, 7'110'660'096},
    {"Mixtral-8x7B", 46'702'792'704, 12'879'925'248, 12'748'853'248},
    {"Qwen2.5-7B", 7'615'616'512, 7'615'616'512, 7'070'619'136},
    {"Qwen3-8B", 8'190'735'360, 8'190'735'360, 7'568'405'504},
    {"Qwen3-235B-A22B", 235'093'634'560, 22'190'763'520, 21'568'433'664},
    {"DeepSeek-V3", 671'026'419'200, 37'552'297'472, 36'625'618'432},
    {"Kimi-K2", 1'026'408'232'448, 32'861'500'928, 31'687'095'808},
    {"gpt-oss-120b", 116'829'156'672, 5'711'982'912, 5'132'849'472},
    {"stories15M", 15'191'712, 15'191'712, 5'975'712},  // tied: its one table counts as embedding
};

template <class Visit> void for_each_model(Visit visit) {
    boost::hana::for_each(catalog::all_models,
                          [&](auto type) { visit(decltype(type)::type::name, unseen(decltype(type)::type::spec)); });
}

}  // namespace

TEST_CASE("all, active and active without the input table, to the unit, for the whole catalogue") {
    int seen = 0;
    for_each_model([&](const char* name, const transformer& m) {
        INFO(doctest::String(name));
        for (const published& p : counts) {
            if (std::strcmp(p.name, name) != 0) continue;
            CHECK(parameters_of(m).total().value == p.all);
            CHECK(active_parameters_of(m).total().value == p.active);
            CHECK(active_parameters_of(m).without_input_table().value == p.active_without_input_table);
            ++seen;
        }
    });
    CHECK(seen == 14);
}

TEST_CASE("active parameters by class: k of E experts, the router in full") {
    const parameter_count c = active_parameters_of(unseen(models::deepseek_v3::spec));
    CHECK(c.of(tensor_class::routed_expert).value == 20'434'649'088);  // 8 of 256
    CHECK(c.of(tensor_class::router).value == 106'430'464);
    CHECK(c.of(tensor_class::shared_expert).value == 2'554'331'136);
    CHECK(c.of(tensor_class::bias).value == 14'848);
    const parameter_count oss = active_parameters_of(unseen(models::gpt_oss_120b::spec));
    CHECK(oss.of(tensor_class::routed_expert).value == 3'583'180'800);  // 4 of 128
    CHECK(oss.of(tensor_class::bias).value == 1'539'072);               // 294,912 and 4 of 128 of 39,813,120
}

TEST_CASE("parameter-to-compute ratio, three digits, and exactly 1 where all is exercised") {
    const auto three_digits = [](double is, double claimed) { return is > claimed * 0.995 && is < claimed * 1.005; };
    CHECK(three_digits(parameter_to_compute(unseen(models::mixtral_8x7b::spec)), 3.63));
    CHECK(three_digits(parameter_to_compute(unseen(models::qwen3_235b_a22b::spec)), 10.6));
    CHECK(three_digits(parameter_to_compute(unseen(models::deepseek_v3::spec)), 17.9));
    CHECK(three_digits(parameter_to_compute(unseen(models::gpt_oss_120b::spec)), 20.5));
    CHECK(three_digits(parameter_to_compute(unseen(models::kimi_k2::spec)), 31.2));
    CHECK(parameter_to_compute(unseen(models::mixtral_8x7b::spec)) == doctest::Approx(3.62601).epsilon(1e-5));
    CHECK(parameter_to_compute(unseen(models::kimi_k2::spec)) == doctest::Approx(31.2344).epsilon(1e-5));
    for_each_model([](const char* name, const transformer& m) {
        INFO(doctest::String(name));
        bool dense = true;
        for (std::int64_t i = 0; i < m.form_count; ++i) dense = dense && m.forms[i].experts.total == 0;
        if (dense)
            CHECK(parameter_to_compute(m) == 1.0);
        else
            CHECK(parameter_to_compute(m) > 3.6);
    });
}

TEST_CASE("the ratio of a plan: replicas count, and a pipeline waits") {
    const transformer llama = unseen(models::llama_3_1_70b::spec), mixtral = unseen(models::mixtral_8x7b::spec);
    CHECK(parameter_to_compute(llama, split{}, 1) == 1.0);
    // tensor parallel 8 repeats 1,318,912 norm weights seven times: (70,553,706,496 + 9,232,384) / 70,553,706,496
    CHECK(parameter_to_compute(llama, split{.tensor = 8}, 1) == doctest::Approx(1.000130856).epsilon(1e-9));
    // four stages, one micro-batch: three of four stages are idle
    CHECK(parameter_to_compute(llama, split{.pipeline = 4}, 1) == doctest::Approx(4.0));
    CHECK(parameter_to_compute(llama, split{.pipeline = 4}, 4) == doctest::Approx(7.0 / 4));
    CHECK(parameter_to_compute(llama, split{.data = 2}, 1) == doctest::Approx(2.0));
    // Mixtral, 8 expert ranks, attention data parallel: 45,097,156,608 of experts once, 1,605,636,096 of the rest eight
    // times
    CHECK(parameter_to_compute(mixtral, split{.expert = 8}, 1) == doctest::Approx(4.49865).epsilon(1e-5));
    // eight whole copies
    CHECK(parameter_to_compute(mixtral, split{.data = 8}, 1) == doctest::Approx(8 * 3.62601).epsilon(1e-5));
}
