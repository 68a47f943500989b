// The networks are pages beside this one; where they were not written, the page says what they are and how to get them.

import { make } from "./dom.js";
import { writeState } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {Record<string, string>} Networks addresses of pages by the names of their networks */

const LENS_OF = /** @type {Record<string, string>} */ ({ actor: "actors", claim: "claims", policy: "policies" });
const WORDS = {
  actors: ["Actors", "who agrees and who disagrees with whom, on how many claims"],
  claims: ["Claims", "which claims support and attack which"],
  debate: ["Debate", "actors, claims, models and policies in one network"],
  policies: ["Policies", "what policies bind, and which claims they respond to"],
};

/**
 * Where the networks are: the page of that in which what is shown here is chosen, or the words below.
 *
 * @param {Networks} networks
 * @param {State} state
 */
export function networksHref(networks, { view, key }) {
  const [first = writeState({ view: "networks" })] = Object.values(networks);
  const page = view === "trace" && networks[LENS_OF[key.split("/")[0]] || "debate"];
  return page ? page + writeState({ view, key }) : first;
}

/** @param {Networks} networks */
export function networksView(networks) {
  const pages = Object.keys(networks).length;
  return make("article.stories", null, make("h1", null, "Networks"),
    make("p", null, pages ? "Each network is a page of its own." : "Each network is a page of its own, and this page was written without them."),
    make("ul", null, Object.entries(WORDS).map(([name, [title, words]]) => make("li", null,
      networks[name] ? make("a", { href: networks[name] }, title) : make("strong", null, title), `: ${words}`))),
    pages ? null : make("p", null, "Whoever has the coding writes this page and the networks beside it with ", make("code", null, "opendebate view"),
      ", or in Python with ", make("code", null, "debate.view().save(\"debate.html\")"), ". The pages of ", make("code", null, "opendebate site"), " and ", make("code", null, "opendebate serve"), " have them in any case."));
}
