// A text field with options to choose from, by typing, arrows, Alt and a digit, or mouse.

import { append, make } from "../../../views/templates/explorer/dom.js";
import { hint, keyName } from "./keys.js";

/** One that can be chosen; `note` stands behind its name. @typedef {{value: string, name: Node | string, note?: Node | string, sign?: string}} Option */
/**
 * @typedef {{
 *   label: string, hint?: string, most?: number, alwaysOpen?: boolean,
 *   find: (text: string) => Option[] | Promise<Option[]>,
 *   choose: (option: Option, text: string) => void,
 *   home: () => void, enter?: () => void, clear?: () => void, other?: (text: string) => void,
 * }} Wishes
 */

let numbers = 0;

/** A field of a form; `element` is what to show. */
export class Picker {
  /** @param {Wishes} wishes `home` takes the focus back, `enter` does what Enter means with nothing typed, `clear` what Backspace means then, `other` takes what Ctrl+Enter ends */
  constructor(wishes) {
    this.wishes = wishes;
    const id = `options-${(numbers += 1)}`;
    /** @type {Option[]} */
    this.options = [];
    this.active = -1;
    this.asked = 0;
    /** Whether the options are those of other words. */
    this.isStale = true;
    /** Ends when what was chosen is done. @type {Promise<unknown>} */
    this.pending = Promise.resolve();
    this.list = make("ul.options", { id, role: "listbox", "aria-label": wishes.label });
    this.input = make("input", {
      type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-controls": id, "aria-label": wishes.label,
      "aria-expanded": "false", "aria-autocomplete": "list", placeholder: wishes.hint || "",
      input: () => this.refresh(),
      focus: () => this.refresh(),
      blur: () => this.wishes.alwaysOpen || this.close(),
      keydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
    });
    this.element = make("div.picker", null, this.input, this.list);
    this.element.classList.toggle("open-list", Boolean(wishes.alwaysOpen));
    this.list.hidden = true;
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
  }

  /** Find the options anew for what is typed. */
  async refresh() {
    const asked = (this.asked += 1);
    this.isStale = true;
    const text = this.input.value.trim();
    const found = await this.wishes.find(text);
    if (asked !== this.asked) return;
    this.isStale = false;
    this.options = found.slice(0, this.wishes.most || 9);
    this.active = text && this.options.length ? 0 : -1;
    this.show();
  }

  show() {
    this.list.replaceChildren(...this.options.map((option, i) => this.row(option, i)));
    const isOpen = Boolean(this.wishes.alwaysOpen || document.activeElement === this.input) && this.options.length > 0;
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    const active = this.list.children[this.active];
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /**
   * @param {Option} option
   * @param {number} i
   */
  row(option, i) {
    const row = make("li", {
      id: `${this.list.id}-${i}`, role: "option", "aria-selected": String(i === this.active),
      pointerdown: (/** @type {Event} */ event) => event.preventDefault(),
      click: () => this.choose(i),
    });
    append(row, i < 9 && hint(`Alt+${i + 1}`), make("span", null, option.name, option.note ? " " : "", option.note ? make("small", null, option.note) : ""));
    if (option.sign) row.classList.add(option.sign);
    return row;
  }

  /** Forget the options, which are those of other words. */
  forget() {
    this.empty();
    this.isStale = true;
    this.options = [];
    this.show();
  }

  /**
   * Choose the option with a number, from 0 on; where options are still looked for, when they are there.
   *
   * @param {number} i
   */
  choose(i) {
    if (!this.isStale && !this.options[i]) return false;
    this.wishes.home();
    if (this.isStale) this.pending = this.takeWhenFound(i);
    else this.take(i);
    return true;
  }

  /**
   * Look for options until they are those of the last words, and take one.
   *
   * @param {number} i
   */
  async takeWhenFound(i) {
    for (let tries = 0; tries < 5; tries++) {
      await this.refresh();
      if (!this.isStale) break;
    }
    return this.take(i);
  }

  /**
   * Take an option; the focus may be elsewhere by now.
   *
   * @param {number} i
   */
  take(i) {
    const option = this.options[i];
    const text = this.input.value.trim();
    this.empty();
    if (option) this.pending = Promise.resolve(this.wishes.choose(option, text));
    return option && this.pending;
  }

  empty() {
    this.input.value = "";
    this.asked += 1;
    this.active = -1;
    if (!this.wishes.alwaysOpen) this.close();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const name = keyName(event);
    const digit = /^Alt\+([1-9])$/.exec(name);
    const handled = digit ? this.choose(Number(digit[1]) - 1) : this.act(name);
    if (!handled) return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {string} name of a key */
  act(name) {
    const text = this.input.value.trim();
    if (name === "ArrowDown" || name === "ArrowUp") return this.step(name === "ArrowDown" ? 1 : -1);
    if (name === "Ctrl+Enter" && this.wishes.other && text) {
      this.empty();
      this.wishes.other(text);
      return true;
    }
    if (name === "Enter") {
      if (this.active > 0) return this.choose(this.active);
      if (text) this.pending = this.takeWhenFound(0);
      this.wishes.home();
      if (!text && this.wishes.enter) this.wishes.enter();
      return true;
    }
    if (name === "Backspace" && !text && this.wishes.clear) {
      this.wishes.home();
      this.wishes.clear();
      return true;
    }
    if (name !== "Escape") return false;
    this.empty();
    this.wishes.home();
    return !this.element.closest("dialog"); // which it closes
  }

  /** @param {number} by */
  step(by) {
    const many = this.options.length;
    if (many) this.active = (this.active + by + many + (this.active < 0 && by < 0 ? 1 : 0)) % many;
    this.show();
    return true;
  }
}
