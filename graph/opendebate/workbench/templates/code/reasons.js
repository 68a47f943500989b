// The claims that a speaker gives as reasons: those that are there, and new ones with their fields.

import { make } from "../../../views/templates/explorer/dom.js";
import { otherClaimPicker } from "./claim-box.js";
import { NewClaimFields, removable } from "./new-claim-fields.js";
import { lackingIn } from "./open-statement.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */

const NEW = "new:"; // what the keys of new reasons begin with

/** The field "because" of a form. */
export class Reasons {
  /**
   * @param {Bench} bench
   * @param {{home: () => void, changed: () => void, put: (because: string[]) => void}} wishes
   */
  constructor(bench, wishes) {
    this.bench = bench;
    this.wishes = wishes;
    this.picker = otherClaimPicker(bench, {
      label: "Because", hint: "A claim given as the reason", home: wishes.home,
      first: () => this.likely(), choose: (id) => this.toggle(id), create: (text) => this.create(text),
    });
    this.chips = make("div.part-because", null);
    this.added = make("div.part-reasons", null);
    /** The fields of new reasons, which stay the same elements. @type {Map<string, NewClaimFields>} */
    this.fields = new Map();
  }

  /** @returns {OpenStatement} */
  get opened() {
    return /** @type {OpenStatement} */ (this.bench.opened);
  }

  /**
   * Add a reason, or take it away.
   *
   * @param {string} id
   */
  toggle(id) {
    const { because, newReasons } = this.opened;
    const others = because.filter((other) => other !== id);
    delete newReasons[id];
    this.wishes.put(others.length < because.length ? others : [...because, id]);
  }

  /** @param {string} text */
  create(text) {
    const { because, newReasons } = this.opened;
    let number = 1;
    while (newReasons[NEW + number]) number++;
    const key = NEW + number;
    newReasons[key] = { text, kind: "", side: "", topics: [] };
    this.wishes.put([...because, key]);
    this.fieldsOf(key).goOn();
  }

  /**
   * Take a claim that is there instead of a new one.
   *
   * @param {string} key
   * @param {string} id
   */
  use(key, id) {
    delete this.opened.newReasons[key];
    this.wishes.put([...new Set(this.opened.because.map((other) => (other === key ? id : other)))]);
  }

  /** Put the focus on what is not chosen yet; false if nothing lacks. */
  goOn() {
    const { because, newReasons } = this.opened;
    const key = because.find((id) => newReasons[id] && lackingIn(newReasons[id], "reason"));
    if (key) this.fieldsOf(key).goOn();
    return Boolean(key);
  }

  show() {
    const { because, newReasons } = this.opened;
    this.chips.replaceChildren(...because.filter((id) => !newReasons[id]).map((id) => removable(this.textOf(id), () => this.toggle(id))));
    const added = because.filter((id) => newReasons[id]).map((id) => this.fieldsOf(id));
    const same = added.length === this.added.children.length && added.every(({ element }, i) => element === this.added.children[i]);
    if (!same) this.added.replaceChildren(...added.map(({ element }) => element));
    added.forEach((fields) => fields.show());
  }

  /** @param {string} key */
  fieldsOf(key) {
    const known = this.fields.get(key);
    if (known) return known;
    const fields = new NewClaimFields(this.bench, "New reason", {
      claim: () => this.bench.opened?.newReasons[key] || null, changed: this.wishes.changed, done: this.wishes.home,
      use: (id) => this.use(key, id), remove: () => this.toggle(key),
    });
    this.fields.set(key, fields);
    return fields;
  }

  /** @param {string} id */
  textOf(id) {
    const { claims, state } = this.bench;
    return String((claims[id] || state.drafts?.claims[id])?.text || id);
  }

  /** The claims that this speaker, then others, had stances on before, the latest first. */
  likely() {
    const [first] = this.opened.pieces[0] || [Infinity];
    const wanted = this.opened.speaker.join();
    const before = this.bench.state.statements.filter(({ record, spans }) => record.claim !== this.opened.claim && spans.length);
    const far = (/** @type {import("./bench.js").Statement} */ { record, spans }) =>
      Math.abs(spans[0][0] - first) + ([record.speaker || []].flat().join() === wanted ? 0 : 150);
    return [...new Set(before.sort((a, b) => far(a) - far(b)).map(({ record }) => record.claim))];
  }
}
