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
 * }} OpenStatement
 */

/** @param {any} value @returns {string[]} */
export const listOf = (value) => (Array.isArray(value) ? value.map(String) : value ? [String(value)] : []);

/**
 * A form for words that are not coded yet.
 *
 * @param {Run} piece
 * @param {Context} context
 * @returns {OpenStatement}
 */
export function newStatement(piece, context) {
  /** @type {OpenStatement} */
  const opened = {
    id: null, pieces: [piece], movedPieces: true, original: {},
    speaker: [], as: "", on_behalf_of: "", said: "", via: [], claim: "", newClaim: null,
    stance: "affirms", mode: "", because: [], newReasons: {}, replies_to: [], touched: [], newActors: {}, proposal: "", proposed: [], unsure: [],
  };
  propose(opened, context);
  return opened;
}

/**
 * A form for a statement that is there.
 *
 * @param {{record: Data, spans: Run[]}} statement
 * @returns {OpenStatement}
 */
export function openedOf({ record, spans }) {
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
 * @param {OpenStatement} opened
 * @param {Context} context
 */
export function propose(opened, context) {
  const isFree = (/** @type {string} */ field) => !opened.touched.includes(field);
  if (isFree("speaker")) opened.speaker = proposedSpeaker(context, opened.pieces);
  const previous = previousOf(context, opened.speaker, opened.pieces);
  const sameParagraph = previous && previous.sameParagraph ? previous.record : {};
  const record = previous ? previous.record : {};
  if (isFree("as")) opened.as = record.as || "";
  if (isFree("said")) opened.said = String(record.said || "");
  if (isFree("via")) opened.via = listOf(sameParagraph.via);
  if (isFree("mode")) opened.mode = proposedMode(context, opened.pieces, opened.speaker);
  const inOwnWords = opened.mode === "verbatim" || opened.mode === sameParagraph.mode;
  if (isFree("on_behalf_of")) opened.on_behalf_of = (inOwnWords && sameParagraph.on_behalf_of) || "";
}

/**
 * Set a field as a person does.
 *
 * @template {keyof OpenStatement} Field
 * @param {OpenStatement} opened
 * @param {Field} field
 * @param {OpenStatement[Field]} value
 * @param {Context} context
 */
export function set(opened, field, value, context) {
  opened[field] = value;
  if (!opened.touched.includes(field)) opened.touched.push(field);
  opened.unsure = opened.unsure.filter((name) => name !== field);
  propose(opened, context);
}

/**
 * Name the speaker with a number; `beside` adds it to the others or takes it away.
 *
 * @param {OpenStatement} opened
 * @param {string} actor
 * @param {boolean} beside
 * @param {Context} context
 */
export function setSpeaker(opened, actor, beside, context) {
  const others = opened.speaker.filter((name) => name !== actor);
  const isIn = others.length < opened.speaker.length;
  set(opened, "speaker", beside ? (isIn ? others : [...others, actor]) : [actor], context);
}

/** @type {(value: string[], original: any) => any} */
function asBefore(value, original) {
  const same = JSON.stringify(value) === JSON.stringify(listOf(original));
  return same ? original : value.length === 1 ? value[0] : value;
}

/**
 * The statement's record as in the coding file, without its id and passages.
 *
 * @param {OpenStatement} opened
 * @param {string} claim
 * @param {Record<string, string>} [ids] of new reasons
 * @returns {Data}
 */
export function recordOf(opened, claim, ids = {}) {
  const { original } = opened;
  /** @type {Data} */
  const record = { ...original, claim, mode: opened.mode };
  for (const field of /** @type {const} */ (["speaker", "via", "because", "replies_to"])) {
    record[field] = asBefore(opened[field].map((id) => ids[id] || id), original[field]);
    if (!opened[field].length) delete record[field];
  }
  for (const field of /** @type {const} */ (["as", "on_behalf_of", "said"])) {
    record[field] = opened[field];
    if (!opened[field]) delete record[field];
  }
  record.stance = opened.stance;
  if (opened.stance === "affirms" && !original.stance) delete record.stance;
  delete record.id;
  delete record.at;
  return record;
}

/**
 * Whether a form holds what a person would miss: a statement that was changed, or a new one with a claim.
 *
 * @param {OpenStatement} opened
 */
export function isWorthSaving(opened) {
  if (opened.proposal) return false;
  if (!opened.id) return Boolean(opened.claim || opened.newClaim || opened.because.length);
  const { id: _, at: __, ...before } = opened.original;
  return opened.movedPieces || Boolean(opened.newClaim) || JSON.stringify(recordOf(opened, opened.claim)) !== JSON.stringify(before);
}

/**
 * What is missing before a form can be saved; "" if nothing is.
 *
 * @param {OpenStatement} opened
 * @param {boolean} hasClaims whether there are claims to choose
 */
export function missing(opened, hasClaims) {
  const { newClaim } = opened;
  if (!opened.pieces.length) return "Select the words of the statement in the text.";
  if (!opened.claim && !newClaim) return hasClaims ? "Choose a claim: press Alt and its number, or l and type." : "Write the claim: press l and type.";
  const [lacking] = [newClaim && lackingIn(newClaim, "claim"), ...reasonsOf(opened).map((reason) => lackingIn(reason, "reason"))].filter(Boolean);
  if (lacking) return lacking;
  if (!opened.mode) return "Choose the mode: press m.";
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
 * @param {OpenStatement} opened
 */
function reasonsOf({ because, newReasons }) {
  return because.filter((id) => newReasons[id]).map((id) => newReasons[id]);
}

/**
 * The actors that have numbers in a form.
 *
 * @param {OpenStatement} opened
 * @param {Context} context
 */
export function numberedSpeakers(opened, context) {
  return [...new Set([...opened.proposed, ...nearestActors(context, opened.pieces)])].slice(0, 9);
}
