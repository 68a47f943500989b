// The article as runs of words: where sentences, quotations and punctuation marks divide it.

/** A run of words: the number of its first word, and that of the word after its last. @typedef {[start: number, stop: number]} Run */
/** A paragraph or heading; `words` are positions in its text. @typedef {{paragraph: number | null, start: number, text: string, words: Run[]}} Block */
/** What one speaker of a transcript says. @typedef {[speaker: string, start: number, stop: number]} Turn */
/** As the server sends it: `words` are the beginning and end of each word, one after the other. @typedef {{blocks: (Omit<Block, "words"> & {words: number[]})[], sentences: Run[], quotations: Run[], turns: Turn[]}} ArticleData */

const MARK = /[\p{P}\p{S}]/u;
const DIVIDES = /[\s—–“”„«»"‘’「」『』。，、；：？！،؛؟।]/u;

/** An article: its words have numbers from 0 on. */
export class Article {
  /** @param {ArticleData} data */
  constructor({ blocks, sentences, quotations, turns }) {
    /** @type {Block[]} */
    this.blocks = blocks.map(({ words, ...block }) => ({ ...block, words: pairs(words) }));
    this.turns = turns;
    this.sentences = sentences;
    this.quotations = quotations;
    const last = this.blocks[this.blocks.length - 1];
    this.total = last ? last.start + last.words.length : 0;
    /** 1 for each word in quotation marks. */
    this.quoted = new Uint8Array(this.total);
    for (const [start, stop] of quotations) this.quoted.fill(1, start, stop);
    /** @type {number[] | null} */
    this.foundEdges = null;
  }

  /** Where a passage may well begin or end: at a punctuation mark or the edge of a block. */
  get edges() {
    this.foundEdges ||= this.blocks.flatMap(edgesOf);
    return this.foundEdges;
  }

  /**
   * The block in which a word stands.
   *
   * @param {number} word
   */
  blockOf(word) {
    let [low, high] = [0, this.blocks.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.blocks[middle].start <= word) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /**
   * The words of a run as they are written.
   *
   * @param {Run} run
   */
  slice([start, stop]) {
    const parts = [];
    for (let i = this.blockOf(start); i <= this.blockOf(stop - 1); i++) {
      const { start: first, text, words } = this.blocks[i];
      const from = Math.max(start - first, 0);
      const to = Math.min(stop - first, words.length);
      parts.push(text.slice(words[from][0], words[to - 1][1]));
    }
    return parts.join(" ");
  }

  /**
   * The first and last words of a run, and "…" between them.
   *
   * @param {Run} run
   */
  ends([start, stop]) {
    if (stop - start <= 6) return this.slice([start, stop]);
    return `${this.slice([start, start + 3])} … ${this.slice([stop - 3, stop])}`;
  }

  /**
   * The sentence with a word, or its heading; behind the label of a turn, the sentence after it.
   *
   * @param {number} word
   * @returns {Run}
   */
  sentenceAt(word) {
    const { start, words } = this.blocks[this.blockOf(word)];
    const end = start + words.length;
    const found = this.sentences.find(([first, stop]) => word < stop && first < end);
    return found || [start, end];
  }
}

/**
 * @param {number[]} ends
 * @returns {Run[]}
 */
function pairs(ends) {
  return Array.from({ length: ends.length / 2 }, (_, i) => [ends[2 * i], ends[2 * i + 1]]);
}

/**
 * @param {Block} block
 * @returns {number[]}
 */
function edgesOf({ start, text, words }) {
  const edges = [start];
  for (let i = 1; i < words.length; i++) {
    const between = text.slice(words[i - 1][1], words[i][0]);
    if (MARK.test(between) && DIVIDES.test(between)) edges.push(start + i);
  }
  edges.push(start + words.length);
  return edges;
}

/**
 * What is not coded yet, divided at sentences and at the edges of quotations.
 *
 * @param {Article} article
 * @param {Run[]} gaps runs of words that no passage covers
 * @returns {Run[]}
 */
export function uncodedStretches(article, gaps) {
  const cuts = [...new Set([...article.sentences.map(([start]) => start), ...article.quotations.flat()])];
  cuts.sort((a, b) => a - b);
  let next = 0;
  return gaps.flatMap(([start, stop]) => {
    /** @type {Run[]} */
    const parts = [];
    let from = start;
    while (next < cuts.length && cuts[next] <= from) next++;
    for (; next < cuts.length && cuts[next] < stop; next++) {
      parts.push([from, cuts[next]]);
      from = cuts[next];
    }
    parts.push([from, stop]);
    return parts;
  });
}
