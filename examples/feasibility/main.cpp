// Over the whole catalogue: does this model fit, on how few devices, how fast at best and as expected, and why. See examples/run.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <stdexcept>

#include "detail.hpp"
#include "engines.hpp"
#include "formats.hpp"
#include "json.hpp"
#include "model_file.hpp"
#include "parts.hpp"
#include "table.hpp"

namespace {

std::vector<std::string> shown_models() {
    const char* folder = std::getenv("RAFTER_EXAMPLE_CONFIGS");
    std::vector<std::string> paths;
    for (const char* name : {"Llama-3.1-70B", "Mixtral-8x7B", "DeepSeek-V3", "Qwen3-235B-A22B"})
        paths.push_back(fmt::format("{}/{}.json", folder != nullptr ? folder : "examples/configs", name));
    return paths;
}

/// What went to standard output has arrived, or an error says that it did not.
int written() {
    std::cout.flush();
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0 && std::cout.good()) return 0;
    fmt::print(stderr, "examples/run: standard output cannot be written\n");
    return 1;
}

int judge(int argc, char** argv) {
    example::question q;
    rafter::workload& load = q.asked.load;
    load = {.batch = 8, .prompt = 2048, .output = 256};
    std::vector<std::string> paths, words;
    bool json = false;

    CLI::App app{"Which accelerators can hold these models, how fast they can be at best and are expected to be, and why.", "examples/run"};
    const auto count = CLI::Range(std::int64_t{1}, std::int64_t{1} << 31);
    app.add_option("config.json", paths, "models to judge; without any, four that the project carries");
    app.add_option("--batch", load.batch, "sequences in flight in the whole system (8)")->check(count);
    app.add_option("--prompt", load.prompt, "tokens of a prompt (2048)")->check(count);
    app.add_option("--output", load.output, "tokens generated (256)")->check(count);
    app.add_option("--weights", q.weights, "format of the weights (as the file stores them)")->check(CLI::IsMember(example::format_names()));
    app.add_option("--cache", q.cache, "format of the cache (as the file says, else of its dtype)")->check(CLI::IsMember(example::format_names()));
    std::string engine;
    app.add_option("--engine", engine, "served by this engine, with its defaults for memory and its pace (none)")->check(CLI::IsMember(example::engine_ids()));
    app.add_option("--part", words, "only these: a part's name or a word of it, its id, a class, a vendor (all); repeatable")->allow_extra_args(false);
    app.add_flag("--json", json, "for machines: JSON, counts and bytes as integers, times in seconds");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? written() : 1;
    }
    example::parts_or_error selected = example::select_parts(words);
    if (!selected.error.empty()) throw std::runtime_error(selected.error);
    q.parts = std::move(selected.parts);
    if (!engine.empty()) q.engine = &example::engine_of(engine);

    std::vector<example::named_model> models;
    for (const std::string& path : paths.empty() ? shown_models() : paths) {
        auto m = example::read_model(path);
        if (!m) return 1;
        models.push_back(std::move(*m));
    }
    if (json) {
        example::print_json(models, q);
        return written();
    }
    for (const example::named_model& m : models) {
        example::print_header(m, q);
        example::print_catalogue(m, q);
    }
    example::print_breakdown(models.front(), q);
    example::print_failure(models.front(), q);
    return written();
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return judge(argc, argv);
    } catch (const std::exception& e) {
        std::fprintf(stderr, "examples/run: %s\n", e.what());
        return 1;
    }
}
