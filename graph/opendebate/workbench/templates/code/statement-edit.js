// The edit that saves the open form: a statement, and the new claims and actors that it needs.

import { isNewClaim, proposedClaim } from "./draft-proposals.js";
import { get } from "./server.js";
import { recordOf } from "./statement-draft.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./statement-draft.js").Draft} Draft */
/** @typedef {Record<string, any>} Data */

/**
 * @param {Bench} bench
 * @param {Draft} draft
 * @param {string} by who accepts, of a proposal
 * @returns {Promise<Data>}
 */
export async function statementEdit(bench, draft, by) {
  /** @type {Record<string, Data>} */
  const claims = {};
  let { claim } = draft;
  if (draft.newClaim) {
    claim = proposedClaim(bench, draft) || (await claimId(draft.newClaim.text, claims));
    claims[claim] = claimRecord(draft.newClaim);
  }
  /** @type {Record<string, string>} */
  const reasons = {};
  for (const key of draft.because.filter((id) => draft.newReasons[id])) {
    reasons[key] = await claimId(draft.newReasons[key].text, claims);
    claims[reasons[key]] = claimRecord(draft.newReasons[key]);
  }
  for (const id of [claim, ...draft.because]) {
    const drafted = bench.state.drafts?.claims[id];
    if (drafted && !claims[id] && isNewClaim(bench, id)) claims[id] = drafted;
  }
  const used = new Set([...draft.speaker, draft.as, draft.on_behalf_of, ...draft.via]);
  const actors = Object.fromEntries(Object.entries({ ...bench.newActors, ...draft.newActors }).filter(([id]) => used.has(id) && !bench.state.entities.actors[id]));
  const records = Object.fromEntries(Object.entries({ claims, actors }).filter(([, named]) => Object.keys(named).length));
  const spans = draft.movedPieces ? [...draft.pieces].sort((a, b) => a[0] - b[0]) : null;
  const statement = recordOf(draft, claim, reasons);
  if (draft.proposal) return { action: "accept", proposal: draft.proposal, statement, spans, records, ...(by && { by }) };
  return { action: "save-statement", id: draft.id, statement, spans, records };
}

/**
 * An id for a new claim, other than those of the claims that are saved with it.
 *
 * @param {string} text
 * @param {Record<string, Data>} beside
 * @returns {Promise<string>}
 */
async function claimId(text, beside) {
  const taken = Object.keys(beside).map((id) => `&taken=${encodeURIComponent(id)}`);
  return (await get(`id?kind=claims&text=${encodeURIComponent(text)}${taken.join("")}`)).id;
}

/** @param {import("./statement-draft.js").NewClaim} claim */
function claimRecord({ topics, ...fields }) {
  return topics.length ? { ...fields, topics } : fields;
}
