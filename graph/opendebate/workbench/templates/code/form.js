// The open form: a statement field by field.

import { append, brief, make } from "../../../views/templates/explorer/dom.js";
import { SIGNS } from "../../../views/templates/explorer/wording.js";
import { actorPicker } from "./actor-picker.js";
import { claimPicker } from "./claim-box.js";
import { faultLine } from "./entries.js";
import { endButtons, notes } from "./form-end.js";
import { speakerChips } from "./form-speakers.js";
import { isAttribution, wordsPart, wordsTools } from "./form-words.js";
import { STANCE_KEYS, hint } from "./keys.js";
import { NewClaimFields, removable } from "./new-claim-fields.js";
import { Picker } from "./picker.js";
import { waiting } from "./draft-proposals.js";
import { modeWarning } from "./proposals.js";
import { Reasons } from "./reasons.js";
import { set, setSpeaker } from "./open-statement.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */
/**
 * What the form asks of the page.
 *
 * @typedef {{
 *   changed: () => void, save: () => void, stay: () => void, close: () => void, remove: () => void, attribute: () => void,
 *   move: (name: string) => void, addPiece: () => void, relate: () => void, confirm: () => void,
 * }} Wishes
 */
/** @typedef {import("./form-words.js").SpanTold} SpanTold */

/** The form beside the text. Its fields stay the same elements, so that the focus stays. */
export class Form {
  /**
   * @param {Bench} bench
   * @param {Wishes} wishes
   */
  constructor(bench, wishes) {
    this.bench = bench;
    this.wishes = wishes;
    const home = () => this.focus();
    this.words = make("div.words", null);
    this.speakers = make("div.chips", null);
    this.speaker = actorPicker(bench, "Speaker", "Another speaker", home, (id) => this.pickSpeaker(id, false));
    this.as = actorPicker(bench, "Introduced as belonging to", "Affiliation", home, (id) => this.put("as", id), { capacity: true, clear: () => this.put("as", "") });
    this.behalf = actorPicker(bench, "Speaks for", "On behalf of", home, (id) => this.put("on_behalf_of", id), { first: () => this.opened.as, clear: () => this.put("on_behalf_of", "") });
    this.via = actorPicker(bench, "Via", "Who carried the words", home, (id) => this.add("via", id), { carriers: true, clear: () => this.put("via", []) });
    this.said = new Picker({
      label: "Said on", hint: "2024-01-15", home, clear: () => this.put("said", ""),
      find: (text) => datesFor(bench, text), choose: ({ value }) => this.put("said", value),
    });
    this.claim = claimPicker(bench, { passage: () => this.passage(), choose: (id) => this.useClaim(id), create: (text) => this.create(text), home, enter: wishes.save });
    this.newClaim = new NewClaimFields(bench, "New claim", { claim: () => bench.opened?.newClaim || null, changed: () => wishes.changed(), done: home, use: (id) => this.useClaim(id) });
    this.reasons = new Reasons(bench, { home, changed: () => wishes.changed(), put: (because) => this.put("because", because) });
    this.replies = new Picker({ label: "Replies to", hint: "An earlier statement", home, find: (text) => this.repliesFor(text), choose: ({ value }) => this.add("replies_to", value) });
    this.parts = Object.fromEntries(["as", "behalf", "via", "said", "chosen", "stance", "mode", "replies", "around", "faults"].map((name) => [name, make(`div.part-${name}`, null)]));
    this.buttons = make("div.buttons", null);
    this.element = make("form.form", { "aria-label": "Statement", tabindex: -1, submit: (/** @type {Event} */ event) => { event.preventDefault(); wishes.save(); } }, ...this.layout());
    /** @type {SpanTold | null} */
    this.told = null;
    /** @type {OpenStatement | null} */
    this.shown = null;
    /** Whether the speaker that is chosen next stands beside the others. */
    this.isAddingSpeaker = false;
  }

  layout() {
    const { parts } = this;
    return [
      this.words,
      line("Speaker", "s", this.speakers, this.speaker.element),
      make("details.more", null, make("summary", null, "Affiliation, date, via"),
        line("As", "i", parts.as, this.as.element), line("For", "f", parts.behalf, this.behalf.element),
        line("Said", "w", parts.said, this.said.element), line("Via", "v", parts.via, this.via.element)),
      line("Claim", "l", parts.chosen, this.newClaim.element, this.claim.element),
      line("Stance", "", parts.stance),
      line("Mode", "m", parts.mode),
      line("Because", "b", this.reasons.chips, this.reasons.added, this.because.element),
      line("Replies to", "r", parts.replies, this.replies.element),
      parts.around, parts.faults, this.buttons,
    ];
  }

  /** @returns {OpenStatement} */
  get opened() {
    return /** @type {OpenStatement} */ (this.bench.opened);
  }

  /** The field for reasons. */
  get because() {
    return this.reasons.picker;
  }

  focus() {
    this.element.focus({ preventScroll: true });
  }

  /** Wait until all that was chosen is done. */
  async settled() {
    for (const picker of [this.claim, this.speaker, this.as, this.behalf, this.via, this.said, this.because, this.replies]) {
      let known;
      while (known !== picker.pending) await (known = picker.pending);
    }
  }

  /** The words that claims are compared with. */
  passage() {
    return this.bench.opened ? this.opened.pieces.map((piece) => this.bench.article.slice(piece)).join(" ") : "";
  }

  /**
   * Set a field as a person does, and go back to the keys.
   *
   * @template {keyof OpenStatement} Field
   * @param {Field} field
   * @param {OpenStatement[Field]} value
   */
  put(field, value) {
    set(this.opened, field, value, this.bench.context());
    this.wishes.changed();
  }

  /**
   * Add to a list, or take away what is in it.
   *
   * @param {"via" | "replies_to"} field
   * @param {string} id
   */
  add(field, id) {
    const others = this.opened[field].filter((other) => other !== id);
    this.put(field, others.length < this.opened[field].length ? others : [...others, id]);
  }

  /** @param {string} id */
  useClaim(id) {
    this.opened.newClaim = null;
    this.put("claim", id);
  }

  /** @param {string} text */
  create(text) {
    set(this.opened, "claim", "", this.bench.context());
    this.opened.newClaim = { text, kind: "", side: "", topics: [] };
    this.wishes.changed();
    this.newClaim.goOn();
  }

  /** @param {string} text */
  repliesFor(text) {
    const wanted = text.toLowerCase();
    const [first] = this.opened.pieces[0] || [Infinity];
    const before = this.bench.state.statements.filter(({ record, spans }) => record.id !== this.opened.id && spans.length && spans[0][0] <= first);
    const options = before.reverse().map(({ record }) => ({
      value: String(record.id),
      name: `${this.bench.speakersOf([record.speaker || []].flat())}: ${brief(String(this.bench.claims[record.claim]?.text || record.claim), 80)}`,
    }));
    return options.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
  }

  /** Show the open statement; `told` is what the server says of its words. */
  show() {
    const { opened, bench, parts } = this;
    if (!opened) return;
    if (this.shown !== opened) {
      this.openMore(false);
      this.isAddingSpeaker = false;
    }
    this.shown = opened;
    this.words.replaceChildren(wordsPart(bench, opened, this.told), wordsTools(this.wishes, isAttribution(bench, opened)));
    this.speakers.replaceChildren(...speakerChips(bench, opened, {
      pick: (id, beside) => this.pickSpeaker(id, beside), narrate: () => this.put("speaker", []),
      isAdding: this.isAddingSpeaker, add: () => { this.isAddingSpeaker = !this.isAddingSpeaker; this.show(); },
    }));
    const named = (/** @type {string} */ id) => bench.nameOf(id);
    const chip = (/** @type {string} */ name, /** @type {() => void} */ remove) => removable(name, remove);
    parts.as.replaceChildren(...(opened.as ? [chip(named(opened.as), () => this.put("as", ""))] : []));
    parts.behalf.replaceChildren(...(opened.on_behalf_of ? [chip(named(opened.on_behalf_of), () => this.put("on_behalf_of", ""))] : []));
    parts.via.replaceChildren(...opened.via.map((id) => chip(named(id), () => this.add("via", id))));
    parts.said.replaceChildren(...(opened.said ? [chip(opened.said, () => this.put("said", ""))] : []));
    const more = [opened.as && `as ${named(opened.as)}`, opened.on_behalf_of && `for ${named(opened.on_behalf_of)}`, opened.said, opened.via.length && `via ${opened.via.map(named).join(", ")}`];
    const summary = this.element.querySelector("summary");
    if (summary) summary.textContent = more.filter(Boolean).join(" · ") || "Affiliation, date, via";
    this.showClaim();
    this.showStanceAndMode();
    this.reasons.show();
    parts.replies.replaceChildren(...opened.replies_to.map((id) => chip(id, () => this.add("replies_to", id))));
    parts.around.replaceChildren();
    append(parts.around, ...notes(bench, opened));
    const coded = bench.state.statements.find(({ record }) => record.id === opened.id);
    parts.faults.replaceChildren(...(coded ? coded.faults.map(faultLine) : []));
    this.buttons.replaceChildren();
    append(this.buttons, ...endButtons(bench, opened, this.wishes));
    for (const name of ["speaker", "claim", "stance"]) {
      this.element.querySelector(`[data-field="${name}"]`)?.classList.toggle("unsure", waiting(bench, opened).some(({ field }) => field === name));
    }
  }

  /**
   * @param {string} id
   * @param {boolean} beside
   */
  pickSpeaker(id, beside) {
    setSpeaker(this.opened, id, beside || this.isAddingSpeaker, this.bench.context());
    this.isAddingSpeaker = false;
    this.wishes.changed();
  }

  showClaim() {
    const { opened, bench, parts } = this;
    const record = bench.claims[opened.claim];
    parts.chosen.parentElement?.classList.toggle("has-claim", Boolean(opened.claim || opened.newClaim));
    parts.chosen.className = `part-chosen side-${record?.side || "neither"}`;
    parts.chosen.replaceChildren();
    if (opened.claim) append(parts.chosen, make("p.chosen", null, make("bdi", null, String(record?.text || opened.claim)), make("span.side-word", null, ` ${record?.side || ""}`)));
    this.newClaim.show();
  }

  showStanceAndMode() {
    const { opened, bench, parts } = this;
    const stances = Object.entries(STANCE_KEYS).map(([key, stance]) =>
      make("button", { type: "button", "aria-pressed": String(opened.stance === stance), click: () => this.put("stance", stance) },
        hint(key), make("span.sign", { "aria-hidden": "true" }, SIGNS[stance]), stance));
    parts.stance.replaceChildren(...stances);
    const modes = bench.setting.codes.mode.map((mode) => make("option", { value: mode, selected: opened.mode === mode }, mode));
    const mode = make("select", { "aria-label": "Mode", change: () => { this.put("mode", mode.value); this.focus(); } }, ...(opened.mode ? [] : [make("option", { value: "" }, "")]), ...modes);
    const warning = modeWarning(bench.context(), opened.pieces, opened.mode);
    parts.mode.replaceChildren(mode);
    append(parts.mode, warning && make("p.warning", null, warning));
  }

  /** The next mode, in the order of the codebook. */
  nextMode() {
    const modes = this.bench.setting.codes.mode;
    this.put("mode", modes[(modes.indexOf(this.opened.mode) + 1) % modes.length]);
  }

  openMore(open = true) {
    const more = this.element.querySelector("details");
    if (more) more.open = open;
  }
}

/**
 * The dates of this source's statements, the latest used first; then what was typed.
 *
 * @param {Bench} bench
 * @param {string} text
 */
function datesFor(bench, text) {
  const used = bench.state.statements.map(({ record }) => String(record.said || "")).filter((date) => date.startsWith(text) && date).reverse();
  return [...new Set(text ? [text, ...used] : used)].map((value) => ({ value, name: value }));
}

/**
 * @param {string} label
 * @param {string} key
 * @param {...(Node | null)} children
 */
function line(label, key, ...children) {
  const title = make("span.label", null, label);
  append(title, key && hint(key));
  return make("div.line", { role: "group", "aria-label": label, "data-field": label.toLowerCase() }, title, make("div.field", null, ...children));
}
