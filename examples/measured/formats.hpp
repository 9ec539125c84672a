// The formats that measurements name.
#pragma once

#include <optional>
#include <string>

#include <rafter/engine/precision.hpp>

namespace measured {

/// Weights, cache and what products are multiplied as; nothing for a name that is not known. What `weights` says of the
/// classes that checkpoints leave wide is 16 bits.
[[nodiscard]] std::optional<rafter::precision> formats_of(const std::string& weights, const std::string& activations, const std::string& cache);

}  // namespace measured
