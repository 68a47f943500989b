// Read along: the article beside its coding, each passage in its place.

import { append, count, make, named, webLink } from "./dom.js";
import { LIMIT } from "./articles.js";
import { sideTaken } from "./positions.js";
import { tellColours } from "./side-colours.js";
import { traceOf, writeState } from "./state.js";
import { tellEnds, tellManner, tellParagraph, tellSpeakers, SIGNS } from "./wording.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Passage} Passage */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./articles.js").Reading} Reading */
/** @typedef {import("./articles.js").Article} Article */
/** @typedef {import("./state.js").State} State */

/** States of a passage; that it is found goes without saying. */
const TOLD = {
  found: "",
  unverified: "found by its ends; its words could not be verified here",
  ambiguous: "stands in several places",
  changed: "changed in this text",
  missing: "not in this text",
};

/**
 * @param {Model} model
 * @param {Reading} reading
 * @param {State} state
 * @returns {HTMLElement}
 */
export function readView(model, reading, state) {
  const sources = model.ofKind("source");
  const source = sources.find((one) => one.key === state.key) || (sources.length === 1 ? sources[0] : null);
  const view = make("article.read");
  append(view, make("h1", null, source ? ["Read along: ", named(source.name)] : "Read along"));
  if (!source) append(view, choice(sources.map((one) => one.key), model, state));
  const article = source && reading.articles.get(source.key);
  if (!source || !article) append(view, invitation(reading, source?.key || null, source?.page));
  else append(view, account(model, reading, source.key, article, state), body(model, reading, source.key, article, state));
  return view;
}

/**
 * @param {string[]} sources
 * @param {Model} model
 * @param {State} state
 */
function choice(sources, model, state) {
  if (!sources.length) return make("p", null, "This debate has no source yet.");
  const links = sources.map((key) => make("li", null,
    make("a", { href: writeState({ view: "read", key, filters: state.filters }) }, named(model.nameOf(key)))));
  return make("section", null, make("h2", null, "Choose a source, or just bring its text"), make("ul.read-sources", null, links));
}

/**
 * The place to drop or paste a text.
 *
 * @param {Reading} reading
 * @param {string | null} source
 * @param {string} [page]
 */
function invitation(reading, source, page) {
  const told = make("p.read-told", { role: "status" });
  const pasted = make("textarea", { rows: 6, id: "pasted", spellcheck: "false", autocomplete: "off" });
  /** @param {string} raw */
  const take = (raw) => bring(reading, source, raw).catch((error) => told.replaceChildren(error.message));
  const file = make("input", { type: "file", id: "brought", accept: ".txt,.md,.html,.htm,.xhtml,text/*" });
  file.addEventListener("change", () => file.files?.[0] && readFile(file.files[0]).then(take, (error) => told.replaceChildren(error.message)));
  const check = make("button", { type: "button", click: () => take(pasted.value) }, "Find the passages");
  const unfit = reading.unfit.get(source || "");
  return make("section.read-bring", null,
    unfit && make("p.read-told", null, `The text in this page is not the article that was coded: ${unfit}`),
    make("p", null, unfit ? "" : "The article itself is not in this page. ", "Bring your own copy, and every passage is looked up in it ",
      "and checked against its seal. ", make("strong", null, "Nothing leaves your browser"), "; when you reload the page, it is forgotten."),
    page && make("p", null, webLink(page, "The article on the web")),
    make("label", { for: "brought" }, "A file, as text or HTML; or drop it anywhere on this page"), file,
    make("label", { for: "pasted" }, "Or paste its text"), pasted, make("div", null, check), told);
}

/**
 * @param {Reading} reading
 * @param {string | null} source
 * @param {string} raw
 */
async function bring(reading, source, raw) {
  if (source) await reading.bring(source, raw);
  else location.hash = writeState({ view: "read", key: await reading.bringAny(raw) });
}

/** @param {File} file */
async function readFile(file) {
  if (file.size > LIMIT) throw new Error("This file is larger than 20 MB. Give one article.");
  return file.text();
}

/**
 * Take what is dropped anywhere on the page, a file or a piece of text.
 *
 * @param {Reading} reading
 * @param {(told: string) => void} say
 */
export function acceptDrops(reading, say) {
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", async (event) => {
    const given = event.dataTransfer;
    if (event.target instanceof HTMLTextAreaElement && !given?.files.length) return;
    event.preventDefault();
    try {
      const raw = given?.files[0] ? await readFile(given.files[0]) : given?.getData("text/plain") || "";
      const source = await reading.bringAny(raw);
      const places = [...(reading.articles.get(source)?.places.values() || [])];
      const found = places.filter(({ status }) => status === "found" || status === "unverified").length;
      say(`“${reading.model.nameOf(source)}”: ${found} of ${count(places.length, "passage")} found.`);
    } catch (error) {
      say(error instanceof Error ? error.message : "This could not be read.");
    }
  });
}

/**
 * What was found and what was not.
 *
 * @param {Model} model
 * @param {Reading} reading
 * @param {string} source
 * @param {Article} article
 * @param {State} state
 */
function account(model, reading, source, article, state) {
  const passages = reading.passagesOf(source);
  /** @param {string} key */
  const status = (key) => article.places.get(key)?.status || "missing";
  const found = passages.filter(({ key }) => ["found", "unverified"].includes(status(key)));
  const faults = passages.filter((one) => !found.includes(one));
  const sealed = article.sealed === null ? "" : article.sealed ? " The text is the one that was coded, word for word." :
    " The text is not quite the one that was coded.";
  const unverified = found.some(({ key }) => status(key) === "unverified");
  return make("section.read-account", null,
    make("p.read-sum", { role: "status" }, `${found.length} of ${count(passages.length, "passage")} found.${sealed}`),
    found.length > 0 && tellColours(),
    unverified && make("p.quiet", null, globalThis.crypto?.subtle ? "A passage that is not sealed has no digest to verify its words by." :
      "This page was not opened over https or from disk, so the browser verifies no digests."),
    faults.length > 0 && make("ul.read-faults", null, faults.map(({ key, passage, statement }) => make("li", null,
      make("strong", null, `⚠ ${TOLD[status(key)]}: `), `${tellParagraph(passage)} ${tellEnds(passage)}, `,
      make("a", { href: traceOf(statement.key, state) }, named(tellSpeakers(model, statement)), ": ", named(model.nameOf(statement.claim)))))),
    reading.embedded.includes(source.slice("source/".length)) ? null :
      make("button", { type: "button", click: () => reading.forget(source) }, "Put the text away"));
}

/**
 * The article, paragraph by paragraph, with what is said in each beside it.
 *
 * @param {Model} model
 * @param {Reading} reading
 * @param {string} source
 * @param {Article} article
 * @param {State} state
 */
function body(model, reading, source, article, state) {
  const placed = reading.passagesOf(source).flatMap(({ key, passage, statement }) =>
    (article.places.get(key)?.spans || []).map((span) => ({ key, passage, statement, ...span })));
  const { text } = article;
  return make("div.read-body", null, text.blocks.map((block) => {
    const here = placed.filter(({ start }) => start >= block.start && start < block.stop)
      .sort((a, b) => a.start - b.start || a.stop - b.stop);
    const through = placed.filter(({ start, stop }) => start < block.stop && stop > block.start);
    const said = marked(model, text, block, through, state);
    const notes = here.length > 0 && make("ul.read-notes", null, here.map((one) => note(model, one, article, state)));
    const number = block.paragraph && make("span.read-number", null, `¶${block.paragraph}`);
    return make("div.read-block", null,
      make(block.paragraph ? "p.read-text" : "h2.read-text", { lang: model.data.things[source].inLanguage?.toString(), dir: "auto" }, number, said), notes);
  }));
}

/**
 * @param {Model} model
 * @param {{key: string, passage: Passage, statement: Statement, paragraph: number | null}} one
 * @param {Article} article
 * @param {State} state
 */
function note(model, { key, passage, statement, paragraph }, article, state) {
  const claim = model.claims.get(statement.claim);
  const light = { pointerenter: () => lighten(key, true), pointerleave: () => lighten(key, false),
    focusin: () => lighten(key, true), focusout: () => lighten(key, false) };
  const told = TOLD[article.places.get(key)?.status || "missing"];
  const coded = paragraph === passage.paragraph ? "" : `, coded in ${tellParagraph(passage)}`;
  return make("li", { class: `side-${sideTaken(model, statement) || "neither"}`, "data-passage": key, ...light },
    make("a", { href: traceOf(statement.key, state) }, named(claim?.name || statement.claim)),
    make(`p.where-speaker.quiet.${statement.stance}`, null,
      make("span.sign", { "aria-hidden": "true" }, SIGNS[statement.stance]),
      ` ${statement.taken} `, named(tellSpeakers(model, statement)),
      `${statement.narrated ? " (narrator)" : ""}, ${tellManner(model, statement)}${coded}`),
    told && make("p.read-told", null, `⚠ ${told}`));
}

/**
 * @param {string} key
 * @param {boolean} on
 */
function lighten(key, on) {
  for (const mark of document.querySelectorAll(".read-text mark")) {
    const whose = (mark.getAttribute("data-passages") || "").split(" ");
    if (whose.includes(key)) mark.classList.toggle("lit", on);
  }
}

/**
 * A block's words, those under a passage marked; where passages meet, marks are split.
 *
 * @param {Model} model
 * @param {Article["text"]} text
 * @param {{start: number, stop: number}} block
 * @param {{key: string, statement: Statement, start: number, stop: number}[]} placed
 * @param {State} state
 */
function marked(model, text, block, placed, state) {
  const cuts = [...new Set([block.start, block.stop, ...placed.flatMap(({ start, stop }) => [start, stop])])]
    .filter((at) => at >= block.start && at <= block.stop).sort((a, b) => a - b);
  const made = document.createDocumentFragment();
  let shown = outwards(text.raw, text.words[block.start].start, -1);
  for (let n = 0; n + 1 < cuts.length; n += 1) {
    const begin = text.words[cuts[n]].start;
    const last = cuts[n + 1] === block.stop;
    const end = last ? outwards(text.raw, text.words[cuts[n + 1] - 1].end, 1) : text.words[cuts[n + 1] - 1].end;
    const over = placed.filter(({ start, stop }) => start <= cuts[n] && stop >= cuts[n + 1]);
    append(made, text.raw.slice(shown, begin));
    append(made, over.length ? mark(model, text.raw.slice(begin, end), over, state) : text.raw.slice(begin, end));
    shown = end;
  }
  return made;
}

/**
 * @param {Model} model
 * @param {string} words
 * @param {{key: string, statement: Statement}[]} over
 * @param {State} state
 */
function mark(model, words, over, state) {
  const side = sideTaken(model, over[0].statement) || "neither";
  const at = over.some(({ statement }) => statement.key === state.at);
  const told = over.map(({ statement }) => `${tellSpeakers(model, statement)} ${statement.taken.split(" ")[0]}`);
  return make("mark", { class: `side-${side}${at ? " at" : ""}`, title: told.join("; "), "data-passages": over.map(({ key }) => key).join(" ") }, words);
}

/**
 * Widen a place to the marks that stand close to it: quotation marks, full stops.
 *
 * @param {string} raw
 * @param {number} at
 * @param {-1 | 1} step
 */
function outwards(raw, at, step) {
  let place = at;
  for (let sign = raw[step < 0 ? place - 1 : place]; sign && !/\s/.test(sign); sign = raw[step < 0 ? place - 1 : place]) place += step;
  return place;
}
