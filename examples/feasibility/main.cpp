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
#include "load_options.hpp"
#include "model_file.hpp"
#include "parts.hpp"
#include "table.hpp"
#include "text.hpp"

namespace {

std::vector<std::string> shown_models() {
    const char* folder = std::getenv("RAFTER_EXAMPLE_CONFIGS");
    std::vector<std::string> paths;
    for (const char* name : {"Llama-3.1-70B", "Mixtral-8x7B", "DeepSeek-V3", "Qwen3-235B-A22B"})
        paths.push_back(fmt::format("{}/{}.json", folder != nullptr ? folder : "examples/configs", name));
    return paths;
}

/// A choice: help calls it by this word, and lists what it may be once, at its end.
void choose(CLI::App& app, const char* option, std::string& chosen, const char* says, const char* word, const std::vector<std::string>& names) {
    app.add_option(option, chosen, says)->type_name(word)->check(CLI::IsMember(names).description(""));
}

/// "FORMAT: bf16, fp16, ...", in lines of at most 100 columns.
std::string listed(const char* word, const std::vector<std::string>& names) {
    std::string rest = word, lines;
    for (const std::string& name : names) rest += (&name == &names.front() ? ": " : ", ") + name;
    while (!rest.empty()) lines += (lines.empty() ? "" : "\n  ") + example::take_line(rest, 98);
    return lines;
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
    std::vector<std::string> paths, words;
    bool json = false;

    CLI::App app{"Which accelerators hold these models, how fast they can be and are expected to be, and why.", "examples/run"};
    app.add_option("config.json", paths, "models to judge; without any, four that the project carries");
    const example::load_options load(app);
    choose(app, "--weights", q.weights, "format of the weights (as the file stores them)", "FORMAT", example::format_names());
    choose(app, "--cache", q.cache, "format of the cache (as the file says, else of its dtype)", "FORMAT", example::format_names());
    std::string engine;
    choose(app, "--engine", engine, "served by it, with its defaults for memory and its pace (none)", "ENGINE", example::engine_ids());
    app.add_option("--part", words, "only these: a name, a word of one, an id, a class, a vendor (all)")
        ->type_name("WORD")
        ->allow_extra_args(false);
    app.add_flag("--json", json, "for machines: JSON, counts and bytes as integers, times in seconds");
    app.footer(listed("FORMAT", example::format_names()) + "\n" + listed("ENGINE", example::engine_ids()));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? written() : 1;
    }
    q.asked.load = load.stated();
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
