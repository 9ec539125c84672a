#include "model_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <rafter/hugging_face/config.hpp>
#include <sstream>

namespace example {
namespace {

namespace hf = rafter::hugging_face;

std::optional<std::string> read_text(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        fmt::print(stderr, "{}: is a directory, not a config.json\n", path);
        return std::nullopt;
    }
    const std::ifstream file(path, std::ios::binary);
    if (!file) {
        fmt::print(stderr, "{}: cannot be read\n", path);
        return std::nullopt;
    }
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

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

/// The three known families whose names are nearest to what stands at the error.
std::string nearest_families(const std::string& text, const hf::config_error& e) {
    std::size_t at = 0;
    for (std::int32_t line = 1; line < e.line; ++line) at = text.find('\n', at) + 1;
    at += static_cast<std::size_t>(e.column) - 1;
    const std::string asked = text.substr(at, text.find('"', at) - at);
    std::vector<std::string> names;
    for (const hf::family* f : hf::known_families) names.emplace_back(f->model_type);
    std::sort(names.begin(), names.end(), [&](const auto& a, const auto& b) { const auto x = edit_distance(asked, a), y = edit_distance(asked, b);
        return x != y ? x < y : a < b;
    });
    return fmt::format("\"{}\"; the nearest known are {}, {}, {}", asked, names[0], names[1], names[2]);
}

std::vector<std::string> notes_of(const hf::reading& r, const std::string& text) {
    std::vector<std::string> lines;
    for (const hf::note& n : r.said) {
        const std::string key = n.name != nullptr ? n.name : text.substr(static_cast<std::size_t>(n.key), static_cast<std::size_t>(n.key_length));
        switch (n.kind) {
            case hf::note_kind::defaulted: lines.push_back(fmt::format("{} is absent: {}, as the format's library documents", key, n.value)); break;
            case hf::note_kind::skipped: lines.push_back(fmt::format("{} is not known and was skipped", key)); break;
            case hf::note_kind::not_applied: lines.push_back(fmt::format("{} is not applied: the formats are yours to say", key)); break;
            case hf::note_kind::not_counted: lines.push_back(fmt::format("{} is {}: that module is not counted", key, n.value)); break;
        }
    }
    return lines;
}

}  // namespace

std::optional<named_model> read_model(const std::string& path) {
    const auto text = read_text(path);
    if (!text) return std::nullopt;
    hf::reading r;
    hf::read(text->data(), static_cast<std::int64_t>(text->size()), r);
    if (!r.result.ok()) {
        const hf::config_error& e = r.result.error;
        const std::string key = e.key.text[0] == '\0' ? "" : fmt::format(" ({})", e.key.text);
        const std::string more = e.code == hf::error_code::unknown_family ? ": " + nearest_families(*text, e) : "";
        fmt::print(stderr, "{}:{}:{}: {}: {}{}{}\n", path, e.line, e.column, hf::code_of(e.code), hf::words_of(e.code), key, more);
        return std::nullopt;
    }
    return named_model{std::filesystem::path(path).stem().string(), r.result.model, notes_of(r, *text)};
}

}  // namespace example
