// The Share menu: a link, pictures, the data of a view, a frame for another page, paper.

import { append, make, saveFile } from "./dom.js";
import { toCsv } from "./csv.js";
import { embedHint, snippet } from "./embed.js";
import { toPng, toSvg } from "./picture.js";
import { keysShown, toJsonLd, toTurtle, triplesOf } from "./rdf.js";
import { sceneOf } from "./scene.js";
import { FORMATS, posterScene } from "./share-poster.js";
import { creditsOf, online } from "./share-credits.js";
import { writeState } from "./state.js";
import { tableOf } from "./table.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./state.js").State} State */
/** @typedef {{shown: Shown, state: State, made: HTMLElement, title: string, name: string, told: HTMLElement, field: HTMLElement, words: HTMLInputElement | null}} Sharing */

const EDGE = 12; // between the menu and the edge of the window, in pixels
const MOST_BUTTONS = 500; // times that buttons for more are pressed before printing: each shows at least one row

/**
 * Put the menu into the page's bar, and before it the way between a view and its table.
 *
 * @param {Shown} shown
 * @param {State} state
 * @param {HTMLElement} made the view that is shared
 * @param {HTMLElement} slot
 * @param {boolean} articles whether the reader brought an article along
 */
export function shareMenu(shown, state, made, slot, articles) {
  slot.replaceChildren();
  if (["unknown", "stories", "networks"].includes(state.view)) return;
  const panel = make("section.share-panel", { id: "share-panel", "aria-label": "Share", hidden: true });
  const button = make("button.bar-open", { type: "button", "aria-expanded": "false", "aria-controls": "share-panel" }, "Share");
  /** @param {boolean} open */
  const set = (open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    panel.replaceChildren(...(open ? entries(shown, state, made, articles) : []));
    if (open) keepInWindow(panel);
    document[open ? "addEventListener" : "removeEventListener"]("pointerdown", leave);
  };
  /** @param {Event} event */
  const leave = ({ target }) => {
    if (target instanceof Node && !slot.contains(target)) set(false);
  };
  button.addEventListener("click", () => set(panel.hidden));
  panel.addEventListener("focusout", ({ relatedTarget: next }) => {
    if (next instanceof Node && next !== button && !panel.contains(next)) set(false);
  });
  slot.onkeydown = (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.preventDefault();
    set(false);
    button.focus();
  };
  append(slot, state.view !== "read" && make("a.button", { href: writeState({ ...state, table: !state.table, at: "", open: [], sort: "" }) },
    state.table ? "As columns" : "As a table"), button, panel);
}

/**
 * Move what opens below its button to the left, as far as it would reach out of the window.
 *
 * @param {HTMLElement} panel
 */
function keepInWindow(panel) {
  panel.style.translate = "";
  const over = panel.getBoundingClientRect().right + EDGE - document.documentElement.clientWidth;
  if (over > 0) panel.style.translate = `${-over}px`;
}

/**
 * A title as a name of a file.
 *
 * @param {string} title
 */
function fileName(title) {
  return title.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60);
}

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {HTMLElement} made
 * @param {boolean} articles
 * @returns {HTMLElement[]}
 */
function entries(shown, state, made, articles) {
  const { model } = shown;
  const id = state.key.slice(state.key.indexOf("/") + 1).replace(/[^\w-]+/g, "-").slice(0, 80);
  const sharing = {
    shown, state, made, name: [fileName(model.title) || "opendebate", id].filter(Boolean).join("-"), title: model.get(state.key)?.name || model.question,
    told: make("p.share-told", { role: "status" }), field: make("div.share-field"),
    words: articles ? make("input", { type: "checkbox", "aria-describedby": "share-words" }) : null,
  };
  const triples = () => triplesOf(model, keysShown(shown, state));
  const copied = button(sharing, "Copy link", () => copy(location.href, sharing.field));
  const reading = state.view === "read";
  return [
    group("Link", [copied, reading ? null : button(sharing, "Embed", () => embed(sharing))]),
    ...(reading ? [] : [
      group("Picture", pictures(sharing)), ...withWords(sharing),
      group("Data", [
        button(sharing, "CSV", () => save(sharing, "csv", "text/csv", toCsv(tableOf(shown, state)))),
        button(sharing, "Turtle", () => save(sharing, "ttl", "text/turtle", toTurtle(model, triples()))),
        button(sharing, "JSON-LD", () => save(sharing, "jsonld", "application/ld+json", toJsonLd(model, triples()))),
      ]),
    ]),
    group("Paper", [button(sharing, "Print", () => print())]),
    sharing.told, sharing.field,
  ];
}

/**
 * @param {string} name
 * @param {(HTMLElement | null)[]} parts
 */
function group(name, parts) {
  return make("div.share-group", { role: "group", "aria-label": name }, make("p", { "aria-hidden": "true" }, name), make("div", null, parts));
}

/**
 * @param {Sharing} sharing
 * @param {string} words
 * @param {() => unknown} act gives what is told afterwards
 */
function button({ told, field }, words, act) {
  return make("button", { type: "button", click: async () => {
    field.replaceChildren();
    const said = await act();
    told.textContent = typeof said === "string" ? said : "";
  } }, words);
}

/**
 * @param {Sharing} sharing
 * @param {string} suffix
 * @param {string} type
 * @param {BlobPart} content
 * @returns {string} what happened, in words
 */
function save({ name, field }, suffix, type, content) {
  const file = suffix.includes(".") ? `${name}-${suffix}` : `${name}.${suffix}`;
  saveFile(file, type, content);
  const told = `${file} was given to the browser to save.`;
  if (window.top === window) return told;
  const text = typeof content === "string";
  if (text) mark(content, field);
  return `${told} If a frame forbids it, ${text ? "copy what is marked" : "open this page by itself"}.`;
}

/**
 * Pictures of the view as it is seen, and of what it shows in the sizes that stories use.
 *
 * @param {Sharing} sharing
 * @returns {HTMLElement[]}
 */
function pictures(sharing) {
  const { shown, state, made, title, words } = sharing;
  const seen = () => sceneOf(made, title, creditsOf(shown, state), words?.checked === true);
  /** @type {(suffix: string, scene: import("./scene.js").Scene, most: number) => string} */
  const paint = (suffix, scene, most) => {
    const image = toPng(scene, most);
    return image ? save(sharing, suffix, "image/png", image) : "The picture could not be painted.";
  };
  return [
    button(sharing, "SVG", () => `${save(sharing, "svg", "image/svg+xml", toSvg(seen()))}${holdsWords(sharing)}`),
    button(sharing, "PNG", () => `${paint("png", seen(), 2)}${holdsWords(sharing)}`),
    ...FORMATS.map((format) => button(sharing, `PNG ${format.width} × ${format.height}`,
      () => paint(`${format.width}x${format.height}.png`, posterScene(shown, state, made, format), 1))),
  ];
}

/**
 * What lets sentences of the article into a picture: nothing but a tick.
 *
 * @param {Sharing} sharing
 */
function withWords({ words }) {
  return words ? [make("div.share-words", null, make("label", null, words, "With sentences of the article"),
    make("p.quiet", { id: "share-words" }, "They belong to the article's author or publisher: tick this only if you may publish them. Then SVG and PNG show what the passages say. The two fixed sizes never do."))] : [];
}

/**
 * Say so where a picture holds words of the article.
 *
 * @param {Sharing} sharing
 */
function holdsWords({ made, words }) {
  const shown = words?.checked && [...made.querySelectorAll(".evidence-words")].some((one) => one.checkVisibility());
  return shown ? " It holds sentences of the article that you brought along." : "";
}

/**
 * Show words, marked, to be copied by hand.
 *
 * @param {string} words
 * @param {HTMLElement} place
 */
function mark(words, place) {
  const field = make("textarea", { readonly: true, rows: 3, "aria-label": "To copy" }, words);
  place.replaceChildren(field);
  field.focus();
  field.select();
}

/**
 * Copy words, or show them to be copied where the browser does not let a page do so.
 *
 * @param {string} words
 * @param {HTMLElement} place
 * @returns {Promise<string>}
 */
async function copy(words, place) {
  try {
    await navigator.clipboard.writeText(words);
    return "Copied.";
  } catch {
    mark(words, place);
    return "The browser lets this page copy nothing: copy what is marked.";
  }
}

/** @param {Sharing} sharing */
function embed({ state, title, field: place }) {
  const field = make("textarea", { readonly: true, rows: 9, id: "embed" }, snippet(state, title));
  append(place, make("label", { for: "embed" }, "Put this into another page"), field, embedHint());
  field.focus();
  field.select();
}

/** The page's address, which is shown on paper only. */
export function printedAddress() {
  return make("p.printed-address", null, online() ? location.href : location.hash);
}

/** Show what buttons hide, and what buttons in it hide in turn. */
function unfoldAll() {
  for (let most = MOST_BUTTONS; most > 0; most -= 1) {
    const more = [...document.querySelectorAll("main button.more:not([hidden])")];
    if (!more.length) return;
    for (const one of more) if (one instanceof HTMLElement) one.click();
  }
}

/** On paper nothing can be opened: what is folded is opened for the time of printing, but not long asides. */
export function followPrinting() {
  /** @type {Element[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open], .evidence, .neither, td *)")];
    for (const one of opened) {
      one.setAttribute("open", "");
      one.dispatchEvent(new Event("toggle")); // what it shows is made now: the browser's event comes after printing
    }
    unfoldAll();
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.removeAttribute("open");
  });
}
