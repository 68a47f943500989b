// The edit that saves the open form: a statement, and the new claims and actors that it needs.

import { isNewClaim, proposedClaim } from "./draft-proposals.js";
import { get } from "./server.js";
import { recordOf } from "./open-statement.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */
/** @typedef {Record<string, any>} Data */

/**
 * @param {Bench} bench
 * @param {OpenStatement} opened
 * @param {string} by who accepts, of a proposal
 * @returns {Promise<Data>}
 */
export async function statementEdit(bench, opened, by) {
  /** @type {Record<string, Data>} */
  const claims = {};
  let { claim } = opened;
  if (opened.newClaim) {
    claim = proposedClaim(bench, opened) || (await claimId(opened.newClaim.text, claims));
    claims[claim] = claimRecord(opened.newClaim);
  }
  /** @type {Record<string, string>} */
  const reasons = {};
  for (const key of opened.because.filter((id) => opened.newReasons[id])) {
    reasons[key] = isNewClaim(bench, key) ? key : await claimId(opened.newReasons[key].text, claims);
    claims[reasons[key]] = claimRecord(opened.newReasons[key]);
  }
  for (const id of [claim, ...opened.because]) {
    const drafted = bench.state.drafts?.claims[id];
    if (drafted && !claims[id] && isNewClaim(bench, id)) claims[id] = drafted;
  }
  const used = new Set([...opened.speaker, opened.as, opened.on_behalf_of, ...opened.via]);
  const actors = Object.fromEntries(Object.entries({ ...bench.newActors, ...opened.newActors }).filter(([id]) => used.has(id) && !bench.state.entities.actors[id]));
  const records = Object.fromEntries(Object.entries({ claims, actors }).filter(([, named]) => Object.keys(named).length));
  const spans = opened.movedPieces ? [...opened.pieces].sort((a, b) => a[0] - b[0]) : null;
  const statement = recordOf(opened, claim, reasons);
  if (opened.proposal) return { action: "accept", proposal: opened.proposal, statement, spans, records, ...(by && { by }) };
  return { action: "save-statement", id: opened.id, statement, spans, records };
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

/** @param {import("./open-statement.js").NewClaim} claim */
function claimRecord({ topics, ...fields }) {
  return topics.length ? { ...fields, topics } : fields;
}
