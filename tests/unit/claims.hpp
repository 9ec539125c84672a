// What the tests share: values that the optimiser cannot see, requests in one line, and the ledger of a step.
#pragma once

#include <cstdint>
#include <rafter/demand/footprint.hpp>
#include <rafter/demand/request.hpp>
#include <rafter/demand/ledger.hpp>
#include <rafter/feasibility/assess.hpp>
#include <rafter/model/transformer.hpp>

namespace claims {

/// The same value, out of the optimiser's sight: what is computed from it is computed at run time.
template <class T> [[nodiscard, gnu::noinline]] T unseen(T value) noexcept {
    __asm__ volatile("" : : "g"(&value) : "memory");
    return value;
}

/// Everything in bf16; `split` and `workload` as given.
[[nodiscard]] constexpr rafter::request asking(const rafter::split& plan, const rafter::workload& load) noexcept {
    return {.plan = plan, .load = load};
}

[[nodiscard]] constexpr rafter::request in_formats(rafter::request r, const rafter::number_format& weights,
                                                   const rafter::number_format& cache) noexcept {
    r.formats.set_weights(weights);
    r.formats.cache = cache;
    return r;
}

[[nodiscard]] constexpr rafter::ledger ledger_of(const rafter::transformer& m, const rafter::request& r,
                                                 rafter::phase which) noexcept {
    return rafter::ledger_of(rafter::sheet_of(m, r), which == rafter::phase::decode
                                                         ? rafter::decode_size(r.plan, r.load)
                                                         : rafter::prefill_size(r.plan, r.load));
}

/// The n-th line of this name, or one without work.
[[nodiscard]] constexpr rafter::operation line_of(const rafter::ledger& lines, rafter::label name, int n = 0) noexcept {
    for (const rafter::operation& o : lines)
        if (o.name == name && n-- == 0) return o;
    return {};
}

[[nodiscard]] constexpr int lines_named(const rafter::ledger& lines, rafter::label name) noexcept {
    int n = 0;
    for (const rafter::operation& o : lines) n += o.name == name ? 1 : 0;
    return n;
}

/// Within a fraction of the published or hand-computed value.
[[nodiscard]] constexpr bool within(double is, double claimed, double fraction) noexcept {
    const double off = is > claimed ? is - claimed : claimed - is;
    return off <= fraction * (claimed < 0 ? -claimed : claimed);
}

}  // namespace claims
