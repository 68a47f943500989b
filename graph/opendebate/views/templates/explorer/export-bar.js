// What can be taken away from a view: pictures, tables, data, a link, a frame for another page.

import { append, make, saveFile } from "./dom.js";
import { toCsv } from "./csv.js";
import { toPng, toSvg } from "./picture.js";
import { keysShown, toJsonLd, toTurtle, triplesOf } from "./rdf.js";
import { sceneOf } from "./scene.js";
import { writeState } from "./state.js";
import { tableOf } from "./table.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./state.js").State} State */

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {HTMLElement} made the view that stands above
 * @returns {HTMLElement}
 */
export function takeAway(shown, state, made) {
  if (state.view === "unknown") return make("div");
  const { model } = shown;
  const tools = make("section.view-tools.take", { "aria-label": "Take away" });
  const told = make("p.take-told", { role: "status" });
  const panel = make("div.take-panel");
  const id = state.key.slice(state.key.indexOf("/") + 1).replace(/[^\w-]+/g, "-").slice(0, 80);
  const name = id ? `opendebate-${id}` : "opendebate";
  const title = model.get(state.key)?.name || model.question;
  const source = `${model.title.slice(0, 200)} · opendebate ${model.data.version}`;
  const scene = () => sceneOf(made, title, source);
  const triples = () => triplesOf(model, keysShown(shown, state));
  /** @type {(words: string, click: () => unknown) => HTMLElement} */
  const button = (words, click) => make("button", { type: "button", click: async () => {
    panel.replaceChildren();
    const said = await click();
    told.textContent = typeof said === "string" ? said : "";
  } }, words);
  /** @type {(suffix: string, type: string, content: BlobPart) => string} */
  const save = (suffix, type, content) => {
    saveFile(`${name}.${suffix}`, type, content);
    const told = `${name}.${suffix} was given to the browser to save.`;
    if (window.top === window) return told;
    const text = typeof content === "string";
    if (text) mark(content, panel);
    return `${told} If a frame forbids it, ${text ? "copy what is marked" : "open this page by itself"}.`;
  };
  const reading = state.view === "read";
  append(tools,
    !reading && make("a.button", { href: writeState({ ...state, table: !state.table, at: "" }) },
      state.table ? "As columns" : "As a table"),
    button("Copy link", () => copy(location.href, panel)),
    !reading && [
      button("SVG", () => `${save("svg", "image/svg+xml", toSvg(scene()))}${holdsWords(made)}`),
      button("PNG", async () => {
        const image = await toPng(scene());
        return image ? `${save("png", "image/png", image)}${holdsWords(made)}` : "The picture could not be painted.";
      }),
      button("CSV", () => save("csv", "text/csv", toCsv(tableOf(shown, state)))),
      button("Turtle", () => save("ttl", "text/turtle", toTurtle(model, triples()))),
      button("JSON-LD", () => save("jsonld", "application/ld+json", toJsonLd(model, triples()))),
      button("Embed", () => embed(title, panel)),
    ],
    button("Print", () => print()),
    told, panel, make("p.take-address", null, online() ? location.href : location.hash));
  return tools;
}

/**
 * Say so where a picture holds words of the article, which belong to somebody.
 *
 * @param {HTMLElement} made
 */
function holdsWords(made) {
  const shown = [...made.querySelectorAll(".evidence-words")].some((one) => one.checkVisibility());
  return shown ? " It holds sentences of the article that you brought along: put the text away first if you may not publish them." : "";
}

/** Whether the page has an address that others can open. */
function online() {
  return /^https?:$/.test(location.protocol);
}

/**
 * Show words, marked, to be copied by hand.
 *
 * @param {string} words
 * @param {HTMLElement} panel
 */
function mark(words, panel) {
  const field = make("textarea", { readonly: true, rows: 3, "aria-label": "To copy" }, words);
  panel.replaceChildren(field);
  field.focus();
  field.select();
}

/**
 * Copy words, or show them to be copied where the browser does not let a page do so.
 *
 * @param {string} words
 * @param {HTMLElement} panel
 * @returns {Promise<string>}
 */
async function copy(words, panel) {
  try {
    await navigator.clipboard.writeText(words);
    return "Copied.";
  } catch {
    mark(words, panel);
    return "The browser lets this page copy nothing: copy what is marked.";
  }
}

/**
 * @param {string} title
 * @param {HTMLElement} panel
 */
function embed(title, panel) {
  const place = "https://example.org/opendebate.html";
  const frame = document.createElement("iframe");
  const attributes = {
    src: online() ? location.href : place + location.hash, title: title.slice(0, 120),
    sandbox: "allow-scripts allow-popups allow-downloads", width: "100%", height: "700", loading: "lazy",
  };
  for (const [key, value] of Object.entries(attributes)) frame.setAttribute(key, value);
  const field = make("textarea", { readonly: true, rows: 4, id: "embed" }, frame.outerHTML);
  append(panel, make("label", { for: "embed" }, "Put this into another page"), field,
    !online() && make("p.quiet", null,
      `First put this file on the web, and its address in place of ${place}.`));
  field.focus();
  field.select();
}

/** On paper nothing can be opened: what is folded is opened for the time of printing, but not long asides. */
export function followPrinting() {
  /** @type {Element[]} */
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open], .evidence, .neither, td *)")];
    for (const one of opened) one.setAttribute("open", "");
  });
  addEventListener("afterprint", () => {
    for (const one of opened) one.removeAttribute("open");
  });
}
