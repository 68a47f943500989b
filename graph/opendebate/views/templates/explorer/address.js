// What the reader changes of a view without making it anew goes into its address at once.

import { writeState } from "./state.js";

/** @typedef {import("./state.js").State} State */

const STILL = 200; // milliseconds without scrolling, after which the place on the page is noted

/**
 * Change a state, and the address of the page with it. Nothing is drawn again, and no step is added for the
 * browser's *back*; `addressed` is dispatched on the window.
 *
 * @param {State} state that the page shows; it is changed
 * @param {Partial<Pick<State, "open" | "sort" | "find">>} changes
 */
export function noteState(state, changes) {
  Object.assign(state, changes);
  const fragment = state.story ? `#/story/${state.story}${writeState({ open: state.open, sort: state.sort }).slice(2)}` : writeState(state);
  // No link within the page leads to what somebody is looking for.
  const words = state.find && `${fragment.includes("?") ? "&" : "?"}${new URLSearchParams({ find: state.find })}`;
  history.replaceState(history.state, "", location.href.split("#")[0] + fragment + words);
  dispatchEvent(new Event("addressed"));
}

/** How far down the page the reader was when they left what the address says now; none if they come for the first time. */
export function placeBefore() {
  const y = history.state?.y;
  return typeof y === "number" ? y : null;
}

/**
 * Go down the page to where the reader was. Rows that are made one after the other may not be there yet.
 *
 * @param {number} y
 * @param {number} [frames]
 */
export function goTo(y, frames = 12) {
  window.scrollTo(0, y);
  if (frames && Math.abs(window.scrollY - y) > 1) requestAnimationFrame(() => goTo(y, frames - 1));
}

/** Note how far down the page the reader is, so that *back* leads there again. */
export function followPlaces() {
  history.scrollRestoration = "manual";
  let timer = 0;
  const note = () => {
    clearTimeout(timer);
    timer = 0;
    history.replaceState({ y: Math.round(window.scrollY) }, "");
  };
  addEventListener("scroll", () => {
    clearTimeout(timer);
    timer = setTimeout(note, STILL);
  }, { passive: true });
  // Before a link is followed; what is noted after it would be of the next view.
  addEventListener("click", () => timer && note(), true);
  addEventListener("hashchange", () => {
    clearTimeout(timer);
    timer = 0;
  });
}
