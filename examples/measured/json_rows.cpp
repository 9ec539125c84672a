#include "json_rows.hpp"

#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>

namespace measured {

namespace {

using nlohmann::json;

template <class T> constexpr bool is_of_type(const json& value) {
    if constexpr (std::is_same_v<T, std::string>) return value.is_string();
    else if constexpr (std::is_same_v<T, bool>) return value.is_boolean();
    else if constexpr (std::is_integral_v<T>) return value.is_number_integer() && (!value.is_number_unsigned() || value.get<std::uint64_t>() <= INT64_MAX);
    else return value.is_number();
}

template <class T> std::optional<T> read(const json& from, const char* field) {
    const auto at = from.find(field);
    if (at == from.end() || at->is_null()) return {};
    if (!is_of_type<T>(*at)) throw std::runtime_error(std::string(field) + " has another type than it needs");
    return at->get<T>();
}

template <class T> T needed(const json& from, const char* field) {
    if (auto value = read<T>(from, field)) return *std::move(value);
    throw std::runtime_error(std::string(field) + " is missing");
}

/// Counts from 1 to 2^31; devices, degrees and lengths.
std::optional<std::int64_t> count(const json& from, const char* field) {
    const auto value = read<std::int64_t>(from, field);
    if (value && (*value < 1 || *value > (std::int64_t{1} << 31))) throw std::runtime_error(std::string(field) + " is not from 1 to 2^31");
    return value;
}

std::optional<std::int64_t> message_bytes(const json& from) {
    const auto value = read<std::int64_t>(from, "message_bytes");
    if (value && (*value < 1 || *value > (std::int64_t{1} << 50))) throw std::runtime_error("message_bytes is not from 1 to 2^50");
    return value;
}

std::string why_left_out(const json& from) {
    if (read<bool>(from, "speculative").value_or(false)) return "several tokens a step: acceptance unknown";
    const std::string use = read<std::string>(from, "use").value_or("point");
    if (use == "point" || use == "bound") return read<bool>(from, "modelable").value_or(true) ? "" : "not modelable";
    return use == "speculative" ? "several tokens a step: acceptance unknown" : "use " + use;
}

row read_row(const json& from) {
    row r;
    r.id = needed<std::string>(from, "id");
    r.model = needed<std::string>(from, "model");
    r.accelerator = needed<std::string>(from, "accelerator");
    if (r.accelerator == "other") r.accelerator = read<std::string>(from, "part_not_in_catalogue").value_or("other");
    r.metric = needed<std::string>(from, "metric");
    r.value = read<double>(from, "value").value_or(0);
    r.device_fraction = read<double>(from, "device_fraction").value_or(1);
    r.devices = count(from, "devices").value_or(1);
    r.tp = count(from, "tp");
    r.pp = count(from, "pp");
    r.ep = count(from, "ep");
    r.dp = count(from, "dp");
    r.batch = count(from, "batch");
    // 0: no prompt, or nothing generated
    if (read<std::int64_t>(from, "prompt_len") != 0) r.prompt_len = count(from, "prompt_len");
    if (read<std::int64_t>(from, "output_len") != 0) r.output_len = count(from, "output_len");
    r.mean_context = read<double>(from, "mean_context");
    if (r.mean_context && *r.mean_context == 0) r.mean_context.reset();
    if (r.mean_context && !(*r.mean_context >= 1 && *r.mean_context <= 0x1p31)) throw std::runtime_error("mean_context is not from 1 to 2^31");
    r.message_bytes = message_bytes(from);
    r.weight_format = read<std::string>(from, "weight_format").value_or("");
    r.activation_format = read<std::string>(from, "activation_format").value_or("");
    r.kv_format = read<std::string>(from, "kv_format").value_or("fp8");
    r.kv_assumed = read<bool>(from, "kv_assumed").value_or(false);
    r.bound_only = read<std::string>(from, "use").value_or("point") == "bound";
    r.engine = read<std::string>(from, "engine").value_or("");
    r.trust = read<std::string>(from, "trust").value_or("");
    r.source = read<std::string>(from, "source").value_or("");
    r.reason = why_left_out(from);
    r.left_out = !r.reason.empty();
    if (const auto said = read<std::string>(from, "reason"); r.left_out && said && !said->empty()) r.reason = *said;
    return r;
}

}  // namespace

rows_or_error read_rows(std::istream& in) {
    rows_or_error result;
    std::size_t index = 0;
    std::string id;
    std::set<std::string> ids;
    try {
        json all;
        try {
            all = json::parse(in);
        } catch (const json::exception& e) {
            return {{}, e.what()};
        }
        const json& rows = all.is_object() && all.contains("rows") ? all["rows"] : all;
        if (!rows.is_array()) return {{}, "neither an array of rows nor an object with one named \"rows\""};
        for (const json& from : rows) {
            ++index;
            if (!from.is_object()) throw std::runtime_error("not an object");
            id = from.contains("id") && from["id"].is_string() ? " (" + from["id"].get<std::string>() + ")" : "";
            result.rows.push_back(read_row(from));
            if (!ids.insert(result.rows.back().id).second) throw std::runtime_error("its id is there twice");
        }
    } catch (const std::exception& e) {
        return {{}, "row " + std::to_string(index) + id + ": " + e.what()};
    }
    return result;
}

}  // namespace measured
