// The page in a frame of another page: without its bar, with one line at the foot, as tall as it needs.

import { append, make } from "./dom.js";
import { licenceLink, online, sourceLinks } from "./share-credits.js";
import { writeState } from "./state.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./state.js").State} State */

const ASKED = /[?&]embed=1(?=&|$)/;
const MESSAGE = "opendebate-height";
const EXAMPLE = "https://example.org/opendebate.html";

/** Whether the page was opened to stand in another page. */
export const embedded = ASKED.test(location.search) || ASKED.test(location.hash);

/** The page's address without its fragment, and without that it be embedded. */
function plainAddress() {
  const query = new URLSearchParams(location.search);
  query.delete("embed");
  const words = query.toString();
  return location.href.split(/[?#]/)[0] + (words && `?${words}`);
}

/**
 * The address of a view as it stands in another page.
 *
 * @param {State} state
 */
function embedAddress(state) {
  const fragment = writeState(state);
  return `${online() ? plainAddress() : EXAMPLE}${fragment}${fragment.includes("?") ? "&" : "?"}embed=1`;
}

/**
 * What another page needs: a frame, and a script that makes it as tall as it says it is.
 *
 * @param {State} state
 * @param {string} title
 */
export function snippet(state, title) {
  const frame = document.createElement("iframe");
  const attributes = {
    src: embedAddress(state), title: title.slice(0, 120), width: "100%", height: "700", loading: "lazy",
    sandbox: "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads",
  };
  for (const [key, value] of Object.entries(attributes)) frame.setAttribute(key, value);
  const script = [
    "addEventListener(\"message\", ({ data, source }) => {",
    `  if (data?.type !== "${MESSAGE}" || !(data.height > 0)) return;`,
    "  for (const frame of document.querySelectorAll(\"iframe\")) {",
    "    if (frame.contentWindow === source) frame.height = Math.min(Math.ceil(data.height), 20000);",
    "  }",
    "});",
  ].join("\n");
  const tag = "script"; // written out here, it would begin or end one in the page
  const bare = frame.outerHTML.replace("<iframe", "<iframe style=\"border: 0\""); // which this page's own policy forbids
  return `${bare}\n<${tag}>\n${script}\n</${tag}>`;
}

/**
 * The hint for a page that is not on the web yet.
 *
 * @returns {HTMLElement | null}
 */
export function embedHint() {
  return online() ? null : make("p.quiet", null, `First put this file on the web, and its address in place of ${EXAMPLE}.`);
}

/**
 * Tell the page around this one how tall it is, now and whenever that changes.
 */
export function followEmbed() {
  document.documentElement.dataset.embed = "yes";
  // The frame may be taller than the window: what was asked for is brought into sight.
  addEventListener("hashchange", () => requestAnimationFrame(() => document.querySelector(".map-panel")?.scrollIntoView({ block: "nearest" })));
  if (parent === window) return;
  const tell = () => parent.postMessage({ type: MESSAGE, height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
  new ResizeObserver(tell).observe(document.body);
}

/**
 * The one line below an embedded view.
 *
 * @param {Shown} shown
 * @param {State} state
 * @param {HTMLElement} foot
 */
export function embeddedFoot({ model }, state, foot) {
  const licence = licenceLink(model);
  const whole = location.protocol === "about:" ? null
    : make("a", { href: plainAddress() + writeState(state), target: "_blank", rel: "noopener" }, "Open the whole page");
  const line = make("p", null, sourceLinks(model));
  if (licence) append(line, " · Coding: ", licence);
  if (whole) append(line, " · ", whole);
  foot.replaceChildren(line);
}
