// The workbench's page: the article, its statements, and the form of the open one.

import { Adjudication } from "./adjudication.js";
import { append, make } from "../../../views/templates/explorer/dom.js";
import { Bench } from "./bench.js";
import { uncodedStretches } from "./article.js";
import { Review } from "./draft-review.js";
import { scoreTable } from "./draft-score.js";
import { differenceBlock, openDialog, showKeys } from "./dialogs.js";
import { Entries, faultLine } from "./entries.js";
import { Form } from "./form.js";
import { MOVES } from "./moves.js";
import { PageKeys } from "./page-keys.js";
import { Saving } from "./saving.js";
import { ENDED, get, post } from "./server.js";
import { showSource } from "./source-form.js";
import { draftOf, isWorthSaving, newDraft, propose } from "./statement-draft.js";
import { CAN_COLOUR, TextView } from "./text-view.js";
import { showRelation, showTidy } from "./tidy.js";

/** @typedef {import("./article.js").Run} Run */
/** @typedef {import("./statement-draft.js").Draft} Draft */

const KEEP_AFTER = 400; // ms after the last change until the open form is kept
/** Moves that leave a statement or proposal that is open, rather than change its words. */
const LEAVING = new Set(["nextSentence", "previousSentence", "nextPhrase", "previousPhrase", "nextUncoded"]);
const LOOK_AFTER = 60; // ms after the last move until the server is asked of the words

/** The page of a session. */
export class Page {
  /** @param {Bench} bench */
  constructor(bench) {
    this.bench = bench;
    const { setting, article } = bench;
    this.view = new TextView(article, setting.language, { select: (run) => this.select(run), click: (word) => this.clicked(word) });
    this.rest = make("ol.entries", null);
    this.entries = new Entries(bench, this.view, this.rest, (id) => this.open(id), (claim, other) => this.relate(claim, other));
    this.form = new Form(bench, {
      changed: () => this.changed(), save: () => this.saving.save(), close: () => this.close(), remove: () => this.saving.remove(),
      attribute: () => this.saving.attribute(), move: (name) => this.move(name), addPiece: () => this.addPiece(), relate: () => this.relate(),
      confirm: () => this.bench.draft && this.review.yes(this.bench.draft),
    });
    this.side = make("aside.side", { "aria-label": "Form" });
    this.live = make("p.say", { role: "status" });
    this.words = make("p.hidden", { role: "status" });
    /** @type {Run[]} */
    this.stretches = [];
    this.adding = false;
    this.looking = Promise.resolve();
    this.timers = { keep: 0, look: 0 };
    this.saving = new Saving(this);
    this.review = new Review(bench, this.view, {
      show: () => this.show(), say: (text) => this.say(text), announce: (text) => (this.words.textContent = text), apply: (edit) => this.saving.apply(edit),
      edit: (form, field) => this.openForm(form, field), send: (form) => this.saving.send(form, false), closed: (run) => this.leftReview(run),
      mayLeave: () => this.mayLeave(), reveal: (run) => this.reveal(run),
    });
    this.adjudication = new Adjudication(bench, this);
    this.keys = new PageKeys(this);
  }

  start() {
    const main = document.getElementById("main");
    const rest = make("section.row.rest", { "aria-label": "Statements without a passage in this text" }, make("p.quiet", null, "Statements without a passage in this text"), this.rest);
    append(this.view.element, rest);
    if (main) main.append(this.view.element, this.side);
    document.body.append(this.live, this.words);
    document.addEventListener("keydown", (event) => this.keys.key(event));
    this.take(this.bench.state);
    this.offerUnsaved();
    if (!CAN_COLOUR) this.say("This browser is too old to colour the text. Everything else works.");
    if (this.bench.setting.recovered) this.say(`The last edit was cut off, and is finished now: ${this.bench.setting.recovered}.`);
    this.stayAlive();
  }

  /**
   * @param {string} text
   * @param {boolean} [leaves] whether it need not stay in sight
   */
  say(text, leaves = false) {
    this.live.classList.remove("done");
    this.live.textContent = text;
    void this.live.offsetWidth; // so that it fades anew
    this.live.classList.toggle("done", leaves);
  }

  /**
   * Show what the server sent after an edit.
   *
   * @param {import("./bench.js").State} state
   */
  take(state) {
    this.bench.state = state;
    this.adjudication.take();
    this.stretches = uncodedStretches(this.bench.article, state.coverage.gaps);
    this.paintText();
    this.review.take();
    this.showBar();
    this.show();
    if (state.done) this.say(/^[A-Z]/.test(state.done) ? state.done : `Done: ${state.done}.`, true);
  }

  paintText() {
    const { state } = this.bench;
    for (const side of ["for", "against", "both", "neither"]) {
      const spans = state.statements.filter(({ record }) => this.bench.sideOf(record.claim) === side).flatMap(({ spans: runs }) => runs);
      this.view.paint(side, spans);
    }
    this.view.paint("attribution", state.attribution);
  }

  showBar() {
    const { state, setting } = this.bench;
    const { covered, total } = state.coverage;
    const share = total ? Math.round((100 * covered) / total) : 100;
    const press = (/** @type {string} */ name, /** @type {() => void} */ act, disabled = false) => make("button", { type: "button", click: act, disabled }, name);
    const bar = document.getElementById("bar");
    bar?.replaceChildren(make("div.bar-inner", null,
      make("h1", null, make("bdi", { lang: setting.language }, String(state.source.title || setting.title))),
      make("p.coverage", null, make("progress", { max: total, value: covered, "aria-label": "Coded words" }), ` ${share} % of ${total.toLocaleString("en")} words`),
      make("div.buttons", { role: "group", "aria-label": "Session" },
        press("Undo", () => this.saving.history("undo"), !state.undo), press("Redo", () => this.saving.history("redo"), !state.redo),
        ...(this.review.open.length ? [press(`Proposals: ${this.review.open.length}`, () => this.mayLeave() && this.review.step(1))] : []),
        ...(this.adjudication.items.length ? [press(`Differences: ${this.adjudication.open.length}`, () => this.mayLeave() && this.adjudication.step(1))] : []),
        press("Tidy", () => showTidy(this.bench, (edit) => this.saving.apply(edit))),
        press("Source", () => showSource(this.bench, (edit) => this.saving.apply(edit))),
        press("Changes", () => this.showDifference()), press("Keys ?", showKeys))));
  }

  /** Show the form, and what belongs to it in the text. */
  show() {
    const { draft } = this.bench;
    this.view.paint("selected", draft ? draft.pieces : this.adjudication.pieces || this.review.pieces);
    this.entries.show();
    this.review.entries.show(this.review.id);
    if (draft) {
      if (this.form.element.parentElement !== this.side) this.side.replaceChildren(this.form.element);
      this.form.show();
    } else if (this.adjudication.current) this.side.replaceChildren(this.adjudication.panel());
    else if (this.review.current) this.side.replaceChildren(this.review.panel());
    else this.showHints();
    this.side.classList.toggle("open", Boolean(draft || this.adjudication.current || this.review.current));
  }

  showHints() {
    const { state } = this.bench;
    const next = make("button", { type: "button", click: () => this.move("nextUncoded") }, "Go to the next words that are not coded ", make("kbd", { "aria-hidden": "true" }, "u"));
    const hints = make("div.hints", null);
    append(hints, this.adjudication.hints(), this.review.hints(), make("p", null, "Drag over words of the text, click a sentence, or press ", make("kbd", null, "j"), ". Press ", make("kbd", null, "?"), " for all keys."),
      next, ...state.faults.slice(0, 20).map(faultLine));
    this.side.replaceChildren(hints);
  }

  changed() {
    this.show();
    clearTimeout(this.timers.keep);
    this.timers.keep = setTimeout(() => this.keep(), KEEP_AFTER);
  }

  keep() {
    clearTimeout(this.timers.keep);
    post("unsaved", this.bench.draft).catch((error) => this.say(error.message));
  }

  offerUnsaved() {
    const { unsaved } = this.bench.state;
    if (!unsaved || !unsaved.pieces) return;
    const open = () => { this.bench.draft = { ...unsaved, newReasons: unsaved.newReasons || {} }; this.wordsChanged(); this.form.focus(); };
    const drop = () => { post("unsaved", null).catch(() => {}); this.showHints(); };
    this.side.replaceChildren(make("div.hints", null, make("p", null, "A form was open when the last session ended."),
      make("div.buttons", null, make("button.main", { type: "button", click: open }, "Open it again"), make("button", { type: "button", click: drop }, "Forget it"))));
  }

  /**
   * Select words: of the open statement, of a new piece, or for a new statement.
   *
   * @param {Run} run
   */
  select(run) {
    const draft = this.bench.draft || this.review.formFor(run);
    this.bench.draft = draft || newDraft(run, this.bench.context());
    if (draft) {
      if (this.adding || !draft.pieces.length) draft.pieces.push(run);
      else draft.pieces[draft.pieces.length - 1] = run;
      draft.movedPieces = true;
      propose(draft, this.bench.context());
    }
    this.adding = false;
    this.wordsChanged();
  }

  wordsChanged() {
    const { draft, article } = this.bench;
    if (!draft) return;
    const last = draft.pieces[draft.pieces.length - 1];
    this.form.told = null;
    this.changed();
    if (last) {
      this.reveal(last);
      this.words.textContent = `${article.ends(last)}, ${last[1] - last[0]} words`;
    }
    clearTimeout(this.timers.look);
    this.timers.look = setTimeout(() => this.look(), LOOK_AFTER);
    this.form.claim.forget();
  }

  /** @param {Run} run words that must be seen beside the form */
  reveal(run) {
    const isBelow = getComputedStyle(this.side).position === "fixed";
    this.view.reveal(run, isBelow ? this.side.getBoundingClientRect().top : innerHeight * 0.8);
  }

  /** Ask the server for claims like the words, and whether the words are unique. */
  look() {
    const { draft } = this.bench;
    clearTimeout(this.timers.look);
    this.timers.look = 0;
    const last = draft?.pieces[draft.pieces.length - 1];
    if (!draft || !last) return this.looking;
    this.form.claim.refresh().catch((error) => this.say(error.message));
    this.looking = post("span", { start: last[0], stop: last[1] }).then((told) => {
      if (this.bench.draft !== draft || draft.pieces[draft.pieces.length - 1] !== last) return;
      this.form.told = told;
      this.form.show();
    }).catch((error) => this.say(error.message));
    return this.looking;
  }

  /** @param {string} name of a move */
  move(name) {
    const { draft, article } = this.bench;
    const isCoded = draft ? draft.id : this.review.pieces.length;
    if (isCoded && LEAVING.has(name) && !this.adding) {
      if (!this.mayLeave()) return;
      if (draft) this.close();
      else this.review.leave();
    }
    const pieces = this.bench.draft?.pieces || this.review.pieces;
    const run = pieces[pieces.length - 1] || this.review.near || this.last || null;
    const moved = MOVES[name]({ article, stretches: this.stretches }, run);
    if (moved) this.select(moved);
    else this.say("There is nothing more that way.");
  }

  addPiece() {
    if (!this.bench.draft) return;
    this.adding = true;
    this.say("Select the second piece.");
  }

  /** @param {number} word */
  clicked(word) {
    const { statements } = this.bench.state;
    const proposal = this.bench.draft ? null : this.review.proposalAt(word);
    const here = statements.filter(({ spans }) => spans.some(([start, stop]) => start <= word && word < stop));
    if (here.length && !this.adding) {
      const open = here.findIndex(({ record }) => record.id === this.bench.draft?.id);
      this.open(here[(open + 1) % here.length].record.id);
      return;
    }
    if (proposal && !this.adding) {
      this.review.go(proposal.id);
      return;
    }
    const stretch = this.stretches.find(([start, stop]) => start <= word && word < stop);
    this.select(stretch || this.bench.article.sentenceAt(word));
  }

  /** Whether nothing is lost when the form goes; otherwise the page says so. */
  mayLeave() {
    const { draft } = this.bench;
    if (!draft || !isWorthSaving(draft)) return true;
    this.say("The open form is not saved. Enter saves it, Esc closes it.");
    this.form.focus();
    return false;
  }

  /** @param {string} id */
  open(id) {
    const statement = this.bench.state.statements.find(({ record }) => record.id === id);
    if (!statement || !this.mayLeave()) return;
    this.bench.draft = draftOf(statement);
    this.adding = false;
    this.wordsChanged();
    this.form.focus();
  }

  /** Open the statement at the selected words, or the last before them. */
  openHere() {
    const [, stop] = this.bench.draft?.pieces[0] || this.last || [0, Infinity];
    const before = this.bench.state.statements.filter(({ spans, record }) => spans.length && spans[0][0] < stop && record.id !== this.bench.draft?.id);
    before.sort((a, b) => b.spans[0][0] - a.spans[0][0]);
    if (before[0]) this.open(before[0].record.id);
  }

  close() {
    const { draft } = this.bench;
    if (!draft) return;
    this.last = draft.pieces[draft.pieces.length - 1];
    this.bench.draft = null;
    this.adding = false;
    this.show();
    this.review.focus();
    this.keep();
  }

  /**
   * Open the form of a draft's proposal.
   *
   * @param {Draft} form
   * @param {"claim" | "because"} [field] that gets the focus
   */
  openForm(form, field) {
    this.bench.draft = form;
    this.wordsChanged();
    if (field) this.form[field].input.focus();
    else this.form.focus();
  }

  /**
   * After a proposal is accepted, go on to the next.
   *
   * @param {Run[]} pieces its words
   * @param {string} next
   */
  reviewed(pieces, next) {
    this.bench.draft = null;
    this.adding = false;
    this.last = pieces[pieces.length - 1];
    this.keep();
    this.review.go(next);
  }

  /** @param {Run | undefined} run the words of the proposal that was looked at last */
  leftReview(run) {
    this.last = run || this.last;
    this.show();
    document.getElementById("main")?.focus({ preventScroll: true });
  }

  /**
   * Ask how a claim bears on another: that of the open form, or one that was dragged to another.
   *
   * @param {string} [claim]
   * @param {string} [other]
   */
  relate(claim = this.bench.draft?.claim, other = "") {
    if (claim) showRelation(this.bench, claim, other, (edit) => this.saving.apply(edit));
    else this.say("Choose the claim first.");
  }

  async showDifference() {
    const { difference } = await get("difference").catch((error) => ({ difference: error.message }));
    openDialog("What this session changed", differenceBlock(difference || "Nothing yet."), scoreTable(this.bench.state.drafts));
  }

  /** Keep the server running while the page is open, and say when it has ended. */
  stayAlive() {
    const signs = new EventSource("alive");
    let failed = 0;
    signs.onopen = () => (failed = 0);
    signs.onerror = () => {
      failed += 1;
      if (failed < 2 && signs.readyState !== EventSource.CLOSED) return;
      signs.close();
      this.say(ENDED);
      document.body.classList.add("ended");
    };
  }
}
