// SPDX-License-Identifier: Apache-2.0
// The command as provenance carries it: two command lines that must give the same answer read the same.
#include <filesystem>

#include <fmt/format.h>

#include "option_values.h"
#include "options.h"

namespace parley::cli {

namespace {

class Words {
 public:
  explicit Words(std::string first) : text_(std::move(first)) {}

  void operand(const std::string& word) {
    if (!word.empty()) text_ += " " + shell_quoted(word);
  }
  void flag(const char* name, bool present) {
    if (present) text_ += fmt::format(" {}", name);
  }
  template <class Value>
  void option(const char* name, const Value& value, const Value& usual) {
    if (value != usual) text_ += fmt::format(" {} {}", name, shell_quoted(fmt::format("{}", value)));
  }
  template <class Value>
  void option(const char* name, const std::optional<Value>& value) {
    if (value) text_ += fmt::format(" {} {}", name, shell_quoted(fmt::format("{}", *value)));
  }
  void each(const char* name, const std::vector<std::string>& values) {
    for (const std::string& value : values) text_ += fmt::format(" {} {}", name, shell_quoted(value));
  }
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

}  // namespace

std::string canonical_command(const Options& options) {
  const Options usual;
  Words words(options.verb);
  words.operand(std::filesystem::path(options.file).filename().string());
  words.operand(std::filesystem::path(options.second).filename().string());
  words.each("--set", options.set);
  words.each("--hold", options.hold);
  words.option("--variant", options.variant, usual.variant);
  words.flag("--no-merge", !options.merge);
  if (options.at) words.option("--at", fmt::format("draw:{}", *options.at), std::string());
  words.option("--draws", options.draws, usual.draws);
  words.option("--replicates", options.replicates, usual.replicates);
  words.option("--seed", options.seed, usual.seed);
  words.option("--ask", options.ask);
  words.flag("--expect", options.expect);
  words.option("--as", options.as, usual.as);
  words.option("--depth", options.depth);
  words.option("--concept", options.concept_name, usual.concept_name);
  words.flag("--exact", options.exact);
  words.flag("--gambit", options.gambit);
  words.flag("--all", options.all);
  words.flag("--scale-check", options.scale_check);
  words.option("--lambda", options.lambda);
  words.each("--target", options.target);
  words.option("--event", options.event, usual.event);
  words.option("--x", options.x, usual.x);
  words.option("--y", options.y, usual.y);
  words.option("--level", options.level);
  const std::string usual_grid = fmt::format("{}x{}", usual.grid_x, usual.grid_y);
  words.option("--grid", fmt::format("{}x{}", options.grid_x, options.grid_y), usual_grid);
  words.flag("--no-refine", !options.refine);
  words.flag("--private", options.private_too);
  words.flag("--no-variants", !options.variants);
  words.option("--at-least", options.at_least);
  words.option("--peel", options.peel);
  words.option("--for", options.player, usual.player);
  words.each("--by", options.by);
  words.each("--group", options.group);
  words.option("--compare", std::filesystem::path(options.since).filename().string(), usual.since);
  return words.text();
}

}  // namespace parley::cli
