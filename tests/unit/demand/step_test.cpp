// The step ledger, line by line.
#include <doctest/doctest.h>

#include <cstdint>
#include <initializer_list>
#include <rafter/catalog/models.hpp>
#include <rafter/demand/ledger.hpp>
#include <rafter/demand/step.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::asking;
using claims::ledger_of;
using claims::line_of;
using claims::lines_named;
using claims::unseen;
namespace models = rafter::catalog::models;

ledger decode(const transformer& m, const request& r) {
    return ledger_of(unseen(m), unseen(r), phase::decode);
}
ledger prefill(const transformer& m, const request& r) {
    return ledger_of(unseen(m), unseen(r), phase::prefill);
}

struct sums {
    double flops = 0, weights = 0, read = 0, written = 0, activations = 0, sent = 0;
};
sums sum_of(const ledger& l) {
    sums s;
    for (const operation& o : l) {
        const auto n = static_cast<double>(o.repeats);
        s.flops += n * o.work_flops;
        s.weights += n * o.weight_bytes;
        s.read += n * o.cache_read_bytes;
        s.written += n * o.cache_write_bytes;
        s.activations += n * o.activation_bytes;
        s.sent += n * o.sent_bytes;
    }
    return s;
}

}  // namespace

TEST_CASE("Llama-2-7B, one decode step at 2,048 tokens: one layer") {
    const ledger l = decode(models::llama_2_7b::spec, asking({}, {.prompt = 2047}));
    const operation q = line_of(l, "q");
    CHECK(q.repeats == 32);
    CHECK(q.work_flops == 33'554'432);
    CHECK(q.weight_bytes == 33'554'432);
    CHECK(q.activation_bytes == 16'384);
    CHECK(line_of(l, "kv").work_flops == 67'108'864);
    CHECK(line_of(l, "kv").activation_bytes == 24'576);  // one vector in, two out
    CHECK(line_of(l, "o").work_flops == 33'554'432);
    CHECK(line_of(l, "gate_up").work_flops == 180'355'072);
    CHECK(line_of(l, "gate_up").activation_bytes == 52'224);  // (4,096 + 2 x 11,008) x 2
    CHECK(line_of(l, "down").work_flops == 90'177'536);
    CHECK(line_of(l, "down").weight_bytes == 90'177'536);
    const operation a = line_of(l, "attention");
    CHECK(a.repeats == 32);
    CHECK(a.work_flops == 33'554'432);        // 4 x 32 x 128 x 2,048 pairs
    CHECK(a.cache_read_bytes == 33'554'432);  // 2,048 x 8,192 x 2
    CHECK(a.cache_write_bytes == 16'384);
    CHECK(a.weight_bytes == 0);
    CHECK(line_of(l, "vectors").weight_bytes == 16'384);  // two norms
    CHECK(line_of(l, "vectors").work_flops == 0);
    CHECK(line_of(l, "head").work_flops == 262'144'000);
    CHECK(line_of(l, "head").repeats == 1);
    CHECK(line_of(l, "embedding").work_flops == 0);
    CHECK(line_of(l, "embedding").weight_bytes == 0);  // a row, not the table
}

TEST_CASE("Llama-2-7B, one decode step: all lines") {
    const sums s = sum_of(decode(models::llama_2_7b::spec, asking({}, {.prompt = 2047})));
    CHECK(s.flops == 14'287'896'576.0);    // 2 a weight of a matrix, and 32 x 33,554,432
    CHECK(s.weights == 13'214'687'232.0);  // all but the input table
    CHECK(s.read == 1'073'741'824.0);
    CHECK(s.written == 524'288.0);
    CHECK(s.sent == 0);
}

TEST_CASE("Llama-2-7B, a prompt of 2,048: products on all tokens, the head on one") {
    const ledger l = prefill(models::llama_2_7b::spec, asking({}, {.prompt = 2048}));
    CHECK(line_of(l, "q").work_flops == 68'719'476'736.0);
    CHECK(line_of(l, "attention").work_flops == 34'376'515'584.0);  // 16,384 x 2,098,176
    CHECK(line_of(l, "attention").cache_read_bytes == 0);
    CHECK(line_of(l, "attention").cache_write_bytes == 33'554'432);
    CHECK(line_of(l, "head").work_flops == 262'144'000);
    CHECK(line_of(l, "gate_up").weight_bytes == 180'355'072);  // once, whatever the tokens
    CHECK(sum_of(l).flops == 27'626'028'662'784.0);
}

TEST_CASE("a bound counts keys and values, but only the sampled position, in the last layer of a prompt") {
    const ledger l = prefill(models::llama_2_7b::spec, asking({}, {.prompt = 2048}));
    CHECK(line_of(l, "kv").last_layer_flops == 2048.0 * 67'108'864);
    CHECK(line_of(l, "q").last_layer_flops == 33'554'432);
    CHECK(line_of(l, "down").last_layer_flops == 90'177'536);
    CHECK(line_of(l, "attention").last_layer_flops == 33'554'432);  // one query, 2,048 keys
}

TEST_CASE("two prompts at once double the work and read the weights once") {
    const ledger one = prefill(models::llama_2_7b::spec, asking({}, {.prompt = 1024}));
    const ledger two = prefill(models::llama_2_7b::spec, asking({}, {.prompt = 1024, .prompts_at_once = 2}));
    CHECK(sum_of(two).flops == 2 * sum_of(one).flops);
    CHECK(sum_of(two).weights == sum_of(one).weights);
    CHECK(line_of(two, "attention").work_flops == 2 * 8'598'323'200.0);  // 524,800 pairs each, not those of 2,048
    CHECK(line_of(two, "head").work_flops == 2 * 262'144'000.0);
}

TEST_CASE("a batch of decodes reads the weights once and every cache") {
    const sums one = sum_of(decode(models::llama_3_1_8b::spec, asking({}, {.batch = 1, .prompt = 2047})));
    const sums many = sum_of(decode(models::llama_3_1_8b::spec, asking({}, {.batch = 64, .prompt = 2047})));
    CHECK(many.weights == one.weights);
    CHECK(many.read == 64.0 * 268'435'456);
    CHECK(many.flops == 64 * one.flops);
}

TEST_CASE("windows: half of gpt-oss looks at 128 tokens") {
    const ledger l = decode(models::gpt_oss_120b::spec, asking({}, {.prompt = 2047}));
    REQUIRE(lines_named(l, "attention") == 2);
    CHECK(line_of(l, "attention", 0).repeats == 18);
    CHECK(line_of(l, "attention", 0).work_flops == 2'097'152);      // 16,384 x 128
    CHECK(line_of(l, "attention", 0).cache_read_bytes == 262'144);  // 128 x 2,048
    CHECK(line_of(l, "attention", 1).work_flops == 33'554'432);
    CHECK(line_of(l, "attention", 1).cache_read_bytes == 4'194'304);
    const ledger p = prefill(models::gpt_oss_120b::spec, asking({}, {.prompt = 2048}));
    CHECK(line_of(p, "attention", 0).work_flops == 16'384.0 * 254'016);
    CHECK(line_of(p, "attention", 1).work_flops == 16'384.0 * 2'098'176);
}

TEST_CASE("MLA: absorbed in decode, expanded in prefill") {
    const ledger d = decode(models::deepseek_v3::spec, asking({}, {.prompt = 4095}));
    CHECK(line_of(d, "attention").work_flops == 1'140'850'688.0);    // 278,528 x 4,096
    CHECK(line_of(d, "attention").cache_read_bytes == 4'718'592.0);  // 576 x 4,096 x 2, once for all heads
    const ledger p = prefill(models::deepseek_v3::spec, asking({}, {.prompt = 4096}));
    CHECK(line_of(p, "attention").work_flops == 687362539520.0);
    const ledger cut = decode(models::deepseek_v3::spec, asking({.tensor = 16}, {.prompt = 4095}));
    CHECK(line_of(cut, "attention").work_flops == 71'303'168.0);
    CHECK(line_of(cut, "attention").cache_read_bytes == 4'718'592.0);  // whole on every rank
}

TEST_CASE("experts: k of E in work, expected distinct ones in bytes") {
    const ledger one = decode(models::mixtral_8x7b::spec, asking({}, {.prompt = 2111}));
    CHECK(line_of(one, "gate_up").work_flops == doctest::Approx(469'762'048.0));    // 2 x 2 x 2 x 4,096 x 14,336
    CHECK(line_of(one, "gate_up").weight_bytes == doctest::Approx(469'762'048.0));  // two of eight experts
    CHECK(line_of(one, "down").weight_bytes == doctest::Approx(234'881'024.0));
    CHECK(line_of(one, "router").work_flops == 65'536);
    const ledger batch = decode(models::mixtral_8x7b::spec, asking({.tensor = 2}, {.batch = 16, .prompt = 2111}));
    CHECK(line_of(batch, "down").weight_bytes == doctest::Approx(7.919819234 * 58'720'256));  // 4,096 x 7,168 x 2
    CHECK(line_of(batch, "down").work_flops == doctest::Approx(32 * 58'720'256.0));
}

TEST_CASE("expert biases are read with their experts: gpt-oss-120b at one token, 4 of 128") {
    const ledger l = decode(models::gpt_oss_120b::spec, asking({}, {.prompt = 2111}));
    CHECK(line_of(l, "gateup_b").weight_bytes == doctest::Approx(4 * 11'520.0));
    CHECK(line_of(l, "down_bias").weight_bytes == doctest::Approx(4 * 5'760.0));
}

TEST_CASE("unknown routing touches k experts, whatever the batch") {
    const ledger l =
        decode(models::mixtral_8x7b::spec, asking({}, {.batch = 16, .prompt = 2111, .experts = routing::unknown}));
    CHECK(line_of(l, "down").weight_bytes == doctest::Approx(2 * 117'440'512.0));
    CHECK(line_of(l, "down").least_weight_bytes == line_of(l, "down").weight_bytes);
}

TEST_CASE("tensor parallel: two all-reduces of T*d a layer, one of the embedding, a gather of the logits") {
    const ledger l = decode(models::llama_2_7b::spec, asking({.tensor = 2}, {.batch = 3, .prompt = 2047}));
    REQUIRE(lines_named(l, "all_reduce") == 3);
    int of_layers = 0;
    for (const operation& o : l) {
        if (o.kind != message::all_reduce) continue;
        CHECK(o.sent_bytes == 24'576);  // 3 x 4,096 x 2
        CHECK(o.least_sent_bytes == (o.repeats == 32 ? 24'576 : 12'288));  // a row of the table is on one rank
        of_layers += o.repeats == 32 ? 1 : 0;
    }
    CHECK(of_layers == 2);
    CHECK(line_of(l, "all_gather").sent_bytes == 384'000);  // 3 x 32,000 x 4
    CHECK(line_of(l, "all_gather").least_sent_bytes == 0);  // a greedy sampler needs none
    CHECK(line_of(l, "q").work_flops == 3 * 16'777'216.0);
    CHECK(line_of(l, "head").work_flops == 3 * 131'072'000.0);
    const ledger p = prefill(models::llama_2_7b::spec, asking({.tensor = 2}, {.prompt = 2048}));
    CHECK(line_of(p, "all_reduce").sent_bytes == 16'777'216);
    CHECK(line_of(p, "all_gather").sent_bytes == 128'000);  // one sampled position
}

TEST_CASE("replicated tables need neither message") {
    request r = asking({.tensor = 2}, {.prompt = 2047});
    r.serving.embedding = tables::replicated;
    const ledger l = decode(models::llama_2_7b::spec, r);
    CHECK(lines_named(l, "all_reduce") == 2);
    CHECK(lines_named(l, "all_gather") == 0);
    CHECK(line_of(l, "head").work_flops == 262'144'000.0);
}

TEST_CASE("a plan of one device sends nothing") {
    CHECK(sum_of(decode(models::deepseek_v3::spec, asking({}, {.batch = 8, .prompt = 2047}))).sent == 0);
    CHECK(sum_of(prefill(models::mixtral_8x7b::spec, asking({}, {.prompt = 2047}))).sent == 0);
}

TEST_CASE("pipeline: one send a boundary, of which each tensor rank can carry its part") {
    const ledger l =
        decode(models::llama_3_1_70b::spec, asking({.tensor = 8, .pipeline = 4}, {.batch = 8, .prompt = 2047}));
    CHECK(line_of(l, "send").repeats == 3);
    CHECK(line_of(l, "send").sent_bytes == 32'768);  // two sequences of eight in four micro-batches: 2 x 8,192 x 2
    CHECK(line_of(l, "send").least_sent_bytes == 4'096);
}

TEST_CASE("micro-batches that are stated: of a decode step, and of a prompt whose later chunks read what earlier ones kept") {
    CHECK(decode_size(unseen(split{.pipeline = 4, .micro_batches = 8}), unseen(workload{.batch = 10, .prompt = 100})).sequences == 2);
    const request r = asking({.pipeline = 4, .micro_batches = 4}, {.prompt = 2048});
    const step_size whole = prefill_size(r.plan, r.load), part = micro_batch_of(unseen(whole));
    CHECK(whole.tokens == 2048);
    CHECK(whole.micro_batches == 4);
    CHECK(part.tokens == 512);
    const ledger l = rafter::ledger_of(sheet_of(unseen(models::llama_2_7b::spec), r), part);
    CHECK(line_of(l, "q").work_flops == 512 * 33'554'432.0);
    CHECK(line_of(l, "attention").work_flops == 34'376'515'584.0 / 4);
    CHECK(line_of(l, "attention").cache_read_bytes == (512 + 1024 + 1536) * 16'384.0 / 4);  // in the mean
    const step_size prompts = micro_batch_of(prefill_size(r.plan, unseen(workload{.prompt = 2048, .prompts_at_once = 4})));
    CHECK(prompts.tokens == 2048);
    CHECK(lookback_of(sheet_of(unseen(models::llama_2_7b::spec), r), sheet_of(unseen(models::llama_2_7b::spec), r).forms[0], prompts).read_bytes == 0);
}

TEST_CASE("DeepSeek-V3 over 64 expert ranks, 64 sequences: k*(e-1)/e copies there in fp8 and back in bf16") {
    request r = asking({.expert = 64}, {.batch = 64, .prompt = 4095});
    r.formats.dispatch = fp8::spec;
    const ledger l = decode(models::deepseek_v3::spec, r);
    CHECK(line_of(l, "dispatch").repeats == 58);
    CHECK(line_of(l, "dispatch").sent_bytes == doctest::Approx(56'448.0));  // 8 x 63/64 x 7,168
    CHECK(line_of(l, "combine").sent_bytes == doctest::Approx(112'896.0));
    // at least: ranks that a token wants, 64 x (1 - C(252,8)/C(256,8)) of 8
    CHECK(line_of(l, "dispatch").least_sent_bytes == doctest::Approx(56'448.0 * 0.95946877).epsilon(1e-7));
    CHECK(lines_named(l, "all_reduce") == 0);           // attention is data parallel
    CHECK(line_of(l, "q_a").work_flops == 22'020'096);  // one sequence a rank
    CHECK(line_of(l, "router").work_flops == 3'670'016);
    // four experts a rank, about 3.47 of them touched by 64 tokens on the mean: 222.44 / 64
    const operation experts = line_of(l, "down", 1);  // after that of the dense layers
    CHECK(experts.least_weight_bytes == doctest::Approx(222.4424877 / 64 * 29'360'128).epsilon(1e-8));
    CHECK(experts.least_work_flops == doctest::Approx(8 * 29'360'128.0));
    CHECK(experts.weight_bytes <= 4 * 29'360'128.0);
}

TEST_CASE("4-bit weights with 16-bit activations are multiplied as 16 bits, but a bound grants their width") {
    request r = asking({}, {.prompt = 2047});
    r.formats.set_weights(int4<128>::spec);
    const ledger l = decode(models::llama_2_7b::spec, r);
    CHECK(line_of(l, "q").multiplied_as == arithmetic::bf16);
    CHECK(line_of(l, "q").operand_bits == 4);
    CHECK(line_of(l, "q").weight_bytes == 8'650'752);
    CHECK(line_of(l, "head").operand_bits == 16);
    CHECK(line_of(l, "attention").multiplied_as == arithmetic::bf16);
}

TEST_CASE("lines without work: nothing is negative, nothing is beyond the ledger") {
    for (const transformer& m : {models::deepseek_v3::spec, models::gpt_oss_120b::spec, models::kimi_k2::spec}) {
        const ledger l = decode(m, asking({.tensor = 8, .pipeline = 4, .expert = 8}, {.batch = 64, .prompt = 2047}));
        CHECK(l.count < max_operations);
        for (const operation& o : l) {
            CHECK(o.work_flops >= 0);
            CHECK(o.least_work_flops <= o.work_flops * (1 + 1e-12));
            CHECK(o.least_weight_bytes <= o.weight_bytes * (1 + 1e-12));
            CHECK(o.least_sent_bytes <= o.sent_bytes * (1 + 1e-12));
        }
    }
}

TEST_CASE("ranks that share the width of an expert all get its tokens") {
    const auto sent = [](const split& plan) {
        return line_of(decode(models::mixtral_8x7b::spec, asking(plan, {.batch = 8, .prompt = 100})), "dispatch").sent_bytes;
    };
    // 2 x 3/4 copies of 8,192 bytes of 8 tokens over 8 ranks, two of them for each expert
    CHECK(sent({.tensor = 2, .expert = 4, .data = 4}) == doctest::Approx(2 * 12'288.0));
    CHECK(sent({.expert = 8, .data = 8}) == doctest::Approx(14'336.0));
}

TEST_CASE("a format wider than the unit that multiplies it is bound by that unit's width") {
    request r = asking({}, {.prompt = 2047});
    r.formats.set_weights({.native = arithmetic::bf16, .element_bits = 32});
    CHECK(line_of(decode(models::llama_2_7b::spec, r), "q").operand_bits == 16);
}

TEST_CASE("context parallel 4 of Llama-3.1-405B, tensor parallel 8: a decode step of six sequences at 2,048 tokens") {
    const ledger l = decode(models::llama_3_1_405b::spec, asking({.tensor = 8, .context = 4}, {.batch = 6, .prompt = 2047}));
    CHECK(line_of(l, "q").work_flops == 134'217'728);  // the fullest rank has two of the six new tokens
    CHECK(line_of(l, "head").work_flops == 2 * 525'336'576.0);
    const operation a = line_of(l, "attention");  // and a quarter of all caches
    CHECK(a.work_flops == 25'165'824);
    CHECK(a.cache_read_bytes == 1'572'864);
    CHECK(a.cache_write_bytes == 1024);
    CHECK(line_of(l, "gather").kind == message::ring);
    CHECK(line_of(l, "gather").repeats == 126);
    CHECK(line_of(l, "gather").sent_bytes == 24'576);  // 6 x 16 heads x 128 x 2
    CHECK(line_of(l, "merge").sent_bytes == 24'768);   // 6 x 16 heads x 129 x 2
    CHECK(line_of(l, "gather").least_sent_bytes == 0);
    CHECK(line_of(l, "merge").least_sent_bytes == 0);
    CHECK(line_of(l, "all_reduce").sent_bytes == 65'536);  // two tokens of 16,384
    CHECK(lines_named(l, "ring") == 0);
}

TEST_CASE("context parallel 4 of Llama-3.1-405B, tensor parallel 8: a prompt of 2,048") {
    const ledger l = prefill(models::llama_3_1_405b::spec, asking({.tensor = 8, .context = 4}, {.prompt = 2048}));
    CHECK(line_of(l, "q").work_flops == 512 * 67'108'864.0);
    CHECK(line_of(l, "attention").work_flops == 4'297'064'448.0);  // 8,192 x 2,098,176 / 4
    CHECK(line_of(l, "attention").cache_write_bytes == 512 * 512);
    CHECK(line_of(l, "ring").sent_bytes == 1'048'576);  // one K/V head of two a rank: 2,048 x 256 x 2
    CHECK(line_of(l, "ring").repeats == 126);
    CHECK(lines_named(l, "gather") == 0);
    CHECK(line_of(l, "head").work_flops == 525'336'576);
}

TEST_CASE("context parallel divides the latent cache, which tensor parallel does not: DeepSeek-V3 over 8") {
    const ledger d = decode(models::deepseek_v3::spec, asking({.context = 8}, {.prompt = 4095}));
    CHECK(line_of(d, "attention").cache_read_bytes == 589'824);    // 576 x 4,096 x 2 / 8
    CHECK(line_of(d, "attention").work_flops == 142'606'336);      // 278,528 x 4,096 / 8
    CHECK(line_of(d, "gather").sent_bytes == 147'456);             // absorbed queries: 128 x 576 x 2
    CHECK(line_of(d, "merge").sent_bytes == 131'328);              // 128 x 513 x 2
    const ledger p = prefill(models::deepseek_v3::spec, asking({.context = 8}, {.prompt = 4096}));
    CHECK(line_of(p, "ring").sent_bytes == 4'718'592);             // latents: 4,096 x 576 x 2
    CHECK(line_of(p, "attention").least_work_flops == 85'920'317'440.0);
    // besides, latents of seven other ranks become keys and values: 3,584 x 2 x 512 x 128 x 256
    CHECK(line_of(p, "attention").work_flops == 85'920'317'440.0 + 120'259'084'288.0);
}

TEST_CASE("Mamba-2.8B, three sequences: a state is read and written once a step, whatever the context") {
    for (const std::int64_t prompt : {std::int64_t{1}, std::int64_t{100'000}}) {
        const ledger l = decode(models::mamba_2_8b::spec, asking({}, {.batch = 3, .prompt = prompt}));
        const operation scan = line_of(l, "scan");
        CHECK(scan.repeats == 64);
        CHECK(scan.work_flops == 3 * 368'640.0);         // 2 x 81,920 each way, 2 x 4 x 5,120 of the convolution
        CHECK(scan.cache_read_bytes == 3 * 194'560.0);   // 81,920 x 2, and three of four columns: 15,360 x 2
        CHECK(scan.cache_write_bytes == 3 * 194'560.0);
        CHECK(scan.activation_bytes == 3 * 41'024.0);    // in 15,392, out 5,120
        CHECK(lines_named(l, "attention") == 0);
        CHECK(line_of(l, "x_proj").work_flops == 3 * 1'966'080.0);
        CHECK(line_of(l, "vectors").weight_bytes == 240'640);  // 117,760 beside the matrices and a norm of 2,560
    }
    request r = asking({}, {.batch = 3, .prompt = 100});
    r.formats.state = fp32::spec;
    CHECK(line_of(decode(models::mamba_2_8b::spec, r), "scan").cache_read_bytes == 3 * 358'400.0);
}

TEST_CASE("Mamba-2.8B over four ranks: channels are cut, step, B and C added up between them, one residual branch") {
    const ledger l = decode(models::mamba_2_8b::spec, asking({.tensor = 4}, {.prompt = 100}));
    CHECK(line_of(l, "scan").work_flops == 92'160);
    CHECK(line_of(l, "scan").cache_read_bytes == 48'640);
    REQUIRE(lines_named(l, "all_reduce") == 3);  // embedding, the mixer's result, and within it
    CHECK(line_of(l, "all_reduce", 1).sent_bytes == 5'120);
    CHECK(line_of(l, "all_reduce", 1).repeats == 64);
    CHECK(line_of(l, "all_reduce", 2).sent_bytes == 384);  // 160 + 2 x 16
    CHECK(line_of(l, "all_reduce", 2).least_sent_bytes == 0);
}

TEST_CASE("a prompt is scanned in chunks, and leaves one state a sequence: Nemotron-H-8B") {
    const ledger l = prefill(models::nemotron_h_8b::spec, asking({}, {.prompt = 1000, .prompts_at_once = 2}));
    const operation scan = line_of(l, "scan");
    CHECK(scan.repeats == 24);
    CHECK(scan.least_work_flops == 2000 * 4'276'224.0);                  // 2 x 2,097,152 and 81,920
    CHECK(scan.work_flops == 2000 * (4'276'224.0 + 1'188'864.0));        // and 129 x 9,216
    CHECK(scan.last_layer_flops == 2000 * 2'179'072.0 + 2 * 2'097'152.0);  // into the state always, out of it where sampled
    CHECK(scan.cache_read_bytes == 0);
    CHECK(scan.cache_write_bytes == 2 * 2'158'592.0);  // 1,048,576 x 2 and 10,240 x 3 x 2
    CHECK(line_of(l, "attention").repeats == 4);
    CHECK(lines_named(l, "attention") == 1);
    CHECK(line_of(l, "up").repeats == 24);
}

TEST_CASE("layers of one branch: one all-reduce each, and none of experts that are exchanged need be") {
    const ledger l = decode(models::nemotron_h_8b::spec, asking({.tensor = 2}, {.prompt = 100}));
    CHECK(lines_named(l, "all_reduce") == 4);  // embedding and three kinds of layer
    const ledger e = decode(models::nemotron_3_nano_30b_a3b::spec, asking({.tensor = 2, .expert = 2}, {.batch = 4, .prompt = 100}));
    REQUIRE(lines_named(e, "all_reduce") == 4);
    for (int i = 1; i < 4; ++i) {
        const operation o = line_of(e, "all_reduce", i);
        CHECK(o.sent_bytes == 21'504);  // 4 x 2,688 x 2
        CHECK(o.least_sent_bytes == (o.repeats == 23 && i == 2 ? 0 : 21'504));  // M 23, E 23, * 6
    }
    CHECK(line_of(e, "up").work_flops > 0);  // experts without gates
}

TEST_CASE("gates: of attention's result, of the shared expert") {
    const ledger l = decode(models::qwen3_next_80b_a3b::spec, asking({}, {.prompt = 1023}));
    CHECK(line_of(l, "q").work_flops == 33'554'432);           // 2 x 2,048 x 4,096, twice
    CHECK(line_of(l, "attention").work_flops == 16'777'216);   // 4 x 16 x 256 x 1,024
    CHECK(line_of(l, "attention").repeats == 12);
    CHECK(line_of(l, "sh_gate").work_flops == 4'096);
    CHECK(line_of(l, "scan").work_flops == 3'211'264);         // 6 x 524,288 and 8 x 8,192
    CHECK(line_of(l, "scan").cache_read_bytes == 1'097'728);   // 524,288 x 2 and 8,192 x 3 x 2
}

TEST_CASE("sparse attention: 2,048 tokens are attended to, all are scored") {
    const ledger l = decode(models::deepseek_v3_2::spec, asking({.tensor = 8}, {.prompt = 99'999}));
    const operation a = line_of(l, "attention"), x = line_of(l, "indexer");
    CHECK(a.work_flops == 71'303'168);           // 278,528 / 8 x 2,048
    CHECK(a.cache_read_bytes == 2'359'296);      // 2,048 x 576 x 2
    CHECK(a.cache_write_bytes == 1'152);
    CHECK(x.work_flops == 1'638'400'000);        // 16,384 x 100,000, on every rank
    CHECK(x.cache_read_bytes == 25'600'000);     // 128 x 2
    CHECK(x.cache_write_bytes == 256);
    CHECK(line_of(l, "index_q").work_flops == 25'165'824);
    const ledger early = decode(models::deepseek_v3_2::spec, asking({}, {.prompt = 2047}));
    CHECK(line_of(early, "indexer").cache_read_bytes == 0);  // nothing to choose
    CHECK(line_of(early, "attention").cache_read_bytes == 2'359'296);
    request r = asking({}, {.prompt = 99'999});
    r.formats.index = fp8_per_row_of_128::spec;
    CHECK(line_of(decode(models::deepseek_v3_2::spec, r), "indexer").cache_read_bytes == 13'200'000);  // 132 a token
    CHECK(line_of(decode(models::deepseek_v3_2::spec, r), "indexer").multiplied_as == arithmetic::fp8);
    const ledger p = prefill(models::deepseek_v3_2::spec, asking({}, {.prompt = 8192}));
    CHECK(line_of(p, "attention").work_flops == 81'920.0 * 14'681'088);
    CHECK(line_of(p, "indexer").work_flops == 16'384.0 * 31'460'352);  // pairs of 8,192 less those of 2,048
    CHECK(line_of(p, "indexer").last_layer_flops == 16'384.0 * 8192);
}
