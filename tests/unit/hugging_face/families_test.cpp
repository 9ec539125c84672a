// Every family: released sizes to the unit, with the cache of a token in bf16; what its files may say wrongly; what no
// family models is refused by name.
#include "files.hpp"

#include <rafter/demand/parameters.hpp>

#include <algorithm>
#include <vector>

using namespace rafter;
using namespace rafter::test;
using hugging_face::error_code;

namespace {

std::int64_t count_of(const hugging_face::reading& r) { return parameters_of(r.result.model).total().value; }

/// Bytes of one token in bf16, over the layers that keep every token, and over all.
std::int64_t cache_of(const transformer& m, bool windowed_too) {
    std::int64_t bytes = 0;
    for (std::int64_t i = 0; i < m.form_count; ++i)
        if (windowed_too || m.forms[i].back.window == 0) bytes += 2 * m.forms[i].back.elements_per_token * m.forms[i].where.count();
    return bytes;
}

void expect_error(const std::string& text, error_code code, const std::string& key) {
    const auto e = error_of(text);
    CAPTURE(text.substr(0, 300));
    CHECK(std::string(hugging_face::code_of(e.code)) == hugging_face::code_of(code));
    CHECK(std::string(e.key.text) == key);
}

/// The text with one value replaced, or a member added before the last brace.
std::string with(std::string text, const std::string& key, const std::string& value) {
    const std::size_t at = text.find("\"" + key + "\":");
    REQUIRE(at != std::string::npos);
    const std::size_t from = at + key.size() + 3;
    const std::size_t to = text.find_first_of(",\n}", text[text.find_first_not_of(' ', from)] == '[' ? text.find(']', from) : from);
    return text.replace(from, to - from, " " + value);
}
std::string adding(std::string text, const std::string& member) { return text.insert(text.rfind('}'), "," + member); }
std::string without(std::string text, const std::string& key) {
    const std::size_t from = text.find("\"" + key + "\":");
    REQUIRE(from != std::string::npos);
    return text.erase(from, text.find(',', from) + 1 - from);
}

bool notes(const hugging_face::reading& r, const std::string& text, hugging_face::note_kind kind, const std::string& key) {
    for (const auto& n : r.said) {
        const std::string name = n.name != nullptr ? n.name : text.substr(static_cast<std::size_t>(n.key), static_cast<std::size_t>(n.key_length));
        if (n.kind == kind && name == key) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("released files give the published count, and the cache of a token") {
    const struct {
        const char* file;
        std::int64_t parameters, cache, cache_without_windows;
    } all[] = {{"DeepSeek-V2", 235'741'434'880, 69'120, 69'120},
               {"Gemma-2-9B", 9'241'705'984, 344'064, 172'032},
               {"Gemma-2-27B", 27'227'128'320, 376'832, 188'416},
               {"Gemma-3-1B", 999'885'952, 26'624, 4'096},
               {"Gemma-3-4B", 3'880'263'168, 139'264, 20'480},
               {"Gemma-3-27B", 27'009'346'304, 507'904, 81'920},
               {"Llama-4-Scout", 107'769'861'120, 196'608, 49'152},
               {"Phi-3-mini-4k", 3'821'079'552, 393'216, 0},
               {"Phi-4", 14'659'507'200, 204'800, 204'800},
               {"GLM-4.5", 352'797'829'024, 376'832, 376'832},
               {"GPT-2", 124'439'808, 36'864, 36'864},
               {"OPT-6.7B", 6'658'473'984, 524'288, 524'288},
               {"BLOOM-176B", 176'247'271'424, 4'014'080, 4'014'080},
               {"Falcon-7B", 6'921'720'704, 8'192, 8'192},
               {"Falcon-180B", 178'557'088'768, 163'840, 163'840},
               {"MiniMax-M2.5", 228'689'764'864, 253'952, 253'952},
               {"MiMo-7B", 7'622'619'136, 147'456, 147'456}};
    for (const auto& k : all) {
        CAPTURE(k.file);
        const auto r = read(text_of(k.file));
        REQUIRE(r.result.ok());
        CHECK(count_of(r) == k.parameters);
        CHECK(cache_of(r.result.model, true) == k.cache);
        CHECK(cache_of(r.result.model, false) == k.cache_without_windows);
    }
}

TEST_CASE("other sizes of the families") {
    const struct {
        const char* name;
        std::string text;
        std::int64_t parameters;
    } all[] = {
        {"OLMo-2-7B", R"({"model_type":"olmo2","hidden_size":4096,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":32,
            "intermediate_size":11008,"vocab_size":100352,"attention_bias":false,"rms_norm_eps":1e-06,"tie_word_embeddings":false})", 7'298'617'344},
        {"Gemma-2-2B", R"({"model_type":"gemma2","hidden_size":2304,"num_hidden_layers":26,"num_attention_heads":8,"num_key_value_heads":4,"head_dim":256,
            "intermediate_size":9216,"vocab_size":256000,"sliding_window":4096})", 2'614'341'888},
        {"Gemma-3-270M", R"({"model_type":"gemma3_text","hidden_size":640,"num_hidden_layers":18,"num_attention_heads":4,"num_key_value_heads":1,"head_dim":256,
            "intermediate_size":2048,"vocab_size":262144,"sliding_window":512,"_sliding_window_pattern":6,"use_bidirectional_attention":false,
            "layer_types":["sliding_attention","sliding_attention","sliding_attention","sliding_attention","sliding_attention","full_attention",
            "sliding_attention","sliding_attention","sliding_attention","sliding_attention","sliding_attention","full_attention",
            "sliding_attention","sliding_attention","sliding_attention","sliding_attention","sliding_attention","full_attention"]})", 268'098'176},
        // 12,187,325,040 with the tower of images (416,866,032) and its projector (4,424,832)
        {"Gemma-3-12B", R"({"model_type":"gemma3","vision_config":{"hidden_size":1152},"text_config":{"model_type":"gemma3_text","hidden_size":3840,
            "num_hidden_layers":48,"num_attention_heads":16,"num_key_value_heads":8,"intermediate_size":15360,"sliding_window":1024}})", 12'187'325'040 - 416'866'032 - 4'424'832},
        // 401,583,781,376 with the tower (850,960,896) and its projector (20,971,520)
        {"Llama-4-Maverick", R"({"model_type":"llama4","text_config":{"model_type":"llama4_text","attention_bias":false,"attention_chunk_size":8192,"head_dim":128,
            "hidden_size":5120,"interleave_moe_layer_step":2,"intermediate_size":8192,"intermediate_size_mlp":16384,"num_attention_heads":40,
            "num_experts_per_tok":1,"num_hidden_layers":48,"num_key_value_heads":8,"num_local_experts":128,"no_rope_layers":[],"use_qk_norm":false,
            "for_llm_compression":false,"vocab_size":202048}})", 401'583'781'376 - 850'960'896 - 20'971'520},
        {"Phi-3-medium", R"({"model_type":"phi3","hidden_size":5120,"num_hidden_layers":40,"num_attention_heads":40,"num_key_value_heads":10,
            "intermediate_size":17920,"vocab_size":32064,"sliding_window":2047,"embd_pdrop":0.0,"attention_bias":false})", 13'960'238'080},
        {"Phi-4-mini", R"({"model_type":"phi3","hidden_size":3072,"num_hidden_layers":32,"num_attention_heads":24,"num_key_value_heads":8,"tie_word_embeddings":true,
            "intermediate_size":8192,"vocab_size":200064,"sliding_window":262144,"full_attn_mod":1,"interpolation_factor":1,"mlp_bias":false,"lm_head_bias":false})", 3'836'021'760},
        {"DeepSeek-V2-Lite", R"({"model_type":"deepseek_v2","hidden_size":2048,"num_hidden_layers":27,"num_attention_heads":16,"num_key_value_heads":16,"vocab_size":102400,
            "q_lora_rank":null,"kv_lora_rank":512,"qk_nope_head_dim":128,"qk_rope_head_dim":64,"v_head_dim":128,"intermediate_size":10944,
            "moe_intermediate_size":1408,"n_routed_experts":64,"n_shared_experts":2,"num_experts_per_tok":6,"first_k_dense_replace":1,"moe_layer_freq":1,
            "n_group":1,"topk_group":1,"topk_method":"greedy","scoring_func":"softmax","routed_scaling_factor":1.0})", 15'706'484'224},
        {"GPT-2 XL", R"({"model_type":"gpt2","n_embd":1600,"n_layer":48,"n_head":25,"n_positions":1024,"n_ctx":1024,"vocab_size":50257,"predict_special_tokens":true,"n_special":0})", 1'557'611'200},
        {"GPT-2 medium", R"({"model_type":"gpt2","hidden_size":1024,"num_hidden_layers":24,"num_attention_heads":16,"max_position_embeddings":1024,"vocab_size":50257,"n_inner":null})", 354'823'168},
        {"GPT-3", R"({"model_type":"gpt2","n_embd":12288,"n_layer":96,"n_head":96,"n_positions":2048,"vocab_size":50257})", 174'604'259'328},
        {"OPT-125M", R"({"model_type":"opt","hidden_size":768,"num_hidden_layers":12,"num_attention_heads":12,"ffn_dim":3072,"max_position_embeddings":2048,"vocab_size":50272,
            "word_embed_proj_dim":768,"do_layer_norm_before":true,"_remove_final_layer_norm":false,"enable_bias":true,"layer_norm_elementwise_affine":true,"layerdrop":0.0})", 125'239'296},
        {"OPT-175B", R"({"model_type":"opt","hidden_size":12288,"num_hidden_layers":96,"num_attention_heads":96,"ffn_dim":49152,"max_position_embeddings":2048,"vocab_size":50272})", 174'604'468'224},
        {"BLOOM-560M", R"({"model_type":"bloom","n_embed":1024,"n_layer":24,"num_attention_heads":16,"n_inner":null,"vocab_size":250880,"skip_bias_add":true,"skip_bias_add_qkv":false,
            "offset_alibi":100,"seq_length":2048,"bias_dropout_fusion":true})", 559'214'592},
        {"BLOOM-7B1", R"({"model_type":"bloom","hidden_size":4096,"num_hidden_layers":30,"n_head":32,"vocab_size":250880})", 7'069'016'064},
        {"Falcon-7B", R"({"model_type":"falcon","hidden_size":4544,"num_hidden_layers":32,"num_attention_heads":71,"num_kv_heads":71,"multi_query":true,"parallel_attn":true,
            "new_decoder_architecture":false,"bias":false,"alibi":false,"vocab_size":65024})", 6'921'720'704},
        {"Falcon-40B", R"({"model_type":"falcon","hidden_size":8192,"num_hidden_layers":60,"num_attention_heads":128,"num_kv_heads":8,"multi_query":true,"parallel_attn":true,
            "new_decoder_architecture":true,"bias":false,"alibi":false,"vocab_size":65024})", 41'303'293'952},
        {"Falcon-40B by its first name", R"({"model_type":"RefinedWeb","hidden_size":8192,"n_layer":60,"n_head":128,"n_head_kv":8,"parallel_attn":true,"bias":false,
            "alibi":false,"vocab_size":65024})", 41'303'293'952},
        {"Falcon-RW-1B", R"({"model_type":"falcon","hidden_size":2048,"num_hidden_layers":24,"num_attention_heads":32,"num_kv_heads":32,"multi_query":false,"parallel_attn":false,
            "new_decoder_architecture":false,"bias":true,"alibi":true,"vocab_size":50304})", 1'311'625'216},
        // 110,468,824,832 with the module that predicts a further token: one layer of a mixture, two matrices of 4,096 x 4,096, three norms, a second embedding and head
        {"GLM-4.5-Air", R"({"model_type":"glm4_moe","hidden_size":4096,"num_hidden_layers":46,"num_attention_heads":96,"num_key_value_heads":8,"head_dim":128,
            "attention_bias":true,"use_qk_norm":false,"vocab_size":151552,"intermediate_size":10944,"moe_intermediate_size":1408,"n_routed_experts":128,
            "n_shared_experts":1,"num_experts_per_tok":8,"first_k_dense_replace":1,"num_nextn_predict_layers":1})",
         110'468'824'832 - (2 * 4'096 * 12'288 + 2 * 4'096 * 1'024 + 14'336 + 4'096 * 128 + 128 + 129LL * 3 * 4'096 * 1'408 + 2 * 4'096) - 2 * 4'096 * 4'096 - 3 * 4'096 - 2 * 151'552LL * 4'096},
        {"StableLM-2-1.6B", R"({"model_type":"stablelm","hidden_size":2048,"num_hidden_layers":24,"num_attention_heads":32,"num_key_value_heads":32,"intermediate_size":5632,
            "vocab_size":100352,"use_qkv_bias":true,"tie_word_embeddings":false,"partial_rotary_factor":0.25})", 1'644'515'328},
        {"StableLM-3B-4E1T", R"({"model_type":"stablelm","hidden_size":2560,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":32,"intermediate_size":6912,
            "vocab_size":50304,"use_qkv_bias":false,"tie_word_embeddings":false})", 2'795'443'200}};
    for (const auto& k : all) {
        CAPTURE(k.name);
        const auto r = read(k.text);
        CHECK(std::string(hugging_face::code_of(r.result.error.code)) + r.result.error.key.text == "");
        CHECK(count_of(r) == k.parameters);
    }
}

TEST_CASE("a norm for every head, and branches that share one: counted by hand") {
    // q 64*64, kv 2*64*32, o 64*64, norms of heads 64 + 32, gated 3*64*128, one norm of 64 with a bias
    const auto r = read(R"({"model_type":"stablelm","hidden_size":64,"num_hidden_layers":3,"num_attention_heads":4,"num_key_value_heads":2,"intermediate_size":128,
        "vocab_size":100,"qk_layernorm":true,"use_parallel_residual":true})");
    REQUIRE(r.result.ok());
    CHECK(count_of(r) == 2 * 6'400 + 3 * (4'096 + 4'096 + 4'096 + 96 + 24'576 + 128) + 128);
    CHECK(r.result.model.forms[0].reductions == 1);
}

TEST_CASE("Llama 4: which layers see their chunk only, and which are mixtures") {
    const std::string scout = text_of("Llama-4-Scout");
    const auto r = read(scout);
    REQUIRE(r.result.ok());
    const transformer& m = r.result.model;
    CHECK(m.form_count == 2);
    CHECK(m.forms[0].back.sees == sight::chunked);
    CHECK(m.forms[0].back.window == 8192);
    CHECK(m.forms[0].where.count() == 36);
    CHECK(m.forms[1].where == every(4, 3, 48));
    CHECK(m.forms[1].back.window == 0);
    CHECK(notes(r, scout, hugging_face::note_kind::not_counted, "vision_config"));

    const std::string small = R"({"model_type":"llama4_text","hidden_size":64,"num_hidden_layers":4,"num_attention_heads":4,"num_key_value_heads":2,"head_dim":16,
        "intermediate_size":32,"intermediate_size_mlp":128,"num_local_experts":4,"num_experts_per_tok":1,"attention_chunk_size":8,"vocab_size":100})";
    CHECK(read(adding(small, R"("interleave_moe_layer_step":2)")).result == read(adding(small, R"("moe_layers":[1,3])")).result);
    CHECK(read(adding(small, R"("no_rope_layers":[1,1,1,0])")).result == read(small).result);
    CHECK(read(adding(small, R"("layer_types":["chunked_attention","chunked_attention","chunked_attention","full_attention"])")).result == read(small).result);
    CHECK(read(adding(small, R"("no_rope_layers":[0,0,0,0])")).result.model.form_count == 1);
    CHECK(read(adding(small, R"("interleave_moe_layer_step":2,"no_rope_layer_interval":3)")).result.model.form_count == 3);
    expect_error(adding(small, R"("moe_layers":[1,4])"), error_code::inconsistent, "moe_layers");
    expect_error(adding(small, R"("moe_layers":[],"interleave_moe_layer_step":1)"), error_code::inconsistent, "moe_layers");
    expect_error(adding(small, R"("no_rope_layers":[1,1,1])"), error_code::inconsistent, "no_rope_layers");
    expect_error(adding(small, R"("no_rope_layers":[1,1,2,0])"), error_code::unsupported_value, "no_rope_layers");
    expect_error(adding(small, R"("layer_types":["chunked_attention","full_attention"])"), error_code::inconsistent, "layer_types");
    expect_error(adding(small, R"("no_rope_layers":[1,1,0,0],"layer_types":["chunked_attention","chunked_attention","chunked_attention","full_attention"])"),
                 error_code::inconsistent, "layer_types");
    expect_error(with(small, "attention_chunk_size", "null"), error_code::inconsistent, "attention_chunk_size");
    expect_error(with(small, "attention_chunk_size", "0"), error_code::not_positive, "attention_chunk_size");
    expect_error(with(small, "num_experts_per_tok", "5"), error_code::inconsistent, "num_experts_per_tok");
    expect_error(adding(without(small, "intermediate_size_mlp"), R"("interleave_moe_layer_step":2)"), error_code::missing_field, "intermediate_size_mlp");
}

TEST_CASE("text_config: errors stand where they are in the whole file") {
    const std::string file = text_of("Llama-4-Scout");
    const auto line_of = [](const std::string& text, const std::string& what) {
        return static_cast<std::int32_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find(what)), '\n')) + 1;
    };
    const std::string negative = with(file, "hidden_size", "-5120");
    CHECK(error_of(negative).code == error_code::not_positive);
    CHECK(error_of(negative).line == line_of(negative, "-5120"));
    CHECK(error_of(negative).column == 20);
}

TEST_CASE("text_config: what is missing, of the wrong kind, or said twice") {
    const std::string half = "{\n  \"model_type\": \"gemma3\",\n  \"text_config\": {\n    \"hidden_size\": 2560\n  },\n  \"vision_config\": {}\n}";
    const auto missing = error_of(half);
    CHECK(missing.code == error_code::missing_field);
    CHECK(std::string(missing.key.text) == "num_hidden_layers");
    CHECK(missing.line == 5);  // where text_config ends
    CHECK(missing.column == 3);
    expect_error(R"({"model_type":"gemma3"})", error_code::missing_field, "text_config");
    expect_error(R"({"model_type":"gemma3","text_config":null})", error_code::wrong_type, "text_config");
    expect_error(R"({"model_type":"gemma3","text_config":[]})", error_code::wrong_type, "text_config");
    expect_error(R"({"model_type":"gemma3","text_config":{}})", error_code::missing_field, "hidden_size");
    expect_error(R"({"model_type":"gemma3","text_config":{"model_type":"llama4_text"}})", error_code::unsupported_value, "model_type");
    expect_error(R"({"model_type":"gemma3","text_config":{"model_type":3}})", error_code::wrong_type, "model_type");
    expect_error(R"({"model_type":"gemma3","audio_config":{},"text_config":{}})", error_code::not_modelled, "audio_config");
    expect_error(R"({"model_type":"gemma3","text_config":{"hidden_size":1,"hidden_size":1}})", error_code::duplicate_key, "hidden_size");
    expect_error(R"({"model_type":"gemma3","text_config":{"hidden_sizes":1}})", error_code::not_modelled, "hidden_sizes");
    expect_error(R"({"model_type":"llama","text_config":{}})", error_code::not_modelled, "text_config");
}

TEST_CASE("text_config has the limits of the whole: keys, depth, an end") {
    const auto inside = [](const std::string& members) { return R"({"model_type":"gemma3","text_config":{)" + members + "}}"; };
    std::string many;
    for (int i = 0; i < 193; ++i) many += (i == 0 ? "" : ",") + std::string("\"k") + std::to_string(i) + "\":1";
    CHECK(error_of(inside(many)).code == error_code::too_many_members);
    const auto nested = [&](std::size_t n) { return error_of(inside("\"a\":" + std::string(n, '[') + std::string(n, ']'))).code; };
    CHECK(nested(62) == error_code::missing_field);  // with the two objects around them 64
    CHECK(nested(63) == error_code::nested_too_deep);
    CHECK(error_of(R"({"model_type":"gemma3","text_config":{"a":1)").code == error_code::truncated);
    CHECK(error_of(R"({"model_type":"gemma3","text_config":{"a":1]})").code == error_code::syntax);
    CHECK(error_of(R"({"model_type":"gemma3","text_config":{"a":1,}})").code == error_code::syntax);
    CHECK(error_of(R"({"model_type":"gemma3","a":{"text_config":{"b":1,"b":1}}})").code == error_code::missing_field);
}

TEST_CASE("tied tables of a file with a text_config: what is said inside or around it, the same in both") {
    const auto gemma = [](const std::string& inside, const std::string& around) {
        return R"({"model_type":"gemma3","text_config":{"hidden_size":64,"num_hidden_layers":2,"intermediate_size":32,"sliding_window":8)" + inside + "}" + around + "}";
    };
    const std::string yes = R"(,"tie_word_embeddings":true)", no = R"(,"tie_word_embeddings":false)";
    CHECK(read(gemma("", "")).result.model.tied);  // Gemma3TextConfig
    CHECK(read(gemma(yes, "")).result.model.tied);
    CHECK(!read(gemma(no, "")).result.model.tied);
    CHECK(!read(gemma("", no)).result.model.tied);
    CHECK(read(gemma(yes, yes)).result.model.tied);
    expect_error(gemma(yes, no), error_code::inconsistent, "tie_word_embeddings");
    expect_error(gemma("", R"(,"tie_word_embeddings":1)"), error_code::wrong_type, "tie_word_embeddings");
}

TEST_CASE("defaults that Gemma 3 takes are said; heads of one kind alone are not filled up") {
    const std::string text = text_of("Gemma-3-4B");
    for (const char* key : {"num_attention_heads", "num_key_value_heads", "head_dim", "vocab_size", "sliding_window_pattern", "tie_word_embeddings"})
        CHECK(notes(read(text), text, hugging_face::note_kind::defaulted, key));
    const std::string small = R"({"model_type":"gemma3_text","hidden_size":64,"num_hidden_layers":6,"intermediate_size":32,"sliding_window":8,"vocab_size":100})";
    expect_error(adding(small, R"("num_attention_heads":4)"), error_code::missing_field, "num_key_value_heads");
    expect_error(adding(small, R"("num_attention_heads":4,"num_key_value_heads":3)"), error_code::inconsistent, "num_key_value_heads");
    expect_error(adding(small, R"("sliding_window_pattern":3,"_sliding_window_pattern":6)"), error_code::inconsistent, "_sliding_window_pattern");
    expect_error(adding(small, R"("sliding_window_pattern":0)"), error_code::not_positive, "sliding_window_pattern");
    const std::string kinds = R"("layer_types":["sliding_attention","sliding_attention","full_attention","sliding_attention","sliding_attention","full_attention"])";
    CHECK(read(adding(small, kinds)).result == read(adding(small, R"("sliding_window_pattern":3)")).result);
    CHECK(read(adding(small, kinds + R"(,"sliding_window_pattern":3)")).result.ok());
    expect_error(adding(small, kinds + R"(,"sliding_window_pattern":6)"), error_code::inconsistent, "layer_types");
    expect_error(adding(small, R"("layer_types":["sliding_attention"])"), error_code::inconsistent, "layer_types");
    expect_error(adding(small, R"("use_bidirectional_attention":true)"), error_code::unsupported_value, "use_bidirectional_attention");
    expect_error(with(small, "vocab_size", "0"), error_code::not_positive, "vocab_size");
}

TEST_CASE("windows of Gemma and Phi") {
    for (const char* file : {"Gemma-2-9B", "Gemma-3-1B"}) {
        CAPTURE(file);
        const std::string text = text_of(file);
        expect_error(with(text, "sliding_window", "0"), error_code::not_positive, "sliding_window");
        expect_error(with(text, "sliding_window", "-1"), error_code::not_positive, "sliding_window");
        expect_error(with(text, "sliding_window", "null"), error_code::inconsistent, "sliding_window");
        expect_error(without(text, "sliding_window"), error_code::missing_field, "sliding_window");
    }
    const std::string phi = text_of("Phi-3-mini-4k");
    expect_error(with(phi, "sliding_window", "-1"), error_code::not_positive, "sliding_window");
    for (const char* none : {"0", "null"}) CHECK(read(with(phi, "sliding_window", none)).result.model.forms[0].back.window == 0);
    expect_error(adding(text_of("Gemma-2-9B"), R"("sliding_window_size":2048)"), error_code::inconsistent, "sliding_window_size");
}

TEST_CASE("old and new names of one size must agree") {
    const struct {
        const char* file;
        const char* added;
        const char* key;
    } all[] = {{"GPT-2", R"("hidden_size":1024)", "hidden_size"},
               {"GPT-2", R"("num_hidden_layers":13)", "num_hidden_layers"},
               {"GPT-2", R"("num_attention_heads":16)", "num_attention_heads"},
               {"GPT-2", R"("max_position_embeddings":2048)", "max_position_embeddings"},
               {"OPT-6.7B", R"("d_model":5120)", "d_model"},
               {"BLOOM-176B", R"("hidden_size":1024)", "hidden_size"},
               {"BLOOM-176B", R"("n_head":64)", "num_attention_heads"},
               {"Falcon-7B", R"("num_attention_heads":64)", "n_head"},
               {"Falcon-7B", R"("num_hidden_layers":33)", "n_layer"},
               {"Falcon-180B", R"("n_head_kv":4)", "n_head_kv"}};
    for (const auto& k : all) expect_error(adding(text_of(k.file), k.added), error_code::inconsistent, k.key);
    CHECK(read(adding(text_of("GPT-2"), R"("hidden_size":768,"num_hidden_layers":12,"num_attention_heads":12,"max_position_embeddings":1024)")).result == read(text_of("GPT-2")).result);
}

TEST_CASE("sizes that do not divide, and what a family has not") {
    const std::string gpt = text_of("GPT-2");
    expect_error(with(gpt, "n_head", "11"), error_code::inconsistent, "n_head");
    expect_error(without(gpt, "n_positions"), error_code::missing_field, "n_positions");
    CHECK(count_of(read(adding(gpt, R"("n_inner":1000)"))) == 124'439'808 - 12 * (2 * 768 * 2072 + 2072));
    expect_error(with(gpt, "vocab_size", "0"), error_code::not_positive, "vocab_size");
    expect_error(adding(gpt, R"("add_cross_attention":true)"), error_code::unsupported_value, "add_cross_attention");
    const std::string opt = text_of("OPT-6.7B");
    expect_error(with(opt, "word_embed_proj_dim", "512"), error_code::unsupported_value, "word_embed_proj_dim");
    expect_error(with(opt, "do_layer_norm_before", "false"), error_code::unsupported_value, "do_layer_norm_before");
    CHECK(count_of(read(with(opt, "enable_bias", "false"))) == 6'658'473'984 - 32 * 9 * 4096);
    expect_error(adding(text_of("BLOOM-176B"), R"("n_inner":4096)"), error_code::unsupported_value, "n_inner");
    const std::string falcon = text_of("Falcon-180B");
    expect_error(with(falcon, "num_kv_heads", "9"), error_code::inconsistent, "num_kv_heads");
    expect_error(with(with(falcon, "multi_query", "false"), "new_decoder_architecture", "false"), error_code::inconsistent, "num_kv_heads");
    expect_error(adding(falcon, R"("num_ln_in_parallel_attn":3)"), error_code::unsupported_value, "num_ln_in_parallel_attn");
    CHECK(count_of(read(adding(falcon, R"("num_ln_in_parallel_attn":1)"))) == 178'557'088'768 - 80 * 2 * 14'848);
    const std::string minimax = text_of("MiniMax-M2.5");
    CHECK(notes(read(minimax), minimax, hugging_face::note_kind::not_counted, "num_mtp_modules"));
    CHECK(count_of(read(with(minimax, "use_routing_bias", "false"))) == 228'689'764'864 - 62 * 256);
    expect_error(with(minimax, "use_qk_norm", "false"), error_code::unsupported_value, "use_qk_norm");
    expect_error(adding(minimax, R"("attn_type_list":[1,0])"), error_code::unsupported_value, "attn_type_list");
    expect_error(adding(minimax, R"("attn_type_list":[1,1])"), error_code::inconsistent, "attn_type_list");
    expect_error(without(minimax, "head_dim"), error_code::missing_field, "head_dim");
    const std::string glm = text_of("GLM-4.5");
    CHECK(notes(read(glm), glm, hugging_face::note_kind::not_counted, "num_nextn_predict_layers"));
    CHECK(count_of(read(with(glm, "use_qk_norm", "false"))) == 352'797'829'024 - 92 * 2 * 128);
    expect_error(with(glm, "num_experts_per_tok", "161"), error_code::inconsistent, "num_experts_per_tok");
    expect_error(with(glm, "num_key_value_heads", "7"), error_code::inconsistent, "num_key_value_heads");
    expect_error(without(glm, "head_dim"), error_code::missing_field, "head_dim");
    const std::string mimo = text_of("MiMo-7B");
    CHECK(notes(read(mimo), mimo, hugging_face::note_kind::not_counted, "num_nextn_predict_layers"));
    expect_error(with(mimo, "attention_bias", "false"), error_code::unsupported_value, "attention_bias");
    expect_error(adding(text_of("Phi-4"), R"("q_lora_rank":8)"), error_code::not_modelled, "q_lora_rank");
    expect_error(with(text_of("DeepSeek-V2"), "topk_method", "\"noaux_tc\""), error_code::unsupported_value, "topk_method");
}

TEST_CASE("recurrent layers: kinds, periods and patterns") {
    const std::string qwen = text_of("Qwen3-Next-80B-A3B");
    CHECK(read(without(qwen, "full_attention_interval")).result == read(qwen).result);  // 4 is documented
    CHECK(read(with(qwen, "full_attention_interval", "3")).result.model.forms[1].where == every(3, 2, 48));
    expect_error(adding(qwen, R"("layer_types":["linear_attention"])"), error_code::inconsistent, "layer_types");
    expect_error(with(qwen, "linear_num_value_heads", "24"), error_code::inconsistent, "linear_num_key_heads");
    expect_error(without(qwen, "linear_key_head_dim"), error_code::missing_field, "linear_key_head_dim");
    expect_error(without(qwen, "shared_expert_intermediate_size"), error_code::missing_field, "shared_expert_intermediate_size");
    expect_error(adding(qwen, R"("attn_output_gate":false)"), error_code::unsupported_value, "attn_output_gate");
    expect_error(with(qwen, "use_sliding_window", "true"), error_code::unsupported_value, "use_sliding_window");
    CHECK(read(with(qwen, "mlp_only_layers", "[0, 3]")).result.model.form_count == 4);
    const std::string qwen35 = text_of("Qwen3.5-122B-A10B");
    expect_error(with(qwen35, "full_attention_interval", "2"), error_code::inconsistent, "layer_types");

    const std::string jamba = text_of("Jamba-1.5-Large");
    CHECK(count_of(read(with(jamba, "mamba_dt_rank", "\"auto\""))) == count_of(read(jamba)));  // 8,192 / 16
    expect_error(with(jamba, "attn_layer_offset", "8"), error_code::inconsistent, "attn_layer_offset");
    expect_error(with(jamba, "attn_layer_period", "0"), error_code::not_positive, "attn_layer_period");
    expect_error(with(jamba, "mamba_proj_bias", "true"), error_code::unsupported_value, "mamba_proj_bias");
    expect_error(with(jamba, "sliding_window", "4096"), error_code::unsupported_value, "sliding_window");
    CHECK(read(with(jamba, "expert_layer_offset", "0")).result.model.form_count == 3);   // attention is then a mixture
    CHECK(read(with(jamba, "expert_layer_period", "3")).result.model.form_count == 4);
    CHECK(read(with(with(jamba, "num_experts", "1"), "num_experts_per_tok", "1")).result.model.form_count == 2);

    const std::string nano = text_of("Nemotron-3-Nano-30B-A3B");
    expect_error(with(nano, "num_hidden_layers", "51"), error_code::inconsistent, "hybrid_override_pattern");
    expect_error(with(nano, "hybrid_override_pattern", "[1]"), error_code::wrong_type, "hybrid_override_pattern");
    expect_error(without(nano, "hybrid_override_pattern"), error_code::missing_field, "hybrid_override_pattern");
    std::string letters = nano;
    expect_error(letters.replace(letters.find("MEMEM*"), 1, "X"), error_code::unsupported_value, "hybrid_override_pattern");
    expect_error(without(nano, "n_shared_experts"), error_code::missing_field, "n_shared_experts");
    expect_error(with(nano, "n_shared_experts", "2"), error_code::unsupported_value, "n_shared_experts");
    expect_error(with(nano, "mlp_hidden_act", "\"silu\""), error_code::unsupported_value, "mlp_hidden_act");
    expect_error(adding(nano, R"("moe_latent_size":1024)"), error_code::not_modelled, "moe_latent_size");
    expect_error(with(text_of("Nemotron-H-8B"), "n_groups", "7"), error_code::inconsistent, "n_groups");
    expect_error(adding(text_of("Nemotron-H-8B"), R"("head_dim":64)"), error_code::inconsistent, "attention_head_dim");

    const std::string mamba = text_of("Mamba-2.8B");
    CHECK(count_of(read(without(mamba, "time_step_rank"))) == 2'768'345'600);
    CHECK(count_of(read(with(mamba, "time_step_rank", "\"auto\""))) == 2'768'345'600);
    expect_error(with(mamba, "intermediate_size", "2560"), error_code::inconsistent, "intermediate_size");
    expect_error(with(mamba, "n_layer", "63"), error_code::inconsistent, "n_layer");
    expect_error(with(mamba, "use_bias", "true"), error_code::unsupported_value, "use_bias");
    CHECK(count_of(read(with(mamba, "use_conv_bias", "false"))) == 2'768'345'600 - 64 * 5120);
    CHECK(count_of(read(adding(mamba, R"("tie_word_embeddings":false)"))) == 2'768'345'600 + 50'280 * 2560);
    const std::string codestral = text_of("Mamba-Codestral-7B");
    expect_error(with(codestral, "num_heads", "64"), error_code::inconsistent, "intermediate_size");
    // Mamba2-130M: 24 layers of 768, 24 heads, one group, tied
    CHECK(count_of(read(R"({"model_type":"mamba2","hidden_size":768,"num_hidden_layers":24,"num_heads":24,"head_dim":64,"n_groups":1,"state_size":128,
        "conv_kernel":4,"chunk_size":256,"expand":2,"vocab_size":50288,"tie_word_embeddings":true,"use_bias":false,"use_conv_bias":true,"rms_norm":true})")) == 128'989'632);
}

TEST_CASE("sparse attention: what its indexer must have") {
    const std::string v32 = text_of("DeepSeek-V3.2");
    for (const char* key : {"index_n_heads", "index_head_dim", "index_topk"}) expect_error(without(v32, key), error_code::missing_field, key);
    expect_error(with(v32, "q_lora_rank", "null"), error_code::inconsistent, "q_lora_rank");
    expect_error(adding(v32, R"("index_topk_freq":4)"), error_code::not_modelled, "index_topk_freq");
    expect_error(adding(text_of("DeepSeek-V3"), R"("index_topk":2048)"), error_code::not_modelled, "index_topk");
    CHECK(read(with(v32, "index_topk", "1024")).result.model.forms[0].back.window == 1024);
}

TEST_CASE("formats of what is kept: a state in fp32 where the file says so, an indexer's keys in fp8") {
    CHECK(read(text_of("Nemotron-3-Nano-30B-A3B")).result.formats.state == fp32::spec);
    CHECK(read(text_of("Qwen3.5-122B-A10B")).result.formats.state == fp32::spec);
    CHECK(read(text_of("Qwen3-Next-80B-A3B")).result.formats.state == bf16::spec);
    CHECK(read(text_of("DeepSeek-V3.2")).result.formats.index == fp8_per_row_of_128::spec);
    CHECK(read(text_of("GLM-5")).result.formats.index == fp8_per_row_of_128::spec);
    CHECK(read(text_of("DeepSeek-V3")).result.formats.index == bf16::spec);
    expect_error(with(text_of("Nemotron-3-Nano-30B-A3B"), "mamba_ssm_cache_dtype", "\"fp4\""), error_code::unsupported_value, "mamba_ssm_cache_dtype");
    expect_error(with(text_of("Nemotron-3-Nano-30B-A3B"), "mamba_ssm_cache_dtype", "32"), error_code::wrong_type, "mamba_ssm_cache_dtype");
}

TEST_CASE("a key of another family that is null, or an option that is false, is none") {
    const std::string llama = R"({"model_type":"llama","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"intermediate_size":128,"vocab_size":100})";
    for (const char* key : {"sliding_window", "layer_types", "q_lora_rank", "num_local_experts", "n_inner", "vision_config", "text_config"}) {
        const std::string text = adding(llama, "\"" + std::string(key) + "\":null");
        CHECK(read(text).result == read(llama).result);
        CHECK(notes(read(text), text, hugging_face::note_kind::skipped, key));
    }
    for (const char* key : {"use_sliding_window", "qkv_bias", "use_qk_norm", "use_mtp", "use_parallel_residual"}) {
        const std::string text = adding(llama, "\"" + std::string(key) + "\":false");
        CHECK(read(text).result == read(llama).result);
        CHECK(notes(read(text), text, hugging_face::note_kind::skipped, key));
        expect_error(adding(llama, "\"" + std::string(key) + "\":true"), error_code::not_modelled, key);
        expect_error(adding(llama, "\"" + std::string(key) + "\":0"), error_code::not_modelled, key);
    }
    // false affirms these, or denies what every model of the family has
    for (const char* key : {"no_bias", "disable_qkv_bias", "skip_attention_norm", "gated_mlp", "multi_query", "use_shared_expert"})
        expect_error(adding(llama, "\"" + std::string(key) + "\":false"), error_code::not_modelled, key);
    const std::string qwen = R"({"model_type":"qwen2","hidden_size":64,"num_hidden_layers":2,"num_attention_heads":4,"num_key_value_heads":2,"intermediate_size":128,"vocab_size":100})";
    expect_error(adding(qwen, R"("qkv_bias":false)"), error_code::unsupported_value, "qkv_bias");
    expect_error(adding(qwen, R"("use_attn_bias":false)"), error_code::not_modelled, "use_attn_bias");
    expect_error(adding(text_of("GPT-2"), R"("bias":false)"), error_code::not_modelled, "bias");
    expect_error(adding(text_of("Gemma-3-1B"), R"("qk_norm":false)"), error_code::not_modelled, "qk_norm");
}

TEST_CASE("a family that nobody has taught is refused, with the names that are near") {
    const auto near = [](const char* name) {
        std::vector<std::string> names;
        for (const char* known : hugging_face::nearest_families(name)) names.emplace_back(known);
        return names;
    };
    CHECK(near("qwen4_next").front() == "qwen3_next");
    CHECK(near("lama").front() == "llama");
    CHECK(near("deepseek_v4")[0] == "deepseek_v2");
    CHECK(near("deepseek_v4")[1] == "deepseek_v3");
    for (const std::string& name : {std::string(), std::string("nemotron_nas"), std::string(5'000, 'x')}) CHECK(near(name.c_str()).size() == 3);
    for (const char* name : {"zamba2", "falcon_mamba", "bamba", "nemotron", "qwen3_5", "kimi_linear", "phi3small", "gemma3n", "mistral3", "llama5", "Llama"}) {
        const std::string text = R"({"model_type":")" + std::string(name) + R"(","hidden_size":64})";
        expect_error(text, error_code::unknown_family, "model_type");
        const auto r = read(text);
        CHECK(r.said.count == 3);
        for (const auto& n : r.said) CHECK(n.kind == hugging_face::note_kind::known_name);
    }
    static_assert(hugging_face::nearest_families("gpt_os").names[0] == hugging_face::families::gpt_oss.model_type);
}

namespace {

/// A gpt-oss of as many layers as letters: s slides, f sees all, any other is a kind that is not known. The separator of
/// each is the next of these.
std::string gpt_oss_of(const std::string& kinds, const std::vector<std::string>& separators) {
    std::string list;
    for (std::size_t i = 0; i < kinds.size(); ++i)
        list += (i == 0 ? "" : separators[i % separators.size()]) + (kinds[i] == 's' ? R"("sliding_attention")" : kinds[i] == 'f' ? R"("full_attention")" : R"("other_attention")");
    return R"({"model_type":"gpt_oss","hidden_size":64,"num_attention_heads":4,"num_key_value_heads":2,"head_dim":16,"intermediate_size":32,"vocab_size":100,
        "sliding_window":8,"num_local_experts":4,"num_experts_per_tok":2,"num_hidden_layers":)" + std::to_string(kinds.size()) + R"(,"layer_types":[)" + list + "]}";
}

std::string kinds_read(const transformer& m) {
    std::string kinds;
    for (std::int64_t layer = 0; layer < m.layer_count; ++layer)
        for (std::int64_t i = 0; i < m.form_count; ++i)
            if (m.forms[i].where.contains(layer)) kinds += m.forms[i].back.window > 0 ? 's' : 'f';
    return kinds;
}

}  // namespace

TEST_CASE("layers' kinds may follow any pattern, however they are written") {
    std::vector<std::string> all = {"s", "f", "sf", "sssf", "fs", "ssfssf", std::string(256, 's'), std::string(70, 's') + std::string(58, 'f')};
    const std::string period = "sssssf";
    for (std::size_t n = 1; n <= 256; n += 17) {
        std::string kinds;
        while (kinds.size() < n) kinds += period[kinds.size() % period.size()];
        all.push_back(kinds);
        kinds[n / 2] = kinds[n / 2] == 's' ? 'f' : 's';
        all.push_back(kinds);
    }
    std::string wide = std::string(65, 's') + 'f';  // repeats with a period of more than 64
    all.push_back(wide + wide + wide);
    const std::vector<std::vector<std::string>> ways = {{","}, {",\n    "}, {",\n    ", ", ", ","}, {" ,\t", ",\r\n"}};
    for (const std::string& kinds : all)
        for (const auto& way : ways) {
            CAPTURE(kinds);
            CHECK(kinds_read(read(gpt_oss_of(kinds, way)).result.model) == kinds);
        }
}

TEST_CASE("what is wrong in a list of kinds is found wherever it stands") {
    for (const int at : {0, 1, 2, 7, 8, 46, 47}) {
        std::string kinds;
        while (kinds.size() < 48) kinds += "sssf";
        kinds[static_cast<std::size_t>(at)] = 'x';
        expect_error(gpt_oss_of(kinds, {", "}), error_code::unsupported_value, "layer_types");
        const std::string number = gpt_oss_of(kinds, {", "});
        expect_error(std::string(number).replace(number.find(R"("other_attention")"), 17, "1"), error_code::wrong_type, "layer_types");
        expect_error(std::string(number).replace(number.find(R"("other_attention")"), 17, R"("full_attention", "sliding_attention")"), error_code::inconsistent, "layer_types");
    }
    const std::string sliding = gpt_oss_of(std::string(48, 's'), {","});
    expect_error(std::string(sliding).replace(sliding.find('[') + 1, 2, R"("\u0073)"), error_code::unsupported_value, "layer_types");
}
