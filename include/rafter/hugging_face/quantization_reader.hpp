// Reads the objects of a quantization_config and collects what a scheme says: formats, and the modules that have them.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int32_t, int64_t
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

/// An object within the quantization_config.
struct nested {
    document members;
    reader fields;

    constexpr nested(const char* text, const member& object, notes* said) noexcept : fields(text, members, said) {
        read_object(text, object, members);
        const key_fault fault = first_key_error(text, members);
        if (fault.code == error_code::none && members.error == error_code::none) return;
        member at = object;
        at.value = fault.code != error_code::none ? fault.at : members.error_at;
        fields.fail(fault.code != error_code::none ? fault.code : members.error, at);
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

    constexpr scheme_reader(const char* t, const document& all, reader& r, const checkpoint& c, module_reader& m, notes* s) noexcept
        : text(t), fields(r), members(all), of(c), modules(m), said(s) {}

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
