// The proposal that is looked at: field by field, what the proof found, and what a person must still do.

import { append, brief, make } from "../../../views/templates/explorer/dom.js";
import { SIGNS } from "../../../views/templates/explorer/wording.js";
import { claimOption } from "./claim-box.js";
import { STATES } from "./draft-entries.js";
import { isNewClaim, proposedClaim, waiting } from "./draft-proposals.js";
import { STANCE_KEYS, hint } from "./keys.js";
import { reasonForm } from "./reason-form.js";
import { numberedSpeakers } from "./open-statement.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */
/** @typedef {import("./draft-proposals.js").Proposal} Proposal */
/** @typedef {import("./draft-proposals.js").Wait} Wait */
/**
 * What the panel asks for; `press` does what a key does.
 *
 * @typedef {{press: (key: string) => void, reject: (reason: string) => void, cancel: () => void}} Wishes
 */

const SPEAKERS = 5; // that are offered
/** Why a proposal is rejected: the digit of a reason is its key. */
const REASONS = ["It is no statement.", "The words are wrong.", "The speaker is wrong.", "The claim or stance is wrong.", "It is coded already.", "It is not about this debate."];

/**
 * The speakers that have numbers beside a proposal.
 *
 * @param {Bench} bench
 * @param {OpenStatement} form
 */
export function offeredSpeakers(bench, form) {
  return numberedSpeakers(form, bench.context()).slice(0, SPEAKERS);
}

/**
 * The existing claims that have numbers beside a proposal.
 *
 * @param {Bench} bench
 * @param {OpenStatement} form
 * @param {Proposal} proposal
 */
export function offeredClaims(bench, form, proposal) {
  return form.claim ? [] : proposal.similar.filter((id) => bench.claims[id]);
}

/**
 * @param {Bench} bench
 * @param {Proposal} proposal
 * @param {OpenStatement} form
 * @param {string} place such as "2 of 7"
 * @param {Wishes} wishes
 */
export function proposalPanel(bench, proposal, form, place, wishes) {
  const waits = waiting(bench, form);
  const waitFor = (/** @type {string} */ field) => waits.find((wait) => wait.field === field);
  const { press } = wishes;
  const element = make("section.form.proposal-panel", { "aria-label": `Proposal ${place}`, tabindex: -1 },
    make("div.panel-head", null, make("h2", null, `Proposal ${place}`), make("button", { type: "button", click: () => press("Escape") }, "Close ", hint("Esc"))),
    proof(bench, proposal, form),
    row("Speaker", waitFor("speaker"), ...speakers(bench, form, Boolean(waitFor("speaker")), press)),
    row("Claim", waitFor("claim"), ...claims(bench, proposal, form, press)),
    row("Stance", waitFor("stance"), ...stances(form, press)),
    row("Mode", waitFor("mode"), make("span", null, form.mode || "not known"), button("Change", "m", press)),
    ...form.because.map((id) => row("Because", waitFor(`because ${id}`), claimText(bench, form, id))),
    row("", undefined, button(form.because.length ? "Another reason" : "Add a reason", "b", press)));
  append(element, form.said && row("Said", undefined, make("span", null, form.said)),
    proposal.confidence !== undefined && make("p.quiet", null, `The drafter says it is ${Math.round(proposal.confidence * 100)} % sure.`),
    buttons(waits, press));
  return element;
}

/**
 * What the proof found of the words, and the words.
 *
 * @param {Bench} bench
 * @param {Proposal} proposal
 * @param {OpenStatement} form
 */
function proof(bench, { state, notes: proven, ends, spans, coded_as: coded }, form) {
  const lang = bench.setting.language;
  const notes = coded ? [...proven, `Most of these words are coded already, in ${coded}.`] : proven;
  const words = form.pieces.length
    ? form.pieces.map((piece) => make("bdi.ends", { lang }, `“${bench.article.ends(piece)}” `))
    : ends.map(([first, last]) => make("s.ends", { lang }, first === last ? first : `${first} … ${last}`));
  if (!spans.length && form.pieces.length) {
    const refused = notes.join(" ").replace(/ Select the words[^.]*\./g, "");
    return make("div.proof.mended", null, make("p", null, ...words), make("p", null, make("strong", null, "You selected these words. "), refused));
  }
  const told = notes.length ? notes : [spans.length ? "These words stand in the text, in one place only." : "Its words are not in this text any more. Select the words that are meant."];
  return make(`div.proof.${state}`, null, make("p", null, ...words), make("p", null, make("strong", null, `${STATES[state]}. `), told.join(" ")));
}

/**
 * A field of the proposal; one that must be confirmed has a dashed line.
 *
 * @param {string} label
 * @param {Wait | undefined} wait
 * @param {...(Node | null)} children
 */
function row(label, wait, ...children) {
  const element = make("div.line", { role: "group", "aria-label": wait ? `${label}: ${wait.says}` : label }, make("span.label", null, label), make("div.field", null, ...children));
  element.classList.toggle("waits", Boolean(wait));
  return element;
}

/**
 * @param {string} name
 * @param {string} key
 * @param {(key: string) => void} press
 * @param {string} [pressed]
 */
function button(name, key, press, pressed) {
  return make("button", { type: "button", "aria-pressed": pressed, click: () => press(key) }, name, " ", hint(key));
}

/**
 * @param {Bench} bench
 * @param {OpenStatement} form
 * @param {boolean} waits
 * @param {(key: string) => void} press
 */
function speakers(bench, form, waits, press) {
  const narrator = bench.speakersOf([]);
  if (!waits) return [make("bdi.who", null, bench.speakersOf(form.speaker))];
  const chip = (/** @type {string} */ name, /** @type {string} */ key, /** @type {boolean} */ chosen) =>
    make("button.chip", { type: "button", "aria-pressed": String(chosen), click: () => press(key) }, hint(key), make("bdi", null, brief(name, 40)));
  return [
    ...offeredSpeakers(bench, form).map((id, i) => chip(bench.nameOf(id), String(i + 1), form.speaker.includes(id))),
    chip(`${bench.state.authors_speak ? "Author" : "Narrator"}: ${narrator}`, "n", !form.speaker.length),
  ];
}

/**
 * @param {Bench} bench
 * @param {Proposal} proposal
 * @param {OpenStatement} form
 * @param {(key: string) => void} press
 */
function claims(bench, proposal, form, press) {
  const { newClaim } = form;
  const parts = [];
  if (form.claim) parts.push(claimText(bench, form, form.claim));
  if (newClaim) {
    const told = [newClaim.kind, newClaim.side === "neither" ? "neutral" : newClaim.side].filter(Boolean).join(", ");
    parts.push(make(`p.chosen.side-${newClaim.side || "neither"}`, null, make("bdi", null, newClaim.text), make("span.side-word", null, ` ${told}`)));
    if (proposedClaim(bench, form)) parts.push(button("New claim: right", "y", press, String(!form.unsure.includes("claim"))));
  }
  const offered = offeredClaims(bench, form, proposal).map((id, i) => {
    const { name, note = "", sign = "" } = claimOption(bench, id);
    return make(`button.offered.${sign}`, { type: "button", click: () => press(`Alt+${i + 1}`) }, hint(`Alt+${i + 1}`), make("bdi", null, name), make("small", null, note));
  });
  return [...parts, ...offered, button(form.claim || newClaim ? "Another claim" : "Search, or write a claim", "l", press)];
}

/**
 * @param {Bench} bench
 * @param {OpenStatement} form
 * @param {string} id
 */
function claimText(bench, form, id) {
  const record = bench.claims[id] || form.newReasons[id] || bench.state.drafts?.claims[id] || {};
  const side = record.side || "neither";
  return make(`p.chosen.side-${side}`, null, make("bdi", null, String(record.text || id)), make("span.side-word", null, ` ${side === "neither" ? "neutral" : side}${isNewClaim(bench, id) || form.newReasons[id] ? ", new" : ""}`));
}

/**
 * @param {OpenStatement} form
 * @param {(key: string) => void} press
 */
function stances(form, press) {
  return Object.entries(STANCE_KEYS).map(([key, stance]) =>
    make("button", { type: "button", "aria-pressed": String(form.stance === stance), click: () => press(key) }, hint(key), make("span.sign", { "aria-hidden": "true" }, SIGNS[stance]), stance));
}

/**
 * What must be done before Enter accepts, in a line.
 *
 * @param {Wait[]} waits
 * @param {(key: string) => void} press
 */
function needs(waits, press) {
  if (!waits.length) return make("p.needs.ready", null, "Nothing more to confirm.");
  const items = waits.map(({ field, says, keys }) => make("li", null, says, keys === "y" && field !== "claim" ? button("Yes", "y", press) : keys && hint(keys)));
  return make("div.needs", null, "First: ", make("ul", null, ...items));
}

/**
 * @param {Wait[]} waits
 * @param {(key: string) => void} press
 */
function buttons(waits, press) {
  return make("div.buttons", null, needs(waits, press),
    make("button.main", { type: "button", "aria-disabled": String(waits.length > 0), click: () => press("Enter") }, "Accept ", hint("Enter")),
    button("Edit", "e", press), make("button", { type: "button", click: () => press("Backspace") }, "Reject ", hint("⌫")),
    make("button", { type: "button", click: () => press("Tab") }, "Skip ", hint("Tab")));
}

/**
 * Ask why a proposal is rejected.
 *
 * @param {Wishes} wishes
 */
export function rejectionForm({ reject, cancel }) {
  const words = { title: "Why do you reject it?", label: "Another reason, in words", action: "Reject", reasons: REASONS };
  return reasonForm(words, reject, cancel);
}
