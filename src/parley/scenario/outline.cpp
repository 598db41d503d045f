// SPDX-License-Identifier: Apache-2.0
// Writes the protocol of a scenario in sentences.
#include "parley/scenario/outline.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "parley/base/unicode.h"
#include "parley/scenario/checker.h"

namespace parley::scenario {
namespace {

/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& parts, std::string_view last = "and") {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? fmt::format(" {} ", last) : ", ";
    text += parts[i];
  }
  return text;
}

class Writer {
 public:
  Writer(const Scenario& scenario, const SourceText& source, int width)
      : scenario_(scenario), source_(source), width_(std::max(width, 40)) {}

  std::string run() {
    title();
    players();
    play();
    outcomes();
    payoffs();
    doubts();
    evidence();
    questions();
    return std::move(out_);
  }

 private:
  // ---- lines -------------------------------------------------------------------------------------------------------

  /// One paragraph, broken between words; later lines are indented by two more columns.
  void line(int indent, std::string_view text) {
    const std::string safe = printable(text);
    std::string row(static_cast<std::size_t>(indent), ' ');
    int used = indent;
    bool empty = true;
    std::string_view rest = safe;
    while (!rest.empty()) {
      const std::size_t end = rest.find(' ');
      const std::string_view word = rest.substr(0, end);
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      if (word.empty()) continue;
      const int wide = display_width(word);
      if (!empty && used + 1 + wide > width_) {
        out_ += row + "\n";
        row.assign(static_cast<std::size_t>(indent) + 2, ' ');
        used = indent + 2;
        empty = true;
      }
      if (!empty) {
        row += ' ';
        ++used;
      }
      empty = false;
      word_in_pieces(row, word, used, indent);
    }
    out_ += row + "\n";
  }

  /// A word longer than a whole line is cut, since no line may be longer.
  void word_in_pieces(std::string& row, std::string_view word, int& used, int indent) {
    for (std::size_t at = 0; at < word.size();) {
      const CodePoint point = decode(word, at);
      const int wide = column_width(point.value);
      if (used + wide > width_) {
        out_ += row + "\n";
        row.assign(static_cast<std::size_t>(indent) + 2, ' ');
        used = indent + 2;
      }
      row += word.substr(at, point.length);
      used += wide;
      at += point.length;
    }
  }

  void heading(std::string_view text) {
    if (!out_.empty()) out_ += "\n";
    line(0, text);
  }

  // ---- words -------------------------------------------------------------------------------------------------------

  std::string typed(ExprId id) const {
    const Expr& expr = scenario_.expr(id);
    std::string text = expr.span.end > expr.span.begin ? one_line(source_, expr.span) : std::string();
    if (!text.empty()) return text;
    return expr.kind == ExprKind::number ? to_string(expr.number) : std::string("an expression");
  }

  const std::string& name(PlayerId id) const { return scenario_.players[id.at()].name; }
  const std::string& name(VariableId id) const { return scenario_.variables[id.at()].name; }

  std::string names(const std::vector<PlayerId>& players) const {
    std::vector<std::string> parts;
    parts.reserve(players.size());
    for (const PlayerId id : players) parts.push_back(name(id));
    return listed(parts);
  }

  /// "All others see it.", "Nobody else sees it.", "leader sees it, with error 0.1."
  std::string seen(const Seen& seen, std::optional<PlayerId> mover) const {
    const std::size_t others = scenario_.players.size() - (mover ? 1 : 0);
    std::string text;
    if (others == 0) return {};
    if (seen.players.empty()) {
      text = mover ? "Nobody else sees it" : "Nobody sees it";
    } else if (seen.players.size() == others) {
      text = others == 1 ? name(seen.players.front()) + " sees it" : mover ? "All others see it" : "All see it";
    } else {
      text = names(seen.players) + (seen.players.size() == 1 ? " sees it" : " see it");
    }
    if (seen.error) text += fmt::format(", with error {}", typed(*seen.error));
    return " " + text + ".";
  }

  std::string table(const std::vector<std::string>& labels, const std::vector<std::optional<ExprId>>& worth,
                    const std::vector<std::optional<ExprId>>& probs) const {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < labels.size(); ++i) {
      std::string part = labels[i];
      if (worth[i] && typed(*worth[i]) != labels[i]) part += fmt::format(" (worth {})", typed(*worth[i]));
      parts.push_back(part + (probs[i] ? fmt::format(" with chance {}", typed(*probs[i])) : " otherwise"));
    }
    return listed(parts);
  }

  std::string choices(const PickPart& part) const {
    const Variable& variable = scenario_.variables[part.variable.at()];
    const bool unnamed = variable.name == name(variable.player);
    if (variable.labels.size() > 8) {
      const std::string range = fmt::format("one of {} values, {} to {}", variable.labels.size(),
                                            variable.labels.front().text, variable.labels.back().text);
      return unnamed ? range : fmt::format("{} ({})", variable.name, range);
    }
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < variable.labels.size(); ++i) {
      const VariableLabel& label = variable.labels[i];
      std::string text = label.text;
      if (label.value && typed(*label.value) != label.text) text += fmt::format(" = {}", typed(*label.value));
      if (i < part.choice_when.size() && part.choice_when[i])
        text += fmt::format(" (if {})", typed(*part.choice_when[i]));
      parts.push_back(std::move(text));
    }
    return unnamed ? listed(parts, "or") : fmt::format("{} ({})", variable.name, listed(parts, "or"));
  }

  // ---- sections ----------------------------------------------------------------------------------------------------

  void title() {
    const Header& header = scenario_.header;
    if (!header.title.empty()) line(0, header.title);
    std::vector<std::string> facts;
    if (!header.as_of.empty()) facts.push_back("as of " + header.as_of);
    if (!header.horizon.empty()) facts.push_back("horizon " + header.horizon);
    if (header.payoffs) {
      facts.push_back(
          fmt::format("payoffs from {} to {}", to_string(header.payoffs->first), to_string(header.payoffs->second)));
    }
    if (!facts.empty()) line(0, fmt::format("({})", fmt::join(facts, ", ")));
    if (!header.note.empty()) line(0, header.note);
    if (scenario_.variant.empty()) return;
    for (const VariantName& variant : scenario_.variants) {
      if (variant.name == scenario_.variant) line(0, fmt::format("Variant {}: {}", variant.name, variant.text));
    }
  }

  void players() {
    heading("Players");
    for (std::size_t i = 0; i < scenario_.players.size(); ++i) {
      const Player& player = scenario_.players[i];
      std::string text = player.name;
      if (!player.text.empty()) text += ": " + player.text;
      if (!text.ends_with('.')) text += ".";
      if (player.type) {
        const ChanceTable& type = *player.type;
        text += fmt::format(" Its type is {}.", table(type.labels, type.worth, type.probs));
        text +=
            player.type_seen.players.empty() ? " Only it knows which." : seen(player.type_seen, make_id<PlayerTag>(i));
      }
      for (const Param& param : scenario_.params) {
        if (!param.private_to || param.private_to->at() != i) continue;
        text += fmt::format(" Only it knows {}, one of {} equally likely parts of {}.", param.name, param.parts,
                            one_line(source_, param.distribution_span));
      }
      line(2, text);
    }
  }

  void play() {
    heading("Play");
    int number = 0;
    for (const StepId id : scenario_.play) step(id, 2, fmt::format("{}. ", ++number));
    line(2, "Then the play ends.");
  }

  void step(StepId id, int indent, const std::string& mark) {
    const Step& here = scenario_.steps[id.at()];
    std::string text = mark;
    if (here.when && here.kind != StepKind::stop) text += fmt::format("If {}, ", typed(*here.when));
    switch (here.kind) {
      case StepKind::pick: {
        std::vector<std::string> parts;
        parts.reserve(here.parts.size());
        for (const PickPart& part : here.parts) parts.push_back(choices(part));
        text += fmt::format("{} picks {}.{}", name(here.player), listed(parts), seen(here.seen, here.player));
        break;
      }
      case StepKind::chance: {
        const Variable& variable = scenario_.variables[here.variable.at()];
        const std::vector<std::string> labels = label_texts(variable);
        std::vector<std::optional<ExprId>> worth;
        worth.reserve(variable.labels.size());
        for (const VariableLabel& label : variable.labels) worth.push_back(label.value);
        text += fmt::format("{}hance decides {}: {}.{}", here.when ? 'c' : 'C', variable.name,
                            table(labels, worth, here.probs), seen(here.seen, {}));
        break;
      }
      case StepKind::stop:
        text += here.when ? fmt::format("The play ends here if {}.", typed(*here.when)) : "The play ends here.";
        break;
      case StepKind::simultaneous:
        line(indent, text + "At the same time, none knowing the others' choice:");
        return body(here, indent);
      case StepKind::repeat: {
        const Repeat& repeat = scenario_.repeats[here.repeat.at()];
        text += fmt::format("Up to {} times", repeat.times);
        if (!repeat.until) text = mark + fmt::format("{} times", repeat.times);
        if (repeat.until) text += fmt::format(", until {}", typed(*repeat.until));
        line(indent, text + (repeat.round_name.empty() ? ":" : fmt::format(" ({} is the round):", repeat.round_name)));
        return body(here, indent);
      }
    }
    line(indent, text);
  }

  void body(const Step& here, int indent) {
    for (const StepId inner : here.body) step(inner, indent + 3, "- ");
  }

  void outcomes() {
    heading("Outcomes, of which the first that holds is taken");
    for (const Outcome& outcome : scenario_.outcomes) {
      std::string text = outcome.name;
      if (!outcome.text.empty()) text += fmt::format(" ({})", outcome.text);
      line(2, text + (outcome.when ? fmt::format(", when {}.", typed(*outcome.when)) : ", otherwise."));
    }
  }

  void payoffs() {
    heading("What each wants");
    for (const Payoff& payoff : scenario_.payoffs) {
      std::vector<std::string> parts;
      for (std::size_t i = 0; i < payoff.by_outcome.size(); ++i) {
        if (!payoff.by_outcome[i]) continue;
        parts.push_back(fmt::format("{} in {}", typed(*payoff.by_outcome[i]), scenario_.outcomes[i].name));
      }
      std::string text = fmt::format("{}: {}", name(payoff.player), fmt::join(parts, "; "));
      if (payoff.always) text += fmt::format("{}always {}", parts.empty() ? "" : "; and ", typed(*payoff.always));
      line(2, text + ".");
    }
  }

  void doubts() {
    bool any = false;
    for (const Param& param : scenario_.params) {
      if (param.private_to || param.distribution.is_constant()) continue;
      if (!any) heading("What only the analyst does not know");
      any = true;
      std::string text = fmt::format("{}: {}", param.name, one_line(source_, param.distribution_span));
      if (!param.unit.empty()) text += " " + param.unit;
      if (!param.text.empty()) text += ", " + param.text;
      std::vector<std::string> from;
      from.reserve(param.from.size());
      for (const SourceId id : param.from) from.push_back(scenario_.sources[id.at()].name);
      if (!from.empty()) text += fmt::format(" (from {})", listed(from));
      line(2, text + ".");
    }
    for (const Correlation& correlation : scenario_.correlations) {
      line(2,
           fmt::format("{} and {} go together with rank correlation {}.", scenario_.params[correlation.first.at()].name,
                       scenario_.params[correlation.second.at()].name, correlation.spearman));
    }
  }

  void evidence() {
    if (scenario_.evidence.empty()) return;
    heading("Evidence");
    for (const Evidence& one : scenario_.evidence) {
      std::vector<std::string> parts;
      parts.reserve(one.items.size());
      for (const EvidenceItem& item : one.items) parts.push_back(one_line(source_, item.span));
      std::string text = fmt::format("{}: {} ({})", one.name, one.text, fmt::join(parts, "; "));
      if (!one.known_to_all) text += ", known to nobody in the game";
      line(2, text + ".");
    }
  }

  void questions() {
    if (scenario_.asks.empty() && scenario_.expectations.empty()) return;
    heading("Questions and tests");
    for (const Ask& ask : scenario_.asks) line(2, "ask " + ask.text);
    for (const Expectation& expectation : scenario_.expectations) line(2, "expect " + expectation.text);
  }

  const Scenario& scenario_;
  const SourceText& source_;
  int width_;
  std::string out_;
};

}  // namespace

std::string outline(const Scenario& scenario, const SourceText& source, int width) {
  return Writer(scenario, source, width).run();
}

}  // namespace parley::scenario
