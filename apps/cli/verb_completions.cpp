// SPDX-License-Identifier: Apache-2.0
// `parley completions SHELL`: made from the table of verbs and their options, so that they never lag behind.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "option_values.h"
#include "session.h"

namespace parley::cli {

namespace {

std::vector<const Verb*> present_verbs() {
  std::vector<const Verb*> present;
  for (const Verb& verb : verbs()) {
    if (verb.run != nullptr) present.push_back(&verb);
  }
  return present;
}

std::string verb_names() {
  std::vector<std::string_view> names;
  for (const Verb* verb : present_verbs()) names.push_back(verb->name);
  return fmt::format("{}", fmt::join(names, " "));
}

/// "--draws --replicates ...": the long name where there is one.
std::string option_names(const Verb& verb) {
  std::vector<std::string> names;
  for (const OptionHelp& option : option_helps(verb)) names.push_back(option.names.back());
  return fmt::format("{}", fmt::join(names, " "));
}

/// Words after which a verb wants something other than a file.
std::string operand_words(const Verb& verb) {
  if (verb.name == "new") return "$(parley new 2>/dev/null | sed -n 's/^\\([a-z_]*\\)  .*/\\1/p')";
  if (verb.name == "explain") return "$(parley explain 2>/dev/null | cut -d' ' -f1)";
  if (verb.name == "completions") return "bash zsh fish";
  return {};
}

std::string bash() {
  std::string cases;
  for (const Verb* verb : present_verbs()) {
    cases +=
        fmt::format("    {}) options='{}'; words=\"{}\" ;;\n", verb->name, option_names(*verb), operand_words(*verb));
  }
  return fmt::format(R"(# bash completion for parley
_parley() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} options= words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '{} --help --version' -- "$word"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$word"))
  elif [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$word"))
  else
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}}
complete -o filenames -F _parley parley
)",
                     verb_names(), cases);
}

/// Text that may stand inside single quotes.
std::string plain(std::string_view text) {
  std::string out(text);
  std::erase_if(out, [](char c) { return c == '\'' || c == '`'; });
  return out;
}

/// The same for zsh, whose _arguments and _describe have marks of their own.
std::string zsh_plain(std::string_view text) {
  std::string out;
  for (const char c : plain(text)) {
    if (c == '[' || c == ']' || c == ':') out += '\\';
    out += c;
  }
  return out;
}

std::string zsh() {
  std::string list;
  std::string cases;
  for (const Verb* verb : present_verbs()) {
    list += fmt::format("    '{}:{}'\n", verb->name, zsh_plain(verb->summary));
    cases += fmt::format("      {})\n        _arguments", verb->name);
    for (const OptionHelp& option : option_helps(*verb)) {
      const std::string value = option.type.empty() ? "" : fmt::format(":{}:_files", zsh_plain(option.type));
      cases += fmt::format(" \\\n          '*{}[{}]{}'", option.names.back(), zsh_plain(option.description), value);
    }
    const std::string words = operand_words(*verb);
    cases += words.empty() ? " \\\n          '*:file:_files' ;;\n"
                           : fmt::format(" \\\n          \"1:name:({})\" ;;\n", words);
  }
  return fmt::format(R"(#compdef parley
# zsh completion for parley
_parley() {{
  local -a verbs
  verbs=(
{}  )
  if (( CURRENT == 2 )); then
    _describe 'verb' verbs
    return
  fi
  local verb=$words[2]
  shift words
  (( CURRENT-- ))
  case $verb in
{}  esac
}}
_parley "$@"
)",
                     list, cases);
}

std::string fish() {
  std::string text = "# fish completion for parley\n";
  for (const Verb* verb : present_verbs()) {
    text +=
        fmt::format("complete -c parley -n __fish_use_subcommand -f -a {} -d '{}'\n", verb->name, plain(verb->summary));
    const std::string condition = fmt::format("'__fish_seen_subcommand_from {}'", verb->name);
    for (const OptionHelp& option : option_helps(*verb)) {
      std::string names;
      for (const std::string& name : option.names) {
        names += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2)) : fmt::format(" -s {}", name.substr(1));
      }
      text += fmt::format("complete -c parley -n {}{}{} -d '{}'\n", condition, names, option.type.empty() ? "" : " -r",
                          plain(option.description));
    }
    std::string words = operand_words(*verb);
    if (words.starts_with("$(")) words = words.substr(1);  // fish substitutes commands in plain parentheses
    if (!words.empty()) text += fmt::format("complete -c parley -n {} -f -a \"{}\"\n", condition, words);
  }
  return text;
}

}  // namespace

Exit run_completions(Session& session) {
  const std::string& shell = session.options().file;
  if (shell == "bash") return session.answer(bash());
  if (shell == "zsh") return session.answer(zsh());
  if (shell == "fish") return session.answer(fish());
  return session.fail({ErrorCode::bad_option, fmt::format("no completions for `{}`: expected bash, zsh or fish{}",
                                                          shell, did_you_mean(shell, {"bash", "zsh", "fish"}))});
}

}  // namespace parley::cli
