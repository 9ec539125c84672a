// A finding in words, in a fixed buffer: for computed static_assert messages, and for people at run time.
#pragma once

#include <cstddef>  // size_t
#include <cstdint>  // int64_t
#include <rafter/feasibility/finding.hpp>
#include <rafter/feasibility/nearest_fix.hpp>
#include <rafter/feasibility/rules/spec_figure_names.hpp>

namespace rafter {

/// An amount of bytes, written with two decimals and the unit that suits it.
struct GB {
    std::int64_t bytes;
};

/// A number as code: without the commas that people read it by.
struct as_code {
    std::int64_t number;
};

/// A short text without allocation; usable as the message of a C++26 static_assert.
struct sentence {
    static constexpr std::size_t capacity = 240;
    char text[capacity + 1]{};
    std::size_t length = 0;

    [[nodiscard]] constexpr std::size_t size() const noexcept { return length; }
    [[nodiscard]] constexpr const char* data() const noexcept { return text; }

    constexpr sentence& operator<<(const char* s) noexcept {
        for (; *s != '\0' && length < capacity; ++s) text[length++] = *s;
        return *this;
    }
    constexpr sentence& operator<<(const sentence& s) noexcept { return *this << s.text; }
    constexpr sentence& operator<<(GB amount) noexcept {
        const bool small = amount.bytes < 10'000'000;
        const std::int64_t unit = small ? 10 : 10'000'000;
        const std::int64_t hundredths = amount.bytes / unit + (amount.bytes % unit * 2 >= unit ? 1 : 0);
        *this << hundredths / 100 << ".";
        const std::int64_t rest = hundredths % 100;
        return *this << rest / 10 << rest % 10 << (small ? " kB" : " GB");
    }
    /// With a comma every three digits.
    constexpr sentence& operator<<(std::int64_t n) noexcept { return write(n, true); }
    constexpr sentence& operator<<(as_code n) noexcept { return write(n.number, false); }
    /// "ring or tree", in the order of the bits.
    constexpr sentence& operator<<(algorithm set) noexcept {
        bool any = false;
        for (algorithm one = first_algorithm; one != algorithm::none; one = next_algorithm(one)) {
            if (!names(set, one)) continue;
            *this << (any ? " or " : "") << name_of(one);
            any = true;
        }
        return any ? *this : *this << name_of(algorithm::none);
    }

private:
    constexpr sentence& write(std::int64_t n, bool commas) noexcept {
        char reversed[32]{};
        int digits = 0;
        const bool negative = n < 0;
        std::uint64_t rest = negative ? std::uint64_t{0} - static_cast<std::uint64_t>(n) : static_cast<std::uint64_t>(n);
        do {
            if (commas && digits % 4 == 3) reversed[digits++] = ',';
            reversed[digits++] = static_cast<char>('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (negative) reversed[digits++] = '-';
        while (digits > 0 && length < capacity) text[length++] = reversed[--digits];
        return *this;
    }
};

/// The code of a rule, as README lists it.
[[nodiscard]] constexpr const char* code_of(rule r) noexcept {
    switch (r) {
        case rule::none: return "";
        case rule::workload_in_range: return "RAFTER-W001";
        case rule::engine_in_range: return "RAFTER-W002";
        case rule::prefix_in_prompt: return "RAFTER-W003";
        case rule::drafts_in_output: return "RAFTER-W004";
        case rule::acceptance_possible: return "RAFTER-W005";
        case rule::trace_not_empty: return "RAFTER-W006";
        case rule::phases_match: return "RAFTER-W007";
        case rule::arithmetic_in_range: return "RAFTER-N001";
        case rule::model_complete: return "RAFTER-D001";
        case rule::memory_capacity: return "RAFTER-M001";
        case rule::outer_tier: return "RAFTER-M002";
        case rule::writable_cache: return "RAFTER-M003";
        case rule::capacity_known: return "RAFTER-M004";
        case rule::degrees_positive: return "RAFTER-P001";
        case rule::query_heads_divisible: return "RAFTER-P002";
        case rule::kv_heads_divisible: return "RAFTER-P003";
        case rule::width_divisible: return "RAFTER-P004";
        case rule::layers_enough: return "RAFTER-P005";
        case rule::layers_even: return "RAFTER-P006";
        case rule::expert_ranks: return "RAFTER-P007";
        case rule::experts_divisible: return "RAFTER-P008";
        case rule::context_modelled: return "RAFTER-P009";
        case rule::stages_listed: return "RAFTER-P010";
        case rule::groups_placed: return "RAFTER-P011";
        case rule::format_supported: return "RAFTER-F001";
        case rule::link_domain: return "RAFTER-L001";
        case rule::cluster_size: return "RAFTER-L002";
        case rule::algorithm_runs: return "RAFTER-L003";
        case rule::domains_enough: return "RAFTER-L004";
        case rule::ttft_objective: return "RAFTER-S001";
        case rule::tpot_objective: return "RAFTER-S002";
        case rule::spec_positive: return "RAFTER-H001";
        case rule::spec_tier_order: return "RAFTER-H002";
        case rule::spec_peak: return "RAFTER-H003";
        case rule::engine_part: return "RAFTER-E001";
        case rule::model_length: return "RAFTER-E002";
        case rule::step_tokens: return "RAFTER-E003";
        case rule::sequence_length: return "RAFTER-E004";
        case rule::sequences_in_flight: return "RAFTER-E005";
        case rule::chunk_in_step: return "RAFTER-E006";
    }
    return "";
}

/// "tiers[2].read is 0, the limit is 1; what is unknown is left out, never zero."
[[nodiscard]] constexpr sentence impossible_figure(const finding& f) noexcept {
    const rules::figure_name field = rules::name_of_figure(f.subject);
    sentence s;
    s << field.begin;
    if (field.tier >= 0) s << field.tier;
    s << field.end;
    if (rules::is_missing(f.subject)) return s << " is missing.";
    if (f.available == checked::overflowed && f.required == checked::overflowed) return s << " is no number, or too large.";
    return s << " is " << f.available << ", the limit is " << f.required << "; what is unknown is left out, never zero.";
}

/// "RAFTER-M001: the fullest device needs 142.10 GB and has 85.90 GB, 56.20 GB too little."
[[nodiscard]] constexpr sentence sentence_of(const finding& f) noexcept {
    const auto n = f.required, has = f.available;
    const auto first_of = [&](auto... words) {
        const char* const all[] = {words...};
        return all[f.subject >= 0 && f.subject < static_cast<std::int64_t>(sizeof...(words)) ? f.subject : 0];
    };
    sentence s;
    s << code_of(f.code) << ": ";
    switch (f.code) {
        case rule::none: return s << "nothing to report.";
        case rule::workload_in_range: return s << first_of("batch", "prompt", "output", "prompts at once") << " is " << n << ", the limit is " << has << ".";
        case rule::engine_in_range:
            if (f.subject == 23) return s << "the tier of the cache is " << n << "; the innermost is 0, any is -1.";
            if (f.subject >= 25 && f.subject < 30) {
                const char* const names[] = {"cache_page", "max_model_len", "max_num_seqs", "max_num_batched_tokens", "copies of a state"};
                return s << names[f.subject - 25] << " is " << n << ", the limit is " << has << ".";
            }
            if (f.subject >= 3) return s << "a number format stores " << n << " bits an element, or has a negative scale or group; the limit is " << has << ".";
            return s << first_of("memory percent", "reserve in bytes", "prefill chunk") << " is " << n << ", the limit is " << has << ".";
        case rule::prefix_in_prompt: return s << "the prefix has " << n << " tokens; of this prompt it can have " << has << ", the last is always computed.";
        case rule::drafts_in_output:
            if (f.subject == 1) return s << "a draft takes " << n << " ns, the limit is " << has << ".";
            return n < 0 ? s << "a step drafts " << n << " tokens, the limit is " << has << "." : s << "a step drafts " << n << " tokens, the output has " << has << ".";
        case rule::acceptance_possible:
            if (n == checked::overflowed) return s << "drafts are accepted with what is no percentage, the limit is " << has << " %.";
            return s << "drafts are accepted with " << n << " %, the limit is " << has << ".";
        case rule::trace_not_empty:
            if (f.subject == 1) return s << "the weight of request " << n << " of " << has << " in the trace is no number from 0 on.";
            return s << "the trace has " << n << " requests that count, it needs " << has << ".";
        case rule::phases_match:
            if (f.subject == 2) return s << "the prefill has " << n << " devices, the decode on the same ones " << has << ".";
            if (f.subject == 3) return s << "the prefill takes prompts of " << n << " tokens, the decode goes on behind " << has << ".";
            return s << first_of("prefill and decode serve different models", "the cache has another format in the decode") << ": of a token " << n
                     << " bits are kept by the prefill, " << has << " by the decode.";
        case rule::arithmetic_in_range: return s << "the footprint needs more than 64 bits.";
        case rule::model_complete:
            if (f.subject == 1) return s << "query heads are no multiple of key/value heads in a model of " << n << " layers.";
            return s << "of " << n << " layers " << has << " have a form; each needs exactly one, of extents of at least one.";
        case rule::memory_capacity: return s << "the fullest device needs " << GB{n} << " and has " << GB{has} << ", " << GB{n - has} << " too little.";
        case rule::outer_tier: return s << GB{n} << " do not fit into the " << GB{has} << " of the innermost memory; the rest is read from further out.";
        case rule::writable_cache: return s << "cache and activations need " << GB{n} << " of writable memory, there are " << GB{has} << ".";
        case rule::capacity_known: return s << GB{n} << " are needed, and the capacity of the memory that would hold them has no source (known: " << GB{has} << ").";
        case rule::degrees_positive:
            if (f.subject == 5) return s << n << " micro-batches, the limit is " << has << ".";
            return s << first_of("tensor", "pipeline", "expert", "data", "context") << " parallel of degree " << n << ", the limit is " << has << ".";
        case rule::query_heads_divisible: return s << "tensor parallel " << n << " does not divide " << has << " query heads.";
        case rule::kv_heads_divisible: return s << "tensor parallel " << n << " neither divides " << has << " key/value heads nor is divided by them.";
        case rule::width_divisible: return s << "a split by " << n << " does not divide width " << has << " (blocks, if the format has any).";
        case rule::layers_enough: return s << n << " pipeline stages for " << has << " layers.";
        case rule::layers_even: return s << n << " pipeline stages share " << has << " layers unevenly; the fullest sets the pace.";
        case rule::expert_ranks: return s << has << " tensor x data ranks are no multiple of " << n << " expert ranks.";
        case rule::experts_divisible:
            return has == 0 ? s << "expert parallel " << n << " on a model without experts." : s << "expert parallel " << n << " does not divide " << has << " experts.";
        case rule::context_modelled:
            s << "context parallel " << n << " is not modelled for layers that ";
            return has == 0 ? s << "keep a state of fixed size." : s << "see a window of " << has << " tokens.";
        case rule::stages_listed:
            if (f.subject == 0) return s << "the stages list " << n << " layers, the model has " << has << ".";
            if (f.subject == 1) return s << n << " stages are listed, the pipeline has " << has << ".";
            return s << "a stage of " << n << " layers is listed; each has at least one, and " << has << " stages can be listed.";
        case rule::groups_placed:
            if (f.subject == 0) return s << n << " groups are placed, of which " << has << " differ.";
            return s << n << " expert ranks need tensor, context and data ranks side by side, " << has << " stages stand between.";
        case rule::format_supported: return s << "the part has no unit that multiplies " << name_of(static_cast<arithmetic>(f.subject)) << ".";
        case rule::link_domain:
            if (f.is == verdict::warns && has == 0) return s << "no source gives the size of the link domain; the plan has " << n << " devices.";
            return s << first_of("a tensor-parallel group", "an expert-parallel group", "the plan", "a context-parallel group") << " of " << n << " devices spans link domains of " << has << ".";
        case rule::cluster_size: return s << "the plan needs " << n << " devices, the cluster has " << has << ".";
        case rule::algorithm_runs: return s << "the links can run no all-reduce by " << static_cast<algorithm>(n) << ", but by " << static_cast<algorithm>(has) << ".";
        case rule::domains_enough:
            return s << first_of("tensor-parallel groups, each in one link domain, need ", "a tensor-parallel group spans ", "a context-parallel group spans ",
                                 "a data-parallel group spans ", "a pipeline spans ", "an expert-parallel group spans ")
                     << n << " domains, the cluster has " << has << ".";
        case rule::ttft_objective: return s << "the time to first token is at least " << n << " ns, the objective is " << has << " ns.";
        case rule::tpot_objective: return s << "the time per output token is at least " << n << " ns, the objective is " << has << " ns.";
        case rule::engine_part: return s << "the engine does not run on parts of this maker.";
        case rule::model_length: return s << "max_model_len is " << n << ", the model is made for sequences of " << has << " tokens.";
        case rule::step_tokens: return s << "max_num_batched_tokens is " << has << ", fewer than the " << n << " sequences of max_num_seqs.";
        case rule::sequence_length: return s << "prompt and output are " << n << " tokens, max_model_len is " << has << ".";
        case rule::sequences_in_flight: return s << n << " sequences are in flight on a rank, max_num_seqs is " << has << ".";
        case rule::chunk_in_step: return s << "prefill_chunk is " << n << ", a step holds " << has << " tokens.";
        case rule::spec_positive: return s << impossible_figure(f);
        case rule::spec_tier_order: return s << "a memory tier is read at " << has << " MB/s, one further in at " << n << " MB/s.";
        case rule::spec_peak: return s << "a peak of " << n << " GFLOPS is stated, units x operations a cycle x clock give " << has << ".";
    }
    return s;
}

/// The name of the policy that says this part of memory: policies.hpp.
[[nodiscard]] constexpr const char* percent_policy_of(fraction_of basis) noexcept {
    switch (basis) {
        case fraction_of::total: return "memory_percent";
        case fraction_of::total_static: return "mem_fraction_static";
        case fraction_of::free_after_weights: return "cache_percent_of_free";
    }
    return "";
}

/// "Feasible with tensor_parallel<2>." or that no near change helps. What is named stands in code as it is written here: strategies in
/// the plan, the rest beside it, each in place of its like.
[[nodiscard]] constexpr sentence sentence_of(const fix& found, const request& was) noexcept {
    sentence s;
    if (!found.exists) return s << "No near change makes it feasible.";
    const request& now = found.asked;
    s << "Feasible with";
    const auto changed = [&](std::int64_t before, std::int64_t after, const char* policy, const char* unit = "") {
        if (before != after) s << " " << policy << "<" << as_code{after} << unit << ">";
    };
    changed(was.plan.data, now.plan.data, "data_parallel");
    changed(was.plan.context, now.plan.context, "context_parallel");
    changed(was.plan.expert, now.plan.expert, "expert_parallel");
    changed(was.plan.tensor, now.plan.tensor, "tensor_parallel");
    changed(was.plan.pipeline, now.plan.pipeline, "pipeline_parallel");
    changed(was.plan.micro_batches, now.plan.micro_batches, "micro_batches");
    if (!(was.plan.stages == now.plan.stages)) s << " stage_layers<>";
    if (!(was.plan.order == now.plan.order)) s << " placed<group::" << name_of(now.plan.order.from_inside[0]) << ">";
    if (now.formats.multiply_as_stated && (!was.formats.multiply_as_stated || was.formats.multiply_as != now.formats.multiply_as))
        s << " multiply_as<arithmetic::" << name_of(now.formats.multiply_as) << ">";
    if (now.serving.cache_tier >= 0) changed(was.serving.cache_tier, now.serving.cache_tier, "cache_in_tier");
    else if (was.serving.cache_tier >= 0) s << " cache_in_any_tier";
    if (was.serving.all_reduce != now.serving.all_reduce) s << " all_reduce_by<algorithm::" << name_of(now.serving.all_reduce) << ">";
    changed(was.serving.memory_percent, now.serving.memory_percent, percent_policy_of(now.serving.basis));
    changed(was.serving.reserve.value, now.serving.reserve.value, "reserve", "_B");
    changed(was.serving.prefill_chunk, now.serving.prefill_chunk, "prefill_chunk");
    changed(was.serving.cache_page, now.serving.cache_page, "cache_page");
    changed(was.serving.max_model_len, now.serving.max_model_len, "max_model_len");
    changed(was.serving.max_num_seqs, now.serving.max_num_seqs, "max_num_seqs");
    changed(was.serving.max_num_batched_tokens, now.serving.max_num_batched_tokens, "max_num_batched_tokens");
    changed(was.load.prompt, now.load.prompt, "prompt");
    changed(was.load.output, now.load.output, "output");
    changed(was.load.prefix, now.load.prefix, now.load.prefix_shared ? "shared_prefix" : "prefix");
    if (const speculation& d = now.load.drafts; !(was.load.drafts == d)) {
        s << " speculative<" << as_code{d.drafted};
        const double ns = d.per_draft.value * 1e9;
        if (d.acceptance_known) s << ", " << as_code{checked::truncated(d.acceptance * 100 + 0.5)};
        else if (ns > 0) s << ", not_stated";
        if (ns > 0) s << ", " << as_code{static_cast<std::int64_t>(ns + 0.5)} << "_ns";
        s << ">";
    }
    changed(was.load.prompts_at_once, now.load.prompts_at_once, "prompts_at_once");
    changed(was.load.batch, now.load.batch, "batch");
    return s << ".";
}

}  // namespace rafter
