// A draft's proposals on the page: each is accepted, changed, rejected or skipped by itself.

import { append, brief, count, make } from "../../../views/templates/explorer/dom.js";
import { SIGNS } from "../../../views/templates/explorer/wording.js";
import { openDialog } from "./dialogs.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./bench.js").Proposal} Proposal */
/** @typedef {import("./statement-draft.js").Draft} Draft */

/**
 * The proposals on which nobody has decided, in the order of the text; those without words in it last.
 *
 * @param {Bench} bench
 * @returns {Proposal[]}
 */
export function openProposals(bench) {
  const open = (bench.state.drafts?.proposals || []).filter(({ decision, skipped }) => !decision && !skipped);
  return open.sort((a, b) => startOf(a) - startOf(b));
}

/** @param {Proposal} proposal */
const startOf = ({ spans }) => (spans.length ? spans[0][0] : Infinity);

/**
 * The proposal after a word, or else the first.
 *
 * @param {Bench} bench
 * @param {number} word
 */
export function nextProposal(bench, word) {
  const open = openProposals(bench);
  return open.find((proposal) => startOf(proposal) >= word) || open[0] || null;
}

/**
 * A form with what is proposed. A new claim, a speaker of indirect words and a stance each need a key of their own.
 *
 * @param {Bench} bench
 * @param {Proposal} proposal
 * @returns {Draft}
 */
export function draftOfProposal(bench, proposal) {
  const { actors, claims } = /** @type {NonNullable<Bench["state"]["drafts"]>} */ (bench.state.drafts);
  const { claim = "", speaker, spans, said = "", mode = "", stance = "affirms" } = proposal;
  const drafted = bench.claims[claim] ? null : claims[claim];
  const unsure = [speaker.length && mode !== "verbatim" && "speaker", drafted && "claim", "stance"];
  const isNew = (/** @type {string} */ id) => actors[id] && !bench.state.entities.actors[id];
  return {
    id: null, pieces: spans.map(([start, stop]) => [start, stop]), movedPieces: true, original: {},
    speaker: [...speaker], as: "", on_behalf_of: "", said: String(said), via: [],
    claim: drafted ? "" : claim, newClaim: drafted ? { text: "", kind: "", side: "", ...drafted, topics: [drafted.topics || []].flat() } : null,
    stance, mode, because: proposal.because.filter((id) => bench.claims[id]), replies_to: [],
    touched: ["speaker", "said", "mode"], newActors: Object.fromEntries(speaker.filter(isNew).map((id) => [id, actors[id]])),
    proposal: proposal.id, unsure: /** @type {string[]} */ (unsure.filter(Boolean)),
  };
}

/**
 * What a person must still look at before a proposal is accepted; "" if nothing.
 *
 * @param {Draft} draft
 */
export function mustConfirm({ unsure }) {
  const [first] = unsure;
  if (first === "speaker") return "Is this the speaker? Press y for yes, or choose another.";
  if (first === "claim") return "Is this new claim right? Press y for yes, or choose another.";
  return first ? "What is the stance? Press a, d, o or c." : "";
}

/**
 * A proposal beside its paragraph.
 *
 * @param {Bench} bench
 * @param {Proposal} proposal
 * @param {(proposal: Proposal) => void} open
 */
export function proposalEntry(bench, proposal, open) {
  const { drafts } = bench.state;
  const { claim = "", ends, notes, speaker, stance = "affirms", state } = proposal;
  const names = speaker.map((id) => String(drafts?.actors[id]?.name || bench.nameOf(id))).join(", ");
  const text = bench.claims[claim]?.text || drafts?.claims[claim]?.text || "no claim yet";
  const button = make("button.entry.draft", { type: "button", "aria-pressed": String(bench.draft?.proposal === proposal.id), click: () => open(proposal) },
    make("small", null, state === "refused" ? "refused draft " : "draft "), make("bdi.who", null, brief(names || "nobody", 40)),
    make("span.sign", { role: "img", "aria-label": stance }, SIGNS[stance] || stance));
  const isLost = !proposal.spans.length;
  append(button, isLost ? make("s", null, ends.map(([first, last]) => `“${first} … ${last}”`).join(" ")) : make("bdi.what", null, brief(String(text), 160)));
  const item = make("li", null, button);
  append(item, ...(notes || []).map((note) => make("p.warning", null, note)));
  return item;
}

/**
 * Ask for the reason of a rejection.
 *
 * @param {(reason: string) => Promise<boolean>} reject
 */
export function askForReason(reject) {
  const reason = make("input", { type: "text", "aria-label": "Why", required: true, maxlength: 500, placeholder: "not a statement" });
  const form = make("form", { submit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (await reject(reason.value.trim() || reason.placeholder)) dialog.close();
  } }, make("label", null, "Why is it not right?", reason), make("div.buttons", null, make("button.main", { type: "submit" }, "Reject")));
  reason.required = false;
  const dialog = openDialog("Reject the proposal", form);
  reason.focus();
}

/**
 * How good a draft has been, by what people made of it.
 *
 * @param {Bench} bench
 * @param {() => void} begin
 */
export function draftSummary(bench, begin) {
  const { drafts } = bench.state;
  if (!drafts) return null;
  const open = openProposals(bench).length;
  const decided = drafts.proposals.filter(({ decision }) => decision);
  const accepted = decided.filter(({ decision }) => decision?.taken === "accepted").length;
  const rate = decided.length ? ` ${accepted} of ${decided.length} were accepted.` : "";
  const button = open ? make("button", { type: "button", click: begin }, "Look at the next proposal ", make("kbd", { "aria-hidden": "true" }, "p")) : null;
  return make("section", null, make("h3", null, "Draft"), make("p", null, `${count(open, "proposal")} by ${drafts.drafter}.${rate}`), button);
}
