// SPDX-License-Identifier: Apache-2.0
// Writes .efg files (version 2, R).
#include <iterator>

#include <fmt/format.h>

#include "parley/game/format/efg.h"
#include "parley/game/format/tokens.h"

namespace parley::game {
namespace {

class EfgWriter {
 public:
  explicit EfgWriter(const ExtensiveGame& game)
      : game_(game), infoset_written_(game.infosets.size()), outcome_written_(game.outcomes.size()) {}

  std::string write() {
    put("EFG 2 R {} {{", quoted(game_.title));
    for (const std::string& player : game_.players) put(" {}", quoted(player));
    put(" }}\n{}\n\n", quoted(game_.comment));
    for (const ExtensiveGame::Node& node : game_.nodes) write_node(node);
    return std::move(out_);
  }

 private:
  template <class... Args>
  void put(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Args>(args)...);
  }

  void write_node(const ExtensiveGame::Node& node) {
    const char letter = node.kind == NodeKind::chance ? 'c' : node.kind == NodeKind::decision ? 'p' : 't';
    put("{} {}", letter, quoted(node.label));
    if (node.infoset != none) write_infoset(node.infoset);
    write_outcome(node.outcome);
    out_.push_back('\n');
  }

  void write_infoset(std::uint32_t index) {
    const ExtensiveGame::Infoset& infoset = game_.infosets[index];
    if (infoset.player != none) put(" {}", infoset.player + 1);
    put(" {}", infoset.number);
    if (infoset_written_[index]) return;
    infoset_written_[index] = true;
    put(" {} {{", quoted(infoset.label));
    for (std::size_t a = 0; a < infoset.actions.size(); ++a) {
      put(" {}", quoted(infoset.actions[a]));
      if (infoset.player == none) put(" {}", infoset.probs[a].to_decimal_string());
    }
    put(" }}");
  }

  void write_outcome(std::uint32_t index) {
    if (index == none) return put(" 0");
    const ExtensiveGame::Outcome& outcome = game_.outcomes[index];
    put(" {}", outcome.number);
    if (outcome_written_[index]) return;
    outcome_written_[index] = true;
    put(" {} {{", quoted(outcome.label));
    for (std::size_t p = 0; p < outcome.payoffs.size(); ++p) {
      put("{} {}", p == 0 ? "" : ",", outcome.payoffs[p].to_decimal_string());
    }
    put(" }}");
  }

  const ExtensiveGame& game_;
  std::vector<bool> infoset_written_, outcome_written_;
  std::string out_;
};

}  // namespace

std::string write_efg(const ExtensiveGame& game) { return EfgWriter(game).write(); }

}  // namespace parley::game
