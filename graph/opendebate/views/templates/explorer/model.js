// The debate that the page carries, made ready: things by key, and what leads to what.
// A key is the rest of a thing's IRI after the debate's base: "actor/wendy-hall".

import { restore } from "./expand-data.js";

/**
 * @typedef {{"@value": string, "@language"?: string}} Literal
 * @typedef {string | number | boolean | Literal} Value
 * @typedef {{paragraph?: number, from?: string, to?: string, words?: number, sha256?: string, link?: string}} RawPassage
 * @typedef {{type: string, [term: string]: Value | Value[]}} Raw a statement's "passage" is a list of RawPassage
 * @typedef {{
 *   base: string, language: string, note: string, start: string | null, version: string, networks?: Record<string, string>,
 *   context: Record<string, string | {"@id": string, "@type"?: string}>,
 *   map: {voices: Record<string, string[]>, topics: Record<string, [string, string[]][]>},
 *   stories?: Story[],
 *   codes: Record<string, string>, things: Record<string, Raw>, texts: Record<string, string>,
 *   licence: {name: string, address: string} | null,
 *   stances: Record<string, {agrees: boolean, position: string, inverse: string}>,
 * }} Data
 *
 * @typedef {{id: string, title: string, steps: {text: string, state: string}[], generated?: boolean}} Story
 * @typedef {"affirms" | "denies" | "doubts" | "concedes"} Stance
 * @typedef {"for" | "against" | "both" | "neither"} Side
 * @typedef {"verbatim" | "mixed" | "paraphrase" | "narration" | "evaluation" | "hearsay" | "hypothetical"} Mode
 *
 * @typedef {object} Thing something that a page can be about
 * @property {string} key
 * @property {string} kind actor, claim, model, policy, topic, event, source, statement or context
 * @property {string} id the key without its kind
 * @property {string} name label, text or title
 * @property {string[]} names other and former names
 * @property {string} what its kind in words: "person", "executive order", "predictive claim"
 * @property {string} description
 * @property {string | undefined} page address on the web
 * @property {string | null} earliest
 * @property {string | null} latest
 * @property {Raw} raw
 *
 * @typedef {Thing & {side: Side, claimKind: string, topics: string[], about: string[], benefits: string[],
 *   explains: string[]}} Claim
 *
 * @typedef {object} Passage
 * @property {string} key
 * @property {number | null} paragraph null in a heading
 * @property {string} from
 * @property {string} to
 * @property {number | null} words
 * @property {string | null} sha256
 * @property {string | undefined} link
 *
 * @typedef {object} Statement
 * @property {string} key
 * @property {string} id "SLUG/ID"
 * @property {string} source
 * @property {string} claim
 * @property {string[]} speakers
 * @property {string | null} affiliation the body that the speaker is introduced with
 * @property {string | null} capacity the hat in words: "the father of two"
 * @property {string | null} onBehalfOf the body that speaks through the speaker, and takes the stance too
 * @property {string[]} via from the speaker outwards
 * @property {Mode} mode
 * @property {Stance} stance
 * @property {string} position what the stance amounts to: affirms, doubts or denies
 * @property {boolean} agrees whether the stance is for the claim
 * @property {string} taken the stance from the claim's end: "affirmed by"
 * @property {boolean} narrated whether the source's own narrator speaks
 * @property {string[]} because claims given as reason
 * @property {string | null} earliest
 * @property {string | null} latest
 * @property {Passage[]} passages
 *
 * @typedef {object} Argument
 * @property {string} key
 * @property {"support" | "attack" | "undercut"} relation
 * @property {string} premise a claim
 * @property {string[]} targets the claim supported or attacked, or the arguments undercut
 * @property {boolean} stated whether a speaker gives it; else the coder drew it
 * @property {string | null} statedIn a statement
 */

const KINDS = /** @type {Record<string, string>} */ ({
  Person: "actor", Organization: "actor", Group: "actor", Claim: "claim", Model: "model", Policy: "policy",
  Concept: "topic", Event: "event", Source: "source", Statement: "statement", ContextFact: "context",
});
const ARGUMENTS = /** @type {Record<string, "support" | "attack" | "undercut">} */ ({
  Support: "support", Attack: "attack", Undercut: "undercut",
});

/**
 * @param {Value | Value[] | undefined} value
 * @returns {Value[]}
 */
function all(value) {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** @param {Value | undefined} value */
function text(value) {
  return value === undefined ? "" : typeof value === "object" ? value["@value"] : String(value);
}

/**
 * @param {Raw} raw
 * @param {string} term
 * @returns {string[]}
 */
export function texts(raw, term) {
  return all(raw[term]).map(text);
}

/**
 * @param {Raw} raw
 * @param {string} term
 * @returns {string | null}
 */
export function first(raw, term) {
  const [value] = all(raw[term]);
  return value === undefined ? null : text(value);
}

/** @param {string | null} code */
const lower = (code) => (code || "").replace("od:", "").toLowerCase();

export class Model {
  /** @param {Data} data */
  constructor(data) {
    this.data = { ...data, things: restore(/** @type {any} */ (data.things)) };
    this.base = data.base;
    /** @type {Map<string, Thing>} all things, in the order of their keys */
    this.things = new Map();
    /** @type {Map<string, Claim>} */
    this.claims = new Map();
    /** @type {Map<string, Statement>} in reading order: source, paragraph, id */
    this.statements = new Map();
    /** @type {Map<string, Argument>} */
    this.arguments = new Map();
    for (const [key, raw] of Object.entries(this.data.things)) this.take(key, raw);
    for (const argument of this.arguments.values()) {
      const said = argument.statedIn === null ? undefined : this.statements.get(argument.statedIn);
      if (said && !said.because.includes(argument.premise)) said.because.push(argument.premise);
    }
    this.statements = new Map([...this.statements].sort(([, a], [, b]) => inOrder(a, b)));
    for (const one of this.statements.values()) one.because.sort(inWords);
  }

  /**
   * @param {string} key
   * @param {Raw} raw
   */
  take(key, raw) {
    const kind = KINDS[raw.type];
    if (ARGUMENTS[raw.type]) this.arguments.set(key, this.argument(key, raw));
    else if (kind === "statement") this.statements.set(key, this.statement(key, raw));
    else if (kind) this.things.set(key, this.thing(key, kind, raw));
  }

  /**
   * @param {string} key
   * @param {string} kind
   * @param {Raw} raw
   * @returns {Thing}
   */
  thing(key, kind, raw) {
    const id = key.slice(key.indexOf("/") + 1);
    const made = {
      key, kind, id, raw,
      name: first(raw, "label") || first(raw, "text") || first(raw, "title") || id,
      names: [...texts(raw, "altLabel"), ...texts(raw, "formerName")],
      what: this.what(kind, raw),
      description: first(raw, "description") || first(raw, "definition") || "",
      page: first(raw, "page") || undefined,
      earliest: first(raw, "earliest"),
      latest: first(raw, "latest"),
    };
    if (kind !== "claim") return made;
    const claim = {
      ...made,
      side: /** @type {Side} */ (lower(first(raw, "side"))),
      claimKind: lower(first(raw, "claimKind")),
      topics: texts(raw, "topic"),
      about: texts(raw, "about"),
      benefits: texts(raw, "benefits"),
      explains: [...texts(raw, "motiveOf"), ...texts(raw, "causeOf")],
    };
    this.claims.set(key, claim);
    return claim;
  }

  /**
   * @param {string} kind
   * @param {Raw} raw
   */
  what(kind, raw) {
    const code = first(raw, `${kind}Kind`);
    const words = code === null ? "" : this.data.codes[code] || lower(code);
    if (kind === "actor") {
      const type = raw.type.toLowerCase().replace("ization", "isation");
      return raw.hypothetical ? `${type} nobody speaks for` : type;
    }
    if (kind === "claim") return `${words} claim`;
    if (kind === "context") return "fact from outside the sources";
    return words === "other" || !words ? kind : words;
  }

  /**
   * @param {string} key
   * @param {Raw} raw
   * @returns {Statement}
   */
  statement(key, raw) {
    const source = first(raw, "source") || "";
    const speakers = texts(raw, "speaker").sort(inWords);
    const narrator = this.data.things[source] ? first(this.data.things[source], "narrator") : null;
    const stance = /** @type {Stance} */ (lower(first(raw, "stance")));
    const passages = /** @type {RawPassage[]} */ (/** @type {unknown} */ (raw.passage || []));
    return {
      key, source, speakers,
      id: key.slice("source/".length),
      claim: first(raw, "claim") || "",
      affiliation: first(raw, "affiliation"),
      capacity: first(raw, "capacity"),
      onBehalfOf: first(raw, "onBehalfOf"),
      via: texts(raw, "via"),
      mode: /** @type {Mode} */ (lower(first(raw, "mode"))),
      stance, position: this.data.stances[stance]?.position || stance, agrees: this.data.stances[stance]?.agrees ?? true,
      taken: this.data.stances[stance]?.inverse || stance,
      narrated: speakers.length === 1 && speakers[0] === narrator,
      because: [],
      earliest: first(raw, "earliest"),
      latest: first(raw, "latest"),
      passages: passages.map((one, n) => passage(`${key}/passage/${n + 1}`, one)),
    };
  }

  /**
   * @param {string} key
   * @param {Raw} raw
   * @returns {Argument}
   */
  argument(key, raw) {
    return {
      key,
      relation: ARGUMENTS[raw.type],
      premise: first(raw, "premise") || "",
      targets: raw.type === "Undercut" ? texts(raw, "undercuts") : texts(raw, "conclusion"),
      stated: first(raw, "basis") === "od:Stated",
      statedIn: first(raw, "statedIn"),
    };
  }

  /**
   * The thing with a key; a statement counts as one, named after its claim.
   *
   * @param {string} key
   * @returns {Thing | undefined}
   */
  get(key) {
    const said = this.statements.get(key);
    if (!said) return this.things.get(key);
    const raw = this.data.things[key];
    return { ...this.thing(key, "statement", raw), id: said.id, name: this.nameOf(said.claim), what: "statement" };
  }

  /**
   * What something is called, even before all is read.
   *
   * @param {string} key
   */
  nameOf(key) {
    const raw = this.data.things[key];
    if (!raw) return this.data.codes[key] || key.replace(/^od:/, "").toLowerCase();
    return first(raw, "label") || first(raw, "text") || first(raw, "title") || key.slice(key.indexOf("/") + 1);
  }

  /** @param {string} kind */
  ofKind(kind) {
    return [...this.things.values()].filter((one) => one.kind === kind);
  }

  get debate() {
    return this.data.things[this.base] || { type: "Debate" };
  }

  get title() {
    return first(this.debate, "title") || "";
  }

  get question() {
    const key = first(this.debate, "question");
    return key === null ? "" : this.nameOf(key);
  }
}

/**
 * @param {string} key
 * @param {RawPassage} raw
 * @returns {Passage}
 */
function passage(key, raw) {
  return {
    key,
    paragraph: raw.paragraph ?? null,
    from: raw.from || "",
    to: raw.to || "",
    words: raw.words ?? null,
    sha256: raw.sha256 || null,
    link: raw.link,
  };
}

/** Compare names and keys by their letters, and the numbers in them by size, as opendebate/natural.py does. */
export const inWords = new Intl.Collator("en", { numeric: true }).compare;

/**
 * Compare statements: source, paragraph, id.
 *
 * @param {Statement} a
 * @param {Statement} b
 */
export function inOrder(a, b) {
  const [at, bt] = [a, b].map((one) => one.passages[0]?.paragraph || 0);
  return inWords(a.source, b.source) || at - bt || inWords(a.id, b.id);
}
