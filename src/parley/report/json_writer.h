// SPDX-License-Identifier: Apache-2.0
// A JSON value that keeps its keys in order and is written the same way everywhere: shortest digits, fixed layout.
#pragma once

#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parley/math/number.h"

namespace parley::report {

/// Scalars hold their JSON text from the start; arrays and objects hold values. Text that is no UTF-8 is written with
/// U+FFFD in place of each bad byte.
class Json {
 public:
  Json() = default;  ///< null
  Json(bool value) : text_(value ? "true" : "false") {}
  /// The fewest digits that read back the same double; null where it is not finite.
  Json(double value);
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  Json(T value) : text_(std::to_string(value)) {}
  Json(std::string_view text);
  Json(const std::string& text) : Json(std::string_view(text)) {}
  Json(const char* text) : Json(std::string_view(text)) {}
  /// A number where the double is the value; a rational that no double equals is a string, "1/3".
  Json(const Number& number);
  template <class T>
  Json(const std::optional<T>& value) : Json(value ? Json(*value) : Json()) {}

  [[nodiscard]] static Json array() { return Json(Kind::array); }
  [[nodiscard]] static Json object() { return Json(Kind::object); }

  /// Appends to an array, or a key to an object; returns itself so that calls chain.
  Json& push(Json value);
  Json& set(std::string_view key, Json value);

  /// Containers that fit a line of `width` columns stand on one, others have an item a line. Ends without a line break.
  [[nodiscard]] std::string dump(std::size_t width = 120) const;
  /// On one line and without blanks: for programs alone.
  [[nodiscard]] std::string compact() const;

 private:
  enum class Kind : unsigned char { scalar, array, object };
  explicit Json(Kind kind) : kind_(kind), text_() {}
  [[nodiscard]] std::size_t line_length() const;
  void write_line(std::string& out, std::string_view comma = ", ", std::string_view colon = ": ") const;
  void write(std::string& out, std::size_t indent, std::size_t used, std::size_t width) const;

  Kind kind_ = Kind::scalar;
  std::string text_ = "null";
  std::vector<std::string> keys_;  // with quotes
  std::vector<Json> items_;
  std::size_t items_length_ = 0;  // of keys and items on one line
};

/// An array with `to_json` of each item.
template <class Range, class Function>
[[nodiscard]] Json json_array(const Range& range, Function to_json) {
  Json array = Json::array();
  for (const auto& item : range) array.push(to_json(item));
  return array;
}

}  // namespace parley::report
