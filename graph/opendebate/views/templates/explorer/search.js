// Finding things by words of their names and texts, best first, as `opendebate search` does.

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Thing} Thing */
/** @typedef {{thing: Thing, texts: string[]}} Entry */

/** @type {WeakMap<Model, Entry[]>} what can be found, folded once */
const entries = new WeakMap();

/**
 * A text without case and accents, for comparing.
 *
 * @param {string} text
 */
export function fold(text) {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}

/**
 * @param {Model} model
 * @returns {Entry[]}
 */
function entriesOf(model) {
  const known = entries.get(model) || [...model.things.values()].filter(({ kind }) => kind !== "context")
    .map((thing) => ({ thing, texts: [thing.name, ...thing.names, thing.id].map((text) => fold(text.slice(0, 2000))) }));
  entries.set(model, known);
  return known;
}

/**
 * The things whose names or texts hold all the words, best first; beginnings of words are enough.
 *
 * @param {Model} model
 * @param {string} words
 * @returns {Thing[]}
 */
export function search(model, words) {
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  const found = entriesOf(model).flatMap(({ thing, texts }) => {
    const ranks = texts.map((text) => rank(wanted, text)).filter((one) => one < Infinity);
    // A name is what one looks for first, and then a sentence.
    return ranks.length ? [{ thing, rank: Math.min(...ranks) + (thing.kind === "claim" ? 0.5 : 0) }] : [];
  });
  found.sort((a, b) => a.rank - b.rank || (a.thing.key < b.thing.key ? -1 : 1));
  return found.map(({ thing }) => thing);
}

/**
 * How well words fit a text: small is good, infinite not at all. Among equals the shorter text wins.
 *
 * @param {string[]} wanted
 * @param {string} text
 */
function rank(wanted, text) {
  const length = Math.min(text.length, 9999) / 10_000;
  if (text === wanted.join(" ")) return length;
  const begins = ` ${text}`.replace(/[-“]/g, " ");
  if (wanted.every((word) => begins.includes(` ${word}`))) return 1 + length;
  return wanted.every((word) => text.includes(word)) ? 2 + length : Infinity;
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
  const scored = entriesOf(model).map(({ thing, texts }) => {
    const names = thing.kind === "claim" ? texts.slice(-1) : texts;
    return { thing, like: Math.max(...names.flatMap((text) => [text, ...text.split(/[\s-]+/)]).map((text) => alike(wanted, pairs(text)))) };
  });
  return scored.filter(({ like }) => like >= 0.4).sort((a, b) => b.like - a.like || (a.thing.key < b.thing.key ? -1 : 1))
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
