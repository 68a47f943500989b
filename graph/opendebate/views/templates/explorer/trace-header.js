// The head of a trace: what the thing is, what is known of it, and what the trace shows in a sentence.

import { capital, make, named, webLink } from "./dom.js";
import { wholeOf } from "./filter.js";
import { headline, nothingSaid } from "./trace-summary.js";
import { marksOf } from "./notable.js";
import { first, texts } from "./model.js";
import { sidesTaken } from "./sayings.js";
import { traceOf, writeState } from "./state.js";
import { tellDates, tellElsewhere } from "./wording.js";
import { makeTrace } from "./trace.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Thing} Thing */
/** @typedef {import("./dom.js").Child} Child */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./trace.js").Trace} Trace */
/** @typedef {import("./filter.js").Shown} Shown */

/**
 * What is told of each kind of thing: words, and the terms of the thing or, with a ^, of others about it.
 *
 * @type {Record<string, [words: string, ...terms: string[]][]>} */
const FACTS = {
  actor: [["Part of", "partOf"], ["Has as part", "^partOf"],
    ["Came in the place of", "succeeds"], ["Was followed by", "^succeeds"], ["Speak on its behalf", "^onBehalfOf"],
    ["People affiliated with it who speak here", "^affiliation", "^organization"],
    ["Developed", "^developer"], ["Issued", "^issuer"], ["Addressed by", "^addressee"],
    ["Took part in", "^participant"], ["Decided", "^decidedBy"], ["Proposed", "^proposedBy"],
    ["Advised against", "^advisedAgainstBy"]],
  model: [["Developer", "developer"], ["Version of", "isVersionOf"], ["Versions", "^isVersionOf"],
    ["Licence", "licence"], ["Targeted by", "^targets"]],
  policy: [["Kind", "policyKind"], ["Issuer", "issuer"], ["Addressee", "addressee"], ["Targets", "targets"],
    ["Responds to", "respondsTo"], ["Part of", "partOf"], ["Parts", "^partOf"], ["Licence of", "^licence"]],
  topic: [["Broader", "broader"], ["Narrower", "^broader"]],
  event: [["Participants", "participant"], ["Proposed by", "proposedBy"], ["Decided by", "decidedBy"],
    ["Advised against by", "advisedAgainstBy"], ["About", "about"], ["Motives", "^motiveOf"],
    ["Causes", "^causeOf"]],
  claim: [["Topics", "topic"], ["About", "about"], ["Who gains", "benefits"], ["Motive of", "motiveOf"],
    ["Cause of", "causeOf"], ["Policies in response", "^respondsTo"]],
  source: [["Authors", "creator"], ["Publisher", "publisher"], ["Narrator", "narrator"]],
  statement: [["Speaker", "speaker"], ["On behalf of", "onBehalfOf"], ["Affiliation", "affiliation"], ["Reported by", "via"],
    ["Source", "source"]],
  context: [["About", "about"], ["Departs from", "departsFrom"]],
};
const DATED = /** @type {Record<string, string>} */ ({ source: "published ", statement: "said " });
const MOST = 12;
const LONG = 110;

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {Trace} trace
 * @returns {HTMLElement}
 */
export function traceHead(shown, state, trace) {
  const { model } = shown;
  const thing = /** @type {Thing} */ (model.get(trace.focus));
  const whole = wholeOf(model);
  const said = headline(whole, shown.filtered ? makeTrace(whole, trace.focus) : trace, marksOf(whole));
  return make("header.trace-head", null,
    make("div", null,
      make("p.trace-kind", null, capital(thing.what), when(thing)),
      make(thing.name.length > LONG ? "h1.long" : "h1", null, named(thing.name, 2000)),
      ...names(thing),
      roles(model, thing, state),
      said && make("p.trace-headline", null, said),
      shown.filtered && filtered(shown, state),
      thing.description && make("p.trace-description", null, named(thing.description, 2000)),
      sidesTaken(shown, state, trace),
      trace.nodes.length === 0 && nothing(shown, state, thing)),
    make("div", null,
      facts(model, thing, state),
      thing.page && make("p", null, webLink(thing.page, "Its page on the web")),
      elsewhere(thing),
      thing.kind === "context" && make("p", null, "Its reference", reference(model, thing)),
      context(model, thing, state)));
}

/**
 * Records elsewhere that are the same.
 *
 * @param {Thing} thing
 */
function elsewhere({ raw }) {
  const all = texts(raw, "exactMatch").map((address) => webLink(address, tellElsewhere(address)));
  return all.length > 0 && make("p", null, "The same elsewhere: ", ...listed(all));
}

/** @param {Thing} thing */
function when({ earliest, latest, kind }) {
  const told = tellDates(earliest, latest);
  const between = kind === "source" && told.includes(" to ");
  return told && ` · ${DATED[kind] || ""}${between ? `between ${told.replace(" to ", " and ")}` : told}`;
}

/** @param {Thing} thing */
function names({ raw }) {
  return Object.entries({ "Also called": "altLabel", "Formerly": "formerName" }).flatMap(([words, term]) => {
    const all = texts(raw, term).map((name) => named(name));
    return all.length ? [make("p.quiet", null, `${words} `, ...listed(all))] : [];
  });
}

/**
 * Join parts by commas.
 *
 * @param {Node[]} parts
 * @returns {Child[]}
 */
function listed(parts) {
  return parts.flatMap((one, n) => (n ? [", ", one] : [one]));
}

/**
 * @param {Model} model
 * @param {Thing} thing
 * @param {State} state
 */
function roles(model, thing, state) {
  const places = texts(thing.raw, "hasMembership").map((key) => model.data.things[key]).filter(Boolean);
  if (!places.length) return null;
  return make("ul.trace-roles", null, places.map((place) => {
    const role = first(place, "role"), time = during(model, place);
    return make("li", null, place.until && (role ? "formerly " : "former member of "), role ? [named(role), ", "] : null,
      link(model, first(place, "organization") || "", state), time && `, ${time}`);
  }));
}

/**
 * From when to when a membership lasted, as far as it is known.
 *
 * @param {Model} model
 * @param {import("./model.js").Raw} place
 */
function during(model, place) {
  const [since, until] = ["since", "until"].map((name) => {
    const moment = model.data.things[first(place, name) || ""];
    return moment ? tellDates(first(moment, "earliest"), first(moment, "latest")) : "";
  });
  if (since && until) return `${since} to ${until}`;
  return since && !place.until ? `since ${since}` : until && `until ${until}`;
}

/**
 * @param {Model} model
 * @param {string} key
 * @param {State} state
 */
function link(model, key, state) {
  const thing = model.get(key);
  const name = named(thing?.name || model.nameOf(key));
  return thing ? make("a", { href: traceOf(key, state) }, name) : name;
}

/**
 * @param {Model} model
 * @param {Thing} thing
 * @param {State} state
 */
function facts(model, thing, state) {
  const rows = (FACTS[thing.kind] || []).flatMap(([words, ...terms]) => {
    const found = [...new Set(terms.flatMap((term) => related(model, thing, term)))];
    if (!found.length) return [];
    const told = found.slice(0, MOST).map((key) => link(model, key, state));
    if (found.length > MOST) told.push(make("span", null, `${found.length - MOST} more`));
    // Names share a line, sentences have one each.
    const sentences = found.some((key) => /^(claim|source)\//.test(key));
    const lines = sentences ? told : [make("span", null, ...listed(told))];
    return [make("div", null, make("dt", null, words), lines.map((one) => make("dd", null, one)))];
  });
  return rows.length > 0 && make("dl.trace-facts", null, rows);
}

/**
 * What a thing refers to by a term, or what refers to it: of a membership that lasts, its member if it speaks;
 * of a statement by somebody who belongs to a body, or speaks on its behalf, the speaker.
 *
 * @param {Model} model
 * @param {Thing} thing
 * @param {string} term
 * @returns {string[]}
 */
function related(model, thing, term) {
  if (!term.startsWith("^")) return texts(thing.raw, term);
  const name = term.slice(1);
  return Object.entries(model.data.things)
    .filter(([, raw]) => raw[name] !== undefined && texts(raw, name).includes(thing.key))
    .flatMap(([key, raw]) => {
      if (raw.type === "Statement") return texts(raw, "speaker");
      if (raw.type !== "Membership") return [key];
      return raw.until ? [] : texts(raw, "member").filter((who) => speaking(model).has(who));
    });
}

/** @param {Model} model */
const speaking = (model) => new Set([...model.statements.values()].flatMap(({ speakers }) => speakers));

/**
 * @param {Shown} shown
 * @param {State} state
 */
function filtered({ model, statements }, state) {
  const [n, all] = [statements.size, model.statements.size].map((one) => one.toLocaleString("en"));
  return make("p.trace-filtered", null,
    `Filters are set: of the debate's ${all} statements ${n} ${n === "1" ? "is" : "are"} shown here. `,
    make("a", { href: writeState({ ...state, filters: {} }) }, "Show all"));
}

/**
 * Facts from outside the sources that are about the thing, or from which what it says departs.
 *
 * @param {Model} model
 * @param {Thing} thing
 * @param {State} state
 */
function context(model, thing, state) {
  const found = contextOf(model, thing.key);
  if (!found.length) return null;
  const items = found.map((key) => make("li", { "data-fact": key, tabindex: -1 }, fact(model, key, state)));
  return make("section.trace-context", { "aria-labelledby": "trace-context" },
    make("h2", { id: "trace-context" }, "From outside the sources"), make("ul", null, items));
}

/**
 * @param {Model} model
 * @param {string} key
 */
export function contextOf(model, key) {
  return model.ofKind("context").map((one) => one.key).filter((one) => {
    const raw = model.data.things[one];
    return texts(raw, "about").includes(key) || texts(raw, "departsFrom").includes(key);
  });
}

/**
 * A fact from outside the sources, with its reference.
 *
 * @param {Model} model
 * @param {string} key
 * @param {State} state
 */
export function fact(model, key, state) {
  return make("span", null, make("a.plain", { href: traceOf(key, state) }, named(model.nameOf(key))),
    reference(model, model.things.get(key)));
}

/**
 * @param {Model} model
 * @param {Thing | undefined} thing
 */
function reference(model, thing) {
  const known = model.data.things[(thing && first(thing.raw, "reference")) || ""];
  if (!known) return null;
  const by = first(known, "publisher");
  const title = named(first(known, "title") || "reference");
  return make("span", null, " (", webLink(first(known, "page") || undefined, title),
    by ? [", ", named(model.data.things[by] ? model.nameOf(by) : by)] : null, ")");
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {Thing} thing
 */
function nothing(shown, state, thing) {
  const href = writeState({ view: "map", filters: state.filters });
  return make("p.trace-nothing", null, nothingSaid(shown, thing), " ",
    make("a", { href }, "See the whole debate"), ".");
}
