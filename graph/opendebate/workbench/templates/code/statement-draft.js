// The open form as data: a statement that is not saved yet, and what is proposed for it.

import { nearestActors, previousOf, proposedMode, proposedSpeaker } from "./proposals.js";

/** @typedef {import("./article.js").Run} Run */
/** @typedef {import("./proposals.js").Context} Context */
/** @typedef {Record<string, any>} Data */
/** A claim that is not there yet. @typedef {{text: string, kind: string, side: string, topics: string[]}} NewClaim */
/**
 * A statement that is being coded. `touched` names the fields that a person set: these are never proposed anew.
 * `newReasons` are the claims in `because` that are not there yet, by the keys that stand for them there.
 * `proposal` is the id of the draft's proposal that it begins with, `proposed` its speakers, `unsure` what a person must still confirm in it.
 *
 * @typedef {{
 *   id: string | null, pieces: Run[], movedPieces: boolean, original: Data,
 *   speaker: string[], as: string, on_behalf_of: string, said: string, via: string[],
 *   claim: string, newClaim: NewClaim | null, stance: string, mode: string,
 *   because: string[], newReasons: Record<string, NewClaim>, replies_to: string[], touched: string[], newActors: Record<string, Data>,
 *   proposal: string, proposed: string[], unsure: string[],
 * }} Draft
 */

/** @param {any} value @returns {string[]} */
export const listOf = (value) => (Array.isArray(value) ? value.map(String) : value ? [String(value)] : []);

/**
 * A form for words that are not coded yet.
 *
 * @param {Run} piece
 * @param {Context} context
 * @returns {Draft}
 */
export function newDraft(piece, context) {
  /** @type {Draft} */
  const draft = {
    id: null, pieces: [piece], movedPieces: true, original: {},
    speaker: [], as: "", on_behalf_of: "", said: "", via: [], claim: "", newClaim: null,
    stance: "affirms", mode: "", because: [], newReasons: {}, replies_to: [], touched: [], newActors: {}, proposal: "", proposed: [], unsure: [],
  };
  propose(draft, context);
  return draft;
}

/**
 * A form for a statement that is there.
 *
 * @param {{record: Data, spans: Run[]}} statement
 * @returns {Draft}
 */
export function draftOf({ record, spans }) {
  return {
    id: record.id, pieces: spans.map(([start, stop]) => [start, stop]), movedPieces: false, original: record,
    speaker: listOf(record.speaker), as: record.as || "", on_behalf_of: record.on_behalf_of || "",
    said: String(record.said || ""), via: listOf(record.via), claim: record.claim || "", newClaim: null,
    stance: record.stance || "affirms", mode: record.mode || "", because: listOf(record.because), newReasons: {},
    replies_to: listOf(record.replies_to), newActors: {}, proposal: "", proposed: [], unsure: [],
    touched: ["speaker", "as", "on_behalf_of", "said", "via", "mode"],
  };
}

/**
 * Propose what nobody set: the speaker; from this speaker's previous statement the affiliation and date; the mode.
 *
 * @param {Draft} draft
 * @param {Context} context
 */
export function propose(draft, context) {
  const isFree = (/** @type {string} */ field) => !draft.touched.includes(field);
  if (isFree("speaker")) draft.speaker = proposedSpeaker(context, draft.pieces);
  const previous = previousOf(context, draft.speaker, draft.pieces);
  const sameParagraph = previous && previous.sameParagraph ? previous.record : {};
  const record = previous ? previous.record : {};
  if (isFree("as")) draft.as = record.as || "";
  if (isFree("said")) draft.said = String(record.said || "");
  if (isFree("via")) draft.via = listOf(sameParagraph.via);
  if (isFree("mode")) draft.mode = proposedMode(context, draft.pieces, draft.speaker);
  const inOwnWords = draft.mode === "verbatim" || draft.mode === sameParagraph.mode;
  if (isFree("on_behalf_of")) draft.on_behalf_of = (inOwnWords && sameParagraph.on_behalf_of) || "";
}

/**
 * Set a field as a person does.
 *
 * @template {keyof Draft} Field
 * @param {Draft} draft
 * @param {Field} field
 * @param {Draft[Field]} value
 * @param {Context} context
 */
export function set(draft, field, value, context) {
  draft[field] = value;
  if (!draft.touched.includes(field)) draft.touched.push(field);
  draft.unsure = draft.unsure.filter((name) => name !== field);
  propose(draft, context);
}

/**
 * Name the speaker with a number; `beside` adds it to the others or takes it away.
 *
 * @param {Draft} draft
 * @param {string} actor
 * @param {boolean} beside
 * @param {Context} context
 */
export function setSpeaker(draft, actor, beside, context) {
  const others = draft.speaker.filter((name) => name !== actor);
  const isIn = others.length < draft.speaker.length;
  set(draft, "speaker", beside ? (isIn ? others : [...others, actor]) : [actor], context);
}

/** @type {(value: string[], original: any) => any} */
function asBefore(value, original) {
  const same = JSON.stringify(value) === JSON.stringify(listOf(original));
  return same ? original : value.length === 1 ? value[0] : value;
}

/**
 * The statement's record as in the coding file, without its id and passages.
 *
 * @param {Draft} draft
 * @param {string} claim
 * @param {Record<string, string>} [ids] of new reasons
 * @returns {Data}
 */
export function recordOf(draft, claim, ids = {}) {
  const { original } = draft;
  /** @type {Data} */
  const record = { ...original, claim, mode: draft.mode };
  for (const field of /** @type {const} */ (["speaker", "via", "because", "replies_to"])) {
    record[field] = asBefore(draft[field].map((id) => ids[id] || id), original[field]);
    if (!draft[field].length) delete record[field];
  }
  for (const field of /** @type {const} */ (["as", "on_behalf_of", "said"])) {
    record[field] = draft[field];
    if (!draft[field]) delete record[field];
  }
  record.stance = draft.stance;
  if (draft.stance === "affirms" && !original.stance) delete record.stance;
  delete record.id;
  delete record.at;
  return record;
}

/**
 * Whether a form holds what a person would miss: a statement that was changed, or a new one with a claim.
 *
 * @param {Draft} draft
 */
export function isWorthSaving(draft) {
  if (draft.proposal) return false;
  if (!draft.id) return Boolean(draft.claim || draft.newClaim || draft.because.length);
  const { id: _, at: __, ...before } = draft.original;
  return draft.movedPieces || Boolean(draft.newClaim) || JSON.stringify(recordOf(draft, draft.claim)) !== JSON.stringify(before);
}

/**
 * What is missing before a form can be saved; "" if nothing is.
 *
 * @param {Draft} draft
 */
export function missing(draft) {
  const { newClaim } = draft;
  if (!draft.pieces.length) return "Select the words of the statement in the text.";
  if (!draft.claim && !newClaim) return "Choose a claim: Alt+1 to 5, or press l and type.";
  const [lacking] = [newClaim && lackingIn(newClaim, "claim"), ...reasonsOf(draft).map((reason) => lackingIn(reason, "reason"))].filter(Boolean);
  if (lacking) return lacking;
  if (!draft.mode) return "Choose the mode: press m.";
  return "";
}

/**
 * What is missing in a new claim; "" if nothing is.
 *
 * @param {NewClaim} claim
 * @param {string} called what a person calls it
 */
export function lackingIn({ text, kind, side }, called) {
  if (!text.trim()) return `Write the ${called} in your own words.`;
  if (!kind) return `Choose the kind of the new ${called}.`;
  return side ? "" : `Choose the side of the new ${called}.`;
}

/**
 * The reasons of a form that are new claims.
 *
 * @param {Draft} draft
 */
function reasonsOf({ because, newReasons }) {
  return because.filter((id) => newReasons[id]).map((id) => newReasons[id]);
}

/**
 * The actors that have numbers in a form.
 *
 * @param {Draft} draft
 * @param {Context} context
 */
export function numberedSpeakers(draft, context) {
  return [...new Set([...draft.proposed, ...nearestActors(context, draft.pieces)])].slice(0, 9);
}
