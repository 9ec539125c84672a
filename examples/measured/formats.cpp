#include "formats.hpp"

#include <map>

namespace measured {

namespace {

using namespace rafter;

/// So many bits an element, scales included: `bits` and `more` of every `group` elements.
number_format packed(std::int64_t bits, std::int64_t more, std::int64_t group) {
    return {.native = arithmetic::int4, .how = multiplied::dequantised, .element_bits = bits, .scale_bits = more, .group_outputs = 1, .group_inputs = group};
}

const std::map<std::string, number_format> weight_formats = {
    {"fp32", fp32::spec},   {"bf16", bf16::spec},   {"fp16", fp16::spec},
    {"fp8", fp8::spec},     {"int8", int8::spec},   {"nvfp4", nvfp4::spec},
    {"mxfp4", mxfp4::spec}, {"mxfp4_q8", mxfp4::spec},
    {"int4_g32", packed(4, 16, 32)},     // 4.5 bits
    {"int4_g32_zp", packed(4, 32, 32)},  // 5
    {"int4_g128", packed(4, 16, 128)},   // 4.125
    {"q4_k_m", packed(4, 32, 40)},       // 4.8 in the layers
    {"bfp8_bfp4", packed(4, 16, 32)},    // 4.5 in the feed-forwards; a bound may take it everywhere
    {"exl2_3.0", packed(3, 0, 1)},
    {"exl2_4.0", packed(4, 0, 1)},
    {"exl2_5.0", packed(5, 0, 1)},
};

const std::map<std::string, number_format> cache_formats = {
    {"fp16", fp16::spec}, {"bf16", bf16::spec}, {"fp8", fp8::spec}, {"int8", int8::spec},
    {"bfp8", packed(8, 16, 32)},  // 8.5 bits
};

const std::map<std::string, arithmetic> compute_formats = {
    {"fp32", arithmetic::fp32}, {"bf16", arithmetic::bf16}, {"fp16", arithmetic::fp16},
    {"fp8", arithmetic::fp8},   {"int8", arithmetic::int8}, {"fp4", arithmetic::fp4},
};

}  // namespace

std::optional<precision> formats_of(const std::string& weights, const std::string& activations, const std::string& cache) {
    const auto w = weight_formats.find(weights);
    const auto c = cache_formats.find(cache);
    const auto a = compute_formats.find(activations);
    if (w == weight_formats.end() || c == cache_formats.end() || a == compute_formats.end()) return {};
    precision p;
    p.set_weights(w->second);
    p.cache = p.state = c->second;
    p.multiply_as = a->second;
    p.multiply_as_stated = true;
    const auto set = [&p](tensor_class kind, const number_format& f) { p.weights[static_cast<int>(kind)] = f; };
    // Engines of these formats narrow the head too, and with it a table that is both.
    const auto set_head = [&set](const number_format& f) {
        set(tensor_class::head, f);
        set(tensor_class::embedding, f);
    };
    if (weights == "q4_k_m") set_head(packed(6, 9, 16));  // Q6_K: 210 bytes of 256 elements, 6.5625 bits
    else if (weights == "int8" || weights == "bfp8_bfp4" || weights.rfind("int4_", 0) == 0 || weights.rfind("exl2_", 0) == 0) set_head(w->second);
    if (weights == "mxfp4" || weights == "mxfp4_q8") {  // the experts alone
        const number_format rest = weights == "mxfp4" ? bf16::spec : packed(8, 16, 32);  // GGUF Q8_0: 8.5 bits
        for (const tensor_class kind : {tensor_class::attention, tensor_class::feed_forward, tensor_class::shared_expert}) set(kind, rest);
        if (weights == "mxfp4_q8") set_head(rest);
    }
    return p;
}

}  // namespace measured
