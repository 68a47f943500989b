// The workbench's page: an article, its statements, and the form of the open one.

import { append, make } from "../../../views/templates/explorer/dom.js";
import { Bench } from "./bench.js";
import { uncodedStretches } from "./article.js";
import { differenceBlock, openDialog, showConflict, showKeys } from "./dialogs.js";
import { Entries, faultLine } from "./entries.js";
import { Form } from "./form.js";
import { MOVE_KEYS, STANCE_KEYS, keyName } from "./keys.js";
import { MOVES, stretchAfter } from "./moves.js";
import { ENDED, Refusal, get, post } from "./server.js";
import { askForReason, draftOfProposal, draftSummary, mustConfirm, nextProposal, openProposals } from "./proposals-of-draft.js";
import { showSource } from "./source-form.js";
import { draftOf, missing, newDraft, numberedSpeakers, propose, recordOf } from "./statement-draft.js";
import { CAN_COLOUR, TextView } from "./text-view.js";
import { showRelation, showTidy } from "./tidy.js";

/** @typedef {import("./article.js").Run} Run */
/** @typedef {import("./statement-draft.js").Draft} Draft */

const KEEP_AFTER = 400; // ms after the last change until the open form is kept
const LOOK_AFTER = 60; // ms after the last move until the server is asked of the words

class Page {
  /** @param {Bench} bench */
  constructor(bench) {
    this.bench = bench;
    const { setting, article } = bench;
    this.view = new TextView(article, setting.language, { select: (run) => this.select(run), click: (word) => this.clicked(word) });
    this.rest = make("ol.entries", null);
    this.entries = new Entries(bench, this.view.lists, this.rest, (id) => this.open(id), (proposal) => this.consider(proposal));
    this.form = new Form(bench, {
      changed: () => this.changed(), save: () => this.save(), close: () => this.close(), remove: () => this.remove(),
      attribute: () => this.attribute(), move: (name) => this.move(name), addPiece: () => this.addPiece(), relate: () => this.relate(),
      reject: () => this.reject(), skip: () => this.skip(),
    });
    this.side = make("aside.side", { "aria-label": "Form" });
    this.live = make("p.say", { role: "status" });
    this.words = make("p.hidden", { role: "status" });
    /** @type {Run[]} */
    this.stretches = [];
    this.adding = false;
    this.looking = Promise.resolve();
    this.timers = { keep: 0, look: 0 };
    this.saving = false;
  }

  start() {
    const main = document.getElementById("main");
    const rest = make("section.row.rest", { "aria-label": "Statements without a passage in this text" }, make("p.quiet", null, "Statements without a passage in this text"), this.rest);
    append(this.view.element, rest);
    if (main) main.append(this.view.element, this.side);
    document.body.append(this.live, this.words);
    document.addEventListener("keydown", (event) => this.key(event));
    this.take(this.bench.state);
    this.offerUnsaved();
    if (!CAN_COLOUR) this.say("This browser is too old to colour the text. Everything else works.");
    if (this.bench.setting.recovered) this.say(`The last edit was cut off, and is finished now: ${this.bench.setting.recovered}.`);
    this.stayAlive();
  }

  /** @param {string} text */
  say(text) {
    this.live.textContent = text;
  }

  /**
   * Show what the server sent after an edit.
   *
   * @param {import("./bench.js").State} state
   */
  take(state) {
    this.bench.state = state;
    this.stretches = uncodedStretches(this.bench.article, state.coverage.gaps);
    this.paintText();
    this.showBar();
    this.show();
    if (state.done) this.say(/^[A-Z]/.test(state.done) ? state.done : `Done: ${state.done}.`);
  }

  paintText() {
    const { state } = this.bench;
    for (const side of ["for", "against", "both", "neither"]) {
      const spans = state.statements.filter(({ record }) => this.bench.sideOf(record.claim) === side).flatMap(({ spans: runs }) => runs);
      this.view.paint(side, spans);
    }
    this.view.paint("attribution", state.attribution);
    this.view.paint("drafted", openProposals(this.bench).flatMap(({ spans }) => spans));
  }

  showBar() {
    const { state, setting } = this.bench;
    const { covered, total } = state.coverage;
    const share = total ? Math.round((100 * covered) / total) : 100;
    const press = (/** @type {string} */ name, /** @type {() => void} */ act, disabled = false) => make("button", { type: "button", click: act, disabled }, name);
    const bar = document.getElementById("bar");
    bar?.replaceChildren(make("div.bar-inner", null,
      make("h1", null, make("bdi", { lang: setting.language }, String(state.source.title || setting.title))),
      make("p.coverage", null, make("progress", { max: total, value: covered, "aria-label": "Coded words" }), ` ${share} % of ${total.toLocaleString("en")} words`),
      make("div.buttons", { role: "group", "aria-label": "Session" },
        press("Undo", () => this.history("undo"), !state.undo), press("Redo", () => this.history("redo"), !state.redo),
        press("Tidy", () => showTidy(this.bench, (edit) => this.apply(edit))),
        press("Source", () => showSource(this.bench, (edit) => this.apply(edit))),
        press("Changes", () => this.showDifference()), press("Keys ?", showKeys))));
  }

  /** Show the form, and what belongs to it in the text. */
  show() {
    const { draft } = this.bench;
    this.view.paint("selected", draft ? draft.pieces : []);
    this.entries.show();
    if (draft) {
      if (this.form.element.parentElement !== this.side) this.side.replaceChildren(this.form.element);
      this.form.show();
    } else this.showHints();
    this.side.classList.toggle("open", Boolean(draft));
  }

  showHints() {
    const { state } = this.bench;
    const next = make("button", { type: "button", click: () => this.move("nextUncoded") }, "Go to the next words that are not coded ", make("kbd", { "aria-hidden": "true" }, "u"));
    const hints = make("div.hints", null);
    append(hints, make("p", null, "Drag over words of the text, click a sentence, or press ", make("kbd", null, "j"), ". Press ", make("kbd", null, "?"), " for all keys."),
      next, draftSummary(this.bench, () => this.considerNext()), ...state.faults.slice(0, 20).map(faultLine));
    this.side.replaceChildren(hints);
  }

  changed() {
    this.show();
    clearTimeout(this.timers.keep);
    this.timers.keep = setTimeout(() => this.keep(), KEEP_AFTER);
  }

  keep() {
    clearTimeout(this.timers.keep);
    post("unsaved", this.bench.draft).catch((error) => this.say(error.message));
  }

  offerUnsaved() {
    const { unsaved } = this.bench.state;
    if (!unsaved || !unsaved.pieces) return;
    const open = () => { this.bench.draft = unsaved; this.wordsChanged(); this.form.focus(); };
    const drop = () => { post("unsaved", null).catch(() => {}); this.showHints(); };
    this.side.replaceChildren(make("div.hints", null, make("p", null, "A form was open when the last session ended."),
      make("div.buttons", null, make("button.main", { type: "button", click: open }, "Open it again"), make("button", { type: "button", click: drop }, "Forget it"))));
  }

  /**
   * Select words: of the open statement, of a new piece, or for a new statement.
   *
   * @param {Run} run
   */
  select(run) {
    const { draft } = this.bench;
    if (!draft) this.bench.draft = newDraft(run, this.bench.context());
    else {
      if (this.adding || !draft.pieces.length) draft.pieces.push(run);
      else draft.pieces[draft.pieces.length - 1] = run;
      draft.movedPieces = true;
      propose(draft, this.bench.context());
    }
    this.adding = false;
    this.wordsChanged();
  }

  wordsChanged() {
    const { draft, article } = this.bench;
    if (!draft) return;
    const last = draft.pieces[draft.pieces.length - 1];
    this.form.told = null;
    this.changed();
    if (last) {
      this.view.reveal(last);
      this.words.textContent = `${article.ends(last)}, ${last[1] - last[0]} words`;
    }
    clearTimeout(this.timers.look);
    this.timers.look = setTimeout(() => this.look(), LOOK_AFTER);
    this.form.claim.forget();
  }

  /** Ask the server for claims like the words, and whether the words are unique. */
  look() {
    const { draft } = this.bench;
    clearTimeout(this.timers.look);
    this.timers.look = 0;
    const last = draft?.pieces[draft.pieces.length - 1];
    if (!draft || !last) return this.looking;
    this.form.claim.refresh().catch((error) => this.say(error.message));
    this.looking = post("span", { start: last[0], stop: last[1] }).then((told) => {
      if (this.bench.draft !== draft || draft.pieces[draft.pieces.length - 1] !== last) return;
      this.form.told = told;
      this.form.show();
    }).catch((error) => this.say(error.message));
    return this.looking;
  }

  /** @param {string} name of a move */
  move(name) {
    const { draft, article } = this.bench;
    if (draft && draft.id && ["nextSentence", "previousSentence", "nextPhrase", "previousPhrase", "nextUncoded"].includes(name) && !this.adding) this.close();
    const run = this.bench.draft?.pieces[this.bench.draft.pieces.length - 1] || this.last || null;
    const moved = MOVES[name]({ article, stretches: this.stretches }, run);
    if (moved) this.select(moved);
    else this.say("There is nothing more that way.");
  }

  addPiece() {
    if (!this.bench.draft) return;
    this.adding = true;
    this.say("Select the second piece.");
  }

  /** @param {number} word */
  clicked(word) {
    const { statements } = this.bench.state;
    const proposal = openProposals(this.bench).find(({ spans, id }) => id !== this.bench.draft?.proposal && spans.some(([start, stop]) => start <= word && word < stop));
    const here = statements.filter(({ spans }) => spans.some(([start, stop]) => start <= word && word < stop));
    if (here.length && !this.adding) {
      const open = here.findIndex(({ record }) => record.id === this.bench.draft?.id);
      this.open(here[(open + 1) % here.length].record.id);
      return;
    }
    if (proposal && !this.adding) {
      this.consider(proposal);
      return;
    }
    const stretch = this.stretches.find(([start, stop]) => start <= word && word < stop);
    this.select(stretch || this.bench.article.sentenceAt(word));
  }

  /** @param {string} id */
  open(id) {
    const statement = this.bench.state.statements.find(({ record }) => record.id === id);
    if (!statement) return;
    this.bench.draft = draftOf(statement);
    this.adding = false;
    this.wordsChanged();
    this.form.focus();
  }

  /** Open the statement at the selected words, or the last before them. */
  openHere() {
    const [, stop] = this.bench.draft?.pieces[0] || this.last || [0, Infinity];
    const before = this.bench.state.statements.filter(({ spans, record }) => spans.length && spans[0][0] < stop && record.id !== this.bench.draft?.id);
    before.sort((a, b) => b.spans[0][0] - a.spans[0][0]);
    if (before[0]) this.open(before[0].record.id);
  }

  close() {
    const { draft } = this.bench;
    if (!draft) return;
    this.last = draft.pieces[draft.pieces.length - 1];
    this.bench.draft = null;
    this.adding = false;
    this.show();
    this.keep();
  }

  /** @param {boolean} [stay] whether the same words get another statement */
  async save(stay = false) {
    const { draft } = this.bench;
    if (!draft || this.saving) return;
    this.saving = true;
    try {
      await this.form.settled();
      if (this.tellMissing(draft)) return;
      await (this.timers.look ? this.look() : this.looking);
      this.widen(draft);
      await this.send(draft, stay);
    } finally {
      this.saving = false;
    }
  }

  /**
   * Say what is missing, and put the focus there.
   *
   * @param {Draft} draft
   */
  tellMissing(draft) {
    const lacking = missing(draft) || mustConfirm(draft);
    if (!lacking) return false;
    this.say(lacking);
    if (!missing(draft) || !draft.pieces.length) return true;
    if (!draft.claim && !draft.newClaim) this.form.claim.input.focus();
    else if (draft.newClaim) this.form.newClaim.goOn();
    return true;
  }

  /** @param {Draft} draft */
  widen(draft) {
    const { told } = this.form;
    if (told && !told.unique && told.wider) draft.pieces[draft.pieces.length - 1] = told.wider;
  }

  /**
   * @param {Draft} draft
   * @param {boolean} stay
   */
  async send(draft, stay) {
    /** @type {Record<string, Record<string, any>>} */
    const records = {};
    let { claim } = draft;
    if (draft.newClaim) {
      const { topics, ...fields } = draft.newClaim;
      claim = this.proposedClaim(draft) || (await get(`id?kind=claims&text=${encodeURIComponent(fields.text)}`)).id;
      records.claims = { [claim]: topics.length ? { ...fields, topics } : fields };
    }
    const used = new Set([...draft.speaker, draft.as, draft.on_behalf_of, ...draft.via]);
    const actors = Object.entries(draft.newActors).filter(([id]) => used.has(id));
    if (actors.length) records.actors = Object.fromEntries(actors);
    const spans = draft.movedPieces ? [...draft.pieces].sort((a, b) => a[0] - b[0]) : null;
    const before = new Set(this.bench.state.statements.map(({ record }) => record.id));
    const goOn = () => {
      const added = this.bench.state.statements.find(({ record }) => !before.has(record.id));
      this.entries.justSaved = draft.id || added?.record.id || "";
      this.goOn(draft, stay);
    };
    const made = { statement: recordOf(draft, claim), spans, records };
    const edit = draft.proposal ? { action: "accept", proposal: draft.proposal } : { action: "save-statement", id: draft.id };
    await this.apply({ ...edit, ...made }, goOn);
  }

  /**
   * The id that a draft gave to its new claim, if the words are still the draft's.
   *
   * @param {Draft} draft
   */
  proposedClaim({ proposal, newClaim }) {
    const { drafts } = this.bench.state;
    const id = drafts?.proposals.find((one) => one.id === proposal)?.claim;
    return id && drafts?.claims[id]?.text === newClaim?.text ? id : "";
  }

  /** @param {import("./bench.js").Proposal} proposal */
  consider(proposal) {
    this.bench.draft = draftOfProposal(this.bench, proposal);
    this.adding = false;
    this.wordsChanged();
    this.form.focus();
    this.words.textContent += `. ${mustConfirm(this.bench.draft)}`;
  }

  considerNext() {
    const [start] = this.bench.draft?.pieces[0] || this.last || [0];
    const others = nextProposal(this.bench, start + (this.bench.draft?.proposal ? 1 : 0));
    if (others) this.consider(others);
    else this.say("There is no proposal that waits for you.");
  }

  reject() {
    const proposal = this.bench.draft?.proposal;
    if (proposal) askForReason((reason) => this.apply({ action: "reject", proposal, reason }, () => this.afterProposal()));
  }

  async skip() {
    const proposal = this.bench.draft?.proposal;
    if (proposal) await this.apply({ action: "skip", proposal }, () => this.afterProposal());
  }

  /** Go on to the next proposal; without one the form is closed. */
  afterProposal() {
    this.close();
    const next = nextProposal(this.bench, this.last ? this.last[0] : 0);
    if (next) this.consider(next);
  }

  /**
   * After a statement is saved, go on to the next words that are not coded.
   *
   * @param {{pieces: Run[], proposal?: string}} done
   * @param {boolean} [stay] on the same words instead
   */
  goOn({ pieces, proposal }, stay = false) {
    if (proposal) {
      this.afterProposal();
      return;
    }
    const end = Math.max(...pieces.map(([, stop]) => stop), 0);
    const next = stay ? pieces[0] : stretchAfter(this.stretches, end);
    this.bench.draft = null;
    this.adding = false;
    this.last = pieces[pieces.length - 1];
    if (!next) {
      this.close();
      this.show();
      this.keep();
      return;
    }
    this.bench.draft = newDraft(next, this.bench.context());
    if (stay) this.bench.draft.pieces = pieces.map(([start, stop]) => [start, stop]);
    this.wordsChanged();
    this.form.focus();
  }

  /**
   * Do an edit; refusals are told, and a conflict is shown.
   *
   * @param {Record<string, any>} edit
   * @param {() => void} [then]
   * @returns {Promise<boolean>}
   */
  async apply(edit, then) {
    try {
      this.take(await post("edit", edit));
      if (then) then();
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.status === 409) this.conflict(error, () => this.apply(edit, then));
      else if (error instanceof Refusal) this.say(error.message);
      else throw error;
      return false;
    }
  }

  /**
   * @param {Refusal} refusal
   * @param {() => void} repeat
   */
  conflict(refusal, repeat) {
    const read = async () => this.take(await post("reload", {}));
    showConflict(refusal, { read, again: () => read().then(repeat, (error) => this.say(error.message)) });
  }

  /** @param {"undo" | "redo"} way */
  async history(way) {
    try {
      this.entries.justSaved = "";
      this.take(await post(way, {}));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.status === 409) this.conflict(error, () => this.history(way));
      else this.say(error.message);
    }
  }

  async remove() {
    const { draft } = this.bench;
    if (!draft || !draft.id) return;
    await this.apply({ action: "remove-statement", id: draft.id }, () => this.close());
  }

  async attribute() {
    const { draft, state } = this.bench;
    if (!draft || !draft.pieces.length) return;
    const [start, stop] = draft.pieces[draft.pieces.length - 1];
    const marked = !state.attribution.some((run) => run[0] === start && run[1] === stop);
    await this.apply({ action: "attribute", span: [start, stop], marked }, () => this.goOn({ pieces: [[start, stop]] }));
  }

  relate() {
    const claim = this.bench.draft?.claim;
    if (claim) showRelation(this.bench, claim, (edit) => this.apply(edit));
    else this.say("Choose the claim first.");
  }

  async showDifference() {
    const { difference } = await get("difference").catch((error) => ({ difference: error.message }));
    openDialog("What this session changed", differenceBlock(difference || "Nothing yet."));
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
    if (digit ? this.bench.draft && this.form.claim.choose(Number(digit[1]) - 1) : this.act(name, inText)) event.preventDefault();
  }

  /**
   * Do what a key says; false if it says nothing.
   *
   * @param {string} name
   * @param {boolean} inText
   */
  act(name, inText) {
    if (name === "Escape") {
      if (inText) this.form.focus();
      else this.close();
      return true;
    }
    if (name === "Ctrl+z" || name === "Ctrl+Shift+z" || name === "Ctrl+y") return this.does(this.history(name === "Ctrl+z" ? "undo" : "redo"));
    if (name === "?") return this.does(showKeys());
    if (name === "p") return this.does(this.considerNext());
    if (name === "e" && this.bench.draft?.proposal) return this.does((this.bench.draft.newClaim ? this.form.newClaim.text : this.form.claim.input).focus());
    if (name === "e") return this.does(this.openHere());
    const move = MOVE_KEYS[this.forReading(name)];
    if (move) return this.does(this.move(move));
    return Boolean(this.bench.draft) && this.actOnForm(name);
  }

  /** In text from right to left the arrow to the left goes forward. @param {string} name */
  forReading(name) {
    const run = this.bench.draft?.pieces[this.bench.draft.pieces.length - 1];
    if (!run || !/Arrow(Left|Right)$/.test(name)) return name;
    const text = this.view.texts[this.bench.article.blockOf(run[0])];
    if (getComputedStyle(text).direction === "ltr") return name;
    return name.endsWith("Left") ? name.replace("Left", "Right") : name.replace("Right", "Left");
  }

  /** @param {unknown} _ */
  does(_) {
    return true;
  }

  /** @param {string} name */
  actOnForm(name) {
    const { form, bench } = this;
    const draft = /** @type {Draft} */ (bench.draft);
    const speaker = /^(Shift\+)?([1-9])$/.exec(name);
    if (speaker) {
      const id = numberedSpeakers(draft, bench.context())[Number(speaker[2]) - 1];
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
      case "x": return this.does(this.attribute());
      case "t": return this.does(draft.newClaim ? form.newClaim.topicPicker.input.focus() : this.relate());
      case "+": return this.does(this.addPiece());
      case "y": return this.does(form.confirm());
      case "Delete": return this.does(this.remove());
      case "Backspace": return draft.proposal ? this.does(this.reject()) : false;
      case "Tab": return draft.proposal && document.activeElement === form.element ? this.does(this.skip()) : false;
      case "Enter": return this.does(this.save());
      case "Shift+Enter": return this.does(this.save(true));
    }
    return false;
  }

  /** Keep the server running while the page is open, and say when it has ended. */
  stayAlive() {
    const signs = new EventSource("alive");
    let failed = 0;
    signs.onopen = () => (failed = 0);
    signs.onerror = () => {
      failed += 1;
      if (failed < 2 && signs.readyState !== EventSource.CLOSED) return;
      signs.close();
      this.say(ENDED);
      document.body.classList.add("ended");
    };
  }
}

async function begin() {
  const setting = JSON.parse(document.getElementById("setting")?.textContent || "{}");
  document.documentElement.dataset.language = setting.language;
  const [article, state] = await Promise.all([get("article"), get("state")]);
  new Page(new Bench(setting, article, state)).start();
}

begin().catch((error) => {
  const main = document.getElementById("main");
  if (main) main.textContent = error.message;
  throw error;
});
