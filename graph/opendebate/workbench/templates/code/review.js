// Looking at the proposals of a draft.

import { askForReason, draftOfProposal, mustConfirm, nextProposal } from "./proposals-of-draft.js";

/** @typedef {import("./page.js").Page} Page */

/** Looking at the proposals of a draft. */
export class Review {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
  }

  /** @param {import("./bench.js").Proposal} proposal */
  consider(proposal) {
    if (!this.page.mayLeave()) return;
    this.page.bench.draft = draftOfProposal(this.page.bench, proposal);
    this.page.adding = false;
    this.page.wordsChanged();
    this.page.form.focus();
    this.page.words.textContent += `. ${mustConfirm(this.page.bench.draft)}`;
  }

  considerNext() {
    const [start] = this.page.bench.draft?.pieces[0] || this.page.last || [0];
    const others = nextProposal(this.page.bench, start + (this.page.bench.draft?.proposal ? 1 : 0));
    if (others) this.consider(others);
    else this.page.say("There is no proposal that waits for you.");
  }

  reject() {
    const proposal = this.page.bench.draft?.proposal;
    if (proposal) askForReason((reason) => this.page.saving.apply({ action: "reject", proposal, reason }, () => this.afterProposal()));
  }

  async skip() {
    const proposal = this.page.bench.draft?.proposal;
    if (proposal) await this.page.saving.apply({ action: "skip", proposal }, () => this.afterProposal());
  }

  /** Go on to the next proposal; without one the form is closed. */
  afterProposal() {
    this.page.close();
    const next = nextProposal(this.page.bench, this.page.last ? this.page.last[0] : 0);
    if (next) this.consider(next);
  }
}
