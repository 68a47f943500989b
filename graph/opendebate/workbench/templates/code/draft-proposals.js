// What a draft proposes, as data: the order of its proposals, the form of one, and what a person must confirm.

/** @typedef {import("./article.js").Run} Run */
/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */
/** @typedef {Record<string, any>} Data */
/**
 * A proposal as the server sends it; `ends` are the first and last words of its quotations, also of those that are not in the text.
 *
 * @typedef {{
 *   id: string, state: "proven" | "mended" | "refused", speaker: string[], claim?: string, stance?: string, mode?: string,
 *   because: string[], said?: string, confidence?: number, similar: string[], notes: string[],
 *   ends: [string, string][], spans: Run[], coded_as?: string, skipped: boolean, decision?: Data,
 * }} Proposal
 */
/**
 * @typedef {{
 *   drafter: string, date: string, actors: Record<string, Data>, claims: Record<string, Data>,
 *   proposals: Proposal[], score: Record<string, [accepted: number, proposed: number]>,
 * }} DraftData
 */
/** What a person must do before a proposal can be accepted, and by which keys. @typedef {{field: string, says: string, keys: string}} Wait */

const WORDS = /[\p{L}\p{N}]+/gu;

/**
 * The proposals on which nobody has decided, in the order of the text. One without words stands after the one before it in the draft.
 *
 * @param {DraftData | null} data
 * @returns {{proposal: Proposal, at: number}[]} each with the number of the word at which it stands
 */
export function openProposals(data) {
  let at = 0;
  const placed = (data ? data.proposals : []).map((proposal) => {
    if (proposal.spans.length) at = proposal.spans[0][0];
    return { proposal, at };
  });
  return placed.filter(({ proposal }) => !proposal.decision).sort((a, b) => a.at - b.at);
}

/**
 * Whether a claim is in the draft only.
 *
 * @param {Bench} bench
 * @param {string} id
 */
export function isNewClaim(bench, id) {
  return !bench.claims[id] && Boolean(bench.state.drafts?.claims[id]);
}

/**
 * Whether the speaker of some words must be inferred: the words are not quoted, or their paragraph does not name the speaker.
 *
 * @param {Bench} bench
 * @param {Proposal} proposal
 */
function isIndirect(bench, { speaker, mode, spans }) {
  if (!speaker.length && bench.state.authors_speak) return false;
  if (!speaker.length || !spans.length || !["verbatim", "mixed"].includes(mode || "")) return true;
  const { text } = bench.article.blocks[bench.article.blockOf(spans[0][0])];
  const words = new Set(text.match(WORDS));
  return speaker.some((id) => {
    const [last] = bench.nameOf(id).match(WORDS)?.slice(-1) || [""];
    return !words.has(last);
  });
}

/**
 * The form of a proposal: its fields, and which of them a person must confirm.
 *
 * @param {Bench} bench
 * @param {Proposal} proposal
 * @returns {OpenStatement}
 */
export function formOf(bench, proposal) {
  const data = /** @type {DraftData} */ (bench.state.drafts);
  const { claim = "", because, speaker } = proposal;
  const isNew = isNewClaim(bench, claim);
  const { text = "", kind = "", side = "" } = data.claims[claim] || {};
  const newOnes = because.filter((id) => isNewClaim(bench, id));
  const incomplete = newOnes.filter((id) => !data.claims[id].kind || !data.claims[id].side);
  const unsure = [
    isIndirect(bench, proposal) && "speaker", isNew && "claim", "stance",
    ...newOnes.map((id) => `because ${id}`),
  ];
  return {
    id: null, pieces: proposal.spans.map(([start, stop]) => [start, stop]), movedPieces: true, original: {},
    speaker: [...speaker], as: "", on_behalf_of: "", said: proposal.said || "", via: [],
    claim: isNew ? "" : claim, newClaim: isNew ? { text, kind, side, topics: [] } : null,
    stance: proposal.stance || "", mode: proposal.mode || "", because: [...because], replies_to: [],
    newReasons: Object.fromEntries(incomplete.map((id) => [id, { text: "", kind: "", side: "", ...data.claims[id], topics: [] }])),
    touched: ["speaker", "as", "on_behalf_of", "said", "via", "mode"],
    newActors: Object.fromEntries(speaker.filter((id) => data.actors[id]).map((id) => [id, data.actors[id]])),
    proposal: proposal.id, proposed: speaker, unsure: /** @type {string[]} */ (unsure.filter(Boolean)),
  };
}

/**
 * The id of the new claim as the draft proposes it; "" if a person wrote or changed it.
 *
 * @param {Bench} bench
 * @param {OpenStatement} form
 */
export function proposedClaim(bench, { newClaim, proposal }) {
  const { drafts } = bench.state;
  const id = drafts?.proposals.find((other) => other.id === proposal)?.claim || "";
  return newClaim && drafts?.claims[id]?.text === newClaim.text ? id : "";
}

/**
 * What a person must do before the form of a proposal can be accepted.
 *
 * @param {Bench} bench
 * @param {OpenStatement} form
 * @returns {Wait[]}
 */
export function waiting(bench, form) {
  if (!form.proposal) return [];
  const open = form.unsure;
  const claim = bench.state.drafts?.claims[proposedClaim(bench, form)];
  const { newClaim } = form;
  const unchanged = newClaim && claim && newClaim.kind === (claim.kind || "") && newClaim.side === (claim.side || "");
  const hasClaim = form.claim || newClaim;
  return [
    ...(form.pieces.length ? [] : [{ field: "words", says: "select the words in the text", keys: "" }]),
    ...(open.includes("speaker") ? [{ field: "speaker", says: "confirm the speaker", keys: form.speaker.length ? "1" : "n" }] : []),
    ...(hasClaim ? [] : [claimToChoose(bench, form)]),
    ...(open.includes("claim") && unchanged ? [{ field: "claim", says: "confirm the new claim", keys: "y" }] : []),
    ...form.because.filter((id) => open.includes(`because ${id}`)).map((id) => ({ field: `because ${id}`, says: "confirm the new claim that is the reason", keys: "y" })),
    ...(open.includes("stance") ? [{ field: "stance", says: "confirm the stance", keys: "a d o c" }] : []),
    ...(form.mode ? [] : [{ field: "mode", says: "choose the mode", keys: "m" }]),
  ];
}

/**
 * @param {Bench} bench
 * @param {OpenStatement} form of a proposal without a claim
 * @returns {Wait}
 */
function claimToChoose(bench, { proposal }) {
  const { similar = [] } = bench.state.drafts?.proposals.find(({ id }) => id === proposal) || {};
  if (similar.some((id) => bench.claims[id])) return { field: "claim", says: "choose the claim", keys: "Alt+1" };
  return { field: "claim", says: Object.keys(bench.claims).length ? "choose or write the claim" : "write the claim", keys: "l" };
}

/**
 * Confirm a field as it stands.
 *
 * @param {OpenStatement} form
 * @param {string} field
 */
export function confirm(form, field) {
  form.unsure = form.unsure.filter((other) => other !== field);
}

/**
 * Who drafted a statement and who accepted it; "" if no draft proposed it.
 *
 * @param {Data} record
 */
export function originOf(record) {
  const accepted = record.accepted_by ? `, accepted by ${record.accepted_by}` : "";
  return record.drafted_by ? `Drafted by ${record.drafted_by}${accepted}.` : "";
}
