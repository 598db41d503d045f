// SPDX-License-Identifier: Apache-2.0
// Reads the most frequent choice off the free prediction.
#include "parley/study/free_choice.h"

#include <algorithm>
#include <map>
#include <string>

#include "parley/study/prediction.h"

namespace parley::study {

namespace {

std::string label_of(const ChoiceName& choice, const std::string& pick) {
  for (const auto& [name, label] : choice) {
    if (name == pick) return label;
  }
  return {};
}

std::optional<double> value_of(const build::Lever& lever, const std::string& label) {
  const auto it = std::ranges::find(lever.labels, label);
  if (it == lever.labels.end()) return std::nullopt;
  const auto k = static_cast<std::size_t>(it - lever.labels.begin());
  return k < lever.values.size() ? lever.values[k] : static_cast<double>(k);
}

std::optional<double> centre_of(const build::Model& model, const build::Lever& lever) {
  for (const build::Input& input : model.inputs) {
    if (input.name == lever.name) return input.centre.value;
  }
  return std::nullopt;
}

/// Weight by the labels of the picks asked for, over the sets at which one of them is chosen.
std::map<std::pair<std::string, std::string>, double> frequencies(const Prediction& free, const std::string& x,
                                                                  const std::string& y) {
  std::map<std::pair<std::string, std::string>, double> weight;
  for (const PlanRow& plan : free.plans) {
    const std::string x_label = label_of(plan.choice, x);
    const std::string y_label = label_of(plan.choice, y);
    if (x_label.empty() && y_label.empty()) continue;
    weight[{x_label, y_label}] += plan.share * plan.exists_share;
  }
  return weight;
}

}  // namespace

std::optional<FreeChoice> free_choice(const build::Model& model, const build::Lever& x, const build::Lever& y,
                                      const DrawOptions& options, RunContext& run) {
  FreeChoice choice;
  choice.owner = x.owner.empty() ? y.owner : x.owner;
  choice.share = 1.0;
  if (x.kind == build::Lever::Kind::param) choice.x = centre_of(model, x);
  if (y.kind == build::Lever::Kind::param) choice.y = centre_of(model, y);
  if (choice.owner.empty()) return choice.x && choice.y ? std::optional(choice) : std::nullopt;
  const auto free = predict(model, options, run);
  if (!free) return std::nullopt;
  double most = -1.0;
  double most_x = -1.0, most_y = -1.0;
  for (const auto& [labels, weight] : frequencies(*free, x.name, y.name)) {
    const bool joint = !labels.first.empty() && !labels.second.empty();
    if (joint && weight > most) {
      most = weight;
      choice.x_label = labels.first;
      choice.y_label = labels.second;
      choice.share = weight;
    }
    if (most < 0.0 && !labels.first.empty() && weight > most_x) {
      most_x = weight;
      choice.x_label = labels.first;
      choice.share = std::min(choice.share, weight);
    }
    if (most < 0.0 && !labels.second.empty() && weight > most_y) {
      most_y = weight;
      choice.y_label = labels.second;
      choice.share = std::min(choice.share, weight);
    }
  }
  if (!choice.x) choice.x = value_of(x, choice.x_label);
  if (!choice.y) choice.y = value_of(y, choice.y_label);
  return choice;
}

}  // namespace parley::study
