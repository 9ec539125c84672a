// The modules that a quantization_config names: which tensors of the normal form, in which layers.
//
// Names stand as they do in the checkpoint ("model.layers.0.mlp.gate", "lm_head"), as a part of such a name ("gate"), as
// a pattern of a shell ("model.layers.*.self_attn*") or as a regular expression ("re:.*self_attn.*").
#pragma once

#include <cstdint>  // int32_t, int64_t, uint64_t
#include <rafter/engine/precision.hpp>
#include <rafter/hugging_face/quantization_names.hpp>
#include <rafter/hugging_face/quantization_pattern.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter::hugging_face {

namespace detail {

constexpr bool starts(const char* text, std::int32_t length, const char* with) noexcept {
    const auto n = static_cast<std::int32_t>(__builtin_strlen(with));
    return n <= length && same_bytes(text, with, n);
}

/// Does the name hold these parts of a name, whole, one behind the other? "mlp.gate" holds "gate", "mlp.gate_proj" does not.
constexpr bool holds_parts(const key& name, const char* parts, std::int32_t length) noexcept {
    for (std::int32_t i = 0; i + length <= name.length; i = find_byte(name.text, ".", i, name.length) + 1) {
        const std::int32_t behind = i + length;
        if ((behind == name.length || name.text[behind] == '.') && same_bytes(name.text + i, parts, length)) return true;
    }
    return false;
}

/// What the name of a module or a pattern means for one model.
class module_reader {
public:
    /// `feed_forward`: what checkpoints of the family call it. `further`: layers behind the model's that predict further
    /// tokens; they may be named.
    constexpr module_reader(const transformer& model, const char* feed_forward, std::int64_t further) noexcept
        : m(model), words(static_cast<int>(model.layer_count < max_layers ? (model.layer_count + 63) / 64 : max_layers / 64)), ff(feed_forward),
          ff_length(static_cast<std::int32_t>(__builtin_strlen(feed_forward))), beyond(further) {
        for (std::int64_t i = 0; i < m.form_count; ++i) {
            const layer_form& f = m.forms[i];
            for (const tensor *x = f.tensors, *end = x + f.tensor_count; x != end; ++x) {
                if (x->as != use::product) continue;
                const part_bits parts = parts_of(*x);
                if (parts == 0) all_known = false;
                in_form[i] |= parts;
            }
            exist |= in_form[i];
        }
    }

    /// Is every matrix of the model one that checkpoints' names are known for?
    [[nodiscard]] constexpr bool knows_all() const noexcept { return all_known; }
    /// All that the model has.
    [[nodiscard]] constexpr part_bits all() const noexcept { return exist; }
    /// In which words of 64 layers the model's are.
    [[nodiscard]] constexpr int used_words() const noexcept { return words; }
    /// Of 64 layers those that have a part,
    [[nodiscard]] constexpr std::uint64_t layers_with(int part, int word) const noexcept {
        std::uint64_t here = 0;
        for (std::int64_t i = 0; i < m.form_count; ++i)
            if (((in_form[i] >> part) & 1U) != 0) here |= m.forms[i].where.words[word];
        return here;
    }
    /// and those in which it is in a set.
    [[nodiscard]] constexpr std::uint64_t layers_in(const module_set& s, int part, int word) const noexcept {
        return ((s.everywhere >> part) & 1U) != 0 ? layers_with(part, word) : s.of[part][word];
    }

    /// Adds what a name stands for. `inconsistent`: there is no such module; `unsupported_value`: it cannot be said, as
    /// one expert of many, or is a pattern of a kind that these files do not use.
    constexpr error_code add(const char* name, std::int32_t length, module_set& to) noexcept {
        if (length > 14 && same_bytes(name, "model.layers.", 13)) {
            if (name[13] == '*' && name[14] == '.' && length > 15)
                if (const module_name* n = find_in_layer(name + 15, length - 15); n != nullptr) return add_everywhere(n->parts, to);
            const std::int32_t i = name[14] == '.' ? 14 : length > 15 && name[15] == '.' ? 15 : length > 16 && name[16] == '.' ? 16 : length;
            std::int64_t layer = 0;
            for (std::int32_t at = 13; at < i && at < 16; ++at) {
                const int digit = name[at] - '0';
                if (digit < 0 || digit > 9) return add_any(name, length, to);
                layer = layer * 10 + digit;
            }
            if (i + 1 < length) {
                const module_name* n = nullptr;
                if (seen_next < seen_count && seen[seen_next].length == length - i - 1 && same_bytes(name + i + 1, seen[seen_next].text, length - i - 1)) n = seen[seen_next++].is;
                else n = find_and_remember(name + i + 1, length - i - 1);
                if (seen_next == seen_count) seen_next = 0;
                if (n != nullptr) return n->parts == 0 && layer < m.layer_count ? error_code::none : add(n->parts, layer, to);
            }
        }
        return add_any(name, length, to);
    }

    constexpr void add_parts(part_bits parts, module_set& to) const noexcept { to.everywhere |= parts & exist; }

private:
    const transformer& m;
    int words;
    const char* ff;
    std::int32_t ff_length;
    std::int64_t beyond;
    part_bits in_form[max_forms]{};
    part_bits exist = 0;
    bool all_known = true;

    /// Lists name the same modules of one layer after another: the next is mostly the one that came next before.
    struct remembered {
        const char* text;
        std::int32_t length;
        const module_name* is;
    };
    remembered seen[8]{};
    int seen_count = 0, seen_next = 0;

    constexpr const module_name* find_and_remember(const char* name, std::int32_t length) noexcept {
        const module_name* n = find_in_layer(name, length);
        if (n != nullptr && seen_count < 8) {
            seen[seen_count++] = {name, length, n};
            seen_next = seen_count;
        }
        return n;
    }

    /// A name within a layer, in which the feed-forward has the family's name.
    constexpr const module_name* find_in_layer(const char* name, std::int32_t length) const noexcept {
        if (ff[0] == 'm') return find_module(name, length);
        if (!starts(name, length, ff) || (length > ff_length && name[ff_length] != '.')) return starts(name, length, "mlp") ? nullptr : find_module(name, length);
        char as_mlp[64] = "mlp";
        if (length - ff_length > 60) return nullptr;
        for (std::int32_t i = ff_length; i < length; ++i) as_mlp[3 + i - ff_length] = name[i];
        return find_module(as_mlp, 3 + length - ff_length);
    }

    constexpr error_code add(part_bits parts, std::int64_t layer, module_set& to) const noexcept {
        if (layer >= m.layer_count) return layer < m.layer_count + beyond ? error_code::none : error_code::inconsistent;
        if (parts == 0) return error_code::none;
        const std::int64_t word = layer / 64;
        const std::uint64_t bit = std::uint64_t{1} << (layer % 64);
        part_bits here = 0;
        for (std::int64_t i = 0; i < m.form_count && here == 0; ++i)
            if ((m.forms[i].where.words[word] & bit) != 0) here = parts & in_form[i];
        to.somewhere |= here;
        for (part_bits rest = here; rest != 0; rest &= rest - 1) to.of[__builtin_ctz(rest)][word] |= bit;
        return here != 0 ? error_code::none : error_code::inconsistent;
    }

    constexpr error_code add_any(const char* name, std::int32_t length, module_set& to) const noexcept {
        if (is_head(name, length)) return to.head = true, error_code::none;
        if (length == 18 && starts(name, length, "model.embed_tokens")) return to.embedding = true, error_code::none;
        char text[longest_pattern + 1]{};
        std::int32_t n = 0;
        pattern_kind kind = pattern_kind::none;
        if (!decode_pattern(name, length, text, n, kind)) return error_code::unsupported_value;
        if (kind != pattern_kind::none) return add_matching(kind, text, n, to);
        return add_literal(text, n, to);
    }

    constexpr error_code add_literal(const char* name, std::int32_t length, module_set& to) const noexcept {
        if (is_embedding(name, length)) return to.embedding = true, error_code::none;
        for (std::int32_t i = 0; i + 7 < length; ++i) {  // however the model within a larger one is called
            if ((i > 0 && name[i - 1] != '.') || !starts(name + i, length - i, "layers.")) continue;
            std::int32_t at = i + 7;
            std::int64_t layer = 0;
            if (name[at] < '0' || name[at] > '9') break;
            for (; at < length && name[at] >= '0' && name[at] <= '9' && layer < 1'000'000; ++at) layer = layer * 10 + (name[at] - '0');
            if (at == length) return add(~part_bits{0}, layer, to);
            if (name[at] != '.') break;
            if (const module_name* n = find_in_layer(name + at + 1, length - at - 1); n != nullptr) return add(n->parts, layer, to);
            if (speaks_of_one_expert(name + at, length - at)) return error_code::unsupported_value;
            if (beside(name, length)) return error_code::none;
            return layer >= m.layer_count && layer < m.layer_count + beyond ? error_code::none : error_code::inconsistent;
        }
        return add_bare(name, length, to);
    }

    /// A part of a name, in all layers: "gate", "mlp.gate", "self_attn".
    constexpr error_code add_bare(const char* name, std::int32_t length, module_set& to) const noexcept {
        if (length == 0) return error_code::inconsistent;
        bool any = beside(name, length);
        part_bits parts = 0;
        if (const module_name* n = find_in_layer(name, length); n != nullptr) {
            parts = n->parts;
            any = true;
        } else {
            for (const module_name& known : module_names) {
                if (!holds_parts(known.name, name, length)) continue;
                parts |= known.parts;
                any = any || known.parts == 0;
            }
        }
        if (parts == 0) return any ? error_code::none : error_code::inconsistent;
        return add_everywhere(parts, to);
    }

    constexpr error_code add_everywhere(part_bits parts, module_set& to) const noexcept {
        add_parts(parts, to);
        return parts == 0 || (parts & exist) != 0 ? error_code::none : error_code::inconsistent;
    }

    constexpr error_code add_matching(pattern_kind kind, const char* text, std::int32_t length, module_set& to) const noexcept {
        pattern_match match{kind, text, length};
        if (!match.valid()) return error_code::unsupported_value;
        bool any = false;
        if (match.matches("lm_head", 7)) to.head = any = true;
        if (match.matches("model.embed_tokens", 18)) to.embedding = any = true;
        const bool by_layer = match.depends_on_numbers();
        const std::int64_t only = match.layer_named();
        for (part_bits rest = exist; rest != 0; rest &= rest - 1) {
            const int p = __builtin_ctz(rest);
            if (!by_layer) {
                if (!matches(match, p, 0)) continue;
                add_parts(part_bits{1} << p, to);
                any = true;
                continue;
            }
            for (std::int64_t i = only < 0 ? 0 : only; i < m.layer_count && (only < 0 || i == only); ++i) {
                if (((layers_with(p, static_cast<int>(i / 64)) >> (i % 64)) & 1U) == 0 || !matches(match, p, i)) continue;
                any = add(part_bits{1} << p, i, to) == error_code::none;
            }
        }
        // Nothing of the model: of a layer behind it, or of what is never quantised?
        for (std::int64_t i = 0; i < beyond && !any; ++i)
            for (int p = 0; p < part_count && !any; ++p) any = matches(match, p, m.layer_count + i);
        for (int k = 0; k < module_name_count && !any; ++k)
            if (module_names[k].parts == 0) any = matches_in_layer(match, module_names[k].name.text, 0);
        for (const char* other : modules_beside) any = any || match.speaks_of(other);
        if (match.exhausted()) return error_code::unsupported_value;
        return any ? error_code::none : error_code::inconsistent;
    }

    constexpr bool matches(pattern_match& match, int part, std::int64_t layer) const noexcept {
        if (matches_in_layer(match, module_parts[part].name, layer)) return true;
        if (part == 11) return matches_in_layer(match, "mlp.experts.0.w1", layer);
        if (part == 12) return matches_in_layer(match, "mlp.experts.0.w3", layer);
        if (part == 13) return matches_in_layer(match, "mlp.experts.0.w2", layer);
        if (part == 14) return matches_in_layer(match, "mlp.shared_expert.gate_proj", layer);
        if (part == 15) return matches_in_layer(match, "mlp.shared_expert.up_proj", layer);
        if (part == 16) return matches_in_layer(match, "mlp.shared_expert.down_proj", layer);
        if (part == 17) return matches_in_layer(match, "mlp.router", layer);
        return false;
    }
    constexpr bool matches_in_layer(pattern_match& match, const char* in_layer, std::int64_t layer) const noexcept {
        char name[96]{};
        std::int32_t n = 0;
        const auto write = [&](const char* text) {
            while (*text != '\0' && n < 95) name[n++] = *text++;
        };
        write("model.layers.");
        if (layer >= 100) name[n++] = static_cast<char>('0' + layer / 100 % 10);
        if (layer >= 10) name[n++] = static_cast<char>('0' + layer / 10 % 10);
        name[n++] = static_cast<char>('0' + layer % 10);
        name[n++] = '.';
        if (in_layer[0] == 'm') {
            write(ff);
            in_layer += 3;
        }
        write(in_layer);
        return match.matches(name, n);
    }

    constexpr bool is_head(const char* name, std::int32_t length) const noexcept {
        return (length == 7 && starts(name, length, "lm_head")) || (length == 22 && starts(name, length, "language_model.lm_head"));
    }
    constexpr bool is_embedding(const char* name, std::int32_t length) const noexcept {
        return length >= 12 && starts(name + length - 12, 12, "embed_tokens") && (length == 12 || name[length - 13] == '.');
    }
    constexpr bool beside(const char* name, std::int32_t length) const noexcept {
        for (const char* other : modules_beside)
            if (starts(name, length, other)) {
                const auto n = static_cast<std::int32_t>(__builtin_strlen(other));
                if (n == length || name[n] == '.' || name[n] == '_') return true;
            }
        return false;
    }
    constexpr bool speaks_of_one_expert(const char* name, std::int32_t length) const noexcept {
        for (std::int32_t i = 0; i + 9 < length; ++i)
            if (starts(name + i, length - i, ".experts.") && name[i + 9] >= '0' && name[i + 9] <= '9') return true;
        return false;
    }
};

}  // namespace detail

}  // namespace rafter::hugging_face
