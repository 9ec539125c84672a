// What the umbrella has, in one header; the model and the part are the user's own.
#include <rafter.hpp>

using namespace rafter;

struct my_model {
    static constexpr transformer spec = make_transformer(
        {.hidden = 4096, .vocabulary = 128256},
        block{layers(0, 32), grouped_query_attention{.query_heads = 32, .kv_heads = 8, .head_width = 128}, gated_feed_forward{14336}});
};
struct my_part {
    static constexpr accelerator spec{.name = "part", .vendor = "me", .kind = architecture::gpu, .scope = "card",
                                      .peaks = {.bf16 = {100_TFLOPS, "data sheet"}},
                                      .tiers = {{.name = "HBM", .capacity = {24_GB, "data sheet"}, .read = {1_TB_per_s, "data sheet"}}}};
};

using serving = deployment<my_model, my_part, plan<>, batch<4>, prompt<2048>, output<256>>;
static_assert(serving::feasible);
template struct rafter::require<serving>;

int main() { return assess(my_model::spec, my_part::spec, serving::asked).feasible ? 0 : 1; }
