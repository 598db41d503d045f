// SPDX-License-Identifier: Apache-2.0
// Where a choice is made, in words: the player, the step, and what was seen.
import type {InfosetPlace, Seen} from "../report";

export function seenText(seen: Seen[] | null | undefined): string {
  if (!seen || seen.length === 0) return "";
  return seen.map(({step, round, label}) => `${step}${round === null ? "" : ` (round ${round})`}: ${label}`).join("; ");
}

export function playerText({player, type}: {player: string | null; type?: string | null}): string {
  if (!player) return "";
  return type ? `${player} (${type})` : player;
}

export function placeText(place: Partial<InfosetPlace> | null | undefined): string {
  if (!place?.player) return "";
  const round = place.round === null || place.round === undefined ? "" : `, round ${place.round}`;
  const seen = seenText(place.seen);
  const who = playerText({player: place.player, type: place.type});
  return `${who} at ${place.step}${round}${seen ? `, having seen ${seen}` : ""}`;
}
