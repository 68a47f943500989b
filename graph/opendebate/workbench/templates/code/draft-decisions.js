// Deciding on a proposal of a draft: accepted, rejected or skipped, one after the other.

import { waiting } from "./draft-proposals.js";

/** @typedef {import("./draft-review.js").Review} Review */

/** The decisions of a review. */
export class Decisions {
  /** @param {Review} review */
  constructor(review) {
    this.review = review;
    this.busy = false;
  }

  async accept() {
    const { form } = this.review;
    if (!form) return;
    const lacking = this.review.lacking(form);
    if (lacking && !waiting(this.review.bench, form).length) return this.review.wishes.complete(form);
    if (lacking) return this.review.wishes.say(lacking);
    await this.alone(() => this.review.wishes.send(form));
  }

  /** @param {string} reason */
  async reject(reason) {
    await this.decide({ action: "reject", proposal: this.review.id, reason, ...(this.review.by && { by: this.review.by }) });
  }

  async skip() {
    await this.decide({ action: "skip", proposal: this.review.id });
  }

  /** @param {Record<string, any>} edit */
  async decide(edit) {
    const next = this.review.after(this.review.id);
    await this.alone(async () => {
      if (await this.review.wishes.apply(edit)) this.review.go(next);
    });
  }

  /**
   * Do one thing at a time.
   *
   * @param {() => Promise<unknown>} act
   */
  async alone(act) {
    if (this.busy) return;
    this.busy = true;
    try {
      await act();
    } finally {
      this.busy = false;
    }
  }
}
