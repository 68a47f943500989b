// An article as words in paragraphs, as opendebate/coding/text.py reads it. It is kept in memory
// only.

import { decoder, piecesOf } from "./html.js";
import { SPACES, blocksOf, collapse, endsSentence, strip } from "./paragraph-lines.js";
import { digest, words } from "./tokenizer.js";

/** @typedef {import("./tokenizer.js").Word} Word */
/**
 * A paragraph or heading: its words, as a range of word indexes, and the paragraph's number,
 * counted from 1; null for a heading.
 *
 * @typedef {{start: number, stop: number, paragraph: number | null}} Block
 */
/**
 * What is kept of a whole article: its first and last words, how many it has, and their digest.
 *
 * @typedef {{from?: string | null, to?: string | null, words?: number | null, sha256?: string | null}} Body
 */

const HEADING = 12; // a block of so many words is a paragraph, whatever it ends in
const HTML = new RegExp(
  `^[${SPACES}]*<(?:\\?xml|!--|!doctype[${SPACES}]+html|` +
    "(?:html|head|body|main|article|div|p)(?![\\p{L}\\p{N}_]))",
  "iu",
);
const SKIPPED = new Set(["script", "style", "noscript", "template", "title", "nav"]);
const BLOCK = new RegExp(
  "^(?:address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset" +
    "|figcaption|figure|footer|form|h[1-6]|head|header|hgroup|hr|html|legend|li|main|menu|ol|option" +
    "|p|pre|section|select|summary|table|tbody|td|tfoot|th|thead|tr|ul)$",
);

/** An article's words, their places in the raw text, and its paragraphs and headings. */
export class Text {
  /**
   * @param {string} raw the text as it was read, without markup; a body keeps that of its page
   * @param {Word[]} words
   * @param {Block[]} blocks
   */
  constructor(raw, words, blocks) {
    this.raw = raw;
    this.words = words;
    this.blocks = blocks;
    this.starts = blocks.map((block) => block.start);
    /** @type {Map<string, number[]>} */
    this.positions = new Map();
    for (const [i, { text }] of words.entries()) {
      const places = this.positions.get(text);
      if (places) places.push(i);
      else this.positions.set(text, [i]);
    }
  }

  /** The blocks that are no headings. */
  get paragraphs() {
    return this.blocks.filter((block) => block.paragraph);
  }

  /**
   * Return the number of the paragraph a word stands in; null in a heading.
   *
   * @param {number} index
   */
  paragraphAt(index) {
    return this.blocks[firstFrom(this.starts, index + 1) - 1].paragraph;
  }

  /**
   * Return words as they are written, with what stands between them; white space collapsed.
   *
   * @param {number} start
   * @param {number} stop
   */
  slice(start, stop) {
    return collapse(this.raw.slice(this.words[start].start, this.words[stop - 1].end));
  }

  /**
   * Tell whether a run of folded words begins at a word index.
   *
   * @param {number} at
   * @param {readonly string[]} run
   */
  hasAt(at, run) {
    return run.every((word, i) => this.words[at + i]?.text === word);
  }

  /**
   * Return the word indexes at which a run of folded words begins.
   *
   * @param {readonly string[]} run
   */
  occurrences(run) {
    const places = run.map((word) => this.positions.get(word) || []);
    const few = Math.min(...places.map((list) => list.length));
    const offset = places.findIndex((list) => list.length === few); // of the rarest
    const starts = (places[offset] || []).map((place) => place - offset);
    return starts.filter((at) => this.hasAt(at, run));
  }
}

/**
 * Make a text of a plain string.
 *
 * @param {string} raw
 */
export function textOf(raw) {
  const found = words(raw);
  const starts = found.map((word) => word.start);
  const blocks = blocksOf(raw).map(([begin, end]) => {
    const [start, stop] = [firstFrom(starts, begin), firstFrom(starts, end)];
    const heading = stop - start < HEADING && !endsSentence(raw.slice(begin, end));
    return { start, stop, heading };
  });
  return new Text(raw, found, numbered(blocks));
}

/**
 * Narrow a page to the article itself, and tell whether its words are those that were sealed; null
 * where they were not, or no digest can be worked out.
 *
 * @param {Text} text the page
 * @param {Body} body
 * @returns {Promise<{text: Text, sealed: boolean | null}>}
 */
export async function bodyOf(text, body) {
  const { from, to, words: count, sha256 } = body;
  const starts = from ? placesOf(text, from, "begins") : [0];
  for (const start of count && sha256 ? starts : []) {
    const told = await digest(text.words.slice(start, start + Number(count)));
    if (told === sha256) return { text: narrowed(text, start, start + Number(count)), sealed: true };
    if (told === null) break;
  }
  const lasts = to ? placesOf(text, to, "ends") : [];
  const stop = to ? lasts[lasts.length - 1] + words(to).length : text.words.length;
  if (stop <= starts[0]) {
    throw new Error(
      `This is not the article as it was coded: the words it ends with, ${quoted(to)}, ` +
        `stand only before those it begins with, ${quoted(from)}.`,
    );
  }
  const article = narrowed(text, starts[0], stop);
  const told = sha256 ? await digest(article.words) : null;
  return { text: article, sealed: told === null ? null : told === sha256 };
}

/**
 * Tell whether a text is a web page.
 *
 * @param {string} raw
 */
export function looksLikeHtml(raw) {
  return HTML.test(raw);
}

/**
 * Return all text of a page but its navigation and what browsers never show. A block's start and
 * end are blank lines.
 *
 * @param {string} html
 */
export function stripTags(html) {
  const decoded = decoder(html);
  /** @type {string[]} */
  const parts = [];
  /** @type {string[]} */
  const inside = []; // the skipped elements that are open
  for (const { text, tag, closing } of piecesOf(html)) {
    if (closing && inside.includes(tag)) inside.length = inside.indexOf(tag);
    else if (!closing && SKIPPED.has(tag)) inside.push(tag);
    if (tag) parts.push(tag === "br" ? "\n" : BLOCK.test(tag) ? "\n\n" : "");
    else if (!inside.length) parts.push(decoded(text).replace(/[ \t\r\n\f]+/g, " "));
  }
  const text = parts.join("").replace(/ +/g, " ").replace(/ ?\n ?/g, "\n").replace(/\n{2,}/g, "\n\n");
  return strip(text);
}

/**
 * Return the first index from which no number of an ascending list is below a value.
 *
 * @param {readonly number[]} list
 * @param {number} value
 */
export function firstFrom(list, value) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * @param {Text} text
 * @param {string} anchor
 * @param {string} verb
 */
function placesOf(text, anchor, verb) {
  const places = text.occurrences(words(anchor).map((word) => word.text));
  if (places.length) return places;
  throw new Error(
    `This is not the article as it was coded: the words it ${verb} with, ${quoted(anchor)}, are not in it.`,
  );
}

/**
 * Quote words from the data, apart from the direction of the words around them.
 *
 * @param {string | null | undefined} words
 */
function quoted(words) {
  return `“\u2068${words}\u2069”`;
}

/**
 * Return the words from `start` to before `stop`; a block that is cut stays what it was.
 *
 * @param {Text} text
 * @param {number} start
 * @param {number} stop
 */
function narrowed(text, start, stop) {
  const blocks = text.blocks.map((block) => ({
    start: Math.max(block.start, start) - start,
    stop: Math.min(block.stop, stop) - start,
    heading: !block.paragraph,
  }));
  return new Text(text.raw, text.words.slice(start, stop), numbered(blocks));
}

/**
 * Number the paragraphs among blocks, leaving out those without words. A heading stands above a
 * paragraph: short blocks with none below them, as the last posts of a thread, are paragraphs.
 *
 * @param {{start: number, stop: number, heading: boolean}[]} blocks
 * @returns {Block[]}
 */
function numbered(blocks) {
  const filled = blocks.filter(({ start, stop }) => start < stop);
  let last = filled.length - 1;
  while (last >= 0 && filled[last].heading) last -= 1;
  let number = 0;
  return filled.map(({ start, stop, heading }, i) => ({ start, stop, paragraph: heading && i < last ? null : ++number }));
}
