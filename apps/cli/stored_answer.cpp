// SPDX-License-Identifier: Apache-2.0
// Reads parley/predict/1 and parley/report/1 and says which key does not follow it. The only file that includes
// nlohmann's JSON.
#include "stored_answer.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "parley/base/unicode.h"

namespace parley::cli {

namespace {

using Json = nlohmann::json;

/// Reads keys, and remembers the first that is not as it should be.
class Keys {
 public:
  explicit Keys(std::string file) : file_(std::move(file)) {}

  [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  const Json* find(const Json& object, const std::string& key, const std::string& path) {
    const auto place = object.find(key);
    if (place != object.end()) return &*place;
    wrong(path + key, "is missing");
    return nullptr;
  }
  std::string text(const Json& object, const std::string& key, const std::string& path) {
    const Json* value = find(object, key, path);
    if (value != nullptr && value->is_string()) return value->get<std::string>();
    if (value != nullptr) wrong(path + key, fmt::format("is {}: a text is expected", shown(*value)));
    return {};
  }
  /// A text that goes to the terminal.
  std::string line(const Json& object, const std::string& key, const std::string& path) {
    std::string made = text(object, key, path);
    if (printable(made) != made) {
      wrong(path + key, fmt::format("is {}: it holds what no terminal shows", shown(object[key])));
    }
    return made;
  }
  /// NaN for null.
  double number(const Json& object, const std::string& key, const std::string& path) {
    constexpr double undefined = std::numeric_limits<double>::quiet_NaN();
    const Json* value = find(object, key, path);
    if (value == nullptr || value->is_null()) return undefined;
    if (value->is_number()) return value->get<double>();
    wrong(path + key, fmt::format("is {}: a number or null is expected", shown(*value)));
    return undefined;
  }
  std::vector<StoredNumber> numbers(const Json& object, const std::string& key, const std::string& name) {
    std::vector<StoredNumber> made;
    const Json* list = find(object, key, "");
    if (list == nullptr) return made;
    if (!list->is_array()) {
      wrong(key, fmt::format("is {}: a list is expected", shown(*list)));
      return made;
    }
    for (std::size_t k = 0; k < list->size() && !error_; ++k) {
      const std::string path = fmt::format("{}[{}].", key, k);
      const Json& row = (*list)[k];
      if (!row.is_object()) {
        wrong(fmt::format("{}[{}]", key, k), fmt::format("is {}: an object is expected", shown(row)));
        break;
      }
      std::string text_of_row = line(row, name, path);
      const double mean = number(row, "mean", path);
      const double standard_error = number(row, "standard_error", path);
      if (standard_error < 0.0) wrong(path + "standard_error", "is below 0");
      constexpr double rounding = 1e-9;
      const bool is_chance = !text_of_row.starts_with("value(");
      if (is_chance && (mean < -rounding || mean > 1.0 + rounding)) {
        wrong(path + "mean", fmt::format("is {}: a chance lies between 0 and 1", shown(row["mean"])));
      }
      made.push_back({std::move(text_of_row), {mean, standard_error}});
    }
    return made;
  }
  void wrong(const std::string& key, const std::string& what) {
    if (!error_) error_ = {ErrorCode::bad_input, fmt::format("{}: `{}` {}", file_, key, what)};
  }

 private:
  static std::string shown(const Json& value) {
    constexpr std::size_t most = 40;
    const std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);
    return fmt::format("`{}`", text.size() > most ? text.substr(0, most) + "..." : text);
  }

  std::string file_;
  std::optional<Error> error_;
};

/// The prediction of a report, with the scenario that stands beside it; nothing where the document does not have it so.
std::optional<Json> prediction_of(const Json& report) {
  const auto answers = report.find("answers");
  const auto scenario = report.find("scenario");
  if (answers == report.end() || !answers->is_array() || scenario == report.end() || !scenario->is_object())
    return std::nullopt;
  for (const Json& answer : *answers) {
    const auto result = answer.find("result");
    if (result == answer.end() || !result->is_object()) continue;
    const auto schema = result->find("schema");
    if (schema == result->end() || *schema != "parley/predict/1") continue;
    Json prediction = *result;
    prediction["provenance"] = report.value("provenance", Json());
    prediction["scenario_text"] = scenario->value("text", Json());
    const Json variant = scenario->value("variant", Json());
    prediction["variant"] = variant.is_object() ? variant.value("name", Json()) : Json();
    return prediction;
  }
  return std::nullopt;
}

StoredAnswer answer_of(const Json& json, Keys& keys) {
  StoredAnswer made;
  const std::string schema = keys.text(json, "schema", "");
  if (schema == "parley/report/1") {
    if (const auto prediction = prediction_of(json)) return answer_of(*prediction, keys);
    keys.wrong("answers", "hold no prediction, or there is no `scenario` beside them");
    return made;
  }
  if (schema != "parley/predict/1") {
    keys.wrong("schema", fmt::format("is `{}`: only answers of `predict`, parley/predict/1, and reports, "
                                     "parley/report/1, can be compared",
                                     schema));
  }
  if (const Json* provenance = keys.find(json, "provenance", "")) {
    if (provenance->is_object()) {
      made.file_sha256 = keys.text(*provenance, "file_sha256", "provenance.");
      made.command = keys.text(*provenance, "command", "provenance.");
    } else {
      keys.wrong("provenance", "is no object");
    }
  }
  made.outcomes = keys.numbers(json, "outcomes", "name");
  made.targets = keys.numbers(json, "targets", "text");
  const auto holds_text = [&](const char* key) { return json.contains(key) && !json[key].is_null(); };
  if (holds_text("scenario_text")) made.scenario_text = keys.text(json, "scenario_text", "");
  if (holds_text("variant")) made.variant = keys.line(json, "variant", "");
  return made;
}

}  // namespace

bool looks_stored(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && text[first] == '{';
}

Result<StoredAnswer> read_stored_answer(const std::string& file, const std::string& text) {
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::parse_error& error) {
    const std::size_t at = std::min(error.byte, text.size());
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    return fail(
        ErrorCode::bad_input,
        fmt::format("{}:{}: this is no JSON from here on; a stored answer is what `predict --format json` wrote, "
                    "whole",
                    file, line));
  } catch (const Json::exception&) {
    return fail(ErrorCode::bad_input, fmt::format("{}: a number in it is larger than any double", file));
  }
  Keys keys(file);
  StoredAnswer made = answer_of(json, keys);
  if (keys.error()) return std::unexpected(*keys.error());
  return made;
}

}  // namespace parley::cli
