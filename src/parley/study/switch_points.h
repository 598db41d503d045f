// SPDX-License-Identifier: Apache-2.0
// Values of a parameter at which the answer turns into another.
#pragma once

#include <string>

namespace parley::study {

struct Switch {
  double value;
  std::string from, to;
};

}  // namespace parley::study
