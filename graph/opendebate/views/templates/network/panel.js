// The panel beside the picture: what is chosen, and its ties in words.

import { dated } from "../explorer/dates.js";

function make(name, text, parent, className) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text) element.append(dated(text, element));
  return parent.appendChild(element);
}

/** The panel; `choose(id)` is called when somebody follows a tie in it. */
export function panelOf({ panel, data, things, ties, choose }) {
  const kinds = [...document.querySelectorAll(".legend input")].map((input) => input.value);
  const order = ([words]) => {
    const edge = data.edges.find((one) => one.words === words || one.inverse === words);
    return kinds.indexOf(edge.line);
  };

  function head(thing) {
    panel.replaceChildren();
    panel.scrollTop = 0;
    make("bdi", thing.name, make("h2", "", panel));
    make("p", thing.kind, panel);
    if (thing.names.length) make("bdi", thing.names.join(", "), make("p", "also called ", panel, "hint"));
    if (!data.explorer || thing.ends?.length) return;
    const trace = make("a", "Trace it in the explorer", make("p", "", panel, "trace"));
    trace.href = `${data.explorer}#/${encodeURI(thing.id).replace(/[?#]/g, encodeURIComponent)}`;
    trace.target = "_blank";
  }
  function groupsOf(id) {
    const groups = new Map();
    for (const edge of ties.get(id)) {
      const there = edge.from === id, words = there ? edge.words : edge.inverse;
      if (!groups.has(words)) groups.set(words, []);
      groups.get(words).push([things.get(there ? edge.to : edge.from), edge.more]);
    }
    return [...groups].sort((a, b) => order(a) - order(b));
  }
  function listed(words, others) {
    make("h3", `${words} (${others.length})`, panel);
    const list = make("ul", "", panel);
    for (const [other, more] of others) {
      const item = make("li", "", list), button = make("button", "", item);
      button.type = "button";
      make("bdi", other.name, button);
      button.addEventListener("click", () => choose(other.id));
      make("small", more ? `${other.kind} · ${more}` : other.kind, item);
    }
  }
  return {
    tell(id) {
      const thing = things.get(id), groups = groupsOf(id);
      head(thing);
      if (/^https?:\/\//i.test(thing.link || "")) {
        const link = make("a", "Its page on the web", make("p", "", panel));
        link.href = thing.link;
        link.rel = "noreferrer noopener";
        link.target = "_blank";
      }
      for (const [words, others] of groups) listed(words, others);
      if (!groups.length) make("p", "No tie of the kinds shown here leads to it.", panel, "hint");
    },
    // What a search finds among the things that the picture leaves out.
    tellLeft(thing) {
      head(thing);
      make("p", `Left out here: ${thing.why}.`, panel, "hint");
    },
    empty() {
      panel.replaceChildren();
      make("p", "Nothing is chosen. Click a symbol, or type a name above.", panel, "hint");
    },
  };
}
