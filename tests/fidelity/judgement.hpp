// Estimates held against the rows that did not make them.
#pragma once

#include <string>
#include <vector>

#include "calibration.hpp"

namespace fidelity {

/// Relative errors of the time, estimate over measurement less one.
struct errors {
    std::vector<double> of;

    [[nodiscard]] double median() const;      ///< of their size
    [[nodiscard]] double nine_of_ten() const; ///< 90th percentile of their size
    [[nodiscard]] double bias() const;        ///< their median with the sign
};

/// A row, with the errors of everything that is held against it.
struct judged {
    const sample* of = nullptr;
    bool calibrates = false;        ///< its row made constants: it counts in no error
    rafter::estimate estimate{};    ///< as the library gives it
    double error = 0;               ///< of that
    double without_engine = 0;      ///< with all rows of its engine, of any generation, left out of calibration
    double without_part = 0;        ///< with all rows of its part left out
    double roofline = 0;            ///< of the plain roofline; absent where there is none
    double efficiency = 0;          ///< of the roofline times one constant for each phase, from the same calibration rows
    bool has_roofline = false;
};

struct judgement {
    sample_set set;
    choice rows;
    calibration made;
    std::vector<judged> all;        ///< without rows of trust C

    judgement() = default;
    judgement(const judgement&) = delete;
    judgement& operator=(const judgement&) = delete;
};

/// Fills a new one.
void judge(const std::vector<measured::row>& rows, judgement& j);

/// Of the rows that fulfil `which` and did not calibrate.
template <class Which, class Error>
[[nodiscard]] errors errors_of(const judgement& j, Which which, Error error) {
    errors e;
    for (const judged& x : j.all)
        if (!x.calibrates && which(x)) e.of.push_back(error(x));
    return e;
}

[[nodiscard]] bool small_gpu_decode(const judged& x);  ///< up to 16 sequences
[[nodiscard]] bool decode(const judged& x);
[[nodiscard]] bool prefill(const judged& x);
/// No calibration row ran on its part.
[[nodiscard]] bool untouched(const judgement& j, const judged& x);

/// The report as text.
[[nodiscard]] std::string report_of(const judgement& j);
/// Its summary, as a table of Markdown.
[[nodiscard]] std::string summary_of(const judgement& j);

}  // namespace fidelity
