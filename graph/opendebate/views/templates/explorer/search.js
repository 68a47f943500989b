// Finding things by words of their names and texts, best first, as opendebate/ask/search.py does.

import { inWords } from "./model.js";
import { UNSPACED } from "./tokenizer.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Thing} Thing */
/** @typedef {{thing: Thing, texts: string[], words: string[][], described: string[]}} Entry */

// How well a word answers one that is looked for.
const [EXACT, BEGINS, FORM, INSIDE] = [6, 4, 2, 1];
const DESCRIBED = 1; // how much a word of a description counts, if it answers as well as a form or better
const STEM = 3; // letters that forms of a word share at the least
const ENDING = 4; // letters that a form may have of its own
const IN_UNSPACED = new RegExp(`[${UNSPACED}]`, "u"); // such a piece of text may be any part of a sentence
const ALIKE = 0.5; // share of pairs of letters from which a name is offered in the place of another
const MOST = 2000; // signs of a text that are searched

/** @type {WeakMap<Model, Entry[]>} what can be found, folded once */
const entries = new WeakMap();

/**
 * A text without case, accents and vowel signs, for comparing.
 *
 * @param {string} text
 */
export function fold(text) {
  // Up and down, as Unicode folds case: sharp s becomes two, and a sigma at the end like any other.
  const small = text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
  return small.normalize("NFKD").replace(/\p{M}/gu, "");
}

/**
 * The words of a text, folded; those of an id, too.
 *
 * @param {string} text
 * @returns {string[]}
 */
function tokens(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
}

/**
 * @param {Model} model
 * @returns {Entry[]}
 */
function entriesOf(model) {
  const known = entries.get(model) || [...model.things.values()].map((thing) => {
    const [described, ...texts] = [thing.description, thing.name, ...thing.names, thing.id]
      .map((text) => [...text.slice(0, 2 * MOST)].slice(0, MOST).join(""));
    return { thing, texts: texts.map(fold), words: texts.map(tokens), described: tokens(described) };
  });
  entries.set(model, known);
  return known;
}

/**
 * The things that answer to any of some words: first what answers to all, then what answers to the
 * rarest. Beginnings and other forms of words are found too.
 *
 * @param {Model} model
 * @param {string} words
 * @returns {Thing[]}
 */
export function search(model, words) {
  const wanted = [...new Set(tokens(words))];
  const phrase = tokens(words).join(" ");
  const every = entriesOf(model);
  const scored = wanted.map((word) => scores(word, every));
  const found = every.flatMap(({ thing, words: held }, n) => {
    const marks = scored.map(({ qualities }) => qualities[n]);
    if (thing.kind === "context" || !marks.some(Boolean)) return [];
    const score = marks.reduce((sum, mark, i) => sum + mark * scored[i].rarity, 0);
    const whole = held.some((text) => text.join(" ") === phrase);
    const key = [Number(!whole), Number(!marks.every(Boolean)), -score, [...thing.name].length];
    return [{ thing, key }];
  });
  found.sort((a, b) => {
    const differs = a.key.findIndex((part, i) => part !== b.key[i]);
    if (differs >= 0) return a.key[differs] - b.key[differs];
    return inWords(a.thing.key, b.thing.key);
  });
  return found.map(({ thing }) => thing);
}

/**
 * How well every entry answers to one word, and how rare that is, in binary digits of entries per
 * answer: so that it is the same in every language.
 *
 * @param {string} wanted
 * @param {Entry[]} every
 */
function scores(wanted, every) {
  /** @type {Map<string, number>} */
  const known = new Map();
  /** @param {string} word */
  const mark = (word) => {
    if (!known.has(word)) known.set(word, quality(wanted, word));
    return known.get(word) || 0;
  };
  const qualities = every.map(({ words, described }) =>
    words.flat().reduce((best, word) => Math.max(best, mark(word)), 0) || (described.some((word) => mark(word) >= FORM) ? DESCRIBED : 0));
  const answers = qualities.filter(Boolean).length;
  return { qualities, rarity: answers ? 32 - Math.clz32(Math.floor(every.length / answers)) : 0 };
}

/**
 * How well a word answers to one that is looked for, both folded; 0 for not at all.
 *
 * @param {string} wanted
 * @param {string} word
 */
function quality(wanted, word) {
  if (word === wanted) return EXACT;
  if (word.startsWith(wanted)) return BEGINS;
  const [a, b] = [[...wanted], [...word]];
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared += 1;
  const own = [a.length - shared, b.length - shared];
  if (shared >= STEM && Math.max(...own) <= ENDING && own[0] + own[1] <= shared + 1) return FORM;
  return (a.length >= STEM || IN_UNSPACED.test(wanted)) && word.includes(wanted) ? INSIDE : 0;
}

/**
 * Tell how much of a word is to be set apart as what was looked for: the letters at its beginning,
 * or all of another form of it.
 *
 * @param {string} words
 * @param {string} piece
 */
export function answered(words, piece) {
  const [word = ""] = tokens(piece);
  const marks = tokens(words).map((one) => ({ one, mark: quality(one, word) })).filter(({ mark }) => mark >= FORM);
  const best = marks.sort((a, b) => b.mark - a.mark)[0];
  if (!word || !best) return 0;
  // Letters that fold to several would shift the mark: then the whole word is marked.
  const alike = best.mark >= BEGINS && fold(piece).startsWith(best.one) && fold(piece).length === piece.length;
  return alike ? best.one.length : piece.length;
}

/**
 * The things whose names look most like words that name nothing.
 *
 * @param {Model} model
 * @param {string} words
 * @param {number} most
 * @returns {Thing[]}
 */
export function suggest(model, words, most) {
  const wanted = pairs(fold(words.slice(0, 200)).replace(/[^\p{L}\p{N}]+/gu, " ").trim());
  const named = entriesOf(model).filter(({ thing }) => thing.kind !== "context");
  const scored = named.map(({ thing, texts }) => {
    const names = thing.kind === "claim" ? texts.slice(-1) : texts;
    return { thing, like: Math.max(...names.flatMap((text) => [text, ...text.split(/[\s-]+/)]).map((text) => alike(wanted, pairs(text)))) };
  });
  return scored.filter(({ like }) => like >= ALIKE).sort((a, b) => b.like - a.like || inWords(a.thing.key, b.thing.key))
    .slice(0, most).map(({ thing }) => thing);
}

/** @param {string} text */
function pairs(text) {
  const padded = ` ${text.slice(0, 60)} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, n) => padded.slice(n, n + 2)));
}

/**
 * The share of pairs of letters that two texts have in common (Dice's coefficient).
 *
 * @param {Set<string>} a
 * @param {Set<string>} b
 */
function alike(a, b) {
  let same = 0;
  for (const pair of a) if (b.has(pair)) same += 1;
  return (2 * same) / (a.size + b.size);
}
