#include "model_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <rafter/hugging_face/read.hpp>

namespace example {
namespace {

namespace hf = rafter::hugging_face;

/// At most one byte more than a config.json may have: that it is too long is then said by the reader.
std::optional<std::string> read_text(const std::string& path) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
        fmt::print(stderr, "{}: is a directory, not a config.json\n", path);
        return std::nullopt;
    }
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) {
        fmt::print(stderr, "{}: cannot be read: {}\n", path, std::strerror(errno));
        return std::nullopt;
    }
    constexpr auto most = static_cast<std::size_t>(hf::max_text) + 1;
    std::string text;
    for (char part[65536]; text.size() < most;) {
        const std::size_t n = std::fread(part, 1, std::min(sizeof part, most - text.size()), file.get());
        if (n == 0) break;
        text.append(part, n);
    }
    if (std::ferror(file.get()) != 0) {
        fmt::print(stderr, "{}: cannot be read: {}\n", path, std::strerror(errno));
        return std::nullopt;
    }
    return text;
}

/// The three known families whose names are nearest to what stands at the error.
std::string nearest_families(const std::string& text, const hf::config_error& e) {
    std::size_t at = 0;
    for (std::int32_t line = 1; line < e.line; ++line) at = text.find('\n', at) + 1;
    at += static_cast<std::size_t>(e.column) - 1;
    const std::string asked = text.substr(at, text.find('"', at) - at);
    const auto [first, second, third] = hf::nearest_families(asked.data(), static_cast<std::int32_t>(asked.size())).names;
    return fmt::format("\"{}\"; the nearest known are {}, {}, {}", asked, first, second, third);
}

std::string value_of(const hf::note& n) {
    switch (n.of) {
        case hf::value_kind::boolean: return n.value != 0 ? "true" : "false";
        case hf::value_kind::null: return "none";
        case hf::value_kind::string: return n.text;
        default: return std::to_string(n.value);
    }
}

/// A key as it can be shown: a long one is cut.
std::string key_of(const hf::note& n, const std::string& text) {
    if (n.name != nullptr) return n.name;
    hf::key_name cut;
    cut.assign(text.data() + n.key, n.key_length);
    const std::string shown = cut.text;
    return shown.size() < static_cast<std::size_t>(n.key_length) ? shown + "..." : shown;
}

std::vector<std::string> notes_of(const hf::reading& r, const std::string& text) {
    std::vector<std::string> lines;
    for (const hf::note& n : r.said) {
        const std::string key = key_of(n, text);
        switch (n.kind) {
            case hf::note_kind::assumed: lines.push_back(fmt::format("{} is {}: {} is assumed", key, n.key < 0 ? "absent" : "null", value_of(n))); break;
            case hf::note_kind::defaulted: lines.push_back(fmt::format("{} is {}: {}, as the format's library documents", key, n.key < 0 ? "absent" : "null", value_of(n))); break;
            case hf::note_kind::skipped: lines.push_back(fmt::format("{} is not known and was skipped", key)); break;
            case hf::note_kind::left_out:
                lines.push_back(n.value > 0 ? fmt::format("stored beside it and not counted: {}, {} bytes", key, n.value) : fmt::format("stored beside it and not counted: {}", key));
                break;
            case hf::note_kind::not_counted:
                lines.push_back(n.of == hf::value_kind::object ? fmt::format("{} is not counted", key) : fmt::format("{} is {}: that module is not counted", key, n.value));
                break;
            case hf::note_kind::known_name: break;  // said with the error
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
    return named_model{std::filesystem::path(path).stem().string(), r.result.model, r.result.formats, notes_of(r, *text)};
}

}  // namespace example
