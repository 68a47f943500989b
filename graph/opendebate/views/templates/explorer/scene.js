// A picture of what is seen: boxes, lines and words, measured in the page.

/** @typedef {{x: number, y: number, width: number, height: number}} Box */
/**
 * @typedef {{stroke: string, weight: number, dash: string}} Stroke
 * @typedef {Stroke & Box & {kind: "box", fill: string, radius: number}} BoxShape
 * @typedef {Stroke & {kind: "line", x1: number, y1: number, x2: number, y2: number}} LineShape
 * @typedef {Stroke & {kind: "path", d: string, x: number, y: number, fill: string}} PathShape
 * @typedef {{kind: "text", x: number, y: number, width: number, text: string, size: number, bold: string,
 *   italic: boolean, rtl: boolean, fill: string, font: string}} TextShape
 * @typedef {(BoxShape | LineShape | PathShape | TextShape) & {opacity?: number}} Shape
 * @typedef {{width: number, height: number, page: string, font: string, title: string, about: string,
 *   shapes: Shape[]}} Scene
 * @typedef {{x: number, y: number, ink: CanvasRenderingContext2D | null}} Pen
 */

const PAD = 24;
const FOOT = 20; // height of a line at the foot
const TALLEST = 12_000;
const LEFT_OUT = "button:not(.table-sort, .jump), input, select, textarea, .hidden, .printed-address, .map-controls, a.button, .map-legend a, script, style";
const HALVES = /^linear-gradient\(90deg, (rgb[^)]*\)) 50%, (rgb[^)]*\)) 50%\)$/;
const CLEAR = /^(transparent|rgba\(0, 0, 0, 0\)|none)$/;

/**
 * Measure an element with all that is seen in it.
 *
 * @param {HTMLElement} root
 * @param {string} title
 * @param {string} source told at the foot
 * @param {boolean} withWords whether sentences of an article that the reader brought along may be in it
 * @returns {Scene}
 */
export function sceneOf(root, title, source, withWords) {
  root.classList.toggle("without-words", !withWords);
  const spelt = spellOut(root);
  try {
    for (const row of root.querySelectorAll(".claim-row")) row.dispatchEvent(new Event("still"));
    const about = root.querySelector(".trace-headline, .map-finding")?.textContent || "";
    const more = root.querySelector(".trace-more:not([hidden])") ? " · The page shows more claims." : "";
    return framed(root, title, about, source + more);
  } finally {
    root.classList.remove("still", "without-words");
    for (const one of spelt) one.remove();
  }
}

/**
 * @param {HTMLElement} root
 * @param {string} title
 * @param {string} about
 * @param {string} source
 * @returns {Scene}
 */
function framed(root, title, about, source) {
  const { left, top, width: seen, height: tall } = root.getBoundingClientRect();
  const pen = { x: PAD - left, y: PAD - top, ink: document.createElement("canvas").getContext("2d") };
  const { color: fill, fontFamily: font, backgroundColor: page } = getComputedStyle(document.body);
  const width = Math.ceil(Math.max(seen, root.scrollWidth)) + PAD * 2;
  const full = Math.ceil(tall) + PAD * 2, end = Math.min(full, TALLEST);
  const shapes = [...walk(root, pen)].filter((one) => reach(one) < end);
  const told = full > TALLEST ? `${source} · The picture is cut here; the page shows all of it.` : source;
  if (pen.ink) pen.ink.font = `13px ${font}`;
  const foot = broken(told, width - PAD * 2, pen.ink);
  const height = end + foot.length * FOOT + PAD / 2;
  if (full > TALLEST) {
    const box = { x: 0, y: end, width, height: height - end, radius: 0 };
    shapes.push({ kind: "box", ...box, fill: page, stroke: "none", weight: 0, dash: "" });
  }
  for (const [n, text] of foot.entries()) {
    const place = { x: PAD, y: end + n * FOOT + PAD / 2, width: 0, size: 13, bold: "400" };
    shapes.push({ kind: "text", ...place, text, italic: false, rtl: false, fill, font });
  }
  return { width, height, page, font, title, about, shapes };
}

/**
 * Measure an element that has the size of the picture.
 *
 * @param {HTMLElement} root
 * @param {string} title
 * @returns {Scene}
 */
export function boxScene(root, title) {
  const { left, top, width, height } = root.getBoundingClientRect();
  const pen = { x: -left, y: -top, ink: document.createElement("canvas").getContext("2d") };
  const { fontFamily: font, backgroundColor: page } = getComputedStyle(root);
  return { width, height, page, font, title, about: "", shapes: [...walk(root, pen)] };
}

/**
 * How far down a picture must go to show something: the beginning of a shape, but all of a line of words.
 *
 * @param {Shape} one
 */
function reach(one) {
  if (one.kind === "text") return one.y + one.size / 3;
  return one.kind === "line" ? Math.min(one.y1, one.y2) : one.y;
}

/**
 * Words in lines that are no longer than there is room.
 *
 * @param {string} text
 * @param {number} room
 * @param {CanvasRenderingContext2D | null} ink
 */
function broken(text, room, ink) {
  const lines = [""];
  for (const word of text.match(/\S{1,24}\s*/g) || []) {
    const longer = lines[lines.length - 1] + word;
    if (ink && ink.measureText(longer.trimEnd()).width > room) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/**
 * Put what only the style sheet says (marks, quotation marks) into the page as words that can be measured.
 *
 * @param {HTMLElement} root
 * @returns {Element[]} to be taken away again
 */
function spellOut(root) {
  const all = [...root.querySelectorAll("*")];
  const found = all.flatMap((element) => ["::before", "::after"].flatMap((side) => {
    const { content, color } = getComputedStyle(element, side);
    const text = { "open-quote": "“", "close-quote": "”" }[content] || /^"([^"]+)"$/.exec(content)?.[1];
    return text && !element.matches(LEFT_OUT) ? [{ element, side, text, color }] : [];
  }));
  root.classList.add("still");
  return found.map(({ element, side, text, color }) => {
    const span = document.createElement("span");
    span.textContent = text;
    span.style.color = color;
    element[side === "::before" ? "prepend" : "append"](span);
    return span;
  });
}

/**
 * @param {Element} element
 * @param {Pen} pen
 * @returns {Generator<Shape>}
 */
function* walk(element, pen) {
  const style = getComputedStyle(element);
  const boxless = style.display === "contents";
  const hidden = !boxless && !element.checkVisibility({ visibilityProperty: true });
  if (hidden || element.matches(LEFT_OUT)) return;
  yield* faded(parts(element, style, pen), style.opacity);
}

/**
 * Shapes as faint as the style sheet has them; none of what it does not show at all.
 *
 * @param {Iterable<Shape>} shapes
 * @param {string} opacity
 * @returns {Generator<Shape>}
 */
function* faded(shapes, opacity) {
  const share = Number(opacity);
  if (share > 0) for (const one of shapes) yield share < 1 ? { ...one, opacity: share * (one.opacity ?? 1) } : one;
}

/**
 * An element's surface, words and children.
 *
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {Pen} pen
 * @returns {Generator<Shape>}
 */
function* parts(element, style, pen) {
  if (element instanceof SVGSVGElement) {
    yield* paths(element, pen);
    return;
  }
  yield* surface(element, style, pen);
  for (const child of element.childNodes) {
    if (child instanceof Element) yield* walk(child, pen);
    else if (child instanceof Text && child.data.trim()) yield* words(child, style, pen);
  }
}

/**
 * The background and borders of an element.
 *
 * @param {Element} element
 * @param {CSSStyleDeclaration} style
 * @param {Pen} pen
 * @returns {Generator<Shape>}
 */
function* surface(element, style, pen) {
  const sides = ["top", "right", "bottom", "left"].map((side) => {
    const get = (/** @type {string} */ what) => style.getPropertyValue(`border-${side}-${what}`);
    const weight = get("style") === "none" || CLEAR.test(get("color")) ? 0 : parseFloat(get("width"));
    const dash = get("style") === "dashed" ? `${weight * 2} ${weight * 1.5}` : "";
    return { weight, stroke: get("color"), dash };
  });
  const fill = CLEAR.test(style.backgroundColor) ? "none" : style.backgroundColor;
  const [first] = sides;
  const alike = first.weight > 0 && sides.every((one) =>
    one.weight === first.weight && one.stroke === first.stroke && one.dash === first.dash);
  const { weight, stroke, dash } = alike ? first : { weight: 0, stroke: "none", dash: "" };
  for (const rect of element.getClientRects()) {
    const x = rect.left + pen.x, y = rect.top + pen.y, { width, height } = rect;
    const radius = Math.min(parseFloat(style.borderTopRightRadius) || 0, height / 2, width / 2);
    const two = HALVES.exec(style.backgroundImage);
    if (two) yield* halves(two.slice(1), { x, y, width, height }, radius);
    if (alike || fill !== "none") {
      const box = { x: x + weight / 2, y: y + weight / 2, width: width - weight, height: height - weight };
      yield { kind: "box", ...box, radius, fill, stroke, weight, dash };
    }
    if (alike) continue;
    const half = sides.map((side) => side.weight / 2);
    const ends = [
      [x, y + half[0], x + width, y + half[0]], [x + width - half[1], y, x + width - half[1], y + height],
      [x, y + height - half[2], x + width, y + height - half[2]], [x + half[3], y, x + half[3], y + height],
    ];
    for (const [n, side] of sides.entries()) {
      const [x1, y1, x2, y2] = ends[n];
      if (side.weight) yield { kind: "line", x1, y1, x2, y2, ...side };
    }
  }
}

/**
 * A surface of two colours side by side.
 *
 * @param {string[]} fills
 * @param {Box} box
 * @param {number} radius
 * @returns {Generator<Shape>}
 */
function* halves([left, right], { x, y, width, height }, radius) {
  const turn = `a${radius} ${radius} 0 0 1`, rest = { x, y, stroke: "none", weight: 0, dash: "" };
  const half = `M${width / 2} 0H${width - radius}${turn} ${radius} ${radius}V${height - radius}${turn} ${-radius} ${radius}H${width / 2}Z`;
  yield { kind: "box", ...rest, width, height, radius, fill: left };
  yield { kind: "path", ...rest, fill: right, d: half };
}

/**
 * The lines between the cards.
 *
 * @param {SVGSVGElement} picture
 * @param {Pen} pen
 * @returns {Generator<Shape>}
 */
function* paths(picture, pen) {
  const { left, top } = picture.getBoundingClientRect();
  for (const path of picture.querySelectorAll("path")) {
    const { fill, stroke, strokeWidth, strokeDasharray, opacity } = getComputedStyle(path);
    yield* faded([{
      kind: "path", d: path.getAttribute("d") || "", x: left + pen.x, y: top + pen.y,
      fill: CLEAR.test(fill) ? "none" : fill, stroke: CLEAR.test(stroke) ? "none" : stroke,
      weight: parseFloat(strokeWidth) || 0,
      dash: strokeDasharray === "none" ? "" : strokeDasharray.replaceAll("px", ""),
    }], opacity);
  }
}

/**
 * The words of a text, line by line as they are broken in the page.
 *
 * @param {Text} node
 * @param {CSSStyleDeclaration} style
 * @param {Pen} pen
 * @returns {Generator<TextShape>}
 */
function* words(node, style, pen) {
  const range = document.createRange();
  /** @type {{text: string, left: number, right: number, top: number, height: number}[]} */
  const lines = [];
  for (const { index, 0: word } of node.data.matchAll(/\S+|\s+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
    // A word may be broken too: then it is taken letter by letter.
    const pieces = rects.length > 1 && word.trim() ?
      letters(node, index, word, range) : rects.map((rect) => ({ text: word, rect }));
    for (const { text, rect: { left, right, top, height } } of pieces) {
      const last = lines.at(-1);
      if (last && Math.abs(last.top - top) < 2) {
        last.text += text;
        if (!text.trim()) continue;
        last.left = Math.min(last.left, left);
        last.right = Math.max(last.right, right);
      } else if (text.trim()) lines.push({ text, left, right, top, height });
    }
  }
  const size = parseFloat(style.fontSize);
  const share = baseline(pen.ink, style);
  for (const line of lines) {
    const text = line.text.replace(/\s+/g, " ").trimEnd();
    if (!text) continue;
    yield {
      kind: "text", text, size, fill: style.color, bold: style.fontWeight,
      x: line.left + pen.x, y: line.top + pen.y + line.height * share, width: line.right - line.left,
      italic: style.fontStyle === "italic", rtl: style.direction === "rtl",
      font: style.fontFamily,
    };
  }
}

/**
 * @param {Text} node
 * @param {number} start
 * @param {string} word
 * @param {Range} range
 */
function letters(node, start, word, range) {
  let at = start;
  return [...word].flatMap((text) => {
    range.setStart(node, at);
    range.setEnd(node, at + text.length);
    at += text.length;
    const rect = range.getClientRects()[0];
    return rect && rect.width > 0 ? [{ text, rect }] : [];
  });
}

/**
 * How far down in its line box the line stands on which letters stand, as a share.
 *
 * @param {CanvasRenderingContext2D | null} ink
 * @param {CSSStyleDeclaration} style
 */
function baseline(ink, style) {
  if (!ink) return 0.8;
  ink.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = ink.measureText("x");
  return up / (up + down);
}
