// SPDX-License-Identifier: Apache-2.0
// A report cut down to what fits a memo: sections of sentences and short tables, whatever they are written as.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "parley/report/document.h"
#include "parley/report/report.h"

namespace parley::report {

/// What people read, and beside it the number of the JSON that it shows.
struct MemoCell {
  std::string text = {};
  std::optional<double> value = {};
};

/// Sentences as paragraphs, or as items of a list.
struct MemoSentences {
  std::vector<Sentence> sentences = {};
  bool is_list = false;
};

struct MemoTable {
  struct Column {
    std::string title = {};
    bool is_number = false;  ///< its cells stand at the right
  };
  std::string caption = {};
  std::vector<Column> columns = {};
  std::vector<std::vector<MemoCell>> rows = {};
  std::size_t left_out = 0;  ///< rows that only the JSON has
};

/// Shown as it stands: a command.
struct MemoCode {
  std::string text = {};
};

struct MemoSection {
  std::string id = {};  ///< "bottom-line", ..: as on the page
  std::string title = {};
  std::vector<std::variant<MemoSentences, MemoTable, MemoCode>> parts = {};
};

struct Memo {
  std::string title = {};
  std::string subtitle = {};  ///< as of when, how far, which variant; may be empty
  std::vector<MemoSection> sections = {};
};

/// Longer tables are cut to so many rows.
inline constexpr std::size_t most_memo_rows = 12;

/// In the order of the page; sections with nothing in them are left out.
[[nodiscard]] Memo memo_of(const Head& head, const Report& report);

}  // namespace parley::report
