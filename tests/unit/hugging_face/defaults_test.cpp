// No field of a real file can be left out without an error, without a note, and without that changing nothing.
#include <doctest/doctest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <unit/hugging_face/files.hpp>

using namespace rafter;
using namespace rafter::test;

namespace {

/// The text without member i, and without the comma that set it apart.
std::string without_member(const std::string& text, const hugging_face::document& doc, std::int32_t i) {
    const auto begin_of = [&](std::int32_t k) { return static_cast<std::size_t>(doc.members[k].key - 1); };  // its quote
    if (i + 1 < doc.count) return text.substr(0, begin_of(i)) + text.substr(begin_of(i + 1));
    const std::size_t end = static_cast<std::size_t>(doc.end), comma = text.rfind(',', begin_of(i));
    return text.substr(0, i == 0 ? begin_of(i) : comma) + text.substr(end);
}

bool speaks_of(const hugging_face::reading& r, const std::string& text, const std::string& key) {
    for (const hugging_face::note& n : r.said)
        if ((n.name != nullptr && key == n.name) || (n.key >= 0 && key == text.substr(static_cast<std::size_t>(n.key), static_cast<std::size_t>(n.key_length)))) return true;
    return false;
}

}  // namespace

TEST_CASE("of every file, every member by itself") {
    int files = 0, refused = 0, said = 0, without_effect = 0;
    for (const auto& file : std::filesystem::directory_iterator(RAFTER_CONFIGS_DIR)) {
        const std::string text = text_of(file.path().stem().string());
        const hugging_face::reading whole = read(text);
        REQUIRE(whole.result.ok());
        hugging_face::document doc;
        read_json(text.data(), static_cast<std::int64_t>(text.size()), doc);
        ++files;
        for (std::int32_t i = 0; i < doc.count; ++i) {
            const std::string key = text.substr(static_cast<std::size_t>(doc.members[i].key), static_cast<std::size_t>(doc.members[i].key_length));
            if (key == "quantization_config") continue;  // a file that is not quantised has none
            const std::string shorter = without_member(text, doc, i);
            const hugging_face::reading r = read(shorter);
            CAPTURE(file.path().stem().string());
            CAPTURE(key);
            if (!r.result.ok()) ++refused;
            else if (speaks_of(r, shorter, key)) ++said;
            else {
                ++without_effect;
                CHECK(r.result.formats == whole.result.formats);
                transformer m = r.result.model;
                if (key == "max_position_embeddings") m.max_positions = whole.result.model.max_positions;  // not stated: no limit
                CHECK(m == whole.result.model);
            }
        }
    }
    CHECK(files >= 40);
    CHECK(refused > 300);
    CHECK(said > 100);
    CHECK(without_effect > 100);
}
