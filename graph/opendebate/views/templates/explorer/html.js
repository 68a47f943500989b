// The tags and texts of a web page, read as Python's html.parser reads them and opendebate/coding/html.py
// uses it. The page is never made into a document, so nothing of it loads, runs or is reported.

/**
 * A piece of a page: a tag, or text, as it is written. Self-closing tags come twice.
 *
 * @typedef {{tag: string, closing: boolean, text: string}} Piece
 */
/** @typedef {{pieces: Piece[], end: number}} Step what stands at a place, and where it ends */

const OPENED = /<([a-zA-Z][^\t\n\r\f />\0]*)(?:\s|\/(?!>))*/y;
const ATTRIBUTE =
  /(?<=['"\s/])[^\s/>][^\s/=>]*(?:\s*=+\s*(?:'[^']*'|"[^"]*"|(?!['"])[^>\s]*))?(?:\s|\/(?!>))*/y;
const OPENED_END = /\s*(\/?)>/y;
const CLOSED = /<\/([a-zA-Z][^\t\n\r\f />\0]*)[^>]*>/y;
// Comments, CDATA, declarations, instructions and closing tags without a name.
const HIDDEN = [
  /<!---?>|<!--[^]*?(?:--\s*>|--!>|$)/y,
  /<!\[CDATA\[[^]*?(?:\]\s*\]\s*>|$)/y,
  /<[!?][^>]*(?:>|$)|<\/(?![a-zA-Z])[^>]*>/y,
];
const REFERENCE = /&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?/g;
const APART = "\ue000"; // no reference stands for it

/**
 * Return the tags, by their names, and texts of a page in their order.
 *
 * @param {string} html
 * @returns {Generator<Piece>}
 */
export function* piecesOf(html) {
  for (let at = 0; at < html.length; ) {
    const { pieces, end } = opened(html, at) || closed(html, at) || hidden(html, at) || written(html, at);
    yield* pieces;
    at = end;
  }
}

/**
 * Return a function that gives a text of a page with its character references replaced.
 *
 * Only the browser knows all their names. So the references alone, which are an ampersand and
 * letters or digits, are read as a document once; it is never shown.
 *
 * @param {string} html
 * @returns {(text: string) => string}
 */
export function decoder(html) {
  const found = [...new Set(html.match(REFERENCE))];
  const read = new DOMParser().parseFromString(`<body>.${APART}${found.join(APART)}`, "text/html");
  const signs = (read.body.textContent || "").split(APART).slice(1);
  const meant = new Map(found.map((one, i) => [one, isForbidden(one) ? "" : signs[i]]));
  return (text) => text.replace(REFERENCE, (one) => meant.get(one) || "");
}

/**
 * Read an opening tag. What is no whole tag is text, and so nothing here.
 *
 * @param {string} html
 * @param {number} at
 * @returns {Step | null}
 */
function opened(html, at) {
  const name = matchAt(OPENED, html, at);
  if (!name || html.indexOf(">", at) < 0) return null;
  let end = at + name[0].length;
  for (let given; (given = matchAt(ATTRIBUTE, html, end)); ) end += given[0].length;
  const rest = matchAt(OPENED_END, html, end);
  if (!rest) return null;
  const tag = name[1].toLowerCase();
  const pieces = [{ tag, closing: false, text: "" }];
  end += rest[0].length;
  if (rest[1]) pieces.push({ tag, closing: true, text: "" });
  else if (tag === "script" || tag === "style") end = codeEnd(html, tag, end);
  return { pieces, end };
}

/**
 * Return where a script or style sheet ends; tags in it are none.
 *
 * @param {string} html
 * @param {"script" | "style"} tag
 * @param {number} from
 */
function codeEnd(html, tag, from) {
  const end = tag === "script" ? /<\/script(?=[\s/>])/gi : /<\/style(?=[\s/>])/gi;
  end.lastIndex = from;
  return end.exec(html)?.index ?? html.length;
}

/**
 * @param {string} html
 * @param {number} at
 * @returns {Step | null}
 */
function closed(html, at) {
  const match = matchAt(CLOSED, html, at);
  if (!match) return null;
  const pieces = [{ tag: match[1].toLowerCase(), closing: true, text: "" }];
  return { pieces, end: at + match[0].length };
}

/**
 * @param {string} html
 * @param {number} at
 * @returns {Step | null}
 */
function hidden(html, at) {
  for (const pattern of HIDDEN) {
    const match = matchAt(pattern, html, at);
    if (match) return { pieces: [], end: at + match[0].length };
  }
  return null;
}

/**
 * Read text up to the next sign that may begin a tag, and what only looks like one as a whole.
 *
 * @param {string} html
 * @param {number} at
 * @returns {Step}
 */
function written(html, at) {
  const next = html.indexOf("<", at + 1);
  let end = next < 0 ? html.length : next;
  if (/^<[a-zA-Z/]/.test(html.slice(at, at + 2))) end = html.indexOf(">", at) + 1 || end;
  return { pieces: [{ tag: "", closing: false, text: html.slice(at, end) }], end };
}

/**
 * Tell whether a reference is to a control character or to none, which Python leaves out.
 *
 * @param {string} reference
 */
function isForbidden(reference) {
  const digits = /^&#(x?)([0-9a-f]+)/i.exec(reference);
  if (!digits) return false;
  const code = parseInt(digits[2], digits[1] ? 16 : 10);
  const control = code < 0x20 && code > 0 && ![0x9, 0xa, 0xc, 0xd].includes(code);
  const none = (code >= 0xfdd0 && code <= 0xfdef) || (code <= 0x10ffff && (code & 0xfffe) === 0xfffe);
  return control || code === 0x7f || none;
}

/**
 * Match a sticky pattern at a place.
 *
 * @param {RegExp} pattern
 * @param {string} text
 * @param {number} at
 */
function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
