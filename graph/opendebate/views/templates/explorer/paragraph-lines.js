// Where the paragraphs of a plain text begin and end, as opendebate/coding/text.py has it, and what
// Python takes for white space, which is not quite what browsers do.

/** @typedef {[number, number]} Range where something begins and ends in the raw text */

const BREAKS = "\\n\\v\\f\\r\\x1c-\\x1e\\x85\\u2028\\u2029";
/** White space, to stand in the brackets of a pattern. */
export const SPACES = `${BREAKS}\\t\\x1f \\xa0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000`;
const LINE = new RegExp(`[^${BREAKS}]*(?:\\r\\n|[${BREAKS}]|$)`, "g");
const SPACE = new RegExp(`[${SPACES}]+`, "g");
const SEEN = new RegExp(`[^${SPACES}]`);
// Marks that end a sentence, closing quotes and brackets too (German closes with “, Danish with «), and
// the dash of whoever is interrupted.
const ENDS_SENTENCE = new Set(".!?…—–।॥۔؟։።፧།။༎។！？\"'”’“‘»«›‹)]}」』）】");

/**
 * Return where each block begins and ends: blank lines part them, or else line ends do.
 *
 * @param {string} raw
 * @returns {Range[]}
 */
export function blocksOf(raw) {
  /** @type {Range[][]} */
  let groups = [[]];
  for (const { 0: line, index } of raw.matchAll(LINE)) {
    const text = strip(line);
    const begin = index + line.indexOf(text);
    if (text) groups[groups.length - 1].push([begin, begin + text.length]);
    else if (groups[groups.length - 1].length) groups.push([]);
  }
  groups = groups.filter((group) => group.length);
  if (groups.length < 2 || !isWrapped(raw, groups)) return groups.flat();
  return groups.map((group) => [group[0][0], group[group.length - 1][1]]);
}

/**
 * Tell whether line ends within blocks only keep lines short, or hardly occur.
 *
 * Such a line does not end a sentence, and the next word would have made it longer than nearly
 * all others. In a text with one paragraph a line, a stray blank line so stays just that.
 *
 * @param {string} raw
 * @param {Range[][]} groups
 */
function isWrapped(raw, groups) {
  const lines = groups.map((group) => group.map((line) => raw.slice(...line)));
  const lengths = lines.flat().map(lengthOf).sort((one, other) => one - other);
  const width = lengths[Math.floor((lengths.length * 9) / 10)];
  const wraps = lines.flatMap((group) =>
    group.slice(1).map((next, i) => {
      const ended = endsSentence(group[i]);
      return !ended && lengthOf(group[i]) + 1 + lengthOf(next.split(SPACE, 1)[0]) > width;
    }),
  );
  return 2 * wraps.filter(Boolean).length >= wraps.length || groups.length > 3 * wraps.length;
}

/**
 * Count characters, as Python does.
 *
 * @param {string} text
 */
function lengthOf(text) {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length || 0);
}

/**
 * Return a text without the white space, as Python knows it, around it.
 *
 * @param {string} text
 */
export function strip(text) {
  let [begin, end] = [text.search(SEEN), text.length];
  if (begin < 0) return "";
  while (!SEEN.test(text[end - 1])) end -= 1;
  return text.slice(begin, end);
}

/**
 * Return a text with its white space collapsed.
 *
 * @param {string} text
 */
export function collapse(text) {
  return text.replace(SPACE, " ");
}

/**
 * Tell whether the last of a text is a mark that ends a sentence.
 *
 * @param {string} text
 */
export function endsSentence(text) {
  return ENDS_SENTENCE.has(text.slice(-1));
}
