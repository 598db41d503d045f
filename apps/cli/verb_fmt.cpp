// SPDX-License-Identifier: Apache-2.0
// `parley fmt`: the canonical layout, printed, written back or checked.
#include <fmt/format.h>

#include "parley/scenario/formatter.h"
#include "session.h"

namespace parley::cli {

Exit run_fmt(Session& session) {
  const Options& options = session.options();
  const bool elsewhere = options.output != "-";
  if (options.write && (options.check || elsewhere || options.file == "-")) {
    return session.fail(
        {ErrorCode::bad_option, "`--write` changes FILE itself: it goes with no `--check`, no `-o` and no `-`"});
  }
  const auto source = session.read_scenario();
  if (!source) return session.fail(source.error());
  const auto laid_out = scenario::format(*source);
  if (!laid_out) return session.fail(laid_out.error());
  const bool canonical = *laid_out == source->text();
  if (options.check) {
    if (canonical) return Exit::done;
    session.say(
        fmt::format("{}: the layout is not canonical; `parley fmt {} --write` mends it", options.file, options.file));
    return Exit::failed;
  }
  if (!options.write) return session.answer(*laid_out);
  return canonical ? Exit::done : session.answer_to(options.file, *laid_out);
}

}  // namespace parley::cli
