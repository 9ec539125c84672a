// A config.json becomes a model, at compile time and at run time, by one reader.
//
//   constexpr char text[] = R"({"model_type": "llama", ...})";
//   struct my_model : rafter::hugging_face::model<rafter::hugging_face::parse(text)> {};
//
// The text is a function argument and the parsed model the template argument: no symbol and no object carries the text.
// At run time: `read` or `parse` (read.hpp).
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int64_t
#include <rafter/hugging_face/read.hpp>
#include <rafter/model/attention/grouped_query.hpp>
#include <rafter/model/feed_forward/dense.hpp>

namespace rafter {

template <class Deployment> struct require;  // feasibility/require.hpp

namespace hugging_face {

/// What stands for a model that could not be read, so that nothing follows from the error: whole, tiny, and divided by
/// most plans.
struct no_model {
    static constexpr bool could_not_be_read = true;
    static constexpr transformer spec = make_transformer(
        {.hidden = 64, .vocabulary = 64}, block{layers(0, 64), grouped_query_attention{.query_heads = 64, .kv_heads = 64, .head_width = 1}, gated_feed_forward{8192}});
};

template <std::int64_t> struct at_line;
template <std::int64_t> struct at_column;
/// The key that the error is about, spelled.
template <char...> struct for_key;

/// The error, with its place.
template <error_code Code, bool Holds, class... Where> struct config_report;
// clang-format off
template <bool Holds, class... F> struct config_report<error_code::empty, Holds, F...> { static_assert(Holds, "RAFTER-C001: the config.json is empty"); };
template <bool Holds, class... F> struct config_report<error_code::truncated, Holds, F...> { static_assert(Holds, "RAFTER-C002: the config.json ends before its object does"); };
template <bool Holds, class... F> struct config_report<error_code::syntax, Holds, F...> { static_assert(Holds, "RAFTER-C003: the config.json is not JSON"); };
template <bool Holds, class... F> struct config_report<error_code::nested_too_deep, Holds, F...> { static_assert(Holds, "RAFTER-C004: the config.json is nested more than 64 deep"); };
template <bool Holds, class... F> struct config_report<error_code::too_many_members, Holds, F...> { static_assert(Holds, "RAFTER-C005: the config.json has more than 192 keys"); };
template <bool Holds, class... F> struct config_report<error_code::duplicate_key, Holds, F...> { static_assert(Holds, "RAFTER-C006: the config.json gives a key twice"); };
template <bool Holds, class... F> struct config_report<error_code::trailing_text, Holds, F...> { static_assert(Holds, "RAFTER-C007: text follows the object of the config.json"); };
template <bool Holds, class... F> struct config_report<error_code::number_out_of_range, Holds, F...> { static_assert(Holds, "RAFTER-C008: a number of the config.json is out of range"); };
template <bool Holds, class... F> struct config_report<error_code::wrong_type, Holds, F...> { static_assert(Holds, "RAFTER-C009: a value of the config.json has another type than its key needs"); };
template <bool Holds, class... F> struct config_report<error_code::not_positive, Holds, F...> { static_assert(Holds, "RAFTER-C010: a size in the config.json is not positive"); };
template <bool Holds, class... F> struct config_report<error_code::missing_field, Holds, F...> { static_assert(Holds, "RAFTER-C011: the config.json lacks a field that gives the model its shape"); };
template <bool Holds, class... F> struct config_report<error_code::unknown_family, Holds, F...> { static_assert(Holds, "RAFTER-C012: the model_type of the config.json is not known"); };
template <bool Holds, class... F> struct config_report<error_code::not_modelled, Holds, F...> { static_assert(Holds, "RAFTER-C013: a key of the config.json may change the shape of the model and is not modelled for its family"); };
template <bool Holds, class... F> struct config_report<error_code::inconsistent, Holds, F...> { static_assert(Holds, "RAFTER-C014: two fields of the config.json contradict one another"); };
template <bool Holds, class... F> struct config_report<error_code::unsupported_value, Holds, F...> { static_assert(Holds, "RAFTER-C015: a value of the config.json is not modelled"); };
template <bool Holds, class... F> struct config_report<error_code::byte_order_mark, Holds, F...> { static_assert(Holds, "RAFTER-C016: the config.json begins with a byte order mark"); };
template <bool Holds, class... F> struct config_report<error_code::escaped_key, Holds, F...> { static_assert(Holds, "RAFTER-C017: a key of the config.json is written with escapes"); };
template <bool Holds, class... F> struct config_report<error_code::too_long, Holds, F...> { static_assert(Holds, "RAFTER-C018: the config.json is longer than 16 MiB"); };
// clang-format on

namespace detail {

template <class T, T... I> struct indices {};
// std::make_index_sequence without <utility>
#if defined(__clang__)
template <std::size_t N> using indices_below = __make_integer_seq<indices, std::size_t, N>;
#else
template <std::size_t N> using indices_below = indices<std::size_t, __integer_pack(N)...>;
#endif

constexpr std::size_t length_of(const key_name& k) noexcept {
    std::size_t n = 0;
    while (k.text[n] != '\0') ++n;
    return n;
}

template <config_error E, std::size_t... I>
config_report<E.code, false, at_line<E.line>, at_column<E.column>, for_key<E.key.text[I]...>> report_of(indices<std::size_t, I...>);

/// Where the error is raised: the report fails, and this stays a type that can be used.
template <class Report>
struct refused : no_model {
    static_assert(sizeof(Report) > 0);
};

/// The report of an error has only the error in its name: a message that printed all of P would be kilobytes long. Each name
/// with P in it costs GCC as much as P is long, so there are few.
template <bool Ok> struct model_of;
template <> struct model_of<true> {
    template <parsed P> struct type {
        static constexpr transformer spec = P.model;
        static constexpr precision formats = P.formats;  ///< what a deployment begins with: policies say otherwise
    };
};
template <> struct model_of<false> {
    template <parsed P> using type = refused<decltype(report_of<P.error>(indices_below<length_of(P.error.key)>{}))>;
};

}  // namespace detail

/// A model of the catalogue's form from a parsed config.json, to inherit from; where there is none, one error with its
/// place: RAFTER-C001 to C018.
template <parsed P>
using model = typename detail::model_of<P.ok()>::template type<P>;

}  // namespace hugging_face

/// A deployment of what could not be read is not judged: the error has been said.
template <class Deployment>
    requires(Deployment::model::could_not_be_read)
struct require<Deployment> {};

}  // namespace rafter
