// Statements in words.

import { QUOTATION_MARKS } from "./tokenizer.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./model.js").Passage} Passage */

/** What several speakers do. @type {Record<string, string>} */
export const PLURAL = { affirms: "affirm", denies: "deny", doubts: "doubt", concedes: "concede" };
/** @type {Record<string, string>} */
export const SIGNS = { affirms: "✓", denies: "✗", doubts: "?", concedes: "(✓)" };

/**
 * Join names as one says them: "Ann, Ben and Cleo".
 *
 * @param {string[]} names
 */
export function tellNames(names) {
  const last = names[names.length - 1];
  return names.length < 2 ? last || "nobody" : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/**
 * A name within a sentence: "A senior official" begins with a small letter there, "The Guardian" does not.
 *
 * @param {string} name
 */
export function inSentence(name) {
  return /^(A|An|The|Some) \p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/**
 * @param {Model} model
 * @param {Statement} one
 */
export function tellSpeakers(model, one) {
  return tellNames(one.speakers.map((key) => model.nameOf(key)));
}

export const UNKNOWN_PASSAGE = "passage unknown";

/**
 * In what role somebody speaks. Only on whose behalf they speak takes the stance too.
 *
 * @param {Pick<Statement, "onBehalfOf" | "affiliation" | "capacity">} one
 * @returns {[how: string, whom: string][]} the key of a body, or the hat in words
 */
export function inRole({ onBehalfOf, affiliation, capacity }) {
  /** @type {[string, string | null][]} */
  const told = [["on behalf of ", onBehalfOf], ["affiliated with ", affiliation === onBehalfOf ? null : affiliation], ["as ", capacity]];
  return told.flatMap(([how, whom]) => (whom ? [/** @type {[string, string]} */ ([how, whom])] : []));
}

/**
 * The first and last words of a passage, in quotation marks. Double marks within them are left out:
 * their partners may be in the words between.
 *
 * @param {Passage} passage
 */
export function tellEnds({ from, to }) {
  const [first, last] = [from, to].map((end) => end.replace(QUOTATION_MARKS, ""));
  return from === to ? `“${first}”` : `“${first} … ${last}”`;
}


/** @param {Passage} passage */
export function tellLength({ words }) {
  return words ? `${words} word${words === 1 ? "" : "s"}` : "not sealed";
}

/** @param {Pick<Passage, "paragraph">} passage */
export function tellParagraph({ paragraph }) {
  return paragraph === null ? "heading" : `¶${paragraph}`;
}

/**
 * How a statement reached the source: "verbatim, via The Guardian".
 *
 * @param {Model} model
 * @param {Statement} one
 */
export function tellManner(model, one) {
  const carried = one.via.map((key) => model.nameOf(key)).join(", then ");
  return one.mode + (carried && `, via ${carried}`);
}

/**
 * The time between two days, as short as it can be said: "2023-02", "2023", "2024-01-22 to 2024-01-28".
 *
 * @param {string | null} earliest
 * @param {string | null} latest
 */
export function tellDates(earliest, latest) {
  if (!earliest || !latest) return earliest || latest || "";
  for (const length of [4, 7]) {
    /** @type {string} */
    const first = earliest.slice(0, length);
    const last = latest.slice(0, length);
    const begins = earliest === `${first}${length === 4 ? "-01-01" : "-01"}`;
    if (begins && latest === lastDay(last)) return first === last ? first : `${first} to ${last}`;
  }
  return earliest === latest ? earliest : `${earliest} to ${latest}`;
}

/**
 * The last day of a year or month.
 *
 * @param {string} span
 */
function lastDay(span) {
  if (span.length === 4) return `${span}-12-31`;
  const [year, month] = span.split("-").map(Number);
  return `${span}-${String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, "0")}`;
}

/**
 * A record elsewhere by its name: "Wikidata Q42"; others by their address.
 *
 * @param {string} address
 */
export function tellElsewhere(address) {
  const [, item] = /^http:\/\/www\.wikidata\.org\/entity\/(Q\d+)$/.exec(address) || [];
  return item ? `Wikidata ${item}` : address.replace(/^https?:\/\/(www\.)?/i, "");
}
