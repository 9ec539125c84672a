#include "nearest.hpp"

#include <algorithm>

namespace example {
namespace {

std::size_t edit_distance(const std::string& a, const std::string& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

}  // namespace

std::vector<std::string> nearest_names(const std::string& asked, std::vector<std::string> known) {
    // A name that holds all of it is nearer than any that must be spelled otherwise.
    const auto distance = [&](const std::string& name) { return name.find(asked) != std::string::npos ? 0 : edit_distance(asked, name); };
    std::sort(known.begin(), known.end(), [&](const auto& a, const auto& b) { return distance(a) != distance(b) ? distance(a) < distance(b) : a < b; });
    known.erase(std::unique(known.begin(), known.end()), known.end());
    if (known.size() > 3) known.resize(3);
    return known;
}

}  // namespace example
