// A request and the most that is served, as tables of the three kinds.
#pragma once

#include "verdict.hpp"

namespace example {

void print_service(const rafter::transformer& m, const fit& f);

}  // namespace example
