// Where something is said: a statement's place in its source, on one line that opens.

import { citation } from "./cite.js";
import { append, capital, make, named, webLink } from "./dom.js";
import { traceOf, writeState } from "./state.js";
import { QUOTATION_MARKS } from "./tokenizer.js";
import { tellDates, tellEnds, tellLength, tellManner, tellParagraph, UNKNOWN_PASSAGE } from "./wording.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./model.js").Passage} Passage */
/** @typedef {import("./dom.js").Child} Child */
/** @typedef {{status: string, words: string}} Spoken */
/** @typedef {{spoken(statement: Statement): Spoken[] | null}} Reading */
/**
 * @typedef {object} Options
 * @property {boolean} [open]
 * @property {boolean} [sourced] whether to name the source
 * @property {import("./state.js").State} [state] what the page shows; links keep to it
 */

const MODES = {
  verbatim: "the speaker's own words, quoted",
  mixed: "partly the speaker's own words, the rest retold",
  paraphrase: "what the speaker says, retold by the source",
  narration: "told by the source itself, such that a record could show it",
  evaluation: "the source's own judgement, prediction or doubt",
  hearsay: "what the source has heard; it names no speaker",
  hypothetical: "imagined: nobody is known to have said it",
};
/** @type {Record<string, [sign: string, words: string]>} */
const STATUSES = {
  found: ["✓", "found word for word"],
  changed: ["⚠", "changed in your copy"],
  missing: ["⚠", "not in your copy"],
  ambiguous: ["⚠", "stands in your copy more than once"],
  unverified: ["⚠", "found by its ends, not verified"],
};
const STYLES = /** @type {const} */ ({ plain: "Plain", bibtex: "BibTeX", csl: "CSL-JSON" });

/**
 * Tell where a statement stands and how it got there; opened, all that is known of it.
 *
 * @param {Model} model
 * @param {Statement} statement
 * @param {Reading} reading
 * @param {Options} [options]
 * @returns {HTMLElement}
 */
export function evidence(model, statement, reading, { open = false, sourced = true, state } = {}) {
  const spoken = reading.spoken(statement);
  const details = make("details.evidence", { "data-statement": statement.key });
  append(details, summary(model, statement, spoken, sourced));
  // Made when first opened: a trace holds hundreds of them.
  const fill = () => {
    if (details.childElementCount === 1) append(details, account(model, statement, state));
  };
  details.addEventListener("toggle", fill);
  if (open) {
    details.open = true;
    fill();
  }
  if (!spoken) return details;
  return make("div.evidenced", null, spoken.map(words), details);
}

/**
 * @param {Model} model
 * @param {Statement} statement
 * @param {Spoken[] | null} spoken
 * @param {boolean} sourced
 */
function summary(model, statement, spoken, sourced) {
  const places = statement.passages.flatMap(
    (one, n) => [n > 0 && " and ", `${tellParagraph(one)} `, named(tellEnds(one))]);
  const dates = tellDates(statement.earliest, statement.latest);
  return make("summary", null,
    make("span.evidence-place", null, places.length ? places : UNKNOWN_PASSAGE), " ",
    make("span.evidence-manner", null, named(tellManner(model, statement)),
      dates && [", ", make("span.evidence-dates", null, dates)],
      sourced ? [" · ", named(model.nameOf(statement.source))] : null,
      [...new Set(spoken?.map((one) => one.status))].map(mark)));
}

/** @param {string} status */
function mark(status) {
  const [sign, told] = STATUSES[status] || STATUSES.unverified;
  return make(`span.evidence-status.${status}`, null, ` ${sign} ${told}`);
}

/** @param {Spoken} spoken */
function words(spoken) {
  if (!spoken.words) return null;
  // Words that are quoted in part stand as they do in the article, without marks around them all.
  const element = spoken.words.search(QUOTATION_MARKS) < 0 ? "q" : "span";
  return make(`blockquote.evidence-words.${spoken.status}`, { dir: "auto" }, make(element, null, named(spoken.words, Infinity)));
}

/**
 * @param {Model} model
 * @param {Statement} statement
 * @param {Options["state"]} state
 */
function account(model, statement, state) {
  const source = model.things.get(statement.source);
  const dates = tellDates(statement.earliest, statement.latest);
  /** @type {[string, Child | Child[]][]} */
  const facts = [
    ["Source", [thing(model, statement.source, state),
      source && source.what !== "source" && `, ${source.what}`,
      source?.page && [" (", webLink(source.page, "on the web"), ")"]].flat()],
    ["Passage", statement.passages.length === 0 ? UNKNOWN_PASSAGE
      : make("ul", null, statement.passages.map((one) => make("li", null, place(one))))],
    ["Mode", `${statement.mode}: ${MODES[statement.mode] || ""}`],
    ["Reported by", statement.via.length > 0 && chain(model, statement, state)],
    ["Said", dates],
  ];
  const rows = facts.filter(([, told]) => told)
    .map(([name, told]) => make("div", null, make("dt", null, name), make("dd", null, told)));
  return make("div.evidence-body", null, make("dl", null, rows), links(statement, state),
    cited(model, statement));
}

/**
 * @param {Model} model
 * @param {string} key
 * @param {Options["state"]} state
 */
function thing(model, key, state) {
  return make("a", { href: traceOf(key, state) }, named(model.nameOf(key)));
}

/** @param {Passage} passage */
function place(passage) {
  const digest = passage.sha256 ? `sha-256 ${passage.sha256.slice(0, 12)}…` : "";
  const where = passage.paragraph === null ? "heading" : `paragraph ${passage.paragraph}`;
  return make("span", null, `${where}, `, named(tellEnds(passage)), `, ${tellLength(passage)}`,
    digest ? [", ", make("span.evidence-digest", { title: passage.sha256 }, digest)] : null,
    passage.link ? [" · ", webLink(passage.link, "see it in the source")] : null);
}

/**
 * The way from the speaker to the source, in order.
 *
 * @param {Model} model
 * @param {Statement} statement
 * @param {Options["state"]} state
 */
function chain(model, statement, state) {
  const speakers = statement.speakers.map((key) => named(model.nameOf(key)));
  const steps = [speakers.flatMap((one, n) => (n ? [", ", one] : [one])),
    ...[...statement.via, statement.source].map((key) => [thing(model, key, state)])];
  return make("ol.evidence-chain", null, steps.map((one) => make("li", null, one)));
}

/**
 * @param {Statement} statement
 * @param {Options["state"]} state
 */
function links(statement, state) {
  const [filters, at] = [state?.filters, statement.key];
  const here = state?.view === "trace" ? state.key : statement.key;
  return make("ul.evidence-links", null, [
    ["This statement's own trace", traceOf(statement.key, state)],
    ["Read it in the article", writeState({ view: "read", key: statement.source, at, filters })],
    ["Link to this passage", writeState({ view: "trace", key: here, at, filters })],
  ].map(([told, href]) => make("li", null, make("a", { href }, told))));
}

/**
 * Buttons that copy the citation.
 *
 * @param {Model} model
 * @param {Statement} statement
 */
function cited(model, statement) {
  const told = make("p.evidence-told", { role: "status" });
  const field = make("textarea", { readonly: true, rows: 6, hidden: true, "aria-label": "Citation" });
  const buttons = Object.entries(STYLES).map(([style, name]) => {
    const as = /** @type {keyof typeof STYLES} */ (style);
    const click = () => give(citation(model, statement, statement.passages, as), name, told, field);
    return make("button", { type: "button", click }, name);
  });
  return make("div.evidence-cite", { role: "group", "aria-label": "Copy the citation" },
    make("span", { "aria-hidden": "true" }, "Copy the citation: "), buttons, told, field);
}

/**
 * Copy a text; where the browser does not let us, show it selected.
 *
 * @param {string} text
 * @param {string} name
 * @param {HTMLElement} told
 * @param {HTMLTextAreaElement} field
 */
async function give(text, name, told, field) {
  field.value = text;
  try {
    await navigator.clipboard.writeText(text);
    field.hidden = true;
    told.textContent = `${capital(name)} citation copied.`;
  } catch {
    field.hidden = false;
    field.select();
    told.textContent = `The browser lets no page copy here. The ${name} citation is selected below: copy it.`;
  }
}
