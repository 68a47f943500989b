// The bar at the top: how much is coded, and what can be done with the whole session.

import { make } from "../../../views/templates/explorer/dom.js";
import { differenceBlock, openDialog, showKeys } from "./dialogs.js";
import { scoreTable } from "./draft-score.js";
import { get } from "./server.js";
import { showSource } from "./source-form.js";
import { showTidy } from "./tidy.js";

/** @typedef {import("./page.js").Page} Page */

/**
 * @param {string} name
 * @param {() => void} act
 * @param {boolean} [disabled]
 */
function button(name, act, disabled = false) {
  return make("button", { type: "button", click: act, disabled }, name);
}

/** @param {Page} page */
export function bar(page) {
  const { state, setting } = page.bench;
  return make("div.bar-inner", null,
    make("h1", null, make("bdi", { lang: setting.language }, String(state.source.title || setting.title))),
    coverage(state.coverage), make("div.buttons", { role: "group", "aria-label": "Session" }, ...buttons(page)));
}

/** @param {{covered: number, total: number}} coverage */
function coverage({ covered, total }) {
  const share = total ? Math.round((100 * covered) / total) : 100;
  return make("p.coverage", null, make("progress", { max: total, value: covered, "aria-label": "Coded words" }), ` ${share} % of ${total.toLocaleString("en")} words`);
}

/** @param {Page} page */
function buttons(page) {
  const { bench, saving, review, adjudication } = page;
  const { undo, redo } = bench.state;
  const apply = (/** @type {Record<string, any>} */ edit) => saving.apply(edit);
  return [
    button("Undo", () => saving.history("undo"), !undo), button("Redo", () => saving.history("redo"), !redo),
    ...(review.open.length ? [button(`Proposals: ${review.open.length}`, () => page.mayLeave() && review.step(1))] : []),
    ...(adjudication.items.length ? [button(`Differences: ${adjudication.open.length}`, () => page.mayLeave() && adjudication.step(1))] : []),
    button("Tidy", () => showTidy(bench, apply)), button("Source", () => showSource(bench, apply)),
    button("Changes", () => showDifference(page)), button("Keys ?", () => showKeys(page)),
  ];
}

/** @param {Page} page */
async function showDifference({ bench }) {
  const { difference } = await get("difference").catch((error) => ({ difference: error.message }));
  openDialog("What this session changed", differenceBlock(difference || "Nothing yet."), scoreTable(bench.state.drafts));
}
