// The times that rafter gives, told apart by type. Ceiling and roofline are bounds, an estimate is what to expect.
#pragma once

#include <cstdint>  // uint8_t
#include <rafter/quantity/units.hpp>

namespace rafter {

enum class resource : std::uint8_t { compute, memory, link, fixed };  ///< fixed costs bind estimates only

[[nodiscard]] constexpr const char* name_of(resource r) noexcept {
    constexpr const char* names[] = {"compute", "memory", "link", "fixed costs"};
    return names[static_cast<int>(r)];
}

/// A bound: no correct system with this plan, placement, formats and routing is faster on this hardware, however well
/// it overlaps. Micro-batches of a pipeline are part of its plan. The largest of three times, from compulsory work and datasheet peaks only.
struct ceiling {
    seconds time{};
    resource bound_by = resource::memory;
    seconds compute{};  ///< of all stages
    seconds memory{};
    seconds link{};
    bool complete = true;      ///< false: a rate or a capacity that it needs has no source, so nothing is claimed of that part
    tokens_per_second per_user{};
    tokens_per_second system{};
};

/// The ideal serial execution: the sum over operations of max(compute, memory), plus messages at link peak without
/// latency. In a pipeline that of one micro-batch through all stages, and what it waits for others. Never faster than the
/// ceiling.
struct roofline {
    seconds time{};
    resource bound_by = resource::memory;  ///< of the first three below the largest
    seconds compute{};         ///< time of operations bound by compute
    seconds memory{};          ///< time of operations bound by memory
    seconds link{};            ///< messages
    seconds waiting{};         ///< of a micro-batch for those before it at the slowest stage of a pipeline; for drafts to be guessed
    bool complete = true;      ///< false: a rate that it needs has no source, so the time lacks that part
    tokens_per_second per_user{};
    tokens_per_second system{};
};

/// How sure an estimate is: its engine was calibrated on this part; the class of the part was, with this engine or another;
/// neither.
enum class confidence : std::uint8_t { part_calibrated, class_calibrated, uncalibrated };

[[nodiscard]] constexpr const char* name_of(confidence c) noexcept {
    constexpr const char* names[] = {"part calibrated", "class calibrated", "uncalibrated"};
    return names[static_cast<int>(c)];
}

/// What to expect: serial execution at sustained rates, with fixed costs. Never faster than the ceiling; faster than the roofline
/// only where an engine hides messages behind operations, or sends a token once to each domain of experts.
struct estimate {
    seconds time{};
    seconds low{};             ///< about 8 of 10 measurements lie between low and high; low is never below the ceiling of the step
    seconds high{};
    confidence sure = confidence::uncalibrated;
    resource bound_by = resource::memory;  ///< the largest of what it is the sum of
    seconds compute{};
    seconds memory{};
    seconds link{};
    seconds fixed{};
    seconds waiting{};         ///< of a micro-batch for those before it at the slowest stage of a pipeline
    bool complete = true;      ///< false: a rate or a latency that it needs has no source, so the time lacks that part
    tokens_per_second per_user{};
    tokens_per_second system{};
};

/// Decode: one step that gives every sequence a token. Prefill: the first token of `prompts_at_once` prompts.
struct phase_times {
    rafter::ceiling ceiling{};
    rafter::roofline roofline{};
};

}  // namespace rafter
