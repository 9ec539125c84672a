#include "constants.hpp"

namespace example {
namespace {

char letter(int i) { return static_cast<char>('a' + i); }

}  // namespace

std::string constants_of(const rafter::explained_operation& o) {
    std::string letters;
    for (int i = 0; i < rafter::constant_count; ++i)
        if (o.uses_constant(static_cast<rafter::constant>(i))) letters += letter(i);
    return letters;
}

std::vector<std::pair<char, const rafter::used_constant*>> constants_of(const rafter::explanation& why) {
    std::vector<std::pair<char, const rafter::used_constant*>> used;
    for (int i = 0; i < rafter::constant_count; ++i)
        for (const rafter::explained_operation& o : why)
            if (o.uses_constant(static_cast<rafter::constant>(i))) {
                used.emplace_back(letter(i), &why.constants[i]);
                break;
            }
    return used;
}

}  // namespace example
