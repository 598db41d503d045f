// SPDX-License-Identifier: Apache-2.0
// What each kind of case does. Each prints its lines; one that gets a wrong answer ends the program.
#pragma once

#include "case.h"

namespace parley::bench {

// kind_engine.cpp
void run_engine(const Case& what);

// kinds_studies.cpp
void run_predict(const Case& what);
void run_frontier(const Case& what);
void run_drivers(const Case& what);
void run_evidence(const Case& what);
void run_report(const Case& what);

// kinds_games.cpp
void run_signalling(const Case& what);
void run_poker(const Case& what);

// kinds_nash.cpp
void run_all_equilibria(const Case& what);
void run_one_equilibrium(const Case& what);
void run_zero_sum(const Case& what);
void run_sequence_program(const Case& what);
void run_pure_scan(const Case& what);

}  // namespace parley::bench
