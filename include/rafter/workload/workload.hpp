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

struct workload {
    std::int64_t batch = 1;             ///< sequences in flight in the whole system
    std::int64_t prompt = 1;            ///< tokens of a prompt
    std::int64_t output = 1;            ///< tokens generated for a sequence
    std::int64_t prompts_at_once = 1;   ///< prompts that one prefill takes together
    routing experts = routing::uniform;
    objective ttft{};                   ///< time to first token
    objective tpot{};                   ///< time per output token

    /// Tokens a sequence holds at its end: capacity is judged here.
    [[nodiscard]] constexpr std::int64_t peak_context() const noexcept { return checked::sum(prompt, output); }
    /// Tokens that the mean decode step looks at, the new one included: prompt + (output + 1)/2. Traffic is linear in the
    /// context, so this step takes the mean time. prompt 2,048 and output 128: 2,112.
    [[nodiscard]] constexpr std::int64_t mean_context() const noexcept {
        return checked::sum(prompt, checked::sum(output, 1) / 2);
    }
};

}  // namespace rafter
