// SPDX-License-Identifier: Apache-2.0
// Lays JSON values out: quotes, digits, line breaks.
#include "parley/report/json_writer.h"

#include <cmath>

#include <fmt/format.h>

#include "parley/base/result.h"

namespace parley::report {
namespace {

/// Length of the UTF-8 sequence at `at`, or 0 where there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[at + k]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  unsigned char low = 0x80, high = 0xBF;  // bounds of the second byte shut out overlong forms and surrogates
  if (lead >= 0xC2 && lead <= 0xDF) length = 2;
  if (lead >= 0xE0 && lead <= 0xEF) length = 3;
  if (lead >= 0xF0 && lead <= 0xF4) length = 4;
  if (lead == 0xE0) low = 0xA0;
  if (lead == 0xED) high = 0x9F;
  if (lead == 0xF0) low = 0x90;
  if (lead == 0xF4) high = 0x8F;
  if (length == 0 || at + length > text.size() || byte(1) < low || byte(1) > high) return 0;
  for (std::size_t k = 2; k < length; ++k) {
    if (byte(k) < 0x80 || byte(k) > 0xBF) return 0;
  }
  return length;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = sequence_length(text, at);
    const char c = text[at];
    if (length == 0) {
      out += "\uFFFD";
    } else if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    } else {
      out += text.substr(at, length);
    }
    at += length == 0 ? 1 : length;
  }
  return out += '"';
}

}  // namespace

Json::Json(double value) {
  if (!std::isfinite(value)) return;
  text_ = fmt::format("{}", value);
}

Json::Json(std::string_view text) : text_(quoted(text)) {}

Json::Json(const Number& number) {
  const bool is_double =
      !number.is_exact() || (std::isfinite(number.value) && Rational::from_double(number.value) == *number.exact);
  *this = is_double ? Json(number.value) : Json(number.exact->to_string());
}

Json& Json::push(Json value) {
  if (kind_ != Kind::array) throw InternalError("push on a JSON value that is no array");
  items_length_ += value.line_length() + 2;
  items_.push_back(std::move(value));
  return *this;
}

Json& Json::set(std::string_view key, Json value) {
  if (kind_ != Kind::object) throw InternalError("set on a JSON value that is no object");
  keys_.push_back(quoted(key));
  items_length_ += keys_.back().size() + 2 + value.line_length() + 2;
  items_.push_back(std::move(value));
  return *this;
}

std::size_t Json::line_length() const {
  return kind_ == Kind::scalar ? text_.size() : items_length_ + (items_.empty() ? 2U : 0U);
}

void Json::write_line(std::string& out, std::string_view comma, std::string_view colon) const {
  if (kind_ == Kind::scalar) {
    out += text_;
    return;
  }
  out += kind_ == Kind::array ? '[' : '{';
  for (std::size_t i = 0; i < items_.size(); ++i) {
    if (i > 0) out += comma;
    if (kind_ == Kind::object) out.append(keys_[i]).append(colon);
    items_[i].write_line(out, comma, colon);
  }
  out += kind_ == Kind::array ? ']' : '}';
}

void Json::write(std::string& out, std::size_t indent, std::size_t used, std::size_t width) const {
  if (kind_ == Kind::scalar || used + line_length() + 1 <= width) {
    write_line(out);
    return;
  }
  out += kind_ == Kind::array ? "[\n" : "{\n";
  for (std::size_t i = 0; i < items_.size(); ++i) {
    out.append(indent + 2, ' ');
    std::size_t begun = indent + 2;
    if (kind_ == Kind::object) {
      out += keys_[i] + ": ";
      begun += keys_[i].size() + 2;
    }
    items_[i].write(out, indent + 2, begun, width);
    if (i + 1 < items_.size()) out += ',';
    out += '\n';
  }
  out.append(indent, ' ');
  out += kind_ == Kind::array ? ']' : '}';
}

std::string Json::dump(std::size_t width) const {
  std::string out;
  write(out, 0, 0, width);
  return out;
}

std::string Json::compact() const {
  std::string out;
  write_line(out, ",", ":");
  return out;
}

}  // namespace parley::report
