// Reads fields of a config.json for a family, notes what a user should know, and remembers the first thing that is wrong.
#pragma once

#include <cstdint>  // int32_t, int64_t
#include <rafter/hugging_face/key.hpp>
#include <rafter/hugging_face/note.hpp>

namespace rafter::hugging_face {

/// Largest size a field may have: a product of two such sizes and a small number stays in 64 bits, so that the form of
/// a layer does; its parameters are counted apart (family.hpp).
inline constexpr std::int64_t largest_size = std::int64_t{1} << 28;

/// From place i of a well-formed array on, the first of its next element: behind a comma and white space.
[[nodiscard]] constexpr std::int32_t next_element(const char* p, std::int32_t i, std::int32_t end) noexcept {
    while (i < end && (p[i] <= ' ' || p[i] == ',')) ++i;  // no other byte up to ' ' stands there
    return i;
}

/// The place behind the string at place i where that is this word, else 0.
[[nodiscard]] constexpr std::int32_t behind_string(const char* p, std::int32_t i, std::int32_t end, const char* word) noexcept {
    const auto length = static_cast<std::int32_t>(__builtin_strlen(word));
    const std::int32_t quote = i + 1 + length;
    return quote < end && p[i] == '"' && p[quote] == '"' && same_bytes(p + i + 1, word, length) ? quote + 1 : 0;
}

class reader {
public:
    /// Without a place for notes none are kept.
    constexpr reader(const char* text, const document& read, notes* said) noexcept : t(text), doc(read), to(said) {}

    [[nodiscard]] constexpr bool failed() const noexcept { return error != error_code::none; }

    /// As document::find does, without its call: a family asks for twenty fields.
    [[nodiscard]] constexpr const member* find(const key& k) const noexcept {
        for (int i = doc.first[k.hash % document::buckets]; i != 0; i = doc.members[i - 1].next) {
            const member& m = doc.members[i - 1];
            if (m.hash == k.hash && m.key_length == k.length && same_bytes(t + m.key, k.text, k.length)) return &m;
        }
        return nullptr;
    }
    /// Present, and not null.
    [[nodiscard]] constexpr const member* stated(const key& k) const noexcept {
        const member* m = find(k);
        return m == nullptr || m->kind == value_kind::null ? nullptr : m;
    }

    /// A size that must be there: an integer from 1 to 2^28. 1 after an error, so that what follows stays defined.
    constexpr std::int64_t size(const key& k) noexcept {
        const member* m = find(k);
        if (m != nullptr) return checked_size(*m, 1);
        fail_at(error_code::missing_field, doc.end, k.text, k.length);
        return 1;
    }
    /// The same of a field that was found.
    constexpr std::int64_t size(const member& m) noexcept { return checked_size(m, 1); }
    /// A size of two names. Where both are given they must agree.
    constexpr std::int64_t size(const key& k, const key& alias) noexcept {
        if (stated(alias) == nullptr) return size(k);
        const std::int64_t value = size(alias);
        if (stated(k) != nullptr && size(k) != value) fail(error_code::inconsistent, alias);
        return value;
    }
    /// A size that may be absent or null, with the value that the library of the format documents.
    constexpr std::int64_t size_or(const key& k, std::int64_t documented) noexcept {
        const member* m = stated(k);
        return m != nullptr ? checked_size(*m, 1) : by_default(k, documented);
    }
    /// A number that must be there and may be 0.
    constexpr std::int64_t count(const key& k) noexcept {
        const member* m = find(k);
        return m == nullptr ? size(k) : checked_size(*m, 0);
    }
    /// A size where null, absent or 0 means there is none.
    constexpr std::int64_t size_or_none(const key& k) noexcept {
        const member* m = stated(k);
        return m == nullptr ? 0 : checked_size(*m, 0);
    }
    /// A size that must be said, though it may be null or 0 for none.
    constexpr std::int64_t stated_or_none(const key& k) noexcept {
        const member* m = find(k);
        if (m == nullptr) return size(k);
        return m->kind == value_kind::null ? 0 : checked_size(*m, 0);
    }

    constexpr bool flag_or(const key& k, bool documented) noexcept {
        const member* m = stated(k);
        if (m == nullptr) {
            note_default(k, {.of = value_kind::boolean, .value = documented ? 1 : 0});
            return documented;
        }
        if (m->kind != value_kind::boolean) fail(error_code::wrong_type, *m);
        return m->integer != 0;
    }
    /// Is the head the input table? In a file of several media both the whole and its text_config may say so, the same.
    constexpr bool tied_or(bool documented) noexcept {
        if (outer == nullptr) return flag_or("tie_word_embeddings", documented);
        if (outer->kind != value_kind::boolean) fail(error_code::wrong_type, *outer);
        const bool tied = outer->integer != 0;
        if (stated("tie_word_embeddings") != nullptr && flag_or("tie_word_embeddings", tied) != tied) fail(error_code::inconsistent, "tie_word_embeddings");
        return tied;
    }
    /// What the file around this object says of its tables.
    constexpr void tied_by(const member* outside) noexcept { outer = outside; }

    /// The value that the format's library takes for a field that is absent or null, and a note of it.
    constexpr std::int64_t by_default(const key& k, std::int64_t documented) noexcept {
        note_default(k, {.of = value_kind::integer, .value = documented});
        return documented;
    }
    constexpr void none_by_default(const key& k) noexcept { note_default(k, {.of = value_kind::null}); }
    constexpr void text_by_default(const key& k, const char* documented) noexcept { note_default(k, {.of = value_kind::string, .text = documented}); }
    /// What rafter takes for a field that is absent or null, and a note of it.
    constexpr void assume(const key& k, const char* taken) noexcept { note_absent(k, {.kind = note_kind::assumed, .of = value_kind::string, .text = taken}); }

    /// Is this the text of the value? A string is compared without its quotes.
    [[nodiscard]] constexpr bool says(const member& m, const char* expected) const noexcept { return equal(m.value, m.value_length, expected); }

    /// Where the text of the value begins.
    [[nodiscard]] constexpr const char* text_of(const member& m) const noexcept { return t + m.value; }

    /// Calls use(index, offset, length, integer) for every element of an array of strings, or of integers from 0.
    template <class Use>
    constexpr void each(const member& m, value_kind of, Use use) noexcept {
        if (m.kind != value_kind::array) return fail(error_code::wrong_type, m);
        const char* const p = t;
        const std::int32_t end = m.value + m.value_length - 1;
        std::int64_t index = 0;
        for (std::int32_t i = next_element(p, m.value + 1, end); i < end;) {
            const std::int32_t begin = i;
            std::int64_t value = 0;
            if (p[i] == '"' && of == value_kind::string) {
                for (i = plain_end(p, i + 1, end); p[i] != '"';) i = plain_end(p, i + 2, end);  // behind an escape
            } else if (p[i] >= '0' && p[i] <= '9' && of == value_kind::integer) {
                for (; i < end && p[i] >= '0' && p[i] <= '9'; ++i) value = value < largest_size ? value * 10 + (p[i] - '0') : value;
                if (i < end && (p[i] == '.' || p[i] == 'e' || p[i] == 'E')) return fail(error_code::wrong_type, m);
            } else {
                return fail(error_code::wrong_type, m);
            }
            const std::int32_t quote = p[begin] == '"' ? 1 : 0, length = i - begin - quote;
            use(index++, begin + quote, length, value);
            i = next_element(p, i + quote, end);
            for (const std::int32_t span = i - begin; i + span < end && same_bytes(p + i, p + begin, span); i += span)  // the same once more
                use(index++, i + quote, length, value);
        }
    }

    [[nodiscard]] constexpr bool equal(std::int32_t at, std::int32_t length, const char* expected) const noexcept {
        return static_cast<std::int32_t>(__builtin_strlen(expected)) == length && same_bytes(t + at, expected, length);
    }

    constexpr void note_not_counted(const key& k, std::int64_t value) noexcept {
        if (to == nullptr || value == 0) return;
        if (const member* m = find(k); m != nullptr)
            add({.kind = note_kind::not_counted, .key = m->key, .key_length = m->key_length, .of = value_kind::integer, .value = value});
    }

    constexpr void add(const note& n) noexcept {
        if (to != nullptr) to->add(n);
    }

    // --- errors: the first one stays ---

    constexpr void fail(error_code e, const member& m) noexcept { fail_at(e, m.value, t + m.key, m.key_length); }
    constexpr void fail(error_code e, const key& k) noexcept {
        const member* m = find(k);
        fail_at(e, m != nullptr ? m->value : doc.end, k.text, k.length);
    }
    constexpr void fail_key(error_code e, const member& m) noexcept {
        check_key(m);
        fail_at(e, m.key, t + m.key, m.key_length);
    }
    /// A key that no list has may be none, as it is written.
    constexpr void check_key(const member& m) noexcept {
        const key_fault fault = key_error(t, m);
        if (fault.code != error_code::none) fail_at(fault.code, fault.at, "", 0);
    }
    /// What another reader of the same text found.
    constexpr void fail_as(const reader& other) noexcept {
        if (failed()) return;
        error = other.error;
        error_at = other.error_at;
        named = other.named;
    }
    /// The sizes read so far make too large a model: placed at the largest of them.
    constexpr void fail_largest() noexcept {
        if (largest != nullptr) fail(error_code::number_out_of_range, *largest);
    }

    [[nodiscard]] constexpr config_error placed_error() const noexcept {
        config_error e = place_error(t, error, error_at);
        e.key = named;
        return e;
    }

private:
    const char* t;
    const document& doc;
    notes* to;
    const member* outer = nullptr;
    const member* largest = nullptr;
    error_code error = error_code::none;
    std::int32_t error_at = 0;
    key_name named{};

    constexpr void fail_at(error_code e, std::int32_t at, const char* name, std::int32_t length) noexcept {
        if (failed()) return;
        error = e;
        error_at = at;
        named.assign(name, length);
    }
    constexpr void note_default(const key& k, note n) noexcept {
        n.kind = note_kind::defaulted;
        note_absent(k, n);
    }
    constexpr void note_absent(const key& k, note n) noexcept {
        if (to == nullptr) return;
        n.name = k.text;
        if (const member* m = find(k); m != nullptr) {
            n.key = m->key;
            n.key_length = m->key_length;
        }
        to->add(n);
    }
    constexpr std::int64_t checked_size(const member& m, std::int64_t least) noexcept {
        if (m.kind != value_kind::integer) fail(error_code::wrong_type, m);
        else if (m.integer < least) fail(error_code::not_positive, m);
        else if (m.integer > largest_size) fail(error_code::number_out_of_range, m);
        else {
            if (largest == nullptr || m.integer > largest->integer) largest = &m;
            return m.integer;
        }
        return 1;
    }
};

}  // namespace rafter::hugging_face
