// The side of the question that a stance on a claim takes, and the colours that show it on statements.

import { make } from "./dom.js";

/**
 * The side that somebody takes who has a stance on a claim of a side; none where they doubt or concede it, or where
 * the claim is on no side alone. `side_taken` in opendebate/stances.py does the same.
 *
 * @param {string} stance
 * @param {string} side of the claim
 * @returns {"for" | "against" | ""}
 */
export function sideOfStance(stance, side) {
  if ((stance !== "affirms" && stance !== "denies") || (side !== "for" && side !== "against")) return "";
  return (side === "for") === (stance === "affirms") ? "for" : "against";
}

/** What the colours of statements mean. */
export function tellColours() {
  return make("p.quiet.side-colours", null, "Colours: ", make("mark.side-for", null, "speaks for"), ", ",
    make("mark.side-against", null, "speaks against"), ", ", make("mark.side-neither", null, "takes neither side"),
    ". Who denies a claim speaks for the other side; who doubts it takes none.");
}
