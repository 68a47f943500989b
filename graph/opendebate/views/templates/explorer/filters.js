// Filters: what the reader wants to see of the debate. What is set is in the page's address.

import { append, capital, count, make, named } from "./dom.js";
import { inWords } from "./model.js";
import { applyFilters, attributeValues, COUNTED_FROM, WHERE } from "./filter.js";
import { NAMES, SPEAKERS, titleOf, valueWords } from "./filter-words.js";
import { writeState } from "./state.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./state.js").Filters} Filters */
/** @typedef {import("./state.js").State} State */
/** @typedef {{value: string, words: string, depth?: number}} Choice */

const ORDER = {
  side: ["for", "against", "both", "neither"],
  mode: ["verbatim", "mixed", "paraphrase", "narration", "evaluation", "hearsay", "hypothetical"],
};
const DAY = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const DATES = ["from", "to"];

// The bar is made anew whenever the address changes; while somebody sets filters it stays open.
let open = false;
/** What the address said instead of a date. @type {Filters} */
let unread = {};

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {HTMLElement} slot where the button that opens it stands
 * @returns {HTMLElement}
 */
export function filterBar(shown, state, slot) {
  const focused = document.activeElement?.getAttribute("data-filter");
  slot.replaceChildren();
  if (["read", "networks", "unknown"].includes(state.view) || withoutMistakes(state)) return make("div");
  const bar = make("div.filters");
  const panel = make("div.filter-panel", { id: "filter-panel", hidden: !open });
  const button = make("button.filter-open.bar-open", { type: "button", "data-filter": "open", "aria-expanded": String(open), "aria-controls": "filter-panel" }, "Filter");
  button.addEventListener("click", () => {
    open = !open;
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) fill(panel, shown.model, state);
  });
  if (open) fill(panel, shown.model, state);
  append(slot, button);
  append(bar, make("div.filter-line", null, active(shown, state), summary(shown)), panel, dead(shown, state));
  if (focused) keepFocus(focused, bar, button);
  unread = {};
  return bar;
}

/**
 * Where the address gives dates that cannot be read: go on without them, and say so at their fields.
 *
 * @param {State} state
 * @returns {boolean} whether it does
 */
function withoutMistakes(state) {
  const filters = { ...state.filters };
  const wrong = DATES.filter((name) => !DAY.test(filters[name] || "2000"));
  if (!wrong.length) return false;
  for (const name of wrong) {
    unread[name] = filters[name];
    delete filters[name];
  }
  open = true;
  location.replace(location.href.split("#")[0] + writeState({ ...state, filters }));
  return true;
}

/**
 * Give the focus back to the control that was changed, once the new bar stands in the page.
 *
 * @param {string} name
 * @param {HTMLElement} bar
 * @param {HTMLElement} button
 */
function keepFocus(name, bar, button) {
  queueMicrotask(() => (/** @type {HTMLElement | null} */ (bar.querySelector(`[data-filter="${name}"]`)) || button).focus());
}

/**
 * @param {State} state
 * @param {string} name
 * @param {string} value
 */
function set(state, name, value) {
  const filters = { ...state.filters };
  if (value) filters[name] = value;
  else delete filters[name];
  location.hash = writeState({ ...state, filters, at: "" });
}

/** @param {Shown} shown */
function summary({ model, statements, filtered }) {
  const words = filtered ? `${statements.size.toLocaleString("en")} of ${count(model.statements.size, "statement")} shown` : "";
  return make("span.quiet.small", { role: "status" }, words);
}

/**
 * What is set, each to be taken off.
 *
 * @param {Shown} shown
 * @param {State} state
 */
function active({ model }, state) {
  const names = Object.keys(state.filters);
  if (!names.length) return null;
  const chips = names.map((name) => make("button.chip", {
    type: "button", "data-filter": `off-${name}`, click: () => set(state, name, ""),
    "aria-label": `Take off the filter ${titleOf(model, name)}: ${valueWords(model, name, state.filters[name])}`,
  }, NAMES[name] ? `${NAMES[name].toLowerCase()}: ` : named(`${titleOf(model, name)}: `), named(valueWords(model, name, state.filters[name]).slice(0, 80)), " ×"));
  const all = names.length > 1 && make("button.chip", { type: "button", "data-filter": "off",
    click: () => { location.hash = writeState({ ...state, filters: {} }); } }, "clear all");
  return make("div.chips", { role: "group", "aria-label": "Filters that are set" }, chips, all);
}

/**
 * Where nothing is left: which filter to take off.
 *
 * @param {Shown} shown
 * @param {State} state
 */
function dead({ model, statements, filtered }, state) {
  if (!filtered || statements.size) return null;
  const ways = Object.keys(state.filters).map((name) => {
    const filters = { ...state.filters };
    delete filters[name];
    return { name, filters, left: applyFilters(model, filters).statements.size };
  }).filter(({ left }) => left > 0);
  const clear = { name: "", filters: {}, left: model.statements.size };
  return make("div.filter-dead", null, make("p", null, "No statement fits all of this."),
    make("ul", null, [...ways, clear].map(({ name, filters, left }) => make("li", null,
      make("a", { href: writeState({ ...state, filters }) }, name ? `Take off “${titleOf(model, name).toLowerCase()}”` : "Take off all filters"),
      ` and see ${count(left, "statement")}`))));
}

/**
 * @param {HTMLElement} panel
 * @param {Model} model
 * @param {State} state
 */
function fill(panel, model, state) {
  const own = Object.keys(model.data.things).filter((key) => model.data.things[key].type === "Attribute").map((key) => key.replace("attribute/", WHERE));
  const fields = ["side", "topic", "kind", "speaker", "stance", "mode", "source", ...own].map((name) => choice(model, state, name));
  panel.replaceChildren();
  append(panel, fields, DATES.map((name) => day(state, name)), make("p.quiet.small", null, `${capital(COUNTED_FROM)}.`));
}

/**
 * One filter as a list to choose from; each value with the number of statements it would leave.
 *
 * @param {Model} model
 * @param {State} state
 * @param {string} name
 */
function choice(model, state, name) {
  const rest = { ...state.filters };
  delete rest[name];
  const numbers = counted(model, name, [...applyFilters(model, rest).statements.values()]);
  const value = state.filters[name] || "";
  const choices = choicesOf(model, name).filter((one) => numbers.get(one.value) || one.value === value);
  if (value && !choices.some((one) => one.value === value)) choices.push({ value, words: valueWords(model, name, value) });
  if (!value && choices.length < (name === "source" ? 2 : name.startsWith(WHERE) ? 1 : 0)) return null;
  const made = make("select", { id: `filter-${name}`, "data-filter": name, change: (event) => set(state, name, event.target.value) },
    make("option", { value: "" }, "all"),
    choices.map(({ value: one, words, depth }) => make("option", { value: one, selected: one === value },
      `${"\u2003".repeat(depth || 0)}${words.slice(0, 80)} (${numbers.get(one) || 0})`)));
  return make("div.filter-field", null, make("label", { for: `filter-${name}` }, NAMES[name] || named(titleOf(model, name))), made);
}

/**
 * @param {Model} model
 * @param {string} name
 * @param {Statement[]} statements
 */
function counted(model, name, statements) {
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (const one of statements) {
    for (const value of valuesOf(model, name, one)) numbers.set(value, (numbers.get(value) || 0) + 1);
  }
  return numbers;
}

/**
 * The values of a filter that a statement fits.
 *
 * @param {Model} model
 * @param {string} name
 * @param {Statement} one
 * @returns {Iterable<string>}
 */
function valuesOf(model, name, one) {
  const claim = model.claims.get(one.claim);
  if (name.startsWith(WHERE)) return attributeValues(model, name, one);
  if (name === "side") return [claim?.side || ""];
  if (name === "kind") return [claim?.claimKind || ""];
  if (name === "topic") return wider(model, claim?.topics || []);
  if (name === "speaker") {
    const kinds = one.narrated ? ["narrator"] : one.speakers.map((key) => (model.data.things[key]?.type || "").toLowerCase());
    return new Set([...kinds, ...one.speakers]);
  }
  return [name === "stance" ? one.stance : name === "mode" ? one.mode : one.source];
}

/**
 * Topics with all that are wider.
 *
 * @param {Model} model
 * @param {string[]} topics
 */
function wider(model, topics) {
  const all = new Set(topics);
  for (const topic of all) {
    const broader = model.data.things[topic]?.broader;
    if (typeof broader === "string") all.add(broader);
  }
  return all;
}

/**
 * @param {Model} model
 * @param {string} name
 * @returns {Choice[]}
 */
function choicesOf(model, name) {
  if (name.startsWith(WHERE)) {
    const values = new Set([...model.statements.values()].flatMap((one) => attributeValues(model, name, one)));
    return [...values].sort(inWords).map((value) => ({ value, words: value }));
  }
  if (name === "topic") return tree(model);
  if (name === "source") return model.ofKind("source").map(({ key, name: words }) => ({ value: key, words }));
  if (name === "speaker") return [...Object.entries(SPEAKERS).map(([value, words]) => ({ value, words })), ...speakers(model)];
  if (name === "kind") return [...new Set([...model.claims.values()].map((claim) => claim.claimKind))].sort().map((value) => ({ value, words: value }));
  if (name === "stance") return Object.keys(model.data.stances).map((value) => ({ value, words: value }));
  return ORDER[/** @type {keyof typeof ORDER} */ (name)].map((value) => ({ value, words: value }));
}

/**
 * Those who speak, by name.
 *
 * @param {Model} model
 * @returns {Choice[]}
 */
function speakers(model) {
  const keys = new Set([...model.statements.values()].flatMap((one) => one.speakers));
  return [...keys].map((value) => ({ value, words: model.nameOf(value) })).sort((a, b) => inWords(a.words, b.words));
}

/**
 * Topics, each followed by its narrower ones.
 *
 * @param {Model} model
 * @returns {Choice[]}
 */
function tree(model) {
  const topics = model.ofKind("topic").map(({ key, name, raw }) => ({ key, name, broader: String(raw.broader || "") }));
  const known = new Set(topics.map(({ key }) => key));
  const heads = [...new Set(topics.map(({ broader }) => broader).filter((key) => key && !known.has(key)))];
  /** @type {(above: string, depth: number, trail: string[]) => Choice[]} */
  const below = (above, depth, trail) => topics.filter(({ key, broader }) => broader === above && !trail.includes(key))
    .sort((a, b) => inWords(a.name, b.name))
    .flatMap(({ key, name }) => [{ value: key, words: name, depth }, ...below(key, depth + 1, [...trail, key])]);
  return [...heads.flatMap((key) => [{ value: key, words: capital(model.nameOf(key)) }, ...below(key, 1, [])]), ...below("", 0, [])];
}

/**
 * @param {State} state
 * @param {string} name
 */
function day(state, name) {
  const wrong = make("p.filter-wrong", { id: `wrong-${name}`, role: "alert" });
  const field = make("input", {
    id: `filter-${name}`, "data-filter": name, type: "text", inputmode: "numeric", size: 10, maxlength: 10,
    placeholder: "2023 or 2023-07", value: state.filters[name] || unread[name] || "", autocomplete: "off",
    "aria-describedby": wrong.id,
  });
  /** @param {string} value */
  const check = (value) => {
    const fits = !value || DAY.test(value);
    field.setAttribute("aria-invalid", String(!fits));
    wrong.replaceChildren(...(fits ? [] : [named(value, 20), " is no date, and ignored. Write 2023, 2023-07 or 2023-07-18."]));
    return fits;
  };
  check(field.value);
  field.addEventListener("change", () => {
    const value = field.value.trim();
    if (check(value)) set(state, name, value);
  });
  return make("div.filter-field", null, make("label", { for: `filter-${name}` }, NAMES[name]), field, wrong);
}
