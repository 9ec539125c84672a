// Mixture of experts: a router, E routed experts of which k serve a token, and shared experts that serve all.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/model/layer.hpp>

namespace rafter {

/// Router d*E, experts E*3*d*m (E*2*d*m without gates), shared experts 3*d*s (2*d*s) as one block of width s; biases and
/// a gate of the shared expert where the family has them.
/// DeepSeek-V3: E = 256, k = 8, m = 2,048, s = 2,048, a correction bias of 256: 11,320,164,608 parameters a layer.
struct mixture_of_experts {
    std::int64_t experts = 0;
    std::int64_t experts_per_token = 0;
    std::int64_t expert_width = 0;
    std::int64_t shared_width = 0;      ///< width of all shared experts together; 0 for none
    bool router_bias = false;           ///< one a logit: gpt-oss, or the correction bias of DeepSeek-V3
    bool expert_biases = false;         ///< gpt-oss
    bool gated = true;                  ///< gate and up; else up alone (relu^2 of Nemotron)
    bool shared_gate = false;           ///< one logit a token weighs the shared expert (Qwen)

    constexpr void write(layer_form& form, std::int64_t hidden) const noexcept {
        constexpr label gate_up = "gate_up", up = "up", shared_gate_up = "sh_gate_up", shared_up = "sh_up";
        const std::int64_t inner = gated ? 2 : 1, gates = checked::product(inner, experts);
        form.experts = {.total = experts, .per_token = experts_per_token};
        form.add({.name = "router", .kind = tensor_class::router, .inputs = hidden, .outputs = experts});
        if (router_bias)
            form.add({.name = "router_b", .kind = tensor_class::bias, .as = use::vector, .inputs = 1, .outputs = experts});
        form.add({.name = gated ? gate_up : up, .kind = tensor_class::routed_expert, .cut = axis::experts, .along = side::outputs,
                  .inputs = hidden, .outputs = expert_width, .copies = gates});
        form.add({.name = "down", .kind = tensor_class::routed_expert, .cut = axis::experts, .along = side::inputs,
                  .inputs = expert_width, .outputs = hidden, .copies = experts});
        if (expert_biases) {
            form.add({.name = "gateup_b", .kind = tensor_class::bias, .cut = axis::experts, .along = side::outputs,
                      .as = use::vector, .inputs = 1, .outputs = expert_width, .copies = gates});
            form.add({.name = "down_bias", .kind = tensor_class::bias, .cut = axis::experts, .as = use::vector,
                      .inputs = 1, .outputs = hidden, .copies = experts});
        }
        if (shared_width == 0) return;
        form.add({.name = gated ? shared_gate_up : shared_up, .kind = tensor_class::shared_expert, .cut = axis::width,
                  .along = side::outputs, .inputs = hidden, .outputs = shared_width, .copies = inner});
        form.add({.name = "sh_down", .kind = tensor_class::shared_expert, .cut = axis::width, .along = side::inputs,
                  .inputs = shared_width, .outputs = hidden});
        if (shared_gate) form.add({.name = "sh_gate", .kind = tensor_class::router, .inputs = hidden, .outputs = 1});
    }
};

}  // namespace rafter
