// The words of claims: which are like another.

import { words } from "../../../views/templates/explorer/tokenizer.js";

const STEM = 5; // letters that stand for a word
const ALIKE = 0.6; // share of stems that two claims have in common at which they may be the same

/** @param {string} text */
const folded = (text) => words(text).map((word) => word.text);

/**
 * The ids of claims whose words are nearly those of a text, likest first.
 *
 * @param {string} text
 * @param {Record<string, {text: string}>} claims
 * @returns {string[]}
 */
export function nearlySame(text, claims) {
  const wanted = stems(text);
  const likeness = (/** @type {string} */ other) => {
    const theirs = stems(other);
    const common = [...wanted].filter((stem) => theirs.has(stem)).length;
    return common / (wanted.size + theirs.size - common || 1);
  };
  const scored = Object.entries(claims).map(([id, claim]) => ({ id, score: likeness(claim.text) }));
  return scored.filter(({ score }) => score >= ALIKE).sort((a, b) => b.score - a.score).map(({ id }) => id);
}

/** @param {string} text */
function stems(text) {
  return new Set(folded(text).map((word) => word.slice(0, STEM)));
}

/**
 * The keys of texts in which each word of a query begins some word, as many as are asked for.
 *
 * @param {string} query
 * @param {Iterable<[key: string, text: string]>} texts
 * @param {number} most
 * @returns {string[]}
 */
export function beginningWith(query, texts, most) {
  const wanted = folded(query);
  if (!wanted.length) return [];
  const found = [];
  for (const [key, text] of texts) {
    const listed = folded(`${text} ${key.replaceAll("-", " ")}`);
    if (wanted.every((word) => listed.some((other) => other.startsWith(word)))) found.push(key);
    if (found.length === most) break;
  }
  return found;
}
