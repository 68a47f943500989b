// The article's text: coded words in the colour of a side, and selecting words by mouse or touch.

import { make } from "../../../views/templates/explorer/dom.js";

/** @typedef {import("./article.js").Article} Article */
/** @typedef {import("./article.js").Run} Run */
/** The class of CSS for highlights, which older browsers lack. */
const REGISTRY = /** @type {any} */ (globalThis.CSS)?.highlights;

const STILL = 250; // ms for which the handles of a touch screen stand still
const PART = 40; // rows that are laid out together
const LINE = 1.75; // height of a line, in rem
const IN_A_LINE = 65; // characters

/** The text in rows, one for each paragraph; beside it is room for entries. */
export class TextView {
  /**
   * @param {Article} article
   * @param {string} language
   * @param {{select: (run: Run) => void, click: (word: number) => void}} wishes
   */
  constructor(article, language, wishes) {
    this.article = article;
    this.wishes = wishes;
    this.texts = article.blocks.map(({ paragraph, text }) => {
      const tag = paragraph === null ? "h2" : "p";
      return make(`${tag}.text`, { dir: "auto", lang: language }, document.createTextNode(text));
    });
    this.rows = this.texts.map((text) => make("div.row", null, text));
    /** The lists of statements beside blocks that have some. @type {Map<number, HTMLElement>} */
    this.lists = new Map();
    this.element = make("div.rows", null);
    this.element.append(...inParts(this.rows, article));
    this.element.addEventListener("pointerup", (event) => this.pointed(event));
    document.addEventListener("selectionchange", () => this.touched());
    this.byTouch = false;
    /** What the browser had selected when a finger came down. @type {Run | null} */
    this.atTouch = null;
    this.still = 0; // a timer
    /** The words that were brought into sight last. @type {Run | null} */
    this.revealed = null;
    this.element.addEventListener("pointerdown", (event) => {
      this.byTouch = event.pointerType === "touch";
      this.atTouch = this.byTouch ? this.selected() : null;
    });
  }

  /**
   * The list of statements beside a block, made when it is needed first.
   *
   * @param {number} block
   */
  listAt(block) {
    const known = this.lists.get(block);
    if (known) return known;
    const { paragraph } = this.article.blocks[block];
    const list = make("ol.entries", { "aria-label": `Statements of ${paragraph === null ? "the heading" : `paragraph ${paragraph}`}` });
    this.rows[block].append(list);
    this.lists.set(block, list);
    return list;
  }

  /** @param {PointerEvent} event */
  pointed(event) {
    clearTimeout(this.still);
    const selected = this.selected();
    if (selected && String(selected) !== String(this.atTouch)) {
      if (!this.byTouch) getSelection()?.removeAllRanges();
      this.wishes.select(selected);
      return;
    }
    getSelection()?.removeAllRanges(); // a tap: what was selected before is not meant
    const place = caret(event.clientX, event.clientY);
    const block = place ? this.texts.findIndex((text) => text.contains(place.node)) : -1;
    if (place && block >= 0) this.wishes.click(this.wordAt(block, place.offset));
  }

  /** Selecting by the handles of a touch screen says only that the selection changed; wait until they stand still, since the text may scroll then. */
  touched() {
    clearTimeout(this.still);
    if (!this.byTouch || !this.selected()) return;
    this.still = setTimeout(() => {
      const selected = this.selected();
      if (selected) this.wishes.select(selected);
    }, STILL);
  }

  /**
   * The words that the browser's own selection touches.
   *
   * @returns {Run | null}
   */
  selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const [first, last] = [range.startContainer, range.endContainer].map((node) => this.blockWith(node));
    if (first < 0) return null;
    const start = this.wordAt(first, this.offset(range.startContainer, range.startOffset));
    const { start: from, words } = this.article.blocks[last < 0 ? first : last];
    if (last < 0) return start < from + words.length ? [start, from + words.length] : null;
    const offset = this.offset(range.endContainer, range.endOffset);
    const stop = from + words.filter(([begin]) => begin < offset).length;
    return start < stop ? [start, stop] : null;
  }

  /** @param {Node} node */
  blockWith(node) {
    return this.texts.findIndex((text) => text.contains(node));
  }

  /**
   * @param {Node} node
   * @param {number} offset
   */
  offset(node, offset) {
    return node.nodeType === Node.TEXT_NODE ? offset : offset ? Infinity : 0;
  }

  /**
   * The word at a position of a block's text, or the next.
   *
   * @param {number} block
   * @param {number} offset
   */
  wordAt(block, offset) {
    const { start, words } = this.article.blocks[block];
    const i = words.findIndex(([, end]) => end > offset);
    return start + (i < 0 ? words.length - (offset === Infinity ? 0 : 1) : i);
  }

  /**
   * The ranges of the page in which words stand.
   *
   * @param {Run} run
   */
  ranges([start, stop]) {
    const ranges = [];
    for (let i = this.article.blockOf(start); i <= this.article.blockOf(stop - 1); i++) {
      const { start: first, words } = this.article.blocks[i];
      const node = this.texts[i].firstChild;
      if (!node) continue;
      const range = document.createRange();
      range.setStart(node, words[Math.max(start - first, 0)][0]);
      range.setEnd(node, words[Math.min(stop - first, words.length) - 1][1]);
      ranges.push(range);
    }
    return ranges;
  }

  /**
   * Colour some words by the name of a highlight in the style sheet.
   *
   * @param {string} name
   * @param {Run[]} runs
   */
  paint(name, runs) {
    if (!REGISTRY) return;
    const ranges = runs.flatMap((run) => this.ranges(run));
    REGISTRY.set(name, new /** @type {any} */ (globalThis).Highlight(...ranges));
  }

  /**
   * Leave what the browser itself has selected, unless it is these words.
   *
   * @param {Run} run
   */
  leave(run) {
    const selected = this.selected();
    if (selected && String(selected) !== String(run)) getSelection()?.removeAllRanges();
  }

  /**
   * Scroll until words are in the upper part of the window. What comes into sight may be higher than was guessed, so look again.
   *
   * @param {Run} run
   * @param {number} floor where something covers the window from below
   * @param {number} [tries]
   */
  reveal(run, floor, tries = 4) {
    const [range] = this.ranges(run);
    this.revealed = run;
    if (!range) return;
    const { top, bottom } = range.getBoundingClientRect();
    if (top >= 80 && bottom <= floor * 0.7) return;
    scrollBy({ top: top - Math.max(floor * 0.25, 90) });
    if (tries) requestAnimationFrame(() => this.revealed === run && this.reveal(run, floor, tries - 1));
  }
}

/**
 * Rows in parts, which the browser lays out when they come into sight; until then it guesses how high each is.
 *
 * @param {HTMLElement[]} rows
 * @param {Article} article
 */
function inParts(rows, { blocks }) {
  const parts = [];
  for (let i = 0; i < rows.length; i += PART) {
    const part = make("div.part", null);
    part.append(...rows.slice(i, i + PART));
    const height = blocks.slice(i, i + PART).reduce((sum, { text }) => sum + 1 + LINE * Math.ceil(text.length / IN_A_LINE), 0);
    part.style.setProperty("contain-intrinsic-block-size", `auto ${Math.round(height)}rem`);
    parts.push(part);
  }
  return parts;
}

/** Whether this browser can colour words of the text. */
export const CAN_COLOUR = Boolean(REGISTRY);

/**
 * @param {number} x
 * @param {number} y
 * @returns {{node: Node, offset: number} | null}
 */
function caret(x, y) {
  const page = /** @type {any} */ (document);
  if (page.caretPositionFromPoint) {
    const at = page.caretPositionFromPoint(x, y);
    return at && { node: at.offsetNode, offset: at.offset };
  }
  const range = page.caretRangeFromPoint?.(x, y);
  return range ? { node: range.startContainer, offset: range.startOffset } : null;
}
