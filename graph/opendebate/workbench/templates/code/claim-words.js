// The words of claims: those like another, and those copied from the article.

import { words } from "../../../views/templates/explorer/tokenizer.js";

/** @typedef {import("./article.js").Article} Article */

const IN_A_ROW = 7; // words from the article at which a person is warned
const STEM = 5; // letters that stand for a word
const ALIKE = 0.6; // share of stems that two claims have in common at which they may be the same

/** @param {string} text */
const folded = (text) => words(text).map((word) => word.text);

/**
 * Return a function that gives the words in a row that a text has from an article; "" if they are fewer than seven.
 *
 * @param {Article} article
 * @returns {(text: string) => string}
 */
export function copyFinder(article) {
  const rows = new Set();
  for (const { text } of article.blocks) {
    const listed = folded(text);
    for (let i = 0; i + IN_A_ROW <= listed.length; i++) rows.add(listed.slice(i, i + IN_A_ROW).join(" "));
  }
  return (text) => {
    const listed = folded(text);
    for (let i = 0; i + IN_A_ROW <= listed.length; i++) {
      const row = listed.slice(i, i + IN_A_ROW).join(" ");
      if (rows.has(row)) return row;
    }
    return "";
  };
}

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
