// The open form: a statement field by field.

import { append, brief, make } from "../../../views/templates/explorer/dom.js";
import { SIGNS } from "../../../views/templates/explorer/wording.js";
import { actorPicker } from "./actor-picker.js";
import { NewClaimFields, claimPicker, otherClaimPicker, removable } from "./claim-box.js";
import { aroundClaim, faultLine } from "./entries.js";
import { STANCE_KEYS } from "./keys.js";
import { Picker } from "./picker.js";
import { originOf, waiting } from "./draft-proposals.js";
import { modeWarning } from "./proposals.js";
import { numberedSpeakers, set, setSpeaker } from "./statement-draft.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./statement-draft.js").Draft} Draft */
/**
 * What the form asks of the page.
 *
 * @typedef {{
 *   changed: () => void, save: () => void, close: () => void, remove: () => void, attribute: () => void,
 *   move: (name: string) => void, addPiece: () => void, relate: () => void, confirm: () => void,
 * }} Wishes
 */
/** What the server says of the selected words. @typedef {{words: number, unique: boolean, wider: [number, number] | null}} SpanTold */

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
    this.speaker = actorPicker(bench, "Speaker", "Another speaker", home, (id) => this.put("speaker", [id]));
    this.as = actorPicker(bench, "Introduced as belonging to", "Affiliation", home, (id) => this.put("as", id), { capacity: true, clear: () => this.put("as", "") });
    this.behalf = actorPicker(bench, "Speaks for", "On behalf of", home, (id) => this.put("on_behalf_of", id), { first: () => this.draft.as, clear: () => this.put("on_behalf_of", "") });
    this.via = actorPicker(bench, "Via", "Who carried the words", home, (id) => this.add("via", id), { carriers: true, clear: () => this.put("via", []) });
    this.said = new Picker({
      label: "Said on", hint: "2024-01-15", home, clear: () => this.put("said", ""),
      find: (text) => datesFor(bench, text), choose: ({ value }) => this.put("said", value),
    });
    this.claim = claimPicker(bench, { passage: () => this.passage(), choose: (id) => this.useClaim(id), create: (text) => this.create(text), home, enter: wishes.save });
    this.newClaim = new NewClaimFields(bench, { changed: () => wishes.changed(), done: home, use: (id) => this.useClaim(id) });
    this.because = otherClaimPicker(bench, { label: "Because", hint: "A claim given as the reason", first: () => this.likelyReasons(), choose: (id) => this.add("because", id), home });
    this.replies = new Picker({ label: "Replies to", hint: "An earlier statement", home, find: (text) => this.repliesFor(text), choose: ({ value }) => this.add("replies_to", value) });
    this.parts = Object.fromEntries(["as", "behalf", "via", "said", "chosen", "stance", "mode", "because", "replies", "around", "faults"].map((name) => [name, make(`div.part-${name}`, null)]));
    this.buttons = make("div.buttons", null);
    this.element = make("form.form", { "aria-label": "Statement", tabindex: -1, submit: (/** @type {Event} */ event) => { event.preventDefault(); wishes.save(); } }, ...this.layout());
    /** @type {SpanTold | null} */
    this.told = null;
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
      line("Because", "b", parts.because, this.because.element),
      line("Replies to", "r", parts.replies, this.replies.element),
      parts.around, parts.faults, this.buttons,
    ];
  }

  /** @returns {Draft} */
  get draft() {
    return /** @type {Draft} */ (this.bench.draft);
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
    return this.bench.draft ? this.draft.pieces.map((piece) => this.bench.article.slice(piece)).join(" ") : "";
  }

  /**
   * Set a field as a person does, and go back to the keys.
   *
   * @template {keyof Draft} Field
   * @param {Field} field
   * @param {Draft[Field]} value
   */
  put(field, value) {
    set(this.draft, field, value, this.bench.context());
    this.wishes.changed();
  }

  /**
   * Add to a list, or take away what is in it.
   *
   * @param {"via" | "because" | "replies_to"} field
   * @param {string} id
   */
  add(field, id) {
    const others = this.draft[field].filter((other) => other !== id);
    this.put(field, others.length < this.draft[field].length ? others : [...others, id]);
  }

  /** @param {string} id */
  useClaim(id) {
    this.draft.newClaim = null;
    this.put("claim", id);
  }

  /** @param {string} text */
  create(text) {
    set(this.draft, "claim", "", this.bench.context());
    this.draft.newClaim = { text, kind: "", side: "", topics: [] };
    this.wishes.changed();
    this.newClaim.goOn();
  }

  /** The claims that this speaker, then others, had stances on before, the latest first. */
  likelyReasons() {
    const [first] = this.draft.pieces[0] || [Infinity];
    const wanted = this.draft.speaker.join();
    const before = this.bench.state.statements.filter(({ record, spans }) => record.claim !== this.draft.claim && spans.length);
    const far = (/** @type {import("./bench.js").Statement} */ { record, spans }) =>
      Math.abs(spans[0][0] - first) + ([record.speaker || []].flat().join() === wanted ? 0 : 150);
    return [...new Set(before.sort((a, b) => far(a) - far(b)).map(({ record }) => record.claim))];
  }

  /** @param {string} text */
  repliesFor(text) {
    const wanted = text.toLowerCase();
    const [first] = this.draft.pieces[0] || [Infinity];
    const before = this.bench.state.statements.filter(({ record, spans }) => record.id !== this.draft.id && spans.length && spans[0][0] <= first);
    const options = before.reverse().map(({ record }) => ({
      value: String(record.id),
      name: `${this.bench.speakersOf([record.speaker || []].flat())}: ${brief(String(this.bench.claims[record.claim]?.text || record.claim), 80)}`,
    }));
    return options.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
  }

  /** Show the draft; `told` is what the server says of its words. */
  show() {
    const { draft, bench, parts } = this;
    if (!draft) return;
    this.showWords();
    this.showSpeakers();
    const named = (/** @type {string} */ id) => bench.nameOf(id);
    const chip = (/** @type {string} */ name, /** @type {() => void} */ remove) => removable(name, remove);
    parts.as.replaceChildren(...(draft.as ? [chip(named(draft.as), () => this.put("as", ""))] : []));
    parts.behalf.replaceChildren(...(draft.on_behalf_of ? [chip(named(draft.on_behalf_of), () => this.put("on_behalf_of", ""))] : []));
    parts.via.replaceChildren(...draft.via.map((id) => chip(named(id), () => this.add("via", id))));
    parts.said.replaceChildren(...(draft.said ? [chip(draft.said, () => this.put("said", ""))] : []));
    const more = [draft.as && `as ${named(draft.as)}`, draft.on_behalf_of && `for ${named(draft.on_behalf_of)}`, draft.said, draft.via.length && `via ${draft.via.map(named).join(", ")}`];
    const summary = this.element.querySelector("summary");
    if (summary) summary.textContent = more.filter(Boolean).join(" · ") || "Affiliation, date, via";
    this.showClaim();
    this.showStanceAndMode();
    parts.because.replaceChildren(...draft.because.map((id) => chip(String((bench.claims[id] || bench.state.drafts?.claims[id])?.text || id), () => this.add("because", id))));
    parts.replies.replaceChildren(...draft.replies_to.map((id) => chip(id, () => this.add("replies_to", id))));
    this.showEnd();
    for (const name of ["speaker", "claim", "stance"]) {
      this.element.querySelector(`[data-field="${name}"]`)?.classList.toggle("unsure", waiting(bench, draft).some(({ field }) => field === name));
    }
  }

  showWords() {
    const { draft, bench, told, wishes } = this;
    const ends = draft.pieces.map((piece) => make("bdi.ends", { lang: bench.setting.language }, `“${bench.article.ends(piece)}”`));
    const words = draft.pieces.reduce((sum, [start, stop]) => sum + stop - start, 0);
    const wider = told && !told.unique && told.wider;
    const more = told && wider ? wider[1] - wider[0] - told.words : 0;
    const unique = !told ? "" : told.unique ? "unique" : wider ? `not unique: ${more} more word${more === 1 ? "" : "s"} will be added` : "not unique: select more words";
    const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ shown) => make("button", { type: "button", "aria-label": label, title: label, click: () => wishes.move(name) }, shown);
    this.words.replaceChildren(
      make("p", null, ...ends, ` ${words} word${words === 1 ? "" : "s"} · `, make(told && !told.unique ? "strong" : "span", null, unique)),
      make("div.tools", { role: "group", "aria-label": "Change the words" },
        button("startBack", "Begin a word earlier", "⇤"), button("startForward", "Begin a word later", "⇥"),
        button("endBack", "End a word earlier", "−"), button("endForward", "End a word later", "+"),
        button("endToMarkBefore", "End at the mark before", "["), button("endToNextMark", "End at the next mark", "]"),
        button("quotation", "The whole quotation", "“ ”"), button("nextUncoded", "Next words that are not coded", "↓"),
        make("button", { type: "button", title: "Add another piece to the passage", click: wishes.addPiece }, "Piece +"),
        make("button", { type: "button", title: "Nobody’s statement, such as “she said”", click: wishes.attribute }, "Attribution")),
    );
  }

  showSpeakers() {
    const { draft, bench } = this;
    const numbered = numberedSpeakers(draft, bench.context());
    const chosen = new Set(draft.speaker);
    const chips = numbered.slice(0, 6).map((id, i) => this.speakerChip(id, String(i + 1), chosen));
    const voices = bench.state.voices.map((id) => bench.nameOf(id)).join(", ");
    const narrator = make("button.chip", { type: "button", "aria-pressed": String(!draft.speaker.length), click: () => this.put("speaker", []) },
      make("kbd", { "aria-hidden": "true" }, "n"), make("bdi", null, `${bench.state.authors_speak ? "Author" : "Narrator"}${voices ? `: ${voices}` : ""}`));
    const others = draft.speaker.filter((id) => !numbered.slice(0, 6).includes(id)).map((id) => this.speakerChip(id, "", chosen));
    const nobody = !draft.speaker.length && !bench.state.voices.length;
    this.speakers.replaceChildren(...others, ...chips, narrator);
    append(this.speakers, nobody && make("p.warning", null, "It is not known who narrates. Name a speaker, or name the author or publisher under “Source”."));
  }

  /**
   * @param {string} id
   * @param {string} key
   * @param {Set<string>} chosen
   */
  speakerChip(id, key, chosen) {
    const isNew = !this.bench.state.entities.actors[id];
    const press = (/** @type {MouseEvent} */ event) => this.pickSpeaker(id, event.shiftKey || event.ctrlKey);
    return make("button.chip", { type: "button", "aria-pressed": String(chosen.has(id)), click: press },
      key && make("kbd", { "aria-hidden": "true" }, key), make("bdi", null, brief(this.bench.nameOf(id), 40)), isNew && make("small", null, "new"));
  }

  /**
   * @param {string} id
   * @param {boolean} beside
   */
  pickSpeaker(id, beside) {
    setSpeaker(this.draft, id, beside, this.bench.context());
    this.wishes.changed();
  }

  showClaim() {
    const { draft, bench, parts } = this;
    const record = bench.claims[draft.claim];
    parts.chosen.parentElement?.classList.toggle("has-claim", Boolean(draft.claim || draft.newClaim));
    parts.chosen.className = `part-chosen side-${record?.side || "neither"}`;
    parts.chosen.replaceChildren();
    if (draft.claim) append(parts.chosen, make("p.chosen", null, make("bdi", null, String(record?.text || draft.claim)), make("span.side-word", null, ` ${record?.side || ""}`)));
    this.newClaim.show();
  }

  showStanceAndMode() {
    const { draft, bench, parts } = this;
    const stances = Object.entries(STANCE_KEYS).map(([key, stance]) =>
      make("button", { type: "button", "aria-pressed": String(draft.stance === stance), click: () => this.put("stance", stance) },
        make("kbd", { "aria-hidden": "true" }, key), make("span.sign", { "aria-hidden": "true" }, SIGNS[stance]), stance));
    parts.stance.replaceChildren(...stances);
    const modes = bench.setting.codes.mode.map((mode) => make("option", { value: mode, selected: draft.mode === mode }, mode));
    const mode = make("select", { "aria-label": "Mode", change: () => { this.put("mode", mode.value); this.focus(); } }, ...(draft.mode ? [] : [make("option", { value: "" }, "")]), ...modes);
    const warning = modeWarning(bench.context(), draft.pieces, draft.mode);
    parts.mode.replaceChildren(mode);
    append(parts.mode, warning && make("p.warning", null, warning));
  }

  showEnd() {
    const { draft, bench, parts, wishes } = this;
    const coded = bench.state.statements.find(({ record }) => record.id === draft.id);
    const waits = waiting(bench, draft);
    const told = waits.map(({ says, keys }) => (keys ? `${says} (${keys})` : says)).join(", ");
    parts.around.replaceChildren();
    append(parts.around, told && make("p.needs", null, `Before you can accept: ${told}.`), draft.claim && aroundClaim(bench, draft.claim),
      originOf(draft.original) && make("p.origin", null, originOf(draft.original)));
    parts.faults.replaceChildren(...(coded ? coded.faults.map(faultLine) : []));
    this.buttons.replaceChildren();
    append(this.buttons,
      make("button.main", { type: "submit" }, draft.proposal ? "Accept " : "Save ", make("kbd", { "aria-hidden": "true" }, "Enter")),
      make("button", { type: "button", click: wishes.close }, "Close"),
      waits.some(({ keys }) => keys === "y") && make("button", { type: "button", click: wishes.confirm }, "New claim: right ", make("kbd", { "aria-hidden": "true" }, "y")),
      draft.claim && make("button", { type: "button", click: wishes.relate }, "Relate the claim"),
      draft.id && make("button", { type: "button", click: wishes.remove }, "Remove"));
  }

  /** The next mode, in the order of the codebook. */
  nextMode() {
    const modes = this.bench.setting.codes.mode;
    this.put("mode", modes[(modes.indexOf(this.draft.mode) + 1) % modes.length]);
  }

  openMore() {
    const more = this.element.querySelector("details");
    if (more) more.open = true;
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
  append(title, key && make("kbd", { "aria-hidden": "true" }, key));
  return make("div.line", { role: "group", "aria-label": label, "data-field": label.toLowerCase() }, title, make("div.field", null, ...children));
}
