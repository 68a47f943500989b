// Two coders' statements side by side, and the form that asks why one of them is taken.

import { append, make } from "../../../views/templates/explorer/dom.js";
import { hint } from "./keys.js";
import { reasonForm } from "./reason-form.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./adjudication.js").Difference} Difference */
/** @typedef {import("./adjudication.js").Coded} Coded */

/** Why a statement is taken: the digit of a reason is its key. */
const REASONS = ["It is what the words say.", "The codebook says so.", "The other is a slip."];
/** @type {[field: string, label: string][]} */
const FIELDS = [
  ["at", "Words"], ["speaker", "Speaker"], ["as", "As"], ["on_behalf_of", "On behalf of"], ["via", "Via"], ["claim", "Claim"],
  ["stance", "Stance"], ["mode", "Mode"], ["because", "Because"], ["said", "Said"],
];

/**
 * @param {Bench} bench
 * @param {Difference} difference
 * @param {string} place such as "2 of 7"
 * @param {(key: string) => void} press
 */
export function differenceTable(bench, difference, place, press) {
  const { left, right, names, differing } = difference;
  const heads = names ? [`Left: ${names[0]}`, `Right: ${names[1]}`] : ["Left", "Right"];
  const rows = FIELDS.map(([field, label]) => {
    const [one, other] = [valueOf(bench, left, field), valueOf(bench, right, field)];
    if (!one && !other) return null;
    const differs = !left || !right ? field === "at" : differing.includes(field);
    const cell = (/** @type {string} */ text) => make("td", null, make("bdi", null, text || "none"));
    return make(differs ? "tr.differs" : "tr", null, make("th", { scope: "row" }, label, differs ? make("small", null, " differs") : null), cell(one), cell(other));
  });
  const button = (/** @type {string} */ text, /** @type {string} */ key, /** @type {string} */ shown) => make("button", { type: "button", click: () => press(key) }, text, " ", hint(shown));
  const element = make("section.form.difference-panel", { "aria-label": `Difference ${place}`, tabindex: -1 },
    make("div.panel-head", null, make("h2", null, `Difference ${place}`), button("Close", "Escape", "Esc")),
    make("table", null, make("thead", null, make("tr", null, make("td", null), ...heads.map((head) => make("th", { scope: "col" }, head)))), make("tbody", null, ...rows)));
  append(element, difference.decided && make("p.quiet", null, `${told(difference)} ${(difference.reasons || []).join(" ")}`),
    make("div.buttons", null, button("Take left", "ArrowLeft", "←"), button("Take right", "ArrowRight", "→"), button("Neither", "b", "b"), button("Next", "p", "p")));
  return element;
}

/** @param {Difference} difference */
function told({ names, chosen = [] }) {
  const sides = chosen.map((name) => (name === names?.[0] ? "left" : name === names?.[1] ? "right" : "neither"));
  return `Decided: ${sides.join(" and ")}.`;
}

/**
 * @param {Bench} bench
 * @param {Coded | null} coded
 * @param {string} field
 * @returns {string}
 */
function valueOf(bench, coded, field) {
  if (!coded) return field === "at" ? "no statement" : "";
  const value = coded[field];
  switch (field) {
    case "at": return coded.spans.map((run) => `“${bench.article.ends(run)}”`).join("; ") || "words unknown";
    case "speaker": return bench.speakersOf(value);
    case "via": return value.map((/** @type {string} */ id) => bench.nameOf(id)).join(", ");
    case "as": case "on_behalf_of": return value ? bench.nameOf(value) : "";
    case "claim": return String(bench.claims[value]?.text || value);
    case "because": return value.map((/** @type {string} */ id) => String(bench.claims[id]?.text || id)).join(" + ");
    case "stance": return value || "affirms";
  }
  return value || "";
}

/**
 * Ask why a side is taken.
 *
 * @param {string} side
 * @param {(reason: string) => void} decide
 * @param {() => void} cancel
 */
export function sideReasonForm(side, decide, cancel) {
  const isNeither = side === "neither";
  const title = isNeither ? "Why do you take neither?" : `Why do you take the ${side} side?`;
  return reasonForm({ title, label: "A reason in your words", action: "Keep this reason", reasons: isNeither ? [] : REASONS }, decide, cancel);
}
