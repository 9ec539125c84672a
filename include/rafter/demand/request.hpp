// Everything that is described, together: the input of demand, price and judge.
#pragma once

// First, so that a compiler that complains of units names few files on its way to them.
#include <rafter/quantity/units.hpp>

#include <rafter/engine/engine.hpp>
#include <rafter/engine/precision.hpp>
#include <rafter/model/transformer.hpp>
#include <rafter/parallelism/split.hpp>
#include <rafter/workload/workload.hpp>

namespace rafter {

/// What is asked of one kind of device: how the model is split, what it serves, in which formats, by which engine. The
/// model and the hardware are not part of it, because they are large and rarely change.
struct request {
    split plan{};
    workload load{};
    precision formats{};
    engine serving{};
};

}  // namespace rafter
