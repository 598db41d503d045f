// SPDX-License-Identifier: Apache-2.0
// The report page's file: no part of it, whatever its text, gets out of its place.
#include "parley/report/page.h"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "parley/report/escape.h"
#include "parley/report/json_writer.h"

namespace parley::report {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view hostile =
    "</script><script>alert(1)</script><!-- <script> --> & \"quotes\" 'single' \xe2\x80\xa8 \xe2\x80\xa9 \xd7\xa9";

std::size_t count(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++found;
  return found;
}

PageParts parts_with(std::string_view text) {
  return {.title = std::string(text),
          .json = Json::object().set("title", text).dump(),
          .summary_html = "<h1>" + html_escape(text) + "</h1>",
          .bundle = {.script = "start()", .style = "p{margin:0}"}};
}

TEST(ReportPage, LetsOnlyItsOwnScriptRun) {
  const std::string page = report_page(parts_with("A title"));
  // printf 'start()' | openssl dgst -sha256 -binary | base64
  EXPECT_THAT(page, HasSubstr("script-src 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00='"));
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  EXPECT_THAT(page, HasSubstr("<title>A title</title>"));
  EXPECT_THAT(page, HasSubstr("<script>start()</script>"));
}

TEST(ReportPage, HostileTextsAddNoElement) {
  const std::string calm = report_page(parts_with("calm"));
  const std::string page = report_page(parts_with(hostile));
  for (const std::string_view tag : {"<script", "</script", "<!--", "<title", "</title", "<meta", "<h1", "<style"}) {
    EXPECT_EQ(count(page, tag), count(calm, tag)) << tag;
  }
}

TEST(ReportPage, TheDocumentReadsBackTheSame) {
  const std::string json = Json::object().set("title", hostile).dump();
  const std::string written = json_in_script(json);
  EXPECT_EQ(nlohmann::json::parse(written), nlohmann::json::parse(json));
  EXPECT_EQ(written.find_first_of("<>&"), std::string::npos);
  EXPECT_THAT(written, Not(HasSubstr("\xe2\x80\xa8")));
  EXPECT_THAT(written, Not(HasSubstr("\xe2\x80\xa9")));
  EXPECT_THAT(written, HasSubstr("\\u2028"));
}

TEST(ReportPage, TextOfOtherScriptsStaysAsItIs) {
  EXPECT_EQ(json_in_script("\"\xe2\x80\xa6 \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d\""),
            "\"\xe2\x80\xa6 \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d\"");
}

TEST(PageBundle, HoldsNothingThatEndsItsElement) {
  const auto bundle = page_bundle();
  if (!bundle) GTEST_SKIP() << "built without the page (PARLEY_WEB)";
  EXPECT_THAT(bundle->script, Not(HasSubstr("</script")));
  EXPECT_THAT(bundle->script, Not(HasSubstr("<!--")));
  EXPECT_THAT(bundle->style, Not(HasSubstr("</style")));
}

}  // namespace
}  // namespace parley::report
