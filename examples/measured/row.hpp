// A published measurement of a language model on an accelerator.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace measured {

/// Units are SI. What a source does not record is absent.
struct row {
    std::string id{};
    std::string model{};        ///< the name of a model of the catalogue; none where only a message is measured
    std::string accelerator{};  ///< the id of a part of the catalogue
    double device_fraction = 1;                 ///< 0.5: a device of the row is half a part
    std::int64_t devices = 1;
    std::optional<std::int64_t> tp{}, pp{}, ep{}, dp{};
    std::optional<std::int64_t> batch{};          ///< sequences in flight in the whole system
    std::optional<std::int64_t> prompt_len{}, output_len{};
    std::optional<double> mean_context{};         ///< cached tokens, mean over the decode
    std::optional<std::int64_t> message_bytes{};  ///< of a message by itself: the whole vector of an all-reduce
    std::string weight_format{}, activation_format{}, kv_format{};
    bool kv_assumed = false;                    ///< the source does not say the format of the cache
    std::string metric{};
    double value = 0;
    bool bound_only = false;                    ///< only a ceiling can be held against it
    bool left_out = false;                      ///< not comparable, for this reason
    std::string reason{};
    std::string engine{};                       ///< as the source names it
    std::string trust{};                        ///< A, B or C
    std::string source{};

    /// Tokens a second; else the metric is a time.
    [[nodiscard]] bool is_rate() const { return metric.find("_per_second_") != std::string::npos; }
    /// Of prompts alone.
    [[nodiscard]] bool is_prefill() const { return metric == "ttft_seconds" || metric == "prefill_tokens_per_second_system"; }
    /// Seconds of the metric; of a rate those of one token.
    [[nodiscard]] double seconds() const { return is_rate() ? 1 / value : value; }
};

}  // namespace measured
