// What one can change of the map: the time until which it shows the debate, and whose arguments.

import { brief, make } from "./dom.js";
import { writeState } from "./state.js";
import { storiesHref } from "./story.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./state.js").State} State */

const STEP = 900; // milliseconds from date to date

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {(state: State) => void} redraw shows another state, without its address
 * @returns {HTMLElement}
 */
export function mapControls(shown, state, redraw) {
  const box = make("input", { type: "checkbox", "data-filter": "coder", change: () => go({ ...state, coder: box.checked }) });
  box.checked = state.coder;
  const story = !state.story && storiesHref(shown.model);
  return make("div.map-controls", null, story && make("a.button", { href: story }, "Tell me the story"), timeSlider(shown, state, redraw), sources(shown, state), [...shown.model.arguments.values()].some(({ stated }) => !stated) && make("label", null, box, "Add what the coder, who read the sources, concludes"));
}

/** @param {State} state */
function go(state) {
  location.replace(location.href.split("#")[0] + writeState(state));
}

/**
 * A choice of one source, where there are several.
 *
 * @param {Shown} shown
 * @param {State} state
 */
function sources({ model }, state) {
  const all = model.ofKind("source");
  if (all.length < 2) return null;
  const { source = "", ...filters } = state.filters;
  const field = make("select", { "data-filter": "one-source", "aria-label": "Show one source", change: () =>
    go({ ...state, pin: "", filters: field.value ? { ...filters, source: field.value } : filters }) },
  make("option", { value: "" }, `all ${all.length} sources`),
  all.map(({ key, name }) => make("option", { value: key, selected: key === source }, brief(name, 60))));
  return field;
}

/**
 * A slider over the days from which statements count, the last of their dates, with a button that plays them.
 *
 * @param {Shown} shown
 * @param {State} state
 * @param {(state: State) => void} redraw
 */
function timeSlider({ model }, state, redraw) {
  const days = [...new Set([...model.statements.values()]
    .filter(({ claim, latest }) => latest && model.claims.get(claim)?.side !== "neither")
    .map(({ latest }) => String(latest)))].sort();
  if (days.length < 2) return null;
  const last = days.length - 1;
  const now = state.filters.to ? Math.max(0, days.findLastIndex((day) => day <= `${state.filters.to}~`)) : last;
  const field = make("input", { type: "range", min: 0, max: last, step: 1, value: now, "data-filter": "time", "aria-label": "Time" });
  const day = make("output", null);
  /** @returns {State} */
  const chosen = () => {
    const { to, ...filters } = state.filters, n = Number(field.value);
    return { ...state, filters: n === last ? filters : { ...filters, to: days[n] } };
  };
  const say = () => {
    const n = Number(field.value), words = n === last ? "all dates" : `until ${(n === now && state.filters.to) || days[n]}`;
    day.textContent = words;
    field.setAttribute("aria-valuetext", words);
  };
  const draw = () => {
    say();
    redraw(chosen());
  };
  let timer = 0;
  const stop = () => {
    clearTimeout(timer);
    timer = 0;
    play.textContent = "▶ Play";
    if (field.isConnected) go(chosen());
  };
  const step = () => {
    if (!field.isConnected || Number(field.value) === last) return stop();
    field.stepUp();
    draw();
    timer = setTimeout(step, STEP);
  };
  const start = () => {
    if (Number(field.value) === last) field.value = "0";
    play.textContent = "❚❚ Pause";
    draw();
    timer = setTimeout(step, STEP);
  };
  const play = make("button", { type: "button", "data-filter": "play", title: "Show the debate from its first day on", click: () => (timer ? stop() : start()) }, "▶ Play");
  field.addEventListener("input", draw);
  field.addEventListener("change", () => go(chosen()));
  say();
  return make("div.map-time", { role: "group", "aria-label": "Time" }, play, field, day);
}
