// The trace of one thing: who → says what → because → where.

import { append, count, make, named } from "./dom.js";
import { claimFocus } from "./claim-focus.js";
import { connect } from "./connectors.js";
import { contextOf, traceHead } from "./trace-header.js";
import { marksOf } from "./notable.js";
import { strandOf } from "./claim-card.js";
import { foldSteps, reveal } from "./step-folds.js";
import { makeTrace } from "./trace.js";

/** @typedef {import("./filter.js").Shown} Shown */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./claim-passages.js").Weave} Weave */
/** @typedef {import("./trace.js").Node} TraceNode */

const MANY = 9; // rows; of more, the first are shown, and laid out only as they come into sight
const FEW = 3; // rows; of more, passages are folded where one card has many
const FIRST = 8; // rows of many that are shown without being asked for
const FRAMES = 4; // in which evidence that is linked to is brought into sight
const STEP = 40; // further rows that are shown when asked for
const AT_ONCE = 40; // statements and arguments that are shown before anything else is done

/**
 * @param {Shown} shown
 * @param {State} state
 * @param {import("./evidence.js").Reading} reading
 * @returns {HTMLElement}
 */
export function traceView(shown, state, reading) {
  const { model } = shown;
  const trace = makeTrace(shown, state.key, true);
  const weave = {
    shown, model, state, reading, trace, marks: marksOf(shown), places: new Map(), links: [],
    told: new Set(contextOf(model, trace.focus)), sourced: model.ofKind("source").length > 1,
  };
  const view = make("div.trace", null, traceHead(shown, state, trace));
  const claim = model.claims.get(state.key), focus = claim && claimFocus(shown, state, claim);
  if (focus) append(view, focus);
  belowBar(view);
  if (trace.nodes.length) append(view, legend(shown), headings(), body(weave));
  return view;
}

/**
 * Let the names of the columns stick below the page's bar, however tall it is.
 *
 * @param {HTMLElement} view
 */
function belowBar(view) {
  const bar = document.querySelector(".bar");
  if (!bar) return;
  new ResizeObserver(() => view.style.setProperty("--bar", `${bar.clientHeight}px`)).observe(bar);
}

/** The names of the columns; each card says in words what it is. */
function headings() {
  return make("div.trace-headings", { "aria-hidden": "true" },
    ["who", "says what", "because · but", "where"].map((one) => make("span", null, one)));
}

/**
 * The rows: the first at once, the next as soon as the page has time, all others when asked for.
 *
 * @param {Weave} weave
 */
function body(weave) {
  const { trace: { nodes }, state } = weave;
  const rows = make(nodes.length > MANY ? "ol.claim-rows.many" : "ol.claim-rows", { "aria-label": "Claims" });
  const more = make("button.trace-more.more", { type: "button", "data-fold": "claims" });
  const start = nodes.length > MANY ? FIRST : STEP;
  let wanted = start;
  /** @param {number} until */
  const add = (until) => {
    const before = rows.childElementCount;
    for (let room = AT_ONCE, n = before; n < Math.min(until, nodes.length) && room > 0; n += 1) {
      const { statements, others, reasons, disputes } = nodes[n];
      room -= 1 + statements.length + others.length + 2 * (reasons.length + disputes.length);
      rows.append(row(weave, nodes[n]));
    }
    const left = nodes.length - rows.childElementCount;
    more.hidden = left === 0;
    more.textContent = `Show ${Math.min(STEP, left)} more of ${count(nodes.length, "claim")}`;
    return before < rows.childElementCount && rows.childElementCount < until;
  };
  /** @param {number} until */
  const rest = (until) => setTimeout(() => rows.isConnected && add(until) && rest(until));
  more.addEventListener("click", () => {
    // The rows that were asked for before may still be on their way.
    const from = wanted;
    wanted += STEP;
    if (add(wanted)) rest(wanted);
    rows.children[from]?.querySelector("h2")?.focus();
  });
  add(start);
  const all = () => rows.childElementCount === nodes.length;
  if (!state.at) open(rows, weave.trace.focus, false);
  else while (!open(rows, state.at) && !all()) add(nodes.length);
  rest(start);
  return make("div", null, rows, more);
}

/**
 * @param {Weave} weave
 * @param {TraceNode} node
 */
function row(weave, node) {
  weave.links = [];
  const made = strandOf(weave, node);
  foldSteps(made, weave.trace.nodes.length > FEW);
  connect(made, weave.links);
  return made;
}

/**
 * Open the evidence of a statement where it first stands, and bring it into sight.
 *
 * @param {HTMLElement} rows
 * @param {string} at
 * @param {boolean} [sought] whether the reader asked for it
 * @returns {boolean} whether it stands there
 */
function open(rows, at, sought = true) {
  for (const one of rows.querySelectorAll("details.evidence")) {
    if (!(one instanceof HTMLDetailsElement) || one.dataset.statement !== at) continue;
    one.open = true;
    if (!sought) return true;
    one.classList.add("at");
    reveal(one);
    seek(one, FRAMES);
    return true;
  }
  return false;
}

/**
 * Bring evidence into sight. The page puts the view in its place, and scrolls to its top, only after it was
 * made; and rows that come into sight on the way take up another room than was thought.
 *
 * @param {HTMLElement} details
 * @param {number} frames
 */
function seek(details, frames) {
  requestAnimationFrame(() => {
    details.scrollIntoView({ block: "center", behavior: "instant" });
    details.querySelector("summary")?.focus({ preventScroll: true });
    if (frames > 1) seek(details, frames - 1);
  });
}

/** @param {Shown} shown */
function legend({ model }) {
  const lines = [
    ["support", "→ speaks for"], ["attack", "⊣ speaks against"],
    ["stated", "stated by a speaker"], ["analytic", "the coder's reading"],
  ];
  return make("div.trace-legend", null,
    make("ul", { "aria-label": "Lines" }, lines.map(([kind, words]) => make("li", { class: kind }, make("i"), words))),
    make("p", null, "For and against: the answer that a claim supports to ",
      make("q", null, named(model.question))));
}
