// What a rule has to say: a code, a verdict and two numbers. No text: firmware and schedulers read findings.
#pragma once

#include <cstdint>  // int64_t

namespace rafter {

/// Stable codes; README has a section for each. The letter is the subject, the number never changes its meaning.
enum class rule : std::uint16_t {
    none = 0,
    workload_in_range,        ///< RAFTER-W001
    engine_in_range,          ///< RAFTER-W002
    prefix_in_prompt,         ///< RAFTER-W003
    drafts_in_output,         ///< RAFTER-W004
    acceptance_possible,      ///< RAFTER-W005
    trace_not_empty,          ///< RAFTER-W006
    phases_match,             ///< RAFTER-W007
    arithmetic_in_range,      ///< RAFTER-N001
    model_complete,           ///< RAFTER-D001
    memory_capacity,          ///< RAFTER-M001
    outer_tier,               ///< RAFTER-M002
    writable_cache,           ///< RAFTER-M003
    capacity_known,           ///< RAFTER-M004
    degrees_positive,         ///< RAFTER-P001
    query_heads_divisible,    ///< RAFTER-P002
    kv_heads_divisible,       ///< RAFTER-P003
    width_divisible,          ///< RAFTER-P004
    layers_enough,            ///< RAFTER-P005
    layers_even,              ///< RAFTER-P006
    expert_ranks,             ///< RAFTER-P007
    experts_divisible,        ///< RAFTER-P008
    context_modelled,         ///< RAFTER-P009
    stages_listed,            ///< RAFTER-P010
    groups_placed,            ///< RAFTER-P011
    format_supported,         ///< RAFTER-F001
    link_domain,              ///< RAFTER-L001
    cluster_size,             ///< RAFTER-L002
    algorithm_runs,           ///< RAFTER-L003
    domains_enough,           ///< RAFTER-L004
    ttft_objective,           ///< RAFTER-S001
    tpot_objective,           ///< RAFTER-S002
    spec_positive,            ///< RAFTER-H001
    spec_tier_order,          ///< RAFTER-H002
    spec_peak,                ///< RAFTER-H003
    engine_part,              ///< RAFTER-E001
    model_length,             ///< RAFTER-E002
    step_tokens,              ///< RAFTER-E003
    sequence_length,          ///< RAFTER-E004
    sequences_in_flight,      ///< RAFTER-E005
    chunk_in_step,            ///< RAFTER-E006
};

enum class verdict : std::uint8_t {
    holds,
    warns,  ///< feasible, but not as one would wish: spilled to an outer tier, uneven stages, an unknown figure
    fails,
};

/// required and available are in the unit of the rule: bytes, heads, devices, nanoseconds. `subject` says which of
/// several things the finding is about, in the rule's own terms (a tier, an arithmetic, a form of layer).
struct finding {
    rule code = rule::none;
    verdict is = verdict::holds;
    std::int64_t required = 0;
    std::int64_t available = 0;
    std::int64_t subject = 0;

    [[nodiscard]] constexpr bool ok() const noexcept { return is != verdict::fails; }
    friend constexpr bool operator==(const finding&, const finding&) = default;
};

inline constexpr int max_findings = 16;

/// The findings that do not hold, in the order of the rules.
struct findings {
    std::int64_t count = 0;
    std::int64_t failed = 0;
    finding all[max_findings]{};

    constexpr void add(const finding& f) noexcept {
        if (f.is == verdict::holds) return;
        if (f.is == verdict::fails) ++failed;
        if (count < max_findings) all[count++] = f;
    }
    [[nodiscard]] constexpr const finding* begin() const noexcept { return all; }
    [[nodiscard]] constexpr const finding* end() const noexcept { return all + count; }
    [[nodiscard]] constexpr bool has(rule r) const noexcept { return of(r).code == r; }
    /// The finding of this rule, or one that holds.
    [[nodiscard]] constexpr finding of(rule r) const noexcept {
        for (std::int64_t i = 0; i < count; ++i)
            if (all[i].code == r) return all[i];
        return {};
    }
};

}  // namespace rafter
