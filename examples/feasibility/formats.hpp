// The formats of number that the command line names.
#pragma once

#include <optional>
#include <rafter/engine/precision.hpp>
#include <rafter/model/transformer.hpp>
#include <string>
#include <vector>

namespace example {

[[nodiscard]] std::vector<std::string> format_names();
/// The name must be one of them.
[[nodiscard]] const rafter::number_format& format_of(const std::string& name);

/// What most parameters of the model are stored in, and whether embedding, head and router are wider.
[[nodiscard]] std::string weights_in_words(const rafter::transformer& m, const rafter::precision& formats);
/// Its name, or how many bits an element has.
[[nodiscard]] std::string format_in_words(const rafter::number_format& f);

}  // namespace example
