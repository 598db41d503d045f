// SPDX-License-Identifier: Apache-2.0
// `parley information`: what knowing more would be worth before the levers are fixed.
#include <algorithm>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "ask_answers.h"
#include "parley/report/information_text.h"
#include "parley/report/json_information.h"
#include "questions.h"
#include "scenario_session.h"

namespace parley::cli {

namespace {

struct Question {
  std::uint32_t line = 0;  ///< of the file's ask; 0 where it is spelled out
  std::string ask;
  std::string player;
  std::vector<std::string> by;
};

/// What is held on the command line is no lever of the adviser any more.
bool is_held(const CheckedScenario& checked, const std::string& name) {
  return std::ranges::find(checked.holds, name, &scenario::Hold::name) != checked.holds.end();
}

/// The picks of a player that have no `when`.
std::vector<std::string> usual_levers(const CheckedScenario& checked, std::size_t player) {
  const scenario::Scenario& scenario = *checked.scenario;
  std::vector<std::string> names;
  for (const scenario::Variable& variable : scenario.variables) {
    if (!variable.is_pick || variable.player.at() != player || is_held(checked, variable.name)) continue;
    if (!scenario.steps[variable.step.at()].when) names.push_back(variable.name);
  }
  return names;
}

Result<std::vector<Question>> spelled_out(const Options& options, const CheckedScenario& checked) {
  if (options.ask) return fail(ErrorCode::bad_option, "`--ask` takes a question of the file: it goes with no `--for`");
  const auto& players = checked.scenario->players;
  const auto it = std::ranges::find(players, options.player, &scenario::Player::name);
  if (it == players.end()) {
    std::vector<std::string> names;
    names.reserve(players.size());
    for (const scenario::Player& player : players) names.push_back(player.name);
    return fail(ErrorCode::bad_option, fmt::format("`--for {}`: there is no such player; the players are {}",
                                                   options.player, fmt::join(names, ", ")));
  }
  Question question{0, {}, options.player, options.by};
  if (question.by.empty()) question.by = usual_levers(checked, static_cast<std::size_t>(it - players.begin()));
  return std::vector{std::move(question)};
}

Question question_of(const CheckedScenario& checked, const scenario::Ask& ask) {
  Question question{line_of(checked, ask), ask.text, checked.scenario->players[ask.player.at()].name, {}};
  for (const scenario::VariableId id : ask.by) {
    const std::string& name = checked.scenario->variables[id.at()].name;
    if (!is_held(checked, name)) question.by.push_back(name);
  }
  return question;
}

Result<std::vector<Question>> of_the_file(const Options& options, const CheckedScenario& checked) {
  if (!options.by.empty()) {
    return fail(ErrorCode::bad_option, "`--by` goes with `--for PLAYER`; the file's own asks name their levers");
  }
  const auto asks = asks_of(options, checked, scenario::Ask::Kind::information, "information",
                            "--for PLAYER, with --by LEVER if not its picks without a `when`");
  if (!asks) return std::unexpected(asks.error());
  std::vector<Question> questions;
  questions.reserve(asks->size());
  for (const scenario::Ask& ask : *asks) questions.push_back(question_of(checked, ask));
  return questions;
}

/// "a,b,c" of --group; blanks around names do not count.
std::vector<std::string> names_of(const std::string& text) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    std::string name = text.substr(at, end - at);
    name.erase(0, std::min(name.find_first_not_of(' '), name.size()));
    name.erase(name.find_last_not_of(' ') + 1);
    names.push_back(std::move(name));
    at = end + 1;
  }
  return names;
}

Result<study::Information> compute(Session& session, const build::Model& model, const Question& question) {
  const Options& options = session.options();
  study::InformationOptions asked = {
      .player = question.player, .by = question.by, .groups = {}, .draws = draw_options(options)};
  for (const std::string& group : options.group) asked.groups.push_back(names_of(group));
  return study::information(model, asked, session.run_context());
}

Answered told(Session& session, const CheckedScenario& checked, const Question& question,
              const study::Information& information) {
  Answered told = {question.line, question.ask, {}, {}};
  if (session.options().format == Format::json) {
    told.json = report::information_json(head(session, checked), information);
  } else {
    told.text = report::information_text(session.style(), checked.scenario->header.title, checked.scenario->variant,
                                         information);
  }
  return told;
}

}  // namespace

Asked<study::Information> information_of(Session& session, CheckedScenario& checked, const scenario::Ask& ask) {
  const auto model = build_model(session, checked, {});
  if (!model) return std::unexpected(model.error());
  return compute(session, **model, question_of(checked, ask));
}

Exit run_information(Session& session) {
  const Options& options = session.options();
  auto checked = open_scenario(session);
  if (!checked) return checked.error();
  const auto questions = options.player.empty() ? of_the_file(options, *checked) : spelled_out(options, *checked);
  if (!questions) return session.fail(questions.error());
  const auto model = build_model(session, *checked, {});
  if (!model) return model.error();
  remark_on_draws(session);
  std::vector<Answered> answers;
  answers.reserve(questions->size());
  for (const Question& question : *questions) {
    const auto information = compute(session, **model, question);
    if (!information) return session.fail(information.error());
    answers.push_back(told(session, *checked, question, *information));
  }
  return answer_all(session, *checked, answers, Exit::done);
}

}  // namespace parley::cli
