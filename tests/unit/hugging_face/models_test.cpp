// A config.json gives the model of the catalogue, field by field, and the published count to the unit.
#include "files.hpp"

#include <rafter/catalog/models.hpp>
#include <rafter/demand/parameters.hpp>
#include <unit/claims.hpp>

using namespace rafter;
using namespace rafter::test;

namespace {

struct known {
    const char* file;
    const transformer* model;
    std::int64_t published;
};

const known all[] = {{"Llama-2-7B", &catalog::models::llama_2_7b::spec, 6'738'415'616},
                     {"Llama-2-70B", &catalog::models::llama_2_70b::spec, 68'976'648'192},
                     {"Llama-3.1-8B", &catalog::models::llama_3_1_8b::spec, 8'030'261'248},
                     {"Llama-3.1-70B", &catalog::models::llama_3_1_70b::spec, 70'553'706'496},
                     {"Llama-3.1-405B", &catalog::models::llama_3_1_405b::spec, 405'853'388'800},
                     {"Mistral-7B", &catalog::models::mistral_7b::spec, 7'241'732'096},
                     {"Mixtral-8x7B", &catalog::models::mixtral_8x7b::spec, 46'702'792'704},
                     {"Qwen2.5-7B", &catalog::models::qwen2_5_7b::spec, 7'615'616'512},
                     {"Qwen3-8B", &catalog::models::qwen3_8b::spec, 8'190'735'360},
                     {"Qwen3-235B-A22B", &catalog::models::qwen3_235b_a22b::spec, 235'093'634'560},
                     {"DeepSeek-V3", &catalog::models::deepseek_v3::spec, 671'026'419'200},
                     {"Kimi-K2", &catalog::models::kimi_k2::spec, 1'026'408'232'448},
                     {"gpt-oss-120b", &catalog::models::gpt_oss_120b::spec, 116'829'156'672},
                     {"DeepSeek-V3.2", &catalog::models::deepseek_v3_2::spec, 671'877'944'064},
                     {"GLM-5", &catalog::models::glm_5::spec, 743'911'218'432},
                     {"Qwen3-Next-80B-A3B", &catalog::models::qwen3_next_80b_a3b::spec, 79'674'391'296},
                     {"Qwen3.5-122B-A10B", &catalog::models::qwen3_5_122b_a10b::spec, 122'111'526'912},
                     {"Jamba-1.5-Large", &catalog::models::jamba_1_5_large::spec, 398'555'145'696},
                     {"Nemotron-H-8B", &catalog::models::nemotron_h_8b::spec, 8'100'852'736},
                     {"Nemotron-H-56B", &catalog::models::nemotron_h_56b::spec, 56'324'350'464},
                     {"Nemotron-3-Nano-30B-A3B", &catalog::models::nemotron_3_nano_30b_a3b::spec, 31'577'940'288},
                     {"Mamba-2.8B", &catalog::models::mamba_2_8b::spec, 2'768'345'600},
                     {"Mamba-Codestral-7B", &catalog::models::mamba_codestral_7b::spec, 7'285'403'648}};

bool has(const hugging_face::reading& r, const std::string& text, hugging_face::note_kind kind, const std::string& key) {
    for (const auto& n : r.said) {
        const std::string name = n.name != nullptr ? n.name : text.substr(static_cast<std::size_t>(n.key), static_cast<std::size_t>(n.key_length));
        if (n.kind == kind && name == key) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("a config.json gives the catalogue's model and the published count") {
    for (const known& k : all) {
        CAPTURE(k.file);
        const auto r = read(text_of(k.file));
        CHECK(r.result.ok());
        CHECK(parameters_of(r.result.model).total() == parameters{k.published});
        CHECK(r.result.model.form_count == k.model->form_count);
        CHECK(r.result.model.head == k.model->head);
        for (std::int64_t i = 0; i < k.model->form_count; ++i) {
            CAPTURE(i);
            CHECK(r.result.model.forms[i].where == k.model->forms[i].where);
            CHECK(r.result.model.forms[i].back == k.model->forms[i].back);
            CHECK(r.result.model.forms[i].tensor_count == k.model->forms[i].tensor_count);
            for (std::int64_t j = 0; j < k.model->forms[i].tensor_count; ++j) CHECK(r.result.model.forms[i].tensors[j] == k.model->forms[i].tensors[j]);
        }
        CHECK(r.result.model == *k.model);
    }
}

TEST_CASE("stories15M has its fields as a llama, field by field the catalogue's model") {
    const auto r = read(R"({"model_type":"llama","hidden_size":288,"num_hidden_layers":6,"num_attention_heads":6,"num_key_value_heads":6,
        "intermediate_size":768,"vocab_size":32000,"max_position_embeddings":256,"tie_word_embeddings":true})");
    REQUIRE(r.result.ok());
    CHECK(parameters_of(r.result.model).total() == parameters{15'191'712});
    CHECK(r.result.model == catalog::models::stories15m::spec);
}

TEST_CASE("defaults that are taken are said") {
    const std::string text = text_of("Llama-3.1-8B");
    CHECK(has(read(text), text, hugging_face::note_kind::defaulted, "head_dim"));
}

TEST_CASE("no note is lost, however many keys are skipped") {
    std::string text = R"({"model_type":"llama","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":128,"vocab_size":100)";
    for (int i = 0; i < 186; ++i) text += ",\"zz_" + std::to_string(i) + "\":" + std::to_string(i);  // 192 keys in all
    text += "}";
    const auto r = read(text);
    REQUIRE(r.result.ok());
    for (const char* key : {"num_key_value_heads", "head_dim", "attention_bias", "mlp_bias", "tie_word_embeddings"}) CHECK(has(r, text, hugging_face::note_kind::defaulted, key));
    for (int i = 0; i < 186; ++i) CHECK(has(r, text, hugging_face::note_kind::skipped, "zz_" + std::to_string(i)));
    CHECK(has(r, text, hugging_face::note_kind::assumed, "torch_dtype"));
    CHECK(r.said.count == 186 + 6);
}

TEST_CASE("a default says what was taken, and whether the field is absent or null") {
    const auto note_of = [](const std::string& text, const std::string& name) {
        const auto r = read(text);
        for (const auto& n : r.said)
            if (n.name != nullptr && n.name == name) return n;
        return hugging_face::note{};
    };
    const std::string llama = R"({"model_type":"llama","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":128,"vocab_size":100)";
    CHECK(note_of(llama + "}", "num_key_value_heads").value == 4);
    CHECK(note_of(llama + "}", "num_key_value_heads").key == -1);
    CHECK(note_of(llama + R"(,"num_key_value_heads":null})", "num_key_value_heads").value == 4);
    CHECK(note_of(llama + R"(,"num_key_value_heads":null})", "num_key_value_heads").key > 0);
    CHECK(note_of(llama + "}", "mlp_bias").of == hugging_face::value_kind::boolean);
    const std::string mixtral = R"({"model_type":"mixtral","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,
        "intermediate_size":128,"vocab_size":100,"num_local_experts":4,"num_experts_per_tok":2})";
    CHECK(note_of(mixtral, "sliding_window").kind == hugging_face::note_kind::defaulted);  // MixtralConfig: none
    CHECK(note_of(mixtral, "sliding_window").of == hugging_face::value_kind::null);
    CHECK(read(mixtral).result.model.forms[0].back.window == 0);
}

TEST_CASE("multi-token prediction is said not to be counted") {
    const std::string text = text_of("DeepSeek-V3");
    CHECK(has(read(text), text, hugging_face::note_kind::not_counted, "num_nextn_predict_layers"));
    const std::string qwen = text_of("Qwen3.5-122B-A10B");
    CHECK(has(read(qwen), qwen, hugging_face::note_kind::not_counted, "mtp_num_hidden_layers"));
    CHECK(has(read(qwen), qwen, hugging_face::note_kind::not_counted, "vision_config"));
}

TEST_CASE("a key that is not known and does not speak of shape is skipped and listed") {
    const std::string text = R"({"model_type":"llama","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":128,"vocab_size":100,"my_comment":"x"})";
    const auto r = read(text);
    CHECK(r.result.ok());
    CHECK(has(r, text, hugging_face::note_kind::skipped, "my_comment"));
}

TEST_CASE("nothing of what was read before stays in a reading") {
    const std::string first = text_of("DeepSeek-V3"), second = text_of("Llama-3.1-8B"), wrong = "{";
    hugging_face::reading r;
    for (const std::string& text : {first, second, wrong, second, first}) {
        hugging_face::read(text.data(), static_cast<std::int64_t>(text.size()), r);
        const auto expected = read(text);
        CHECK(r.result == expected.result);
        CHECK(r.of == expected.of);
        CHECK(r.said.count == expected.said.count);
    }
}

TEST_CASE("known families in other shapes") {
    SUBCASE("a list of layer kinds that is no simple pattern") {
        const auto r = read(R"({"model_type":"gpt_oss","hidden_size":64,"num_hidden_layers":5,"num_attention_heads":4,"num_key_value_heads":2,
            "head_dim":16,"intermediate_size":32,"vocab_size":100,"sliding_window":8,"num_local_experts":4,"num_experts_per_tok":2,
            "layer_types":["full_attention","full_attention","sliding_attention","full_attention","sliding_attention"]})");
        REQUIRE(r.result.ok());
        CHECK(r.result.model.form_count == 2);
        CHECK(r.result.model.forms[0].back.window == 0);
        CHECK(r.result.model.forms[0].where.count() == 3);
        CHECK(r.result.model.forms[1].back.window == 8);
        CHECK(r.result.model.forms[1].where.contains(2));
        CHECK(r.result.model.forms[1].where.contains(4));
    }
    SUBCASE("Qwen2 slides from max_window_layers on") {
        const auto r = read(R"({"model_type":"qwen2","hidden_size":64,"num_hidden_layers":6,"num_attention_heads":4,"num_key_value_heads":2,
            "intermediate_size":32,"vocab_size":100,"use_sliding_window":true,"sliding_window":16,"max_window_layers":4})");
        REQUIRE(r.result.ok());
        CHECK(r.result.model.forms[0].where == layers(0, 4));
        CHECK(r.result.model.forms[1].where == layers(4, 6));
        CHECK(r.result.model.forms[1].back.window == 16);
    }
    SUBCASE("Qwen3-MoE with dense layers and a sparse step") {
        const auto r = read(R"({"model_type":"qwen3_moe","hidden_size":64,"num_hidden_layers":6,"num_attention_heads":4,"num_key_value_heads":2,
            "head_dim":16,"intermediate_size":256,"moe_intermediate_size":32,"num_experts":8,"num_experts_per_tok":2,"vocab_size":100,
            "decoder_sparse_step":2,"mlp_only_layers":[3]})");
        REQUIRE(r.result.ok());
        const auto& m = r.result.model;
        CHECK(m.forms[0].experts.total == 0);  // layer 0: (0 + 1) % 2 != 0
        CHECK(m.forms[1].where.contains(1));
        CHECK(m.forms[1].where.contains(5));
        CHECK(m.forms[1].where.count() == 2);  // 3 is in mlp_only_layers
    }
    SUBCASE("the width of a head that is not said") {
        const auto width = [](const std::string& text) {
            const auto r = read(text);
            REQUIRE(r.result.ok());
            return r.result.model.forms[0].back.query_elements / r.result.model.forms[0].back.query_heads;
        };
        const std::string sizes = R"(,"hidden_size":64,"num_hidden_layers":1,"num_attention_heads":4,"num_key_value_heads":2,"intermediate_size":32,
            "vocab_size":100)";
        const std::string experts = R"(,"num_experts_per_tok":2,"num_)";
        CHECK(width(R"({"model_type":"qwen3")" + sizes + "}") == 128);  // Qwen3Config
        CHECK(width(R"({"model_type":"qwen3_moe","moe_intermediate_size":8)" + sizes + experts + R"(experts":4})") == 16);
        const std::string oss = R"({"model_type":"gpt_oss","sliding_window":8,"layer_types":["full_attention"])" + sizes + experts + R"(local_experts":4)";
        CHECK(width(oss + "}") == 64);  // GptOssConfig
        CHECK(width(oss + R"(,"head_dim":null})") == 16);
        CHECK(width(R"({"model_type":"mistral","sliding_window":null)" + sizes + "}") == 16);
        CHECK(width(R"({"model_type":"qwen2")" + sizes + R"(,"head_dim":32})") == 32);
        CHECK(error_of(R"({"model_type":"qwen3","head_dim":null)" + sizes + "}").code == hugging_face::error_code::wrong_type);
        CHECK(error_of(R"({"model_type":"mistral","sliding_window":null,"hidden_size":66,"num_hidden_layers":1,"num_attention_heads":4,
            "num_key_value_heads":2,"intermediate_size":32,"vocab_size":100})").code == hugging_face::error_code::inconsistent);
    }
    SUBCASE("Qwen3-Coder-480B as released, and as newer libraries save it") {
        const auto coder = [](const std::string& experts) {
            return R"({"architectures":["Qwen3MoeForCausalLM"],"model_type":"qwen3_moe","attention_dropout":0.0,"decoder_sparse_step":1,"head_dim":128,
                "hidden_act":"silu","hidden_size":6144,"initializer_range":0.02,"intermediate_size":8192,"max_position_embeddings":262144,
                "max_window_layers":62,"mlp_only_layers":[],"moe_intermediate_size":2560,"norm_topk_prob":true,"num_attention_heads":96,
                "num_experts_per_tok":8,"num_hidden_layers":62,"num_key_value_heads":8,"output_router_logits":false,"qkv_bias":false,
                "rms_norm_eps":1e-06,"rope_scaling":null,"rope_theta":10000000,"router_aux_loss_coef":0.0,"shared_expert_intermediate_size":0,
                "sliding_window":null,"tie_word_embeddings":false,"torch_dtype":"bfloat16","use_cache":true,"use_qk_norm":true,
                "use_sliding_window":false,"vocab_size":151936,)" + experts + "}";
        };
        CHECK(parameters_of(read(coder(R"("num_experts":160)")).result.model).total().value == 480'154'875'392);  // published
        CHECK(read(coder(R"("num_local_experts":160)")).result == read(coder(R"("num_experts":160)")).result);
        CHECK(read(coder(R"("num_experts":160,"num_local_experts":160)")).result.ok());
        CHECK(error_of(coder(R"("num_experts":160,"num_local_experts":128)")).code == hugging_face::error_code::inconsistent);
        CHECK(std::string(error_of(coder(R"("num_expert_groups":8)")).key.text) == "num_expert_groups");
    }
    SUBCASE("DeepSeek-V3 as the library's own class writes it") {
        std::string text = text_of("DeepSeek-V3");
        const std::size_t from = text.find("\"topk_method\"");
        text.erase(from, text.find('\n', from) - from);
        const auto r = read(text);
        CHECK(parameters_of(r.result.model).total().value == 671'026'419'200);
        CHECK(has(r, text, hugging_face::note_kind::defaulted, "topk_method"));
    }
    SUBCASE("null layer kinds are none") {
        const auto r = read(R"({"model_type":"qwen2","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,
            "intermediate_size":32,"vocab_size":100,"layer_types":null,"dtype":"bfloat16","rope_parameters":{"rope_theta":1e6}})");
        REQUIRE(r.result.ok());
        CHECK(r.result.model.forms[0].where == layers(0, 2));
        CHECK(r.result.model.forms[0].back.window == 0);
    }
    SUBCASE("latent attention without compressed queries") {
        const auto r = read(R"({"model_type":"deepseek_v3","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"vocab_size":100,
            "q_lora_rank":null,"kv_lora_rank":16,"qk_nope_head_dim":8,"qk_rope_head_dim":4,"v_head_dim":8,"intermediate_size":128,
            "moe_intermediate_size":32,"n_routed_experts":8,"n_shared_experts":null,"num_experts_per_tok":2,"first_k_dense_replace":1,
            "topk_method":"greedy"})");
        REQUIRE(r.result.ok());
        // q 64*4*12, kv_a 64*20, norm 16, kv_b 16*4*16, o 4*8*64, two norms; dense 3*64*128; MoE 64*8 + 8*3*64*32
        const std::int64_t attention = 3072 + 1280 + 16 + 1024 + 2048 + 128;
        CHECK(parameters_of(r.result.model).total().value == 2 * attention + 24'576 + 512 + 49'152 + 2 * 6'400 + 64);
    }
    SUBCASE("biases of a Llama") {
        const auto r = read(R"({"model_type":"llama","hidden_size":64,"num_hidden_layers":1,"num_attention_heads":4,"intermediate_size":128,"vocab_size":100,"attention_bias":true,"mlp_bias":true,"tie_word_embeddings":true})");
        REQUIRE(r.result.ok());
        CHECK(parameters_of(r.result.model).of(tensor_class::bias).value == 4 * 64 + 2 * 128 + 64);
        CHECK(parameters_of(r.result.model).of(tensor_class::head).value == 0);
    }
}

TEST_CASE("a family of one's own stands beside the known ones") {
    static constexpr hugging_face::key reads[] = {"hidden_size", "num_hidden_layers", "num_attention_heads", "vocab_size", "width"};
    static constexpr hugging_face::family own{"mine", reads, {}, {}, [](hugging_face::reader& r, transformer& into) {
        const frame around{.hidden = r.size("hidden_size"), .vocabulary = r.size("vocab_size"), .tied = true};
        hugging_face::layer_builder model{r, around, into};
        model.add(layers(0, hugging_face::read_layer_count(r)), hugging_face::read_heads(r, around.hidden, {.kv_heads_may_be_absent = true}),
                  plain_feed_forward{.width = r.size("width")});
    }};
    constexpr char text[] = R"({"model_type":"mine","hidden_size":8,"num_hidden_layers":2,"num_attention_heads":2,"vocab_size":10,"width":16})";
    constexpr auto mine = hugging_face::parse(text, &own);
    static_assert(mine.ok());
    CHECK(parameters_of(claims::unseen(mine.model)).total().value == 80 + 2 * (4 * 64 + 2 * 128 + 16) + 8);
    CHECK(hugging_face::parse(text).error.code == hugging_face::error_code::unknown_family);
    constexpr char other[] = R"({"model_type":"mine","hidden_size":8,"num_hidden_layers":2,"num_attention_heads":2,"vocab_size":10,"width":16,"num_experts":4})";
    CHECK(hugging_face::parse(other, &own).error.code == hugging_face::error_code::not_modelled);
}
