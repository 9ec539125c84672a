// Names that parts and makers are told apart by.
#pragma once

namespace rafter::detail {

constexpr bool same_text(const char* a, const char* b) noexcept {
    for (; *a != '\0' && *a == *b; ++a) ++b;
    return *a == *b;
}

constexpr bool begins_with(const char* text, const char* start) noexcept {
    while (*start != '\0')
        if (*text++ != *start++) return false;
    return true;
}

constexpr bool has_text(const char* text, const char* word) noexcept {
    for (; *text != '\0'; ++text)
        if (begins_with(text, word)) return true;
    return false;
}

}  // namespace rafter::detail
