// Mamba. Shape: config.json of the model repository and the defaults of its code: twice as many channels as the model is
// wide, a state of 16, steps of rank d/16, a convolution of 4 taps. One RMSNorm a layer, which is only the mixer; tied.
#pragma once

#include <rafter/model/recurrent/mamba.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter::catalog::models {

struct mamba_2_8b {
    static constexpr const char* name = "Mamba-2.8B";
    static constexpr const char* source = "state-spaces/mamba-2.8b config.json";
    // All weights, the tied table once: printed by a loader. The vocabulary of 50,277 is padded to a multiple of 8.
    static constexpr parameters published{2'768'345'600};
    static constexpr transformer spec = make_transformer(
        {.hidden = 2560, .vocabulary = 50280, .tied = true},
        block{layers(0, 64), mamba{.channels = 5120, .state = 16, .step_rank = 160}, nothing{}, layer_norms{.count = 1}});
};

}  // namespace rafter::catalog::models
