// A JSON reader for one object: one pass, no allocation, the same at compile time and at run time.
//
// Its result is the table of the object's members, and of those of a few objects in it; all else is checked and keeps its
// place in the text. Line and column are counted only for an error.
#pragma once

#include <cstdint>  // int32_t, int64_t, uint32_t, uint64_t, uint8_t
#include <rafter/hugging_face/document.hpp>
#include <rafter/hugging_face/json_scanner.hpp>

namespace rafter::hugging_face {

inline constexpr std::int32_t max_depth = 64;
inline constexpr std::int64_t max_text = std::int64_t{16} << 20;

/// Objects whose members are kept too: the first of each name, directly in the outermost object or in another kept one.
struct kept_objects {
    document* text_config = nullptr;
    document* quantization_config = nullptr;

    /// The place for this one, once.
    [[nodiscard]] constexpr document* take(const char* key, std::int32_t length) noexcept {
        document* place = nullptr;
        if (length == 11 && same_bytes(key, "text_config", 11)) {
            place = text_config;
            text_config = nullptr;
        } else if (length == 19 && same_bytes(key, "quantization_config", 19)) {
            place = quantization_config;
            quantization_config = nullptr;
        }
        return place;
    }
};

namespace detail {

class json_reader : public json_scanner {
public:
    constexpr json_reader(const char* text, std::int32_t length, const kept_objects& objects) noexcept : json_scanner(text, length), kept(objects) {}

    constexpr void read(document& outermost) noexcept {
        if (n >= 3 && t[0] == '\xEF' && t[1] == '\xBB' && t[2] == '\xBF') return fail(error_code::byte_order_mark);
        skip_space();
        if (at == n) return fail(error_code::empty);
        if (t[at] != '{') return fail(error_code::syntax);
        read_from(at, outermost);
        if (failed()) return;
        skip_space();
        if (at != n) fail(error_code::trailing_text);
    }
    /// An object that begins there.
    constexpr void read_from(std::int32_t begin, document& outermost) noexcept {
        at = begin;
        enter(false, &outermost);
        read_all();
    }

private:
    /// A comma and the space behind it, somewhere in the text.
    struct separator {
        std::int32_t at = 0, length = 0;
    };

    kept_objects kept;
    document* doc = nullptr;   ///< where members go: nowhere in what is only checked
    document* open[3]{};       ///< the objects around this place whose members are kept: the outermost ones
    int open_count = 0;
    int depth = 0;             ///< arrays and objects around this place
    std::uint64_t arrays = 0;  ///< which of them are arrays: one bit a level, so nothing recurses
    separator last[4]{};       ///< by depth

    /// From an opening bracket to the first element or the closing bracket.
    constexpr void enter(bool array, document* into) noexcept {
        if (depth == max_depth) return fail(error_code::nested_too_deep);
        ++depth;
        arrays = arrays << 1U | (array ? 1U : 0U);
        doc = into;
        if (into != nullptr) open[open_count++] = into;
        ++at;
        skip_space();
        if (at == n) fail(error_code::truncated);
    }
    /// Past a closing bracket, which ends the last member of what is around it.
    constexpr void leave() noexcept {
        if (doc != nullptr) {
            doc->end = at;
            --open_count;
        }
        ++at;
        --depth;
        arrays >>= 1U;
        doc = depth > 0 && depth == open_count ? open[depth - 1] : nullptr;
        if (doc == nullptr) return;
        member& whole = doc->members[doc->count - 1];
        whole.value_length = at - whole.value;
    }
    constexpr bool in_array() const noexcept { return (arrays & 1U) != 0; }
    constexpr bool at_close() const noexcept { return next_is(in_array() ? ']' : '}'); }

    /// Up to the end of the outermost object. What nearly every line of a file is, `"key": value,`, is read here with a cursor of its
    /// own and few calls, since a compiler counts each; whatever is written otherwise is left to the functions that read anything.
    constexpr void read_all() noexcept {
        const char* const p = t;
        const std::int32_t size = n;
        std::int32_t i = at, first = 0;  // of an array, a scalar from which on there are only such; or none
        if (failed()) return;
        if (at_close()) return leave();
        separator between;
        for (bool array = false;;) {
            std::int32_t key = 0, key_length = 0, value = i;
            std::uint32_t hash = 0;
            if (!array) {
                key = i + 1;
                std::int32_t end = i >= sure || p[i] != '"' ? size : doc != nullptr ? find_byte(p, "\"", key, size) : plain_end(p, key, size, sure);
                value = end + 3;
                if (value >= size || !same_bytes(p + end, "\": ", 3) || p[value] <= ' ') {
                    at = i;
                    skip_space();
                    key = at + 1;
                    if (doc != nullptr) end = key + read_key();
                    else skip_key();
                    if (at == n) fail(error_code::truncated);
                    if (failed()) return;
                    value = at;
                }
                if (doc != nullptr) {
                    key_length = end - key;
                    hash = key_hash(p + key, key_length);
                    if (doc->first[hash % document::buckets] != 0 && doc->find(p, p + key, key_length, hash) != nullptr) return fail_at(error_code::duplicate_key, key);
                    if (doc->count == max_members) return fail_at(error_code::too_many_members, key);
                }
            } else {
                if (first > 0) value = repeated_end(p, first, i, size);
                if (p[value] <= ' ') {
                    at = value;
                    skip_space();
                    if (at == n) return fail(error_code::truncated);
                    value = at;
                }
                if (first == 0) first = value;
            }

            const char c = p[value];
            std::uint64_t integer = 0;
            i = value;
            if (value < sure)
                for (unsigned digit = static_cast<unsigned>(c - '0'); digit < 10; digit = static_cast<unsigned>(p[++i] - '0')) integer = integer * 10 + digit;
            if (i > value && p[i] < '.' && i - value <= most_digits && (c != '0' || i == value + 1)) {
                if (doc != nullptr) doc->add({key, key_length, hash, 0, value_kind::integer, static_cast<std::int64_t>(integer), value, i - value});
            } else if (c == '[' || c == '{') {
                if (doc != nullptr) doc->add({key, key_length, hash, 0, c == '[' ? value_kind::array : value_kind::object, 0, value, 2});
                if (c == '[' && value + 1 < size && p[value + 1] == ']' && depth < max_depth) {
                    i = value + 2;
                } else {
                    at = value;
                    last[depth % 4] = between;
                    enter(c == '[', c == '{' && doc != nullptr ? kept.take(p + key, key_length) : nullptr);
                    if (failed()) return;
                    array = c == '[';
                    first = 0;
                    between = last[depth % 4];
                    i = at;
                    if (!at_close()) continue;
                }
            } else {
                at = value;
                const scalar s = read_scalar();
                i = at;
                const std::int32_t quote = s.kind == value_kind::string ? 1 : 0;
                if (doc != nullptr) doc->add({key, key_length, hash, 0, s.kind, s.integer, value + quote, i - value - 2 * quote});
                if (failed()) return;  // with its key in the table: perhaps that is to blame
            }

            while (between.length == 0 || i + between.length >= size || !same_bytes(p + i, p + between.at, between.length)) {
                at = i;
                skip_space();
                if (at_close()) {
                    last[depth % 4] = between;
                    leave();
                    if (depth == 0) return;
                    array = in_array();
                    first = 0;
                    between = last[depth % 4];
                    i = at;
                } else {
                    if (!next_is(',')) return fail(error_code::syntax);
                    between.at = at++;
                    skip_space();
                    if (at == n) return fail(error_code::truncated);
                    between.length = at - between.at;
                    i = between.at;
                }
            }
            i += between.length;
        }
    }
};

}  // namespace detail

/// The places of what is kept of inner objects are those of the whole text.
constexpr void read_json(const char* text, std::int64_t length, document& into, const kept_objects& inner = {}) noexcept {
    if (length > max_text) {
        into.error = error_code::too_long;
        return;
    }
    detail::json_reader reader{text, static_cast<std::int32_t>(length < 0 ? 0 : length), inner};
    reader.read(into);
    into.error = reader.error();
    into.error_at = reader.error_at();
}

/// An object in a text that was read before. Its places are those of the whole text.
constexpr void read_object(const char* text, const member& object, document& into) noexcept {
    detail::json_reader reader{text, object.value + object.value_length, {}};
    reader.read_from(object.value, into);
    into.error = reader.error();
    into.error_at = reader.error_at();
}

/// The error with its line and column, counted from the start of the text.
[[nodiscard]] constexpr config_error place_error(const char* text, error_code code, std::int32_t at) noexcept {
    config_error e{.code = code, .line = 1, .column = 1};
    for (std::int32_t i = 0; i < at; ++i) {
        if (text[i] == '\n') {
            ++e.line;
            e.column = 1;
        } else {
            ++e.column;
        }
    }
    return e;
}

}  // namespace rafter::hugging_face
