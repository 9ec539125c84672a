// A deployment with other strategies and policies in place of their like: what a user writes who takes the fix of a message.
#pragma once

#include <rafter/rafter.hpp>
#include <type_traits>

namespace pasted {

/// A strategy stands in the place of another if both are values of one template. Policies do if they are of one kind.
template <class A, class B> inline constexpr bool alike = rafter::detail::same_strategy<A, B>;
template <template <std::int64_t> class S, std::int64_t N, std::int64_t M> inline constexpr bool alike<S<N>, S<M>> = true;
template <rafter::Policy A, rafter::Policy B> inline constexpr bool alike<A, B> = rafter::kind_of<A> == rafter::kind_of<B>;

template <class... T> struct list {
    template <class... More> using with = list<T..., More...>;
};
template <class... Lists> struct joined { using type = list<>; };
template <class... A, class... Rest> struct joined<list<A...>, Rest...> {
    template <class... B> static list<A..., B...> append(list<B...>);
    using type = decltype(append(typename joined<Rest...>::type{}));
};
template <bool Kept, class T> using if_ = std::conditional_t<Kept, list<T>, list<>>;

/// Those of Old that no Change replaces, then those of the changes that are of this sort.
template <bool Strategies, class... Changes> struct changes {
    template <class Old> static constexpr bool stays = !(alike<Old, Changes> || ...);
    template <class... Old> using of = typename joined<if_<stays<Old>, Old>..., if_<rafter::Strategy<Changes> == Strategies, Changes>...>::type;
};

template <class P> inline constexpr bool is_plan = false;
template <class... S> inline constexpr bool is_plan<rafter::plan<S...>> = true;

template <class P, class... Changes> struct plan_with;
template <class... S, class... Changes> struct plan_with<rafter::plan<S...>, Changes...> {
    template <class... All> static rafter::plan<All...> made_of(list<All...>);
    using type = decltype(made_of(typename changes<true, Changes...>::template of<S...>{}));
};

template <class D, class... Changes> struct change;
template <class M, class H, class Plan, class... Policies, class... Changes>
struct change<rafter::deployment<M, H, Plan, Policies...>, Changes...> {
    static_assert(is_plan<Plan>, "the plan stands first");
    template <class... All> static rafter::deployment<M, H, typename plan_with<Plan, Changes...>::type, All...> made_of(list<All...>);
    using type = decltype(made_of(typename changes<false, Changes...>::template of<Policies...>{}));
};
template <class D, class... Changes> using changed = typename change<D, Changes...>::type;

}  // namespace pasted
