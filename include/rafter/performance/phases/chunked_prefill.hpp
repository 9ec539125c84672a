// A prompt in passes: alone, or mixed with sequences that decode beside it.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/performance/phases/step_pricing.hpp>

namespace rafter {

/// How the new tokens of a prompt are cut: all passes take `each` of every prompt, the last one what is left.
struct prompt_passes {
    std::int64_t each = 0;   ///< 0: a pass has no room for one token
    std::int64_t count = 0;
    std::int64_t last = 0;

    [[nodiscard]] constexpr bool run() const noexcept { return each > 0; }
};

/// So many tokens of room, shared evenly by the prompts that one data rank takes at once, at least one of each. 5,000 tokens in
/// passes of 2,048: 2,048, 2,048 and 904.
[[nodiscard]] constexpr prompt_passes passes_of(const split& plan, const workload& load, std::int64_t room) noexcept {
    if (room < 1) return {};
    const std::int64_t prompts = checked::ceil_div(load.prompts_at_once, plan.data_ranks()), fresh = load.new_tokens();
    std::int64_t each = room / prompts;
    if (each < 1) each = 1;
    if (each > fresh) each = fresh;
    const std::int64_t count = checked::ceil_div(fresh, each);
    return {each, count, fresh - (count - 1) * each};
}

/// A prefill from its start to the first token of its prompts.
template <class Kind>
struct prefill_times {
    duration<Kind> first_token{};
    seconds apart{};  ///< between the starts of two prefills: less than the above where stages of a pipeline work on both
};

/// And what those feel that decode meanwhile.
template <class Kind>
struct mixed_times {
    prefill_times<Kind> prompt{};
    duration<Kind> per_token{};  ///< of a sequence that decodes, in the mean over the passes
};

/// Up to so many passes are priced one by one; more in this number of ranges, each at its middle, which may lie between two
/// passes: what looks back grows evenly, so this errs only where an operation turns from memory to compute within a range.
inline constexpr std::int64_t most_passes_priced = 128;
inline constexpr std::int64_t ranges_of_more = 32;

namespace detail {

/// use(first, tokens, n) for the passes, or for n of them by one in their middle; the last always by itself.
template <class Use>
constexpr void each_pass(const workload& load, const prompt_passes& p, Use use) noexcept {
    const std::int64_t whole = p.count - 1, ranges = whole < most_passes_priced ? whole : ranges_of_more;
    for (std::int64_t i = 0; i < ranges; ++i) {
        const std::int64_t begin = whole / ranges * i + whole % ranges * i / ranges, end = whole / ranges * (i + 1) + whole % ranges * (i + 1) / ranges;
        use(load.prefix + begin * p.each + (end - begin - 1) * p.each / 2, p.each, static_cast<double>(end - begin));
    }
    use(load.prefix + whole * p.each, p.last, 1.0);
}

/// Seconds between two such steps that handle the same part of the prompts, so many tokens of each: what the rate of the step
/// says.
template <class Kind>
constexpr seconds apart_of(const workload& load, std::int64_t tokens, const Kind& step) noexcept {
    const double all = static_cast<double>(load.prompts_at_once) * static_cast<double>(tokens);
    return seconds{step.system.value > 0 ? all / step.system.value : 0};
}

template <class Kind>
constexpr void add_pass(const workload& load, std::int64_t tokens, const Kind& step, double n, prefill_times<Kind>& sum) noexcept {
    sum.first_token.add(duration_of(step), n);
    sum.apart += apart_of(load, tokens, step) * n;
}

/// A sequence has its next token once all micro-batches in flight have passed the slowest stage, each with a chunk.
template <class Kind>
constexpr void wait_for_flights(const workload& load, std::int64_t tokens, double flights, Kind& step) noexcept {
    const seconds turns = apart_of(load, tokens, step) * flights;
    if (turns <= step.time) return;
    step.waiting += turns - step.time;
    if constexpr (__is_same(Kind, estimate)) {
        step.low = step.low * (turns / step.time);
        step.high = step.high * (turns / step.time);
    }
    step.time = turns;
}

/// So long for certain.
template <class Kind>
constexpr duration<Kind> given_duration(seconds time) noexcept {
    duration<Kind> d;
    d.time = time;
    if constexpr (__is_same(Kind, estimate)) d.low = d.high = time;
    return d;
}

/// Passes that are priced in ranges may come out below the bound by what that errs.
template <class Kind>
constexpr void no_faster_than(const prefill_times<ceiling>& bound, prefill_times<Kind>& t) noexcept {
    if (t.apart < bound.apart) t.apart = bound.apart;
    if constexpr (__is_same(Kind, estimate)) t.first_token = above(bound.first_token, t.first_token);
    else if (t.first_token.time < bound.first_token.time) t.first_token.time = bound.first_token.time;
}

}  // namespace detail

/// A prefill of whole prompts in one pass, whatever the engine's chunk.
[[nodiscard]] constexpr by_kind<prefill_times> whole_prefill(const step_pricing& by, const workload& load) noexcept {
    const step_time step = time_of(by, load, prefill_size(by.held.plan, load));
    return each_kind<prefill_times>(step.estimated, [&](auto kind) {
        using Kind = typename decltype(kind)::type;
        prefill_times<Kind> t;
        detail::add_pass(load, load.new_tokens(), step.of<Kind>(), 1, t);
        return t;
    });
}

/// A prefill of `prompts_at_once` prompts, each behind its prefix, in passes of the sheet's chunk. Roofline and estimate sum the
/// passes, one after another: every pass reads the weights, and looks back at what those before it have kept. The ceiling is
/// that of one pass over all: no chunk makes the work less, and a system that is not bound to chunks would take none.
/// Four passes of 512 tokens over 2,048 read the weights four times.
[[nodiscard]] constexpr by_kind<prefill_times> chunked_prefill(const step_pricing& by, const workload& load) noexcept {
    by_kind<prefill_times> t = whole_prefill(by, load);
    const prompt_passes passes = passes_of(by.held.plan, load, by.held.prefill_chunk);
    if (passes.count <= 1) return t;
    t.roofline = {};
    t.estimate = {};
    detail::each_pass(load, passes, [&](std::int64_t first, std::int64_t tokens, double n) {
        const step_time step = time_of_pass(by, load, chunk_of(by.held.plan, load, first, tokens));
        detail::add_pass(load, tokens, step.roofline, n, t.roofline);
        if (step.estimated) detail::add_pass(load, tokens, step.estimate, n, t.estimate);
    });
    detail::no_faster_than(t.ceiling, t.roofline);
    if (t.estimated) detail::no_faster_than(t.ceiling, t.estimate);
    return t;
}

/// The passes of a prompt beside `decoding`: its tokens go first, what they leave of a step's tokens is for the prompt.
[[nodiscard]] constexpr prompt_passes mixed_passes_of(const sheet& held, const workload& load, const step_size& decoding) noexcept {
    const std::int64_t left = held.step_tokens - decoding.sequences * decoding.queries;
    return passes_of(held.plan, load, left < held.prefill_chunk ? left : held.prefill_chunk);
}

/// A prefill while `batch` sequences decode, each step with all of them and one chunk, behind their drafts. Nothing where they leave the chunk no
/// room. The ceilings are those of prefill and decode by themselves: no step that does both is faster than either.
[[nodiscard]] constexpr by_kind<mixed_times> mixed_prefill(const step_pricing& by, const workload& load) noexcept {
    const split& plan = by.held.plan;
    const step_size decoding = decode_size(plan, load);
    const prompt_passes passes = mixed_passes_of(by.held, load, decoding);
    by_kind<mixed_times> t;
    t.estimated = by.estimates();
    if (!passes.run()) return t;
    const phase_times alone = times_of(by.held, by.on, by.prices, load, decoding);
    t.ceiling.per_token = duration_of(per_output_token(alone, load.drafts).ceiling);
    t.ceiling.prompt = whole_prefill({by.held, by.on, by.prices}, load).ceiling;
    const auto flights = static_cast<double>(decoding.micro_batches);
    const seconds drafting = detail::drafting(load.drafts);
    const auto wait_for_drafts = [&]<class Kind>(double n, prefill_times<Kind>& prompt) {
        prompt.first_token.add(detail::given_duration<Kind>(drafting), n);
        prompt.apart += drafting * n;
    };
    double all = 0;
    detail::each_pass(load, passes, [&](std::int64_t first, std::int64_t tokens, double n) {
        // A prompt in one pass is one step too, and no pipeline's micro-batches: the sequences beside it are in all of them.
        const mixed_step both{chunk_of(plan, load, first, tokens), decoding};
        step_time step = time_of_pass(by, load, both.whole());
        all += n;
        detail::add_pass(load, tokens, step.roofline, n, t.roofline.prompt);
        wait_for_drafts(n, t.roofline.prompt);
        detail::wait_for_flights(load, tokens, flights, step.roofline);
        t.roofline.per_token.add(duration_of(per_output_token(phase_times{{}, step.roofline}, load.drafts).roofline), n);
        if (!step.estimated) return;
        detail::add_pass(load, tokens, step.estimate, n, t.estimate.prompt);
        wait_for_drafts(n, t.estimate.prompt);
        detail::wait_for_flights(load, tokens, flights, step.estimate);
        t.estimate.per_token.add(duration_of(per_output_token(step.estimate, load.drafts)), n);
    });
    t.roofline.per_token = t.roofline.per_token * (1 / all);
    detail::no_faster_than(t.ceiling.prompt, t.roofline.prompt);
    if (!t.estimated) return t;
    t.estimate.per_token = above(t.ceiling.per_token, t.estimate.per_token * (1 / all));
    detail::no_faster_than(t.ceiling.prompt, t.estimate.prompt);
    return t;
}

}  // namespace rafter
