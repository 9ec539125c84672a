// Which families have a name like this? For a model_type that is not known.
#pragma once

#include <cstdint>  // int32_t
#include <rafter/hugging_face/families.hpp>

namespace rafter::hugging_face {

/// The nearest first.
struct family_names {
    const char* names[3]{};

    [[nodiscard]] constexpr const char* const* begin() const noexcept { return names; }
    [[nodiscard]] constexpr const char* const* end() const noexcept { return names + 3; }
};

namespace detail {

/// Letters to insert, delete or replace to make one name of the other. Of either name the first 48 bytes count.
constexpr std::int32_t edit_distance(const char* a, std::int32_t a_length, const char* b, std::int32_t b_length) noexcept {
    constexpr std::int32_t most = 48;
    const std::int32_t n = a_length < most ? a_length : most, m = b_length < most ? b_length : most;
    std::int32_t row[most + 1]{};
    for (std::int32_t j = 0; j <= m; ++j) row[j] = j;
    for (std::int32_t i = 1; i <= n; ++i) {
        std::int32_t diagonal = row[0];
        row[0] = i;
        for (std::int32_t j = 1; j <= m; ++j) {
            const std::int32_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            const std::int32_t shorter = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = replaced < shorter ? replaced : shorter;
        }
    }
    return row[m];
}

}  // namespace detail

/// The three families whose names need the fewest changes. deepseek_v4: deepseek_v2 (1), deepseek_v3 (1), deepseek_v32 (2).
[[nodiscard]] constexpr family_names nearest_families(const char* name, std::int32_t length) noexcept {
    family_names near;
    std::int32_t changes[3]{};
    int count = 0;
    for (const family* f : known_families) {
        const std::int32_t known = static_cast<std::int32_t>(__builtin_strlen(f->model_type));
        const std::int32_t distance = detail::edit_distance(name, length, f->model_type, known);
        int at = count;
        while (at > 0 && changes[at - 1] > distance) --at;
        if (at == 3) continue;
        if (count < 3) ++count;
        for (int i = count - 1; i > at; --i) {
            near.names[i] = near.names[i - 1];
            changes[i] = changes[i - 1];
        }
        near.names[at] = f->model_type;
        changes[at] = distance;
    }
    return near;
}
[[nodiscard]] constexpr family_names nearest_families(const char* name) noexcept {
    return nearest_families(name, static_cast<std::int32_t>(__builtin_strlen(name)));
}

}  // namespace rafter::hugging_face
