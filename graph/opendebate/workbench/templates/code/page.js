// The workbench's page: the article, its statements, and the form of the open one.

import { Adjudication } from "./adjudication.js";
import { append, make } from "../../../views/templates/explorer/dom.js";
import { uncodedStretches } from "./article.js";
import { Review } from "./draft-review.js";
import { Entries } from "./entries.js";
import { Form } from "./form.js";
import { bar } from "./page-bar.js";
import { hintsPanel, unsavedPanel } from "./page-hints.js";
import { PageKeys } from "./page-keys.js";
import { Saving } from "./saving.js";
import { SelectedWords } from "./selected-words.js";
import { ENDED, post, stayAlive } from "./server.js";
import { openedOf, isWorthSaving } from "./open-statement.js";
import { CAN_COLOUR, TextView } from "./text-view.js";
import { showRelation } from "./tidy.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./article.js").Run} Run */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */

const KEEP_AFTER = 400; // ms after the last change until the open form is kept

/** The page of a session. */
export class Page {
  /** @param {Bench} bench */
  constructor(bench) {
    this.bench = bench;
    const { setting, article } = bench;
    this.view = new TextView(article, setting.language, { select: (run) => this.select(run), click: (word) => this.selection.clicked(word) });
    this.rest = make("ol.entries", null);
    this.entries = new Entries(bench, this.view, this.rest, (id) => this.open(id), (claim, other) => this.relate(claim, other));
    this.form = new Form(bench, {
      changed: () => this.changed(), save: () => this.saving.save(), stay: () => this.saving.save(true), close: () => this.close(), remove: () => this.saving.remove(),
      attribute: () => this.saving.attribute(), move: (name) => this.move(name), addPiece: () => this.selection.addPiece(), relate: () => this.relate(),
      confirm: () => this.bench.opened && this.review.yes(this.bench.opened),
    });
    this.side = make("aside.side", { "aria-label": "Form" });
    this.live = make("p.say", { role: "status" });
    this.words = make("p.hidden", { role: "status" });
    /** @type {Run[]} */
    this.stretches = [];
    this.keeping = 0; // a timer
    this.selection = new SelectedWords(this);
    this.saving = new Saving(this);
    this.review = new Review(bench, this.view, {
      show: () => this.show(), say: (text) => this.say(text), announce: (text) => (this.words.textContent = text), apply: (edit) => this.saving.apply(edit),
      edit: (form, field) => this.openForm(form, field), complete: (form) => this.complete(form), send: (form) => this.saving.send(form, false), closed: (run) => this.leftReview(run),
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
    stayAlive(() => {
      this.say(ENDED);
      document.body.classList.add("ended");
    });
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
    document.getElementById("bar")?.replaceChildren(bar(this));
    this.show();
    if (state.done) this.say(/^[A-Z]/.test(state.done) ? state.done : `Done: ${state.done}.`, true);
  }

  paintText() {
    const { state } = this.bench;
    for (const side of ["for", "against", "neither"]) {
      const spans = state.statements.filter(({ record }) => this.bench.sideTaken(record) === side).flatMap(({ spans: runs }) => runs);
      this.view.paint(side, spans);
    }
    this.view.paint("attribution", state.attribution);
  }

  /** Show the form, and what belongs to it in the text. */
  show() {
    const { opened } = this.bench;
    this.view.paint("selected", opened ? opened.pieces : this.adjudication.pieces || this.review.pieces);
    this.entries.show();
    this.review.entries.show(this.review.id);
    if (opened) {
      if (this.form.element.parentElement !== this.side) this.side.replaceChildren(this.form.element);
      this.form.show();
    } else if (this.adjudication.current) this.side.replaceChildren(this.adjudication.panel());
    else if (this.review.current) this.side.replaceChildren(this.review.panel());
    else this.side.replaceChildren(hintsPanel(this));
    this.side.classList.toggle("open", Boolean(opened || this.adjudication.current || this.review.current));
  }

  changed() {
    this.show();
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), KEEP_AFTER);
  }

  keep() {
    clearTimeout(this.keeping);
    post("unsaved", this.bench.opened).catch((error) => this.say(error.message));
  }

  offerUnsaved() {
    const { unsaved } = this.bench.state;
    if (!unsaved || !unsaved.pieces) return;
    this.side.replaceChildren(unsavedPanel({
      open: () => { this.bench.opened = { ...unsaved, newReasons: unsaved.newReasons || {} }; this.selection.changed(); this.form.focus(); },
      drop: () => { post("unsaved", null).catch(() => {}); this.side.replaceChildren(hintsPanel(this)); },
    }));
  }

  /** @param {Run} run words of the open statement, of a new piece, or for a new statement */
  select(run) {
    this.selection.select(run);
  }

  /** @param {string} name of a move */
  move(name) {
    this.selection.move(name);
  }

  /** @param {Run} run words that must be seen beside the form */
  reveal(run) {
    const isBelow = getComputedStyle(this.side).position === "fixed";
    this.view.reveal(run, isBelow ? this.side.getBoundingClientRect().top : innerHeight * 0.8);
  }

  /** Whether nothing is lost when the form goes; otherwise the page says so. */
  mayLeave() {
    const { opened } = this.bench;
    if (!opened || !isWorthSaving(opened)) return true;
    this.say("The open form is not saved. Enter saves it, Esc closes it.");
    this.form.focus();
    return false;
  }

  /** @param {string} id */
  open(id) {
    const statement = this.bench.state.statements.find(({ record }) => record.id === id);
    if (!statement || !this.mayLeave()) return;
    this.bench.opened = openedOf(statement);
    this.selection.adding = false;
    this.selection.changed();
    this.form.focus();
  }

  /** Open the statement at the selected words, or the last before them. */
  openHere() {
    const [, stop] = this.bench.opened?.pieces[0] || this.selection.last || [0, Infinity];
    const before = this.bench.state.statements.filter(({ spans, record }) => spans.length && spans[0][0] < stop && record.id !== this.bench.opened?.id);
    before.sort((a, b) => b.spans[0][0] - a.spans[0][0]);
    if (before[0]) this.open(before[0].record.id);
  }

  close() {
    const { opened } = this.bench;
    if (!opened) return;
    this.selection.last = opened.pieces[opened.pieces.length - 1];
    this.bench.opened = null;
    this.selection.adding = false;
    this.show();
    this.review.focus();
    this.keep();
  }

  /**
   * Open the form of a draft's proposal.
   *
   * @param {OpenStatement} form
   * @param {"claim" | "because"} [field] that gets the focus
   */
  openForm(form, field) {
    this.bench.opened = form;
    this.selection.changed();
    if (field) this.form[field].input.focus();
    else this.form.focus();
  }

  /**
   * Open the form of a proposal where something is missing.
   *
   * @param {OpenStatement} form
   */
  complete(form) {
    this.openForm(form);
    this.saving.tellMissing(form);
  }

  /**
   * After a proposal is accepted, go on to the next.
   *
   * @param {Run[]} pieces its words
   * @param {string} next
   */
  reviewed(pieces, next) {
    this.bench.opened = null;
    this.selection.adding = false;
    this.selection.last = pieces[pieces.length - 1];
    this.keep();
    this.review.go(next);
  }

  /** @param {Run | undefined} run the words of the proposal that was looked at last */
  leftReview(run) {
    this.selection.last = run || this.selection.last;
    this.show();
    document.getElementById("main")?.focus({ preventScroll: true });
  }

  /**
   * Ask how a claim bears on another: that of the open form, or one that was dragged to another.
   *
   * @param {string} [claim]
   * @param {string} [other]
   */
  relate(claim = this.bench.opened?.claim, other = "") {
    if (claim) showRelation(this.bench, claim, other, (edit) => this.saving.apply(edit));
    else this.say("Choose the claim first.");
  }
}
