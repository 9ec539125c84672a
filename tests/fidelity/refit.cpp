// Makes what tests/fidelity/refit writes: the header of calibrated constants, the report, its summary.
#include <cstdio>
#include <fstream>
#include <json_rows.hpp>
#include <string>

#include "judgement.hpp"

int main(int argc, char** argv) {
    const std::string what = argc > 1 ? argv[1] : "header";
    std::ifstream in("tests/fidelity/measured.json");
    const measured::rows_or_error read = measured::read_rows(in);
    if (!read.error.empty()) {
        std::fprintf(stderr, "tests/fidelity/measured.json: %s\n", read.error.c_str());
        return 1;
    }
    fidelity::judgement j;
    fidelity::judge(read.rows, j);
    const std::string text = what == "report" ? report_of(j) : what == "summary" ? summary_of(j) : header_of(j.made, j.rows);
    std::fputs(text.c_str(), stdout);
}
