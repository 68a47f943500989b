// What the keys do while a proposal of a draft is looked at.

import { offeredClaims, offeredSpeakers } from "./draft-panel.js";
import { confirm } from "./draft-proposals.js";
import { STANCE_KEYS } from "./keys.js";

/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */
/** @typedef {import("./draft-proposals.js").Proposal} Proposal */
/** @typedef {import("./draft-review.js").Review} Review */

/** The keys of a review. */
export class ReviewKeys {
  /** @param {Review} review */
  constructor(review) {
    this.review = review;
  }

  /**
   * Do what a key says; false if it says nothing here.
   *
   * @param {string} name
   * @param {HTMLElement} target
   */
  key(name, target) {
    if (name === "p" || name === "P") {
      const { opened } = this.review.bench;
      if (opened?.proposal) this.review.wishes.say("The form of a proposal is open. Enter accepts it, Esc closes it.");
      else if (this.review.wishes.mayLeave()) this.review.step(name === "p" ? 1 : -1, opened?.pieces[0]?.[0]);
      return true;
    }
    if (this.review.bench.opened) return Boolean(this.review.bench.opened.proposal) && name === "y" && this.review.yes(this.review.bench.opened);
    if (this.review.current && this.review.rejecting && name === "Escape") this.review.ask(false);
    if (!this.review.current || this.review.rejecting) return false;
    const isTab = name === "Tab" || name === "Shift+Tab";
    if (isTab && target !== document.body && target !== this.review.side.firstElementChild) return false;
    return this.press(name);
  }

  /**
   * @param {string} name of a key
   * @returns {boolean}
   */
  press(name) {
    const { current, form, decisions, wishes } = this.review;
    if (!current || !form || decisions.busy) return false;
    switch (name) {
      case "Enter": decisions.accept(); return true;
      case "e": wishes.edit(form); return true;
      case "l": wishes.edit(form, "claim"); return true;
      case "b": wishes.edit(form, "because"); return true;
      case "Backspace": this.review.ask(true); return true;
      case "Tab": decisions.skip(); return true;
      case "ArrowDown": this.review.step(1); return true;
      case "Shift+Tab": case "ArrowUp": this.review.step(-1); return true;
      case "Escape": this.review.leave(); return true;
    }
    return this.change(name, current, form);
  }

  /**
   * Set or confirm a field.
   *
   * @param {string} name of a key
   * @param {Proposal} proposal
   * @param {OpenStatement} form
   */
  change(name, proposal, form) {
    const { bench } = this.review;
    const number = Number(/^(?:Alt\+)?([1-9])$/.exec(name)?.[1]) - 1;
    const [speaker, claim] = [offeredSpeakers(bench, form)[number], offeredClaims(bench, form, proposal)[number]];
    const { mode } = bench.setting.codes;
    if (name === "y") return this.review.yes(form);
    if (STANCE_KEYS[name]) {
      form.stance = STANCE_KEYS[name];
      confirm(form, "stance");
    } else if (name === "m") form.mode = mode[(mode.indexOf(form.mode) + 1) % mode.length];
    else if (name === "n" || (speaker && !name.startsWith("Alt"))) {
      form.speaker = name === "n" ? [] : [speaker];
      confirm(form, "speaker");
    } else if (claim && name.startsWith("Alt")) [form.claim, form.newClaim] = [claim, null];
    else return false;
    this.review.changed();
    return true;
  }
}
