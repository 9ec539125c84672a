// The umbrella: everything but the catalogue, the profiles of engines, the config.json reader, estimates, phases, sentences, the
// breakdown by operation and an engine's cache blocks, which are included one by one by whoever uses them.
#pragma once

// First, so that a compiler that complains of units names few files on its way to them.
#include <rafter/quantity/literals.hpp>

#include <rafter/deployment.hpp>
#include <rafter/demand/parameters.hpp>
#include <rafter/feasibility/require.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/attention/mla.hpp>
#include <rafter/model/feed_forward/dense.hpp>
#include <rafter/model/feed_forward/mixture.hpp>
#include <rafter/search/capacity.hpp>
#include <rafter/version.hpp>
