// Windows over the page: keys, differences, conflicts, what is known of the source.

import { make } from "../../../views/templates/explorer/dom.js";
import { KEYS_TOLD, OF_DIFFERENCES, OF_DRAFTS } from "./keys.js";

/** @typedef {import("./page.js").Page} Page */

/**
 * Show a window over the page until it is closed.
 *
 * @param {string} title
 * @param {...(Node | string | null)} children
 */
export function openDialog(title, ...children) {
  const close = make("button", { type: "button", click: () => dialog.close() }, "Close");
  const dialog = make("dialog", { "aria-label": title, close: () => dialog.remove() }, make("h2", { tabindex: -1, autofocus: true }, title), ...children);
  const inForm = dialog.querySelector("form > .buttons:last-child");
  if (inForm) inForm.append(close);
  else dialog.append(make("div.buttons", null, close));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Show the keys that do something now.
 *
 * @param {Page} page
 */
export function showKeys({ bench, adjudication }) {
  const idle = [bench.state.drafts ? "" : OF_DRAFTS, adjudication.items.length ? "" : OF_DIFFERENCES];
  const tables = KEYS_TOLD.filter(([heading]) => !idle.includes(heading)).map(([heading, keys]) => make("section", null, make("h3", null, heading),
    make("dl.keys", null, ...keys.flatMap(([key, does]) => [make("dt", null, make("kbd", null, key)), make("dd", null, does)]))));
  openDialog("Keys", make("p.quiet", null, "Single letters act while no text field has the focus."), ...tables);
}

/**
 * A difference, its lines marked as added or taken away.
 *
 * @param {string} text
 */
export function differenceBlock(text) {
  const lines = text.split("\n").map((line) => {
    const kind = /^(\+\+\+|---|@@)/.test(line) ? "place" : line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same";
    return make(`span.${kind}`, null, `${line}\n`);
  });
  return make("pre.difference", { tabindex: 0, role: "region", "aria-label": "Difference" }, ...lines);
}

/**
 * Show both versions of files that another program changed, and ask what to do.
 *
 * @param {import("./server.js").Refusal} refusal
 * @param {{again: () => void, read: () => void}} wishes
 */
export function showConflict({ message, onDisk, meant }, { again, read }) {
  const parts = Object.keys(onDisk).flatMap((file) => [
    make("h3", null, `${file}.yaml on the disk`), differenceBlock(onDisk[file] || ""),
    make("h3", null, "Your change"), differenceBlock(meant[file] || ""),
  ]);
  const answer = (/** @type {string} */ label, /** @type {() => void} */ act) =>
    make("button", { type: "button", click: () => { dialog.close(); act(); } }, label);
  const dialog = openDialog("The file was changed by another program", make("p", null, message), ...parts,
    make("div.buttons", null, answer("Read again and repeat my change", again), answer("Read again without my change", read)));
}

