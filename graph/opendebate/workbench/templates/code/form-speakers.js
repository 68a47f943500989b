// The speakers that a form offers, each with the number that is its key, and the narrator.

import { append, brief, make } from "../../../views/templates/explorer/dom.js";
import { hint } from "./keys.js";
import { numberedSpeakers } from "./open-statement.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./open-statement.js").OpenStatement} OpenStatement */
/**
 * What the speakers' buttons do; `isAdding` says whether the next speaker stands beside the others.
 *
 * @typedef {{pick: (id: string, beside: boolean) => void, narrate: () => void, isAdding: boolean, add: () => void}} Wishes
 */

const SHOWN = 6;

/**
 * @param {Bench} bench
 * @param {OpenStatement} opened
 * @param {Wishes} wishes
 * @returns {Node[]}
 */
export function speakerChips(bench, opened, { pick, narrate, isAdding, add }) {
  const numbered = numberedSpeakers(opened, bench.context()).slice(0, SHOWN);
  const chip = (/** @type {string} */ id, /** @type {string} */ key) => speakerChip(bench, id, key, opened.speaker.includes(id), pick);
  const others = opened.speaker.filter((id) => !numbered.includes(id)).map((id) => chip(id, ""));
  const voices = bench.state.voices.map((id) => bench.nameOf(id)).join(", ");
  const narrator = make("button.chip", { type: "button", "aria-pressed": String(!opened.speaker.length), click: narrate },
    hint("n"), make("bdi", null, `${bench.state.authors_speak ? "Author" : "Narrator"}${voices ? `: ${voices}` : ""}`));
  const isNobody = !opened.speaker.length && !bench.state.voices.length;
  const warning = isNobody ? [make("p.warning", null, "It is not known who narrates. Name a speaker, or name the author or publisher under “Source”.")] : [];
  const another = make("button.chip", { type: "button", "aria-pressed": String(isAdding), title: "The speaker that you choose next stands beside the others", click: add }, "Speaker +");
  return [...others, ...numbered.map((id, i) => chip(id, String(i + 1))), narrator, ...(opened.speaker.length ? [another] : []), ...warning];
}

/**
 * @param {Bench} bench
 * @param {string} id
 * @param {string} key
 * @param {boolean} chosen
 * @param {(id: string, beside: boolean) => void} pick
 */
function speakerChip(bench, id, key, chosen, pick) {
  const press = (/** @type {MouseEvent} */ event) => pick(id, event.shiftKey || event.ctrlKey);
  const chip = make("button.chip", { type: "button", "aria-pressed": String(chosen), click: press });
  append(chip, key && hint(key), make("bdi", null, brief(bench.nameOf(id), 40)), !bench.state.entities.actors[id] && make("small", null, "new"));
  return chip;
}
