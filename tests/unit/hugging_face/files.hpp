// Reads the config.json files that the project carries.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <rafter/hugging_face/config.hpp>
#include <sstream>
#include <string>

namespace rafter::test {

inline std::string text_of(const std::string& name) {
    const std::ifstream file(std::string(RAFTER_CONFIGS_DIR) + "/" + name + ".json");
    REQUIRE_MESSAGE(file.good(), name);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline hugging_face::reading read(const std::string& text) {
    hugging_face::reading r;
    hugging_face::read(text.data(), static_cast<std::int64_t>(text.size()), r);
    return r;
}

inline hugging_face::config_error error_of(const std::string& text) { return read(text).result.error; }

}  // namespace rafter::test
