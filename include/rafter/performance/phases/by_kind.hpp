// The three kinds of a result, ceiling, roofline and estimate, told apart by type and joined under one name.
#pragma once

#include <rafter/performance/times.hpp>
#include <rafter/quantity/units.hpp>

namespace rafter {

/// Result<ceiling>, Result<roofline> and Result<estimate>.
template <template <class> class Result>
struct by_kind {
    Result<rafter::ceiling> ceiling{};
    Result<rafter::roofline> roofline{};
    Result<rafter::estimate> estimate{};
    bool estimated = false;  ///< false: nobody has said what to expect, and the estimate is empty

    /// That of one kind: of<roofline>().
    template <class Kind>
    [[nodiscard]] constexpr const Result<Kind>& of() const noexcept {
        if constexpr (__is_same(Kind, rafter::ceiling)) return ceiling;
        else if constexpr (__is_same(Kind, rafter::roofline)) return roofline;
        else return estimate;
    }
};

/// Of something that cannot be expected: the bounds alone, and no estimate that one could read.
template <template <class> class Result>
struct bounds_by_kind {
    Result<rafter::ceiling> ceiling{};
    Result<rafter::roofline> roofline{};
    static constexpr bool estimated = false;

    constexpr explicit bounds_by_kind(const by_kind<Result>& all) noexcept : ceiling(all.ceiling), roofline(all.roofline) {}
};

/// A kind as a value, to call a function for each of them.
template <class Kind> struct kind_tag { using type = Kind; };

/// Every kind made by the same function: make(kind_tag<ceiling>{}) gives a Result<ceiling>.
template <template <class> class Result, class Make>
[[nodiscard]] constexpr by_kind<Result> each_kind(bool estimated, Make make) noexcept {
    by_kind<Result> all;
    all.ceiling = make(kind_tag<ceiling>{});
    all.roofline = make(kind_tag<roofline>{});
    if (estimated) all.estimate = make(kind_tag<estimate>{});
    all.estimated = estimated;
    return all;
}

/// How long something takes that is made of steps.
template <class Kind>
struct duration {
    seconds time{};
    bool complete = true;  ///< false: a rate that it needs has no source

    constexpr void add(const duration& d, double n = 1) noexcept {
        time += d.time * n;
        complete = complete && d.complete;
    }

    /// n times as long.
    [[nodiscard]] friend constexpr duration operator*(const duration& d, double n) noexcept {
        duration scaled;
        scaled.add(d, n);
        return scaled;
    }
    /// One after the other.
    [[nodiscard]] friend constexpr duration operator+(duration a, const duration& b) noexcept {
        a.add(b);
        return a;
    }
};

/// About 8 of 10 measurements lie between low and high. What is summed is as sure as its least sure part.
template <>
struct duration<estimate> {
    seconds time{};
    seconds low{};
    seconds high{};
    confidence sure = confidence::part_calibrated;
    bool complete = true;

    constexpr void add(const duration& d, double n = 1) noexcept {
        time += d.time * n;
        low += d.low * n;
        high += d.high * n;
        if (d.sure > sure) sure = d.sure;
        complete = complete && d.complete;
    }

    /// n times as long.
    [[nodiscard]] friend constexpr duration operator*(const duration& d, double n) noexcept {
        duration scaled;
        scaled.add(d, n);
        return scaled;
    }
    /// One after the other.
    [[nodiscard]] friend constexpr duration operator+(duration a, const duration& b) noexcept {
        a.add(b);
        return a;
    }
};

template <class Kind>
[[nodiscard]] constexpr duration<Kind> duration_of(const Kind& step) noexcept {
    duration<Kind> d;
    d.time = step.time;
    d.complete = step.complete;
    if constexpr (__is_same(Kind, estimate)) {
        d.low = step.low;
        d.high = step.high;
        d.sure = step.sure;
    }
    return d;
}

/// What is expected, nowhere below a bound.
[[nodiscard]] constexpr duration<estimate> above(const duration<ceiling>& bound, duration<estimate> e) noexcept {
    const auto raise = [&](seconds& t) { t = t < bound.time ? bound.time : t; };
    raise(e.low);
    raise(e.time);
    raise(e.high);
    return e;
}

/// n in that time; 0 where it is none.
[[nodiscard]] constexpr tokens_per_second rate_of(double n, seconds time) noexcept {
    return tokens_per_second{time.value > 0 ? n / time.value : 0};
}

}  // namespace rafter
