// What the catalogue holds, and what it is held against: the table of README.
#include <fmt/core.h>

#include <boost/hana/for_each.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <rafter/catalog/accelerators.hpp>
#include <rafter/catalog/models.hpp>
#include <rafter/demand/parameters.hpp>
#include <rafter/hugging_face/read.hpp>
#include <set>
#include <string>

#include "measured/bound.hpp"
#include "measured/json_rows.hpp"

namespace {

namespace hana = boost::hana;
using namespace rafter;

void line(const std::string& what, const std::string& held) { fmt::print("| {} | {} |\n", what, held); }

template <class Model> void count_published(int& published, int& matched) {
    if constexpr (requires { Model::published; }) {
        ++published;
        matched += parameters_of(Model::spec).total() == Model::published ? 1 : 0;
    }
}

/// Does the file give a model that the catalogue has, by its name, with as many parameters?
bool is_that_model(const std::string& name, const transformer& read) {
    bool same = false;
    hana::for_each(catalog::all_models, [&](auto type) {
        using Model = typename decltype(type)::type;
        same = same || (std::string(Model::name).find(name) == 0 && parameters_of(read).total() == parameters_of(Model::spec).total());
    });
    return same;
}

}  // namespace

int main(int argc, char** argv) {
    const std::filesystem::path root = argc > 1 ? argv[1] : ".";
    std::set<std::string> vendors;
    std::set<architecture> classes;
    int parts = 0;
    hana::for_each(catalog::all_accelerators, [&](auto type) {
        const accelerator& a = decltype(type)::type::spec;
        ++parts;
        vendors.insert(a.vendor);
        classes.insert(a.kind);
    });
    int models = 0, published = 0, matched = 0;
    hana::for_each(catalog::all_models, [&](auto type) {
        ++models;
        count_published<typename decltype(type)::type>(published, matched);
    });

    int files = 0, read = 0, of_catalogue = 0;
    for (const auto& entry : std::filesystem::directory_iterator(root / "examples/configs")) {
        std::ifstream in(entry.path());
        const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
        const hugging_face::parsed p = hugging_face::parse(text.data(), static_cast<std::int64_t>(text.size()));
        ++files;
        read += p.ok() ? 1 : 0;
        of_catalogue += p.ok() && is_that_model(entry.path().stem().string(), p.model) ? 1 : 0;
    }

    std::ifstream in(root / "tests/fidelity/measured.json");
    const measured::rows_or_error rows = measured::read_rows(in);
    std::set<std::string> measured_parts;
    int evaluated = 0, faster = 0;
    double tightest = 0;
    for (const measured::row& r : rows.rows) {
        const measured::bound b = measured::bound_of(r);
        if (!b.modelled()) continue;
        ++evaluated;
        measured_parts.insert(r.accelerator);
        faster += b.measured < b.ceiling ? 1 : 0;
        tightest = std::max(tightest, b.ceiling / b.measured);
    }

    fmt::print("| what | how many |\n|---|---|\n");
    line("accelerators", fmt::format("{}, of {} vendors, in {} classes", parts, vendors.size(), classes.size()));
    line("models", fmt::format("{}; {} have a published parameter count, {} equal it to the unit", models, published, matched));
    line("families of config.json", fmt::format("{}", std::size(hugging_face::known_families)));
    line("config.json files in `examples/configs`", fmt::format("{}; {} read, {} of them models of the catalogue, with as many parameters", files, read, of_catalogue));
    line("published measurements", fmt::format("{}; {} can be modelled, on {} parts: {} faster than the ceiling; the tightest takes {:.3f} of its time", rows.rows.size(), evaluated,
                                               measured_parts.size(), faster, tightest));
    return std::ferror(stdout) == 0 ? 0 : 1;
}
