#include "load_options.hpp"

#include <fmt/core.h>

#include <charconv>
#include <rafter/feasibility/rules/workload_in_range.hpp>
#include <rafter/feasibility/sentence.hpp>
#include <stdexcept>

namespace example {
namespace {

using namespace rafter;

/// A count as people write it: decimal, whole, of 64 bits. By itself CLI11 reads 010 as 8 and 10^20 as 2^63 - 1.
CLI::Option* add_count(CLI::App& app, const std::string& name, std::int64_t& count, const std::string& says) {
    const auto read = [name, &count](const std::string& text) {
        const char* const last = text.data() + text.size();
        const auto [end, error] = std::from_chars(text.data(), last, count);
        if (error == std::errc::result_out_of_range) throw CLI::ConversionError(fmt::format("{}: {} needs more than 64 bits", name, text));
        if (error != std::errc{} || end != last) throw CLI::ConversionError(fmt::format("{}: \"{}\" is no whole number", name, text));
    };
    return app.add_option_function<std::string>(name, read, says)->type_name("INT");
}

/// In the rules 0 says none; who states an option means some.
void check_stated(const CLI::Option* o, std::int64_t value) {
    if (o->count() > 0 && value == 0) throw std::runtime_error(fmt::format("{} is 0: at least 1, or leave it out", o->get_name()));
}

void check_rules(const workload& load) {
    std::string all;
    for (const finding& f : {rules::workload_in_range(load), rules::prefix_in_prompt(load), rules::drafts_in_output(load), rules::acceptance_possible(load)})
        if (!f.ok()) all += fmt::format("{}{}", all.empty() ? "" : "\nexamples/run: ", sentence_of(f).text);
    if (!all.empty()) throw std::runtime_error(all);
}

}  // namespace

load_options::load_options(CLI::App& app) {
    add_count(app, "--batch", load_.batch, "sequences in flight in the whole system (8)");
    add_count(app, "--prompt", load_.prompt, "tokens of a prompt (2048)");
    add_count(app, "--output", load_.output, "tokens generated for a sequence (256)");
    prefix_ = add_count(app, "--prefix", load_.prefix, "tokens of every prompt that the cache holds from before (none)");
    shared_prefix_ = add_count(app, "--shared-prefix", shared_, "the same tokens for all sequences, kept once (none)")->excludes(prefix_);
    draft_ = add_count(app, "--draft", load_.drafts.drafted, "drafted tokens of a sequence that a decode step checks (none)");
    CLI::Option* const accept = app.add_option("--accept", accepted_percent_, "percent of drafts that are right, those before them being so");
    draft_->needs(accept);
    accept->needs(draft_);
}

workload load_options::stated() const {
    workload load = load_;
    if (shared_prefix_->count() > 0) {
        load.prefix = shared_;
        load.prefix_shared = true;
    }
    if (draft_->count() > 0) {
        load.drafts.acceptance_known = true;
        load.drafts.acceptance = accepted_percent_ / 100;
    }
    check_rules(load);
    check_stated(prefix_, load.prefix);
    check_stated(shared_prefix_, load.prefix);
    check_stated(draft_, load.drafts.drafted);
    return load;
}

}  // namespace example
