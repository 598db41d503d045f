// SPDX-License-Identifier: Apache-2.0
// `parley new`: scenarios to start from.
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "option_values.h"
#include "parley/scenario/templates.h"
#include "session.h"

namespace parley::cli {

namespace {

std::string list_of_templates() {
  std::string text;
  for (const scenario::Template& one : scenario::templates()) text += fmt::format("{:<18} {}\n", one.name, one.summary);
  return text + "\n`parley new NAME -o FILE` writes one to start from.\n";
}

Error no_such_template(const std::string& name) {
  std::vector<std::string> known;
  for (const scenario::Template& one : scenario::templates()) known.emplace_back(one.name);
  return {ErrorCode::bad_option,
          fmt::format("there is no template `{}`{}\n`parley new` lists them", name, did_you_mean(name, known))};
}

}  // namespace

Exit run_new(Session& session) {
  const Options& options = session.options();
  if (options.file.empty()) return session.answer(list_of_templates());
  const scenario::Template* found = scenario::find_template(options.file);
  if (found == nullptr) return session.fail(no_such_template(options.file));
  if (options.output == "-") return session.answer(found->text);
  if (std::filesystem::exists(options.output)) {
    return session.fail(
        {ErrorCode::io, fmt::format("`{}` is there already; `new` never replaces a file", options.output)});
  }
  const Exit exit = session.answer(found->text);
  if (exit == Exit::done) session.say(fmt::format("wrote {}; next: parley check {}", options.output, options.output));
  return exit;
}

}  // namespace parley::cli
