// One model over the whole catalogue: a row a part.
#pragma once

#include "model_file.hpp"

#include <rafter/demand/request.hpp>
#include <string>

namespace example {

/// What is asked of every part, and what its formats are called.
struct question {
    rafter::request asked;
    std::string weights = "bf16";
    std::string cache = "bf16";
};

void print_header(const named_model& m, const question& q);
void print_catalogue(const named_model& m, const question& q);

}  // namespace example
