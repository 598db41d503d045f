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
/// Needs    a bundle without `</script` and `</style`; `summary_html` made of escaped texts.
/// Returns  HTML in UTF-8, ends with a line break; the same bytes for the same parts.
[[nodiscard]] std::string report_page(const PageParts& parts);

}  // namespace parley::report
