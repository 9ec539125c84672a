// One model over the parts asked for: a row a part.
#pragma once

#include "model_file.hpp"

#include <rafter/demand/request.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <string>
#include <vector>

namespace example {

/// What is asked of every part, and what its formats are called.
struct question {
    rafter::request asked;
    std::string weights = "bf16";
    std::string cache = "bf16";
    std::vector<const rafter::accelerator*> parts;
};

void print_header(const named_model& m, const question& q);
void print_catalogue(const named_model& m, const question& q);

}  // namespace example
