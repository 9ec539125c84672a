// The plans near one that is asked for, nearest first, until one fits.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/mended.hpp>
#include <rafter/quantity/largest.hpp>

namespace rafter::detail {

/// Further than this no tensor or expert degree is tried.
inline constexpr std::int64_t furthest_degree = 1024;

/// A search ends after so many tries, so that a compiler, which grants a million steps, works out three of them. A plan asked for its
/// memory is a try, and one more for every 64 stages; its times are two more, and one for every eight stages.
inline constexpr std::int64_t most_tries = 36;
constexpr std::int64_t tries_for_memory(const split& p) noexcept { return 1 + p.pipeline / 64; }
constexpr std::int64_t tries_for_times(const split& p) noexcept { return 2 + p.pipeline / 8; }

/// Degrees in the order in which they are tried.
struct degree_list {
    std::int64_t count = 0;
    std::int64_t all[64]{};

    constexpr void add(std::int64_t n) noexcept {
        if (count < 64) all[count++] = n;
    }
};

/// Tensor degrees that divide the heads of every layer, the one asked for first, then wider ones, then narrower.
constexpr degree_list tensor_degrees_of(const transformer& m, const accelerator& a, std::int64_t asked) noexcept {
    std::int64_t heads = 1;
    for (std::int64_t i = 0; i < m.form_count; ++i)
        if (m.forms[i].back.query_heads > heads) heads = m.forms[i].back.query_heads;
    const link& up = a.scale_up;
    std::int64_t widest = heads > 1 && heads < furthest_degree ? heads : furthest_degree;
    if (!up.exists()) widest = 1;
    else if (up.domain.known() && up.domain.value < widest) widest = up.domain.value;
    degree_list t;
    const auto add = [&](std::int64_t n) {
        split s;
        s.tensor = n;
        if (rules::query_heads_divisible(m, s).ok() && rules::kv_heads_divisible(m, s).ok()) t.add(n);
    };
    add(asked);
    for (std::int64_t n = asked + 1; n <= widest; ++n) add(n);
    for (std::int64_t n = asked - 1 < widest ? asked - 1 : widest; n >= 1; --n) add(n);
    return t;
}

/// Expert degrees that divide the experts of every layer, nearest to the one asked for first, the smaller of two that are as near.
constexpr degree_list expert_degrees_of(const transformer& m, std::int64_t asked) noexcept {
    std::int64_t most = 1;
    for (std::int64_t i = 0; i < m.form_count; ++i)
        if (m.forms[i].experts.total > most) most = m.forms[i].experts.total;
    if (most > furthest_degree) most = furthest_degree;
    degree_list e;
    const auto add = [&](std::int64_t n) {
        if (n < 1 || n > most) return;
        split s;
        s.expert = n;
        if (rules::experts_divisible(m, s).ok()) e.add(n);
    };
    if (asked > 2 * most) asked = 2 * most;  // from there on every degree is below
    add(asked);
    for (std::int64_t away = 1; away < 2 * most; ++away) {
        add(asked - away);
        add(asked + away);
    }
    return e;
}

/// The multiple of `unit` nearest to n, the smaller of two that are as near, at least one.
constexpr std::int64_t nearest_multiple(std::int64_t n, std::int64_t unit) noexcept {
    const std::int64_t below = n / unit * unit;
    return below > 0 && n - below <= below + unit - n ? below : below + unit;
}
constexpr std::int64_t common_divisor(std::int64_t a, std::int64_t b) noexcept {
    while (b != 0) {
        const std::int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/// A search over the degrees of a plan, nearest first: the plan as it is; another tensor degree alone; the groups placed by rule, or
/// fewer stages, context or data ranks alone; tensor degree and stages together, on the fewest devices; another expert degree alone;
/// then these together. Expert and data ranks that do not divide go along with every plan. A plan whose degrees do not divide, or that
/// has no devices to stand on, is passed over without asking for its memory.
struct near_plans {
    const transformer& m;
    const cluster& c;
    request r;  ///< what is asked; its plan is the one tried last, and the one found
    split base;
    degree_list tensors;
    degree_list experts;
    std::int64_t tries;

    /// False where no tries are left.
    constexpr bool pay(std::int64_t n) noexcept {
        tries -= n;
        return tries >= 0;
    }

    /// True if one is enough, which is then the plan of r.
    constexpr bool find() noexcept {
        const bool experts_stand = rules::experts_divisible(m, base).ok() && rules::expert_ranks(base).ok();
        if (as_asked(base) || (!experts_stand && any_experts(base)) || any_tensor(base)) return true;
        const split others[] = {placed_by_rule(base), fewer(base, &split::pipeline), fewer(base, &split::context), fewer(base, &split::data)};
        for (const split& p : others)
            if (!(p == base) && as_asked(p)) return true;
        if (tensor_and_stages(base) || (experts_stand && any_experts(base))) return true;
        for (const split& p : others)
            if (!(p == base) && (any_tensor(p) || tensor_and_stages(p))) return true;
        split p = base;
        for (int let_go = 0; let_go < 4; ++let_go) {
            const split before = p;
            if (let_go == 0) p = placed_by_rule(p);
            if (let_go == 1) p.expert = 1;
            if (let_go == 2) p.context = 1;
            if (let_go == 3 && p.data > 1) p.data = 1;
            if (!(p == before) && (as_asked(p) || any_tensor(p) || tensor_and_stages(p))) return true;
        }
        return false;
    }

private:
    // --- what can be told without memory ---

    /// Rules of what is divided, whatever the number of stages.
    [[nodiscard]] constexpr bool divides() const noexcept {
        return rules::experts_divisible(m, r.plan).ok() && rules::expert_ranks(r.plan).ok() && rules::query_heads_divisible(m, r.plan).ok() &&
               rules::kv_heads_divisible(m, r.plan).ok() && rules::width_divisible(m, r).ok();
    }
    /// Rules of how many devices there are and where they stand.
    [[nodiscard]] constexpr bool stands(const split& p) const noexcept {
        return rules::layers_enough(m, p).ok() && rules::cluster_size(c.devices, p).ok() && rules::groups_placed(p).ok() &&
               rules::link_domain(c.device, p).is != verdict::fails && rules::domains_enough(c.device, c.devices, p).is != verdict::fails;
    }

    // --- one change ---

    [[nodiscard]] static constexpr split placed_by_rule(split p) noexcept {
        const group_order by_rule = order_of(group::tensor);
        for (std::int64_t i = 0; i < group_count; ++i)
            if (p.order.from_inside[i] != by_rule.from_inside[i]) {
                p.order = by_rule;
                break;
            }
        return p;
    }
    /// Of this degree the most below those asked for that have a layer and a device; one where none do.
    [[nodiscard]] constexpr split fewer(split p, std::int64_t split::* degree) const noexcept {
        if (p.*degree <= 1) return p;
        const std::int64_t most = largest_that(p.*degree - 1, [&](std::int64_t n) {
            p.*degree = n;
            return stands(p);
        });
        p.*degree = most > 0 ? most : 1;
        if (p.pipeline != base.pipeline) p.stages = {};
        return p;
    }

    // --- a plan, tried ---

    /// Takes the plan, with data ranks that the expert ranks fill, or else an expert degree that divides and is filled.
    [[nodiscard]] constexpr bool take(const split& p) noexcept {
        r.plan = p;
        if (divides()) return true;
        if (p.data > 0 && p.expert > 1 && rules::experts_divisible(m, p).ok()) {
            r.plan.data = nearest_multiple(p.data, p.expert / common_divisor(p.expert, checked::product(p.tensor, p.context)));
            if (divides()) return true;
            r.plan.data = p.data;
        }
        if (p.expert <= 1) return false;
        for (std::int64_t i = 0; i < experts.count; ++i) {
            r.plan.expert = experts.all[i];
            if (divides()) return true;
        }
        return false;
    }
    [[nodiscard]] constexpr bool has_memory() noexcept { return pay(tries_for_memory(r.plan)) && fits(m, c, r); }
    [[nodiscard]] constexpr bool is_enough() noexcept {
        if (!pay(tries_for_memory(r.plan))) return false;
        const split_model s = split_model_of(m, r);
        const holding known = hold(s, m, c.device, c.devices, r);
        if (!fits(known, s.held, r.load)) return false;
        if (!timed(r.load)) return true;
        if (!pay(tries_for_times(r.plan))) return false;
        return assess(prepare(known, s.held, c.device), r.load).feasible;
    }
    constexpr bool as_asked(const split& p) noexcept { return take(p) && stands(r.plan) && is_enough(); }

    constexpr bool any_tensor(split p) noexcept {
        for (std::int64_t i = 0; i < tensors.count; ++i) {
            p.tensor = tensors.all[i];
            if (p.tensor != base.tensor && as_asked(p)) return true;
        }
        return false;
    }

    constexpr bool any_experts(split p) noexcept {
        for (std::int64_t i = 0; i < experts.count; ++i) {
            p.expert = experts.all[i];
            r.plan = p;
            if (p.expert != base.expert && divides() && stands(p) && is_enough()) return true;
        }
        return false;
    }

    /// Another number of stages: the fewest above those asked for that have the memory; or, where so many have no layer or no device
    /// each, the most that do. More stages need no more memory, so where the most are not enough no number is, and the fewest that are
    /// enough are found by halves; an objective is judged of these.
    constexpr bool stages(const split& p) noexcept {
        if (!take(p)) return false;
        const auto staged = [&](std::int64_t n) {
            r.plan.pipeline = n;
            r.plan.stages = {};
        };
        split tried = r.plan;
        const std::int64_t most = largest_that(m.layer_count, [&](std::int64_t n) {
            tried.pipeline = n;
            return stands(tried);
        });
        if (most == 0 || most == p.pipeline) return false;
        staged(most);
        if (most < p.pipeline) return is_enough();
        if (!has_memory()) return false;
        const std::int64_t lacking = largest_that(most - p.pipeline, [&](std::int64_t more) {
            staged(p.pipeline + more);
            return !has_memory();
        });
        staged(p.pipeline + lacking + 1);
        return is_enough();
    }

    /// On the fewest devices; narrower than asked for only where no wider degree helps.
    constexpr bool tensor_and_stages(split p) noexcept {
        bool found = false;
        split best;
        for (std::int64_t i = 0; i < tensors.count; ++i) {
            p.tensor = tensors.all[i];
            if (p.tensor < base.tensor && found) break;
            if (!stages(p) || (found && r.plan.devices() >= best.devices())) continue;
            found = true;
            best = r.plan;
        }
        if (found) r.plan = best;
        return found;
    }
};

constexpr near_plans plans_near(const transformer& m, const cluster& c, const request& r) noexcept {
    return {m, c, r, r.plan, tensor_degrees_of(m, c.device, r.plan.tensor), expert_degrees_of(m, r.plan.expert), most_tries};
}

}  // namespace rafter::detail
