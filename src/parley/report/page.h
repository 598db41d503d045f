// SPDX-License-Identifier: Apache-2.0
// The report as one HTML file that asks nothing of any network: summary, document, style and script.
#pragma once

#include <string>
#include <string_view>

#include "parley/report/page_bundle.h"

namespace parley::report {

struct PageParts {
  std::string title = {};
  std::string language = "en";
  std::string json = {};          ///< parley/report/1
  std::string summary_html = {};  ///< what a reader without scripts sees; the script takes its place
  PageBundle bundle = {};
};

/// JSON that stands for itself inside a <script> element: no `<`, `>`, `&`, U+2028 or U+2029 is left in it.
[[nodiscard]] std::string json_in_script(std::string_view json);

/// The whole file. Its policy lets the bundle's script run, known by its digest, and nothing else: no request, no
/// frame, no form, no other script.
///
/// Needs    a bundle without `</script` and `</style`; `summary_html` made of escaped texts (HtmlText).
/// Returns  HTML in UTF-8, ends with a line break; the same bytes for the same parts.
[[nodiscard]] std::string report_page(const PageParts& parts);

/// Pieces of HTML whose texts are escaped and whose direction follows the text.
class HtmlText {
 public:
  HtmlText& heading(int level, std::string_view text);
  HtmlText& paragraph(std::string_view text);
  /// Opens a list; items follow until end_list().
  HtmlText& begin_list();
  HtmlText& item(std::string_view text);
  HtmlText& end_list();
  /// Text as it stands, lines and all.
  HtmlText& preformatted(std::string_view text);

  [[nodiscard]] const std::string& html() const { return html_; }

 private:
  HtmlText& element(std::string_view tag, std::string_view text);

  std::string html_;
};

}  // namespace parley::report
