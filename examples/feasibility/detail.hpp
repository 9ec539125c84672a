// One deployment in depth, and one that fails.
#pragma once

#include "model_file.hpp"
#include "table.hpp"

namespace example {

/// On the fewest of H100 SXM, where that is asked for and the engine runs there, else of the first part asked for that holds it.
void print_breakdown(const named_model& m, const question& q);
void print_failure(const named_model& m, const question& q);

}  // namespace example
