// Patterns of module names, as a quantization_config uses them: those of a shell, and a small part of regular expressions.
//
// Of regular expressions: . \. \d, classes [0-9], groups with alternatives (gate|up), the repetitions * + ? of one
// character, and the anchors ^ $. What else there is (counts {1,2}, looking ahead, back references, repeated groups) is
// refused by name. As Python's re.match: from the beginning, to wherever the pattern ends.
#pragma once

#include <cstdint>  // int32_t, int64_t, uint8_t
#include <rafter/hugging_face/key.hpp>

namespace rafter::hugging_face {

inline constexpr std::int32_t longest_pattern = 255;

enum class pattern_kind : std::uint8_t { none, shell, regex };

namespace detail {

/// The text of a JSON string with its escaped backslashes and slashes undone, without a leading "re:". False for other
/// escapes and for what is too long.
constexpr bool decode_pattern(const char* from, std::int32_t length, char (&text)[longest_pattern + 1], std::int32_t& n, pattern_kind& kind) noexcept {
    kind = pattern_kind::none;
    n = 0;
    const bool said = length >= 3 && from[0] == 'r' && from[1] == 'e' && from[2] == ':';
    if (said) kind = pattern_kind::regex;
    for (std::int32_t i = said ? 3 : 0; i < length; ++i) {
        char c = from[i];
        if (c == '\\') {
            c = from[++i];
            if (c != '\\' && c != '/') return false;
        }
        if (n == longest_pattern) return false;
        text[n++] = c;
        if (said) continue;
        if (c == '\\') kind = pattern_kind::regex;
        else if ((c == '*' || c == '?' || c == '[') && kind == pattern_kind::none) kind = pattern_kind::shell;
    }
    return true;
}

/// One pattern; the work of all its matches together is bounded.
class pattern_match {
public:
    constexpr pattern_match(pattern_kind kind, const char* pattern, std::int32_t length) noexcept
        : p(pattern), n(length), shell(kind == pattern_kind::shell) {}

    /// Is it of the part that is known?
    [[nodiscard]] constexpr bool valid() const noexcept {
        int depth = 0;
        for (std::int32_t i = 0; i < n; ++i) {
            const char c = p[i];
            if (shell) {
                if (c == '[' || c == '!') return false;
                continue;
            }
            if (c == '{' || c == '}') return false;
            if (c == '\\') {
                if (++i == n) return false;
                const char e = p[i];
                if ((e >= 'a' && e <= 'z' && e != 'd') || (e >= 'A' && e <= 'Z') || (e >= '0' && e <= '9')) return false;
            } else if (c == '[') {
                const std::int32_t close = class_end(i);
                if (close < 0) return false;
                i = close - 1;
            } else if (c == '(') {
                if (++depth > 4) return false;
                if (i + 1 < n && p[i + 1] == '?') {
                    if (i + 2 >= n || p[i + 2] != ':') return false;
                    i += 2;
                }
            } else if (c == ')') {
                if (--depth < 0) return false;
                if (i + 1 < n && repeats(p[i + 1])) return false;
            } else if (repeats(c)) {
                if (i == 0 || p[i - 1] == '(' || p[i - 1] == '|' || p[i - 1] == '^') return false;
                if (i + 1 < n && p[i + 1] == '?') ++i;  // the fewest: finds the same
                if (i + 1 < n && repeats(p[i + 1])) return false;
            }
        }
        return depth == 0 && n > 0;
    }

    /// Of a whole name, or, for a shell's pattern, of a module that the name stands in.
    constexpr bool matches(const char* name, std::int32_t length) noexcept {
        s = name;
        end = length;
        if (shell) return match(0, n, nullptr, 0);
        return alternatives(0, n, nullptr, 0);
    }
    [[nodiscard]] constexpr bool exhausted() const noexcept { return work > most_work; }

    /// Might it tell one layer from another? It has a digit, a class or a single unknown character in it.
    [[nodiscard]] constexpr bool depends_on_numbers() const noexcept {
        for (std::int32_t i = 0; i < n; ++i) {
            const char c = p[i];
            if ((c >= '0' && c <= '9') || c == '[' || c == '?' || (c == '\\' && i + 1 < n && p[i + 1] == 'd')) return true;
            if (!shell && c == '.' && (i + 1 == n || !repeats(p[i + 1])) && single_dot_may_be_digit(i)) return true;
        }
        return false;
    }
    /// The only layer that it can be of ("model.layers.12.self_attn*"), or -1.
    [[nodiscard]] constexpr std::int64_t layer_named() const noexcept {
        const char* want = "model.layers.";
        std::int32_t i = n > 0 && p[0] == '^' ? 1 : 0;
        for (; *want != '\0'; ++want) {
            if (!shell && *want == '.' && i < n && p[i] == '\\') ++i;
            if (i >= n || p[i] != *want) return -1;
            ++i;
        }
        if (!shell && i < n && repeats(p[i])) return -1;
        std::int64_t layer = 0;
        const std::int32_t first = i;
        for (; i < n && p[i] >= '0' && p[i] <= '9' && layer < 1'000'000; ++i) layer = layer * 10 + (p[i] - '0');
        if (i == first || i >= n) return -1;
        if (!shell && p[i] == '\\') ++i;
        if (i >= n || p[i] != '.') return -1;
        return !shell && i + 1 < n && repeats(p[i + 1]) ? -1 : layer;
    }
    /// Does it begin with the name of such a module, or with one behind "any text"?
    [[nodiscard]] constexpr bool speaks_of(const char* module) const noexcept {
        std::int32_t i = n > 0 && p[0] == '^' ? 1 : 0;
        if (shell && i < n && p[i] == '*') ++i;
        else if (!shell && i + 1 < n && p[i] == '.' && p[i + 1] == '*') i += 2;
        for (; *module != '\0'; ++module, ++i) {
            if (!shell && i < n && p[i] == '\\') ++i;
            if (i >= n || p[i] != *module) return false;
        }
        return true;
    }

private:
    /// What follows behind a group.
    struct rest {
        std::int32_t from, to;
        const rest* next;
    };
    static constexpr std::int32_t most_work = 200'000;

    const char* p;
    std::int32_t n;
    bool shell;
    const char* s = nullptr;
    std::int32_t end = 0;
    std::int32_t work = 0;

    static constexpr bool repeats(char c) noexcept { return c == '*' || c == '+' || c == '?'; }

    /// A dot that stands for one character, other than between the parts of a name, where it stands for the dot.
    constexpr bool single_dot_may_be_digit(std::int32_t i) const noexcept {
        const auto letter = [&](std::int32_t at) { return at >= 0 && at < n && ((p[at] >= 'a' && p[at] <= 'z') || p[at] == '_' || p[at] == '(' || p[at] == ')' || p[at] == '*' || p[at] == '$'); };
        return !(i == 0 || letter(i - 1)) || !(i + 1 == n || letter(i + 1) || p[i + 1] == '.');
    }

    constexpr std::int32_t class_end(std::int32_t i) const noexcept {
        std::int32_t at = i + 1;
        if (at < n && p[at] == '^') ++at;
        const std::int32_t first = at;
        for (; at < n && p[at] != ']'; ++at)
            if (p[at] == '\\' || p[at] == '[') return -1;
        return at < n && at > first ? at + 1 : -1;
    }

    /// Behind the one-character atom at i.
    constexpr std::int32_t atom_end(std::int32_t i) const noexcept {
        if (shell) return i + 1;
        if (p[i] == '\\') return i + 2;
        return p[i] == '[' ? class_end(i) : i + 1;
    }
    constexpr bool is(std::int32_t i, char c) const noexcept {
        if (shell) return p[i] == '?' || p[i] == '*' || p[i] == c;
        if (p[i] == '.') return true;
        if (p[i] == '\\') return p[i + 1] == 'd' ? c >= '0' && c <= '9' : p[i + 1] == c;
        if (p[i] != '[') return p[i] == c;
        std::int32_t at = i + 1;
        const bool negated = p[at] == '^';
        if (negated) ++at;
        bool found = false;
        for (; p[at] != ']'; ++at) {
            if (p[at + 1] == '-' && p[at + 2] != ']') {
                found = found || (c >= p[at] && c <= p[at + 2]);
                at += 2;
            } else {
                found = found || c == p[at];
            }
        }
        return found != negated;
    }

    constexpr std::int32_t group_end(std::int32_t i) const noexcept {
        int depth = 0;
        for (; i < n; ++i) {
            if (p[i] == '\\') ++i;
            else if (p[i] == '[') i = class_end(i) - 1;
            else if (p[i] == '(') ++depth;
            else if (p[i] == ')' && --depth == 0) return i;
        }
        return n;
    }

    constexpr bool alternatives(std::int32_t from, std::int32_t to, const rest* next, std::int32_t at) noexcept {
        std::int32_t first = from;
        int depth = 0;
        for (std::int32_t i = from; i <= to; ++i) {
            if (i == to || (p[i] == '|' && depth == 0)) {
                if (match(first, i, next, at)) return true;
                first = i + 1;
            } else if (p[i] == '\\') {
                ++i;
            } else if (p[i] == '[') {
                i = class_end(i) - 1;
            } else if (p[i] == '(') {
                ++depth;
            } else if (p[i] == ')') {
                --depth;
            }
        }
        return false;
    }

    constexpr bool match_any(std::int32_t after, std::int32_t to, const rest* next, std::int32_t at, std::int32_t most, char how) noexcept {
        for (std::int32_t k = most; k >= (how == '+' ? 1 : 0); --k)
            if (match(after, to, next, at + k)) return true;
        return false;
    }

    constexpr bool match(std::int32_t i, std::int32_t to, const rest* next, std::int32_t at) noexcept {
        for (;;) {
            if (++work > most_work) return false;
            if (i == to) {
                if (next == nullptr) return shell ? at == end || s[at] == '.' : true;
                i = next->from;
                to = next->to;
                next = next->next;
                continue;
            }
            if (!shell && p[i] == '(') {
                const std::int32_t close = group_end(i);
                const rest behind{close + 1, to, next};
                return alternatives(p[i + 1] == '?' ? i + 3 : i + 1, close, &behind, at);
            }
            if (!shell && p[i] == '^') {
                if (at != 0) return false;
                ++i;
                continue;
            }
            if (!shell && p[i] == '$') {
                if (at != end) return false;
                ++i;
                continue;
            }
            const std::int32_t behind = atom_end(i);
            const bool any_number = shell ? p[i] == '*' : behind < to && repeats(p[behind]);
            if (!any_number) {
                if (at == end || !is(i, s[at])) return false;
                ++at;
                i = behind;
                continue;
            }
            const char how = shell ? '*' : p[behind];
            std::int32_t after = shell ? behind : behind + 1;
            if (!shell && after < to && p[after] == '?') ++after;
            std::int32_t most = 0;
            while (at + most < end && (how != '?' || most < 1) && is(i, s[at + most])) ++most;
            if (after == to && next == nullptr && most >= (how == '+' ? 1 : 0)) return shell ? at + most == end : true;
            const char then = after < to ? p[after] : '\0';
            const bool plain = (then >= 'a' && then <= 'z') || then == '_';
            if (plain && !shell && after + 1 < to && repeats(p[after + 1])) return match_any(after, to, next, at, most, how);
            for (std::int32_t k = most; k >= (how == '+' ? 1 : 0); --k)
                if (!plain || (at + k < end && s[at + k] == then))
                    if (match(after, to, next, at + k)) return true;
            return false;
        }
    }
};

}  // namespace detail

}  // namespace rafter::hugging_face
