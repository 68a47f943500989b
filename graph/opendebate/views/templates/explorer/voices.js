// Voices by name and by number. What a voice is, the glossary says; ask/voices.py does the same.

import { brief, count } from "./dom.js";
import { texts } from "./model.js";
import { tellNames } from "./wording.js";

/** @typedef {import("./model.js").Model} Model */

const FEW = 3; // voices that are named
const NAME = 60; // characters of a name
const LONG = 24; // characters of a name that has no room on the map
const ABBREVIATION = /^[\p{Lu}\d&.-]{2,8}$/u;

/** @type {WeakMap<Model, Set<string>>} */
const known = new WeakMap();

/**
 * Who has no name: anonymous persons, groups that are no source's author, and whom a source only imagines.
 *
 * @param {Model} model
 */
export function withoutName(model) {
  const there = known.get(model);
  if (there) return there;
  const authors = new Set(model.ofKind("source").flatMap(({ raw }) => texts(raw, "creator")));
  const made = new Set(model.ofKind("actor")
    .filter(({ key, raw }) => raw.anonymous || raw.hypothetical || (raw.type === "Group" && !authors.has(key)))
    .map(({ key }) => key));
  known.set(model, made);
  return made;
}

/**
 * The name of a voice where there is little room: of a long one its abbreviation, if it has one.
 * ask/voices.py does the same.
 *
 * @param {Model} model
 * @param {string} key
 */
export function shortName(model, key) {
  const name = model.nameOf(key);
  if ([...name].length <= LONG) return name;
  return texts(model.get(key)?.raw || { type: "" }, "altLabel").find((other) => ABBREVIATION.test(other)) || name;
}

/**
 * How many voices there are: "3 named voices and 1 without a name".
 *
 * @param {Model} model
 * @param {Iterable<string>} keys
 */
export function countVoices(model, keys) {
  const all = [...new Set(keys)], some = all.filter((key) => !withoutName(model).has(key)).length;
  const rest = all.length - some;
  if (!some && rest) return count(rest, "voice without a name", "voices without a name");
  return count(some, "named voice") + (rest ? ` and ${rest} without a name` : "");
}

/**
 * Voices in words: a few by their names, many by their number.
 *
 * @param {Model} model
 * @param {Iterable<string>} keys
 * @param {(name: string) => string} [form] of a name, where it does not begin a sentence
 */
export function tellVoices(model, keys, form = (name) => name) {
  const all = [...new Set(keys)];
  return all.length > FEW ? countVoices(model, all) : tellNames(all.map((key) => brief(form(model.nameOf(key)), NAME)));
}
