// What the parts of the page share: the article, what the server last sent, and the open form.

import { sideOfStance } from "../../../views/templates/explorer/side-colours.js";
import { Article } from "./article.js";
import { get } from "./server.js";

/** @typedef {import("./article.js").Run} Run */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */
/** @typedef {Record<string, any>} Data */
/** Words that the article reports, whose they are, and whether they are quoted. @typedef {[start: number, stop: number, speaker: string, quoted: boolean, isNew: boolean]} Reported */
/** `actors` are those whom the debate does not have yet. @typedef {{runs: Reported[], actors: Record<string, Data>}} ReportedData */
/** @typedef {{severity: string, message: string, file: string, line: number}} Fault */
/** @typedef {{record: Data, spans: Run[], lost: number, faults: Fault[]}} Statement */
/**
 * What changes with each edit.
 *
 * @typedef {{
 *   done: string, notes: string[], debate: {title: string, question: string}, source: Data, proposed: Record<string, string | string[]>, statements: Statement[], attribution: Run[], entities: Record<string, Record<string, Data>>,
 *   speakers_by_claim: Record<string, string[]>, elsewhere: Record<string, Record<string, number>>, mentions: [number, string][], faults: Fault[],
 *   voices: string[], authors_speak: boolean, prints_speech: boolean, turn_speakers: {ids: Record<string, string>, actors: Record<string, Data>},
 *   coverage: {covered: number, total: number, gaps: Run[]}, undo: string | null, redo: string | null, unsaved: OpenStatement | null,
 *   drafts: import("./draft-proposals.js").DraftData | null, adjudication: import("./adjudication.js").AdjudicationData | null,
 * }} State
 */
/**
 * @typedef {{
 *   slug: string, title: string, question: string, language: string, recovered: string, id_pattern: string, draft_command: string,
 *   codes: {stance: string[], mode: string[], side: string[], claim_kind: string[], actor_kind: string[], source_kind: string[]},
 * }} Setting
 */

/** The session as the page knows it. */
export class Bench {
  /**
   * @param {Setting} setting
   * @param {import("./article.js").ArticleData} article
   * @param {State} state
   * @param {ReportedData} reported
   */
  constructor(setting, article, state, reported) {
    this.setting = setting;
    this.article = new Article(article);
    this.state = state;
    this.reported = reported;
    /** @type {OpenStatement | null} */
    this.opened = null;
  }

  /**
   * Ask anew whose words the article reports, where the actors are others than before.
   *
   * @param {State} state
   */
  async learn(state) {
    const [before, after] = [this.state, state].map(({ entities }) => Object.keys(entities.actors).join());
    if (before !== after) this.reported = await get("reported");
  }

  /** @returns {import("./proposals.js").Context} */
  context() {
    const { mentions, voices, authors_speak, prints_speech, statements, turn_speakers } = this.state;
    const others = statements.filter(({ record, spans }) => spans.length && (!this.opened || record.id !== this.opened.id));
    const { article } = this;
    const turns = article.turns.map(([name, start, stop]) => ({ speaker: turn_speakers.ids[name], words: /** @type {Run} */ ([start, stop]) }));
    return { article, mentions, voices, turns, reported: this.reported.runs, authorsSpeak: authors_speak, printsSpeech: prints_speech, statements: others };
  }

  /** Actors that are proposed, and saved with the first statement that needs them: those of the open form, the speakers of a transcript, and who is quoted. @returns {Record<string, Data>} */
  get newActors() {
    return { ...this.reported.actors, ...this.state.turn_speakers.actors, ...this.opened?.newActors };
  }

  /** @param {string} id */
  nameOf(id) {
    for (const kind of ["actors", "policies", "sources", "models", "events", "topics"]) {
      const record = this.state.entities[kind][id];
      if (record) return String(record.name);
    }
    const drafted = this.newActors[id] || this.state.drafts?.actors[id];
    return drafted ? String(drafted.name) : id;
  }

  /** @param {string[]} speakers */
  speakersOf(speakers) {
    const named = speakers.length ? speakers : this.state.voices;
    return named.map((id) => this.nameOf(id)).join(", ") || "nobody";
  }

  /** @returns {Record<string, any>} */
  get claims() {
    return this.state.entities.claims;
  }

  /** @param {string} id */
  sideOf(id) {
    return this.claims[id]?.side || "neither";
  }

  /**
   * The side that a statement takes: that of the other side, where it denies a claim.
   *
   * @param {Record<string, any>} record
   */
  sideTaken(record) {
    return sideOfStance(record.stance || "affirms", this.sideOf(record.claim)) || "neither";
  }

  /**
   * Who spoke for claims as reasons, and what stands against a claim.
   *
   * @param {string} id
   */
  around(id) {
    const reasons = new Map();
    for (const { record } of this.state.statements) {
      const stated = [record.because || []].flat();
      if (record.claim === id && (record.stance || "affirms") === "affirms") stated.forEach((claim) => reasons.set(claim, "stated"));
    }
    const objections = [];
    for (const [other, claim] of Object.entries(this.claims)) {
      if ([claim.supports || []].flat().includes(id) && !reasons.has(other)) reasons.set(other, "the coder's");
      if ([claim.attacks || []].flat().includes(id)) objections.push(other);
    }
    return { reasons: [...reasons].map(([claim, by]) => ({ claim, by })), objections };
  }
}
