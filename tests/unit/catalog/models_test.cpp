// The models of the catalogue: parameter counts to the unit, as published and by tensor class, and their cache.
#include <doctest/doctest.h>

#include <boost/hana/for_each.hpp>
#include <cstdint>
#include <cstring>
#include <rafter/catalog/models.hpp>
#include <rafter/demand/footprint.hpp>
#include <rafter/feasibility/rules/model_complete.hpp>
#include <unit/claims.hpp>

namespace {

using claims::unseen;
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
    c.add(m.head_bias, 1);
    for (const tensor* norm : {&m.input_norm, &m.final_norm}) {
        c.add(*norm, 1);
        if (m.norm_biases) c.of[static_cast<int>(tensor_class::bias)] += norm->outputs;
    }
    return c;
}

/// The class of the matrices that a bias belongs to; any other tensor's own.
tensor_class home(const tensor& x, const layer_form& f) {
    if (x.kind != tensor_class::bias) return x.kind;
    using rafter::label;
    constexpr label of_attention[] = {"q_bias", "kv_bias", "o_bias", "sinks"}, of_norm = "norm_bias", of_router = "router_b", of_indexer = "index_nb";
    constexpr label of_recurrence[] = {"conv", "conv_bias", "dt_bias", "a_log", "d", "conv_x", "conv_bc", "conv_x_b", "conv_bc_b", "conv_qk", "conv_v", "decay"};
    for (const label& name : of_recurrence)
        if (x.name == name) return tensor_class::recurrent;
    for (const label& name : of_attention)
        if (x.name == name) return tensor_class::attention;
    if (x.name == of_norm || x.name == of_indexer) return tensor_class::norm;
    if (x.name == of_router) return tensor_class::router;
    return f.experts.total > 0 ? tensor_class::routed_expert : tensor_class::feed_forward;
}

/// Parameters by class, biases with the matrices that they belong to, as the lists of tensors print them.
counts with_their_biases(const transformer& m) {
    counts c = counted(m);
    for (std::int64_t i = 0; i < m.form_count; ++i)
        for (std::int64_t j = 0; j < m.forms[i].tensor_count; ++j) {
            tensor x = m.forms[i].tensors[j];
            if (x.kind != tensor_class::bias) continue;
            x.kind = home(x, m.forms[i]);
            c.add(x, m.forms[i].where.count());
        }
    if (m.norm_biases) c.of[static_cast<int>(tensor_class::norm)] += m.input_norm.outputs + m.final_norm.outputs;
    c.of[static_cast<int>(tensor_class::head)] += m.head_bias.outputs;
    c.of[static_cast<int>(tensor_class::bias)] = 0;
    return c;
}

/// Bytes of cache that a token more adds in bf16: before any window is full, and once all are.
std::int64_t cache_bytes_per_token(const transformer& m, bool windows_full) {
    std::int64_t elements = 0;
    for (std::int64_t i = 0; i < m.form_count; ++i)
        if (!windows_full || m.forms[i].back.window == 0 || m.forms[i].back.sees == rafter::sight::selected)
            elements += (m.forms[i].back.elements_per_token + m.forms[i].back.index.key_elements) * m.forms[i].where.count();
    return 2 * elements;
}

/// What the config of each model gives by tensor class, worked out apart from this code; and its cache.
struct entry {
    const char* name;
    struct {
        std::int64_t embedding, attention, feed_forward, router, routed, shared, norms, head, recurrent = 0;
    } of;  ///< biases with the matrices that they belong to
    std::int64_t cache_bytes, cache_bytes_windows_full;  ///< a token, bf16
    std::int64_t state_elements = 0;                     ///< a sequence
};
constexpr entry entries[] = {
    {"Llama-2-7B", {131'072'000, 2'147'483'648, 4'328'521'728, 0, 0, 0, 266'240, 131'072'000}, 524'288, 524'288},
    {"Llama-2-13B", {163'840'000, 4'194'304'000, 8'493'465'600, 0, 0, 0, 414'720, 163'840'000}, 819'200, 819'200},
    {"Llama-2-70B", {262'144'000, 12'079'595'520, 56'371'445'760, 0, 0, 0, 1'318'912, 262'144'000}, 327'680, 327'680},
    {"Llama-3.1-8B", {525'336'576, 1'342'177'280, 5'637'144'576, 0, 0, 0, 266'240, 525'336'576}, 131'072, 131'072},
    {"Llama-3.1-70B",
     {1'050'673'152, 12'079'595'520, 56'371'445'760, 0, 0, 0, 1'318'912, 1'050'673'152}, 327'680, 327'680},
    {"Llama-3.1-405B",
     {2'101'346'304, 71'873'593'344, 329'772'957'696, 0, 0, 0, 4'145'152, 2'101'346'304}, 516'096, 516'096},
    {"Llama-3.2-1B", {262'668'288, 167'772'160, 805'306'368, 0, 0, 0, 67'584, 0}, 32'768, 32'768},
    {"Llama-4-Scout",
     {1'034'485'760, 3'019'898'880, 0, 3'932'160, 96'636'764'160, 6'039'797'760, 496'640, 1'034'485'760}, 196'608, 49'152},
    {"TinyLlama-1.1B", {65'536'000, 207'618'048, 761'266'176, 0, 0, 0, 92'160, 65'536'000}, 22'528, 22'528},
    {"stories15M", {9'216'000, 1'990'656, 3'981'312, 0, 0, 0, 3'744, 0}, 6'912, 6'912},
    {"stories110M", {24'576'000, 28'311'552, 56'623'104, 0, 0, 0, 19'200, 0}, 36'864, 36'864},
    {"Mistral-7B-v0.1", {131'072'000, 1'342'177'280, 5'637'144'576, 0, 0, 0, 266'240, 131'072'000}, 131'072, 0},
    {"Mixtral-8x7B",
     {131'072'000, 1'342'177'280, 0, 1'048'576, 45'097'156'608, 0, 266'240, 131'072'000}, 131'072, 131'072},
    {"Qwen2.5-0.5B", {136'134'656, 44'067'840, 313'786'368, 0, 0, 0, 43'904, 0}, 12'288, 12'288},
    {"Qwen2.5-7B", {544'997'376, 822'212'608, 5'703'204'864, 0, 0, 0, 204'288, 544'997'376}, 57'344, 57'344},
    {"Qwen2.5-72B",
     {1'245'708'288, 12'080'414'720, 58'133'053'440, 0, 0, 0, 1'318'912, 1'245'708'288}, 327'680, 327'680},
    {"Qwen3-8B", {622'329'856, 1'509'949'440, 5'435'817'984, 0, 0, 0, 308'224, 622'329'856}, 147'456, 147'456},
    {"Qwen3-32B", {777'912'320, 6'039'797'760, 25'165'824'000, 0, 0, 0, 676'864, 777'912'320}, 262'144, 262'144},
    {"Qwen3-235B-A22B",
     {622'329'856, 6'702'497'792, 0, 49'283'072, 227'096'395'776, 0, 798'208, 622'329'856}, 192'512, 192'512},
    {"DeepSeek-V2",
     {524'288'000, 8'953'528'320, 188'743'680, 48'332'800, 222'717'542'400, 2'783'969'280, 742'400, 524'288'000}, 69'120, 69'120},
    {"DeepSeek-V3",
     {926'679'040, 11'413'422'080, 1'189'085'184, 106'445'312, 653'908'770'816, 2'554'331'136, 1'006'592, 926'679'040}, 70'272, 70'272},
    {"Kimi-K2",
     {1'174'405'120, 6'168'444'928, 396'361'728, 165'173'760, 1'014'686'023'680, 2'642'411'520, 1'006'592, 1'174'405'120}, 70'272, 70'272},
    {"GLM-4.5",
     {775'946'240, 12'542'287'872, 566'231'040, 72'923'040, 335'963'750'400, 2'099'773'440, 970'752, 775'946'240}, 376'832, 376'832},
    {"GLM-4.6",
     {775'946'240, 12'542'287'872, 566'231'040, 72'923'040, 335'963'750'400, 2'099'773'440, 970'752, 775'946'240}, 376'832, 376'832},
    {"gpt-oss-120b",
     {579'133'440, 955'805'184, 0, 13'275'648, 114'701'598'720, 0, 210'240, 579'133'440}, 73'728, 36'864},
    {"Gemma-2-9B", {917'504'000, 1'849'688'064, 6'473'908'224, 0, 0, 0, 605'696, 0}, 344'064, 172'032},
    {"Gemma-2-27B", {1'179'648'000, 2'604'662'784, 23'441'965'056, 0, 0, 0, 852'480, 0}, 376'832, 188'416},
    {"Gemma-3-1B", {301'989'888, 76'677'120, 621'084'672, 0, 0, 0, 134'272, 0}, 26'624, 4'096},
    {"Gemma-3-4B", {671'252'480, 534'773'760, 2'673'868'800, 0, 0, 0, 368'128, 0}, 139'264, 20'480},
    {"Gemma-3-27B", {1'409'630'208, 4'095'737'856, 21'502'623'744, 0, 0, 0, 1'354'496, 0}, 507'904, 81'920},
    {"Phi-3-mini-4k", {98'500'608, 1'207'959'552, 2'415'919'104, 0, 0, 0, 199'680, 98'500'608}, 393'216, 0},
    {"Phi-4", {513'802'240, 2'621'440'000, 11'010'048'000, 0, 0, 0, 414'720, 513'802'240}, 204'800, 204'800},
    {"GPT-2-small", {39'383'808, 28'348'416, 56'669'184, 0, 0, 0, 38'400, 0}, 36'864, 36'864},
    {"GPT-3-175B", {642'723'840, 57'986'777'088, 115'970'015'232, 0, 0, 0, 4'743'168, 0}, 4'718'592, 4'718'592},
    {"OPT-6.7B", {214'310'912, 2'148'007'936, 4'295'622'656, 0, 0, 0, 532'480, 0}, 524'288, 524'288},
    {"OPT-175B", {642'932'736, 57'986'777'088, 115'970'015'232, 0, 0, 0, 4'743'168, 0}, 4'718'592, 4'718'592},
    {"BLOOM-176B", {3'596'615'680, 57'549'864'960, 115'096'719'360, 0, 0, 0, 4'071'424, 0}, 4'014'080, 4'014'080},
    {"Falcon-7B", {295'469'056, 1'340'080'128, 5'285'871'616, 0, 0, 0, 299'904, 0}, 8'192, 8'192},
    {"Falcon-180B", {965'476'352, 36'490'444'800, 141'096'386'560, 0, 0, 0, 4'781'056, 0}, 163'840, 163'840},
    {"PaLM-540B", {4'718'592'000, 54'565'797'888, 481'069'891'584, 0, 0, 0, 2'193'408, 0}, 120'832, 120'832},
    {"Grok-1", {805'306'368, 5'637'144'576, 0, 3'145'728, 309'237'645'312, 0, 1'579'008, 0}, 262'144, 262'144},
    {"DBRX", {616'562'688, 3'523'215'360, 0, 3'932'160, 126'835'752'960, 0, 497'664, 616'562'688}, 163'840, 163'840},
    {"Qwen3-Next-80B-A3B",
     {311'164'928, 327'155'712, 0, 50'429'952, 77'309'411'328, 150'994'944, 209'408, 311'164'928, 1'213'860'096}, 24'576, 24'576, 20'054'016},
    {"Qwen3.5-122B-A10B",
     {762'839'040, 943'718'400, 0, 37'896'192, 115'964'116'992, 452'984'832, 308'736, 762'839'040, 3'186'823'680}, 24'576, 24'576, 39'518'208},
    {"DeepSeek-V3.2",
     {926'679'040, 12'236'947'456, 1'189'085'184, 134'429'184, 653'908'770'816, 2'554'331'136, 1'022'208, 926'679'040}, 85'888, 85'888},
    {"GLM-5",
     {951'582'720, 13'587'185'664, 679'477'248, 133'319'424, 724'775'731'200, 2'831'155'200, 1'184'256, 951'582'720}, 109'824, 109'824},
    {"GPT-J-6B", {206'438'400, 1'879'048'192, 3'758'669'824, 0, 0, 0, 237'568, 206'488'800}, 458'752, 458'752},
    {"Jamba-1.5-Large",
     {536'870'912, 1'358'954'496, 21'743'271'936, 4'718'592, 347'892'350'976, 0, 1'222'112, 536'870'912, 26'480'885'760}, 36'864, 36'864, 20'643'840},
    {"Nemotron-H-8B", {536'870'912, 167'772'160, 4'227'858'432, 0, 0, 0, 413'696, 536'870'912, 2'631'066'624}, 16'384, 16'384, 26'148'864},
    {"Nemotron-H-56B",
     {1'073'741'824, 1'509'949'440, 28'991'029'248, 0, 0, 0, 1'859'584, 1'073'741'824, 23'674'028'544}, 40'960, 40'960, 230'916'096},
    {"Nemotron-3-Nano-30B-A3B",
     {352'321'536, 140'378'112, 0, 7'916'416, 29'374'808'064, 458'981'376, 236'672, 352'321'536, 890'976'576}, 6'144, 6'144, 12'623'872},
    {"Mamba-Codestral-7B", {134'217'728, 0, 0, 0, 0, 0, 790'528, 134'217'728, 7'016'177'664}, 0, 0, 69'730'304},
    {"Mamba-2.8B", {128'716'800, 0, 0, 0, 0, 0, 166'400, 0, 2'639'462'400}, 0, 0, 6'553'600},
};

const entry* entry_of(const char* name) {
    for (const entry& e : entries)
        if (std::strcmp(e.name, name) == 0) return &e;
    return nullptr;
}

/// A layer of a vision tower, of width d: q, k, v, o, an MLP of width f, two LayerNorms, all with biases.
constexpr std::int64_t vision_layer(std::int64_t d, std::int64_t f) {
    return 4 * (d * d + d) + (d * f + f) + (f * d + d) + 4 * d;
}
/// SigLIP: a biased embedding of patches of 14 x 14 pixels, 64 x 64 positions, 27 layers, a last LayerNorm.
constexpr std::int64_t siglip = 3 * 14 * 14 * 1152 + 1152 + 64 * 64 * 1152 + 27 * vision_layer(1152, 4304) + 2 * 1152;
/// Llama 4: patch embedding, class token, positions, two LayerNorms, 34 layers, adapter; and the projector.
constexpr std::int64_t llama_4_vision =
    (588 + 1 + 577 + 4) * 1408 + 34 * vision_layer(1408, 5632) + 5632 * 4096 + 4096 * 4096;
constexpr std::int64_t llama_4_projector = 4096 * 5120;

/// Multi-token prediction: three norms, a projection of two hidden states, one layer with experts.
constexpr std::int64_t moe_layer(std::int64_t d, std::int64_t attention, std::int64_t experts, std::int64_t width) {
    return attention + 2 * d + d * experts + experts + (experts + 1) * 3 * d * width;
}
constexpr std::int64_t deepseek_attention =
    7168 * 1536 + 1536 + 1536 * 128 * 192 + 7168 * 576 + 512 + 512 * 128 * 256 + 128 * 128 * 7168;
constexpr std::int64_t deepseek_prediction =
    3 * 7168 + 2 * 7168 * 7168 + moe_layer(7168, deepseek_attention, 256, 2048);
constexpr std::int64_t glm_attention = 5120 * (96 + 2 * 8) * 128 + (96 + 2 * 8) * 128 + 96 * 128 * 5120 + 2 * 128;
constexpr std::int64_t glm_prediction = 3 * 5120 + 2 * 5120 * 5120 + moe_layer(5120, glm_attention, 160, 1536);
static_assert(siglip == 416'866'032 && llama_4_vision == 850'960'896 && llama_4_projector == 20'971'520);
static_assert(deepseek_prediction == 11'610'068'224);
/// Of DeepSeek-V3.2, an indexer more: queries, keys, their LayerNorm, weights.
constexpr std::int64_t sparse_prediction = deepseek_prediction + 1536 * 64 * 128 + 7168 * 128 + 2 * 128 + 7168 * 64;
/// Of Qwen3-Next: full attention, whose queries have gates, and 512 experts with a gated shared one.
constexpr std::int64_t qwen_attention = 2048 * 2 * 16 * 256 + 2 * 2048 * 2 * 256 + 16 * 256 * 2048 + 2 * 256;
constexpr std::int64_t qwen_prediction =
    3 * 2048 + 2 * 2048 * 2048 + qwen_attention + 2 * 2048 + 2048 * 512 + std::int64_t{513} * 3 * 2048 * 512 + 2048;
static_assert(sparse_prediction == 11'624'027'648 && qwen_prediction == 1'650'471'424 && glm_prediction == 3'988'069'792);

/// Scales of fp8, one a block of 128 x 128: q_a, q_b, kv_a (576 rows: 5 blocks), kv_b, o; an expert or a third of the
/// dense feed-forward; 61 layers and, in DeepSeek-V3, that of multi-token prediction.
constexpr std::int64_t expert_scales = 3 * 16 * 56, dense_scales = 3 * 144 * 56;
constexpr std::int64_t deepseek_scales =
    62 * (12 * 56 + 192 * 12 + 5 * 56 + 256 * 4 + 56 * 128) + 3 * dense_scales + 59 * 257 * expert_scales;
/// An indexer's queries and keys.
constexpr std::int64_t sparse_scales = deepseek_scales + 62 * (64 * 12 + 1 * 56);
constexpr std::int64_t kimi_scales =
    61 * (12 * 56 + 96 * 12 + 5 * 56 + 128 * 4 + 56 * 64) + dense_scales + 60 * 385 * expert_scales;

/// A figure that somebody else prints, and what it counts beside the weights of a forward pass of the text decoder.
struct printed {
    const char* name;
    std::int64_t figure, beside;
};
constexpr printed figures[] = {
    {"Llama-2-7B", 6'738'415'616, 0},
    {"Llama-2-7B", 6'738'417'664, 32 * 64},  // rotary buffers: half a head a layer
    {"Llama-2-13B", 13'015'864'320, 0},
    {"Llama-2-13B", 13'015'866'880, 40 * 64},
    {"Llama-2-70B", 68'976'648'192, 0},
    {"Llama-2-70B", 68'976'653'312, 80 * 64},
    {"Llama-3.1-8B", 8'030'261'248, 0},
    {"Llama-3.1-70B", 70'553'706'496, 0},
    {"Llama-3.1-405B", 405'853'388'800, 0},
    {"Llama-3.1-405B", 410'081'247'232, std::int64_t{126} * 2 * 16384 * 8 * 128},  // kv heads stored twice
    {"Llama-3.2-1B", 1'235'814'400, 0},
    {"Llama-4-Scout", 108'641'793'536, llama_4_vision + llama_4_projector},
    {"TinyLlama-1.1B", 1'100'048'384, 0},
    {"stories15M", 15'191'712, 0},
    {"stories110M", 109'529'856, 0},
    {"Mistral-7B-v0.1", 7'241'732'096, 0},
    {"Mixtral-8x7B", 46'702'792'704, 0},
    {"Qwen2.5-0.5B", 494'032'768, 0},
    {"Qwen2.5-7B", 7'615'616'512, 0},
    {"Qwen2.5-72B", 72'706'203'648, 0},
    {"Qwen3-8B", 8'190'735'360, 0},
    {"Qwen3-32B", 32'762'123'264, 0},
    {"Qwen3-235B-A22B", 235'093'634'560, 0},
    {"DeepSeek-V2", 235'741'434'880, 0},
    {"DeepSeek-V3", 671'026'419'200, 0},
    {"DeepSeek-V3", 684'489'845'504, deepseek_prediction + 2 * 926'679'040},  // and its copies of both tables
    {"DeepSeek-V3", 684'531'386'000, deepseek_prediction + 2 * 926'679'040 + deepseek_scales},
    {"Kimi-K2", 1'026'408'232'448, 0},
    {"Kimi-K2", 1'026'408'235'864, 61 * 56},   // auxiliary elements
    {"Kimi-K2", 1'026'408'240'256, 61 * 128},  // Kimi-K2-Thinking
    {"Kimi-K2", 1'026'470'731'056, kimi_scales + 61 * 56},   // Kimi-K2-Base
    {"Kimi-K2", 1'026'470'735'448, kimi_scales + 61 * 128},  // Kimi-K2-Instruct-0905
    {"GLM-4.5", 352'797'829'024, 0},
    {"GLM-4.5", 358'337'791'296, glm_prediction + 2 * 775'946'240},  // and its copies of both tables
    {"GLM-4.6", 356'785'898'816, glm_prediction},                    // no copies
    {"gpt-oss-120b", 116'829'156'672, 0},
    {"gpt-oss-120b", 120'412'337'472, 114'661'785'600 / 32},  // scales of mxfp4, one for 32 elements
    {"Gemma-2-9B", 9'241'705'984, 0},
    {"Gemma-2-27B", 27'227'128'320, 0},
    {"Gemma-3-1B", 999'885'952, 0},
    {"Gemma-3-4B", 4'300'079'472, siglip + 1152 * 2560 + 1152},   // tower and projector
    {"Gemma-3-27B", 27'432'406'640, siglip + 1152 * 5376 + 1152},
    {"Phi-3-mini-4k", 3'821'079'552, 0},
    {"Phi-4", 14'659'507'200, 0},
    {"GPT-2-small", 124'439'808, 0},
    {"GPT-2-small", 137'022'720, 12 * 1024 * 1024},  // causal masks
    {"GPT-3-175B", 174'604'259'328, 0},
    {"BLOOM-176B", 176'247'271'424, 0},
    {"Falcon-7B", 7'217'189'760, 65024 * 4544},  // the head, stored a second time
    {"Falcon-180B", 179'522'565'120, 65024 * 14848},
    {"Grok-1", 315'684'820'992, 0},
    {"Qwen3-Next-80B-A3B", 79'674'391'296, 0},  // Qwen3-Coder-Next
    {"Qwen3-Next-80B-A3B", 81'324'862'720, qwen_prediction},
    {"DeepSeek-V3.2", 685'355'329'792, sparse_prediction + 2 * 926'679'040},
    {"DeepSeek-V3.2", 685'396'921'376, sparse_prediction + 2 * 926'679'040 + sparse_scales},
    {"GPT-J-6B", 6'050'882'784, 0},
    {"Jamba-1.5-Large", 398'555'145'696, 0},
    {"Nemotron-3-Nano-30B-A3B", 31'577'937'344, -23 * 128},  // correction biases are not in it
    {"Mamba-2.8B", 2'768'345'600, 0},
    {"Mamba-Codestral-7B", 7'285'403'648, 0},
};

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
    int models_seen = 0, without = 0;
    for_each_model([&](auto model) {
        if constexpr (requires { model.published; })
            CHECK(counted(model.spec).total() == model.published.value);
        else
            ++without;
        ++models_seen;
    });
    CHECK(models_seen == 53);
    // OPT-6.7B, OPT-175B, PaLM-540B, DBRX, Nemotron-H-8B and -56B, GLM-5, Qwen3.5-122B: nobody prints an exact count
    CHECK(without == 8);
}

TEST_CASE("60 printed figures, each less what it counts beside the weights") {
    int matched = 0;
    for_each_model([&](auto model) {
        for (const printed& p : figures) {
            if (std::strcmp(p.name, model.name) != 0) continue;
            CHECK(counted(model.spec).total() == p.figure - p.beside);
            ++matched;
        }
    });
    CHECK(matched == 60);
}

TEST_CASE("rounded counts, where none is exact: PaLM-540B 540.35B, DBRX 132B, OPT-175B 175B, GLM-5 744B, Nemotron-H 8.1B and 56B") {
    CHECK((counted(models::glm_5::spec).total() + 500'000'000) / 1'000'000'000 == 744);
    CHECK((counted(models::nemotron_h_8b::spec).total() + 50'000'000) / 100'000'000 == 81);
    CHECK(counted(models::nemotron_h_56b::spec).total() / 1'000'000'000 == 56);
    CHECK((counted(models::qwen3_5_122b_a10b::spec).total() + 500'000'000) / 1'000'000'000 == 122);
    CHECK(counted(models::palm_540b::spec).total() / 10'000'000 == 54'035);
    CHECK((counted(models::dbrx::spec).total() + 500'000'000) / 1'000'000'000 == 132);
    CHECK((counted(models::opt_175b::spec).total() + 500'000'000) / 1'000'000'000 == 175);
}

TEST_CASE("every model by tensor class, to the unit") {
    for_each_model([](auto model) {
        const entry* e = entry_of(model.name);
        REQUIRE(e != nullptr);
        const counts c = with_their_biases(unseen(model.spec));
        CHECK(c[tensor_class::embedding] == e->of.embedding);
        CHECK(c[tensor_class::attention] == e->of.attention);
        CHECK(c[tensor_class::feed_forward] == e->of.feed_forward);
        CHECK(c[tensor_class::router] == e->of.router);
        CHECK(c[tensor_class::routed_expert] == e->of.routed);
        CHECK(c[tensor_class::shared_expert] == e->of.shared);
        CHECK(c[tensor_class::norm] == e->of.norms);
        CHECK(c[tensor_class::head] == e->of.head);
        CHECK(c[tensor_class::recurrent] == e->of.recurrent);
        CHECK(c.total() == counted(model.spec).total());
    });
}

TEST_CASE("cache per token in bf16, before any window is full and once all are") {
    using namespace rafter;
    for_each_model([](auto model) {
        const entry* e = entry_of(model.name);
        REQUIRE(e != nullptr);
        const transformer m = unseen(model.spec);
        CHECK(cache_bytes_per_token(m, false) == e->cache_bytes);
        CHECK(cache_bytes_per_token(m, true) == e->cache_bytes_windows_full);
        const auto cache_at = [&](std::int64_t context) {
            return footprint_of(m, request{.load = {.batch = 1, .prompt = context - 1, .output = 1}}).cache.value;
        };
        CHECK(cache_at(101) - cache_at(100) == e->cache_bytes);
        CHECK(cache_at(20'001) - cache_at(20'000) == e->cache_bytes_windows_full);
    });
}

TEST_CASE("state of a sequence, in elements as published and in bf16 bytes, and no other model has one") {
    using namespace rafter;
    for_each_model([](auto model) {
        const entry* e = entry_of(model.name);
        REQUIRE(e != nullptr);
        const transformer m = unseen(model.spec);
        std::int64_t elements = 0;
        for (std::int64_t i = 0; i < m.form_count; ++i) elements += m.forms[i].back.state.elements_of_sequence() * m.forms[i].where.count();
        CHECK(elements == e->state_elements);
        CHECK(state_per_sequence(m, {}).value == 2 * e->state_elements);
        // and with it the cache of one token, in the footprint of every sequence
        if (e->cache_bytes == e->cache_bytes_windows_full)
            CHECK(footprint_of(m, request{.load = {.batch = 3, .prompt = 1, .output = 1}}).cache.value == 3 * (2 * e->state_elements + 2 * e->cache_bytes));
    });
}

TEST_CASE("multi-token prediction stands beside the model: counted only where asked") {
    using rafter::with_prediction;
    const auto more = [](auto model) { return counted(with_prediction(unseen(model.spec), model.prediction)).total() - counted(model.spec).total(); };
    CHECK(more(models::deepseek_v3{}) == 11'610'068'224);
    CHECK(more(models::deepseek_v3_2{}) == 11'624'027'648);
    CHECK(more(models::qwen3_next_80b_a3b{}) == 1'650'471'424);
    CHECK(more(models::glm_4_5{}) == 3'988'069'792);
    CHECK(more(models::glm_5{}) == 9'952'920'576);
    // 685B, as DeepSeek prints it, and 671B: with the module and its copies of both tables, and without
    CHECK(counted(with_prediction(models::deepseek_v3::spec, models::deepseek_v3::prediction)).total() + 2 * 926'679'040 == 684'489'845'504);
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
            CHECK(!m.forms[i].overfull);
            CHECK(m.forms[i].where.count() > 0);
            layers += m.forms[i].where.count();
        }
        CHECK(layers == m.layer_count);
        CHECK(rafter::rules::model_complete(m).ok());
        for (std::int64_t layer = 0; layer < m.layer_count; ++layer) {
            int owners = 0;
            for (std::int64_t i = 0; i < m.form_count; ++i) owners += m.forms[i].where.contains(layer) ? 1 : 0;
            CHECK(owners == 1);
        }
    });
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

TEST_CASE("biases are a class of their own wherever they stand") {
    CHECK(counted(models::deepseek_v3::spec)[tensor_class::bias] == 14'848);  // 58 layers x 256 correction biases
    CHECK(counted(models::kimi_k2::spec)[tensor_class::bias] == 23'040);      // 60 x 384
    CHECK(counted(models::glm_4_5::spec)[tensor_class::bias] == 1'333'152);   // 92 x 112 x 128, and 89 x 160
    CHECK(counted(models::gpt_2_small::spec)[tensor_class::bias] == 102'144); // 12 x 11 x 768, the last norm's 768
    CHECK(counted(models::falcon_7b::spec)[tensor_class::bias] == 149'952);   // norms alone: 33 x 4,544
    CHECK(counted(models::palm_540b::spec)[tensor_class::bias] == 0);
    CHECK(counted(models::dbrx::spec)[tensor_class::bias] == 0);
}

TEST_CASE("windows: which layers have one, how wide, and how it moves") {
    using rafter::sight;
    struct windows {
        const char* name;
        std::int64_t layers, width;
        bool first;  // layer 0 has one
        sight sees = sight::sliding;
    };
    const windows known[] = {
        {"Mistral-7B-v0.1", 32, 4096, true}, {"Phi-3-mini-4k", 32, 2047, true}, {"gpt-oss-120b", 18, 128, true},
        {"Gemma-2-9B", 21, 4096, true},      {"Gemma-2-27B", 23, 4096, true},   {"Gemma-3-1B", 22, 512, true},
        {"Gemma-3-4B", 29, 1024, true},      {"Gemma-3-27B", 52, 1024, true},
        {"Llama-4-Scout", 36, 8192, true, sight::chunked},
    };
    int seen = 0;
    for_each_model([&](auto model) {
        if (model.spec.forms[0].back.sees == sight::selected) return;
        windows w{model.name, 0, 0, false};
        for (const windows& k : known)
            if (std::strcmp(k.name, model.name) == 0) w = k, ++seen;
        std::int64_t windowed = 0;
        bool first = false;
        const transformer m = model.spec;
        for (std::int64_t i = 0; i < m.form_count; ++i) {
            if (m.forms[i].back.window == 0) continue;
            windowed += m.forms[i].where.count();
            first = first || m.forms[i].where.contains(0);
            CHECK(m.forms[i].back.window == w.width);
            CHECK(m.forms[i].back.sees == w.sees);
        }
        CHECK(windowed == w.layers);
        CHECK(first == w.first);
    });
    CHECK(seen == 9);
}

TEST_CASE("sparse attention: every layer selects 2,048 tokens") {
    for (const transformer& m : {models::deepseek_v3_2::spec, models::glm_5::spec})
        for (std::int64_t i = 0; i < m.form_count; ++i) {
            CHECK(m.forms[i].back.sees == rafter::sight::selected);
            CHECK(m.forms[i].back.window == 2048);
            CHECK(m.forms[i].back.index.key_elements == 128);
        }
}

TEST_CASE("hybrids: which layers are of which kind") {
    const auto where = [](const transformer& m, auto is) {
        rafter::layer_set found;
        for (std::int64_t i = 0; i < m.form_count; ++i)
            if (is(m.forms[i]))
                for (std::int64_t layer = 0; layer < m.layer_count; ++layer)
                    if (m.forms[i].where.contains(layer)) found.insert(layer);
        return found;
    };
    const auto recurrent = [](const layer_form& f) { return f.back.state.elements > 0; };
    const auto attends = [](const layer_form& f) { return f.back.elements_per_token > 0; };
    const auto mixes = [](const layer_form& f) { return f.experts.total > 0; };
    const auto alone = [](const layer_form& f) { return f.reductions == 1; };
    CHECK(where(models::jamba_1_5_large::spec, attends) == rafter::every(8, 4, 72));
    CHECK(where(models::jamba_1_5_large::spec, mixes) == rafter::every(2, 1, 72));
    CHECK(where(models::jamba_1_5_large::spec, recurrent).count() == 63);
    CHECK(where(models::qwen3_next_80b_a3b::spec, attends) == rafter::every(4, 3, 48));
    CHECK(where(models::qwen3_next_80b_a3b::spec, recurrent).count() == 36);
    CHECK(where(models::nemotron_h_8b::spec, attends).count() == 4);
    CHECK(where(models::nemotron_h_8b::spec, recurrent).count() == 24);
    CHECK(where(models::nemotron_h_56b::spec, attends).count() == 10);
    CHECK(where(models::nemotron_h_56b::spec, recurrent).count() == 54);
    CHECK(where(models::nemotron_3_nano_30b_a3b::spec, mixes).count() == 23);
    CHECK(where(models::nemotron_3_nano_30b_a3b::spec, attends).count() == 6);
    for (const transformer& m : {models::nemotron_h_8b::spec, models::nemotron_h_56b::spec, models::nemotron_3_nano_30b_a3b::spec, models::mamba_2_8b::spec})
        CHECK(where(m, alone).count() == m.layer_count);  // one residual branch: only a mixer, or only a feed-forward
    CHECK(where(models::jamba_1_5_large::spec, alone).count() == 0);
}

TEST_CASE("layers without a window: every other one, every sixth, every fourth") {
    const auto full = [](const transformer& m, std::int64_t layer) {
        for (std::int64_t i = 0; i < m.form_count; ++i)
            if (m.forms[i].where.contains(layer)) return m.forms[i].back.window == 0;
        return false;
    };
    for (std::int64_t layer = 0; layer < 62; ++layer) {
        INFO("layer ", layer);
        if (layer < 36) CHECK(full(models::gpt_oss_120b::spec, layer) == (layer % 2 == 1));
        if (layer < 46) CHECK(full(models::gemma_2_27b::spec, layer) == (layer % 2 == 1));
        CHECK(full(models::gemma_3_27b::spec, layer) == ((layer + 1) % 6 == 0));
        if (layer < 48) CHECK(full(models::llama_4_scout::spec, layer) == ((layer + 1) % 4 == 0));
    }
}

TEST_CASE("one sum for branches beside one another, or for one alone; two in all others") {
    constexpr const char* with_one[] = {"Falcon", "PaLM", "GPT-J", "Nemotron", "Mamba"};
    for_each_model([&](auto model) {
        bool one = false;
        for (const char* name : with_one) one = one || std::strstr(model.name, name) != nullptr;
        const transformer m = model.spec;
        for (std::int64_t i = 0; i < m.form_count; ++i) CHECK(m.forms[i].reductions == (one ? 1 : 2));
    });
}
