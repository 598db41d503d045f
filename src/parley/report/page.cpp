// SPDX-License-Identifier: Apache-2.0
// Puts the parts of the report page together, each so that none can break out of its place.
#include "parley/report/page.h"

#include <fmt/format.h>

#include "parley/base/base64.h"
#include "parley/base/sha256.h"
#include "parley/report/escape.h"

namespace parley::report {

namespace {

std::string policy(std::string_view script) {
  Sha256 digest;
  digest.update(script);
  // Observable Plot writes <style> elements into its figures: inline styles stay allowed, and run nothing.
  return fmt::format(
      "default-src 'none'; script-src 'sha256-{}'; style-src 'unsafe-inline'; img-src data:; "
      "base-uri 'none'; form-action 'none'",
      base64(digest.bytes()));
}

}  // namespace

std::string json_in_script(std::string_view json) {
  std::string text;
  text.reserve(json.size());
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string_view rest = json.substr(i, 3);
    if (rest == "\xe2\x80\xa8" || rest == "\xe2\x80\xa9") {
      text += rest.back() == '\xa8' ? "\\u2028" : "\\u2029";
      i += 2;
      continue;
    }
    switch (json[i]) {
      case '<':
        text += "\\u003c";
        break;
      case '>':
        text += "\\u003e";
        break;
      case '&':
        text += "\\u0026";
        break;
      default:
        text += json[i];
    }
  }
  return text;
}

std::string report_page(const PageParts& parts) {
  const std::string head = fmt::format(
      "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
      "<title>{}</title>\n<style>{}</style>\n</head>\n",
      html_escape(parts.language), policy(parts.bundle.script), html_escape(parts.title), parts.bundle.style);
  const std::string body = fmt::format(
      "<body>\n<main id=\"parley-summary\">\n{}</main>\n<div id=\"parley-page\"></div>\n"
      "<script type=\"application/json\" id=\"parley-report\">{}</script>\n<script>{}</script>\n</body>\n</html>\n",
      parts.summary_html, json_in_script(parts.json), parts.bundle.script);
  return head + body;
}

}  // namespace parley::report
