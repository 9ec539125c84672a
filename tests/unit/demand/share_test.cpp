// One device's part of a tensor: Llama-3.1-70B, Mixtral-8x7B and DeepSeek-V3, matrix by matrix.
#include <doctest/doctest.h>

#include <cstdint>
#include <rafter/catalog/models.hpp>
#include <rafter/demand/share.hpp>
#include <unit/claims.hpp>

namespace {

using namespace rafter;
using claims::unseen;
namespace models = rafter::catalog::models;

share part(const transformer& m, int form, label name, const split& plan, const number_format& format = bf16::spec) {
    const request r{.plan = unseen(plan)};
    const layer_form& f = m.forms[form];
    for (std::int64_t i = 0; i < f.tensor_count; ++i)
        if (f.tensors[i].name == name) return share_of(f.tensors[i], degrees_of(r, f), format);
    return {};
}

}  // namespace

TEST_CASE("tensor parallel 8 of Llama-3.1-70B") {
    const transformer m = unseen(models::llama_3_1_70b::spec);
    const share q = part(m, 0, "q", {.tensor = 8});
    CHECK(q.inputs == 8192);
    CHECK(q.outputs == 1024);
    CHECK(q.stored.value == 16'777'216);
    const share kv = part(m, 0, "kv", {.tensor = 8});
    CHECK(kv.outputs == 128);
    CHECK(kv.copies == 2);
    CHECK(kv.stored.value == 4'194'304);
    const share o = part(m, 0, "o", {.tensor = 8});
    CHECK(o.inputs == 1024);
    CHECK(o.outputs == 8192);
    CHECK(part(m, 0, "gate_up", {.tensor = 8}).outputs == 3584);
    CHECK(part(m, 0, "down", {.tensor = 8}).inputs == 3584);
    CHECK(part(m, 0, "norms", {.tensor = 8}).stored.value == 32'768);  // on every rank
}

TEST_CASE("key/value heads are cut up to their number and replicated beyond it") {
    const transformer m = unseen(models::llama_3_1_70b::spec);
    CHECK(part(m, 0, "kv", {.tensor = 4}).outputs == 256);
    CHECK(part(m, 0, "kv", {.tensor = 16}).outputs == 128);
    CHECK(part(m, 0, "kv", {.tensor = 64}).outputs == 128);
    CHECK(part(m, 0, "q", {.tensor = 64}).outputs == 128);
}

TEST_CASE("the vocabulary is padded, or the tables are replicated by the engine") {
    const transformer m = unseen(models::qwen3_8b::spec);  // 151,936 / 6 = 25,322.7
    request r{.plan = {.tensor = 6}};
    CHECK(share_of(m.head, degrees_of_tables(r), bf16::spec).outputs == 25'323);
    r.serving.embedding = tables::replicated;
    CHECK(share_of(m.head, degrees_of_tables(r), bf16::spec).outputs == 151'936);
}

TEST_CASE("experts: by width under tensor parallel, by number under expert parallel, by both") {
    const transformer m = unseen(models::mixtral_8x7b::spec);
    const share width = part(m, 0, "gate_up", {.tensor = 4});
    CHECK(width.copies == 16);
    CHECK(width.outputs == 3584);
    const share number = part(m, 0, "gate_up", {.tensor = 4, .expert = 4});
    CHECK(number.copies == 4);
    CHECK(number.outputs == 14336);
    const share both = part(m, 0, "gate_up", {.tensor = 4, .expert = 2});
    CHECK(both.copies == 8);
    CHECK(both.outputs == 7168);
    CHECK(both.stored == width.stored);
    CHECK(part(m, 0, "router", {.tensor = 4, .expert = 4}).stored.value == 65'536);
}

TEST_CASE("MLA: down projections whole, heads cut; DeepSeek-V3 over 8") {
    const transformer m = unseen(models::deepseek_v3::spec);
    CHECK(part(m, 0, "q_a", {.tensor = 8}).stored.value == 22'020'096);
    CHECK(part(m, 0, "kv_a", {.tensor = 8}).stored.value == 8'257'536);
    CHECK(part(m, 0, "q_b", {.tensor = 8}).stored.value == 9'437'184);
    CHECK(part(m, 0, "kv_b", {.tensor = 8}).stored.value == 4'194'304);
    CHECK(part(m, 0, "o", {.tensor = 8}).stored.value == 29'360'128);
}

TEST_CASE("scales are counted of the shard, not divided: fp8 in blocks, 18,432 over 16 is nine blocks") {
    const transformer m = unseen(models::deepseek_v3::spec);
    // gate and up: 2 x (1,152 x 7,168 + 9 x 56 x 4)
    CHECK(part(m, 0, "gate_up", {.tensor = 16}, fp8_per_block::spec).stored.value == 16'519'104);
    // shared expert over 16: 128 columns each, down 7,168 x 128 and 56 x 1 scales
    CHECK(part(m, 1, "sh_down", {.tensor = 16}, fp8_per_block::spec).stored.value == 917'728);
}
