// Whose stance a statement is, when it was taken, and who gave it up: took the opposite one later.

import { sideOfStance } from "./side-colours.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {{givenUpBy: Map<string, Set<string>>, voiced: Set<string>}} Positions */

/** @param {Statement} one */
export const opposed = ({ agrees }) => !agrees;

/**
 * The speakers, and the body that speaks through them.
 *
 * @param {Statement} one
 */
export const voicesOf = (one) => [...one.speakers, ...(one.onBehalfOf ? [one.onBehalfOf] : [])];

/**
 * Those whose stance it really is: nobody's, where it is hypothetical.
 *
 * @param {Model} model
 * @param {Statement} one
 */
export const realVoices = (model, one) => one.mode === "hypothetical" ? [] :
  voicesOf(one).filter((key) => !model.data.things[key]?.hypothetical);

/**
 * The side that a statement takes; none where it doubts or concedes, or its claim is on no side alone.
 *
 * @param {Model} model
 * @param {Statement} one
 * @returns {"for" | "against" | ""}
 */
export function sideTaken(model, { claim, stance }) {
  return sideOfStance(stance, model.claims.get(claim)?.side || "neither");
}

/** @type {WeakMap<Model, Positions>} */
const known = new WeakMap();

/**
 * @param {Model} model
 * @returns {Positions}
 */
function positionsOf(model) {
  const there = known.get(model);
  if (there) return there;
  /** @type {Map<string, Statement[]>} */
  const taken = new Map();
  for (const one of model.statements.values()) {
    for (const voice of realVoices(model, one)) {
      const key = `${voice} ${one.claim}`;
      const list = taken.get(key);
      if (list) list.push(one);
      else taken.set(key, [one]);
    }
  }
  /** @type {Map<string, Set<string>>} */
  const givenUpBy = new Map();
  for (const [key, all] of taken) {
    for (const one of all) {
      const later = all.some((other) => opposed(one) !== opposed(other) && one.latest && other.earliest && one.latest < other.earliest);
      if (later) givenUpBy.set(one.key, (givenUpBy.get(one.key) || new Set()).add(key.split(" ")[0]));
    }
  }
  const made = { givenUpBy, voiced: new Set() };
  known.set(model, made);
  /** @param {Statement | undefined} one */
  const holds = (one) => one && keepersOf(model, one).length > 0;
  for (const one of model.statements.values()) if (!opposed(one) && holds(one)) made.voiced.add(one.claim);
  for (const one of model.arguments.values()) {
    if (one.statedIn && holds(model.statements.get(one.statedIn))) made.voiced.add(one.premise);
  }
  return made;
}

/**
 * Those whose stance it is, and who did not take the opposite one later.
 *
 * @param {Model} model
 * @param {Statement} one
 */
export function keepersOf(model, one) {
  return realVoices(model, one).filter((key) => !gaveUp(model, one, key));
}

/**
 * Tell whether somebody whose stance it is took the opposite one later.
 *
 * @param {Model} model
 * @param {Statement} one
 * @param {string} actor
 */
export const gaveUp = (model, one, actor) => Boolean(positionsOf(model).givenUpBy.get(one.key)?.has(actor));

/**
 * Tell whether all whose stance it is took the opposite one later.
 *
 * @param {Model} model
 * @param {Statement} one
 */
export function isGivenUp(model, one) {
  return voicesOf(one).every((key) => gaveUp(model, one, key));
}

/**
 * Tell whether somebody makes a claim: affirms it, or gives it as a reason. Only such a claim bears on others.
 *
 * @param {Model} model
 * @param {string} claim
 */
export const isVoiced = (model, claim) => positionsOf(model).voiced.has(claim);

/**
 * Tell whether the speaker who makes an argument is only imagined.
 *
 * @param {Model} model
 * @param {import("./model.js").Argument} argument
 */
export const isImagined = (model, { statedIn }) => statedIn !== null && model.statements.get(statedIn)?.mode === "hypothetical";

/**
 * Tell whether an argument bears on anything: somebody makes its premise, and somebody real or the coder draws it.
 *
 * @param {Model} model
 * @param {import("./model.js").Argument} argument
 */
export const hasEffect = (model, argument) => isVoiced(model, argument.premise) && !isImagined(model, argument);

/**
 * Sort statements by time, those without a date last.
 *
 * @param {Statement} a
 * @param {Statement} b
 */
export function inTime(a, b) {
  for (const [x, y] of [[a.earliest || "~", b.earliest || "~"], [a.latest || "", b.latest || ""]]) {
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/**
 * Tell whether all of some statements are earlier than all of others.
 *
 * @param {Statement[]} some
 * @param {Statement[]} others
 */
export function before(some, others) {
  return some.every((one) => others.every((other) => one.latest && other.earliest && one.latest < other.earliest));
}
