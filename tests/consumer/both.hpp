// What both translation units include.
#pragma once

#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/hugging_face/config.hpp>
#include <rafter/rafter.hpp>

using serving = rafter::deployment<rafter::catalog::models::llama_3_1_70b, rafter::catalog::accelerators::nvidia_h100_sxm,
                                   rafter::plan<rafter::tensor_parallel<4>>, rafter::batch<32>, rafter::prompt<2048>, rafter::output<256>>;

rafter::assessment other_assessment();
const rafter::footprint* other_footprint();
