// What is shown as RDF: the coded facts on it, as Turtle and as JSON-LD.
// Left out, as the page does not hold them: selectors, labels of statements, and derived facts.

import { makeTrace } from "./trace.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Raw} Raw */
/** @typedef {import("./model.js").RawPassage} RawPassage */
/** @typedef {import("./model.js").Value} Value */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./trace.js").Dispute} Dispute */
/** @typedef {import("./trace.js").Node} Node */
/** @typedef {{id: string} | {value: string, language?: string, type?: string}} Term */
/** @typedef {[subject: string, term: string, object: Term]} Triple with IRIs in full */

// Strings that are in no language, in the graph.
const PLAIN = new Set(["identifier", "from", "to", "sha256", "inLanguage", "attributeType"]);
const IDENTIFIED = new Set(["Person", "Organization", "Group", "Model", "Policy", "Claim", "Concept", "Event", "ContextFact", "Source", "Statement", "Attribute"]);
const NAMED_BY = /** @type {Record<string, string>} */ ({ Claim: "text", ContextFact: "text", Question: "text", Source: "title", Debate: "title" });
const KEPT_APART = new Set(["Claim", "Statement", "Support", "Attack", "Undercut"]);
const WEB = /^https?:\/\/[^\s<>"{}|\\^\x60]+$/i;

/**
 * The keys of all that is shown, and of what that refers to.
 *
 * @param {Shown} shown
 * @param {State} state
 * @returns {string[]} sorted
 */
export function keysShown(shown, state) {
  const { model } = shown;
  if (state.view !== "trace" && !shown.filtered) return Object.keys(model.data.things).sort();
  const keys = state.view === "trace" ? inTrace(shown, state.key) :
    new Set([...shown.statements.keys(), ...shown.claims.keys(), ...shown.arguments.keys()]);
  for (const key of keys) {
    for (const other of references(model.data.things[key])) {
      const raw = model.data.things[other];
      if (raw && !KEPT_APART.has(raw.type)) keys.add(other);
    }
  }
  return [...keys].filter((key) => model.data.things[key]).sort();
}

/**
 * @param {Shown} shown
 * @param {string} focus
 */
function inTrace(shown, focus) {
  const keys = new Set([focus]);
  /** @type {(one: Dispute) => void} */
  const dispute = (one) => {
    for (const key of [one.claim, ...one.statements.map((said) => said.key)]) keys.add(key);
    one.answers.forEach(dispute);
  };
  /** @type {(one: Node) => void} */
  const node = (one) => {
    const said = [...one.statements, ...one.others].map(({ key }) => key);
    for (const key of [one.claim, ...said, ...one.policies, ...one.elsewhere, ...one.bearings.map(({ claim }) => claim)]) keys.add(key);
    for (const reason of one.reasons) {
      node(reason.node);
      reason.undercuts.forEach(dispute);
    }
    one.disputes.forEach(dispute);
  };
  makeTrace(shown, focus).nodes.forEach(node);
  const drawn = [...shown.arguments.values()].filter(({ premise }) => keys.has(premise));
  for (const one of drawn) if (one.relation !== "undercut" && one.targets.every((key) => keys.has(key))) keys.add(one.key);
  for (const one of drawn) if (one.relation === "undercut" && one.targets.some((key) => keys.has(key))) keys.add(one.key);
  return keys;
}

/** @param {Raw | undefined} raw */
function references(raw) {
  return Object.values(raw || {}).flat().filter((value) => typeof value === "string" && value.includes("/")).map(String);
}

/**
 * @param {Model} model
 * @param {string[]} keys
 * @returns {Triple[]}
 */
export function triplesOf(model, keys) {
  return keys.flatMap((key) => [...node(model, key, model.data.things[key])]);
}

/**
 * @param {Model} model
 * @param {string} key
 * @param {Raw} raw
 * @returns {Generator<Triple>}
 */
function* node(model, key, raw) {
  const subject = iri(model, key);
  yield [subject, "type", { id: full(model, raw.type) }];
  if (IDENTIFIED.has(raw.type)) yield [subject, "identifier", { value: key.slice(key.indexOf("/") + 1) }];
  for (const [term, values] of Object.entries(raw)) {
    if (term === "type" || term === "via" || term === "passage" || term === "attribution") continue;
    for (const value of [values].flat()) yield* fact(model, subject, term, value);
  }
  const name = NAMED_BY[raw.type];
  if (name && raw[name]) yield* fact(model, subject, "label", /** @type {Value} */ (raw[name]));
  if (raw.type === "Concept") {
    if (raw.label) yield* fact(model, subject, "prefLabel", /** @type {Value} */ (raw.label));
    yield [subject, "inScheme", { id: full(model, "od:Topics") }];
  }
  if (raw.type === "Statement") yield* statement(model, key, subject);
  const attribution = /** @type {RawPassage[]} */ (/** @type {unknown} */ (raw.attribution || []));
  for (const [n, one] of attribution.entries()) yield* passage(model, subject, "attribution", key, `${key}/attribution/${n + 1}`, one);
}

/**
 * @param {Model} model
 * @param {string} key
 * @param {string} subject
 * @returns {Generator<Triple>}
 */
function* statement(model, key, subject) {
  const said = model.statements.get(key);
  for (const [n, member] of (said?.via || []).entries()) {
    const cell = `${subject}/via/${n + 1}`;
    if (n === 0) yield [subject, "via", { id: cell }];
    yield [cell, "first", { id: iri(model, member) }];
    const last = n + 1 === said?.via.length;
    yield [cell, "rest", { id: last ? full(model, "rdf:nil") : `${subject}/via/${n + 2}` }];
  }
  for (const one of said?.passages || []) {
    yield* passage(model, subject, "passage", said?.source || "", one.key, one);
  }
}

/**
 * @param {Model} model
 * @param {string} subject
 * @param {"passage" | "attribution"} relation
 * @param {string} source
 * @param {string} key
 * @param {Partial<RawPassage> | import("./model.js").Passage} one
 * @returns {Generator<Triple>}
 */
function* passage(model, subject, relation, source, key, one) {
  const place = iri(model, key);
  yield [subject, relation, { id: place }];
  yield [place, "type", { id: full(model, "Passage") }];
  yield [place, "hasSource", { id: iri(model, source) }];
  for (const term of /** @type {const} */ (["paragraph", "from", "to", "words", "sha256"])) {
    const value = one[term];
    if (value !== null && value !== undefined) yield* fact(model, place, term, value);
  }
}

/**
 * @param {Model} model
 * @param {string} subject
 * @param {string} term
 * @param {Value} value
 * @returns {Generator<Triple>}
 */
function* fact(model, subject, term, value) {
  const known = model.data.context[term];
  if (!known) return yield* declared(model, subject, term, value);
  const type = typeof known === "object" ? known["@type"] : undefined;
  if (typeof value === "object") yield [subject, term, { value: value["@value"], language: value["@language"] }];
  else if (type === "@id" || type === "@vocab") {
    const id = iri(model, String(value));
    if (term !== "page" || WEB.test(id)) yield [subject, term, { id }];
  } else if (type) yield [subject, term, { value: String(value), type: full(model, type) }];
  else yield [subject, term, { value: String(value), language: PLAIN.has(term) ? undefined : model.data.language }];
}

/**
 * A fact whose property stands in full: the value of an attribute that the debate declares, or its domain.
 *
 * @param {Model} model
 * @param {string} subject
 * @param {string} property
 * @param {Value} value
 * @returns {Generator<Triple>}
 */
function* declared(model, subject, property, value) {
  if (!WEB.test(property) || typeof value !== "string") return;
  const type = String(model.data.things[property.replace(model.base, "")]?.attributeType || "");
  if (["code", "text"].includes(type)) yield [subject, property, { value }];
  else if (value.startsWith("od:")) yield [subject, property, { id: full(model, value) }];
}

/**
 * @param {Model} model
 * @param {string} key
 */
function iri(model, key) {
  if (key.startsWith("od:")) return full(model, key);
  return /^[a-z][a-z0-9+.-]*:/i.test(key) ? key : model.base + key;
}

/**
 * The IRI of a term of the context, or of a prefixed name.
 *
 * @param {Model} model
 * @param {string} name
 */
function full(model, name) {
  const known = model.data.context[name];
  const expanded = typeof known === "object" ? known["@id"] : known || name;
  const [prefix, local = ""] = expanded.split(":");
  const space = model.data.context[prefix];
  return typeof space === "string" && expanded.includes(":") && !local.startsWith("//") ? space + local : expanded;
}

/**
 * @param {Triple[]} triples
 * @returns {[subject: string, triples: Triple[]][]}
 */
function bySubject(triples) {
  /** @type {Map<string, Triple[]>} */
  const found = new Map();
  for (const one of triples) {
    const there = found.get(one[0]);
    if (there) there.push(one);
    else found.set(one[0], [one]);
  }
  return [...found];
}

/**
 * @param {Model} model
 * @param {Triple[]} triples
 */
export function toTurtle(model, triples) {
  const prefixes = Object.entries(model.data.context).filter(([, space]) => typeof space === "string" && /^https?:.*[#/]$/.test(space))
    .map(([prefix, space]) => /** @type {[string, string]} */ ([prefix, String(space)]));
  /** @param {string} id */
  const name = (id) => {
    for (const [prefix, space] of prefixes) if (id.startsWith(space) && /^[A-Za-z][\w-]*$/.test(id.slice(space.length))) return `${prefix}:${id.slice(space.length)}`;
    return `<${id.replace(/[\x00-\x20<>"{}|\\^\x60]/g, (sign) => encodeURIComponent(sign))}>`;
  };
  /** @param {Term} object */
  const object = (object) => {
    if ("id" in object) return name(object.id);
    // Halves of a character alone cannot be written.
    const text = JSON.stringify(object.value.replace(/\p{Surrogate}/gu, "\ufffd"));
    return `${text}${object.language ? `@${object.language}` : object.type ? `^^${name(object.type)}` : ""}`;
  };
  const head = prefixes.map(([prefix, space]) => `@prefix ${prefix}: <${space}> .\n`).join("");
  const body = bySubject(triples).map(([subject, about]) => {
    const facts = about.map(([, term, value]) => `${term === "type" ? "a" : name(full(model, term))} ${object(value)}`);
    return `\n${name(subject)}\n  ${facts.join(" ;\n  ")} .\n`;
  });
  return head + body.join("");
}

/**
 * @param {Model} model
 * @param {Triple[]} triples
 */
export function toJsonLd(model, triples) {
  const graph = bySubject(triples).map(([subject, about]) => {
    /** @type {Record<string, unknown[]>} */
    const made = {};
    for (const [, term, object] of about) (made[term] ||= []).push(jsonOf(term, object));
    return { id: subject, ...Object.fromEntries(Object.entries(made).map(([term, all]) => [term, all.length === 1 ? all[0] : all])) };
  });
  const used = new Set(triples.map(([, term]) => term));
  const context = Object.fromEntries(Object.entries(model.data.context)
    .filter(([term, value]) => used.has(term) || term === "id" || (typeof value === "string" && /[#/]$/.test(value))));
  return `${JSON.stringify({ "@context": context, "@graph": graph }, null, 1)}\n`;
}

/**
 * @param {string} term
 * @param {Term} object
 */
function jsonOf(term, object) {
  if ("id" in object) return term === "type" ? object.id : { id: object.id };
  const kind = object.language ? { "@language": object.language } : object.type ? { "@type": object.type } : {};
  return { "@value": object.value, ...kind };
}
