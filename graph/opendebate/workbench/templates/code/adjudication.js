// Where two coders differ: their statements side by side, without names until a person has decided.

import { append, make } from "../../../views/templates/explorer/dom.js";
import { differenceTable, sideReasonForm } from "./adjudication-panel.js";
import { hint } from "./keys.js";

/** @typedef {import("./article.js").Run} Run */
/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./page.js").Page} Page */
/** @typedef {"left" | "right" | "neither"} Side */
/** @typedef {Record<string, any> & {spans: Run[]}} Coded */
/**
 * @typedef {{
 *   id: string, decided: boolean, differing: string[], adjudicated: string | null, left: Coded | null, right: Coded | null,
 *   names?: [string, string], chosen?: string[], reasons?: string[],
 * }} Difference
 */
/** @typedef {{items: Difference[], hidden: string[]}} AdjudicationData */

/** The differences between two coders, and which of them is looked at. */
export class Adjudication {
  /**
   * @param {Bench} bench
   * @param {Page} page
   */
  constructor(bench, page) {
    this.bench = bench;
    this.page = page;
    this.id = "";
    /** @type {Side | ""} */
    this.taking = "";
    this.busy = false;
    this.side = make("div.adjudication", null);
    this.name = make("input", { type: "text", maxlength: 200, "aria-label": "Your name or initials, kept with what you decide",
      keydown: (/** @type {KeyboardEvent} */ event) => ["Enter", "Escape"].includes(event.key) && this.name.blur() });
  }

  get items() {
    return this.bench.state.adjudication?.items || [];
  }

  /** Those on which nobody has decided. */
  get open() {
    return this.items.filter(({ decided }) => !decided);
  }

  /** @returns {Difference | undefined} the difference that is looked at */
  get current() {
    return this.items.find(({ id }) => id === this.id);
  }

  /** The words of the difference that is looked at. @returns {Run[] | null} */
  get pieces() {
    const { current } = this;
    return current ? [...(current.left?.spans || []), ...(current.right?.spans || [])] : null;
  }

  /** Hide the adjudicated statements of differences that are open: they may be one coder's. */
  take() {
    const { state } = this.bench;
    const hidden = new Set(state.adjudication?.hidden);
    if (hidden.size) state.statements = state.statements.filter(({ record }) => !hidden.has(record.id));
  }

  /** @param {string} id */
  go(id) {
    this.id = id;
    this.taking = "";
    this.bench.opened = null;
    this.page.show();
    this.focus();
    if (this.pieces?.[0]) this.page.reveal(this.pieces[0]);
  }

  focus() {
    /** @type {HTMLElement | null} */ (this.side.firstElementChild)?.focus({ preventScroll: true });
  }

  /** @param {1 | -1} by */
  step(by) {
    const { items } = this;
    const here = items.findIndex(({ id }) => id === this.id);
    const first = Math.max(items.findIndex(({ decided }) => !decided), 0);
    this.go(items[here < 0 ? first : (here + by + items.length) % items.length].id);
  }

  leave() {
    this.id = "";
    this.taking = "";
    this.page.show();
    document.getElementById("main")?.focus({ preventScroll: true });
  }

  /** What stands at the side. */
  panel() {
    const { current, items, bench } = this;
    const hadFocus = this.side.contains(document.activeElement);
    if (!current) return this.side;
    const place = `${items.indexOf(current) + 1} of ${items.length}`;
    this.side.replaceChildren(this.taking
      ? sideReasonForm(this.taking, (reason) => this.decide(reason), () => this.ask(""))
      : differenceTable(bench, current, place, (key) => this.press(key)));
    if (hadFocus) queueMicrotask(() => this.focus());
    return this.side;
  }

  /** What the page says of the differences while nothing is open; null if two coders are not compared. */
  hints() {
    const { items, open } = this;
    if (!this.bench.state.adjudication) return null;
    const told = open.length ? `The two coders differ in ${items.length === 1 ? "1 place" : `${items.length} places`}; ${open.length} of them not decided.`
      : items.length ? "You have decided on all differences." : "The two coders do not differ.";
    const hints = make("div.draft-hints", null, make("p", null, told, make("small.quiet", null, " Who is left and who is right changes from one to the next.")));
    if (items.length) {
      append(hints, make("button.main", { type: "button", click: () => this.step(1) }, "Look at the differences ", hint("p")),
        make("label.line", null, make("span.label", null, "You are"), this.name));
    }
    return hints;
  }

  /**
   * Do what a key says; false if it says nothing here.
   *
   * @param {string} name
   * @param {HTMLElement} target
   */
  key(name, target) {
    if (!this.items.length || this.bench.opened) return false;
    if (!this.current) {
      if (name !== "p" && name !== "P") return false;
      this.step(name === "p" ? 1 : -1);
      return true;
    }
    if (this.taking) return name === "Escape" && this.ask("");
    if (name.startsWith("Arrow") && target.closest(".scroll")) return false;
    return this.press(name);
  }

  /**
   * @param {string} name of a key
   * @returns {boolean}
   */
  press(name) {
    switch (name) {
      case "ArrowLeft": return this.ask("left");
      case "ArrowRight": return this.ask("right");
      case "b": return this.ask("neither");
      case "p": case "ArrowDown": this.step(1); return true;
      case "P": case "ArrowUp": this.step(-1); return true;
      case "Escape": this.leave(); return true;
    }
    return false;
  }

  /** @param {Side | ""} side for which a reason is asked */
  ask(side) {
    this.taking = side;
    this.page.show();
    this.focus();
    return true;
  }

  /** @param {string} reason */
  async decide(reason) {
    const { current, taking } = this;
    if (!current || !taking || this.busy) return;
    this.busy = true;
    const by = this.name.value.trim();
    try {
      if (!(await this.page.saving.apply({ action: "adjudicate", item: current.id, take: taking, reason, ...(by && { by }) }))) return;
    } finally {
      this.busy = false;
    }
    this.decided(current.id, taking);
  }

  /**
   * Say whose it was, and go on to the next.
   *
   * @param {string} id
   * @param {Side} taking
   */
  decided(id, taking) {
    const item = this.items.find((one) => one.id === id);
    const whose = item?.names ? [`Decided. Left was ${item.names[0]}, right was ${item.names[1]}.`] : [];
    const texts = [...whose, ...this.bench.state.notes];
    if (texts.length) this.page.say(texts.join(" "));
    if (taking === "neither") {
      this.id = "";
      this.taking = "";
      if (item?.adjudicated) return this.page.open(item.adjudicated);
      const words = item?.left?.spans[0] || item?.right?.spans[0];
      return words ? this.page.select(words) : this.leave();
    }
    const here = this.items.findIndex((one) => one.id === id);
    const next = [...this.items.slice(here + 1), ...this.items.slice(0, here)].find(({ decided }) => !decided);
    if (next) this.go(next.id);
    else this.leave();
  }
}
