// Filters in words.

import { WHERE } from "./filter.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./state.js").Filters} Filters */

/** What each filter is called; one of an attribute has the attribute's name. */
export const NAMES = /** @type {Record<string, string>} */ ({
  side: "Side", topic: "Topic", kind: "Kind of claim", speaker: "Speaker", stance: "Stance", mode: "Mode",
  source: "Source", from: "From", to: "Until",
});
export const SPEAKERS = { person: "any person", organization: "any organisation", group: "any group", narrator: "any narrator" };
const LONG = 80; // characters of a value

/**
 * @param {Model} model
 * @param {string} name
 */
export function titleOf(model, name) {
  return NAMES[name] || model.nameOf(name.replace(WHERE, "attribute/"));
}

/**
 * @param {Model} model
 * @param {string} name
 * @param {string} value
 */
export function valueWords(model, name, value) {
  if (model.data.things[value]) return model.nameOf(value);
  return name === "speaker" ? SPEAKERS[/** @type {keyof typeof SPEAKERS} */ (value)] || value : value;
}

/**
 * All that is set: "topic: Open release; until: 2023-12-31".
 *
 * @param {Model} model
 * @param {Filters} filters
 */
export function filterWords(model, filters) {
  return Object.entries(filters).map(([name, value]) =>
    `${NAMES[name]?.toLowerCase() || titleOf(model, name)}: ${valueWords(model, name, value).slice(0, LONG)}`).join("; ");
}
