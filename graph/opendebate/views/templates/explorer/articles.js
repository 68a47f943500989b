// Articles that the reader has brought along. They stay in this page and are forgotten with it.

import { locate } from "./locate.js";
import { bodyOf, looksLikeHtml, stripTags, textOf } from "./article-text.js";
import { closeQuotations } from "./tokenizer.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Statement} Statement */
/** @typedef {import("./model.js").Passage} Passage */
/** @typedef {ReturnType<typeof textOf>} Text */
/** @typedef {Awaited<ReturnType<typeof locate>>} Location */
/** @typedef {{status: Location["status"], words: string}} Spoken */
/**
 * @typedef {object} Article
 * @property {Text} text its body
 * @property {boolean | null} sealed whether its words are those that were sealed; null if that cannot be told
 * @property {Map<string, Location>} places where each passage stands, by the passage's key
 */

export const LIMIT = 20_000_000;

export class Reading {
  /** @param {Model} model */
  constructor(model) {
    this.model = model;
    /** @type {Map<string, Article>} by the source's key */
    this.articles = new Map();
    /** @type {() => void} */
    this.changed = () => undefined;
    /** @type {Map<string, string>} what is wrong with an article that came with the page, by its source */
    this.unfit = new Map();
    /** Sources whose article came with the page. */
    this.embedded = Object.keys(model.data.texts || {});
  }

  /**
   * Call somebody whenever an article is brought or taken away; articles in the page come first.
   *
   * @param {() => void} changed
   */
  async follow(changed) {
    this.changed = changed;
    for (const [slug, raw] of Object.entries(this.model.data.texts || {})) {
      try {
        await this.bring(`source/${slug}`, raw);
      } catch (error) {
        this.unfit.set(`source/${slug}`, error instanceof Error ? error.message : String(error));
        this.changed();
      }
    }
  }

  /**
   * Take an article's text, and find every passage in it.
   *
   * @param {string} source
   * @param {string} raw plain text or HTML
   * @returns {Promise<Article>} rejected, with words for the reader, if it is no such article
   */
  async bring(source, raw) {
    const article = await this.read(source, raw);
    this.articles.set(source, article);
    this.changed();
    return article;
  }

  /**
   * @param {string} source
   * @param {string} raw
   * @returns {Promise<Article>}
   */
  async read(source, raw) {
    if (raw.length > LIMIT) throw new Error("This is larger than 20 MB. Give one article.");
    if (raw.includes("\0") || raw.startsWith("%PDF-")) throw new Error("This is no text. Save the article as plain text or HTML.");
    const text = textOf(looksLikeHtml(raw) ? stripTags(raw) : raw);
    if (!text.words.length) throw new Error("There are no words in it.");
    const known = this.model.data.things[source];
    const { text: body, sealed } = await bodyOf(text, /** @type {any} */ (known));
    if (known.sourceKind === "od:SocialMedia") body.blocks.forEach((block, i) => { block.paragraph = i + 1; }); // posts have no headings
    const places = new Map();
    for (const { key, passage } of this.passagesOf(source)) places.set(key, await locate(passage, body));
    return { text: body, sealed, places };
  }

  /**
   * Take a text whose source is not said: the one in which most passages are found.
   *
   * @param {string} raw
   * @returns {Promise<string>} the source's key
   */
  async bringAny(raw) {
    const sources = this.model.ofKind("source").map((one) => one.key);
    let best = { source: "", found: 0 };
    let told = new Error("This page has no source.");
    for (const source of sources) {
      try {
        const { places } = await this.read(source, raw);
        const found = [...places.values()].filter(({ spans }) => spans.length > 0).length;
        if (found > best.found) best = { source, found };
      } catch (error) {
        if (error instanceof Error) told = error;
      }
    }
    if (best.found === 0 && sources.length === 1) throw told;
    if (best.found === 0) throw new Error("No passage of any source is in this text.");
    await this.bring(best.source, raw);
    return best.source;
  }

  /** @param {string} source */
  forget(source) {
    this.articles.delete(source);
    this.changed();
  }

  /**
   * @param {string} source
   * @returns {{key: string, passage: Passage, statement: Statement}[]}
   */
  passagesOf(source) {
    return [...this.model.statements.values()].filter((one) => one.source === source)
      .flatMap((statement) => statement.passages.map((passage) => ({ key: passage.key, passage, statement })));
  }

  /**
   * The words of a statement's passages where its article is at hand, else null. Of a changed one
   * what stands in its place.
   *
   * @param {Statement} statement
   * @returns {Spoken[] | null}
   */
  spoken(statement) {
    const article = this.articles.get(statement.source);
    if (!article) return null;
    return statement.passages.map(({ key }) => {
      const place = article.places.get(key);
      const span = place?.spans[0] || place?.suggestion;
      return { status: place?.status || "missing", words: span ? wordsOf(article.text, span.start, span.stop) : "" };
    });
  }
}

/**
 * Words as they are written, with what stands between them.
 *
 * @param {Text} text
 * @param {number} start
 * @param {number} stop
 */
function wordsOf(text, start, stop) {
  return closeQuotations(text.raw.slice(text.words[start].start, text.words[stop - 1].end).replace(/\s+/g, " "));
}
