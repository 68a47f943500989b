// The search box, and what one sees at an address that names nothing.

import { noteState } from "./address.js";
import { append, count, make, named } from "./dom.js";
import { answered, search, suggest } from "./search.js";
import { traceOf } from "./state.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Thing} Thing */
/** @typedef {import("./state.js").State} State */

const FEW_CLOSE = 5; // names that are offered where one is misspelt
const SHOWN = 50;
const BETWEEN = /([^\p{L}\p{M}\p{N}]+)/u; // what stands between words

/**
 * Make the search box: a combobox whose options are traces. The words are in the address as long as their list is open.
 *
 * @param {Model} model
 * @param {() => State} now
 * @returns {{box: HTMLElement, follow(): void}} follow opens and closes the list as the address says
 */
export function findBox(model, now) {
  const list = make("ul.find-list", { id: "found", role: "listbox", "aria-label": "Found", hidden: true });
  const told = make("p.hidden", { role: "status" });
  const none = make("div.find-none", { hidden: true });
  const field = make("input", {
    id: "search", type: "text", role: "combobox", placeholder: "Find a name or a claim",
    autocomplete: "off", spellcheck: "false", enterkeyhint: "go",
    "aria-autocomplete": "list", "aria-controls": "found", "aria-expanded": "false",
  });
  /** @type {Thing[]} */
  let things = [];
  let chosen = -1;

  /** @param {number} n */
  const choose = (n) => {
    chosen = n;
    for (const [at, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(at === n));
    const option = list.children[n];
    if (option) option.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  };
  const hide = () => {
    list.hidden = true;
    none.hidden = true;
    field.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const note = (/** @type {string} */ words) => now().find !== words && noteState(now(), { find: words });
  const close = () => {
    hide();
    note("");
  };
  /** @param {Thing | undefined} thing */
  const go = (thing) => {
    if (!thing) return;
    field.value = "";
    hide();
    location.hash = traceOf(thing.key, now());
  };
  const look = () => {
    const words = field.value.trim();
    things = search(model, words);
    list.replaceChildren(...things.slice(0, SHOWN).map((thing, n) => option(thing, n, words, go)));
    list.hidden = things.length === 0;
    none.hidden = !words || things.length > 0;
    field.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
    const more = things.length > SHOWN ? `, ${SHOWN} shown` : "";
    told.textContent = words ? `${count(things.length, "thing")} found${more}` : "";
    if (!none.hidden) none.replaceChildren(nothing(model, words, now()));
    note(words);
  };
  const follow = () => {
    const { find } = now();
    if (find ? field.value.trim() === find && field.getAttribute("aria-expanded") === "true" : list.hidden && none.hidden) return;
    field.value = find;
    if (!find) return hide();
    field.focus({ preventScroll: true });
    look();
  };
  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (event.key === "ArrowDown" && list.hidden) look();
    else if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : 0);
    else if (event.key === "ArrowUp") choose(chosen > 0 ? chosen - 1 : last);
    else if (event.key === "Enter" && list.hidden) look();
    else if (event.key === "Enter") go(things[Math.max(chosen, 0)]);
    else if (event.key === "Escape" && field.getAttribute("aria-expanded") === "false" && none.hidden) field.value = "";
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  const box = make("div.find-box", null, make("label.hidden", { for: "search" }, "Find a name or a claim"), field, list, none, told);
  box.addEventListener("focusout", (event) => {
    if (!(event.relatedTarget instanceof Node && box.contains(event.relatedTarget))) close();
  });
  none.addEventListener("click", close);
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
  });
  return { box, follow };
}

/**
 * @param {Thing} thing
 * @param {number} n
 * @param {string} words
 * @param {(thing: Thing) => void} go
 */
function option(thing, n, words, go) {
  const made = make("li", { id: `found-${n}`, role: "option", "aria-selected": "false", class: `find-option side-${sideOf(thing)}` },
    make("span.find-name", null, marked(thing.name, words)),
    make("span.find-kind", null, thing.what, also(thing, words)));
  // Before the field loses its focus, which would close the list.
  made.addEventListener("pointerdown", (event) => event.preventDefault());
  made.addEventListener("click", () => go(thing));
  return made;
}

/** @param {Thing} thing */
function sideOf(thing) {
  return "side" in thing ? thing.side : "neither";
}

/**
 * The other name or the description that was found, where the name itself does not show why.
 *
 * @param {Thing} thing
 * @param {string} words
 */
function also(thing, words) {
  if (finds(thing.name, words)) return null;
  const other = thing.names.find((name) => finds(name, words));
  if (other) return make("span", null, " · also ", named(other.slice(0, 80)));
  return finds(thing.description, words) ? make("span", null, " · ", named(cut(thing.description))) : null;
}

/** @param {string} text */
function cut(text) {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/**
 * @param {string} name
 * @param {string} words
 */
function finds(name, words) {
  return name.split(BETWEEN).some((piece) => answered(words, piece) > 0);
}

/**
 * A name with the words that were looked for set apart.
 *
 * @param {string} name
 * @param {string} words
 */
function marked(name, words) {
  const shown = name.length > 200 ? `${name.slice(0, 199)}…` : name;
  const made = make("bdi");
  for (const piece of shown.split(BETWEEN)) {
    const length = answered(words, piece);
    append(made, length ? make("mark", null, piece.slice(0, length)) : null, piece.slice(length));
  }
  return made;
}

/**
 * What to say where nothing is found.
 *
 * @param {Model} model
 * @param {string} words
 * @param {State} [state]
 */
function nothing(model, words, state) {
  const close = suggest(model, words, FEW_CLOSE);
  const shown = words.length > 60 ? `${words.slice(0, 59)}…` : words;
  const made = make("div", null, make("p", null, "Nothing is called “", named(shown), "”."));
  if (close.length) append(made, make("p", null, "Did you mean one of these?"), links(close, state));
  else append(made, make("p", null, "Names of people, organisations, models, policies, topics and events can be found, and words of claims. Try one of these:"), links(examples(model), state));
  return made;
}

/**
 * @param {Thing[]} things
 * @param {State} [state]
 */
function links(things, state) {
  return make("ul.find-links", null, things.map((thing) => make("li", null,
    make("a", { href: traceOf(thing.key, state) }, named(thing.name.slice(0, 120))), make("span.quiet", null, ` ${thing.what}`))));
}

/**
 * One thing of each kind.
 *
 * @param {Model} model
 */
function examples(model) {
  return ["actor", "model", "policy", "topic", "claim"].flatMap((kind) => model.ofKind(kind).slice(0, 1));
}

/**
 * What is shown at an address that names nothing.
 *
 * @param {Model} model
 * @param {string} key
 * @returns {HTMLElement}
 */
export function unknownView(model, key) {
  const id = key.slice(key.lastIndexOf("/") + 1), words = id.replaceAll("-", " ");
  const same = [...model.things.values()].filter((thing) => thing.id === id && thing.kind !== "context");
  const close = same.length ? same : suggest(model, words, FEW_CLOSE);
  return make("article.unknown", null,
    make("h1", null, "Nothing is at this address"),
    make("p", null, "The link leads to “", named(words.slice(0, 120)), "”, which is not in this debate. It may be misspelt, or come from another debate or another version of this page."),
    close.length > 0 && [make("p", null, "Did you mean one of these?"), links(close)],
    make("p", null, "Find a name or a claim in the field above, or begin with the ", make("a", { href: "#/" }, "map"), " or the ",
      make("a", { href: "#/overview" }, "overview"), "."));
}
