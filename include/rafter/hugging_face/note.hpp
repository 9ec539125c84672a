// What a user should know about a reading that succeeded.
#pragma once

#include <cstdint>  // int32_t, int64_t, uint8_t
#include <rafter/hugging_face/json.hpp>

namespace rafter::hugging_face {

enum class note_kind : std::uint8_t {
    defaulted,    ///< absent or null, and the family's own library documents this value
    assumed,      ///< absent or null, and documented by nobody: what rafter takes
    skipped,      ///< not known, and does not speak of shape
    left_out,     ///< parts of the checkpoint that its stored bytes leave out: `name` says which, `value` how many bytes, 0 for not known
    not_counted,  ///< multi-token prediction, or a tower for images: not part of the model
    known_name,   ///< a family whose name is near the model_type that is not known
};

struct note {
    note_kind kind = note_kind::skipped;
    std::int32_t key = -1, key_length = 0;  ///< place in the text; -1 for a field that is absent
    const char* name = nullptr;             ///< of a field that is absent or null
    value_kind of = value_kind::null;       ///< what `value` is: an integer, a boolean (0 or 1), none (null), or `text`
    std::int64_t value = 0;
    const char* text = nullptr;
};

/// The most fields that a family reads.
inline constexpr int most_reads = 32;

/// Room for all, of a file and of the text_config in it: every key gives at most one note, and every field that a family reads at most one more.
struct notes {
    static constexpr int most = 2 * (max_members + most_reads);

    note all[most]{};
    int count = 0;

    constexpr void add(const note& n) noexcept {
        if (count < most) all[count++] = n;
    }
    [[nodiscard]] constexpr const note* begin() const noexcept { return all; }
    [[nodiscard]] constexpr const note* end() const noexcept { return all + count; }
};

}  // namespace rafter::hugging_face
