// Parts and models of the catalogue by the text that names them.
#pragma once

#include <string>

#include <rafter/hardware/accelerator.hpp>
#include <rafter/model/transformer.hpp>

namespace measured {

/// Null where there is none.
[[nodiscard]] const rafter::accelerator* find_part(const std::string& id);
[[nodiscard]] const rafter::transformer* find_model(const std::string& name);

}  // namespace measured
