// Which folds the reader opened stands in the page's address, so that a link or the browser's *back* shows them again.
// A fold is a `details` or a button for more, with a name in `data-fold`; the evidence of a statement has that of its statement.

import { noteState } from "./address.js";
import { readState, writeState } from "./state.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./state.js").State} State */

const NAMED = "details:is([data-fold], [data-statement]), button[data-fold]";
const CLOSED = "-"; // before the name of what the reader closed, and the page opens by itself

/** What is open because the page opened it. @type {WeakSet<Element>} */
const openedByPage = new WeakSet();
/** Waits for folds that are not there yet: long traces are made row by row. @type {MutationObserver | undefined} */
let waiting;

/**
 * The name of a fold; of several that have the same, with its number.
 *
 * @param {HTMLElement} main
 * @param {HTMLElement} fold
 */
function nameOf(main, fold) {
  const name = fold.dataset.fold || fold.dataset.statement || "";
  const n = alike(main, name).indexOf(fold);
  return n > 0 ? `${name}~${n + 1}` : name;
}

/**
 * @param {HTMLElement} main
 * @param {string} name
 */
function alike(main, name) {
  const all = /** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll(NAMED));
  return [...all].filter(({ dataset }) => (dataset.fold || dataset.statement) === name);
}

/**
 * The fold of a name, if it is there.
 *
 * @param {HTMLElement} main
 * @param {string} name as an address has it
 */
function foldOf(main, name) {
  const [, plain = "", n = "1"] = name.match(/^-?(.*?)(?:~(\d+))?$/) || [];
  return alike(main, plain)[Number(n) - 1];
}

/**
 * What a view is of; all else that a state says is about how it is shown.
 *
 * @param {State} state
 */
function viewed({ view, key, table }) {
  return `${view} ${key} ${table}`;
}

/**
 * Let links to the view that is shown, such as those that pin something, keep what is open on it. What is open in a
 * panel goes with the panel.
 *
 * @param {HTMLElement} main
 * @param {Model} model
 * @param {() => State} shown
 */
export function keepOpen(main, model, shown) {
  main.addEventListener("click", ({ target }) => {
    const link = target instanceof Element && target.closest("a[href^='#']");
    if (!link) return;
    const to = readState(link.getAttribute("href") || "", model), is = shown();
    if (to.story || viewed(to) !== viewed(is)) return;
    const open = is.open.filter((name) => to.pin === is.pin || !foldOf(main, name)?.closest(".map-panel"));
    link.setAttribute("href", writeState({ ...to, open }));
  }, true);
}

/**
 * Note in the address what the reader opens and closes; not what is opened for printing.
 *
 * @param {HTMLElement} main
 * @param {() => State} shown
 */
export function followFolds(main, shown) {
  main.addEventListener("toggle", ({ target, isTrusted }) => {
    if (!isTrusted || !(target instanceof HTMLDetailsElement) || !target.matches(NAMED)) return;
    const byPage = openedByPage.has(target), name = (byPage ? CLOSED : "") + nameOf(main, target);
    const { open } = shown(), differs = byPage !== target.open;
    if (open.includes(name) === differs) return;
    noteState(shown(), { open: differs ? [...open, name] : open.filter((one) => one !== name) });
  }, true);
  // Before the button does what it does, and is gone.
  main.addEventListener("click", ({ target, isTrusted }) => {
    const button = isTrusted && target instanceof Element && target.closest("button[data-fold]");
    if (button instanceof HTMLElement) noteState(shown(), { open: [...shown().open, nameOf(main, button)] });
  }, true);
}

/**
 * Open what a state says is open, now or as soon as it is there. The page stays where it is, and so does the focus.
 *
 * @param {HTMLElement} main
 * @param {string[]} names
 */
export function openFolds(main, names) {
  waiting?.disconnect();
  for (const one of main.querySelectorAll("details[open]")) openedByPage.add(one);
  let left = openAll(main, names);
  if (!left.length) return;
  waiting = new MutationObserver(() => {
    left = openAll(main, left);
    if (!left.length) waiting?.disconnect();
  });
  waiting.observe(main, { childList: true, subtree: true });
}

/**
 * @param {HTMLElement} main
 * @param {string[]} names
 * @returns {string[]} those that are not there
 */
function openAll(main, names) {
  const focused = document.activeElement, { scrollX, scrollY } = window;
  const left = names.filter((name) => !toggled(main, name));
  if (left.length < names.length && document.activeElement !== focused) {
    if (focused instanceof HTMLElement && focused !== document.body) focused.focus({ preventScroll: true });
    else if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    window.scrollTo(scrollX, scrollY);
  }
  return left;
}

/**
 * @param {HTMLElement} main
 * @param {string} name
 * @returns {boolean} whether it is there
 */
function toggled(main, name) {
  const fold = foldOf(main, name);
  if (fold instanceof HTMLDetailsElement) {
    fold.open = !name.startsWith(CLOSED);
    fold.dispatchEvent(new Event("toggle")); // what it shows is made now, not in a while
  } else if (fold) fold.click();
  return Boolean(fold);
}
