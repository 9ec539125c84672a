// Reads a config.json: a model with what a user should know of it, or the first error with its place.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int32_t, int64_t, uint8_t
#include <rafter/engine/precision.hpp>
#include <rafter/hugging_face/families.hpp>
#include <rafter/hugging_face/nearest_families.hpp>
#include <rafter/hugging_face/quantization.hpp>
#include <rafter/model/transformer.hpp>

namespace rafter::hugging_face {

/// A model and the formats it is stored in, or the first error. Without text, so that it can be a template argument.
struct parsed {
    transformer model{};
    precision formats = all_bf16;  ///< of the checkpoint: its dtype, and what its quantization_config says
    config_error error{};

    [[nodiscard]] constexpr bool ok() const noexcept { return error.code == error_code::none; }
    friend constexpr bool operator==(const parsed&, const parsed&) = default;
};

/// The same with all that a user should know: defaults taken, keys skipped, what is not counted or left out. Places in
/// notes are offsets into the text.
struct reading {
    parsed result{};
    const family* of = nullptr;
    rafter::hugging_face::notes said{};
};

namespace detail {

constexpr const family* find_family(const char* text, const reader& r, const member& type, const family* own) noexcept {
    if (own != nullptr && r.says(type, own->model_type)) return own;
    const char first = text[type.value];
    for (const family* f : known_families)
        if (*f->model_type == first && r.says(type, f->model_type)) return f;
    return nullptr;
}

/// Which members of the file are known. The lists are looked up in the file, not the file in the lists: that is cheap
/// however many keys the file has.
class key_check {
public:
    constexpr key_check(const char* text, const document& read, reader& fields) noexcept : t(text), doc(read), r(fields) {}

    /// Refuses what may change the shape, in the order of the text, and notes what is skipped.
    constexpr void check(const family& f) noexcept {
        mark(f.reads);
        mark(f.harmless);
        mark(never_shape);
        mark_fixed(f.fixed);
        mark_fixed(never_shape_if);
        for (std::int32_t i = 0; i < doc.count && !r.failed(); ++i) {
            if (is[i] == standing::known) continue;
            const member& m = doc.members[i];
            if (is[i] == standing::other_value) r.fail(error_code::unsupported_value, m);
            else if (m.kind != value_kind::null && speaks_of_shape(t + m.key, m.key_length) && !is_off(m))
                r.fail_key(error_code::not_modelled, m);
            else {
                r.check_key(m);
                r.add({.kind = note_kind::skipped, .key = m.key, .key_length = m.key_length});
            }
        }
    }

    /// What an unknown key says is off, the model must not have.
    constexpr void confirm(const transformer& model) noexcept {
        for (std::int32_t i = 0; off && i < doc.count && !r.failed(); ++i) {
            const member& m = doc.members[i];
            if (is[i] != standing::unknown || m.kind != value_kind::boolean) continue;
            if ((contains(t + m.key, m.key_length, "bias") && has_biases(model)) || (contains(t + m.key, m.key_length, "norm") && has_inner_norms(model)))
                r.fail_key(error_code::not_modelled, m);
        }
    }

private:
    enum class standing : std::uint8_t { unknown, known, other_value };

    const char* t;
    const document& doc;
    reader& r;
    standing is[max_members]{};
    bool off = false;

    /// A flag that says that something is off which a family has only if it is said.
    constexpr bool is_off(const member& m) noexcept {
        if (m.kind != value_kind::boolean || m.integer != 0 || !may_be_off(t + m.key, m.key_length)) return false;
        return off = true;
    }
    static constexpr bool has_biases(const transformer& model) noexcept {
        for (std::int64_t i = 0; i < model.form_count; ++i)
            for (std::int64_t j = 0; j < model.forms[i].tensor_count; ++j)
                if (model.forms[i].tensors[j].kind == tensor_class::bias) return true;
        return model.norm_biases;
    }
    /// Other norms than those of the residual stream.
    static constexpr bool has_inner_norms(const transformer& model) noexcept {
        constexpr label of_residual = "norms";
        for (std::int64_t i = 0; i < model.form_count; ++i)
            for (std::int64_t j = 0; j < model.forms[i].tensor_count; ++j)
                if (model.forms[i].tensors[j].kind == tensor_class::norm && model.forms[i].tensors[j].name != of_residual) return true;
        return false;
    }

    /// As reader::find does, without its calls: these lists are long.
    constexpr void mark(const list<key>& keys) noexcept {
        for (const key* k = keys.first, *end = k + keys.count; k != end; ++k)
            for (int i = doc.first[k->hash % document::buckets]; i != 0; i = doc.members[i - 1].next) {
                const member& m = doc.members[i - 1];
                if (m.hash == k->hash && m.key_length == k->length && same_bytes(t + m.key, k->text, k->length)) is[i - 1] = standing::known;
            }
    }
    constexpr void mark_fixed(const list<fixed_key>& keys) noexcept {
        for (const fixed_key& k : keys)
            if (const member* m = r.find(k.name); m != nullptr) mark(*m, r.says(*m, k.value) ? standing::known : standing::other_value);
    }
    /// The first list that has it decides.
    constexpr void mark(const member& m, standing s) noexcept {
        if (is[&m - doc.members] == standing::unknown) is[&m - doc.members] = s;
    }
};

constexpr bool ends_with(const char* name, std::int32_t length, const char* end) noexcept {
    const auto n = static_cast<std::int32_t>(__builtin_strlen(end));
    return n <= length && same_bytes(name + length - n, end, n);
}

/// A class without the output table is not the model that is counted: a classifier, a reward model, the bare layers. Where the
/// table is the input table too, the count is the same.
constexpr void refuse_headless(const char* text, reader& r, const transformer& model) noexcept {
    const member* m = r.stated("architectures");
    if (m == nullptr || model.tied) return;
    r.each(*m, value_kind::string, [&](std::int64_t, std::int32_t at, std::int32_t length, std::int64_t) {
        const bool bare = ends_with(text + at, length, "Model") && !ends_with(text + at, length, "HeadModel") && !ends_with(text + at, length, "HeadsModel");
        if (bare || ends_with(text + at, length, "Classification")) r.fail(error_code::unsupported_value, *m);
    });
}

/// One object as a model of this family. The formats of the checkpoint may stand in another object, around it.
constexpr void read_model(const char* text, const document& doc, const document& quantization, const family& of, const member& type, reader& r,
                          reader& formats, parsed& into, notes* said) noexcept {
    key_check keys{text, doc, r};
    if (!r.failed()) keys.check(of);
    if (!r.failed()) of.build(r, into.model);
    if (!r.failed()) finish(r, into.model);
    if (!r.failed()) keys.confirm(into.model);
    if (!r.failed()) read_formats(text, formats, quantization, type, into.model, said, into.formats);
    if (!r.failed()) read_kept_formats(r, into.model, into.formats);
    if (r.failed()) into = {.error = r.placed_error()};
    else if (formats.failed()) into = {.error = formats.placed_error()};
}

/// The text_config of a file of several media. Its places are those of the whole file; what stands around it is checked
/// like any other key, and its towers are said not to be counted.
constexpr void read_text_config(const char* text, const document& doc, const document& inner, const document& quantization, const family& of,
                                reader& r, parsed& into, notes* said) noexcept {
    key_check{text, doc, r}.check(of);
    const member* object = r.find("text_config");
    if (object == nullptr) r.fail(error_code::missing_field, "text_config");
    else if (object->kind != value_kind::object) r.fail(error_code::wrong_type, *object);
    if (const member* m = r.stated("vision_config"); m != nullptr)
        r.add({.kind = note_kind::not_counted, .key = m->key, .key_length = m->key_length, .of = value_kind::object});
    if (r.failed()) {
        into = {.error = r.placed_error()};
        return;
    }
    reader fields{text, inner, said};
    fields.tied_by(r.stated("tie_word_embeddings"));
    const member* type = fields.stated("model_type");
    if (type == nullptr) fields.text_by_default("model_type", of.text->model_type);
    else if (type->kind != value_kind::string) fields.fail(error_code::wrong_type, *type);
    else if (!fields.says(*type, of.text->model_type)) fields.fail(error_code::unsupported_value, *type);
    const bool states_formats = r.stated("quantization_config") != nullptr || r.stated("torch_dtype") != nullptr || r.stated("dtype") != nullptr;
    if (states_formats && fields.stated("quantization_config") != nullptr) fields.fail(error_code::unsupported_value, "quantization_config");
    read_model(text, inner, quantization, *of.text, type != nullptr ? *type : *r.find("model_type"), fields, states_formats ? r : fields, into, said);
}

/// The file, whose members were read.
constexpr const family* read_file(const char* text, const document& doc, const document& inner, const document& quantization, const family* own,
                                  parsed& into, notes* said) noexcept {
    reader r{text, doc, said};
    const family* of = nullptr;
    const member* type = r.find("model_type");
    if (type == nullptr) r.fail(error_code::missing_field, "model_type");
    else if (type->kind != value_kind::string) r.fail(error_code::wrong_type, *type);
    else of = find_family(text, r, *type, own);
    if (!r.failed() && of == nullptr) {
        r.fail(error_code::unknown_family, *type);
        if (said != nullptr)
            for (const char* name : nearest_families(text + type->value, type->value_length)) r.add({.kind = note_kind::known_name, .name = name});
    }
    if (of != nullptr && of->text != nullptr) read_text_config(text, doc, inner, quantization, *of, r, into, said);
    else if (of != nullptr) read_model(text, doc, quantization, *of, *type, r, r, into, said);
    if (of != nullptr && of->text == nullptr && !r.failed()) refuse_headless(text, r, into.model);
    if (r.failed()) into = {.error = r.placed_error()};
    return of;
}

constexpr const family* read(const char* text, std::int64_t length, const family* own, parsed& into, notes* said) noexcept {
    document doc, inner, quantization;
    read_json(text, length, doc, {.text_config = &inner, .quantization_config = &quantization});
    const family* of = nullptr;
    if (doc.error == error_code::none) {
        of = read_file(text, doc, inner, quantization, own, into, said);
    } else {
        into.error = place_error(text, doc.error, doc.error_at);
        if (doc.error == error_code::duplicate_key) {
            const std::int32_t key_end = find_byte(text, "\"", doc.error_at, static_cast<std::int32_t>(length));
            into.error.key.assign(text + doc.error_at, key_end - doc.error_at);
        }
    }
    if (into.error.code == error_code::none && (inner.count == 0 || of->text != nullptr)) return of;
    // A key that is none goes before all else that is wrong. Of a text_config that the family does not read, no key was looked at.
    const document* const tables[] = {&doc, &inner, &quantization};
    key_fault first;
    for (const document* d : tables)
        if (const key_fault fault = first_key_error(text, *d); fault.code != error_code::none)
            if (first.code == error_code::none || fault.at < first.at) first = fault;
    if (first.code == error_code::none) return of;
    into = {.error = place_error(text, first.code, first.at)};
    return nullptr;
}

}  // namespace detail

/// Reads a config.json of so many bytes. On an error the model is empty. A family of your own stands beside the known ones.
constexpr void read(const char* text, std::int64_t length, reading& into, const family* own = nullptr) noexcept {
    if (into.of != nullptr || !into.result.ok()) into = {};  // it holds what was read before
    into.of = detail::read(text, length, own, into.result, &into.said);
}

/// The model alone.
[[nodiscard]] constexpr parsed parse(const char* text, std::int64_t length, const family* own = nullptr) noexcept {
    parsed result;
    detail::read(text, length, own, result, nullptr);
    return result;
}

/// Of a literal, or an array with a final zero.
template <std::size_t N>
[[nodiscard]] constexpr parsed parse(const char (&text)[N], const family* own = nullptr) noexcept {
    return parse(text, static_cast<std::int64_t>(N - 1), own);
}

}  // namespace rafter::hugging_face
