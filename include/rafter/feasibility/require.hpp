// The demand: `template struct rafter::require<my_deployment>;` stops the compile where the deployment is not feasible,
// with one error for every rule that fails.
//
// A report is a class template whose arguments are types that hold literals, because this form prints names and numbers
// on every supported compiler. Where a static_assert takes a computed message (C++26), it is a whole sentence.
#pragma once

#include <cstdint>  // int64_t
#include <rafter/feasibility/nearest_fix.hpp>
#include <rafter/policies.hpp>
#if defined(__cpp_static_assert) && __cpp_static_assert >= 202306L
#include <rafter/feasibility/sentence.hpp>  // the messages are computed
#endif

namespace rafter {

// --- facts: what a report prints ---

template <std::int64_t> struct required_bytes;
template <std::int64_t> struct available_bytes;
template <std::int64_t> struct short_by_bytes;
template <std::int64_t> struct required_nanoseconds;
template <std::int64_t> struct allowed_nanoseconds;
template <std::int64_t> struct required_devices;
template <std::int64_t> struct available_devices;
template <std::int64_t> struct required_domains;
template <std::int64_t> struct available_domains;
template <std::int64_t> struct prefix_tokens;
template <std::int64_t> struct drafted_tokens;
template <std::int64_t> struct percent;
template <std::int64_t> struct in_prefill;
template <std::int64_t> struct in_decode;
template <std::int64_t> struct given;
template <std::int64_t> struct limit;
template <std::int64_t> struct query_heads;
template <std::int64_t> struct kv_heads;
template <std::int64_t> struct width_in_blocks;
template <std::int64_t> struct layer_count;
template <std::int64_t> struct layers_with_a_form;
template <std::int64_t> struct routed_experts;
template <std::int64_t> struct ranks_of_a_stage;
template <std::int64_t> struct degree;
template <std::int64_t> struct window;
template <std::int64_t> struct listed;
template <std::int64_t> struct there_are;
template <std::int64_t> struct tier;
template <std::int64_t> struct model_tokens;
template <std::int64_t> struct sequence_tokens;
template <std::int64_t> struct sequences;
template <std::int64_t> struct stated_GFLOPS;
template <std::int64_t> struct possible_GFLOPS;
template <std::int64_t> struct inner_MB_per_s;
template <std::int64_t> struct outer_MB_per_s;
template <arithmetic> struct no_unit_for;
template <algorithm> struct cannot_run;

/// The nearest change that makes it feasible, tried by the compiler; or that none was found; or that what is made of several
/// deployments is mended in these.
template <class... Changes> struct fits_from;
struct no_near_change_fits;
struct mend_its_deployments;

namespace detail {

template <class Pointer> struct pointed_to;
template <class T> struct pointed_to<T*> { using type = T; };
template <class Pointer> using pointee = typename pointed_to<Pointer>::type;

template <class... Changes> struct changes {};

template <bool Changed, class Change, class... Before>
constexpr auto with(changes<Before...>) noexcept {
    if constexpr (Changed) return changes<Before..., Change>{};
    else return changes<Before...>{};
}

template <std::int64_t N, bool Shared> struct prefix_as { using type = prefix<N>; };
template <std::int64_t N> struct prefix_as<N, true> { using type = shared_prefix<N>; };
template <std::int64_t N, fraction_of Basis> struct percent_as { using type = memory_percent<N>; };
template <std::int64_t N> struct percent_as<N, fraction_of::total_static> { using type = mem_fraction_static<N>; };
template <std::int64_t N> struct percent_as<N, fraction_of::free_after_weights> { using type = cache_percent_of_free<N>; };
constexpr std::int64_t accepted_percent(const speculation& s) noexcept { return s.acceptance_known ? checked::truncated(s.acceptance * 100 + 0.5) : not_stated; }

template <class... C> fits_from<C...> as_fix(changes<C...>);

/// What the fix changes, as the policies that say it.
template <class D>
struct fix_of {
    static constexpr fix found = nearest_fix(D::model::spec, D::machine(), D::asked);

    static constexpr auto all = [] {
        constexpr const request& was = D::asked;
        constexpr const request& now = found.asked;
        constexpr auto data = with<now.plan.data != was.plan.data, data_parallel<now.plan.data>>(changes<>{});
        constexpr auto context = with<now.plan.context != was.plan.context, context_parallel<now.plan.context>>(data);
        constexpr auto expert = with<now.plan.expert != was.plan.expert, expert_parallel<now.plan.expert>>(context);
        constexpr auto tensor = with<now.plan.tensor != was.plan.tensor, tensor_parallel<now.plan.tensor>>(expert);
        constexpr auto pipeline = with<now.plan.pipeline != was.plan.pipeline, pipeline_parallel<now.plan.pipeline>>(tensor);
        constexpr auto flights = with<now.plan.micro_batches != was.plan.micro_batches, micro_batches<now.plan.micro_batches>>(pipeline);
        constexpr auto stages = with<!(now.plan.stages == was.plan.stages), stage_layers<>>(flights);
        constexpr auto placing = with<!(now.plan.order == was.plan.order), placed<now.plan.order.from_inside[0]>>(stages);
        constexpr auto units = with<now.formats.multiply_as_stated != was.formats.multiply_as_stated || now.formats.multiply_as != was.formats.multiply_as,
                                    multiply_as<now.formats.multiply_as>>(placing);
        constexpr bool moved = now.serving.cache_tier != was.serving.cache_tier, anywhere = now.serving.cache_tier < 0;
        constexpr auto cached = with<moved && anywhere, cache_in_any_tier>(with<moved && !anywhere, cache_in_tier<now.serving.cache_tier>>(units));
        constexpr auto added = with<now.serving.all_reduce != was.serving.all_reduce, all_reduce_by<now.serving.all_reduce>>(cached);
        constexpr auto memory = with<now.serving.memory_percent != was.serving.memory_percent, typename percent_as<now.serving.memory_percent, now.serving.basis>::type>(added);
        constexpr auto reserved = with<now.serving.reserve != was.serving.reserve, reserve<now.serving.reserve>>(memory);
        constexpr auto chunked = with<now.serving.prefill_chunk != was.serving.prefill_chunk, prefill_chunk<now.serving.prefill_chunk>>(reserved);
        constexpr auto paged = with<now.serving.cache_page != was.serving.cache_page, cache_page<now.serving.cache_page>>(chunked);
        constexpr auto long_enough = with<now.serving.max_model_len != was.serving.max_model_len, max_model_len<now.serving.max_model_len>>(paged);
        constexpr auto admitted = with<now.serving.max_num_seqs != was.serving.max_num_seqs, max_num_seqs<now.serving.max_num_seqs>>(long_enough);
        constexpr auto batched = with<now.serving.max_num_batched_tokens != was.serving.max_num_batched_tokens,
                                      max_num_batched_tokens<now.serving.max_num_batched_tokens>>(admitted);
        constexpr auto prompted = with<now.load.prompt != was.load.prompt, prompt<now.load.prompt>>(batched);
        constexpr auto answered = with<now.load.output != was.load.output, output<now.load.output>>(prompted);
        constexpr auto behind = with<now.load.prefix != was.load.prefix, typename prefix_as<now.load.prefix, now.load.prefix_shared>::type>(answered);
        constexpr auto guessed = with<!(now.load.drafts == was.load.drafts), speculative<now.load.drafts.drafted, accepted_percent(now.load.drafts), now.load.drafts.per_draft>>(behind);
        constexpr auto together = with<now.load.prompts_at_once != was.load.prompts_at_once, prompts_at_once<now.load.prompts_at_once>>(guessed);
        return with<now.load.batch != was.load.batch, batch<now.load.batch>>(together);
    }();
    static constexpr auto named() noexcept {
        if constexpr (found.exists) return static_cast<decltype(as_fix(all))*>(nullptr);
        else return static_cast<no_near_change_fits*>(nullptr);
    }
    using type = pointee<decltype(named())>;
};

/// One deployment, which a near change may mend.
template <class D> concept Mendable = requires { D::asked; };

template <class D> struct change_for { using type = mend_its_deployments; };
template <Mendable D> struct change_for<D> : fix_of<D> {};
template <class D> using change_of = typename change_for<D>::type;

}  // namespace detail

// --- reports: one for every rule that can fail ---

/// The error itself. `Facts` are the numbers and the nearest fix; D is the deployment as the user wrote it.
template <rule Rule, bool Holds, class D, class... Facts> struct report;

#if defined(__cpp_static_assert) && __cpp_static_assert >= 202306L
namespace detail {

/// The finding as a sentence, and the fix as another.
template <class D>
constexpr sentence said_of(rule r) noexcept {
    if constexpr (Mendable<D>) return sentence_of(D::findings.of(r)) << " " << sentence_of(fix_of<D>::found, D::asked);
    else return sentence_of(D::findings.of(r));
}

}  // namespace detail

template <rule Rule, bool Holds, class D, class... Facts>
struct report {
    static constexpr sentence said = detail::said_of<D>(Rule);
    static_assert(Holds, said);
};
#else
// clang-format off
template <bool Holds, class D, class... F> struct report<rule::workload_in_range, Holds, D, F...>     { static_assert(Holds, "RAFTER-W001: batch, prompt, output and prompts at once are from 1 to 2^31"); };
template <bool Holds, class D, class... F> struct report<rule::engine_in_range, Holds, D, F...>       { static_assert(Holds, "RAFTER-W002: a policy of the engine is out of range"); };
template <bool Holds, class D, class... F> struct report<rule::prefix_in_prompt, Holds, D, F...>      { static_assert(Holds, "RAFTER-W003: the prefix is not shorter than the prompt"); };
template <bool Holds, class D, class... F> struct report<rule::drafts_in_output, Holds, D, F...>      { static_assert(Holds, "RAFTER-W004: a step drafts more tokens than the output has"); };
template <bool Holds, class D, class... F> struct report<rule::acceptance_possible, Holds, D, F...>   { static_assert(Holds, "RAFTER-W005: drafts are accepted with a probability outside 0 to 1"); };
template <bool Holds, class D, class... F> struct report<rule::trace_not_empty, Holds, D, F...>       { static_assert(Holds, "RAFTER-W006: the trace has no request that comes, or one of an impossible weight"); };
template <bool Holds, class D, class... F> struct report<rule::phases_match, Holds, D, F...>          { static_assert(Holds, "RAFTER-W007: prefill and decode differ in the model, the cache format, the prompt, or the devices that they share"); };
template <bool Holds, class D, class... F> struct report<rule::arithmetic_in_range, Holds, D, F...>   { static_assert(Holds, "RAFTER-N001: a count needs more than 64 bits"); };
template <bool Holds, class D, class... F> struct report<rule::model_complete, Holds, D, F...>        { static_assert(Holds, "RAFTER-D001: the model is not whole: every layer needs exactly one form, every extent is at least one"); };
template <bool Holds, class D, class... F> struct report<rule::memory_capacity, Holds, D, F...>       { static_assert(Holds, "RAFTER-M001: the model does not fit into the memory of one device"); };
template <bool Holds, class D, class... F> struct report<rule::writable_cache, Holds, D, F...>        { static_assert(Holds, "RAFTER-M003: cache and activations have no room in writable memory"); };
template <bool Holds, class D, class... F> struct report<rule::capacity_known, Holds, D, F...>        { static_assert(Holds, "RAFTER-M004: no source gives the capacity of a memory that would have to hold the rest"); };
template <bool Holds, class D, class... F> struct report<rule::degrees_positive, Holds, D, F...>      { static_assert(Holds, "RAFTER-P001: a degree of parallelism is from 1 to 65536"); };
template <bool Holds, class D, class... F> struct report<rule::query_heads_divisible, Holds, D, F...> { static_assert(Holds, "RAFTER-P002: tensor parallel does not divide the query heads"); };
template <bool Holds, class D, class... F> struct report<rule::kv_heads_divisible, Holds, D, F...>    { static_assert(Holds, "RAFTER-P003: tensor parallel neither divides the key/value heads nor is divided by them"); };
template <bool Holds, class D, class... F> struct report<rule::width_divisible, Holds, D, F...>       { static_assert(Holds, "RAFTER-P004: tensor parallel does not divide a width (in blocks of the format, if it has any)"); };
template <bool Holds, class D, class... F> struct report<rule::layers_enough, Holds, D, F...>         { static_assert(Holds, "RAFTER-P005: the pipeline has more stages than the model has layers"); };
template <bool Holds, class D, class... F> struct report<rule::expert_ranks, Holds, D, F...>          { static_assert(Holds, "RAFTER-P007: tensor x data ranks are no multiple of the expert ranks"); };
template <bool Holds, class D, class... F> struct report<rule::experts_divisible, Holds, D, F...>     { static_assert(Holds, "RAFTER-P008: expert parallel does not divide the routed experts"); };
template <bool Holds, class D, class... F> struct report<rule::context_modelled, Holds, D, F...>      { static_assert(Holds, "RAFTER-P009: context parallel is not modelled for layers that see a window or keep a state of fixed size"); };
template <bool Holds, class D, class... F> struct report<rule::stages_listed, Holds, D, F...>         { static_assert(Holds, "RAFTER-P010: the listed stages are not those of the pipeline, or do not sum to the layers of the model"); };
template <bool Holds, class D, class... F> struct report<rule::groups_placed, Holds, D, F...>         { static_assert(Holds, "RAFTER-P011: a group is placed twice, or stages stand between the ranks that experts are divided over"); };
template <bool Holds, class D, class... F> struct report<rule::format_supported, Holds, D, F...>      { static_assert(Holds, "RAFTER-F001: the part has no unit that multiplies this format"); };
template <bool Holds, class D, class... F> struct report<rule::link_domain, Holds, D, F...>           { static_assert(Holds, "RAFTER-L001: the group is larger than the link domain that it needs"); };
template <bool Holds, class D, class... F> struct report<rule::cluster_size, Holds, D, F...>          { static_assert(Holds, "RAFTER-L002: the plan needs more devices than the cluster has"); };
template <bool Holds, class D, class... F> struct report<rule::algorithm_runs, Holds, D, F...>        { static_assert(Holds, "RAFTER-L003: the links can run no all-reduce that is asked for"); };
template <bool Holds, class D, class... F> struct report<rule::domains_enough, Holds, D, F...>        { static_assert(Holds, "RAFTER-L004: tensor-parallel groups, each in one link domain, need more domains than the cluster has"); };
template <bool Holds, class D, class... F> struct report<rule::ttft_objective, Holds, D, F...>        { static_assert(Holds, "RAFTER-S001: even the ceiling of time to first token misses the objective"); };
template <bool Holds, class D, class... F> struct report<rule::tpot_objective, Holds, D, F...>        { static_assert(Holds, "RAFTER-S002: even the ceiling of time per output token misses the objective"); };
template <bool Holds, class D, class... F> struct report<rule::engine_part, Holds, D, F...>           { static_assert(Holds, "RAFTER-E001: the engine does not run on parts of this maker"); };
template <bool Holds, class D, class... F> struct report<rule::model_length, Holds, D, F...>          { static_assert(Holds, "RAFTER-E002: max_model_len is above the longest sequence that the model is made for"); };
template <bool Holds, class D, class... F> struct report<rule::step_tokens, Holds, D, F...>           { static_assert(Holds, "RAFTER-E003: max_num_batched_tokens is below max_num_seqs"); };
template <bool Holds, class D, class... F> struct report<rule::sequence_length, Holds, D, F...>       { static_assert(Holds, "RAFTER-E004: prompt and output are longer than max_model_len"); };
template <bool Holds, class D, class... F> struct report<rule::sequences_in_flight, Holds, D, F...>   { static_assert(Holds, "RAFTER-E005: more sequences in flight than max_num_seqs"); };
template <bool Holds, class D, class... F> struct report<rule::chunk_in_step, Holds, D, F...>         { static_assert(Holds, "RAFTER-E006: prefill_chunk is above max_num_batched_tokens"); };
template <bool Holds, class D, class... F> struct report<rule::spec_positive, Holds, D, F...>         { static_assert(Holds, "RAFTER-H001: a figure of the accelerator is stated and not possible"); };
template <bool Holds, class D, class... F> struct report<rule::spec_tier_order, Holds, D, F...>       { static_assert(Holds, "RAFTER-H002: a memory tier is read faster than one further in"); };
template <bool Holds, class D, class... F> struct report<rule::spec_peak, Holds, D, F...>             { static_assert(Holds, "RAFTER-H003: a peak is above units x operations a cycle x clock"); };
// clang-format on
#endif

namespace detail {

template <rule> struct holds {};

/// A report of the finding's two numbers and the nearest fix, or nothing. As a base class: one that failed is still a
/// type, so no further error follows from it.
template <class D, rule R, template <std::int64_t> class Required, template <std::int64_t> class Available>
constexpr auto judged() noexcept {
    if constexpr (constexpr finding f = D::findings.of(R); f.ok()) return static_cast<holds<R>*>(nullptr);
    else return static_cast<report<R, false, D, Required<f.required>, Available<f.available>, change_of<D>>*>(nullptr);
}

template <class D>
constexpr auto memory_judged() noexcept {
    if constexpr (constexpr finding f = D::findings.of(rule::memory_capacity); f.ok()) return static_cast<holds<rule::memory_capacity>*>(nullptr);
    else return static_cast<report<rule::memory_capacity, false, D, required_bytes<f.required>, available_bytes<f.available>, short_by_bytes<f.required - f.available>, change_of<D>>*>(nullptr);
}

template <class D>
constexpr auto format_judged() noexcept {
    if constexpr (constexpr finding f = D::findings.of(rule::format_supported); f.ok()) return static_cast<holds<rule::format_supported>*>(nullptr);
    else return static_cast<report<rule::format_supported, false, D, no_unit_for<static_cast<arithmetic>(f.subject)>, change_of<D>>*>(nullptr);
}

template <class D>
constexpr auto algorithm_judged() noexcept {
    if constexpr (constexpr finding f = D::findings.of(rule::algorithm_runs); f.ok()) return static_cast<holds<rule::algorithm_runs>*>(nullptr);
    else return static_cast<report<rule::algorithm_runs, false, D, cannot_run<static_cast<algorithm>(f.required)>, change_of<D>>*>(nullptr);
}

template <class D>
constexpr auto engine_part_judged() noexcept {
    if constexpr (D::findings.of(rule::engine_part).ok()) return static_cast<holds<rule::engine_part>*>(nullptr);
    else return static_cast<report<rule::engine_part, false, D, change_of<D>>*>(nullptr);  // D names part and engine
}

template <auto Pointer> using pointed = pointee<decltype(Pointer)>;
template <class D, rule R, template <std::int64_t> class Required, template <std::int64_t> class Available>
using verdict_of = pointed<judged<D, R, Required, Available>()>;

/// All reports of a deployment that is not feasible, in the order of the rules.
template <class D>
struct judgement : verdict_of<D, rule::workload_in_range, given, limit>,
                   verdict_of<D, rule::prefix_in_prompt, prefix_tokens, limit>,
                   verdict_of<D, rule::drafts_in_output, drafted_tokens, limit>,
                   verdict_of<D, rule::acceptance_possible, percent, limit>,
                   verdict_of<D, rule::trace_not_empty, given, limit>,
                   verdict_of<D, rule::phases_match, in_prefill, in_decode>,
                   verdict_of<D, rule::engine_in_range, given, limit>,
                   verdict_of<D, rule::arithmetic_in_range, required_bytes, limit>,
                   verdict_of<D, rule::model_complete, layer_count, layers_with_a_form>,
                   verdict_of<D, rule::spec_positive, limit, given>,
                   verdict_of<D, rule::spec_tier_order, inner_MB_per_s, outer_MB_per_s>,
                   verdict_of<D, rule::spec_peak, stated_GFLOPS, possible_GFLOPS>,
                   verdict_of<D, rule::degrees_positive, degree, limit>,
                   verdict_of<D, rule::query_heads_divisible, degree, query_heads>,
                   verdict_of<D, rule::kv_heads_divisible, degree, kv_heads>,
                   verdict_of<D, rule::width_divisible, degree, width_in_blocks>,
                   verdict_of<D, rule::layers_enough, degree, layer_count>,
                   verdict_of<D, rule::expert_ranks, degree, ranks_of_a_stage>,
                   verdict_of<D, rule::experts_divisible, degree, routed_experts>,
                   verdict_of<D, rule::stages_listed, listed, there_are>,
                   verdict_of<D, rule::groups_placed, given, limit>,
                   verdict_of<D, rule::context_modelled, degree, window>,
                   pointed<format_judged<D>()>,
                   verdict_of<D, rule::link_domain, required_devices, available_devices>,
                   verdict_of<D, rule::cluster_size, required_devices, available_devices>,
                   pointed<algorithm_judged<D>()>,
                   verdict_of<D, rule::domains_enough, required_domains, available_domains>,
                   pointed<engine_part_judged<D>()>,
                   verdict_of<D, rule::model_length, given, model_tokens>,
                   verdict_of<D, rule::step_tokens, sequences, limit>,
                   verdict_of<D, rule::sequence_length, sequence_tokens, limit>,
                   verdict_of<D, rule::sequences_in_flight, sequences, limit>,
                   verdict_of<D, rule::chunk_in_step, given, limit>,
                   pointed<memory_judged<D>()>,
                   verdict_of<D, rule::writable_cache, required_bytes, available_bytes>,
                   verdict_of<D, rule::capacity_known, required_bytes, available_bytes>,
                   verdict_of<D, rule::ttft_objective, required_nanoseconds, allowed_nanoseconds>,
                   verdict_of<D, rule::tpot_objective, required_nanoseconds, allowed_nanoseconds> {};

struct nothing_to_report {};
template <bool Feasible, class D> struct judgement_unless { using type = nothing_to_report; };
template <class D> struct judgement_unless<false, D> { using type = judgement<D>; };

}  // namespace detail

/// Costs nothing where the deployment is feasible; else every failed rule is an error of its own.
template <class Deployment>
struct require : detail::judgement_unless<Deployment::feasible, Deployment>::type {};

}  // namespace rafter
