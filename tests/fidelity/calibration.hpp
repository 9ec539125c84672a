// How the constants of estimates are calibrated: which rows, and what they make.
#pragma once

#include <expected.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace fidelity {

/// What a step of a row costs per constant.
///   seconds = count * (compute/c + memory/min(m, 1/fraction) + operations*t + k*widening) + count * (messages*t + link)
struct span_features {
    double count = 1;
    double compute = 0, memory = 0, widening = 0, operations = 0;
    double messages = 0, link = 0;
    bool prefill = false;
};

[[nodiscard]] inline bool is_gpu(rafter::part_class p) {
    return p == rafter::part_class::gpu_hbm || p == rafter::part_class::gpu_gddr || p == rafter::part_class::gpu_shared_dram;
}

/// A row that can be estimated.
struct sample {
    measured::row row;
    measured::question asked;
    rafter::part_class part{};
    double memory_fraction = 1;        ///< sustained, of the part
    std::vector<span_features> spans;
    double weight_bits = 16;

    [[nodiscard]] const rafter::engine_pace* pace() const { return asked.pace; }
    [[nodiscard]] bool prefill() const { return row.is_prefill(); }
    /// Whatever its memory.
    [[nodiscard]] bool on_gpu() const { return is_gpu(part); }
};

/// Every row of use `point`, with a model and a part of the catalogue, that is not ceiling only; in the order of ids. The ids of the
/// others are listed with the reason.
struct sample_set {
    std::vector<sample> samples;
    std::vector<std::pair<std::string, std::string>> left_out;
};
[[nodiscard]] sample_set samples_of(const std::vector<measured::row>& rows);

/// Constants of one engine on one class of parts.
struct constants {
    double of_compute = 0.70, of_memory = 0.93, per_operation = 7e-6, of_prefill = 1;  ///< of_prefill: times per_operation
};

using profile = std::pair<const rafter::engine_pace*, rafter::part_class>;
/// By name, so that the order is the same in every program.
struct by_name {
    bool operator()(const profile& a, const profile& b) const {
        const std::string first = a.first != nullptr ? a.first->id : "", second = b.first != nullptr ? b.first->id : "";
        return first != second ? first < second : a.second < b.second;
    }
};
using choice = std::map<profile, std::vector<const sample*>, by_name>;

/// At most 3 rows of an engine, by the name that its source gives it, on an architecture: 3 of ten rows or more, 2 of six, else 1;
/// none of fewer than three. Its profiles and kinds of memory with at least six rows take turns, the largest first (all, where none is so
/// large). Each gives, in the order of ids: its first decode row of up to 16 sequences, its first prefill row, its first decode
/// row of more sequences (else the first small one on more devices, else the first with narrower weights). Rows of trust C
/// do not take part.
[[nodiscard]] choice calibration_rows(const std::vector<sample>& samples);

struct calibration {
    double operations_to_widen = 3;
    std::map<profile, constants, by_name> of_profile;
    std::map<rafter::part_class, constants> of_class;
    constants of_gpu{};      ///< of a class of GPUs without a row
};

/// A class is the geometric mean of its profiles, each fitted alone, and of a prior; a profile is fitted around its class. Rows of the
/// same engine on GPUs with another kind of memory count a quarter. Least squares of logarithms on a fixed grid.
[[nodiscard]] calibration calibrate(const choice& rows, const std::vector<sample>& samples, double operations_to_widen);
/// The same with the operations to widen a weight that leave the rows the least error.
[[nodiscard]] calibration calibrate(const choice& rows, const std::vector<sample>& samples);

[[nodiscard]] constants constants_for(const calibration& c, const sample& s);
/// Estimated over measured time.
[[nodiscard]] double estimated_over_measured(const sample& s, const constants& q, double operations_to_widen);

/// The constants as include/rafter/engine/calibration.hpp.
[[nodiscard]] std::string header_of(const calibration& c, const choice& rows);

}  // namespace fidelity
