#include "text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <rafter/feasibility/sentence.hpp>

namespace example {

std::string in_five(double x) {
    if (x < 9.9995) return fmt::format("{:.3f}", x);
    if (x < 999.95) return fmt::format("{:.1f}", x);
    if (x < 99999.5) return fmt::format("{:.0f}", x);
    return fmt::format("{:.0e}", x);
}

std::string in_nine(double x, int decimals) {
    const std::string plain = fmt::format("{:.{}f}", x, decimals);
    return plain.size() <= 9 ? plain : fmt::format("{:.3e}", x);
}

std::string grouped(std::int64_t n) {
    rafter::sentence s;
    s << n;
    return s.text;
}

std::string text_of(const rafter::label& l) {
    char text[11];
    l.write(text);
    return text;
}

std::string plan_name(const rafter::split& s) {
    std::string name;
    const auto part = [&](const char* what, std::int64_t n) {
        if (n > 1) name += fmt::format("{}{}{}", name.empty() ? "" : " ", what, n);
    };
    part("tp", s.tensor);
    part("dp", s.data_ranks());
    part("ep", s.expert);
    part("pp", s.pipeline);
    return name.empty() ? "-" : name;
}

std::string take_line(std::string& rest, std::size_t columns) {
    std::size_t end = rest.size() <= columns ? rest.size() : rest.rfind(' ', columns);
    if (end == std::string::npos || end == 0) end = columns;
    std::string line = rest.substr(0, end);
    rest.erase(0, std::min(rest.find_first_not_of(' ', end), rest.size()));
    return line;
}

void print_wrapped(std::string text, std::size_t indent) {
    while (!text.empty()) fmt::print("{:{}}{}\n", "", indent, take_line(text, 100 - indent));
}

}  // namespace example
