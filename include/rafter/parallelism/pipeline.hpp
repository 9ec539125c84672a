// Which layers a stage of a pipeline holds, and how long its devices are busy.
#pragma once

#include <cstdint>  // int64_t, int16_t
#include <rafter/quantity/checked.hpp>

namespace rafter {

inline constexpr std::int64_t max_listed_stages = 64;
inline constexpr std::int64_t most_listed_layers = 16384;  ///< of all stages: no model has as many

/// The layers of every stage, listed from the first on; none listed: as even as can be.
struct stage_list {
    std::int64_t count = 0;
    std::int64_t refused = 0;       ///< what could not be listed: a stage of this many layers
    bool complete = true;           ///< false: a stage has no layer, or there are too many of either
    std::int16_t ends[max_listed_stages]{};  ///< layers up to and with this stage

    [[nodiscard]] constexpr std::int64_t layers() const noexcept { return count > 0 ? ends[count - 1] : 0; }

    constexpr void add(std::int64_t of_stage) noexcept {
        if (!complete) return;
        complete = of_stage >= 1 && of_stage <= most_listed_layers - layers() && count < max_listed_stages;
        if (!complete) refused = of_stage;
        else {
            ends[count] = static_cast<std::int16_t>(layers() + of_stage);
            ++count;
        }
    }

    friend constexpr bool operator==(const stage_list&, const stage_list&) = default;
};

/// stages_of(19, 21, 21, 19): a list in one expression.
template <class... Counts>
[[nodiscard]] constexpr stage_list stages_of(Counts... layers) noexcept {
    stage_list s;
    (s.add(layers), ...);
    return s;
}

/// m/(m + p - 1): the part of its time that a stage of p works on m micro-batches, all stages being even. 8 stages and 32
/// micro-batches: 0.821; idle over ideal time is then (p - 1)/m = 0.21875. Source: Narayanan et al. 2021 (arXiv 2104.04473).
[[nodiscard]] constexpr double busy_fraction(std::int64_t stages, std::int64_t micro_batches) noexcept {
    return static_cast<double>(micro_batches) / static_cast<double>(micro_batches + stages - 1);
}

}  // namespace rafter
