// Makes include/rafter/engine/calibration.hpp anew, on standard output. See tests/fidelity/refit.
#include <cstdio>
#include <fstream>
#include <json_rows.hpp>

#include "calibration.hpp"

int main(int argc, char** argv) {
    std::ifstream in(argc > 1 ? argv[1] : "tests/fidelity/measured.json");
    const measured::rows_or_error read = measured::read_rows(in);
    if (!read.error.empty()) return std::fprintf(stderr, "%s\n", read.error.c_str()), 1;
    const fidelity::sample_set set = fidelity::samples_of(read.rows);
    const fidelity::choice rows = fidelity::calibration_rows(set.samples);
    std::fputs(fidelity::header_of(fidelity::calibrate(rows, set.samples), rows).c_str(), stdout);
}
