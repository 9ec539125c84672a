// The names that checkpoints give the matrices of a layer, and the tensors of the normal form that they are.
#pragma once

#include <cstdint>  // int32_t, uint8_t, uint32_t, uint64_t
#include <rafter/hugging_face/key.hpp>
#include <rafter/model/layer.hpp>
#include <rafter/model/tensor.hpp>

namespace rafter::hugging_face {

/// A matrix of a layer as checkpoints store it, and the tensor of the normal form that it is, or is a part of.
struct module_part {
    const char* name;  ///< in a layer; the feed-forward is called mlp here, and of experts it is any
    tensor_class kind;
    label tensor;
};

inline constexpr module_part module_parts[] = {
    {"self_attn.q_proj", tensor_class::attention, "q"},
    {"self_attn.k_proj", tensor_class::attention, "kv"},
    {"self_attn.v_proj", tensor_class::attention, "kv"},
    {"self_attn.o_proj", tensor_class::attention, "o"},
    {"self_attn.q_a_proj", tensor_class::attention, "q_a"},
    {"self_attn.q_b_proj", tensor_class::attention, "q_b"},
    {"self_attn.kv_a_proj_with_mqa", tensor_class::attention, "kv_a"},
    {"self_attn.kv_b_proj", tensor_class::attention, "kv_b"},
    {"mlp.gate_proj", tensor_class::feed_forward, "gate_up"},
    {"mlp.up_proj", tensor_class::feed_forward, "gate_up"},
    {"mlp.down_proj", tensor_class::feed_forward, "down"},
    {"mlp.experts.0.gate_proj", tensor_class::routed_expert, "gate_up"},
    {"mlp.experts.0.up_proj", tensor_class::routed_expert, "gate_up"},
    {"mlp.experts.0.down_proj", tensor_class::routed_expert, "down"},
    {"mlp.shared_experts.gate_proj", tensor_class::shared_expert, "sh_gate_up"},
    {"mlp.shared_experts.up_proj", tensor_class::shared_expert, "sh_gate_up"},
    {"mlp.shared_experts.down_proj", tensor_class::shared_expert, "sh_down"},
    {"mlp.gate", tensor_class::router, "router"},
    {"self_attn.indexer.wq_b", tensor_class::attention, "index_q"},
    {"self_attn.indexer.wk", tensor_class::attention, "index_k"},
    {"self_attn.indexer.weights_proj", tensor_class::router, "index_w"},
    {"mlp.shared_expert_gate", tensor_class::router, "sh_gate"},
};
inline constexpr int part_count = static_cast<int>(sizeof(module_parts) / sizeof(module_parts[0]));

using part_bits = std::uint32_t;
[[nodiscard]] constexpr part_bits parts_from_to(int first, int last) noexcept {
    return (part_bits{1} << (last + 1)) - (part_bits{1} << first);
}
inline constexpr part_bits attention_parts = parts_from_to(0, 7) | parts_from_to(18, 19), dense_parts = parts_from_to(8, 10), expert_parts = parts_from_to(11, 13),
                           shared_parts = parts_from_to(14, 16), router_part = parts_from_to(17, 17);
/// What a scheme for linear layers converts. Routers stay as they are unless a file targets them by name: in most
/// families they are no linear module, and engines load them so.
inline constexpr part_bits linear_parts = attention_parts | dense_parts | expert_parts | shared_parts;

/// The names that files use, within a layer, and the parts that each stands for: none for what is never quantised.
struct module_name {
    key name;
    part_bits parts;
};
inline constexpr module_name module_names[] = {
    {"self_attn", attention_parts}, {"self_attn.q_proj", 1U << 0}, {"self_attn.k_proj", 1U << 1}, {"self_attn.v_proj", 1U << 2},
    {"self_attn.qkv_proj", parts_from_to(0, 2)}, {"self_attn.o_proj", 1U << 3}, {"self_attn.q_a_proj", 1U << 4},
    {"self_attn.q_b_proj", 1U << 5}, {"self_attn.kv_a_proj_with_mqa", 1U << 6}, {"self_attn.kv_b_proj", 1U << 7},
    {"self_attn.q_norm", 0}, {"self_attn.k_norm", 0}, {"self_attn.q_a_layernorm", 0}, {"self_attn.kv_a_layernorm", 0},
    {"self_attn.rotary_emb", 0}, {"self_attn.sinks", 0}, {"self_attn.indexer", parts_from_to(18, 20)}, {"self_attn.indexer.wq_b", 1U << 18},
    {"self_attn.indexer.wk", 1U << 19}, {"self_attn.indexer.weights_proj", 1U << 20}, {"self_attn.indexer.k_norm", 0},
    {"mlp", dense_parts | expert_parts | shared_parts | router_part}, {"mlp.gate_proj", 1U << 8}, {"mlp.up_proj", 1U << 9},
    {"mlp.gate_up_proj", parts_from_to(8, 9)}, {"mlp.down_proj", 1U << 10},
    {"mlp.experts", expert_parts}, {"mlp.experts.gate_proj", 1U << 11}, {"mlp.experts.up_proj", 1U << 12}, {"mlp.experts.w1", 1U << 11},
    {"mlp.experts.w3", 1U << 12}, {"mlp.experts.w2", 1U << 13}, {"mlp.experts.gate_up_proj", parts_from_to(11, 12)},
    {"mlp.experts.down_proj", 1U << 13},
    {"mlp.shared_expert", shared_parts}, {"mlp.shared_expert.gate_proj", 1U << 14}, {"mlp.shared_expert.up_proj", 1U << 15},
    {"mlp.shared_expert.gate_up_proj", parts_from_to(14, 15)}, {"mlp.shared_expert.down_proj", 1U << 16},
    {"mlp.shared_experts", shared_parts}, {"mlp.shared_experts.gate_proj", 1U << 14}, {"mlp.shared_experts.up_proj", 1U << 15},
    {"mlp.shared_experts.gate_up_proj", parts_from_to(14, 15)}, {"mlp.shared_experts.down_proj", 1U << 16},
    {"mlp.gate", router_part}, {"mlp.router", router_part}, {"mlp.shared_expert_gate", 0}, {"mlp.gate.e_score_correction_bias", 0},
    {"mlp.e_score_correction_bias", 0}, {"input_layernorm", 0}, {"post_attention_layernorm", 0}, {"pre_feedforward_layernorm", 0},
    {"post_feedforward_layernorm", 0}};
inline constexpr int module_name_count = static_cast<int>(sizeof(module_names) / sizeof(module_names[0]));

/// Beginnings of modules that stand beside the text model or behind its layers: what a file says of them changes nothing.
inline constexpr const char* modules_beside[] = {"visual", "vision", "model.visual", "model.vision", "multi_modal_projector", "model.multi_modal_projector",
                                                 "audio", "model.audio", "mtp", "model.mtp", "model.norm", "norm", "patch_merger"};

/// Matrices of a model's layers, and the two tables.
struct module_set {
    part_bits everywhere = 0;  ///< in all the layers that have them,
    part_bits somewhere = 0;   ///< and those in some, which `of` says: one bit a layer, as in a layer_set
    std::uint64_t of[part_count][max_layers / 64]{};
    bool head = false;
    bool embedding = false;

    [[nodiscard]] constexpr part_bits parts() const noexcept { return everywhere | somewhere; }
    [[nodiscard]] constexpr bool empty() const noexcept { return parts() == 0 && !head && !embedding; }
};

namespace detail {

/// The parts of each class.
struct class_parts {
    part_bits of[tensor_class_count]{};

    constexpr class_parts() noexcept {
        for (int p = 0; p < part_count; ++p) of[static_cast<int>(module_parts[p].kind)] |= part_bits{1} << p;
    }
};
inline constexpr class_parts parts_by_class{};
[[nodiscard]] constexpr part_bits parts_of(tensor_class c) noexcept { return parts_by_class.of[static_cast<int>(c)]; }

/// The parts of each tensor.
struct tensor_parts {
    static constexpr std::uint64_t buckets = 67;  ///< as many as keep the names apart
    std::uint8_t first[buckets]{};                ///< by the name: index of a part + 1, or 0
    std::uint8_t next[part_count]{};
    part_bits of[part_count]{};                   ///< those of the same tensor

    constexpr tensor_parts() noexcept {
        for (int p = part_count; p-- > 0;) {
            next[p] = first[module_parts[p].tensor.code % buckets];
            first[module_parts[p].tensor.code % buckets] = static_cast<std::uint8_t>(p + 1);
            for (int q = 0; q < part_count; ++q)
                if (module_parts[q].kind == module_parts[p].kind && module_parts[q].tensor == module_parts[p].tensor) of[p] |= part_bits{1} << q;
        }
    }
};
inline constexpr tensor_parts parts_by_tensor{};
[[nodiscard]] constexpr part_bits parts_of(const tensor& x) noexcept {
    for (int i = parts_by_tensor.first[x.name.code % tensor_parts::buckets]; i != 0; i = parts_by_tensor.next[i - 1])
        if (module_parts[i - 1].tensor.code == x.name.code && module_parts[i - 1].kind == x.kind) return parts_by_tensor.of[i - 1];
    return 0;
}

struct module_index {
    std::uint8_t first[64]{};  ///< by the low bits of the hash: index + 1, or 0
    std::uint8_t next[module_name_count]{};

    constexpr module_index() noexcept {
        for (int i = module_name_count; i-- > 0;) {
            next[i] = first[module_names[i].name.hash % 64];
            first[module_names[i].name.hash % 64] = static_cast<std::uint8_t>(i + 1);
        }
    }
};
inline constexpr module_index modules_by_hash{};

constexpr const module_name* find_module(const char* text, std::int32_t length) noexcept {
    if (length < 2) return nullptr;
    const std::uint32_t hash = key_hash(text, length);
    for (int i = modules_by_hash.first[hash % 64]; i != 0; i = modules_by_hash.next[i - 1]) {
        const key& k = module_names[i - 1].name;
        if (k.hash == hash && k.length == length && same_bytes(text, k.text, length)) return &module_names[i - 1];
    }
    return nullptr;
}

}  // namespace detail

}  // namespace rafter::hugging_face
