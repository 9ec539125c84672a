// Reads fields of a config.json for a family, and remembers the first thing that is wrong with them.
#pragma once

#include <cstdint>  // int32_t, int64_t
#include <rafter/hugging_face/key.hpp>
#include <rafter/model/layer.hpp>

namespace rafter::hugging_face {

enum class note_kind : std::uint8_t {
    defaulted,    ///< absent, and the family's own library documents this value
    skipped,      ///< not known, and does not speak of shape
    not_applied,  ///< quantization_config: the formats are the user's
    not_counted,  ///< multi-token prediction: not part of the model
};

/// Something a user should know about a reading that succeeded.
struct note {
    note_kind kind = note_kind::skipped;
    std::int32_t key = 0, key_length = 0;  ///< place in the text; -1 for a field that is absent
    const char* name = nullptr;            ///< of a field that is absent
    std::int64_t value = 0;
};

inline constexpr int max_notes = 64;

struct notes {
    note all[max_notes]{};
    int count = 0;

    constexpr void add(const note& n) noexcept {
        if (count < max_notes) all[count++] = n;
    }
    [[nodiscard]] constexpr const note* begin() const noexcept { return all; }
    [[nodiscard]] constexpr const note* end() const noexcept { return all + count; }
};

/// Largest size a field may have: every product of three of them that a model needs stays in 64 bits or is caught.
inline constexpr std::int64_t largest_size = std::int64_t{1} << 31;

class reader {
public:
    constexpr reader(const char* text, const document& read, notes& said) noexcept : t(text), doc(read), to(said) {}

    [[nodiscard]] constexpr bool failed() const noexcept { return error != error_code::none; }

    [[nodiscard]] constexpr const member* find(const key& k) const noexcept {
        for (std::int32_t i = 0; i < doc.count; ++i)
            if (doc.members[i].key_hash == k.hash && doc.members[i].key_length == k.length) return &doc.members[i];
        return nullptr;
    }

    /// A size that must be there: an integer from 1 to 2^31. 1 after an error, so that what follows stays defined.
    constexpr std::int64_t size(const key& k) noexcept {
        const member* m = find(k);
        if (m == nullptr) return fail_missing(k);
        return checked_size(*m, k, 1);
    }
    /// A size that may be absent or null, with the value that the library of the format documents.
    constexpr std::int64_t size_or(const key& k, std::int64_t documented) noexcept {
        const member* m = find(k);
        if (m != nullptr && m->kind != value_kind::null) return checked_size(*m, k, 1);
        to.add({.kind = note_kind::defaulted, .key = -1, .name = k.text, .value = documented});
        return documented;
    }
    /// A size where null, absent or 0 means there is none.
    constexpr std::int64_t size_or_none(const key& k) noexcept {
        const member* m = find(k);
        return m == nullptr || m->kind == value_kind::null ? 0 : checked_size(*m, k, 0);
    }
    /// A size that must be said, though it may be null or 0 for none.
    constexpr std::int64_t stated_or_none(const key& k) noexcept {
        if (find(k) == nullptr) {
            fail_missing(k);
            return 0;
        }
        return size_or_none(k);
    }
    constexpr bool flag_or(const key& k, bool documented) noexcept {
        const member* m = find(k);
        if (m == nullptr || m->kind == value_kind::null) {
            to.add({.kind = note_kind::defaulted, .key = -1, .name = k.text, .value = documented ? 1 : 0});
            return documented;
        }
        if (m->kind != value_kind::boolean) fail(error_code::wrong_type, *m);
        return m->integer != 0;
    }
    /// Is this string field present and equal to the text?
    [[nodiscard]] constexpr bool says(const key& k, const char* expected) const noexcept {
        const member* m = find(k);
        return m != nullptr && m->kind == value_kind::string && equal(m->value, m->value_length, expected);
    }

    /// Calls use(index, offset, length, integer) for every element of an array of strings, or of integers.
    template <class Use>
    constexpr void each(const member& m, value_kind of, Use use) noexcept {
        if (m.kind != value_kind::array) return fail(error_code::wrong_type, m);
        std::int64_t index = 0;
        for (std::int32_t i = m.value + 1, end = m.value + m.value_length - 1; i < end;) {
            const char c = t[i];
            if (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',') {
                ++i;
                continue;
            }
            std::int32_t last = i;
            if (c == '"' && of == value_kind::string) {
                for (last = i + 1; t[last] != '"';) last += t[last] == '\\' ? 2 : 1;
                use(index++, i + 1, last - i - 1, std::int64_t{0});
                i = last + 1;
            } else if (c >= '0' && c <= '9' && of == value_kind::integer) {
                std::int64_t value = 0;
                for (; last < end && t[last] >= '0' && t[last] <= '9'; ++last) value = value < largest_size ? value * 10 + (t[last] - '0') : value;
                if (last < end && (t[last] == '.' || t[last] == 'e' || t[last] == 'E')) return fail(error_code::wrong_type, m);
                use(index++, i, last - i, value);
                i = last;
            } else {
                return fail(error_code::wrong_type, m);
            }
        }
    }

    [[nodiscard]] constexpr bool equal(std::int32_t at, std::int32_t length, const char* expected) const noexcept {
        for (std::int32_t i = 0; i < length; ++i)
            if (expected[i] == '\0' || t[at + i] != expected[i]) return false;
        return expected[length] == '\0';
    }

    constexpr void note_not_counted(const key& k, std::int64_t value) noexcept {
        if (const member* m = find(k); m != nullptr && value > 0) to.add({.kind = note_kind::not_counted, .key = m->key, .key_length = m->key_length, .value = value});
    }

    // --- errors: the first one stays ---

    constexpr void fail(error_code e, const member& m) noexcept { fail_at(e, m.value, t + m.key, m.key_length); }
    constexpr void fail(error_code e, const key& k) noexcept {
        const member* m = find(k);
        fail_at(e, m != nullptr ? m->value : doc.end, k.text, k.length);
    }
    constexpr void fail_key(error_code e, const member& m) noexcept { fail_at(e, m.key, t + m.key, m.key_length); }

    [[nodiscard]] constexpr config_error placed_error() const noexcept {
        config_error e = place_error(t, error, error_at);
        e.key = named;
        return e;
    }

private:
    const char* t;
    const document& doc;
    notes& to;
    error_code error = error_code::none;
    std::int32_t error_at = 0;
    key_name named{};

    constexpr void fail_at(error_code e, std::int32_t at, const char* name, std::int32_t length) noexcept {
        if (failed()) return;
        error = e;
        error_at = at;
        named.assign(name, length);
    }
    constexpr std::int64_t fail_missing(const key& k) noexcept {
        fail_at(error_code::missing_field, doc.end, k.text, k.length);
        return 1;
    }
    constexpr std::int64_t checked_size(const member& m, const key&, std::int64_t least) noexcept {
        if (m.kind != value_kind::integer) fail(error_code::wrong_type, m);
        else if (m.integer < least) fail(error_code::not_positive, m);
        else if (m.integer > largest_size) fail(error_code::number_out_of_range, m);
        else return m.integer;
        return 1;
    }
};

}  // namespace rafter::hugging_face
