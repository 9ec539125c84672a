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

}  // namespace rafter::detail
