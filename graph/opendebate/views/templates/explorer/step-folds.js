// In a long row of a trace, reasons of reasons and most passages are folded until one asks for them.

import { append, count, make } from "./dom.js";

const LONG = 90; // steps and passages of a row; of more, only the first ones are open
const FEW = 3; // passages beside a card of a long row, or of one among several

/**
 * Fold the steps below the first ones of a row that has many, and passages of which there are many for one card.
 *
 * @param {HTMLElement} row
 * @param {boolean} many whether it is one of several rows: then its passages are folded in any case
 */
export function foldSteps(row, many) {
  const long = row.querySelectorAll(".step, .where-item").length > LONG;
  if (!long && !many) return;
  for (const list of long ? row.querySelectorAll(".steps .steps") : []) {
    if (list instanceof HTMLElement) fold(list);
  }
  for (const list of row.querySelectorAll("ul.where")) foldPassages(list);
}

/** @param {HTMLElement} list */
function fold(list) {
  list.hidden = true;
  const words = `Show ${count(list.childElementCount, "reason or dispute", "reasons and disputes")} of it`;
  const more = make("button.small.step-more.more", { type: "button", "data-fold": `steps-${claimOf(cardOf(list))}`, click: () => {
    unfold(list);
    /** @type {HTMLElement | null} */ (list.querySelector("[data-claim]"))?.focus();
  } }, words);
  cardOf(list)?.append(more);
}

/**
 * The card whose reasons and disputes a list has.
 *
 * @param {Element} list
 */
function cardOf(list) {
  return list.parentElement?.querySelector(":scope > .step-card");
}

/** @param {Element | null | undefined} card */
function claimOf(card) {
  return card?.querySelector("[data-claim]")?.getAttribute("data-claim") || "";
}

/** @param {Element} list */
function unfold(list) {
  list.removeAttribute("hidden");
  cardOf(list)?.querySelector(":scope > .step-more")?.remove();
}

/** @param {Element} list */
function foldPassages(list) {
  const rest = [...list.children].slice(FEW);
  if (rest.length < 2) return;
  for (const item of rest) item.toggleAttribute("hidden", true);
  append(list, make("li.where-more", null, make("button.small.more", { type: "button", "data-fold": `passages-${rest[0].querySelector("[data-statement]")?.getAttribute("data-statement")}`, click: () => {
    unfoldPassages(list);
    rest[0].querySelector("summary")?.focus();
  } }, `Show ${count(rest.length, "more passage")}`)));
}

/** @param {Element} list */
function unfoldPassages(list) {
  for (const item of list.children) item.removeAttribute("hidden");
  list.querySelector(".where-more")?.remove();
}

/**
 * Open all that something is folded into.
 *
 * @param {Element} element
 */
export function reveal(element) {
  for (let list = element.closest(".steps[hidden]"); list; list = element.closest(".steps[hidden]")) unfold(list);
  const passages = element.closest(".where-item[hidden]")?.parentElement;
  if (passages) unfoldPassages(passages);
}
