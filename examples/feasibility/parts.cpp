#include "parts.hpp"

#include "nearest.hpp"

#include <fmt/ranges.h>

#include <algorithm>
#include <boost/hana/for_each.hpp>
#include <rafter/catalog/accelerators.hpp>

namespace example {
namespace {

using rafter::accelerator;

/// Letters in lower case, and anything else than letters and digits a space: "Wafer-Scale" and "wafer_scale" are one.
std::string plain(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
        else out += (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : ' ';
    }
    return out;
}

std::vector<std::string> names_of(const accelerator& a) { return {plain(a.name), plain(a.id), plain(rafter::name_of(a.kind)), plain(a.vendor)}; }

/// One of the names, or whole words of one: "h100" of "h100 sxm 80gb".
bool has(const std::vector<std::string>& names, const std::string& words) {
    return std::any_of(names.begin(), names.end(), [&](const std::string& name) { return (" " + name + " ").find(" " + words + " ") != std::string::npos; });
}

}  // namespace

parts_or_error select_parts(const std::vector<std::string>& words) {
    parts_or_error result;
    std::vector<const accelerator*> all;
    boost::hana::for_each(rafter::catalog::all_accelerators, [&](auto part) { all.push_back(&decltype(part)::type::spec); });
    for (const std::string& word : words) {
        const std::string asked = plain(word);
        if (std::any_of(all.begin(), all.end(), [&](const accelerator* a) { return has(names_of(*a), asked); })) continue;
        std::vector<std::string> known;
        for (const accelerator* a : all)
            for (const std::string& name : names_of(*a)) known.push_back(name);
        result.error = fmt::format("no part, class or vendor is called \"{}\"; the nearest known are {}", word, fmt::join(nearest_names(asked, known), ", "));
        return result;
    }
    for (const accelerator* a : all)
        if (words.empty() || std::any_of(words.begin(), words.end(), [&](const std::string& w) { return has(names_of(*a), plain(w)); })) result.parts.push_back(a);
    return result;
}

}  // namespace example
