// Renaming, merging and splitting claims, actors and topics, with a preview; relations between claims.

import { append, brief, count, make } from "../../../views/templates/explorer/dom.js";
import { claimOption, claimsFor } from "./claim-box.js";
import { beginningWith } from "./claim-words.js";
import { differenceBlock, openDialog } from "./dialogs.js";
import { Picker } from "./picker.js";
import { post } from "./server.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {(edit: Record<string, any>) => Promise<boolean>} Apply */

const KINDS = { claims: "claim", actors: "actor", topics: "topic" };

/**
 * @param {Bench} bench
 * @param {string} kind
 * @param {string} label
 * @param {(id: string) => void} choose
 */
function entityPicker(bench, kind, label, choose) {
  const records = () => bench.state.entities[kind];
  const nameOf = (/** @type {string} */ id) => String(records()[id]?.text || records()[id]?.name || id);
  return new Picker({
    label, hint: "Type some of its words", home: () => {},
    find: (text) => {
      const texts = Object.keys(records()).map((id) => /** @type {[string, string]} */ ([id, nameOf(id)]));
      const ids = text ? beginningWith(text, texts, 9) : Object.keys(records()).slice(0, 9);
      return ids.map((id) => ({ value: id, name: brief(nameOf(id), 100), note: id }));
    },
    choose: ({ value }) => choose(value),
  });
}

/**
 * The window in which entities are renamed, merged and split.
 *
 * @param {Bench} bench
 * @param {Apply} apply
 */
export function showTidy(bench, apply) {
  const kind = make("select", { "aria-label": "Kind", change: () => { chosen = ""; show(); } }, ...Object.entries(KINDS).map(([value, name]) => make("option", { value }, `${name}s`)));
  const body = make("div", null);
  let chosen = "";
  const preview = make("div.preview", { role: "status" });
  const dialog = openDialog("Rename, merge and split", make("p", null, kind), body, preview);
  const offer = (/** @type {Record<string, any>} */ edit) => showPreview(preview, edit, async () => {
    if (!(await apply(edit))) return;
    chosen = "";
    show();
  });
  function show() {
    preview.replaceChildren();
    const picker = entityPicker(bench, kind.value, `Which ${KINDS[/** @type {keyof KINDS} */ (kind.value)]}`, (id) => { chosen = id; show(); });
    body.replaceChildren(picker.element, ...(chosen ? actionsFor(bench, kind.value, chosen, offer) : []));
    if (!chosen) picker.input.focus();
  }
  show();
  return dialog;
}

/**
 * @param {HTMLElement} place
 * @param {Record<string, any>} edit
 * @param {() => void} confirm
 */
async function showPreview(place, edit, confirm) {
  const button = make("button.main", { type: "button", click: confirm }, "Do this");
  try {
    const { difference } = await post("preview", edit);
    place.replaceChildren(make("h3", null, "This would change"), differenceBlock(difference || "Nothing."), button);
    button.focus();
  } catch (error) {
    place.replaceChildren(make("p.fault", null, String(/** @type {Error} */ (error).message)));
  }
}

/**
 * @param {Bench} bench
 * @param {string} kind
 * @param {string} id
 * @param {(edit: Record<string, any>) => void} offer
 */
function actionsFor(bench, kind, id, offer) {
  const record = bench.state.entities[kind][id];
  const field = kind === "claims" ? "text" : "name";
  const newId = make("input", { type: "text", value: id, "aria-label": "New id" });
  const words = make("input", { type: "text", value: String(record[field]), "aria-label": `New ${field}`, dir: "auto" });
  const press = (/** @type {string} */ name, /** @type {() => void} */ act) => make("button", { type: "button", click: act }, name);
  const merge = entityPicker(bench, kind, "Merge into", (into) => offer({ action: "merge", kind, id, into }));
  const rows = [
    row(field === "text" ? "Text" : "Name", words, press("Preview", () => offer({ action: "save-record", kind, id, record: { ...record, [field]: words.value.trim() } }))),
    row("Id", newId, press("Preview", () => offer({ action: "rename", kind, id, new: newId.value.trim() }))),
    row("Merge into", merge.element),
  ];
  const heading = make("h3", null, make("bdi", null, String(record[field])));
  return [heading, ...rows, ...(kind === "claims" ? [splitting(bench, id, offer)] : [])];
}

/**
 * @param {string} label
 * @param {...Node} children
 */
function row(label, ...children) {
  return make("div.line", null, make("span.label", null, label), make("div.field", null, ...children));
}

/**
 * @param {Bench} bench
 * @param {string} id
 * @param {(edit: Record<string, any>) => void} offer
 */
function splitting(bench, id, offer) {
  const own = bench.state.statements.filter(({ record }) => record.claim === id);
  const boxes = own.map(({ record }) => make("input", { type: "checkbox", value: `${bench.setting.slug}/${record.id}` }));
  const others = Object.entries(bench.state.elsewhere[id] || {});
  const wholes = others.map(([slug]) => make("input", { type: "checkbox", value: slug }));
  const chosen = (/** @type {HTMLInputElement[]} */ from) => from.filter(({ checked }) => checked).map(({ value }) => value);
  const into = entityPicker(bench, "claims", "Give these statements the claim", (claim) => {
    const [statements, sources] = [chosen(boxes), chosen(wholes)];
    if (statements.length || sources.length) offer({ action: "split", claim: id, into: claim, statements, sources });
  });
  const labels = own.map(({ record }, i) => make("label", null, boxes[i], ` ${record.id}`));
  const inSources = others.map(([slug, number], i) => make("label", null, wholes[i], ` ${count(number, "statement")} in `, make("bdi", null, brief(bench.state.entities.sources[slug]?.name || slug, 60))));
  return row("Split", make("div", null, ...labels, ...inSources), into.element);
}

/**
 * Ask how a claim bears on another in the coder's view.
 *
 * @param {Bench} bench
 * @param {string} claim
 * @param {string} other the claim to propose first
 * @param {Apply} apply
 */
export function showRelation(bench, claim, other, apply) {
  const text = (/** @type {string} */ id) => String(bench.claims[id]?.text || id);
  let relation = "supports";
  const keys = { s: "supports", a: "attacks", u: "undercuts" };
  const buttons = Object.entries(keys).map(([key, name]) => make("button", { type: "button", click: () => choose(name), "data-name": name, "aria-pressed": String(name === relation) }, make("kbd", null, key), name));
  const picker = new Picker({
    label: "The other claim", hint: "Search", home: () => {},
    find: async (typed) => {
      if (relation === "undercuts") return steps(bench, typed);
      const like = await claimsFor(bench, typed || text(claim));
      const ids = new Set(typed || !other ? like : [other, ...like]);
      ids.delete(claim);
      return [...ids].map((id) => claimOption(bench, id));
    },
    choose: async ({ value }) => {
      const record = bench.claims[claim];
      const [premise, conclusion] = value.split(" ");
      const added = relation === "undercuts" ? { premise, conclusion } : value;
      const edit = { action: "save-record", kind: "claims", id: claim, record: { ...record, [relation]: [...[record[relation] || []].flat(), added] } };
      if (await apply(edit)) dialog.close();
    },
  });
  function choose(/** @type {string} */ name) {
    relation = name;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.name === name));
    picker.input.focus();
    picker.refresh();
  }
  const group = make("div.choices", { role: "group", tabindex: -1, "aria-label": "Relation" }, ...buttons);
  group.addEventListener("keydown", (event) => {
    const name = keys[/** @type {keyof keys} */ (event.key)];
    if (!name) return;
    event.preventDefault();
    event.stopPropagation();
    choose(name);
  });
  const dialog = openDialog("Relation in the coder's view", make("p", null, make("bdi", null, text(claim))), group, picker.element);
  append(dialog, make("p.small.quiet", null, "What a speaker gives as a reason belongs in the statement's field “Because”."));
  group.focus();
}

/**
 * The steps from a premise to a conclusion, as options.
 *
 * @param {Bench} bench
 * @param {string} typed
 */
function steps(bench, typed) {
  /** @type {Map<string, string>} */
  const found = new Map();
  const note = (/** @type {string} */ premise, /** @type {string} */ conclusion) => {
    const told = [premise, conclusion].map((id) => brief(String(bench.claims[id]?.text || id), 60)).join(" → ");
    found.set(`${premise} ${conclusion}`, told);
  };
  for (const { record } of bench.state.statements) [record.because || []].flat().forEach((premise) => note(premise, record.claim));
  for (const [id, claim] of Object.entries(bench.claims)) {
    for (const other of [claim.supports || [], claim.attacks || []].flat()) note(id, other);
  }
  const wanted = typed.toLowerCase();
  return [...found].filter(([, told]) => told.toLowerCase().includes(wanted)).map(([value, name]) => ({ value, name }));
}
