// A config.json becomes a model, at compile time and at run time, by one reader.
//
//   constexpr char text[] = R"({"model_type": "llama", ...})";
//   struct my_model : rafter::hugging_face::model<rafter::hugging_face::parse(text)> {};
//
// The text is a function argument and the parsed model the template argument: no symbol and no object carries the text.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int32_t, int64_t
#include <rafter/hugging_face/families.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter::hugging_face {

/// A model, or the first error. Without text, so that it can be a template argument.
struct parsed {
    transformer model{};
    config_error error{};

    [[nodiscard]] constexpr bool ok() const noexcept { return error.code == error_code::none; }
    friend constexpr bool operator==(const parsed&, const parsed&) = default;
};

/// The same with all that a user should know: defaults taken, keys skipped, what is not applied or not counted. Places in
/// notes are offsets into the text.
struct reading {
    parsed result{};
    const family* of = nullptr;
    rafter::hugging_face::notes said{};
};

namespace detail {

constexpr const family* find_family(const char* t, const member& m) noexcept {
    for (const family* f : known_families) {
        std::int32_t i = 0;
        while (i < m.value_length && f->model_type[i] != '\0' && f->model_type[i] == t[m.value + i]) ++i;
        if (i == m.value_length && f->model_type[i] == '\0') return f;
    }
    return nullptr;
}

/// Does any family take this key for shape?
constexpr bool is_shape_somewhere(const member& m) noexcept {
    for (const family* f : known_families)
        if (f->reads.contains(m.key_hash, m.key_length)) return true;
    return false;
}

/// Refuses what may change the shape, lists what is skipped.
constexpr void check_keys(const char* t, const document& doc, const family& f, reader& r, notes& said) noexcept {
    constexpr key_list harmless = never_shape;
    for (std::int32_t i = 0; i < doc.count && !r.failed(); ++i) {
        const member& m = doc.members[i];
        if (f.reads.contains(m.key_hash, m.key_length) || f.harmless.contains(m.key_hash, m.key_length)) continue;
        if (harmless.contains(m.key_hash, m.key_length)) {
            if (m.key_length == 19 && t[m.key] == 'q' && m.kind != value_kind::null)  // quantization_config
                said.add({.kind = note_kind::not_applied, .key = m.key, .key_length = m.key_length});
        } else if (is_shape_somewhere(m) || speaks_of_shape(t + m.key, m.key_length)) {
            r.fail_key(error_code::not_modelled, m);
        } else {
            said.add({.kind = note_kind::skipped, .key = m.key, .key_length = m.key_length});
        }
    }
}

}  // namespace detail

/// Reads a config.json. On an error the model is empty.
constexpr void read(const char* text, std::int64_t length, reading& into) noexcept {
    document doc;
    read_json(text, length, doc);
    if (doc.error != error_code::none) {
        into.result.error = place_error(text, doc.error, doc.error_at);
        return;
    }
    reader r{text, doc, into.said};
    const member* type = r.find("model_type");
    if (type == nullptr) r.fail(error_code::missing_field, "model_type");
    else if (type->kind != value_kind::string) r.fail(error_code::wrong_type, *type);
    else into.of = detail::find_family(text, *type);
    if (!r.failed() && into.of == nullptr) r.fail(error_code::unknown_family, *type);
    if (!r.failed()) detail::check_keys(text, doc, *into.of, r, into.said);
    if (!r.failed()) into.result.model = into.of->build(r);
    if (r.failed()) into.result = {.error = r.placed_error()};
}

[[nodiscard]] constexpr parsed parse(const char* text, std::int64_t length) noexcept {
    reading all;
    read(text, length, all);
    return all.result;
}

/// Of a literal, or an array with a final zero.
template <std::size_t N>
[[nodiscard]] constexpr parsed parse(const char (&text)[N]) noexcept {
    return parse(text, static_cast<std::int64_t>(N - 1));
}

// --- as a type ---

template <std::int64_t> struct at_line;
template <std::int64_t> struct at_column;
/// The key, spelled in the error.
template <key_name Key> struct for_key;

template <bool Holds, error_code Code, class... Where>
struct config_report {
    static_assert(Holds, "RAFTER-C: the config.json gives no model; error_code, line and column stand in the type of this report");
};

namespace detail {
struct config_holds {};
template <parsed P>
constexpr auto judge_config() noexcept {
    if constexpr (P.ok()) return static_cast<config_holds*>(nullptr);
    else return static_cast<config_report<false, P.error.code, at_line<P.error.line>, at_column<P.error.column>, for_key<P.error.key>>*>(nullptr);
}
}  // namespace detail

/// A model of the catalogue's form from a parsed config.json; an error where there is none.
template <parsed P>
struct model : std::remove_pointer_t<decltype(detail::judge_config<P>())> {
    static constexpr transformer spec = P.model;
};

}  // namespace rafter::hugging_face
