// The constants of an explanation, a letter each.
#pragma once

#include <rafter/performance/explanation.hpp>
#include <string>
#include <utility>
#include <vector>

namespace example {

/// The letters of those that went into an operation: "acfgh".
[[nodiscard]] std::string constants_of(const rafter::explained_operation& o);
/// Those that went into any.
[[nodiscard]] std::vector<std::pair<char, const rafter::used_constant*>> constants_of(const rafter::explanation& why);

}  // namespace example
