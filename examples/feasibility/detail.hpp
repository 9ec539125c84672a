// One deployment in depth, and one that fails.
#pragma once

#include "model_file.hpp"

#include <rafter/demand/request.hpp>

namespace example {

void print_breakdown(const named_model& m, const rafter::request& asked);
void print_failure(const named_model& m, const rafter::request& asked);

}  // namespace example
