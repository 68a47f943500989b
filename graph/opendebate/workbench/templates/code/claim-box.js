// Choosing a claim, or writing a new one.

import { brief } from "../../../views/templates/explorer/dom.js";
import { beginningWith } from "./claim-words.js";
import { Picker } from "./picker.js";
import { get } from "./server.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {import("./picker.js").Option} Option */

const SHOWN = 5;
const NEW = "new claim:";

/**
 * A claim as an option: its text, side and who has a stance on it.
 *
 * @param {Bench} bench
 * @param {string} id
 * @returns {Option}
 */
export function claimOption(bench, id) {
  const by = bench.state.speakers_by_claim[id] || [];
  const side = bench.sideOf(id);
  const sideTold = side === "neither" ? "neutral" : side;
  const who = by.slice(0, 2).map((actor) => bench.nameOf(actor)).join(", ") + (by.length > 2 ? " …" : "");
  return { value: id, name: brief(String(bench.claims[id]?.text || id), 140), note: who ? `${sideTold} · ${who}` : sideTold, sign: `side-${side}` };
}

/**
 * The ids of claims that some words may mean: those whose words begin so, then those most like them.
 *
 * @param {Bench} bench
 * @param {string} text
 * @returns {Promise<string[]>}
 */
export async function claimsFor(bench, text) {
  const begun = claimsBeginning(bench, text);
  /** @type {[string, number][]} */
  const like = text ? await get(`claims?words=${encodeURIComponent(text.slice(0, 1_500))}`) : [];
  return [...new Set([...begun, ...like.map(([id]) => id)])].slice(0, SHOWN);
}

/**
 * The ids of claims in which each word of a text begins some word.
 *
 * @param {Bench} bench
 * @param {string} text
 */
function claimsBeginning(bench, text) {
  const texts = Object.entries(bench.claims).map(([id, claim]) => /** @type {[string, string]} */ ([id, String(claim.text)]));
  return beginningWith(text, texts, SHOWN);
}

/**
 * A field for claims other than the statement's own, such as reasons.
 *
 * @param {Bench} bench
 * @param {{label: string, hint: string, first: () => string[], choose: (id: string) => void, home: () => void, create?: (text: string) => void}} wishes without `create` no new claim is offered
 */
export function otherClaimPicker(bench, { label, hint, first, choose, home, create }) {
  return new Picker({
    label, hint, home, other: create,
    find: async (text) => {
      if (!text) return first().map((id) => claimOption(bench, id));
      const options = (await claimsFor(bench, text)).map((id) => claimOption(bench, id));
      return create ? withNew(bench, text, options) : options;
    },
    choose: ({ value }, text) => (create && value === NEW ? create(text) : choose(value)),
  });
}

/**
 * Options with that of making a new claim: the last, or the first where no claim begins so.
 *
 * @param {Bench} bench
 * @param {string} text
 * @param {Option[]} options
 * @returns {Option[]}
 */
function withNew(bench, text, options) {
  const created = { value: NEW, name: `New claim: “${text}”`, note: "Ctrl+Enter" };
  return claimsBeginning(bench, text).length ? [...options, created] : [created, ...options];
}

/**
 * The field for the statement's claim: with nothing typed it proposes the claims most like the passage.
 *
 * @param {Bench} bench
 * @param {{passage: () => string, choose: (id: string) => void, create: (text: string) => void, home: () => void, enter: () => void}} wishes
 */
export function claimPicker(bench, { passage, choose, create, home, enter }) {
  return new Picker({
    label: "Claim", hint: "Search, or write a new claim", alwaysOpen: true, most: SHOWN + 1, home, enter, other: create,
    find: async (text) => {
      const ids = await claimsFor(bench, text || passage());
      const options = ids.map((id) => claimOption(bench, id));
      return text ? withNew(bench, text, options) : options;
    },
    choose: (option, text) => (option.value === NEW ? create(text) : choose(option.value)),
  });
}
