// A JSON reader for one object: one pass, no allocation, the same at compile time and at run time.
//
// Its result is the table of the object's members; nested values are checked and keep their place in the text. Line and
// column are counted only for an error.
#pragma once

#include <cstdint>  // int32_t, int64_t, uint32_t, uint64_t, uint8_t
#include <rafter/hugging_face/json_scanner.hpp>

namespace rafter::hugging_face {

/// Offsets into the text. A string's span is what stands between its quotes.
struct member {
    std::int32_t key, key_length;
    std::uint32_t hash;
    std::uint8_t next;     ///< the next with such a hash: index + 1, or 0
    value_kind kind;
    std::int64_t integer;  ///< also a boolean: 0 or 1
    std::int32_t value, value_length;
};

inline constexpr std::int32_t max_members = 192;
inline constexpr std::int32_t max_depth = 64;
inline constexpr std::int64_t max_text = std::int64_t{16} << 20;

struct document {
    std::int32_t count = 0;
    static constexpr std::uint32_t buckets = 256;
    std::uint8_t first[buckets]{};  ///< by the low bits of the hash: index + 1, or 0
    std::int32_t end = 0;      ///< place of the closing brace
    error_code error = error_code::none;
    std::int32_t error_at = 0;
    member members[max_members];  ///< written up to `count` and not read beyond it, so not initialised: that costs a compiler ms

    constexpr document() noexcept {}  // NOLINT(cppcoreguidelines-pro-type-member-init)

    /// The member with these bytes as its key, or none. `text` is what the document was read from.
    [[nodiscard]] constexpr const member* find(const char* text, const char* key, std::int32_t length, std::uint32_t hash) const noexcept {
        for (int i = first[hash % buckets]; i != 0; i = members[i - 1].next) {
            const member& m = members[i - 1];
            if (m.hash != hash || m.key_length != length) continue;
            if (same_bytes(text + m.key, key, length)) return &m;
        }
        return nullptr;
    }
    /// In front of the others with such a hash.
    constexpr void add(std::int32_t key, std::int32_t length, std::uint32_t hash, value_kind kind, std::int64_t integer, std::int32_t value,
                       std::int32_t value_length) noexcept {
        std::uint8_t& head = first[hash % buckets];
        members[count] = {key, length, hash, head, kind, integer, value, value_length};
        head = static_cast<std::uint8_t>(++count);
    }
};

namespace detail {

class json_reader : public json_scanner {
public:
    /// With a place for the members of `text_config` too, where that is an object of the outermost one.
    constexpr json_reader(const char* text, std::int32_t length, document* text_config) noexcept : json_scanner(text, length), nested(text_config) {}

    constexpr void read(document& doc) noexcept {
        if (n >= 3 && t[0] == '\xEF' && t[1] == '\xBB' && t[2] == '\xBF') return fail(error_code::byte_order_mark);
        skip_space();
        if (at == n) return fail(error_code::empty);
        if (t[at] != '{') return fail(error_code::syntax);
        ++at;
        skip_space();
        if (!next_is('}')) read_members(doc);
        if (failed()) return;
        doc.end = at++;
        skip_space();
        if (at != n) fail(error_code::trailing_text);
    }

private:
    document* nested;
    int outside = 1;  ///< objects around the member that is read

    /// Up to the closing brace. What nearly every line of a file is, `"key": value,`, is read here with a cursor of its own and few
    /// calls, since a compiler counts each; whatever is written otherwise is left to the functions that read anything.
    constexpr void read_members(document& doc) noexcept {
        const char* const p = t;
        const std::int32_t size = n;
        std::int32_t i = at, comma = 0, between = 0;  // a comma and the space up to the next key: mostly as the last
        for (;;) {
            const std::int32_t key = i + 1;
            std::int32_t end = i < size && p[i] == '"' ? plain_end(p, key, size, sure) : size, value = end + 3;
            if (value >= size || !same_bytes(p + end, "\": ", 3) || p[value] <= ' ') {
                at = i;
                const std::int32_t length = read_key();
                if (length < 0) return;
                end = key + length;
                value = at;
            }
            const std::uint32_t hash = key_hash(p + key, end - key);
            if (doc.first[hash % document::buckets] != 0 && doc.find(p, p + key, end - key, hash) != nullptr) return fail_at(error_code::duplicate_key, key);
            if (doc.count == max_members) return fail_at(error_code::too_many_members, key);
            const char c = value < size ? p[value] : '\0';
            std::int64_t integer = 0;
            i = value;
            char behind = c;  // of a number of few digits
            const std::int32_t stop = size - value > most_digits ? value + most_digits : size - 1;
            for (; i < stop && behind >= '0' && behind <= '9'; behind = p[++i]) integer = integer * 10 + (behind - '0');
            if (i > value && (c != '0' || i == value + 1) && (behind == ',' || behind == '\n')) {
                doc.add(key, end - key, hash, value_kind::integer, integer, value, i - value);
            } else if (c == '"') {
                i = plain_end(p, value + 1, size, sure);
                if (i < size && p[i] == '"') {
                    ++i;
                } else {
                    at = value;
                    read_string();
                    if (failed()) return;
                    i = at;
                }
                doc.add(key, end - key, hash, value_kind::string, 0, value + 1, i - value - 2);
            } else if (c == '[' || c == '{') {
                at = value;
                if (c == '{' && nested != nullptr && end - key == 11 && same_bytes(p + key, "text_config", 11)) read_nested();
                else skip_nested();
                if (failed()) return;
                i = at;
                doc.add(key, end - key, hash, c == '[' ? value_kind::array : value_kind::object, 0, value, i - value);
            } else {
                at = value;
                const scalar s = read_scalar();
                if (failed()) return;
                i = at;
                doc.add(key, end - key, hash, s.kind, s.integer, value, i - value);
            }
            if (between != 0 && i + between < size && p[i + between] == '"' && same_bytes(p + i, p + comma, between)) {
                i += between;
                continue;
            }
            at = i;
            skip_space();
            if (next_is('}')) return;
            if (!next_is(',')) return fail(error_code::syntax);
            comma = at++;
            skip_space();
            between = comma == i ? at - i : 0;
            i = at;
        }
    }

    constexpr void read_nested() noexcept {
        document& doc = *nested;
        nested = nullptr;
        ++outside;
        ++at;
        skip_space();
        if (!next_is('}')) read_members(doc);
        if (failed()) return;
        --outside;
        doc.end = at++;
    }

    /// An array or object with all it holds: checked, not kept. One bit of `objects` a level, so nothing recurses.
    constexpr void skip_nested() noexcept {
        std::uint64_t objects = 0;
        int depth = outside;
        for (;;) {      // at a value
            if (next_is('[') || next_is('{')) {
                if (++depth > max_depth) return fail(error_code::nested_too_deep);
                objects = objects << 1 | (t[at] == '{' ? 1U : 0U);
                ++at;
                skip_space();
                if (at < n && t[at] != ((objects & 1U) != 0 ? '}' : ']')) {
                    if ((objects & 1U) != 0) nested_key();
                    if (failed()) return;
                    continue;
                }
            } else if ((objects & 1U) == 0 && next_is('"')) {
                if (skip_strings()) continue;
                if (failed()) return;
            } else {
                static_cast<void>(read_scalar());
                if (failed()) return;
            }
            for (;;) {  // after a value
                skip_space();
                if (at >= n) return fail(error_code::truncated);
                if (t[at] == ',') {
                    ++at;
                    skip_space();
                    if ((objects & 1U) != 0) nested_key();
                    if (failed()) return;
                    break;
                }
                if (t[at] != ((objects & 1U) != 0 ? '}' : ']')) return fail(error_code::syntax);
                ++at;
                objects >>= 1;
                if (--depth == outside) return;
            }
        }
    }

    /// Strings of a list, up to a value that is none (true) or behind one that no comma follows. Long lists repeat a few, as those of
    /// the layers' kinds do: what is as one of the last two, up to the next, is well formed.
    constexpr bool skip_strings() noexcept {
        const char* const p = t;
        std::int32_t last = 0, last_length = 0, other = 0, other_length = 0, i = at;
        for (;;) {
            if (last_length != 0 && i + last_length < n && same_bytes(p + i, p + last, last_length)) {
                i += last_length;
                continue;
            }
            if (other_length != 0 && i + other_length < n && same_bytes(p + i, p + other, other_length)) {
                i += other_length;
                continue;
            }
            at = i;
            skip_space();
            if (!next_is('"')) return true;
            i = at;
            read_string();
            if (failed()) return false;
            skip_space();
            if (!next_is(',')) return false;
            ++at;
            skip_space();
            other = last;
            other_length = last_length;
            last = i;
            last_length = at - i;
            i = at;
        }
    }

    constexpr void nested_key() noexcept {
        if (!next_is('"')) return fail(error_code::syntax);
        read_string();
        if (!failed()) read_colon();
    }
};

}  // namespace detail

/// `text_config`, where there is a place for it, is read like the outermost object and in the same pass: its places are
/// those of the whole text.
constexpr void read_json(const char* text, std::int64_t length, document& into, document* text_config = nullptr) noexcept {
    if (length > max_text) {
        into.error = error_code::too_long;
        return;
    }
    detail::json_reader reader{text, static_cast<std::int32_t>(length < 0 ? 0 : length), text_config};
    reader.read(into);
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
