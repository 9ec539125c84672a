// What can be wrong with a config.json, and where.
#pragma once

#include <cstdint>  // int32_t, uint8_t

namespace rafter::hugging_face {

/// Stable codes; README has a section for each.
enum class error_code : std::uint8_t {
    none,
    empty,                ///< RAFTER-C001
    truncated,            ///< RAFTER-C002
    syntax,               ///< RAFTER-C003
    nested_too_deep,      ///< RAFTER-C004
    too_many_members,     ///< RAFTER-C005
    duplicate_key,        ///< RAFTER-C006
    trailing_text,        ///< RAFTER-C007
    number_out_of_range,  ///< RAFTER-C008
    wrong_type,           ///< RAFTER-C009
    not_positive,         ///< RAFTER-C010
    missing_field,        ///< RAFTER-C011
    unknown_family,       ///< RAFTER-C012
    not_modelled,         ///< RAFTER-C013
    inconsistent,         ///< RAFTER-C014
    unsupported_value,    ///< RAFTER-C015
    byte_order_mark,      ///< RAFTER-C016
    escaped_key,          ///< RAFTER-C017
    too_long,             ///< RAFTER-C018
};

[[nodiscard]] constexpr const char* code_of(error_code e) noexcept {
    constexpr const char* codes[] = {"", "RAFTER-C001", "RAFTER-C002", "RAFTER-C003", "RAFTER-C004", "RAFTER-C005", "RAFTER-C006",
                                     "RAFTER-C007", "RAFTER-C008", "RAFTER-C009", "RAFTER-C010", "RAFTER-C011", "RAFTER-C012",
                                     "RAFTER-C013", "RAFTER-C014", "RAFTER-C015", "RAFTER-C016", "RAFTER-C017", "RAFTER-C018"};
    return codes[static_cast<int>(e)];
}

[[nodiscard]] constexpr const char* words_of(error_code e) noexcept {
    constexpr const char* words[] = {"no error",
                                     "the text is empty",
                                     "the text ends before the object does",
                                     "this is not JSON",
                                     "nested more than 64 deep",
                                     "more than 192 keys in one object",
                                     "a key is given twice",
                                     "text follows the object",
                                     "a number does not fit into 64 bits, or makes a larger model than can be",
                                     "a value has another type than this key needs",
                                     "a size must be positive",
                                     "a field that gives the model its shape is missing",
                                     "this model_type is not known",
                                     "this key may change the shape of the model and is not modelled for its family",
                                     "two fields contradict one another",
                                     "this value is not modelled for its family",
                                     "the text begins with a byte order mark",
                                     "a key is written with escapes",
                                     "the text is longer than 16 MiB"};
    return words[static_cast<int>(e)];
}

/// The name of a key, as a value that a template argument can hold; a name of more than 40 bytes is cut after a whole
/// character of UTF-8.
struct key_name {
    char text[41]{};

    constexpr void assign(const char* from, std::int32_t length) noexcept {
        std::int32_t n = length < 40 ? length : 40;
        while (n > 0 && n < length && (static_cast<unsigned char>(from[n]) & 0xC0U) == 0x80U) --n;
        for (std::int32_t i = 0; i < n; ++i) text[i] = from[i];
    }
    friend constexpr bool operator==(const key_name&, const key_name&) = default;
};

/// Line and column count from 1, columns in bytes. A missing field is placed where the object ends.
struct config_error {
    error_code code = error_code::none;
    std::int32_t line = 0;
    std::int32_t column = 0;
    key_name key{};

    friend constexpr bool operator==(const config_error&, const config_error&) = default;
};

}  // namespace rafter::hugging_face
