// The models of the catalogue: parameter counts to the unit, as published and by tensor class.
#include <doctest/doctest.h>

#include <boost/hana/for_each.hpp>
#include <cstdint>
#include <cstring>
#include <rafter/catalog/models.hpp>

namespace {

using rafter::layer_form;
using rafter::tensor;
using rafter::tensor_class;
using rafter::transformer;
namespace models = rafter::catalog::models;

/// Parameters by class, counted from the forms alone.
struct counts {
    std::int64_t of[rafter::tensor_class_count]{};

    std::int64_t operator[](tensor_class c) const { return of[static_cast<int>(c)]; }
    std::int64_t total() const {
        std::int64_t sum = 0;
        for (const std::int64_t n : of) sum += n;
        return sum;
    }
    void add(const tensor& x, std::int64_t layers) {
        of[static_cast<int>(x.kind)] += x.inputs * x.outputs * x.copies * layers;
    }
};

counts counted(const transformer& m) {
    counts c;
    for (std::int64_t i = 0; i < m.form_count; ++i)
        for (std::int64_t j = 0; j < m.forms[i].tensor_count; ++j) c.add(m.forms[i].tensors[j], m.forms[i].where.count());
    c.add(m.input_table, 1);
    if (!m.tied) c.add(m.head, 1);
    c.add(m.positions, 1);
    for (const tensor* norm : {&m.input_norm, &m.final_norm}) {
        c.add(*norm, 1);
        if (m.norm_biases) c.of[static_cast<int>(tensor_class::bias)] += norm->outputs;
    }
    return c;
}

/// Bytes of cache a token in bf16, windows not yet full.
std::int64_t cache_bytes_per_token(const transformer& m) {
    std::int64_t elements = 0;
    for (std::int64_t i = 0; i < m.form_count; ++i)
        elements += m.forms[i].back.elements_per_token * m.forms[i].where.count();
    return 2 * elements;
}

template <class Visit>
void for_each_model(Visit visit) {
    boost::hana::for_each(rafter::catalog::all_models, [&](auto type) {
        using model = typename decltype(type)::type;
        INFO(doctest::String(model::name));
        visit(model{});
    });
}

}  // namespace

TEST_CASE("every model of the catalogue has as many parameters as were published, to the unit") {
    int models_seen = 0;
    for_each_model([&](auto model) {
        CHECK(counted(model.spec).total() == model.published.value);
        ++models_seen;
    });
    CHECK(models_seen == 14);
}

TEST_CASE("every model has a name of its own and a source") {
    for_each_model([](auto one) {
        REQUIRE(one.name != nullptr);
        REQUIRE(one.source != nullptr);
        CHECK(std::strlen(one.name) > 0);
        CHECK(std::strlen(one.source) > 0);
        int bearers = 0;
        boost::hana::for_each(rafter::catalog::all_models, [&](auto type) {
            if (std::strcmp(decltype(type)::type::name, one.name) == 0) ++bearers;
        });
        CHECK(bearers == 1);
    });
}

TEST_CASE("every layer of a model has exactly one form, and no form lost a tensor") {
    for_each_model([](auto model) {
        const transformer m = model.spec;
        std::int64_t layers = 0;
        for (std::int64_t i = 0; i < m.form_count; ++i) {
            CHECK(m.forms[i].complete);
            CHECK(m.forms[i].where.count() > 0);
            layers += m.forms[i].where.count();
        }
        CHECK(layers == m.layer_count);
        for (std::int64_t layer = 0; layer < m.layer_count; ++layer) {
            int owners = 0;
            for (std::int64_t i = 0; i < m.form_count; ++i) owners += m.forms[i].where.contains(layer) ? 1 : 0;
            CHECK(owners == 1);
        }
    });
}

TEST_CASE("Llama-2-7B by tensor class") {
    const counts c = counted(models::llama_2_7b::spec);
    CHECK(c[tensor_class::embedding] == 131'072'000);
    CHECK(c[tensor_class::attention] == 2'147'483'648);  // q 536,870,912, k and v 1,073,741,824, o 536,870,912
    CHECK(c[tensor_class::feed_forward] == 4'328'521'728);
    CHECK(c[tensor_class::norm] == 266'240);  // layers 262,144, final 4,096
    CHECK(c[tensor_class::head] == 131'072'000);
    CHECK(c[tensor_class::bias] == 0);
}

TEST_CASE("Llama-3.1-70B by tensor class") {
    const counts c = counted(models::llama_3_1_70b::spec);
    CHECK(c[tensor_class::embedding] == 1'050'673'152);
    CHECK(c[tensor_class::attention] == 12'079'595'520);  // q 5,368,709,120, k and v 1,342,177,280, o 5,368,709,120
    CHECK(c[tensor_class::feed_forward] == 56'371'445'760);
    CHECK(c[tensor_class::norm] == 1'318'912);
    CHECK(c[tensor_class::head] == 1'050'673'152);
    CHECK(c.total() == 70'553'706'496);
}

TEST_CASE("Llama-3.1-405B by tensor class") {
    const counts c = counted(models::llama_3_1_405b::spec);
    CHECK(c[tensor_class::embedding] == 2'101'346'304);
    CHECK(c[tensor_class::attention] == 71'873'593'344);
    CHECK(c[tensor_class::feed_forward] == 329'772'957'696);
    CHECK(c[tensor_class::norm] == 4'145'152);
    CHECK(c[tensor_class::head] == 2'101'346'304);
}

TEST_CASE("Mixtral-8x7B by tensor class") {
    const counts c = counted(models::mixtral_8x7b::spec);
    CHECK(c[tensor_class::attention] == 1'342'177'280);
    CHECK(c[tensor_class::router] == 1'048'576);
    CHECK(c[tensor_class::routed_expert] == 45'097'156'608);
    CHECK(c[tensor_class::feed_forward] == 0);
    CHECK(c[tensor_class::shared_expert] == 0);
    CHECK(c[tensor_class::norm] == 266'240);
    CHECK(c[tensor_class::embedding] + c[tensor_class::head] == 262'144'000);
}

TEST_CASE("Qwen2.5-7B: biases on q, k and v are a class of their own") {
    const counts c = counted(models::qwen2_5_7b::spec);
    CHECK(c[tensor_class::bias] == 129'024);  // 28 layers x (28 + 2 x 4) heads x 128
    CHECK(c[tensor_class::attention] + c[tensor_class::bias] == 822'212'608);  // q 359,761,920, k and v 102,789,120, o 359,661,568
    CHECK(c[tensor_class::feed_forward] == 5'703'204'864);
    CHECK(c[tensor_class::norm] == 204'288);
    CHECK(c[tensor_class::embedding] == 544'997'376);
    CHECK(c[tensor_class::head] == 544'997'376);
}

TEST_CASE("Qwen3: a norm each for q and k, shared by the heads") {
    const counts c = counted(models::qwen3_8b::spec);
    CHECK(c[tensor_class::norm] == 308'224);  // heads 9,216, layers 294,912, final 4,096
    CHECK(c[tensor_class::attention] == 1'509'949'440);
    CHECK(c[tensor_class::bias] == 0);
    const counts moe = counted(models::qwen3_235b_a22b::spec);
    CHECK(moe[tensor_class::attention] == 6'702'497'792);
    CHECK(moe[tensor_class::router] == 49'283'072);
    CHECK(moe[tensor_class::routed_expert] == 227'096'395'776);
    CHECK(moe[tensor_class::norm] == 798'208);  // heads 24,064, layers 770,048, final 4,096
    CHECK(moe[tensor_class::embedding] == 622'329'856);
}

TEST_CASE("DeepSeek-V3 by tensor class") {
    const counts c = counted(models::deepseek_v3::spec);
    CHECK(c[tensor_class::embedding] == 926'679'040);
    CHECK(c[tensor_class::attention] == 11'413'422'080);
    CHECK(c[tensor_class::feed_forward] == 1'189'085'184);
    CHECK(c[tensor_class::router] == 106'430'464);
    CHECK(c[tensor_class::bias] == 14'848);  // 58 layers x 256 correction biases
    CHECK(c[tensor_class::routed_expert] == 653'908'770'816);
    CHECK(c[tensor_class::shared_expert] == 2'554'331'136);
    CHECK(c[tensor_class::norm] == 1'006'592);  // latents 124,928, layers 874,496, final 7,168
    CHECK(c[tensor_class::head] == 926'679'040);
}

TEST_CASE("Kimi-K2 by tensor class") {
    const counts c = counted(models::kimi_k2::spec);
    CHECK(c[tensor_class::embedding] == 1'174'405'120);
    CHECK(c[tensor_class::attention] == 6'168'444'928);
    CHECK(c[tensor_class::feed_forward] == 396'361'728);
    CHECK(c[tensor_class::router] == 165'150'720);
    CHECK(c[tensor_class::bias] == 23'040);  // 60 layers x 384 correction biases
    CHECK(c[tensor_class::routed_expert] == 1'014'686'023'680);
    CHECK(c[tensor_class::shared_expert] == 2'642'411'520);
    CHECK(c[tensor_class::norm] == 1'006'592);
    CHECK(c[tensor_class::head] == 1'174'405'120);
}

TEST_CASE("gpt-oss-120b: expert matrices and their biases are different classes") {
    const counts c = counted(models::gpt_oss_120b::spec);
    CHECK(c[tensor_class::embedding] == 579'133'440);
    CHECK(c[tensor_class::routed_expert] == 114'661'785'600);  // what mxfp4 covers
    CHECK(c[tensor_class::attention] == 955'514'880);          // 955,802,880 with 36 x 8,000 biases
    CHECK(c[tensor_class::router] == 13'271'040);              // 13,275,648 with 36 x 128 biases
    CHECK(c[tensor_class::bias] == 40'108'032);                // q, k, v, o 288,000, sinks 2,304, router 4,608, experts 39,813,120
    CHECK(c[tensor_class::norm] == 210'240);
    CHECK(c[tensor_class::head] == 579'133'440);
}

TEST_CASE("stories15M: the tied table is counted once") {
    const counts c = counted(models::stories15m::spec);
    CHECK(c[tensor_class::embedding] == 9'216'000);
    CHECK(c[tensor_class::head] == 0);
    CHECK(c[tensor_class::attention] == 1'990'656);
    CHECK(c[tensor_class::feed_forward] == 3'981'312);
    CHECK(c[tensor_class::norm] == 3'744);
}

TEST_CASE("cache per token in bf16, as published") {
    CHECK(cache_bytes_per_token(models::llama_2_7b::spec) == 524'288);
    CHECK(cache_bytes_per_token(models::llama_2_70b::spec) == 327'680);
    CHECK(cache_bytes_per_token(models::llama_3_1_8b::spec) == 131'072);
    CHECK(cache_bytes_per_token(models::llama_3_1_70b::spec) == 327'680);
    CHECK(cache_bytes_per_token(models::llama_3_1_405b::spec) == 516'096);
    CHECK(cache_bytes_per_token(models::mistral_7b::spec) == 131'072);
    CHECK(cache_bytes_per_token(models::mixtral_8x7b::spec) == 131'072);
    CHECK(cache_bytes_per_token(models::qwen2_5_7b::spec) == 57'344);
    CHECK(cache_bytes_per_token(models::qwen3_8b::spec) == 147'456);
    CHECK(cache_bytes_per_token(models::qwen3_235b_a22b::spec) == 192'512);
    CHECK(cache_bytes_per_token(models::deepseek_v3::spec) == 70'272);
    CHECK(cache_bytes_per_token(models::kimi_k2::spec) == 70'272);
    CHECK(cache_bytes_per_token(models::gpt_oss_120b::spec) == 73'728);
    CHECK(cache_bytes_per_token(models::stories15m::spec) == 6'912);
}

TEST_CASE("windows: every layer of Mistral-7B-v0.1, every other one of gpt-oss, none of the others") {
    for_each_model([](auto model) {
        const transformer m = model.spec;
        std::int64_t windowed = 0;
        for (std::int64_t i = 0; i < m.form_count; ++i)
            if (m.forms[i].back.window != 0) windowed += m.forms[i].where.count();
        const bool mistral = std::strcmp(model.name, "Mistral-7B-v0.1") == 0;
        const bool gpt_oss = std::strcmp(model.name, "gpt-oss-120b") == 0;
        CHECK(windowed == (mistral ? 32 : gpt_oss ? 18 : 0));
    });
    CHECK(models::mistral_7b::spec.forms[0].back.window == 4096);
    const transformer& gpt_oss = models::gpt_oss_120b::spec;
    CHECK(gpt_oss.forms[0].where.contains(0));
    CHECK(gpt_oss.forms[0].back.window == 128);
    CHECK(gpt_oss.forms[1].where.contains(35));
    CHECK(gpt_oss.forms[1].back.window == 0);
}
