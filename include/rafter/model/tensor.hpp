// A line of a layer's normal form: one matrix, or several of one shape, and how a split cuts it.
#pragma once

#include <cstdint>  // int64_t, uint8_t
#include <rafter/model/label.hpp>

namespace rafter {

/// Formats and sharding differ by class, and so counts are kept by class. Biases are a class of their own: gpt-oss
/// keeps those of its experts in bf16 beside mxfp4 matrices. With them stand the short convolutions and the decays of
/// recurrent mixers, which stay as wide; `recurrent` are the projections of those mixers.
enum class tensor_class : std::uint8_t {
    embedding, attention, feed_forward, routed_expert, shared_expert, router, norm, bias, head, recurrent
};
inline constexpr int tensor_class_count = 10;

[[nodiscard]] constexpr const char* name_of(tensor_class c) noexcept {
    constexpr const char* names[tensor_class_count] = {"embedding", "attention", "feed-forward", "routed experts",
                                                       "shared experts", "router", "norms", "biases", "head", "recurrent mixers"};
    return names[static_cast<int>(c)];
}

/// The axis that a split divides.
enum class axis : std::uint8_t {
    none,         ///< every rank holds all of it
    query_heads,  ///< tensor parallel
    kv_heads,     ///< tensor parallel up to their number, replicated beyond it
    width,        ///< tensor parallel
    vocabulary,   ///< tensor parallel, or replicated by the engine's policy
    experts,      ///< expert parallel divides the copies; tensor parallel the width of each
};

/// Which extent of the matrix lies along that axis.
enum class side : std::uint8_t { neither, inputs, outputs };

/// What a step does with it.
enum class use : std::uint8_t {
    product,  ///< activations times the matrix: 2 x inputs x outputs FLOPs a token
    table,    ///< one row read a token
    vector,   ///< a norm, bias or sink: read whole, its arithmetic is fused into its neighbour
};

/// `copies` matrices of inputs x outputs. Those of experts are counted over all experts. Where there is none all is zero:
/// GCC leaves zeros behind the last other value out of the name that a model has as a template argument, and out of its work.
struct tensor {
    label name{};
    tensor_class kind = tensor_class::embedding;
    axis cut = axis::none;
    side along = side::neither;
    use as = use::product;
    std::int64_t inputs = 0;
    std::int64_t outputs = 0;
    std::int64_t copies = 0;  ///< a form takes one that says none as one matrix
    bool kept = false;  ///< its result is kept for later tokens (keys, values): a prefill needs it at every position

    friend constexpr bool operator==(const tensor&, const tensor&) = default;
};

}  // namespace rafter
