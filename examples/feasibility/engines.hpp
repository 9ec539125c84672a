// The engines that the command line names.
#pragma once

#include <rafter/engine/profile.hpp>
#include <string>
#include <vector>

namespace example {

[[nodiscard]] std::vector<std::string> engine_ids();
/// The id must be one of them.
[[nodiscard]] const rafter::engine_profile& engine_of(const std::string& id);

}  // namespace example
