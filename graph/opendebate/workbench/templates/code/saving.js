// Saving the open form, and other edits: refusals are said, and a conflict is shown.

import { showConflict } from "./dialogs.js";
import { isAttribution } from "./form-words.js";
import { stretchAfter } from "./moves.js";
import { Refusal, post } from "./server.js";
import { lackingIn, newStatement } from "./open-statement.js";
import { statementEdit } from "./statement-edit.js";

/** @typedef {import("./page.js").Page} Page */
/** @typedef {import("./article.js").Run} Run */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */

/** Saving the open form, and other edits: refusals are said, and a conflict is shown. */
export class Saving {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.isSaving = false;
  }

  /** @param {boolean} [stay] whether the same words get another statement */
  async save(stay = false) {
    const { opened } = this.page.bench;
    if (!opened || this.isSaving) return;
    this.isSaving = true;
    try {
      await this.page.form.settled();
      if (this.tellMissing(opened)) return;
      await this.page.selection.told();
      this.widen(opened);
      await this.send(opened, stay);
    } finally {
      this.isSaving = false;
    }
  }

  /**
   * Say what is missing, and put the focus there.
   *
   * @param {OpenStatement} opened
   */
  tellMissing(opened) {
    const lacking = this.page.review.lacking(opened);
    if (!lacking) return false;
    this.page.say(lacking);
    if (!opened.pieces.length) this.page.form.focus();
    else if (!opened.claim && !opened.newClaim) this.page.form.claim.input.focus();
    else if (opened.newClaim && lackingIn(opened.newClaim, "claim")) this.page.form.newClaim.goOn();
    else this.page.form.reasons.goOn();
    return true;
  }

  /** @param {OpenStatement} opened */
  widen(opened) {
    const { told } = this.page.form;
    if (told && !told.unique && told.wider) opened.pieces[opened.pieces.length - 1] = told.wider;
  }

  /**
   * @param {OpenStatement} opened
   * @param {boolean} stay
   */
  async send(opened, stay) {
    const before = new Set(this.page.bench.state.statements.map(({ record }) => record.id));
    const next = this.page.review.after(opened.proposal);
    const goOn = () => {
      const added = this.page.bench.state.statements.find(({ record }) => !before.has(record.id));
      this.page.entries.justSaved = opened.id || added?.record.id || "";
      if (opened.proposal && !stay) this.page.reviewed(opened.pieces, next);
      else if (opened.id && !stay) this.page.close(); // who mends a statement stays where it is
      else this.goOn(opened, stay);
    };
    await this.apply(await statementEdit(this.page.bench, opened, this.page.review.by), goOn);
  }

  /**
   * After a statement is saved, go on to the next words that are not coded.
   *
   * @param {{pieces: Run[]}} done
   * @param {boolean} [stay] on the same words instead
   */
  goOn({ pieces }, stay = false) {
    const end = Math.max(...pieces.map(([, stop]) => stop), 0);
    const next = stay ? pieces[0] : stretchAfter(this.page.stretches, end);
    this.page.bench.opened = null;
    this.page.selection.adding = false;
    this.page.selection.last = pieces[pieces.length - 1];
    if (!next) {
      this.page.close();
      this.page.show();
      this.page.keep();
      return;
    }
    this.page.bench.opened = newStatement(next, this.page.bench.context());
    if (stay) this.page.bench.opened.pieces = pieces.map(([start, stop]) => [start, stop]);
    this.page.selection.changed();
    this.page.form.focus();
  }

  /**
   * Do an edit; refusals are told, and a conflict is shown.
   *
   * @param {Record<string, any>} edit
   * @param {() => void} [then]
   * @returns {Promise<boolean>}
   */
  async apply(edit, then) {
    try {
      const state = await post("edit", edit);
      await this.page.bench.learn(state);
      this.page.take(state);
      if (then) then();
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.status === 409) this.conflict(error, () => this.apply(edit, then));
      else if (error instanceof Refusal) this.page.say(error.message);
      else throw error;
      return false;
    }
  }

  /**
   * @param {Refusal} refusal
   * @param {() => void} repeat
   */
  conflict(refusal, repeat) {
    const read = async () => this.page.take(await post("reload", {}));
    showConflict(refusal, { read, again: () => read().then(repeat, (error) => this.page.say(error.message)) });
  }

  /** @param {"undo" | "redo"} way */
  async history(way) {
    try {
      this.page.entries.justSaved = "";
      this.page.take(await post(way, {}));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 409) this.conflict(error, () => this.history(way));
      else this.page.say(error.message);
    }
  }

  async remove() {
    const { opened } = this.page.bench;
    if (!opened || !opened.id) return;
    await this.apply({ action: "remove-statement", id: opened.id }, () => this.page.close());
  }

  async attribute() {
    const { opened } = this.page.bench;
    if (!opened || !opened.pieces.length) return;
    const [start, stop] = opened.pieces[opened.pieces.length - 1];
    const marked = !isAttribution(this.page.bench, opened);
    await this.apply({ action: "attribute", span: [start, stop], marked }, () => this.goOn({ pieces: [[start, stop]] }));
  }
}
