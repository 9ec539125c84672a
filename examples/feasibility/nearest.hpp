// The names that a user may have meant.
#pragma once

#include <string>
#include <vector>

namespace example {

/// The three of `known` that take the fewest changed, added or dropped letters, the nearest first.
[[nodiscard]] std::vector<std::string> nearest_names(const std::string& asked, std::vector<std::string> known);

}  // namespace example
