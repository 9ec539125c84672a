// The same answers for machines.
#pragma once

#include "model_file.hpp"
#include "table.hpp"

#include <vector>

namespace example {

/// On standard output: an array with an object a model. Counts and bytes are plain integers, times are seconds; what has no
/// source is null.
void print_json(const std::vector<named_model>& models, const question& q);

}  // namespace example
