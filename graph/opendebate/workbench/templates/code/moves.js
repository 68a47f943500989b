// Moving a selection by keys: from sentence to sentence, mark to mark, word to word.

/** @typedef {import("./article.js").Article} Article */
/** @typedef {import("./article.js").Run} Run */
/**
 * What moves go by: the article, and what is not coded yet.
 *
 * @typedef {{article: Article, stretches: Run[]}} Ground
 */
/** @typedef {(ground: Ground, run: Run | null) => Run | null} Move */

/** The first of sorted runs that begins after a word. @type {(runs: Run[], word: number) => Run | null} */
const after = (runs, word) => runs.find(([start]) => start > word) || null;
/** @type {(runs: Run[], word: number) => Run | null} */
const before = (runs, word) => [...runs].reverse().find(([start]) => start < word) || null;

/**
 * The runs between punctuation marks.
 *
 * @param {Article} article
 * @returns {Run[]}
 */
function phrases({ edges }) {
  const runs = edges.slice(1).map((edge, i) => /** @type {Run} */ ([edges[i], edge]));
  return runs.filter(([start, stop]) => start < stop);
}

/** @type {(run: Run | null, at: number) => number} */
const startOf = (run, otherwise) => (run ? run[0] : otherwise);

/** What each move makes of a selection; null where there is nothing more that way. @type {Record<string, Move>} */
export const MOVES = {
  nextSentence: ({ article }, run) => after(article.sentences, startOf(run, -1)),
  previousSentence: ({ article }, run) => before(article.sentences, startOf(run, article.total)),
  nextPhrase: ({ article }, run) => after(phrases(article), startOf(run, -1)),
  previousPhrase: ({ article }, run) => before(phrases(article), startOf(run, article.total)),
  nextUncoded: ({ stretches }, run) => after(stretches, startOf(run, -1)) || stretches[0] || null,
  quotation: ({ article }, run) => {
    const start = startOf(run, -1);
    const here = article.quotations.find(([first, last]) => run && first < run[1] && run[0] < last);
    const isIt = here && run && here[0] === run[0] && here[1] === run[1];
    return here && !isIt ? here : after(article.quotations, start);
  },
  endForward: ({ article }, run) => run && withEnd(article, run, run[1] + 1),
  endBack: ({ article }, run) => run && withEnd(article, run, run[1] - 1),
  startForward: ({ article }, run) => run && withStart(article, run, run[0] + 1),
  startBack: ({ article }, run) => run && withStart(article, run, run[0] - 1),
  endToNextMark: ({ article }, run) => run && withEnd(article, run, article.edges.find((edge) => edge > run[1])),
  endToMarkBefore: ({ article }, run) => run && withEnd(article, run, lastBelow(article.edges, run[1])),
  startToNextMark: ({ article }, run) => run && withStart(article, run, article.edges.find((edge) => edge > run[0])),
  startToMarkBefore: ({ article }, run) => run && withStart(article, run, lastBelow(article.edges, run[0])),
};

/**
 * @param {number[]} edges
 * @param {number} at
 */
function lastBelow(edges, at) {
  return [...edges].reverse().find((edge) => edge < at);
}

/**
 * @param {Article} article
 * @param {Run} run
 * @param {number | undefined} stop
 * @returns {Run | null}
 */
function withEnd(article, [start], stop) {
  return stop !== undefined && stop > start && stop <= article.total ? [start, stop] : null;
}

/**
 * @param {Article} article
 * @param {Run} run
 * @param {number | undefined} start
 * @returns {Run | null}
 */
function withStart(article, [, stop], start) {
  return start !== undefined && start >= 0 && start < stop && start < article.total ? [start, stop] : null;
}

/**
 * The stretch to go on with after a passage.
 *
 * @param {Run[]} stretches
 * @param {number} word the word after the passage
 */
export function stretchAfter(stretches, word) {
  return stretches.find(([start]) => start >= word) || stretches[0] || null;
}
