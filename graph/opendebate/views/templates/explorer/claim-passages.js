// Where statements stand, beside the card of the claim they are about.

import { make, named } from "./dom.js";
import { evidence } from "./evidence.js";
import { traceOf } from "./state.js";
import { gaveUp, voicesOf } from "./positions.js";
import { inRole, inSentence, SIGNS, tellNames } from "./wording.js";

/** @typedef {import("./model.js").Statement} Statement */
/**
 * @typedef {object} Weave what all cards of a trace are made with
 * @property {import("./filter.js").Shown} shown
 * @property {import("./model.js").Model} model
 * @property {import("./state.js").State} state
 * @property {import("./evidence.js").Reading} reading
 * @property {import("./trace.js").Trace} trace
 * @property {import("./notable.js").Marks} marks
 * @property {Map<string, HTMLElement>} places the heading of each claim where its reasons stand
 * @property {Set<string>} told facts from outside the sources that the head tells
 * @property {boolean} sourced whether there are several sources, so that each place needs its own
 * @property {import("./connector-routes.js").Link[]} links of the row that is being made
 */

/**
 * Where statements stand; who makes them is told before each, if `whose` asks for it.
 *
 * @param {Weave} weave
 * @param {Statement[]} said
 * @param {HTMLElement} card
 * @param {boolean} [whose]
 */
export function where(weave, said, card, whose = true) {
  if (!said.length) return null;
  const items = said.map((one) => {
    const made = evidence(weave.model, one, weave.reading, { state: weave.state, sourced: weave.sourced });
    const item = make("li.where-item", null, whose && speakersOf(weave, one), made);
    weave.links.push({ kind: "where", tone: "place", stated: true, from: card, to: item });
    return item;
  });
  return make("ul.where", null, items);
}

/**
 * Who says something: "denied by Wendy Hall (on behalf of the United Nations)".
 *
 * @param {Weave} weave
 * @param {Statement} one
 */
function speakersOf({ model, state }, one) {
  const names = one.speakers.flatMap((key, n) => [
    n > 0 && (n < one.speakers.length - 1 ? ", " : " and "), make("a", { href: traceOf(key, state) }, named(inSentence(model.nameOf(key)))),
  ]);
  const gone = voicesOf(one).filter((key) => gaveUp(model, one, key)).map((key) => inSentence(model.nameOf(key)));
  return make(`p.where-speaker.${one.stance}`, null,
    make("span.sign", { "aria-hidden": "true" }, `${SIGNS[one.stance]} `),
    `${one.taken} `, ...names, one.narrated && " (narrator)",
    inRole(one).flatMap(([how, whom]) => [` (${how}`, named(whom === one.capacity ? whom : model.nameOf(whom)), ")"]),
    one.mode === "hypothetical" && " (hypothetical)",
    gone.length > 0 && ["; later ", named(tellNames(gone)), " took the opposite stance"]);
}
