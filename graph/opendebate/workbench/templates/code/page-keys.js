// What the keys do, while no window is over the page.

import { showKeys } from "./dialogs.js";
import { MOVE_KEYS, STANCE_KEYS, keyName } from "./keys.js";
import { numberedSpeakers } from "./open-statement.js";

/** @typedef {import("./page.js").Page} Page */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */

/** What the keys do, while no window is over the page. */
export class PageKeys {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const name = keyName(event);
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || event.isComposing || target.closest("dialog")) return;
    const inText = target.matches("input, textarea, select");
    const digit = /^Alt\+([1-9])$/.exec(name);
    if (inText && name !== "Escape" && !digit) return;
    if (name === "Enter" && target.closest("button, summary, a")) return;
    if (!inText && this.page.adjudication.key(name, target)) return event.preventDefault();
    if (!inText && this.page.review.key(name, target)) return event.preventDefault();
    if (digit ? this.page.bench.opened && this.page.form.claim.choose(Number(digit[1]) - 1) : this.act(name, inText)) event.preventDefault();
  }

  /**
   * Do what a key says; false if it says nothing.
   *
   * @param {string} name
   * @param {boolean} inText
   */
  act(name, inText) {
    if (name === "Escape") {
      if (inText) this.page.form.focus();
      else this.page.close();
      return true;
    }
    if (name === "Ctrl+z" || name === "Ctrl+Shift+z" || name === "Ctrl+y") return this.does(this.page.saving.history(name === "Ctrl+z" ? "undo" : "redo"));
    if (name === "?") return this.does(showKeys(this.page));
    if (name === "e") return this.does(this.page.openHere());
    const move = MOVE_KEYS[this.forReading(name)];
    if (move) return this.does(this.page.move(move));
    return Boolean(this.page.bench.opened) && this.actOnForm(name);
  }

  /** In text from right to left the arrow to the left goes forward. @param {string} name */
  forReading(name) {
    const run = this.page.bench.opened?.pieces[this.page.bench.opened.pieces.length - 1];
    if (!run || !/Arrow(Left|Right)$/.test(name)) return name;
    const text = this.page.view.texts[this.page.bench.article.blockOf(run[0])];
    if (getComputedStyle(text).direction === "ltr") return name;
    return name.endsWith("Left") ? name.replace("Left", "Right") : name.replace("Right", "Left");
  }

  /** @param {unknown} _ */
  does(_) {
    return true;
  }

  /** @param {string} name */
  actOnForm(name) {
    const { form, bench } = this.page;
    const opened = /** @type {OpenStatement} */ (bench.opened);
    const speaker = /^(Shift\+)?([1-9])$/.exec(name);
    if (speaker) {
      const id = numberedSpeakers(opened, bench.context())[Number(speaker[2]) - 1];
      return id ? this.does(form.pickSpeaker(id, Boolean(speaker[1]))) : false;
    }
    if (STANCE_KEYS[name]) return this.does(form.put("stance", STANCE_KEYS[name]));
    const fields = { s: form.speaker, i: form.as, f: form.behalf, v: form.via, l: form.claim, b: form.because, r: form.replies };
    const picker = fields[/** @type {keyof fields} */ (name)];
    if (picker) {
      if ("ifv".includes(name)) form.openMore();
      return this.does(picker.input.focus());
    }
    switch (name) {
      case "n": return this.does(form.put("speaker", []));
      case "m": return this.does(form.nextMode());
      case "w": form.openMore(); return this.does(form.said.input.focus());
      case "x": return this.does(this.page.saving.attribute());
      case "t": return this.does(opened.newClaim ? form.newClaim.topicPicker.input.focus() : this.page.relate());
      case "+": return this.does(this.page.selection.addPiece());
      case "Delete": return this.does(this.page.saving.remove());
      case "Enter": return this.does(this.page.saving.save());
      case "Shift+Enter": return this.does(this.page.saving.save(true));
    }
    return false;
  }
}
