// The form's first part: the selected words, whether they are unique, and buttons that change them.

import { make } from "../../../views/templates/explorer/dom.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */
/** What the server says of the selected words. @typedef {{words: number, unique: boolean, wider: [number, number] | null}} SpanTold */
/** @typedef {{move: (name: string) => void, addPiece: () => void, attribute: () => void}} Wishes */

/** Buttons for touch and mouse: what each moves, its label, and what it shows. @type {[move: string, label: string, shown: string][]} */
const MOVES_SHOWN = [
  ["startBack", "Begin a word earlier", "⇤"], ["startForward", "Begin a word later", "⇥"],
  ["endBack", "End a word earlier", "−"], ["endForward", "End a word later", "+"],
  ["endToMarkBefore", "End at the mark before", "["], ["endToNextMark", "End at the next mark", "]"],
  ["quotation", "The whole quotation", "“ ”"], ["nextUncoded", "Next words that are not coded", "↓"],
];

/**
 * The selected words of a form.
 *
 * @param {Bench} bench
 * @param {OpenStatement} opened
 * @param {SpanTold | null} told
 */
export function wordsPart({ article, setting }, { pieces }, told) {
  const ends = pieces.map((piece) => make("bdi.ends", { lang: setting.language }, `“${article.ends(piece)}”`));
  const words = pieces.reduce((sum, [start, stop]) => sum + stop - start, 0);
  return make("p", null, ...ends, ` ${words} word${words === 1 ? "" : "s"} · `, make(told && !told.unique ? "strong" : "span", null, uniqueness(told)));
}

/** @param {SpanTold | null} told */
function uniqueness(told) {
  if (!told) return "";
  if (told.unique) return "unique";
  if (!told.wider) return "not unique: select more words";
  const more = told.wider[1] - told.wider[0] - told.words;
  return `not unique: ${more} more word${more === 1 ? "" : "s"} will be added`;
}

/**
 * @param {Wishes} wishes
 * @param {boolean} isAttribution whether the words are marked as attribution
 */
export function wordsTools({ move, addPiece, attribute }, isAttribution) {
  const moves = MOVES_SHOWN.map(([name, label, shown]) => make("button", { type: "button", "aria-label": label, title: label, click: () => move(name) }, shown));
  return make("div.tools", { role: "group", "aria-label": "Change the words" }, ...moves,
    make("button", { type: "button", title: "Add another piece to the passage", click: addPiece }, "Piece +"),
    make("button", { type: "button", title: "Nobody’s statement, such as “she said”", "aria-pressed": String(isAttribution), click: attribute }, "Attribution"));
}

/**
 * Whether the words of a form that were selected last are marked as attribution.
 *
 * @param {Bench} bench
 * @param {OpenStatement} opened
 */
export function isAttribution({ state }, { pieces }) {
  const [start, stop] = pieces[pieces.length - 1] || [-1, -1];
  return state.attribution.some((run) => run[0] === start && run[1] === stop);
}
