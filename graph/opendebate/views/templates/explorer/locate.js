// Passages found again in any copy of their article, as opendebate/coding/passages.py finds them.

import { digest, words } from "./tokenizer.js";
import { firstFrom } from "./article-text.js";

/** @typedef {import("./article-text.js").Text} Text */
/**
 * What is kept of a passage; with both a word count and a digest it is sealed.
 *
 * @typedef {{
 *   from: string, to: string, paragraph?: number | null, words?: number | null, sha256?: string | null
 * }} Passage
 */
/**
 * A run of words of a text, as a range of word indexes, and the paragraph it begins in; null if
 * that is a heading.
 *
 * @typedef {{start: number, stop: number, paragraph: number | null}} Span
 */
/**
 * Found once, found more than once, changed between its ends, missing, or found once by its ends
 * and their distance while its digest is not known or cannot be worked out here.
 *
 * @typedef {"found" | "ambiguous" | "changed" | "missing" | "unverified"} Status
 */
/**
 * How a passage stands in a text, where, and for a changed one the place most like it.
 *
 * @typedef {{status: Status, spans: Span[], suggestion: Span | null}} Location
 */

const SLACK = 10; // words by which any changed passage may have grown or shrunk, besides its own length

/**
 * Find a passage in a text.
 *
 * A sealed passage is found only word for word. Where a passage may mean several spans, its paragraph
 * decides between them; without one, or with several in it, it is ambiguous.
 *
 * @param {Passage} passage
 * @param {Text} text a copy of the source, or its body
 * @returns {Promise<Location>}
 */
export async function locate(passage, text) {
  const ends = new Ends(passage, text);
  const near = passage.words ? ends.counted() : ends.nearest();
  const { spans, verified } = await thatFit(passage, near, text);
  if (spans.length > 1) return { status: "ambiguous", spans, suggestion: null };
  if (spans.length) return { status: verified ? "found" : "unverified", spans, suggestion: null };
  const suggestion = ends.likeliest(isNone(passage.words) ? near : ends.plausible());
  return { status: suggestion ? "changed" : "missing", spans: [], suggestion };
}

/**
 * Keep the spans that have the passage's digest, if it has one, and of these those in its paragraph, if any.
 *
 * @param {Passage} passage
 * @param {Span[]} spans
 * @param {Text} text
 * @returns {Promise<{spans: Span[], verified: boolean}>}
 */
async function thatFit(passage, spans, text) {
  const digests = passage.sha256
    ? await Promise.all(spans.map((span) => digest(text.words.slice(span.start, span.stop))))
    : [null];
  const verified = !digests.includes(null);
  const same = verified ? spans.filter((_, i) => digests[i] === passage.sha256) : spans;
  const here = isNone(passage.paragraph) ? [] : same.filter((span) => span.paragraph === passage.paragraph);
  return { spans: here.length ? here : same, verified };
}

/** The first and last words of a passage, and where they stand in a text. */
class Ends {
  /**
   * @param {Passage} passage
   * @param {Text} text
   */
  constructor(passage, text) {
    this.text = text;
    this.first = words(passage.from).map((word) => word.text);
    this.last = words(passage.to).map((word) => word.text);
    this.shortest = Math.max(this.first.length, this.last.length);
    this.count = passage.words || 0;
    this.paragraph = passage.paragraph ?? null;
    this.starts = text.occurrences(this.first);
  }

  /**
   * @param {number} start
   * @param {number} stop
   * @returns {Span}
   */
  span(start, stop) {
    return { start, stop, paragraph: this.text.paragraphAt(start) };
  }

  /** Return the spans that have both ends and the right number of words. */
  counted() {
    const width = this.last.length;
    if (this.count < this.shortest) return [];
    return this.starts
      .filter((start) => this.text.hasAt(start + this.count - width, this.last))
      .map((start) => this.span(start, start + this.count));
  }

  /** Return from each place of the first words the span to the nearest of the last. */
  nearest() {
    const [width, lasts] = [this.last.length, this.text.occurrences(this.last)];
    return this.starts.flatMap((start) => {
      const last = lasts[firstFrom(lasts, start + this.shortest - width)];
      return last === undefined ? [] : [this.span(start, last + width)];
    });
  }

  /** Return from each place of the first words the span that is nearest in length. */
  plausible() {
    const [width, lasts] = [this.last.length, this.text.occurrences(this.last)];
    return this.starts.flatMap((start) => {
      const i = firstFrom(lasts, start + this.count - width);
      const spans = lasts
        .slice(Math.max(i - 1, 0), i + 1)
        .map((last) => this.span(start, last + width))
        .filter((span) => span.stop - start >= this.shortest && this.amiss(span) <= this.count + SLACK);
      return spans.length ? [least(spans, (span) => this.amiss(span))] : [];
    });
  }

  /**
   * Return the span in the right paragraph, if any, that is nearest in length.
   *
   * @param {Span[]} spans
   */
  likeliest(spans) {
    const here = spans.filter((span) => span.paragraph === this.paragraph);
    const among = here.length ? here : spans;
    return among.length ? least(among, (span) => this.amiss(span)) : null;
  }

  /**
   * Tell by how many words a span is too long or too short.
   *
   * @param {Span} span
   */
  amiss(span) {
    return Math.abs(span.stop - span.start - this.count);
  }
}

/**
 * Return the first of those for which a number is least.
 *
 * @template T
 * @param {T[]} list
 * @param {(one: T) => number} number
 */
function least(list, number) {
  return list.reduce((best, one) => (number(one) < number(best) ? one : best));
}

/** @param {unknown} value */
function isNone(value) {
  return value === null || value === undefined;
}
