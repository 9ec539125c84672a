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
// a dense model exercises all it holds; the one table of a tied model counts as embedding
constexpr published counts[] = {
    {"Llama-2-7B", 6'738'415'616, 6'738'415'616, 6'607'343'616},
    {"Llama-2-13B", 13'015'864'320, 13'015'864'320, 12'852'024'320},
    {"Llama-2-70B", 68'976'648'192, 68'976'648'192, 68'714'504'192},
    {"Llama-3.1-8B", 8'030'261'248, 8'030'261'248, 7'504'924'672},
    {"Llama-3.1-70B", 70'553'706'496, 70'553'706'496, 69'503'033'344},
    {"Llama-3.1-405B", 405'853'388'800, 405'853'388'800, 403'752'042'496},
    {"Llama-3.2-1B", 1'235'814'400, 1'235'814'400, 973'146'112},
    {"Llama-4-Scout", 107'769'861'120, 17'172'894'720, 16'138'408'960},
    {"TinyLlama-1.1B", 1'100'048'384, 1'100'048'384, 1'034'512'384},
    {"stories15M", 15'191'712, 15'191'712, 5'975'712},
    {"stories110M", 109'529'856, 109'529'856, 84'953'856},
    {"Mistral-7B-v0.1", 7'241'732'096, 7'241'732'096, 7'110'660'096},
    {"Mixtral-8x7B", 46'702'792'704, 12'879'925'248, 12'748'853'248},
    {"Qwen2.5-0.5B", 494'032'768, 494'032'768, 357'898'112},
    {"Qwen2.5-7B", 7'615'616'512, 7'615'616'512, 7'070'619'136},
    {"Qwen2.5-72B", 72'706'203'648, 72'706'203'648, 71'460'495'360},
    {"Qwen3-8B", 8'190'735'360, 8'190'735'360, 7'568'405'504},
    {"Qwen3-32B", 32'762'123'264, 32'762'123'264, 31'984'210'944},
    {"Qwen3-235B-A22B", 235'093'634'560, 22'190'763'520, 21'568'433'664},
    {"DeepSeek-V2", 235'741'434'880, 21'375'800'320, 20'851'512'320},
    {"DeepSeek-V3", 671'026'419'200, 37'552'297'472, 36'625'618'432},
    {"Kimi-K2", 1'026'408'232'448, 32'861'500'928, 31'687'095'808},
    {"GLM-4.5", 352'797'829'024, 33'632'266'144, 32'856'319'904},
    {"GLM-4.6", 352'797'829'024, 33'632'266'144, 32'856'319'904},
    {"gpt-oss-120b", 116'829'156'672, 5'711'982'912, 5'132'849'472},
    {"Gemma-2-9B", 9'241'705'984, 9'241'705'984, 8'324'201'984},
    {"Gemma-2-27B", 27'227'128'320, 27'227'128'320, 26'047'480'320},
    {"Gemma-3-1B", 999'885'952, 999'885'952, 697'896'064},
    {"Gemma-3-4B", 3'880'263'168, 3'880'263'168, 3'209'010'688},
    {"Gemma-3-27B", 27'009'346'304, 27'009'346'304, 25'599'716'096},
    {"Phi-3-mini-4k", 3'821'079'552, 3'821'079'552, 3'722'578'944},
    {"Phi-4", 14'659'507'200, 14'659'507'200, 14'145'704'960},
    {"GPT-2-small", 124'439'808, 124'439'808, 85'056'000},
    {"GPT-3-175B", 174'604'259'328, 174'604'259'328, 173'961'535'488},
    {"OPT-6.7B", 6'658'473'984, 6'658'473'984, 6'444'163'072},
    {"OPT-175B", 174'604'468'224, 174'604'468'224, 173'961'535'488},
    {"BLOOM-176B", 176'247'271'424, 176'247'271'424, 172'650'655'744},
    {"Falcon-7B", 6'921'720'704, 6'921'720'704, 6'626'251'648},
    {"Falcon-180B", 178'557'088'768, 178'557'088'768, 177'591'612'416},
    {"PaLM-540B", 540'356'474'880, 540'356'474'880, 535'637'882'880},
    {"Grok-1", 315'684'820'992, 83'756'587'008, 82'951'280'640},
    {"DBRX", 131'596'523'520, 36'469'708'800, 35'853'146'112},
    {"Qwen3-Next-80B-A3B", 79'674'391'296, 3'874'929'408, 3'563'764'480},
    {"Qwen3.5-122B-A10B", 122'111'526'912, 9'771'288'576, 9'008'449'536},
    {"DeepSeek-V3.2", 671'877'944'064, 38'403'822'336, 37'477'143'296},
    {"GLM-5", 743'911'218'432, 41'784'728'832, 40'833'146'112},
    {"GPT-J-6B", 6'050'882'784, 6'050'882'784, 5'844'444'384},
    {"Jamba-1.5-Large", 398'555'145'696, 94'149'338'592, 93'612'467'680},
    {"Nemotron-H-8B", 8'100'852'736, 8'100'852'736, 7'563'981'824},
    {"Nemotron-H-56B", 56'324'350'464, 56'324'350'464, 55'250'608'640},
    {"Nemotron-3-Nano-30B-A3B", 31'577'940'288, 3'580'076'352, 3'227'754'816},
    {"Mamba-2.8B", 2'768'345'600, 2'768'345'600, 2'639'628'800},
};

template <class Visit> void for_each_model(Visit visit) {
    boost::hana::for_each(catalog::all_models,
                          [&](auto type) { visit(decltype(type)::type::name, unseen(decltype(type)::type::spec)); });
}

}  // namespace

TEST_CASE("all, active and active without the input table, to the unit, for the whole catalogue") {
    int models = 0, seen = 0;
    for_each_model([&](const char* name, const transformer& m) {
        INFO(doctest::String(name));
        ++models;
        for (const published& p : counts) {
            if (std::strcmp(p.name, name) != 0) continue;
            CHECK(parameters_of(m).total().value == p.all);
            CHECK(active_parameters_of(m).total().value == p.active);
            CHECK(active_parameters_of(m).without_input_table().value == p.active_without_input_table);
            ++seen;
        }
    });
    CHECK(models == 52);
    CHECK(seen == 52);
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
    CHECK(three_digits(parameter_to_compute(unseen(models::dbrx::spec)), 3.61));
    CHECK(three_digits(parameter_to_compute(unseen(models::grok_1::spec)), 3.77));
    CHECK(three_digits(parameter_to_compute(unseen(models::llama_4_scout::spec)), 6.28));
    CHECK(three_digits(parameter_to_compute(unseen(models::glm_4_5::spec)), 10.5));
    CHECK(three_digits(parameter_to_compute(unseen(models::glm_4_6::spec)), 10.5));
    CHECK(three_digits(parameter_to_compute(unseen(models::qwen3_235b_a22b::spec)), 10.6));
    CHECK(three_digits(parameter_to_compute(unseen(models::deepseek_v2::spec)), 11.0));
    CHECK(three_digits(parameter_to_compute(unseen(models::deepseek_v3::spec)), 17.9));
    CHECK(three_digits(parameter_to_compute(unseen(models::gpt_oss_120b::spec)), 20.5));
    CHECK(three_digits(parameter_to_compute(unseen(models::kimi_k2::spec)), 31.2));
    CHECK(three_digits(parameter_to_compute(unseen(models::jamba_1_5_large::spec)), 4.23));
    CHECK(three_digits(parameter_to_compute(unseen(models::nemotron_3_nano_30b_a3b::spec)), 8.82));
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
