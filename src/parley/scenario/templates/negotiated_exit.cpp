// SPDX-License-Identifier: Apache-2.0
// The standoff as publicly reported on 7 November 2025.
#include "parley/scenario/templates/texts.h"

namespace parley::scenario::templates_text {

const std::string_view negotiated_exit = R"parley(parley 1
# "If there is enough pressure, and if there is enough candy in the dish, everything is on the table."
#
# What is known here comes from public reporting of 7 November 2025 and says no more than that reporting did.
# Every number is an illustration for teaching: it assesses no real person, office or government.

scenario "A negotiated exit" { as_of 2025-11-07, horizon "six months", payoffs -60 to 100 }

player coercer    "Administration applying pressure"
player patron     "Foreign patron"
player opposition "Opposition coalition"
player leader     "President and inner circle"  type { open: p_open, defiant: rest }
player military   "Military leadership"         type { pragmatic: p_pragmatic, entrenched: rest }

source ATL    "The Atlantic: people with ties to the capital, one familiar with the talks"  grade C3
source WSJ    "The Wall Street Journal: on a strategy that remains fluid"                   grade B3
source CNN    "CNN: what senior officials told lawmakers about legal opinions"              grade B2
source SPEECH "The president's public remarks"                                              grade D4  date 2025-11-06
source BRIEF  "Announcements of the defence secretary; reports of flights"                  grade B2  date 2025-11-06
source NEXT   "Follow-up headline: the patron offers military support"                      grade C3

# What only the analyst does not know. A range is a 90 % interval. The first five are as one would have put them
# before this week's reporting: the evidence below brings that in, and it must not count twice.
param p_open       : prob = 0.25 to 0.65               "the president is privately open to leaving"
param p_pragmatic  : prob = 0.35 to 0.75               "the officers are pragmatic"
param p_opinion    : prob = 0.25 to 0.70               "a new legal opinion allows strikes on land"
param p_firm       : prob = 0.25 to 0.75               "the administration's resolve is firm"
param p_works      : prob = 0.20 to 0.60               "strikes on land remove the president"
param p_split      : prob = 0.15 to 0.50  from ATL     "the forces split if entrenched officers hand over"
param candy        : pos  = 30 to 60      from ATL     "worth of the whole offer to the president, if kept"
param trust        : prob = 0.40 to 0.85               "the president's trust that it will be kept"
param face         : pos  = 2 to 10       from SPEECH  "cost of leaving after public defiance"
param office       : real = in { 50: 1/4, 60: 1/2, 70: 1/4 }  "worth of staying, left alone"
param pain         : pos  = 20 to 50      from BRIEF   "what full pressure takes from that"
param aid          : pos  = 4 to 16       from NEXT    "what the patron's support gives back"
param upkeep       : pos  = 6 to 24       from BRIEF   "cost of keeping full pressure up"
param pledge_worth : pos  = 10 to 35      from ATL     "worth of the opposition's pledge to the officers"
correlate pain, p_pragmatic by 0.4 because "what squeezes the palace squeezes the barracks"

evidence openness "Open to amnesty, lifted bounties, safe exile" from ATL { leader.type open : defiant = 1.5 to 4 : 1 }
evidence defiance "'Do whatever you want - we won't be rattled'" from SPEECH { leader.type open : defiant = 1 : 1.25 }
evidence officers "Little incentive to hand over" from ATL { military.type { pragmatic: 1, entrenched: 1.5 to 3 } }
evidence reservations "Reservations about direct strikes" from WSJ { p_firm above 50% : below 50% = 1 : 2 }
evidence futility "Force might not remove the president" from WSJ { p_works above 40% : below 40% = 1 : 1.5 }
evidence opinion_sought "A new legal opinion is sought" from CNN { p_opinion above 50% : below 50% = 1.2 : 1 }
evidence no_opinion_yet "Present opinions do not cover targets on land" from CNN { noted }
evidence show_of_force "Bombers within 50 miles of the coast; a vessel struck, three killed" from BRIEF { noted }
evidence patron_offer "The patron offers military support" from NEXT { noted }

menu pressure { ease: 0, patrols: 1/3, maritime_strikes: 2/3, build_up: 1 }    # a build-up readies strikes on land
menu offer    { nothing: 0, amnesty: 0.4, lift_bounties: 0.7, safe_exile: 1 }  # a rung keeps those before it

let safety = 32 + candy * trust * offer - face  # worth of an exit to the president
let firmness = p_firm                           # how likely resolve turns out firm
let split_risk = p_split * (1 if military is hand_over and military.type is entrenched else 0.4)

play {
  coercer    picks pressure and offer
  patron     picks { support, abstain }
  opposition picks { pledge, silence }  # to the officers: posts, pensions, no purge
  chance opinion { given: p_opinion, withheld: rest } when pressure is build_up
  chance resolve { firm: firmness, wary: rest } when opinion is given seen by coercer
  leader     picks { stay, exit }
  coercer    picks course in { hold, withdraw when pressure is not ease, strike_land when opinion is given }
             when leader is stay
  chance force { works: p_works * (0.7 if patron is support else 1), fails: rest } when course is strike_land
  military   picks { keep_power, hand_over } when leader is exit
  chance unity { splits: split_risk, lasts: rest } when leader is exit
}

outcome splinter       "President leaves, the forces split"           when unity is splits
outcome handover       "President leaves, the opposition takes over"  when military is hand_over
outcome continuity     "President leaves, the officers keep power"    when leader is exit
outcome removal        "Strikes on land remove the president"         when force is works
outcome failed_strikes "Strikes on land do not remove the president"  when force is fails
outcome climbdown      "President stays, the pressure is withdrawn"   when course is withdraw
outcome standoff       "President stays, and nothing gives"           otherwise

payoff leader {
  splinter: safety - 15, handover: safety - 5, continuity: safety
  removal: 0, failed_strikes: office - pain - 10, climbdown: office, standoff: office - pain * pressure
  always: (aid if patron is support and leader is stay) - (30 if type is defiant and leader is exit)
}
payoff military {
  splinter: 15, continuity: 65 - 30 * pressure
  handover: 30 + (pledge_worth if opposition is pledge) + (10 if type is pragmatic)
  removal: 15, failed_strikes: 35, climbdown: 65, standoff: 60 - 20 * pressure
}
payoff coercer {
  splinter: 30, handover: 95, continuity: 65, removal: 80, failed_strikes: 10, climbdown: 17, standoff: 25
  always: -5 * offer - (20 * offer if leader is exit) - (30 if course is strike_land and resolve is wary) -
          upkeep * pressure * (1/2 if course is withdraw else 1)
}
payoff opposition {
  splinter: 25, handover: 90, continuity: 35, removal: 60, failed_strikes: 15, climbdown: 5, standoff: 20
  always: -(8 if opposition is pledge)
}
payoff patron {
  splinter: 25, handover: 10, continuity: 45, removal: 5, failed_strikes: 45, climbdown: 75, standoff: 60
  always: -(10 if patron is support)
}

ask predict outcomes
ask frontier leader is exit on pressure x offer where P >= 1/2  # the administration held to each point
ask frontier leader is exit on pain x candy holding pressure is build_up, offer is safe_exile where P >= 1/2
ask drivers of P(handover)
ask boxes where P(leader is exit) >= 1/2
ask why not handover
ask information for coercer
ask variants of P(leader is exit)
expect P(leader is exit) < 0.01 holding pressure is ease, offer is nothing  # no pressure, no candy, no exit
expect P(leader is exit) rises with offer holding pressure is build_up
expect P(handover) < 0.02 holding pressure is ease  # officers without pressure keep power

variant patron_first "The patron commits itself before pressure and offer are chosen" {
  play {
    patron     picks { support, abstain }
    coercer    picks pressure and offer
    opposition picks { pledge, silence }
    chance opinion { given: p_opinion, withheld: rest } when pressure is build_up
    chance resolve { firm: firmness, wary: rest } when opinion is given seen by coercer
    leader     picks { stay, exit }
    coercer    picks course in { hold, withdraw when pressure is not ease, strike_land when opinion is given }
               when leader is stay
    chance force { works: p_works * (0.7 if patron is support else 1), fails: rest } when course is strike_land
    military   picks { keep_power, hand_over } when leader is exit
    chance unity { splits: split_risk, lasts: rest } when leader is exit
  }
}

variant resolve_known "The administration knows its resolve from the start, so that its first move may tell" {
  player coercer "Administration applying pressure"  type { firm: p_firm, wary: rest }
  let firmness = 1 if coercer.type is firm else 0  # the moment of decision only confirms it
}
)parley";

}  // namespace parley::scenario::templates_text
