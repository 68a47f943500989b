// What stands at the side while nothing is open.

import { append, make } from "../../../views/templates/explorer/dom.js";
import { tellColours } from "../../../views/templates/explorer/side-colours.js";
import { faultLine } from "./entries.js";
import { hint } from "./keys.js";

/** @typedef {import("./page.js").Page} Page */

const FAULTS = 20; // that are shown

/**
 * How to begin, and what is wrong in other places than statements.
 *
 * @param {Page} page
 */
export function hintsPanel(page) {
  const next = page.stretches.length > 0 && make("button", { type: "button", click: () => page.move("nextUncoded") }, "Go to the next words that are not coded ", hint("u"));
  const how = matchMedia("(pointer: coarse)").matches
    ? make("p", null, "Tap a sentence, or hold a finger on a word and move the handles.")
    : make("p", null, "Drag over words of the text, click a sentence, or press ", make("kbd", null, "j"), ". Press ", make("kbd", null, "?"), " for all keys.");
  const hints = make("div.hints", null);
  append(hints, page.adjudication.hints(), page.review.hints(), how, next, page.bench.state.statements.length > 0 && tellColours(), ...page.bench.state.faults.slice(0, FAULTS).map(faultLine));
  return hints;
}

/**
 * The offer of a form that was open when the last session ended.
 *
 * @param {{open: () => void, drop: () => void}} wishes
 */
export function unsavedPanel({ open, drop }) {
  return make("div.hints", null, make("p", null, "A form was open when the last session ended."),
    make("div.buttons", null, make("button.main", { type: "button", click: open }, "Open it again"), make("button", { type: "button", click: drop }, "Forget it")));
}
