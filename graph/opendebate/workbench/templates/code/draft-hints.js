// What the page says of a draft while nothing is open.

import { append, make } from "../../../views/templates/explorer/dom.js";
import { hint } from "./keys.js";

/** @typedef {import("./draft-review.js").Review} Review */

/**
 * What the page says of a draft while nothing is open; null if there is none.
 *
 * @param {Review} review
 */
export function draftHints(review) {
  const { drafts } = review.bench.state;
  if (!drafts) return null;
  const { length } = review.open;
  if (!review.name.value) review.name.value = drafts.proposals.map(({ decision }) => decision?.by || "").filter(Boolean).pop() || "";
  const told = length ? `${length === 1 ? "1 proposal of the draft waits" : `${length} proposals of the draft wait`} for you.` : "You have decided on all proposals of the draft.";
  const hints = make("div.draft-hints", null, make("p", null, told, make("small.quiet", null, ` Drafted by ${drafts.drafter}, ${drafts.date}. Nothing of it is in the coding until you accept it.`)));
  if (length) {
    append(hints, make("button.main", { type: "button", click: () => review.step(1) }, "Look at the proposals ", hint("p")),
      make("label.line", null, make("span.label", null, "You are"), review.name), make("p.small.quiet", null, "Your name or initials are kept with what you accept; without them it says “coder”."));
  }
  return hints;
}
