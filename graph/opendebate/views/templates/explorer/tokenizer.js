// The words of a text, folded so that every faithful copy of it has the same ones: what
// opendebate/coding/tokenizer.py does, letter for letter. They differ only where the browser knows
// characters that Python's version of Unicode does not have yet.

/**
 * A word, and where it stands: `raw.slice(start, end)` is how it is written.
 *
 * @typedef {{text: string, start: number, end: number}} Word
 */

const APOSTROPHES = new Set("'`´ʹʻʼʽˈˊˋ‘’‛′‵՚׳❛❜ꞌ");
// Nobody sees these: format characters, grapheme joiner, Hangul fillers, variation selectors.
const UNSEEN = /^[\p{Cf}\u034f\u115f\u1160\u180b-\u180f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u;
const KEPT = /^[\p{L}\p{M}\p{N}]$/u;
const CHEROKEE = /^\p{Script=Cherokee}$/u;
// Scripts written without spaces, in which each letter counts as a word: Thai to Myanmar, Khmer,
// iteration marks and kana, Han, Myanmar's and kana's extensions, Han's supplementary planes.
export const UNSPACED =
  "\\u0e00-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf" +
  "\\u4e00-\\u9fff\\ua9e0-\\ua9ff\\uaa60-\\uaa7f\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{3ffff}";
const RUN = `(?![${UNSPACED}])[\\p{L}\\p{N}][^ '${UNSPACED}]*`;
const WORD = `${RUN}(?:'${RUN})*|[\\p{L}\\p{N}][^\\p{L}\\p{N} ']*`;

/**
 * Return the words of a text in their order.
 *
 * Compatibility characters and case are folded, apostrophes of every kind are alike and belong to
 * a word only between letters, combining marks belong to their letter, and characters that cannot
 * be seen are left out without separating anything. All else separates.
 *
 * @param {string} text
 * @returns {Word[]}
 */
export function words(text) {
  const folding = new Map(Array.from(new Set(text), (char) => [char, fold(char)]));
  const { folded, place } = foldedText(text, folding);
  /** @type {Map<string, string>} */
  const composed = new Map();
  const found = [];
  for (const match of folded.matchAll(new RegExp(WORD, "gu"))) {
    const [word] = match;
    const last = place(match.index + word.length - 1);
    const known = composed.get(word) ?? word.normalize("NFKC");
    composed.set(word, known);
    found.push({ text: known, start: place(match.index), end: last + width(text, last) });
  }
  return found;
}

/**
 * Return the SHA-256 of folded words joined by one space, in hexadecimal; null where the browser
 * does not lend its cryptography, as on pages that came over plain http.
 *
 * @param {readonly Word[]} words
 * @returns {Promise<string | null>}
 */
export async function digest(words) {
  /** @type {SubtleCrypto | undefined} */
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return null;
  const bytes = new TextEncoder().encode(words.map((word) => word.text).join(" "));
  const hash = new Uint8Array(await subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Return the folded text and, for each place in it, that of the character it comes from.
 *
 * @param {string} text
 * @param {ReadonlyMap<string, string>} folding
 * @returns {{folded: string, place: (at: number) => number}}
 */
function foldedText(text, folding) {
  const same = [...folding].every(([char, folded]) => char.length === 1 && folded.length === 1);
  let folded = "";
  for (const char of text) folded += folding.get(char);
  if (same) return { folded, place: (at) => at };
  const places = new Uint32Array(folded.length);
  let [from, to] = [0, 0];
  for (const char of text) {
    const length = (folding.get(char) || "").length;
    places.fill(from, to, to + length);
    from += char.length;
    to += length;
  }
  return { folded, place: (at) => places[at] };
}

/**
 * Return one character folded: decomposed letters, digits and marks, an apostrophe or a space.
 *
 * @param {string} char
 */
function fold(char) {
  if (APOSTROPHES.has(char)) return "'"; // asked first, since NFKD makes a space and a mark of some
  const caseless = Array.from(char.normalize("NFKD"), foldCase).join("");
  const folded = Array.from(caseless.normalize("NFKD"), reduce).join("");
  return /^ +$/.test(folded) ? " " : folded;
}

/**
 * Fold case as Unicode does. Upper and then lower case comes to the same for every character but
 * dotless i, which stays, and Cherokee, whose capitals are its plain letters; the first lowering
 * is for capital sharp s. It takes one character, since sigma would become a final one.
 *
 * @param {string} char
 */
function foldCase(char) {
  if (char === "ı") return char;
  if (CHEROKEE.test(char)) return char.toUpperCase();
  return char.toLowerCase().toUpperCase().toLowerCase();
}

/** @param {string} char */
function reduce(char) {
  if (UNSEEN.test(char)) return "";
  if (APOSTROPHES.has(char)) return "'";
  return KEPT.test(char) ? char : " ";
}

/**
 * Tell how long the character at a place is.
 *
 * @param {string} text
 * @param {number} at
 */
function width(text, at) {
  return Number(text.codePointAt(at)) > 0xffff ? 2 : 1;
}

export const QUOTATION_MARKS = /[“”„«»"「」『』〝〞]/gu;
/** @type {Record<string, string>} */
const CLOSERS = { "“": "”", "„": "“”", "”": "”", "«": "»", "»": "«", '"': '"', "「": "」", "『": "』", "〝": "〞" };
/** @type {Record<string, string>} */
const OPENERS = { "”": "“", "“": "„", "»": "«", "«": "»", '"': '"', "」": "「", "』": "『", "〞": "〝" };

/**
 * Words of an article with the double quotation marks that stand just outside of them.
 *
 * @param {string} words
 */
export function closeQuotations(words) {
  let missing = "", expected = "";
  for (const { 0: mark, index } of words.matchAll(QUOTATION_MARKS)) {
    const ends = (mark === "»" || /\S/u.test(words.charAt(index - 1))) && !/[\p{L}\p{N}]/u.test(words.charAt(index + 1));
    if (expected && expected.includes(mark)) expected = "";
    else if (!expected && ends) missing ||= OPENERS[mark] || "";
    else if (!expected) expected = CLOSERS[mark] || "";
  }
  return missing + words + expected.slice(-1);
}
