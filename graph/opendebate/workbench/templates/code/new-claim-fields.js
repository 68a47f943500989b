// The fields of a claim that is not there yet: its text, kind, side and topics.

import { append, brief, make } from "../../../views/templates/explorer/dom.js";
import { beginningWith, nearlySame } from "./claim-words.js";
import { CLAIM_KIND_KEYS, SIDE_KEYS, hint } from "./keys.js";
import { Picker } from "./picker.js";
import { get } from "./server.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./open-statement.js").NewClaim} NewClaim */
/**
 * What the fields are about, and what they ask for. `use` takes a claim that is there instead, `remove` takes the new one away.
 *
 * @typedef {{claim: () => NewClaim | null, changed: () => void, done: () => void, use: (id: string) => void, remove?: () => void}} Wishes
 */

const LONGEST = 1_500; // characters of a text that is compared with the article

/** The fields of a new claim: its text, kind, side and topics. */
export class NewClaimFields {
  /**
   * @param {Bench} bench
   * @param {string} called such as "New claim"
   * @param {Wishes} wishes
   */
  constructor(bench, called, wishes) {
    this.bench = bench;
    this.wishes = wishes;
    const { remove } = wishes;
    this.warned = ""; // the text that the warnings are about
    this.text = make("textarea", {
      rows: 2, "aria-label": `Text of the ${called.toLowerCase()}`, lang: bench.setting.language, dir: "auto",
      input: () => this.typed(), keydown: (/** @type {KeyboardEvent} */ event) => this.textKey(event),
    });
    this.warning = make("div.warnings", { role: "status" });
    this.kind = choices("Kind", CLAIM_KIND_KEYS, (code) => this.chosen("kind", code));
    this.side = choices("Side", SIDE_KEYS, (code) => this.chosen("side", code));
    this.topics = make("span.chips", null);
    this.topicPicker = new Picker({
      label: "Topics", hint: "Topic", home: wishes.done,
      find: (text) => this.topicsFor(text),
      choose: ({ value }) => this.toggleTopic(value),
    });
    this.element = make("div.new-claim", { role: "group", "aria-label": called },
      ...(remove ? [make("div.panel-head", null, make("span.label", null, called), make("button", { type: "button", click: remove, "aria-label": `Remove the ${called.toLowerCase()}` }, "×"))] : []),
      this.text, this.warning, this.kind.element, this.side.element,
      make("div.line", null, make("span.label", null, "Topics"), make("div.field", null, this.topics, this.topicPicker.element)));
  }

  /** @returns {NewClaim | null} */
  get claim() {
    return this.wishes.claim();
  }

  show() {
    const { claim } = this;
    this.element.hidden = !claim;
    if (!claim) return;
    if (this.text.value !== claim.text) this.text.value = claim.text;
    this.kind.show(claim.kind);
    this.side.show(claim.side);
    const chips = claim.topics.map((topic) => removable(this.bench.nameOf(topic), () => this.toggleTopic(topic)));
    this.topics.replaceChildren(...chips);
    this.warn();
  }

  /** Warn of words of the article, and of claims that are nearly the same. */
  async warn() {
    const { claim, bench } = this;
    if (!claim || claim.text === this.warned) return;
    const { text } = claim;
    this.warned = text;
    const { copied } = await get(`copied?text=${encodeURIComponent(text.slice(0, LONGEST))}`).catch(() => ({ copied: "" }));
    if (this.warned !== text) return;
    this.warning.replaceChildren();
    append(this.warning, copied && make("p.warning", null, `Seven words in a row are the article's: “${copied}”. Say it in your own words.`));
    for (const id of nearlySame(claim.text, bench.claims).slice(0, 2)) {
      append(this.warning, make("p.warning", null, "The same claim? ", make("button", { type: "button", click: () => this.wishes.use(id) }, bench.claims[id].text)));
    }
  }

  typed() {
    if (!this.claim) return;
    this.claim.text = this.text.value;
    this.warn();
    this.wishes.changed();
  }

  /** @param {KeyboardEvent} event */
  textKey(event) {
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.goOn();
  }

  /** Put the focus on what is not chosen yet. */
  goOn() {
    const { claim } = this;
    if (claim && !claim.kind) this.kind.element.focus();
    else if (claim && !claim.side) this.side.element.focus();
    else this.wishes.done();
  }

  /**
   * @param {"kind" | "side"} field
   * @param {string} code
   */
  chosen(field, code) {
    if (!this.claim) return;
    this.claim[field] = code;
    this.wishes.changed();
    this.goOn();
  }

  /** @param {string} topic */
  toggleTopic(topic) {
    const { claim } = this;
    if (!claim) return;
    const others = claim.topics.filter((other) => other !== topic);
    claim.topics = others.length < claim.topics.length ? others : [...others, topic];
    this.wishes.changed();
    this.wishes.done();
  }

  /** @param {string} text */
  topicsFor(text) {
    const { topics } = this.bench.state.entities;
    /** @type {[string, string][]} */
    const texts = Object.entries(topics).map(([id, topic]) => [id, String(topic.name)]);
    const ids = text ? beginningWith(text, texts, 9) : texts.map(([id]) => id);
    return ids.map((id) => ({ value: id, name: this.bench.nameOf(id) }));
  }
}

/**
 * A name that a press takes away.
 *
 * @param {string} name
 * @param {() => void} remove
 */
export function removable(name, remove) {
  return make("button.chip", { type: "button", click: remove, "aria-label": `Remove ${name}` }, make("bdi", null, brief(name, 60)), make("span", { "aria-hidden": "true" }, "×"));
}

/**
 * Buttons of which one is pressed; letters press them, too, while their group has the focus.
 *
 * @param {string} label
 * @param {Record<string, string>} codes letter → code
 * @param {(code: string) => void} choose
 */
function choices(label, codes, choose) {
  const buttons = Object.entries(codes).map(([letter, code]) =>
    make("button", { type: "button", "aria-pressed": "false", click: () => choose(code), "data-code": code }, hint(letter), code));
  const element = make("div.choices", { role: "group", tabindex: -1, "aria-label": label }, make("span.label", null, label), ...buttons);
  element.addEventListener("keydown", (event) => {
    const code = codes[event.key];
    if (!code || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    choose(code);
  });
  const show = (/** @type {string} */ chosen) => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.code === chosen));
  };
  return { element, show };
}
