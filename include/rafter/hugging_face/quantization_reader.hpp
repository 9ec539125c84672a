// Reads the objects of a quantization_config and collects what a scheme says: formats, and the modules that have them.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int32_t, int64_t, uint32_t
#include <rafter/engine/precision.hpp>
#include <rafter/hardware/number_format.hpp>
#include <rafter/hugging_face/quantization_modules.hpp>
#include <rafter/hugging_face/reader.hpp>

namespace rafter::hugging_face {

/// What the rest of the file says of its checkpoint.
struct checkpoint {
    const transformer& model;
    number_format wide;       ///< of what is not quantised: the file's dtype
    bool narrow_scales;       ///< block scales of fp8 in that dtype, not in fp32
    bool tied;
};

namespace detail {

/// The first place of a byte, given as a string of it, from `at` on; `end` if it is not in front of that.
constexpr std::int32_t find_byte(const char* text, const char* byte, std::int32_t at, std::int32_t end) noexcept {
#if defined(__clang__)
    const char* const found = __builtin_char_memchr(text + at, byte[0], static_cast<std::size_t>(end - at));
    return found == nullptr ? end : static_cast<std::int32_t>(found - text);
#else
#if !defined(__CUDACC__)
    if (__builtin_constant_p(__builtin_strcspn(text + at, byte))) {
        at += static_cast<std::int32_t>(__builtin_strcspn(text + at, byte));
        return at < end ? at : end;
    }
#endif
    while (at < end && text[at] != byte[0]) ++at;
    return at;
#endif
}

/// The closing quote of a string that begins at `at`, behind its opening one, in a text that was read before.
constexpr std::int32_t string_end(const char* text, std::int32_t at, std::int32_t end) noexcept {
    for (std::int32_t from = at;;) {
        const std::int32_t quote = find_byte(text, "\"", from, end);
        if (quote == at || text[quote - 1] != '\\') return quote;
        std::int32_t escapes = 1;
        while (quote - escapes > at && text[quote - escapes - 1] == '\\') ++escapes;
        if (escapes % 2 == 0) return quote;
        from = quote + 1;
    }
}

/// Reads a nested object, whose syntax was checked when the text was read: its places count in the whole text.
class object_reader : public json_scanner {
public:
    constexpr object_reader(const char* text, const member& object) noexcept : json_scanner(text, object.value) {
        at = object.value + 1;
        n = object.value + object.value_length;
    }

    constexpr void read(document& doc) noexcept {
        const char* const p = t;
        const std::int32_t end = n - 1;
        doc.end = end;
        std::int32_t comma = 0, between = 0;  // a comma and the space up to the next key: mostly as the last
        skip_space();
        while (at < end) {
            const std::int32_t key = at + 1, quote = string_end(p, key, n), length = quote - key;
            if (at = find_byte(p, "\\", key, quote); at < quote) return fail(error_code::escaped_key);
            ++at;
            read_colon();
            const std::uint32_t hash = key_hash(p + key, length);
            if (doc.first[hash % document::buckets] != 0 && doc.find(p, p + key, length, hash) != nullptr) return fail_at(error_code::duplicate_key, key);
            if (doc.count + 1 == max_members) return fail_at(error_code::too_many_members, key);
            const std::int32_t value = at;
            const char c = p[value];
            if (c == '"') {
                at = string_end(p, value + 1, n) + 1;
                doc.add(key, length, hash, value_kind::string, 0, value + 1, at - value - 2);
            } else if (c == '[' || c == '{') {
                skip_nested();
                doc.add(key, length, hash, c == '[' ? value_kind::array : value_kind::object, 0, value, at - value);
            } else {
                const scalar s = read_scalar();
                if (failed()) return;
                doc.add(key, length, hash, s.kind, s.integer, value, at - value);
            }
            if (between != 0 && at + between < end && p[at + between] == '"' && same_bytes(p + at, p + comma, between)) {
                at += between;
                continue;
            }
            const std::int32_t behind = at;
            skip_space();
            if (!next_is(',')) return;
            ++at;
            skip_space();
            comma = behind;
            between = at - behind;
        }
    }

private:
    constexpr void skip_nested() noexcept {
        const char* const p = t;
        std::int32_t i = at, depth = 0;
        std::int32_t first = at + 1;  // a list of strings ends where a bracket follows a quote: found in a few steps
        while (p[first] == ' ' || p[first] == '\n') ++first;
        if (p[at] == '[' && p[first] == '"') {
            first = find_byte(p, "]", first, n);
            std::int32_t before = first - 1;
            while (p[before] == ' ' || p[before] == '\n') --before;
            const char ahead = p[before - 1];  // not of a name that begins with a bracket, nor of an escaped quote
            if (p[before] == '"' && ahead > ' ' && ahead != '\\' && ahead != ',' && ahead != '[') {
                at = first + 1;
                return;
            }
        }
        for (;; ++i) {
            while (p[i] == ' ') ++i;
            const char c = p[i];
            if (c < '[') i = c == '"' ? string_end(p, i + 1, n) : i;
            else if (c == '[' || c == '{') ++depth;
            else if ((c == ']' || c == '}') && --depth == 0) break;
        }
        at = i + 1;
    }
};

struct nested {
    document members;
    reader fields;

    constexpr nested(const char* text, const member& object, notes* said) noexcept : fields(text, members, said) {
        object_reader r{text, object};
        r.read(members);
        if (r.error() == error_code::none) return;
        member at = object;
        at.value = r.error_at();
        fields.fail(r.error(), at);
    }
    nested(const nested&) = delete;
    nested& operator=(const nested&) = delete;
};

/// A format and the matrices that have it.
struct quantised_group {
    number_format format{};
    module_set of{};
};
inline constexpr int max_groups = 4;

/// Collects what a scheme says.
class scheme_reader {
public:
    const char* const text;
    reader& fields;
    const document& members;
    const checkpoint& of;
    module_reader& modules;
    notes* const said;
    quantised_group groups[max_groups]{};
    int group_count = 0;
    module_set wide{};        ///< named as not quantised
    number_format cache{};
    bool cache_stated = false;

    constexpr scheme_reader(const char* t, const nested& n, reader& r, const checkpoint& c, module_reader& m, notes* s) noexcept
        : text(t), fields(r), members(n.members), of(c), modules(m), said(s) {}

    /// Modules that a list names. Null or absent: none.
    constexpr void add_named(reader& from, const key& k, module_set& to) noexcept {
        const member* m = from.stated(k);
        if (m != nullptr) add_named(from, *m, to);
    }
    constexpr void add_named(reader& from, const member& m, module_set& to) noexcept {
        if (m.kind != value_kind::array) return from.fail(error_code::wrong_type, m);
        const char* const p = text;
        const std::int32_t end = m.value + m.value_length - 1;
        std::int32_t i = m.value + 1, gap_at = 0, gap = 0;  // what stands between two names is mostly as before: compared at once
        for (;;) {
            if (gap > 0 && i + gap < end && p[i + gap] == '"' && same_bytes(p + i, p + gap_at, gap)) {
                i += gap;
            } else {
                gap_at = i;
                while (i < end && (p[i] == ' ' || p[i] == ',' || p[i] == '\n' || p[i] == '\r' || p[i] == '\t')) ++i;
                gap = i - gap_at;
                if (i == end) return;
                if (p[i] != '"') return from.fail(error_code::wrong_type, m);
            }
            const std::int32_t at = i + 1;
            i = find_byte(p, "\"", at, end);
            if (p[i - 1] == '\\') i = string_end(p, at, end);  // perhaps an escaped one
            if (const error_code e = modules.add(p + at, i - at, to); e != error_code::none) return fail_name(from, e, at, i - at);
            ++i;
        }
    }
    constexpr void fail_name(reader& from, error_code e, std::int32_t at, std::int32_t length) noexcept {
        member name{};
        name.key = name.value = at;
        name.key_length = name.value_length = length;
        from.fail(e, name);
    }
    constexpr void add_group(const number_format& f, const module_set& s) noexcept {
        if (fields.failed()) return;
        if (group_count == max_groups) return fields.fail(error_code::unsupported_value, "config_groups");
        groups[group_count++] = {f, s};
    }
    constexpr void add_group(const number_format& f, part_bits parts) noexcept {
        module_set s;
        modules.add_parts(parts, s);
        add_group(f, s);
    }
    constexpr void refuse_unless(bool holds, error_code e, const key& k) noexcept {
        if (!holds) fields.fail(e, k);
    }
    constexpr void leave_out(const char* what, std::int64_t bytes) noexcept {
        if (said != nullptr) said->add({.kind = note_kind::left_out, .name = what, .of = value_kind::integer, .value = bytes});
    }

    // --- one field of a scheme; `r` is the object it stands in ---

    /// True, false, or as documented where it is absent or null.
    static constexpr bool flag(reader& r, const key& k, bool documented) noexcept {
        const member* m = r.stated(k);
        if (m == nullptr) return documented;
        if (m->kind != value_kind::boolean) r.fail(error_code::wrong_type, *m);
        return m->integer != 0;
    }
    /// Is the string one of these? It must be, if it is stated.
    template <std::size_t N>
    static constexpr int one_of(reader& r, const key& k, const char* const (&words)[N], int documented) noexcept {
        const member* m = r.stated(k);
        if (m == nullptr) return documented;
        if (m->kind != value_kind::string) return r.fail(error_code::wrong_type, *m), documented;
        for (int i = 0; i < static_cast<int>(N); ++i)
            if (r.says(*m, words[i])) return i;
        return r.fail(error_code::unsupported_value, *m), documented;
    }
    /// Elements of a group along a row: 0 for the whole row, which files write as -1. It must be stated.
    static constexpr std::int64_t group_size(reader& r, const key& k) noexcept {
        const member* m = r.stated(k);
        if (m != nullptr && m->kind == value_kind::integer && m->integer == -1) return 0;
        return r.size(k);
    }
    /// Rows and columns of a block.
    static constexpr void block(reader& r, const member& m, number_format& f) noexcept {
        std::int64_t n = 0;
        r.each(m, value_kind::integer, [&](std::int64_t i, std::int32_t, std::int32_t, std::int64_t v) {
            if (v < 1) r.fail(error_code::not_positive, m);
            if (v > largest_size) r.fail(error_code::number_out_of_range, m);
            if (i == 0) f.group_outputs = v;
            if (i == 1) f.group_inputs = v;
            ++n;
        });
        if (n != 2) r.fail(error_code::inconsistent, m);
    }
    /// Every key of the object is one of these. The lists are looked up in the object: that is cheap, since it has few of them.
    static constexpr void check_keys(const document& d, reader& r, const list<key>& reads, const list<key>& harmless) noexcept {
        bool known[max_members]{};
        const list<key> lists[] = {reads, harmless};
        for (const list<key>& keys : lists)
            for (const key* k = keys.first, *end = k + keys.count; k != end; ++k)
                if (d.first[k->hash % document::buckets] != 0)
                    if (const member* m = r.find(*k); m != nullptr) known[m - d.members] = true;
        for (std::int32_t i = 0; i < d.count; ++i)
            if (!known[i]) r.fail_key(error_code::not_modelled, d.members[i]);
    }
};

}  // namespace detail

}  // namespace rafter::hugging_face
