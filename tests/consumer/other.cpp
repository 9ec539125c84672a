#include "both.hpp"

rafter::assessment other_assessment() {
    return rafter::assess(rafter::catalog::models::llama_3_1_70b::spec, rafter::catalog::accelerators::nvidia_h100_sxm::spec, serving::asked);
}

const rafter::footprint* other_footprint() { return &serving::footprint; }
