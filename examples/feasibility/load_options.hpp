// What the command line says of the requests: how many, how long, what is found of them, and what is guessed.
#pragma once

#include <CLI/CLI.hpp>

#include <cstdint>
#include <rafter/workload/workload.hpp>

namespace example {

/// The workload as the command line states it.
class load_options {
public:
    explicit load_options(CLI::App& app);

    /// Once parsed. Throws the sentences of the rules that a number breaks.
    [[nodiscard]] rafter::workload stated() const;

private:
    rafter::workload load_{.batch = 8, .prompt = 2048, .output = 256};
    std::int64_t shared_ = 0;
    double accepted_percent_ = 0;
    CLI::Option *prefix_, *shared_prefix_, *draft_;
};

}  // namespace example
