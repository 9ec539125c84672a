// The table of a JSON object's members: where keys and values stand in the text, and what they are.
//
// The key of a member is what stands up to the next quote: who finds that no list has it looks with `key_error` whether it
// could be a key, and where anything is wrong with the text, `first_key_error` says whether that began with a key.
#pragma once

#include <cstdint>  // int32_t, int64_t, uint32_t, uint8_t
#include <rafter/hugging_face/bytes.hpp>
#include <rafter/hugging_face/config_error.hpp>

namespace rafter::hugging_face {

enum class value_kind : std::uint8_t { null, boolean, integer, real, string, array, object };

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

struct document {
    std::int32_t count = 0;
    static constexpr std::uint32_t buckets = 256;
    std::uint8_t first[buckets]{};  ///< by the low bits of the hash: index + 1, or 0
    std::int32_t end = 0;      ///< place of the closing brace
    error_code error = error_code::none;
    std::int32_t error_at = 0;
    member members[max_members]{};

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
    constexpr void add(const member& m) noexcept {
        std::uint8_t& begin = first[m.hash % buckets];
        members[count] = m;
        members[count].next = begin;
        begin = static_cast<std::uint8_t>(++count);
    }
};

/// What is wrong in the key of a member, if anything, and where: keys are written without escapes here.
struct key_fault {
    error_code code = error_code::none;
    std::int32_t at = 0;
};
[[nodiscard]] constexpr key_fault key_error(const char* text, const member& m) noexcept {
    const std::int32_t end = m.key + m.key_length, at = plain_end(text, m.key, end);
    if (at == end) return {};
    return {text[at] == '\\' ? error_code::escaped_key : error_code::syntax, at};
}
[[nodiscard]] constexpr key_fault first_key_error(const char* text, const document& d) noexcept {
    for (std::int32_t i = 0; i < d.count; ++i)
        if (const key_fault fault = key_error(text, d.members[i]); fault.code != error_code::none) return fault;
    return {};
}

}  // namespace rafter::hugging_face
