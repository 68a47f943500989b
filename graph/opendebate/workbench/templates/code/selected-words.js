// Selecting words: by moves, mouse or touch, for the open form or a new one.

import { MOVES } from "./moves.js";
import { post } from "./server.js";
import { newStatement, propose } from "./open-statement.js";

/** @typedef {import("./article.js").Run} Run */
/** @typedef {import("./page.js").Page} Page */

const LOOK_AFTER = 60; // ms after the last move until the server is asked of the words
/** Moves that leave a statement or proposal that is open, rather than change its words. */
const LEAVING = new Set(["nextSentence", "previousSentence", "nextPhrase", "previousPhrase", "nextUncoded"]);

/** The selected words, and what the server says of them. */
export class SelectedWords {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    /** Whether the next words are another piece. */
    this.adding = false;
    /** The words that were selected last, when nothing is open. @type {Run | null} */
    this.last = null;
    this.looking = Promise.resolve();
    this.timer = 0;
  }

  /**
   * Select words: of the open statement, of a new piece, or for a new statement.
   *
   * @param {Run} run
   */
  select(run) {
    const opened = this.page.bench.opened || this.page.review.formFor(run);
    this.page.bench.opened = opened || newStatement(run, this.page.bench.context());
    if (opened) {
      if (this.adding || !opened.pieces.length) opened.pieces.push(run);
      else opened.pieces[opened.pieces.length - 1] = run;
      opened.movedPieces = true;
      propose(opened, this.page.bench.context());
    }
    this.adding = false;
    this.changed();
  }

  /** Show other words of the open form, and ask of them soon. */
  changed() {
    const { opened, article } = this.page.bench;
    if (!opened) return;
    const last = opened.pieces[opened.pieces.length - 1];
    this.page.form.told = null;
    this.page.changed();
    if (last) {
      this.page.view.leave(last);
      this.page.reveal(last);
      this.page.words.textContent = `${article.ends(last)}, ${last[1] - last[0]} words`;
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), LOOK_AFTER);
    this.page.form.claim.forget();
  }

  /** Ask the server for claims like the words, and whether the words are unique. */
  look() {
    const { opened } = this.page.bench;
    clearTimeout(this.timer);
    this.timer = 0;
    const last = opened?.pieces[opened.pieces.length - 1];
    if (!opened || !last) return this.looking;
    this.page.form.claim.refresh().catch((error) => this.page.say(error.message));
    this.looking = post("span", { start: last[0], stop: last[1] }).then((told) => {
      if (this.page.bench.opened !== opened || opened.pieces[opened.pieces.length - 1] !== last) return;
      this.page.form.told = told;
      this.page.form.show();
    }).catch((error) => this.page.say(error.message));
    return this.looking;
  }

  /** @param {string} name of a move */
  move(name) {
    const { opened, article } = this.page.bench;
    const isCoded = opened ? opened.id : this.page.review.pieces.length;
    if (isCoded && LEAVING.has(name) && !this.adding) {
      if (!this.page.mayLeave()) return;
      if (opened) this.page.close();
      else this.page.review.leave();
    }
    const pieces = this.page.bench.opened?.pieces || this.page.review.pieces;
    const run = pieces[pieces.length - 1] || this.page.review.near || this.last || null;
    const moved = MOVES[name]({ article, stretches: this.page.stretches }, run);
    if (moved) this.select(moved);
    else this.page.say("There is nothing more that way.");
  }

  addPiece() {
    if (!this.page.bench.opened) return;
    this.adding = true;
    this.page.say("Select the second piece.");
  }

  /** @param {number} word */
  clicked(word) {
    const { statements } = this.page.bench.state;
    const proposal = this.page.bench.opened ? null : this.page.review.proposalAt(word);
    const here = statements.filter(({ spans }) => spans.some(([start, stop]) => start <= word && word < stop));
    if (here.length && !this.adding) {
      const open = here.findIndex(({ record }) => record.id === this.page.bench.opened?.id);
      this.page.open(here[(open + 1) % here.length].record.id);
      return;
    }
    if (proposal && !this.adding) {
      this.page.review.go(proposal.id);
      return;
    }
    const marked = this.page.bench.state.attribution.find(([start, stop]) => start <= word && word < stop);
    if (marked && !this.adding) return this.select(marked); // so that its mark can be taken away
    const stretch = this.page.stretches.find(([start, stop]) => start <= word && word < stop);
    this.select(stretch || this.page.bench.article.sentenceAt(word));
  }

  /** Wait until the server has told of the selected words. */
  told() {
    return this.timer ? this.look() : this.looking;
  }
}
