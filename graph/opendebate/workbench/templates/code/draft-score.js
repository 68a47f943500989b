// How good the draft was: what a person accepted of it, field by field.

import { make } from "../../../views/templates/explorer/dom.js";

/** @typedef {import("./draft-proposals.js").DraftData} DraftData */

/** The fields as the form calls them. @type {Record<string, string>} */
const NAMES = { statement: "Whole proposals", words: "Words", speaker: "Speaker", claim: "Claim", stance: "Stance", mode: "Mode", because: "Because", said: "Said" };

/**
 * A table of the fields that were accepted as they were proposed; null before anything is decided.
 *
 * @param {DraftData | null} drafts
 */
export function scoreTable(drafts) {
  const rows = Object.entries(drafts ? drafts.score : {}).filter(([, [, proposed]]) => proposed);
  if (!drafts || !rows.length) return null;
  const cells = rows.map(([field, [accepted, proposed]]) => make("tr", null, make("th", { scope: "row" }, NAMES[field] || field),
    make("td", null, `${accepted} of ${proposed}`), make("td", null, `${Math.round((100 * accepted) / proposed)} %`)));
  return make("section", null, make("h3", null, "What you accepted of the draft"), make("p.quiet", null, `Drafted by ${drafts.drafter}. A field counts as accepted where you left it as it was proposed.`),
    make("table.score", null, make("thead", null, make("tr", null, ...["Field", "Accepted", "Share"].map((name) => make("th", { scope: "col" }, name)))), make("tbody", null, ...cells)));
}
