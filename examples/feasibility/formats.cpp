#include "formats.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <rafter/demand/parameters.hpp>

namespace example {
namespace {

using rafter::number_format;

const std::map<std::string, number_format> formats = {
    {"fp32", rafter::fp32::spec}, {"bf16", rafter::bf16::spec}, {"fp16", rafter::fp16::spec}, {"fp8", rafter::fp8::spec},
    {"fp8_per_tensor", rafter::fp8_per_tensor::spec}, {"fp8_per_output_row", rafter::fp8_per_output_row::spec},
    {"fp8_per_block", rafter::fp8_per_block::spec}, {"int8", rafter::int8::spec}, {"mxfp8", rafter::mxfp8::spec}, {"mxfp4", rafter::mxfp4::spec},
    {"nvfp4", rafter::nvfp4::spec}, {"int4_g32", rafter::int4<32>::spec}, {"int4_g64", rafter::int4<64>::spec}, {"int4_g128", rafter::int4<128>::spec}};

}  // namespace

std::vector<std::string> format_names() {
    std::vector<std::string> names;
    for (const auto& [name, spec] : formats) names.push_back(name);
    return names;
}

const number_format& format_of(const std::string& name) { return formats.at(name); }

std::string format_in_words(const number_format& f) {
    const auto at = std::find_if(formats.begin(), formats.end(), [&f](const auto& known) { return known.second == f; });
    return at != formats.end() ? at->first : fmt::format("{:.4g}-bit", rafter::bits_per_element(f));
}

std::string weights_in_words(const rafter::transformer& m, const rafter::precision& p) {
    using rafter::tensor_class;
    const rafter::parameter_count counts = rafter::parameters_of(m);
    tensor_class most = tensor_class::attention;
    for (const tensor_class c : {tensor_class::feed_forward, tensor_class::routed_expert})
        if (counts.of(c) > counts.of(most)) most = c;
    const number_format &main = p.of(most), &wide = p.of(tensor_class::head);
    const std::string rest = main == wide ? "" : fmt::format(" (embedding, head, router, norms and biases {})", format_in_words(wide));
    return fmt::format("{} weights{}{}", format_in_words(main), rest, p.exception_count > 0 ? ", some layers or tensors in others" : "");
}

}  // namespace example
