// The form's last part: what is around its claim, what it still needs, and its buttons.

import { make } from "../../../views/templates/explorer/dom.js";
import { originOf, waiting } from "./draft-proposals.js";
import { aroundClaim } from "./entries.js";
import { hint } from "./keys.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./statement-draft.js").Draft} Draft */
/** @typedef {{close: () => void, confirm: () => void, relate: () => void, remove: () => void}} Wishes */

/**
 * What a proposal still needs, what is around the claim, and who drafted the statement.
 *
 * @param {Bench} bench
 * @param {Draft} draft
 */
export function notes(bench, draft) {
  const told = waiting(bench, draft).map(({ says, keys }) => (keys ? `${says} (${keys})` : says)).join(", ");
  const origin = originOf(draft.original);
  return [told && make("p.needs", null, `Before you can accept: ${told}.`), draft.claim && aroundClaim(bench, draft.claim), origin && make("p.origin", null, origin)];
}

/**
 * @param {Bench} bench
 * @param {Draft} draft
 * @param {Wishes} wishes
 */
export function endButtons(bench, draft, { close, confirm, relate, remove }) {
  const isToConfirm = waiting(bench, draft).some(({ keys }) => keys === "y");
  return [
    make("button.main", { type: "submit" }, draft.proposal ? "Accept " : "Save ", hint("Enter")),
    make("button", { type: "button", click: close }, "Close"),
    isToConfirm && make("button", { type: "button", click: confirm }, "New claim: right ", hint("y")),
    draft.claim && make("button", { type: "button", click: relate }, "Relate the claim"),
    draft.id && make("button", { type: "button", click: remove }, "Remove"),
  ];
}
