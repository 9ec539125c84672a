// Reads measurements from JSON: an array of rows, or an object with one named "rows".
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "row.hpp"

namespace measured {

struct rows_or_error {
    std::vector<row> rows;
    std::string error;  ///< what is wrong and where; empty where nothing is
};

/// Fields as in row.hpp, and: `use` "point", "bound" or another (then the row is left out), `modelable`, `speculative`. A field
/// that is absent or null is not recorded; id, model, accelerator and metric must be there. A field of another name is
/// not read.
[[nodiscard]] rows_or_error read_rows(std::istream& in);

}  // namespace measured
