// SPDX-License-Identifier: Apache-2.0
// Finds params that enter one player's payoffs alone, and builds again with one of them private.
#include "parley/build/secrets.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "parley/build/blueprint.h"

namespace parley::build {

using scenario::Scenario;

std::vector<Secret> possible_secrets(const Model& model) {
  const Blueprint& blueprint = *model.blueprint;
  const Scenario& scenario = *blueprint.scenario;
  std::vector<Secret> secrets;
  for (std::size_t q = 0; q < scenario.params.size(); ++q) {
    const scenario::Param& param = scenario.params[q];
    if (!param.enters_alone || blueprint.held.params[q]) continue;
    secrets.push_back({param.name, scenario.players[param.enters_alone->at()].name});
  }
  return secrets;
}

Result<Model> with_secret(const Model& model, const Secret& secret, const RunContext& run) {
  const Blueprint& blueprint = *model.blueprint;
  auto scenario = std::make_shared<Scenario>(*blueprint.scenario);
  const auto param = std::ranges::find(scenario->params, secret.param, &scenario::Param::name);
  param->private_to = param->enters_alone;
  param->parts = usual_parts;
  param->enters_alone.reset();
  const auto index = static_cast<std::uint32_t>(param - scenario->params.begin());
  std::erase_if(scenario->correlations, [index](const scenario::Correlation& correlation) {
    return correlation.first.index == index || correlation.second.index == index;
  });
  return rebuild(std::move(scenario), blueprint.options, blueprint.held, run);
}

}  // namespace parley::build
