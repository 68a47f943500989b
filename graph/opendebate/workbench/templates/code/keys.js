// The keys of the page, and what each does. Texts for people stand beside them.

import { make } from "../../../views/templates/explorer/dom.js";

/**
 * A key as the table has it: "Shift+ArrowRight", "Ctrl+z", "j". Digits are those of their place on the keyboard.
 *
 * @param {{key: string, code: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean}} event
 */
export function keyName(event) {
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code);
  const control = event.ctrlKey || event.metaKey;
  if (digit && (event.altKey || event.shiftKey || /^[0-9]$/.test(event.key)) && !control) {
    return `${event.altKey ? "Alt+" : ""}${event.shiftKey && !event.altKey && event.code.startsWith("Digit") ? "Shift+" : ""}${digit[1]}`;
  }
  const isLetter = event.key.length === 1;
  if (isLetter && !control) return event.key;
  const modifiers = [control && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift"].filter(Boolean);
  return [...modifiers, isLetter ? event.key.toLowerCase() : event.key].join("+");
}

/** What moves the selection. @type {Record<string, string>} */
export const MOVE_KEYS = {
  j: "nextSentence",
  k: "previousSentence",
  ".": "nextPhrase",
  ",": "previousPhrase",
  u: "nextUncoded",
  q: "quotation",
  "Shift+ArrowRight": "endForward",
  "Shift+ArrowLeft": "endBack",
  "Alt+Shift+ArrowRight": "startForward",
  "Alt+Shift+ArrowLeft": "startBack",
  "]": "endToNextMark",
  "[": "endToMarkBefore",
  "}": "startToNextMark",
  "{": "startToMarkBefore",
  "Shift+ArrowDown": "endToNextMark",
  "Shift+ArrowUp": "endToMarkBefore",
  "Alt+Shift+ArrowDown": "startToNextMark",
  "Alt+Shift+ArrowUp": "startToMarkBefore",
};

/** @type {Record<string, string>} */
export const STANCE_KEYS = { a: "affirms", d: "denies", o: "doubts", c: "concedes" };
/** @type {Record<string, string>} */
export const CLAIM_KIND_KEYS = {
  d: "descriptive", p: "predictive", e: "evaluative", n: "normative", c: "causal", f: "definitional",
};
/** @type {Record<string, string>} */
export const SIDE_KEYS = { f: "for", a: "against", b: "both", n: "neither" };

/** Headings of keys that do something only where there is a draft, or are differences. */
export const OF_DRAFTS = "Proposals of a draft";
export const OF_DIFFERENCES = "Differences between two coders";

/** What the page says of its keys. @type {[heading: string, keys: [key: string, does: string][]][]} */
export const KEYS_TOLD = [
  ["Select words", [
    ["j / k", "next and previous sentence"],
    [". / ,", "next and previous part of a sentence, up to a punctuation mark"],
    ["u", "next words that are not coded yet"],
    ["q", "the whole quotation"],
    ["Shift+→ / ←", "move the end by a word"],
    ["Alt+Shift+→ / ←", "move the beginning by a word"],
    ["] / [ or Shift+↓ / ↑", "move the end to the next or previous punctuation mark"],
    ["} / { or Alt+Shift+↓ / ↑", "move the beginning likewise"],
    ["+", "add another piece to the passage"],
    ["x", "mark the words as attribution, such as “she said”; again to take the mark away"],
  ]],
  ["Fill in the form", [
    ["1 – 9", "the speaker with this number; with Shift, another speaker beside"],
    ["n", "the narrator or author"],
    ["s", "type a speaker"],
    ["i", "the body that the speaker is introduced as belonging to"],
    ["f", "the body for which the speaker speaks"],
    ["w", "when it was said"],
    ["Alt+1 – 5", "the claim with this number"],
    ["l", "type a claim: search, or make a new one"],
    ["a d o c", "affirms, denies, doubts, concedes"],
    ["m", "the next mode, or set by hand what the quotation marks say"],
    ["b", "because: a claim that the speaker gives as a reason, or a new one"],
    ["v", "via: who carried the words"],
    ["r", "replies to: an earlier statement"],
    ["t", "the coder's view: this claim supports, attacks or undercuts another"],
    ["Enter", "save; after a new statement go on to the next words that are not coded"],
    ["Shift+Enter", "save, and stay on the same words for another statement"],
    ["Backspace", "in an empty field: take away what is in it"],
    ["Esc", "close the form without saving"],
    ["Delete", "remove the open statement"],
  ]],
  [OF_DRAFTS, [
    ["p, P", "the next and previous proposal"],
    ["Tab or ↓", "the next: Tab skips this one for now; Shift+Tab or ↑ goes back"],
    ["1 – 5, n, a d o c, Alt+1 – 5, m", "set or confirm the speaker, stance, claim and mode, as in the form"],
    ["y", "confirm the new claim"],
    ["Enter", "accept, when nothing is left to confirm"],
    ["e, l, b", "open it in the form; with l at the claim, with b at the reasons"],
    ["Backspace", "reject it, with a reason"],
    ["Esc", "leave the proposals; then Tab goes from button to button again"],
  ]],
  [OF_DIFFERENCES, [
    ["p, P or ↓, ↑", "the next and previous difference"],
    ["← / →", "take the statement on the left or right, with a reason"],
    ["b", "take neither, and edit the adjudicated statement"],
    ["Esc", "leave the differences"],
  ]],
  ["Everywhere", [
    ["e", "open the statement at the selected words, or the last before them"],
    ["Ctrl+Z, Ctrl+Shift+Z", "undo, and do again"],
    ["?", "these keys"],
  ]],
];

/**
 * The key that does what a button does, as it is shown on the button.
 *
 * @param {string} key
 * @returns {HTMLElement}
 */
export const hint = (key) => make("kbd", { "aria-hidden": "true" }, key);

/**
 * A kind as people write it, whose code the coding files have: “news article”, “organisation”.
 *
 * @param {string} code
 */
export const inWords = (code) => code.replaceAll("-", " ").replace("organization", "organisation");
