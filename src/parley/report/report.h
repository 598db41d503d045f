// SPDX-License-Identifier: Apache-2.0
// A report: the answers to every ask of a scenario, with what is needed to judge and to trace them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "parley/math/statistics.h"
#include "parley/report/diff.h"
#include "parley/report/json_why.h"
#include "parley/report/reached_tree.h"
#include "parley/study/boxes.h"
#include "parley/study/drivers.h"
#include "parley/study/evidence.h"
#include "parley/study/frontier.h"
#include "parley/study/information.h"
#include "parley/study/prediction.h"
#include "parley/study/switch_points.h"
#include "parley/study/variants.h"
#include "parley/why/explanation.h"

namespace parley::report {

/// A sentence for people and the lines of the scenario that it rests on.
struct Sentence {
  std::string text;
  std::vector<std::uint32_t> lines = {};  ///< from 1, rising
};

/// A player or an outcome.
struct NamedLine {
  std::string name, text;
  std::uint32_t line = 0;
};

/// Something the file takes as given.
struct Assumption {
  std::string kind = {};  ///< key word of its statement: "param", "player" (a type), "payoff", "correlate", ..
  std::string name = {}, text = {};
  std::string value = {};                 ///< as the file has it
  std::vector<std::string> sources = {};  ///< names
  std::string grade = {};                 ///< best of its sources; empty: none has one
  std::uint32_t line = 0;
  std::string private_to = {};  ///< player; empty: every player knows it
};

struct SourceLine {
  std::string name, text, grade, date, url;
  std::uint32_t line = 0;
};

/// What of a scenario a report tells.
struct ReportScenario {
  std::string file;  ///< its name without the folder
  std::string text;  ///< the whole source
  std::string title, as_of, horizon, note;
  std::string variant, variant_text;  ///< empty: the file itself
  std::vector<NamedLine> players, outcomes;
  std::vector<Assumption> assumptions;
  std::vector<SourceLine> sources;
  std::vector<NamedLine> only_noted;      ///< evidence that weighs nothing
  std::vector<NamedLine> certain;         ///< params stated as one number
  std::vector<NamedLine> without_source;  ///< params stated as a range that no source stands behind
  std::vector<NamedLine> perhaps_secret;  ///< params that one player's payoffs alone use and every player knows
};

struct ComparedVariants {
  std::string target;
  std::size_t index = 0;  ///< of the target in the comparison
  std::shared_ptr<const study::VariantComparison> comparison;
};

/// A question without an answer.
struct Unanswered {
  std::string reason;
};

struct ReportAnswer {
  std::uint32_t line = 0;  ///< of the ask; 0 where the file does not ask and the report does
  std::string ask;
  std::string command;  ///< canonical: what gives this answer alone; empty where no verb does
  std::variant<Unanswered, study::Prediction, study::Frontier, study::Drivers, study::Boxes, study::Information,
               ComparedVariants, why::Explanation>
      of;
};

/// Where along one input the central draw's answer turns.
struct SwitchRow {
  std::string param, text;
  double low = 0.0, centre = 0.0, high = 0.0;  ///< 1, 50 and 99 % points
  study::Switch turn;
  std::uint32_t line = 0;
};

/// The same question under another assumption about the game or about how it is played.
struct Alternative {
  enum class Kind : std::uint8_t { variant, concept_of_play, quantal };
  struct Outcome {
    std::string name;
    double mean = 0.0;
    std::optional<double> standard_error;  ///< not set: one draw
  };
  Kind kind = Kind::variant;
  std::string name = {}, text = {};
  std::optional<double> lambda = {};  ///< of quantal play
  std::size_t draws = 0;              ///< 1: the centre alone
  std::optional<double> seconds = {};
  std::vector<Outcome> outcomes = {};  ///< none where there is no answer: `note` says why
  std::string note = {};
};

struct PartTime {
  std::string part;
  double seconds = 0.0;
  std::size_t draws = 0;
};

struct Report {
  ReportScenario scenario;
  LineOf line_of;                                ///< of the scenario's text
  std::vector<ReportAnswer> answers;             ///< in order of the file; one of them a prediction
  std::vector<SwitchRow> switches;               ///< nearest to the centre of its range first
  std::optional<study::EvidenceStudy> evidence;  ///< where some evidence weighs
  std::vector<Alternative> alternatives;
  std::string most_likely_at_centre;  ///< what concepts and quantal play are compared with
  std::optional<ReachedTree> tree;    ///< not set where the tree is too large to tell
  std::optional<Diff> changes;        ///< since the answer that it is compared with
  std::vector<PartTime> timings;
  Termination termination = Termination::finished;

  [[nodiscard]] const study::Prediction& prediction() const;
  /// What the outcome is called for people, and where it is declared.
  [[nodiscard]] const NamedLine& outcome(const std::string& name) const;
  /// Answers of one kind, in order of the file.
  template <class Kind>
  [[nodiscard]] std::vector<const Kind*> all() const {
    std::vector<const Kind*> found;
    for (const ReportAnswer& answer : answers) {
      if (const auto* one = std::get_if<Kind>(&answer.of)) found.push_back(one);
    }
    return found;
  }
};

/// Does the alternative's most likely outcome agree with that of the report? Nothing where it has no answer.
[[nodiscard]] std::optional<bool> survives(const Report& report, const Alternative& alternative);

/// The sentences of one of its explanations.
[[nodiscard]] std::vector<Sentence> explanation_sentences(const Report& report, const why::Explanation& explanation);

}  // namespace parley::report
