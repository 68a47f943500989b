// What the page shows is in its address: #/actor/wendy-hall?side=for. A link shows the same again.

import { stepOf } from "./story-steps.js";

/** @typedef {import("./model.js").Model} Model */
/**
 * @typedef {Record<string, string>} Filters by name: side, topic, mode, stance, source, kind, speaker, from, to; and
 *   "where.NAME" for an attribute of the study's own
 *
 * @typedef {object} State
 * @property {"map" | "overview" | "trace" | "read" | "stories" | "networks" | "unknown"} view
 * @property {string} key what is traced, or the source that is read along; else empty
 * @property {boolean} table whether it is shown as a table
 * @property {string} pin what is pinned on the map, or empty
 * @property {string} camp the camp that a narrow map shows, or empty
 * @property {boolean} coder whether the map shows the coder's reading too
 * @property {string} story the step of a story that the state is of, as "NAME/2", or empty
 * @property {string} at the statement whose evidence is linked to, or empty
 * @property {string[]} open the folds that are open, in the order in which they were opened
 * @property {string} sort the column by which a table is sorted, with a "-" before it if downwards; or empty
 * @property {string} find the words in the search box, or empty
 * @property {Filters} filters
 */

const FILTERS = ["side", "topic", "kind", "speaker", "stance", "mode", "source", "from", "to"];
const OWN = /^where\../;
/** The map, with nothing chosen. @type {State} */
export const FIRST = { view: "map", key: "", table: false, pin: "", camp: "", coder: false, story: "", at: "", open: [], sort: "", find: "", filters: {} };

/**
 * Read the state from a fragment; an empty one means `start`.
 *
 * @param {string} fragment with or without its #
 * @param {Model} model
 * @returns {State}
 */
export function readState(fragment, model) {
  const plain = fragment.replace(/^#/, "") || `/${model.data.start || ""}`;
  const [path, query = ""] = split(plain.replace(/^\//, ""));
  const given = new URLSearchParams(query);
  const same = { open: (given.get("open") || "").split(" ").filter(Boolean), sort: given.get("sort") || "", find: given.get("find") || "" };
  const told = path.startsWith("story/") ? stepOf(model, decode(path.slice("story/".length))) : null;
  const shown = told?.story.steps[told.n - 1].state;
  // What a step shows is no step of a story again, or reading would not end.
  if (told && shown?.startsWith("#/") && !shown.startsWith("#/story")) return { ...readState(shown, model), ...same, story: `${told.story.id}/${told.n}` };
  const filters = Object.fromEntries([...FILTERS, ...[...given.keys()].filter((name) => OWN.test(name))].flatMap((name) => {
    const value = given.get(name);
    return value ? [[name, value]] : [];
  }));
  return { ...place(decode(path), model), story: "", table: given.get("as") === "table", at: given.get("at") || "", pin: given.get("pin") || "", camp: given.get("camp") || "", coder: given.get("reading") === "coder", filters, ...same };
}

/** @param {string} text */
function split(text) {
  const at = text.indexOf("?");
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

/** @param {string} path */
function decode(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/**
 * @param {string} path
 * @param {Model} model
 * @returns {{view: State["view"], key: string}}
 */
function place(path, model) {
  if (!path) return { view: "map", key: "" };
  if (path === "overview" || path === "networks") return { view: path, key: "" };
  if (path === "story" && model.data.stories) return { view: "stories", key: "" };
  if (path === "read") return { view: "read", key: "" };
  if (path.startsWith("read/")) return { view: "read", key: path.replace(/^read/, "source") };
  return { view: model.get(path) ? "trace" : "unknown", key: path };
}

/**
 * Write the fragment that shows a state, outside of any story.
 *
 * @param {Partial<State>} state
 */
export function writeState(state) {
  const query = new URLSearchParams();
  const own = Object.keys(state.filters || {}).filter((name) => OWN.test(name));
  for (const name of [...FILTERS, ...own]) if (state.filters?.[name]) query.set(name, state.filters[name]);
  if (state.table) query.set("as", "table");
  if (state.at) query.set("at", state.at);
  if (state.camp) query.set("camp", state.camp);
  if (state.coder) query.set("reading", "coder");
  if (state.pin) query.set("pin", state.pin);
  if (state.sort) query.set("sort", state.sort);
  if (state.open?.length) query.set("open", state.open.join(" "));
  const path = state.view === "read" ? (state.key || "read").replace(/^source/, "read")
    : state.view === "overview" || state.view === "networks" ? state.view : state.view === "stories" ? "story" : state.key || "";
  const words = query.toString();
  return `#/${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}${words && `?${words}`}`;
}

/**
 * The address of the trace of a thing; filters stay.
 *
 * @param {string} key
 * @param {State} [state]
 */
export function traceOf(key, state) {
  return writeState({ view: "trace", key, filters: state?.filters });
}
