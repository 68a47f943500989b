// The proposals of a draft beside their paragraphs: dashed, and struck through where the words were not found.

import { brief, make } from "../../../views/templates/explorer/dom.js";
import { sideOfStance } from "../../../views/templates/explorer/side-colours.js";
import { SIGNS } from "../../../views/templates/explorer/wording.js";
import { openProposals } from "./draft-proposals.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./draft-proposals.js").Proposal} Proposal */

/** What the proof found, in a word. */
export const STATES = { proven: "Proven", mended: "Mended", refused: "Refused" };

/** The entries of all paragraphs; only lists that changed are made anew. */
export class DraftEntries {
  /**
   * @param {Bench} bench
   * @param {import("./text-view.js").TextView} view
   * @param {(id: string) => void} open
   */
  constructor(bench, view, open) {
    this.bench = bench;
    this.view = view;
    this.open = open;
    /** Lists of proposals by the number of their block. @type {Map<number, HTMLElement>} */
    this.lists = new Map();
    /** @type {Map<number, string>} */
    this.shown = new Map();
  }

  /** @param {string} current the id of the proposal that is looked at */
  show(current) {
    /** @type {Map<number, Proposal[]>} */
    const byBlock = new Map([...this.lists.keys()].map((block) => [block, []]));
    for (const { proposal, at } of openProposals(this.bench.state.drafts)) {
      const block = this.bench.article.blockOf(at);
      byBlock.set(block, [...(byBlock.get(block) || []), proposal]);
    }
    for (const [block, proposals] of byBlock) this.fill(block, proposals, current);
  }

  /**
   * @param {number} block
   * @param {Proposal[]} proposals
   * @param {string} current
   */
  fill(block, proposals, current) {
    const key = JSON.stringify([proposals, proposals.map(({ id }) => id === current), proposals.map((each) => this.claimOf(each))]);
    if (this.shown.get(block) === key) return;
    this.shown.set(block, key);
    const list = this.lists.get(block) || this.begin(block);
    list.replaceChildren(...proposals.map((proposal) => this.entry(proposal, proposal.id === current)));
    list.hidden = !proposals.length;
  }

  /**
   * Make the list of a block, below the statements of its paragraph.
   *
   * @param {number} block
   */
  begin(block) {
    const statements = this.view.listAt(block);
    const list = make("ol.proposals", { "aria-label": String(statements.getAttribute("aria-label")).replace("Statements", "Proposals") });
    const together = make("div.beside", null);
    statements.replaceWith(together);
    together.append(statements, list);
    this.lists.set(block, list);
    return list;
  }

  /** @param {Proposal} proposal */
  claimOf({ claim = "" }) {
    const { drafts } = this.bench.state;
    const record = this.bench.claims[claim] || drafts?.claims[claim];
    return record ? [String(record.text), String(record.side || "neither")] : ["which claim?", "neither"];
  }

  /**
   * @param {Proposal} proposal
   * @param {boolean} isCurrent
   */
  entry(proposal, isCurrent) {
    const { bench } = this;
    const { speaker, stance = "", mode, said, because, state, ends, spans, coded_as: coded } = proposal;
    const [text, claimSide] = this.claimOf(proposal);
    const side = sideOfStance(stance, claimSide) || "neither";
    const who = speaker.length ? bench.speakersOf(speaker) : mode ? bench.speakersOf([]) : "who?";
    const sign = stance ? make("span.sign", { "aria-label": stance, role: "img" }, SIGNS[stance] || stance) : make("span.sign", { "aria-label": "which stance?", role: "img" }, "?");
    const reasons = because.length && `${because.length} reason${because.length > 1 ? "s" : ""}`;
    const fields = [mode || "which mode?", said, reasons, state !== "proven" && STATES[state].toLowerCase(), coded && "coded already", proposal.skipped && "skipped"];
    const lost = spans.length ? [] : ends.map(([first, last]) => make("s", { lang: bench.setting.language }, first === last ? first : `${first} … ${last}`));
    return make(`li.side-${side}`, null, make(`button.proposal.${state}`, { type: "button", "aria-pressed": String(isCurrent), "data-id": proposal.id, click: () => this.open(proposal.id) },
      make("bdi.who", null, brief(who, 40)), sign, make("bdi.what", null, brief(text, 120)),
      make("small", null, fields.filter(Boolean).join(" · ")), ...lost));
  }
}
