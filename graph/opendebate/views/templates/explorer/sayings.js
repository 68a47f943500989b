// What somebody says for and against, in two columns; the claims first that they make most often.

import { capital, make, named } from "./dom.js";
import { gaveUp, realVoices, sideTaken } from "./positions.js";
import { traceOf } from "./state.js";
import { folded } from "./timeline.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {{for: string[], against: string[]}} Taken claims that somebody speaks with on each side */

const TEXT = 400; // characters of a claim
const FEW = 4; // claims of each side at the head of a trace
const MANY = 8; // claims of a trace; of fewer, the first rows show them all
const KINDS = ["actor", "source", "topic"];
const SIDES = /** @type {const} */ (["for", "against"]);

/**
 * What somebody says for and against: claims of that side are affirmed, those of the other denied.
 *
 * @param {Shown} shown
 * @param {State} state
 * @param {Taken} taken
 * @param {number} most claims of each side that are shown at first
 */
export function sayings(shown, state, taken, most) {
  return make("div.sides", null, SIDES.map((side) => make("div", { class: `side side-${side}` },
    make("p.side-word", null, capital(side)),
    folded(taken[side], most, (key) => make("li", null,
      shown.claims.get(key)?.side !== side && make("strong", null, "denies: "),
      make("a", { href: traceOf(key, state) }, named(shown.model.nameOf(key), TEXT))), `${side}-${taken[side][0]}`, "ul.sayings"))));
}

/**
 * What an actor stands for, what a source says or a topic gathers on each side, for the head of a trace of many claims.
 *
 * @param {Shown} shown
 * @param {State} state
 * @param {Trace} trace
 */
export function sidesTaken(shown, state, { focus, nodes }) {
  const kind = focus.split("/")[0];
  if (nodes.length <= MANY || !KINDS.includes(kind)) return null;
  const all = nodes.flatMap(({ statements }) => statements), { model } = shown;
  const said = all.filter((one) => kind === "source" ? realVoices(model, one).length : realVoices(model, one).includes(focus) && !gaveUp(model, one, focus));
  /** A topic has claims on its sides, whoever denies them. @param {"for" | "against"} side */
  const claims = (side) => kind === "topic" ? byVoices(shown, all, side) : ranked(shown, said, side);
  const taken = { for: claims("for"), against: claims("against") };
  if (!taken.for.length && !taken.against.length) return null;
  return make("section.sides-taken", { "aria-label": "For and against" }, sayings(shown, state, taken, FEW));
}

/**
 * The claims with which statements take a side, those first that are made most often.
 *
 * @param {Shown} shown
 * @param {Statement[]} said
 * @param {"for" | "against"} side
 */
export function ranked({ model }, said, side) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (const one of said) if (sideTaken(model, one) === side) numbers.set(one.claim, (numbers.get(one.claim) || 0) + 1);
  return [...numbers].sort((a, b) => b[1] - a[1]).map(([claim]) => claim);
}

/**
 * The claims of a side, those first of which most voices speak.
 *
 * @param {Shown} shown
 * @param {Statement[]} said
 * @param {"for" | "against"} side
 */
function byVoices({ model }, said, side) {
  /** @type {Map<string, Set<string>>} */
  const voices = new Map();
  for (const one of said) {
    if (model.claims.get(one.claim)?.side !== side) continue;
    const there = voices.get(one.claim) || new Set();
    for (const voice of realVoices(model, one)) there.add(voice);
    voices.set(one.claim, there);
  }
  return [...voices].sort((a, b) => b[1].size - a[1].size).map(([claim]) => claim);
}
