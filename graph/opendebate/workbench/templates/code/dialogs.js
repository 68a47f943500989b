// Windows over the page: keys, differences, conflicts, what is known of the source.

import { append, capital, make } from "../../../views/templates/explorer/dom.js";
import { KEYS_TOLD } from "./keys.js";

/**
 * Show a window over the page until it is closed.
 *
 * @param {string} title
 * @param {...(Node | string | null)} children
 */
export function openDialog(title, ...children) {
  const close = make("button", { type: "button", click: () => dialog.close() }, "Close");
  const dialog = make("dialog", { "aria-label": title, close: () => dialog.remove() }, make("h2", null, title), ...children, make("div.buttons", null, close));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function showKeys() {
  const tables = KEYS_TOLD.map(([heading, keys]) => make("section", null, make("h3", null, heading),
    make("dl.keys", null, ...keys.flatMap(([key, does]) => [make("dt", null, make("kbd", null, key)), make("dd", null, does)]))));
  openDialog("Keys", make("p.quiet", null, "Single letters act while no text field has the focus."), ...tables);
}

/**
 * A difference, its lines marked as added or taken away.
 *
 * @param {string} text
 */
export function differenceBlock(text) {
  const lines = text.split("\n").map((line) => {
    const kind = /^(\+\+\+|---|@@)/.test(line) ? "place" : line.startsWith("+") ? "added" : line.startsWith("-") ? "removed" : "same";
    return make(`span.${kind}`, null, `${line}\n`);
  });
  return make("pre.difference", { tabindex: 0, role: "region", "aria-label": "Difference" }, ...lines);
}

/**
 * Show both versions of files that another program changed, and ask what to do.
 *
 * @param {import("./server.js").Refusal} refusal
 * @param {{again: () => void, read: () => void}} wishes
 */
export function showConflict({ message, onDisk, meant }, { again, read }) {
  const parts = Object.keys(onDisk).flatMap((file) => [
    make("h3", null, `${file}.yaml on the disk`), differenceBlock(onDisk[file] || ""),
    make("h3", null, "Your change"), differenceBlock(meant[file] || ""),
  ]);
  const answer = (/** @type {string} */ label, /** @type {() => void} */ act) =>
    make("button", { type: "button", click: () => { dialog.close(); act(); } }, label);
  const dialog = openDialog("The file was changed by another program", make("p", null, message), ...parts,
    make("div.buttons", null, answer("Read again and repeat my change", again), answer("Read again without my change", read)));
}

/**
 * Ask what is known of the source.
 *
 * @param {Record<string, any>} source
 * @param {string[]} kinds
 * @param {(record: Record<string, any>) => Promise<boolean>} save
 */
export function showSource(source, kinds, save) {
  const texts = ["title", "published", "language", "url"];
  const inputs = Object.fromEntries(texts.map((field) => [field, make("input", { type: "text", name: field, value: String(source[field] || ""), dir: "auto" })]));
  const lists = Object.fromEntries(["authors", "publisher", "narrator"].map((field) => [field, make("input", { type: "text", value: [source[field] || []].flat().join(", ") })]));
  const kind = make("select", null, ...kinds.map((code) => make("option", { value: code, selected: code === source.kind }, code)));
  const scope = make("select", null, ...["", "full", "selective"].map((code) => make("option", { value: code, selected: code === (source.scope || "") }, code || "not said")));
  const rows = Object.entries({ ...inputs, kind, ...lists, scope }).map(([field, input]) => make("label.line", null, make("span.label", null, capital(field)), input));
  const form = make("form", { submit: async (/** @type {Event} */ event) => {
    event.preventDefault();
    /** @type {Record<string, any>} */
    const record = { ...source, kind: kind.value };
    for (const field of texts) record[field] = inputs[field].value.trim();
    record.scope = scope.value;
    for (const field of ["publisher", "narrator"]) record[field] = lists[field].value.trim();
    const authors = lists.authors.value.split(",").map((id) => id.trim()).filter(Boolean);
    record.authors = JSON.stringify(authors) === JSON.stringify([source.authors || []].flat()) ? source.authors : authors;
    const given = Object.entries(record).filter(([, value]) => value && value.length);
    if (await save(Object.fromEntries(given))) dialog.close();
  } });
  append(form, ...rows, make("p.small.quiet", null, "Authors, publisher and narrator are ids of actors; authors are divided by commas. Dates: 2024, 2024-03, 2024-03-12 or two of them with / between."), make("div.buttons", null, make("button.main", { type: "submit" }, "Save")));
  const dialog = openDialog("About the source", form);
}
