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
#include <type_traits>  // remove_pointer_t

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
/// The key that the error is about, spelled.
template <char...> struct for_key;

/// The error, with its place.
template <error_code Code, bool Holds, class... Where> struct config_report;
// clang-format off
template <bool Holds, class... F> struct config_report<error_code::empty, Holds, F...> { static_assert(Holds, "RAFTER-C001: the config.json is empty"); };
template <bool Holds, class... F> struct config_report<error_code::truncated, Holds, F...> { static_assert(Holds, "RAFTER-C002: the config.json ends before its object does"); };
template <bool Holds, class... F> struct config_report<error_code::syntax, Holds, F...> { static_assert(Holds, "RAFTER-C003: the config.json is not JSON"); };
template <bool Holds, class... F> struct config_report<error_code::nested_too_deep, Holds, F...> { static_assert(Holds, "RAFTER-C004: the config.json is nested more than 64 deep"); };
template <bool Holds, class... F> struct config_report<error_code::too_many_members, Holds, F...> { static_assert(Holds, "RAFTER-C005: the config.json has more than 192 keys"); };
template <bool Holds, class... F> struct config_report<error_code::duplicate_key, Holds, F...> { static_assert(Holds, "RAFTER-C006: the config.json gives a key twice"); };
template <bool Holds, class... F> struct config_report<error_code::trailing_text, Holds, F...> { static_assert(Holds, "RAFTER-C007: text follows the object of the config.json"); };
template <bool Holds, class... F> struct config_report<error_code::number_out_of_range, Holds, F...> { static_assert(Holds, "RAFTER-C008: a number of the config.json is out of range"); };
template <bool Holds, class... F> struct config_report<error_code::wrong_type, Holds, F...> { static_assert(Holds, "RAFTER-C009: a value of the config.json has another type than its key needs"); };
template <bool Holds, class... F> struct config_report<error_code::not_positive, Holds, F...> { static_assert(Holds, "RAFTER-C010: a size in the config.json is not positive"); };
template <bool Holds, class... F> struct config_report<error_code::missing_field, Holds, F...> { static_assert(Holds, "RAFTER-C011: the config.json lacks a field that gives the model its shape"); };
template <bool Holds, class... F> struct config_report<error_code::unknown_family, Holds, F...> { static_assert(Holds, "RAFTER-C012: the model_type of the config.json is not known"); };
template <bool Holds, class... F> struct config_report<error_code::not_modelled, Holds, F...> { static_assert(Holds, "RAFTER-C013: a key of the config.json may change the shape of the model and is not modelled for its family"); };
template <bool Holds, class... F> struct config_report<error_code::inconsistent, Holds, F...> { static_assert(Holds, "RAFTER-C014: two fields of the config.json contradict one another"); };
template <bool Holds, class... F> struct config_report<error_code::unsupported_value, Holds, F...> { static_assert(Holds, "RAFTER-C015: a value of the config.json is not modelled"); };
template <bool Holds, class... F> struct config_report<error_code::byte_order_mark, Holds, F...> { static_assert(Holds, "RAFTER-C016: the config.json begins with a byte order mark"); };
template <bool Holds, class... F> struct config_report<error_code::escaped_key, Holds, F...> { static_assert(Holds, "RAFTER-C017: a key of the config.json is written with escapes"); };
template <bool Holds, class... F> struct config_report<error_code::too_long, Holds, F...> { static_assert(Holds, "RAFTER-C018: the config.json is longer than 16 MiB"); };
// clang-format on

namespace detail {

struct config_holds {};

template <class T, T... I> struct indices {};
// std::make_index_sequence without <utility>
#if defined(__clang__)
template <std::size_t N> using indices_below = __make_integer_seq<indices, std::size_t, N>;
#else
template <std::size_t N> using indices_below = indices<std::size_t, __integer_pack(N)...>;
#endif

template <key_name Key, std::size_t... I>
for_key<Key.text[I]...> spell(indices<std::size_t, I...>);

constexpr std::size_t length_of(const key_name& k) noexcept {
    std::size_t n = 0;
    while (k.text[n] != '\0') ++n;
    return n;
}

template <config_error E>
constexpr auto judge_config() noexcept {
    if constexpr (E.code == error_code::none) return static_cast<config_holds*>(nullptr);
    else return static_cast<config_report<E.code, false, at_line<E.line>, at_column<E.column>,
                                          decltype(spell<E.key>(indices_below<length_of(E.key)>{}))>*>(nullptr);
}

}  // namespace detail

namespace detail {

template <parsed P>
struct parsed_model {
    static constexpr transformer spec = P.model;
};
/// Where the error is raised: the model itself stays a type that can be used, so nothing follows from it.
template <parsed P, class Judged>
struct model_after {
    static_assert(sizeof(Judged) > 0);
    using type = parsed_model<P>;
};

}  // namespace detail

/// A model of the catalogue's form from a parsed config.json; one error, with its place, where there is none.
template <parsed P>
struct model : detail::model_after<P, std::remove_pointer_t<decltype(detail::judge_config<P.error>())>>::type {};

}  // namespace rafter::hugging_face
