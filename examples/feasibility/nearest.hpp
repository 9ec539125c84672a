// The names that a user may have meant.
#pragma once

#include <string>
#include <vector>

namespace example {

/// Three of `known`: those that hold what is asked, then those that take the fewest changed, added or dropped letters.
[[nodiscard]] std::vector<std::string> nearest_names(const std::string& asked, std::vector<std::string> known);

}  // namespace example
