// One model over the whole catalogue: a row a part.
#pragma once

#include "model_file.hpp"

#include <rafter/demand/request.hpp>

namespace example {

void print_header(const named_model& m, const rafter::request& asked);
void print_catalogue(const named_model& m, const rafter::request& asked);

}  // namespace example
