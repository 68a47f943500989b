// Which statements, claims and arguments the reader wants to see.

import { texts } from "./model.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./model.js").Claim} Claim */
/** @typedef {import("./model.js").Argument} Argument */
/** @typedef {import("./state.js").Filters} Filters */

/**
 * @typedef {object} Shown what filters leave of a debate
 * @property {Model} model
 * @property {Map<string, Statement>} statements in reading order
 * @property {Map<string, Claim>} claims
 * @property {Map<string, Argument>} arguments those between claims that are left
 * @property {boolean} filtered whether anything was asked for
 */

/** How dates are counted, in words. */
export const COUNTED_FROM = "a statement counts from the last day of its date on: one dated 2023 from the end of 2023";

/** @type {WeakMap<Model, Shown>} */
const wholes = new WeakMap();

/**
 * The whole debate, as it is shown without filters.
 *
 * @param {Model} model
 * @returns {Shown}
 */
export function wholeOf(model) {
  const { statements, claims, arguments: all } = model;
  const whole = wholes.get(model) || { model, statements, claims, arguments: all, filtered: false };
  wholes.set(model, whole);
  return whole;
}

/**
 * Apply filters. A statement must fit all of them; a claim must fit those that are about claims, and
 * have a statement left if others are set too. An argument stays with its claims and its statement.
 *
 * @param {Model} model
 * @param {Filters} filters
 * @returns {Shown}
 */
export function applyFilters(model, filters) {
  const filtered = Object.keys(filters).length > 0;
  if (!filtered) return wholeOf(model);
  const fitting = new Map([...model.claims].filter(([, claim]) => fitsClaim(model, claim, filters)));
  const statements = new Map([...model.statements].filter(
    ([, one]) => fitting.has(one.claim) && fitsStatement(model, one, filters)));
  const said = new Set([...statements.values()].map((one) => one.claim));
  const spoken = Object.keys(filters).some((name) => !["side", "topic", "kind"].includes(name));
  const claims = spoken ? new Map([...fitting].filter(([key]) => said.has(key))) : fitting;
  return { model, statements, claims, arguments: between(model, claims, statements), filtered };
}

/**
 * @param {Model} model
 * @param {Claim} claim
 * @param {Filters} filters
 */
function fitsClaim(model, claim, { side, topic, kind }) {
  return (!side || claim.side === side) && (!kind || claim.claimKind === kind) &&
    (!topic || claim.topics.some((one) => within(model, one, topic)));
}

/**
 * Tell whether a topic is another, or narrower than it.
 *
 * @param {Model} model
 * @param {string} topic
 * @param {string} wide
 */
export function within(model, topic, wide) {
  for (let at = topic, steps = 0; at && steps < 20; steps += 1) {
    if (at === wide) return true;
    at = String(model.data.things[at]?.broader || "");
  }
  return false;
}

/**
 * A statement counts from the last day of its date on: only then is it certain that it was made.
 *
 * @param {Model} model
 * @param {Statement} one
 * @param {Filters} filters
 */
function fitsStatement(model, one, filters) {
  const { speaker, stance, mode, source, from, to } = filters;
  const kinds = one.speakers.map((key) => (model.data.things[key]?.type || "").toLowerCase());
  const spoken = !speaker || one.speakers.includes(speaker) ||
    (speaker === "narrator" ? one.narrated : !one.narrated && kinds.includes(speaker));
  return spoken && (!stance || one.stance === stance) && (!mode || one.mode === mode) &&
    (!source || one.source === source) && (!from || (one.latest || "") >= from) &&
    (!to || (one.latest || "9999") <= `${to}~`) &&
    Object.entries(filters).every(([name, value]) => !name.startsWith(WHERE) || attributeValues(model, name, one).includes(value));
}

export const WHERE = "where.";

/**
 * The values of an attribute of the study's own that a statement, its actors, its claim or its source have.
 *
 * @param {Model} model
 * @param {string} name of the filter: "where.NAME"
 * @param {Statement} one
 */
export function attributeValues(model, name, one) {
  const property = `${model.base}attribute/${name.slice(WHERE.length)}`;
  const ends = [one.key, one.claim, one.source, ...one.speakers, ...one.onBehalfOf ? [one.onBehalfOf] : []];
  return [...new Set(ends.flatMap((key) => texts(model.data.things[key] || {}, property)))];
}

/**
 * What one source says of all that is shown.
 *
 * @param {Shown} shown
 * @param {string} source
 * @returns {Shown}
 */
export function ofSource({ model, statements: all, claims: some }, source) {
  const statements = new Map([...all].filter(([, one]) => one.source === source));
  const said = new Set([...statements.values()].map(({ claim }) => claim));
  const claims = new Map([...some].filter(([key]) => said.has(key)));
  return { model, statements, claims, arguments: between(model, claims, statements), filtered: true };
}

/**
 * @param {Model} model
 * @param {Map<string, Claim>} claims
 * @param {Map<string, Statement>} statements
 */
function between(model, claims, statements) {
  /** @param {Argument} one */
  const stays = (one) => claims.has(one.premise) && (one.statedIn === null || statements.has(one.statedIn));
  const steps = new Map([...model.arguments].filter(
    ([, one]) => one.relation !== "undercut" && stays(one) && one.targets.some((key) => claims.has(key))));
  for (const [key, one] of model.arguments) {
    if (one.relation === "undercut" && stays(one) && one.targets.some((target) => steps.has(target))) steps.set(key, one);
  }
  return steps;
}
