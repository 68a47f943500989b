// Going through the proposals of a draft: accept, edit, reject or skip each by itself. Nothing accepts several at once.

import { make } from "../../../views/templates/explorer/dom.js";
import { Decisions } from "./draft-decisions.js";
import { DraftEntries, STATES } from "./draft-entries.js";
import { draftHints } from "./draft-hints.js";
import { ReviewKeys } from "./draft-keys.js";
import { proposalPanel, rejectionForm } from "./draft-panel.js";
import { confirm, formOf, openProposals, waiting } from "./draft-proposals.js";
import { missing } from "./open-statement.js";

/** @typedef {import("./article.js").Run} Run */
/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */
/** @typedef {import("./draft-proposals.js").Proposal} Proposal */
/**
 * What a review asks of the page: `edit` opens the ordinary form, `complete` also says what is missing in it, `send` saves one without
 * opening it.
 *
 * @typedef {{
 *   show: () => void, say: (text: string) => void, announce: (text: string) => void, apply: (edit: Record<string, any>) => Promise<boolean>,
 *   edit: (form: OpenStatement, field?: "claim" | "because") => void, complete: (form: OpenStatement) => void, send: (form: OpenStatement) => Promise<void>, closed: (run: Run | undefined) => void,
 *   mayLeave: () => boolean, reveal: (run: Run) => void,
 * }} Wishes
 */

/** The proposals of the source's draft, and which of them is looked at. */
export class Review {
  /**
   * @param {Bench} bench
   * @param {import("./text-view.js").TextView} view
   * @param {Wishes} wishes
   */
  constructor(bench, view, wishes) {
    this.bench = bench;
    this.view = view;
    this.wishes = wishes;
    this.id = "";
    /** @type {OpenStatement | null} */
    this.form = null;
    this.rejecting = false;
    this.entries = new DraftEntries(bench, view, (id) => this.wishes.mayLeave() && this.go(id));
    this.side = make("div.review", null);
    this.decisions = new Decisions(this);
    this.keys = new ReviewKeys(this);
    this.name = make("input", { type: "text", maxlength: 200, "aria-label": "Your name or initials, kept with what you accept",
      keydown: (/** @type {KeyboardEvent} */ event) => ["Enter", "Escape"].includes(event.key) && this.name.blur() });
  }

  get open() {
    return openProposals(this.bench.state.drafts).map(({ proposal }) => proposal);
  }

  /** @returns {Proposal | undefined} the proposal that is looked at */
  get current() {
    return this.open.find(({ id }) => id === this.id);
  }

  /** Who accepts. */
  get by() {
    return this.name.value.trim();
  }

  /** The words of the proposal that is looked at. @returns {Run[]} */
  get pieces() {
    return this.current && this.form ? this.form.pieces : [];
  }

  /** Show what the server sent after an edit. */
  take() {
    if (!this.current) this.forget();
    if (!this.bench.state.drafts) return;
    this.view.paint("drafted", this.open.flatMap(({ spans }) => spans));
  }

  forget() {
    this.id = "";
    this.form = null;
    this.rejecting = false;
  }

  /**
   * Look at a proposal.
   *
   * @param {string} id
   */
  go(id) {
    this.id = id;
    const { current } = this;
    if (!current) return this.leave();
    this.bench.opened = null;
    this.form = formOf(this.bench, current);
    this.rejecting = false;
    this.wishes.show();
    this.focus();
    this.wishes.reveal(current.spans[0] || [this.at, this.at + 1]);
    this.announce();
  }

  /** The word at which the proposal stands. */
  get at() {
    return openProposals(this.bench.state.drafts).find(({ proposal }) => proposal.id === this.id)?.at || 0;
  }

  /** Where to look for the words of a proposal without words. @returns {Run | null} */
  get near() {
    return this.current && !this.pieces.length ? [this.at, this.at + 1] : null;
  }

  focus() {
    /** @type {HTMLElement | null} */ (this.side.firstElementChild)?.focus({ preventScroll: true });
  }

  /** Say what is proposed, for those who hear the page. */
  announce() {
    const { current, form, bench } = this;
    if (!current || !form) return;
    const claim = form.newClaim ? `new claim: ${form.newClaim.text}` : bench.claims[form.claim]?.text || "no claim yet";
    const waits = waiting(bench, form).map(({ says }) => says).join(", ");
    const words = form.pieces.map((piece) => bench.article.ends(piece)).join("; ") || "no words of this text";
    this.wishes.announce(`Proposal ${this.place}. ${STATES[current.state]}. ${current.notes.join(" ")} ${words}. ${bench.speakersOf(form.speaker)} ${form.stance || "has a stance"}, ${claim}. ${form.mode}. ${waits ? `Before you accept: ${waits}` : "Enter accepts"}.`);
  }

  get place() {
    const { open } = this;
    return `${open.findIndex(({ id }) => id === this.id) + 1} of ${open.length}`;
  }

  /**
   * Go to the next or previous proposal; to begin with, the first after some words.
   *
   * @param {1 | -1} by
   * @param {number} [from] a word
   */
  step(by, from = -1) {
    const placed = openProposals(this.bench.state.drafts);
    if (!placed.length) return this.wishes.say(this.bench.state.drafts ? "You have decided on all proposals." : `This source has no draft. To make one, run: ${this.bench.setting.draft_command}`);
    const here = placed.findIndex(({ proposal }) => proposal.id === this.id);
    const begin = Math.max(placed.findIndex(({ at }) => at >= from), 0);
    const next = here < 0 ? begin : (here + by + placed.length) % placed.length;
    this.go(placed[next].proposal.id);
  }

  /** Leave the proposals, and go on from their words. */
  leave() {
    const last = this.pieces[this.pieces.length - 1];
    this.forget();
    this.wishes.closed(last);
  }

  /** What stands at the side. */
  panel() {
    const { current, form, bench } = this;
    const hadFocus = this.side.contains(document.activeElement);
    const wishes = { press: (/** @type {string} */ key) => this.keys.press(key), reject: (/** @type {string} */ reason) => this.decisions.reject(reason), cancel: () => this.ask(false) };
    if (current && form) this.side.replaceChildren(this.rejecting ? rejectionForm(wishes) : proposalPanel(bench, current, form, this.place, wishes));
    if (hadFocus) queueMicrotask(() => this.focus());
    return this.side;
  }

  /** What the page says of the draft while nothing is open; null if there is none. */
  hints() {
    return draftHints(this);
  }

  /**
   * Do what a key says; false if it says nothing here.
   *
   * @param {string} name
   * @param {HTMLElement} target
   */
  key(name, target) {
    return this.keys.key(name, target);
  }

  /** @param {boolean} rejecting whether to ask for the reason of a rejection */
  ask(rejecting) {
    this.rejecting = rejecting;
    this.wishes.show();
    this.focus();
  }

  /**
   * The form to which selected words belong; null if the proposal that is looked at has other words.
   *
   * @param {Run} run
   */
  formFor([start, stop]) {
    const { form, pieces } = this;
    if (!this.current || !form) return null;
    if (!pieces.length || pieces.some(([first, last]) => first < stop && start < last)) return form;
    this.forget();
    return null;
  }

  /**
   * The proposal at a word, if there is one.
   *
   * @param {number} word
   */
  proposalAt(word) {
    return this.open.find(({ spans }) => spans.some(([start, stop]) => start <= word && word < stop));
  }

  /**
   * Confirm the next new claim.
   *
   * @param {OpenStatement} form
   */
  yes(form) {
    const wait = waiting(this.bench, form).find(({ keys }) => keys === "y");
    if (!wait) return false;
    confirm(form, wait.field);
    this.changed();
    return true;
  }

  changed() {
    this.wishes.show();
    const waits = this.form ? waiting(this.bench, this.form) : [];
    this.wishes.announce(waits.length ? `Still to do: ${waits.map(({ says }) => says).join(", ")}.` : "Nothing more to confirm: Enter accepts.");
  }

  /**
   * Why the form of a proposal cannot be accepted; "" if it can.
   *
   * @param {OpenStatement} form
   */
  lacking(form) {
    const told = waiting(this.bench, form).map(({ says, keys }) => (keys ? `${says} (${keys})` : says)).join(", ");
    return told ? `Before you can accept: ${told}.` : missing(form, Object.keys(this.bench.claims).length > 0);
  }

  /**
   * The proposal to look at after another: the next that is not skipped, else the next.
   *
   * @param {string} id
   */
  after(id) {
    const { open } = this;
    const here = open.findIndex((proposal) => proposal.id === id);
    const others = [...open.slice(here + 1), ...open.slice(0, Math.max(here, 0))];
    return (others.find(({ skipped }) => !skipped) || others[0])?.id || "";
  }
}
