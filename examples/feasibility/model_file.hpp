// A config.json on disk.
#pragma once

#include <optional>
#include <rafter/engine/precision.hpp>
#include <rafter/model/transformer.hpp>
#include <string>
#include <vector>

namespace example {

struct named_model {
    std::string name;
    rafter::transformer spec;
    rafter::precision formats;       ///< that the checkpoint is stored in
    std::vector<std::string> notes;  ///< what the reader took by default, skipped, did not apply
};

/// Nothing, after an error with its place on standard error.
std::optional<named_model> read_model(const std::string& path);

}  // namespace example
