#include "service.hpp"

namespace example {

using namespace rafter;

service service_of(const transformer& m, const fit& f) {
    const prepared known = prepare(m, f.part, {}, f.asked);
    const expectation on = expectation_of(known, f.part, f.asked.serving);
    const expectation* const expected = f.expected.made() ? &on : nullptr;
    return {passes_of(f.asked.plan, f.asked.load, known.held.prefill_chunk), request_times_of(known, f.asked.load, expected), max_load_of(known, f.asked.load, expected)};
}

}  // namespace example
