// Stories: steps through the page, each with a sentence in a bar at the foot of the window.

import { append, count, make, named } from "./dom.js";
import { writeState } from "./state.js";
import { stepOf } from "./story-steps.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Story} Story */
/** @typedef {import("./state.js").State} State */

const TYPED = "input, select, textarea, [contenteditable], .map-stage, .share-panel";

/**
 * @param {string} id
 * @param {number} n
 */
function hrefOf(id, n) {
  return `#/story/${encodeURIComponent(id)}/${n}`;
}

/**
 * Where the stories begin: the only one, or a list of them; empty where there is none.
 *
 * @param {Model} model
 */
export function storiesHref({ data: { stories = [] } }) {
  return stories.length > 1 ? "#/story" : stories.length ? hrefOf(stories[0].id, 1) : "";
}

/** @param {Model} model */
export function storyList({ data: { stories = [] } }) {
  return make("article.stories", null, make("h1", null, "Stories"), make("ol", null, stories.map(({ id, title, steps }) =>
    make("li", null, make("a", { href: hrefOf(id, 1) }, named(title)), make("span.quiet", null, ` ${count(steps.length, "step")}`)))));
}

/**
 * Show the step that a state is of in its bar, or take the bar away. The bar stays the same from
 * step to step, so that the focus stays and the sentence is read out.
 *
 * @param {HTMLElement} box
 * @param {Model} model
 * @param {State} state
 */
export function showStory(box, model, state) {
  const at = stepOf(model, state.story);
  if (!at) return box.replaceChildren();
  if (!box.childElementCount) append(box, emptyBar());
  const { story, n } = at, focused = document.activeElement;
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (box.querySelector(`[data-story="${name}"]`));
  part("title").replaceChildren(words(story, story.title));
  part("by").textContent = story.generated ? "made from what voices state" : "in the coder's words";
  part("number").textContent = `${n} of ${story.steps.length}`;
  part("text").replaceChildren(words(story, story.steps[n - 1].text));
  link(part("previous"), n > 1 && hrefOf(story.id, n - 1));
  link(part("next"), n < story.steps.length && hrefOf(story.id, n + 1));
  link(part("leave"), writeState(state));
  if (focused instanceof HTMLElement && box.contains(focused) && focused.hidden) part("leave").focus({ preventScroll: true });
}

/**
 * Bring what a step pins into view, once the map is drawn.
 *
 * @param {HTMLElement} main
 * @param {State} state
 */
export function scrollToPinned(main, state) {
  const pinned = state.story && state.pin && main.querySelector(`.map-columns [data-key="${CSS.escape(state.pin)}"]`);
  if (pinned) requestAnimationFrame(() => pinned.scrollIntoView({ block: matchMedia("(min-width: 60rem)").matches ? "nearest" : "center" }));
}

/**
 * What coders wrote is in the debate's language, what is made from the map in that of the page.
 *
 * @param {Story} story
 * @param {string} text
 */
function words(story, text) {
  return story.generated ? make("bdi", null, text) : named(text);
}

function emptyBar() {
  return make("section.story-bar", { "aria-label": "Story" },
    make("p.story-title", null, make("span", { "data-story": "title" }), make("span.quiet", null, " · ", make("span", { "data-story": "by" }))),
    make("p.story-text", { "data-story": "text", "aria-live": "polite" }),
    make("nav", { "aria-label": "Steps of the story" },
      make("a.button", { "data-story": "previous", "aria-keyshortcuts": "ArrowLeft" }, "← Previous"),
      make("span", { "data-story": "number", title: "Scroll over the story, or press the arrow keys, to go from step to step" }),
      make("a.button", { "data-story": "next", "aria-keyshortcuts": "ArrowRight" }, "Next →"),
      make("a.button", { "data-story": "leave", "aria-keyshortcuts": "Escape" }, "Leave")));
}

/**
 * @param {HTMLElement} element
 * @param {string | false} href
 */
function link(element, href) {
  element.hidden = !href;
  if (href) element.setAttribute("href", href);
  else element.removeAttribute("href");
}

/**
 * Go on with the arrow keys, and leave with Escape; not while the reader types or walks over the map.
 *
 * @param {HTMLElement} box
 */
export function followStoryKeys(box) {
  addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (target instanceof Element && target.closest(TYPED)) return;
    const name = /** @type {Record<string, string>} */ ({ ArrowLeft: "previous", ArrowRight: "next", Escape: "leave" })[key];
    const to = name && box.querySelector(`[data-story="${name}"]:not([hidden])`);
    if (!(to instanceof HTMLElement)) return;
    event.preventDefault();
    to.click();
  });
}
