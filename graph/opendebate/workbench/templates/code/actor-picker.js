// Choosing an actor by name, or naming a new one with its kind.

import { capital } from "../../../views/templates/explorer/dom.js";
import { beginningWith } from "./claim-words.js";
import { inWords } from "./keys.js";
import { Picker } from "./picker.js";
import { nearestActors } from "./proposals.js";
import { get } from "./server.js";

/** @typedef {import("./bench.js").Bench} Bench */

const MOST = 9;
const NEW = "new:";
const UNNAMED = "person without a name"; // whom the source does not name

/**
 * A field for an actor: nearest ones first, then those whose names begin so, then a new one of each kind.
 *
 * @param {Bench} bench
 * @param {string} label
 * @param {string} hint
 * @param {() => void} home
 * @param {(id: string) => void} choose
 * @param {{capacity?: boolean, carriers?: boolean, first?: () => string, clear?: () => void}} [more] whether words that name no actor may stand as they are,
 *   whether policies and sources can be chosen, too, whom to propose first, and what takes the value away
 */
export function actorPicker(bench, label, hint, home, choose, { capacity = false, carriers = false, first, clear } = {}) {
  return new Picker({
    label, hint, home, clear, most: MOST,
    find: (text) => optionsFor(bench, text, { capacity, carriers, first: first ? first() : "" }),
    choose: async ({ value }, text) => choose(value.startsWith(NEW) ? await newActor(bench, text, value.slice(NEW.length)) : value),
  });
}

/**
 * @param {Bench} bench
 * @param {string} text
 * @param {{capacity: boolean, carriers: boolean, first: string}} wishes
 */
function optionsFor(bench, text, { capacity, carriers, first }) {
  const { actors: known, policies, sources } = bench.state.entities;
  const actors = { ...bench.newActors, ...known, ...(carriers && { ...policies, ...sources }) };
  if (!text) {
    const near = bench.opened ? nearestActors(bench.context(), bench.opened.pieces) : [];
    const all = [...new Set([first, ...near, ...Object.keys(actors)])].filter((id) => actors[id]).slice(0, MOST);
    return all.map((value) => ({ value, name: bench.nameOf(value), note: inWords(String(actors[value]?.kind || "")) }));
  }
  const texts = Object.entries(actors).map(([id, actor]) => /** @type {[string, string]} */ ([id, [actor.name, actor.other_names || []].flat().join(" ")]));
  const found = beginningWith(text, texts, MOST - 5).map((value) => ({ value, name: bench.nameOf(value), note: inWords(String(actors[value]?.kind || "")) }));
  const kinds = [...bench.setting.codes.actor_kind, UNNAMED].map((kind) => ({ value: NEW + kind, name: `New ${inWords(kind)}: ${text}`, note: "" }));
  const words = capacity && text.includes(" ") ? [{ value: text, name: capital(text), note: "in these words" }] : [];
  return [...found, ...words, ...kinds];
}

/**
 * Name an actor that is not there yet; it is saved with the statement.
 *
 * @param {Bench} bench
 * @param {string} name
 * @param {string} kind
 * @returns {Promise<string>} its id
 */
async function newActor(bench, name, kind) {
  const { id } = await get(`id?kind=actors&text=${encodeURIComponent(name)}`);
  if (bench.opened) bench.opened.newActors = { ...bench.opened.newActors, [id]: kind === UNNAMED ? { name, kind: "person", anonymous: true } : { name, kind } };
  return id;
}
