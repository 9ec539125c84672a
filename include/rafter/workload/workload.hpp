// What is asked of a deployment: how many sequences, how long, and how soon.
#pragma once

#include <cstdint>  // int64_t, uint8_t
#include <rafter/quantity/units.hpp>

namespace rafter {

/// How tokens choose experts.
enum class routing : std::uint8_t {
    uniform,  ///< independent and uniform: E*(1 - (1 - k/E)^T) distinct experts are expected at T tokens
    unknown,  ///< only that a token touches k distinct experts is known: what a bound without assumptions may use
};

/// A service objective: a time that must not be exceeded, or none.
struct objective {
    seconds limit{};
    bool stated = false;

    friend constexpr bool operator==(const objective&, const objective&) = default;
};

/// Tokens that are guessed before a decode step, which checks them all at once: the step works on drafted + 1 tokens of a
/// sequence and keeps those up to the first that is wrong, and its own next one.
struct speculation {
    std::int64_t drafted = 0;      ///< of a sequence and step; 0: plain decode
    bool acceptance_known = false;
    double acceptance = 0;         ///< probability that a guess is right, given that all before it were
    seconds per_draft{};           ///< that guessing one takes, of all sequences in flight: 0 where text is looked up

    friend constexpr bool operator==(const speculation&, const speculation&) = default;
};

/// Tokens that a sequence gains in a step, in the mean: 1 + a + ... + a^g = (1 - a^(g+1))/(1 - a), g + 1 at a = 1. Where the
/// acceptance is not known, g + 1: no step can give more. a = 0.8, g = 5: 3.689.
/// Summed by halves, so that nothing cancels near a = 1 and a long draft costs a few turns: of n powers
/// S(2n) = S(n)*(1 + a^n), S(n + 1) = 1 + a*S(n).
/// Source: Leviathan et al., arXiv 2211.17192, equation 1.
[[nodiscard]] constexpr double expected_tokens(const speculation& s) noexcept {
    if (!s.acceptance_known) return static_cast<double>(s.drafted) + 1;
    const std::uint64_t powers = s.drafted < 0 ? 1 : static_cast<std::uint64_t>(s.drafted) + 1;
    double sum = 0, power = 1;  // of no powers, and a to their number
    for (int bit = 63; bit >= 0; --bit) {
        sum *= 1 + power;
        power *= power;
        if ((powers >> static_cast<unsigned>(bit) & 1U) == 0) continue;
        sum = 1 + s.acceptance * sum;
        power *= s.acceptance;
    }
    return sum;
}

struct workload {
    std::int64_t batch = 1;             ///< sequences in flight in the whole system
    std::int64_t prompt = 1;            ///< tokens of a prompt
    std::int64_t output = 1;            ///< tokens generated for a sequence
    std::int64_t prompts_at_once = 1;   ///< prompts that one prefill takes together
    routing experts = routing::uniform;
    objective ttft{};                   ///< time to first token
    objective tpot{};                   ///< time per output token
    std::int64_t prefix = 0;            ///< tokens that a prompt begins with and that the cache holds from before
    bool prefix_shared = false;         ///< the same for all sequences, kept once
    speculation drafts{};

    /// Tokens of a prompt that a prefill computes.
    [[nodiscard]] constexpr std::int64_t new_tokens() const noexcept { return prompt - prefix; }

    /// Tokens a sequence holds at its end: capacity is judged here.
    [[nodiscard]] constexpr std::int64_t peak_context() const noexcept { return checked::sum(prompt, output); }
    /// Tokens that the mean decode step looks at, the new one included: prompt + (output + 1)/2. Traffic is linear in the
    /// context, so this step takes the mean time. prompt 2,048 and output 128: 2,112.
    [[nodiscard]] constexpr std::int64_t mean_context() const noexcept {
        return checked::sum(prompt, checked::sum(output, 1) / 2);
    }
};

}  // namespace rafter
