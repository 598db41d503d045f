// SPDX-License-Identifier: Apache-2.0
// From the name of a scenario to its model.
#include "model_of.h"

#include <sstream>

#include "parley/scenario/analyse.h"

namespace parley::bench {

std::shared_ptr<const build::Model> model_of(const Case& what) {
  const auto path = std::string(PARLEY_BENCH_SCENARIOS) + "/" + what.at("scenario") + ".parley";
  const auto source = or_die(scenario::read_source(path));
  const std::string variant = what.has("variant") ? what.at("variant") : "";
  auto scenario = or_die(scenario::analyse(source, variant)).scenario;
  if (!scenario) die(path + " has errors");
  build::BuildOptions options;
  if (what.has("event")) {
    auto question = or_die(scenario::parse_event(scenario, what.at("event")));
    scenario = question.scenario;
    options.targets.push_back(question.target);
  }
  if (what.has("hold")) {
    std::istringstream holds(what.at("hold"));
    for (std::string hold; holds >> hold;) options.holds.push_back(or_die(scenario::parse_hold(*scenario, hold)));
  }
  const auto built = build::build(scenario, options);
  if (!built.model) die(path + " cannot be built");
  return built.model;
}

}  // namespace parley::bench
