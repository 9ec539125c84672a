// A trace: requests of different lengths, each as often as it comes.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/workload/workload.hpp>

namespace rafter {

/// Requests of one kind.
struct traced_request {
    std::int64_t prompt = 1;
    std::int64_t output = 1;
    std::int64_t prefix = 0;  ///< tokens of the prompt that the cache holds from before
    double weight = 1;        ///< how often it comes, in any unit: a share, or a number of requests

    /// It comes at all.
    [[nodiscard]] constexpr bool counts() const noexcept { return weight > 1e-100 && weight < 1e100; }
    /// Zero, or a number that counts: no negative, endless or undefined one.
    [[nodiscard]] constexpr bool weighs() const noexcept { return weight == 0 || counts(); }
    /// Among sequences that decode there are as many of a kind as come, times the steps that each stays: those after its first
    /// token, which the prefill gives. Two that come with 11 tokens: 20; of one token each none is ever there.
    [[nodiscard]] constexpr double decoding() const noexcept { return counts() ? weight * static_cast<double>(output - 1) : 0; }
};

/// Kinds of requests, in an array that outlives this. Without an array, or of fewer than one, it is empty.
struct trace {
    const traced_request* requests = nullptr;
    std::int64_t count = 0;

    [[nodiscard]] constexpr bool empty() const noexcept { return requests == nullptr || count <= 0; }
    [[nodiscard]] constexpr const traced_request* begin() const noexcept { return requests; }
    [[nodiscard]] constexpr const traced_request* end() const noexcept { return empty() ? requests : requests + count; }
    [[nodiscard]] constexpr std::int64_t counted() const noexcept {
        std::int64_t n = 0;
        for (const traced_request& r : *this) n += r.counts() ? 1 : 0;
        return n;
    }
};

/// The same workload, of requests of this kind.
[[nodiscard]] constexpr workload of_kind(workload load, const traced_request& r) noexcept {
    load.prompt = r.prompt;
    load.output = r.output;
    load.prefix = r.prefix;
    return load;
}

/// The part of all prompt tokens that the cache holds from before. 342 billion of 608 billion tokens of DeepSeek's services
/// in a day: 0.563.
[[nodiscard]] constexpr double found_in_cache(const trace& t) noexcept {
    double found = 0, all = 0;
    for (const traced_request& r : t) {
        if (!r.counts()) continue;
        found += r.weight * static_cast<double>(r.prefix);
        all += r.weight * static_cast<double>(r.prompt);
    }
    return all > 0 ? found / all : 0;
}

}  // namespace rafter
