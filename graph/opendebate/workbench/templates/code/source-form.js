// What is known of the source (title, kind, who wrote it, when) and of the debate.

import { capital, make } from "../../../views/templates/explorer/dom.js";
import { openDialog } from "./dialogs.js";
import { inWords } from "./keys.js";
import { get } from "./server.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {Record<string, any>} Data */
/** @typedef {(edit: Data) => Promise<boolean>} Apply */

const TEXTS = ["title", "published", "language", "url"];
/** Fields that name actors, and the kind that a new one has. */
const ACTORS = { authors: "person", publisher: "organization", narrator: "person" };
const HELP = "Names are divided by commas. A name that is not there yet becomes a new actor. Dates: 2024, 2024-03, 2024-03-12, or two of them with / between.";

/**
 * Ask what is known of the source and of the debate.
 *
 * @param {Bench} bench
 * @param {Apply} apply
 */
export function showSource(bench, apply) {
  const { source } = bench.state;
  const text = (/** @type {string} */ value) => make("input", { type: "text", value, dir: "auto" });
  /** @type {Record<string, HTMLInputElement | HTMLSelectElement>} */
  const inputs = Object.fromEntries(TEXTS.map((field) => [field, text(String(source[field] || ""))]));
  for (const field of Object.keys(ACTORS)) inputs[field] = text([source[field] || []].flat().map((id) => bench.nameOf(id)).join(", "));
  const { proposed } = bench.state;
  const filled = Object.keys(proposed).filter((field) => !inputs[field].value);
  for (const field of filled) inputs[field].value = [proposed[field]].flat().join(", ");
  inputs.kind = choice(bench.setting.codes.source_kind, source.kind);
  inputs.scope = choice(["", "full", "selective"], source.scope || "");
  const order = ["title", "kind", "authors", "publisher", "narrator", "published", "language", "url", "scope"];
  const rows = order.map((field) => make("label.line", null, make("span.label", null, field === "url" ? "Address" : capital(field)), inputs[field]));
  const { debate } = bench.state;
  const title = text(debate.title);
  const question = make("textarea", { rows: 2, dir: "auto" }, debate.question);
  const debated = [["The debate", title], ["Its question", question]].map(([label, input]) => make("label.line", null, make("span.label", null, label), input));
  const form = make("form", { submit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    const asked = { title: title.value.trim(), question: question.value.trim() };
    const same = asked.title === debate.title && asked.question === debate.question;
    if (!same && !(await apply({ action: "save-debate", ...asked }))) return;
    const record = await recordOf(bench, inputs, apply);
    if (record && (await apply({ action: "save-source", record }))) dialog.close();
  } }, ...rows, ...debated, filled.length > 0 && make("p.small", null, `${capital(filled.join(" and "))}: as the article's file says. Save it if that is right.`), make("p.small.quiet", null, HELP), make("div.buttons", null, make("button.main", { type: "submit" }, "Save")));
  const dialog = openDialog("About the source and the debate", form);
}

/**
 * @param {string[]} codes
 * @param {string} chosen
 */
function choice(codes, chosen) {
  return make("select", null, ...codes.map((code) => make("option", { value: code, selected: code === chosen }, code ? capital(inWords(code)) : "not said")));
}

/**
 * The source's record as the form has it; actors that are not there yet are added. Null if that is refused.
 *
 * @param {Bench} bench
 * @param {Record<string, HTMLInputElement | HTMLSelectElement>} inputs
 * @param {Apply} apply
 * @returns {Promise<Data | null>}
 */
async function recordOf(bench, inputs, apply) {
  const { source } = bench.state;
  /** @type {Data} */
  const record = { ...source };
  for (const [field, input] of Object.entries(inputs)) {
    const kind = ACTORS[/** @type {keyof ACTORS} */ (field)];
    const value = input.value.trim();
    if (!kind) record[field] = value;
    else {
      const ids = [];
      for (const name of value.split(",").map((part) => part.trim()).filter(Boolean)) {
        const id = await actorNamed(bench, name, kind, apply);
        if (!id) return null;
        ids.push(id);
      }
      const same = JSON.stringify(ids) === JSON.stringify([source[field] || []].flat());
      record[field] = same ? source[field] : field === "authors" ? ids : ids[0];
    }
  }
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value && value.length));
}

/**
 * @param {Bench} bench
 * @param {string} name
 * @param {string} kind
 * @param {Apply} apply
 * @returns {Promise<string>} its id; "" if it is refused
 */
async function actorNamed(bench, name, kind, apply) {
  const { actors } = bench.state.entities;
  const known = Object.keys(actors).find((id) => id === name || actors[id].name === name);
  if (known) return known;
  const { id } = await get(`id?kind=actors&text=${encodeURIComponent(name)}`);
  return (await apply({ action: "save-record", kind: "actors", id, record: { name, kind } })) ? id : "";
}
