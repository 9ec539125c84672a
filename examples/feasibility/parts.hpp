// The parts of the catalogue that words ask for.
#pragma once

#include <rafter/hardware/accelerator.hpp>
#include <string>
#include <vector>

namespace example {

struct parts_or_error {
    std::vector<const rafter::accelerator*> parts;  ///< in the order of the catalogue
    std::string error;
};

/// A word is a part's name or id or whole words of one ("h100"), a class ("wafer scale") or a vendor, in either case; no words
/// mean all. A word that names nothing is an error with the nearest names.
[[nodiscard]] parts_or_error select_parts(const std::vector<std::string>& words);

}  // namespace example
