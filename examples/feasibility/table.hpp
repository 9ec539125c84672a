// One model over the parts asked for: a row a part.
#pragma once

#include "model_file.hpp"

#include <rafter/demand/request.hpp>
#include <rafter/engine/profile.hpp>
#include <rafter/hardware/accelerator.hpp>
#include <string>
#include <vector>

namespace example {

/// What is asked of every part.
struct question {
    rafter::request asked;
    std::string weights;  ///< names of formats; empty: as the model's file stores them
    std::string cache;
    const rafter::engine_profile* engine = nullptr;  ///< null: a machine without one
    std::vector<const rafter::accelerator*> parts;

    [[nodiscard]] rafter::request request_for(const named_model& m) const;
    /// With the limits that the engine has on devices of this capacity.
    [[nodiscard]] rafter::request request_for(const named_model& m, const rafter::accelerator& part) const;
};

void print_header(const named_model& m, const question& q);
void print_catalogue(const named_model& m, const question& q);

}  // namespace example
