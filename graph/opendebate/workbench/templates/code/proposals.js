// What is proposed for a passage: its speaker, its mode, and what the speaker's last statement says.

/** @typedef {import("./article.js").Article} Article */
/** @typedef {import("./article.js").Run} Run */
/** @typedef {Record<string, any>} Data */
/**
 * What proposals go by. `voices` are who speaks where no speaker is named, `turns` those of a transcript, `reported` what the article reports of whom.
 *
 * @typedef {{
 *   article: Article, statements: {record: Data, spans: Run[]}[], mentions: [word: number, actor: string][],
 *   voices: string[], turns: {speaker: string, words: Run}[], reported: import("./bench.js").Reported[], authorsSpeak: boolean, printsSpeech: boolean,
 * }} Context
 */

const ANOTHER_PARAGRAPH = 1_000;
const GUESSED = 20_000; // who may be new, and is not quoted, comes last
const LATER = 5_000; // words after a passage's paragraph seldom name its speaker

/** @type {(value: any) => string[]} */
const listed = (value) => (Array.isArray(value) ? value : value ? [value] : []);

/**
 * How far words are from a passage: further in another paragraph, and furthest behind it.
 *
 * @param {Article} article
 * @param {Run[]} pieces
 * @param {Run} words
 */
function distance(article, pieces, [start, stop]) {
  const block = article.blockOf(pieces[0][0]);
  const other = article.blockOf(start);
  const apart = Math.min(...pieces.map((piece) => Math.max(start - piece[1] + 1, piece[0] - stop + 1, 0)));
  return apart + (other < block ? ANOTHER_PARAGRAPH : other > block ? LATER : 0);
}

/**
 * The actors named or speaking near a passage, nearest first.
 *
 * @param {Context} context
 * @param {Run[]} pieces
 * @returns {string[]}
 */
export function nearestActors(context, pieces) {
  if (!pieces.length) return [];
  /** @type {Map<string, number>} */
  const nearest = new Map();
  const note = (/** @type {string} */ actor, /** @type {Run} */ words) => {
    const far = distance(context.article, pieces, words);
    if (far < (nearest.get(actor) ?? Infinity)) nearest.set(actor, far);
  };
  const turn = turnAt(context, pieces);
  if (turn) nearest.set(turn.speaker, -1);
  for (const [start, stop, speaker, quoted, isNew] of reportsAt(context, pieces)) {
    if (quoted || !isNew) note(speaker, [start, stop]);
    else nearest.set(speaker, GUESSED);
  }
  for (const { speaker, words } of context.turns) note(speaker, [words[0], words[0] + 1]);
  for (const [word, actor] of context.mentions) note(actor, [word, word + 1]);
  for (const { record, spans } of context.statements) {
    for (const actor of listed(record.speaker)) spans.forEach((span) => note(actor, span));
  }
  return [...nearest].sort((a, b) => a[1] - b[1]).map(([actor]) => actor);
}

/**
 * The share of a passage that stands in quotation marks.
 *
 * @param {Article} article
 * @param {Run[]} pieces
 */
function quotedShare({ quoted }, pieces) {
  let [inside, all] = [0, 0];
  for (const [start, stop] of pieces) {
    for (let i = start; i < stop; i++) inside += quoted[i];
    all += stop - start;
  }
  return all ? inside / all : 0;
}

/**
 * The turn of a transcript in which a passage begins.
 *
 * @param {Context} context
 * @param {Run[]} pieces
 */
function turnAt({ turns }, pieces) {
  const [first] = pieces[0] || [-1];
  return turns.find(({ words: [start, stop] }) => start <= first && first < stop);
}

/**
 * What the article reports in the words of a passage.
 *
 * @param {Context} context
 * @param {Run[]} pieces
 */
function reportsAt({ reported }, pieces) {
  return reported.filter(([start, stop]) => pieces.some(([first, last]) => first < stop && start < last));
}

/**
 * Who seems to speak: in a transcript whose turn it is; of a quotation the nearest one named; otherwise who spoke just before in the same sentence.
 *
 * @param {Context} context
 * @param {Run[]} pieces
 * @returns {string[]}
 */
export function proposedSpeaker(context, pieces) {
  const turn = turnAt(context, pieces);
  if (turn) return context.authorsSpeak && context.voices.includes(turn.speaker) ? [] : [turn.speaker];
  if (context.authorsSpeak || !pieces.length) return [];
  if (quotedShare(context.article, pieces) > 0) {
    const quoted = reportsAt(context, pieces).find((report) => report[3]);
    const [first] = quoted ? [quoted[2]] : nearestActors(context, pieces);
    return first ? [first] : [];
  }
  const [start] = context.article.sentenceAt(pieces[0][0]);
  const before = lastBefore(context, pieces[0][1], start, () => true);
  return before ? listed(before.record.speaker) : [];
}

/**
 * The statement that ends last before a word and not before another.
 *
 * @param {Context} context
 * @param {number} word
 * @param {number} from
 * @param {(record: Data) => boolean} fits
 */
function lastBefore({ statements }, word, from, fits) {
  let best = null;
  let end = from;
  for (const statement of statements) {
    const last = Math.max(...statement.spans.map(([start]) => start), -1);
    if (last >= end && last < word && fits(statement.record)) [best, end] = [statement, last];
  }
  return best;
}

/**
 * The statement of the same speakers that stands last before a passage.
 *
 * @param {Context} context
 * @param {string[]} speakers
 * @param {Run[]} pieces
 * @returns {{record: Data, sameParagraph: boolean} | null}
 */
export function previousOf(context, speakers, pieces) {
  if (!speakers.length || !pieces.length) return null;
  const wanted = speakers.join();
  const [[, stop]] = pieces;
  const found = lastBefore(context, stop, -1, (record) => listed(record.speaker).join() === wanted);
  if (!found) return null;
  const { article } = context;
  return { record: found.record, sameParagraph: article.blockOf(found.spans[0][0]) === article.blockOf(pieces[0][0]) };
}

/**
 * The mode that the quotation marks suggest.
 *
 * @param {Context} context
 * @param {Run[]} pieces
 * @param {string[]} speaker
 */
export function proposedMode(context, pieces, speaker) {
  const { article, authorsSpeak, printsSpeech } = context;
  const share = quotedShare(article, pieces);
  if (speaker.length && turnAt(context, pieces)?.speaker === speaker.join()) return "verbatim";
  if (authorsSpeak && !speaker.length) return printsSpeech ? "verbatim" : "evaluation";
  if (!speaker.length) return "narration";
  if (printsSpeech || share === 1) return "verbatim";
  return share > 0 ? "mixed" : "paraphrase";
}

/**
 * Why a mode and the quotation marks disagree; "" if they do not.
 *
 * @param {Context} context
 * @param {Run[]} pieces
 * @param {string} mode
 */
export function modeWarning(context, pieces, mode) {
  const { article, authorsSpeak, printsSpeech } = context;
  if (authorsSpeak || printsSpeech || !pieces.length || turnAt(context, pieces)) return "";
  const share = quotedShare(article, pieces);
  if ((mode === "verbatim" || mode === "mixed") && !share) return "These words are not in quotation marks.";
  if (mode === "verbatim" && share < 1) return "Some of these words are outside the quotation marks: mixed?";
  if (mode === "paraphrase" && share === 1) return "All of these words are in quotation marks: verbatim?";
  return "";
}
