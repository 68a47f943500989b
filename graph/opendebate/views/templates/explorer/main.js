// The page: reads its address, shows what it says, and follows it when it changes.

import { followPlaces, goTo, placeBefore } from "./address.js";
import { append, make, named } from "./dom.js";
import { filterBar } from "./filters.js";
import { applyFilters } from "./filter.js";
import { findBox, unknownView } from "./search-box.js";
import { mapView } from "./map.js";
import { followEscape } from "./map-lines.js";
import { Model } from "./model.js";
import { networksHref, networksView } from "./networks.js";
import { followFolds, keepOpen, openFolds } from "./open-folds.js";
import { overview } from "./overview.js";
import { acceptDrops, readView } from "./read-along.js";
import { Reading } from "./articles.js";
import { FIRST, readState, writeState } from "./state.js";
import { followStoryKeys, scrollToPinned, showStory, storyList } from "./story.js";
import { followStoryScrolling } from "./story-scroll.js";
import { stepOf } from "./story-steps.js";
import { tableView } from "./table.js";
import { embedded, embeddedFoot, followEmbed } from "./embed.js";
import { followPrinting, printedAddress, shareMenu } from "./share-menu.js";
import { traceView } from "./trace-columns.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./filter.js").Shown} Shown */

/** @param {string} id */
const at = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const model = new Model(JSON.parse(at("data").textContent || "{}"));
const reading = new Reading(model);
const main = at("view");
const { networks = {} } = model.data;
const toNetworks = make("a", { href: networksHref(networks, FIRST) }, "Networks");
let path = "";
/** What the page shows. */
let state = readState(location.hash, model);
const shownState = () => state;

/**
 * @param {State} state
 * @param {Shown} shown
 */
function content(state, shown) {
  if (state.view === "unknown") return unknownView(model, state.key);
  if (state.view === "stories") return storyList(model);
  if (state.view === "networks") return networksView(networks);
  if (state.view === "read") return readView(model, reading, state);
  if (state.table) return tableView(shown, state);
  if (state.view === "map") return mapView(shown, state, reading);
  return state.view === "trace" ? traceView(shown, state, reading) : overview(shown, state);
}

function show() {
  state = readState(location.hash, model);
  const shown = applyFilters(model, state.filters);
  const moved = path !== "" && path !== `${state.view} ${state.key}`;
  path = `${state.view} ${state.key}`;
  const made = content(state, shown);
  at("filters").replaceChildren(filterBar(shown, state, at("filter")));
  main.replaceChildren(made, ...(state.view === "unknown" ? [] : [printedAddress()]));
  shareMenu(shown, state, made, at("share"), reading.articles.size > 0);
  showStory(at("story"), model, state);
  const name = stepOf(model, state.story)?.story.title || model.get(state.key)?.name;
  document.title = name ? `${name.slice(0, 80)} · ${model.title}` : model.title;
  for (const link of document.querySelectorAll(".bar nav a")) {
    const here = link.getAttribute("href") === writeState({ ...FIRST, view: state.view, key: state.key, table: state.table });
    if (here) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  toNetworks.setAttribute("href", networksHref(networks, state));
  scrollToPinned(main, state);
  const first = !document.documentElement.dataset.shown, place = state.at ? null : placeBefore();
  if (moved && !at("story").contains(document.activeElement)) main.focus({ preventScroll: true });
  if (moved) window.scrollTo(0, 0);
  openFolds(main, state.open);
  if ((moved || first) && place) goTo(place);
  search.follow();
  addressed();
}

/** Follow an address that says something else of the same view. */
function addressed() {
  if (embedded) embeddedFoot(applyFilters(model, state.filters), state, at("foot"));
  main.querySelector(".printed-address")?.replaceWith(printedAddress());
  document.documentElement.dataset.shown = location.hash;
}

const search = findBox(model, shownState);
append(at("find"), search.box);
append(at("title"), named(model.title));
for (const [href, words] of [
  ["#/", "Map"], ["#/overview", "Overview"], [writeState({ table: true }), "Statements"], ["#/read", "Read along"],
]) append(at("nav"), make("a", { href }, words));
append(at("nav"), toNetworks);
// Not by its fragment: that is the page's address.
at("skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
// In a frame that was given its page as text, addresses are those of the page around it.
if (location.protocol === "about:") {
  addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href^='#']");
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    location.hash = link.getAttribute("href") || "";
  });
}
reading.follow(show);
acceptDrops(reading, (told) => {
  const close = make("button", { type: "button", "aria-label": "Close this notice", click: () => at("say").replaceChildren() }, "×");
  at("say").replaceChildren(told, " ", close);
});
for (const done of ["hashchange", "wheel", "touchmove", "keydown", "pointerdown"]) {
  // The notice stands over the text: the next thing that the reader does takes it away.
  addEventListener(done, ({ target }) => {
    if (!(target instanceof Node && at("say").contains(target))) at("say").replaceChildren();
  }, { passive: true });
}
followPrinting();
followStoryKeys(at("story"));
followStoryScrolling(at("story"));
followEscape();
if (embedded) followEmbed();
followFolds(main, shownState);
followPlaces();
keepOpen(main, model, shownState);
addEventListener("addressed", addressed);
addEventListener("hashchange", show);
show();
document.documentElement.dataset.ready = "yes";
