// SPDX-License-Identifier: Apache-2.0
// Questions of the file or of the command line, and their answers as one text or one document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "parley/report/json_writer.h"
#include "parley/scenario/scenario.h"
#include "scenario_session.h"

namespace parley::cli {

/// The file's asks of one kind, or the one that `--ask` picks.
/// Errors   bad_option where there is none. `name`: "frontier"; `spelled_out`: what to write instead, "--event EVENT".
[[nodiscard]] Result<std::vector<scenario::Ask>> asks_of(const Options& options, const CheckedScenario& checked,
                                                         scenario::Ask::Kind kind, std::string_view name,
                                                         std::string_view spelled_out);

/// The targets of `--target`; `checked.scenario` grows by their expressions.
[[nodiscard]] Step<std::vector<scenario::Target>> read_targets(Session& session, CheckedScenario& checked);

/// The line of the file on which an ask stands.
[[nodiscard]] std::uint32_t line_of(const CheckedScenario& checked, const scenario::Ask& ask);

struct Answered {
  std::uint32_t line = 0;  ///< of the file's ask; 0 where it is spelled out
  std::string ask;
  std::string text;   ///< for people; empty where JSON is wanted
  report::Json json;  ///< the document; null where text is wanted
};

/// Shows the warnings and writes the answers: texts one below the other, or documents. One that was spelled out or
/// picked by `--ask` is the document itself; the others come as parley/answers/1.
[[nodiscard]] Exit answer_all(Session& session, const CheckedScenario& checked, const std::vector<Answered>& answers,
                              Exit exit);

/// Puts each question to `answer`(session, checked, question), a Step, and once all are answered to `told`(.., answer),
/// an Answered: each document carries the warnings of all.
template <class Question, class Answer, class Told>
[[nodiscard]] Exit answer_each(Session& session, CheckedScenario& checked,
                               const Result<std::vector<Question>>& questions, const Answer& answer, const Told& told) {
  if (!questions) return session.fail(questions.error());
  remark_on_draws(session);
  using Found = std::remove_cvref_t<decltype(*answer(session, checked, questions->front()))>;
  std::vector<Found> found;
  found.reserve(questions->size());
  Exit exit = Exit::done;
  for (const Question& question : *questions) {
    auto one = answer(session, checked, question);
    if (!one) return one.error();
    if (exit == Exit::done) exit = exit_of(one->termination);
    found.push_back(*std::move(one));
  }
  std::vector<Answered> answers;
  answers.reserve(found.size());
  for (std::size_t k = 0; k < found.size(); ++k) {
    answers.push_back(told(session, checked, (*questions)[k], found[k]));
  }
  return answer_all(session, checked, answers, exit);
}

}  // namespace parley::cli
