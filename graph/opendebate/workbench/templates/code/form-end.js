// The form's last part: what is around its claim, what it still needs, and its buttons.

import { make } from "../../../views/templates/explorer/dom.js";
import { originOf, waiting } from "./draft-proposals.js";
import { aroundClaim } from "./entries.js";
import { hint } from "./keys.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */
/** `stay` saves, and keeps the same words for another statement. @typedef {{stay: () => void, close: () => void, confirm: () => void, relate: () => void, remove: () => void}} Wishes */

/**
 * What a proposal still needs, what is around the claim, and who drafted the statement.
 *
 * @param {Bench} bench
 * @param {OpenStatement} opened
 */
export function notes(bench, opened) {
  const told = waiting(bench, opened).map(({ says, keys }) => (keys ? `${says} (${keys})` : says)).join(", ");
  const origin = originOf(opened.original);
  return [told && make("p.needs", null, `Before you can accept: ${told}.`), opened.claim && aroundClaim(bench, opened.claim), origin && make("p.origin", null, origin)];
}

/**
 * @param {Bench} bench
 * @param {OpenStatement} opened
 * @param {Wishes} wishes
 */
export function endButtons(bench, opened, { stay, close, confirm, relate, remove }) {
  const isToConfirm = waiting(bench, opened).some(({ keys }) => keys === "y");
  const save = opened.proposal ? "Accept" : "Save";
  return [
    make("button.main", { type: "submit" }, `${save} `, hint("Enter")),
    make("button", { type: "button", title: `${save}, and code another statement on the same words`, click: stay }, `${save} and stay`),
    make("button", { type: "button", click: close }, "Close"),
    isToConfirm && make("button", { type: "button", click: confirm }, "New claim: right ", hint("y")),
    opened.claim && make("button", { type: "button", click: relate }, "Relate the claim"),
    opened.id && make("button", { type: "button", click: remove }, "Remove"),
  ];
}
