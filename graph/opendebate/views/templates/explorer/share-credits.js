// What each picture says of itself: its sources, how many statements it shows, the licence, its address.

import { brief, count, named, webLink } from "./dom.js";
import { filterWords } from "./filter-words.js";
import { first, texts } from "./model.js";
import { keysShown } from "./rdf.js";

/** @typedef {import("./dom.js").Child} Child */
/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./state.js").State} State */

const MOST = 2; // sources that are named
const LONG = 100; // characters of a source's name

/** Whether the page has an address that others can open. */
export function online() {
  return /^https?:$/.test(location.protocol);
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @returns {string}
 */
export function creditsOf(shown, state) {
  const { model } = shown;
  const statements = statementsShown(shown, state);
  const { licence, version } = model.data;
  return [
    sourcesOf(model, statements), statementCount(shown, state, statements.length), licence && `Coding: ${licence.name}`,
    online() && location.href, `opendebate ${version}`,
  ].filter(Boolean).join(" · ");
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {number} n
 */
function statementCount({ model, filtered }, { filters }, n) {
  const all = model.statements.size;
  return filtered ? `${n.toLocaleString("en")} of ${count(all, "statement")} (${filterWords(model, filters)})` : count(n, "statement");
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @returns {Statement[]}
 */
function statementsShown(shown, state) {
  if (state.view !== "trace") return [...shown.statements.values()];
  return keysShown(shown, state).flatMap((key) => shown.statements.get(key) || []);
}

/**
 * @param {Model} model
 * @param {Statement[]} statements
 */
function sourcesOf(model, statements) {
  const keys = [...new Set(statements.map(({ source }) => source))];
  if (!keys.length) return "";
  if (keys.length > MOST) return count(keys.length, "source");
  return `${keys.length === 1 ? "Source" : "Sources"}: ${keys.map((key) => sourceName(model, key)).join("; ")}`;
}

/**
 * The sources by name, each with a link to the article where its address is known; of many, their number.
 *
 * @param {Model} model
 * @returns {Child[]}
 */
export function sourceLinks(model) {
  const all = model.ofKind("source");
  if (all.length > MOST) return [count(all.length, "source")];
  return [all.length === 1 ? "Source: " : "Sources: ",
    ...all.flatMap(({ key, page }, n) => [n ? "; " : "", webLink(page, named(sourceName(model, key)))])];
}

/** @param {Model} model */
export function licenceLink({ data: { licence } }) {
  return licence && webLink(licence.address, licence.name);
}

/**
 * @param {Model} model
 * @param {string} key
 */
function sourceName(model, key) {
  const raw = model.data.things[key];
  const [house] = texts(raw, "publisher").map((one) => model.nameOf(one));
  const year = (first(raw, "latest") || "").slice(0, 4);
  return [`“${brief(model.nameOf(key), LONG)}”`, house && brief(house, LONG), year].filter(Boolean).join(", ");
}
