#include "service_table.hpp"

#include "service.hpp"
#include "text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <vector>

namespace example {
namespace {

using namespace rafter;

std::string request_in_words(const workload& load, const prompt_passes& p) {
    const std::string found = load.prefix > 0 ? fmt::format(", {} of them in the cache,", grouped(load.prefix)) : "";
    const std::string words = fmt::format("A request: {} tokens of prompt{} and {} of output, {} in flight; ", grouped(load.prompt), found,
                                          grouped(load.output), grouped(load.batch));
    if (p.count == 1) return words + "the prompt in one pass.";
    return words + fmt::format("the prompt in {} passes of up to {} tokens, which bind no ceiling.", grouped(p.count), grouped(p.each));
}

using cells = std::vector<std::string>;

void print_row(const cells& heads, const char* first, const cells& row, const char* mark = "") {
    fmt::print("  {:<8}", first);
    for (std::size_t i = 0; i < heads.size(); ++i) fmt::print("  {:>{}}", row[i], std::max<std::size_t>(heads[i].size(), 9));
    fmt::print("{}\n", mark);
}

cells of_request(seconds ttft, seconds tpot, seconds end_to_end, tokens_per_second user, tokens_per_second device) {
    return {in_nine(ttft.in_ms(), 3), in_nine(tpot.in_ms(), 3), in_nine(end_to_end.value, 3), in_nine(user.value, 1), in_nine(device.value, 1)};
}
template <class Kind>
cells cells_of(const request_times<Kind>& t) {
    return of_request(t.ttft.time, t.tpot.time, t.end_to_end.time, t.per_user, t.per_device);
}
/// At one end of the range: rates are those of its time per token.
cells at_end(const request_times<estimate>& t, seconds duration<estimate>::*end) {
    const double faster = t.tpot.time / (t.tpot.*end);
    return of_request(t.ttft.*end, t.tpot.*end, t.end_to_end.*end, t.per_user * faster, t.per_device * faster);
}
template <class Kind>
cells cells_of(const load_rates<Kind>& r) {
    const double often = r.requests_per_second;
    return {often < 0.1 ? fmt::format("{:.3g}", often) : in_nine(often, 3), in_nine(r.tpot.time.in_ms(), 3), in_nine(r.output.value, 1), in_nine(r.output_per_device.value, 1)};
}

/// Where a rate has no source a ceiling claims nothing of that part, and there is neither roofline nor estimate.
template <template <class> class Result>
void print_kinds(const cells& heads, const by_kind<Result>& all) {
    const cells none(heads.size(), "-");
    print_row(heads, "", heads);
    print_row(heads, "ceiling", cells_of(all.ceiling), all.ceiling.tpot.complete ? "" : " ?");
    print_row(heads, "roofline", all.roofline.tpot.complete ? cells_of(all.roofline) : none);
    print_row(heads, "estimate", expected(all) ? cells_of(all.estimate) : none);
}

}  // namespace

void print_service(const transformer& m, const fit& f) {
    const service s = service_of(m, f);
    print_wrapped(request_in_words(f.asked.load, s.passes), 2);
    fmt::print("\n");
    const cells heads{"TTFT, ms", "a token, ms", "end to end, s", "tokens/s a user", "tokens/s a device"};
    print_kinds(heads, s.request);
    if (expected(s.request)) {
        print_row(heads, "  low", at_end(s.request.estimate, &duration<estimate>::low));
        print_row(heads, "  high", at_end(s.request.estimate, &duration<estimate>::high));
    }
    fmt::print("\n");
    const resident_requests& n = s.most.in_flight;
    print_wrapped(fmt::format("The most that it serves: {} request{} in flight, {}, prompts and tokens back to back.", grouped(n.count), n.count == 1 ? "" : "s",
                              n.bound_by_memory ? "as many as fit at their mean length" : "as many as the engine admits"), 2);
    fmt::print("\n");
    print_kinds({"requests/s", "a token, ms", "tokens/s of the system", "tokens/s a device"}, s.most.rates);
}

}  // namespace example
