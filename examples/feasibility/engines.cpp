#include "engines.hpp"

#include <algorithm>
#include <iterator>
#include <rafter/engine/profiles.hpp>

namespace example {

std::vector<std::string> engine_ids() {
    std::vector<std::string> ids;
    for (const rafter::engine_profile* p : rafter::engines::all) ids.emplace_back(p->id);
    return ids;
}

const rafter::engine_profile& engine_of(const std::string& id) {
    return **std::find_if(std::begin(rafter::engines::all), std::end(rafter::engines::all), [&id](const rafter::engine_profile* p) { return id == p->id; });
}

}  // namespace example
