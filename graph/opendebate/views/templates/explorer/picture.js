// A scene drawn again: as SVG, or painted as PNG.

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./scene.js").Shape} Shape */

const LARGEST = 16_000; // pixels of a side that every browser can paint

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
  .replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd");
/** @param {number} length */
const round = (length) => Math.round(length * 10) / 10;

/**
 * A colour as every program reads it; browsers tell a mixed one in a form that is newer than SVG.
 *
 * @param {string} color
 */
function plain(color) {
  const [r, g, b, a = 1] = (/^color\(srgb (.+)\)$/.exec(color)?.[1] || "").split(/[ /]+/).map(Number);
  if (b === undefined) return color;
  const told = [r, g, b].map((part) => Math.round(part * 255)).join(", ");
  return a < 1 ? `rgba(${told}, ${a})` : `rgb(${told})`;
}

/**
 * Write one SVG element.
 *
 * @param {string} name
 * @param {Record<string, string | number | false>} attributes
 * @param {string} [inside]
 */
function tag(name, attributes, inside) {
  const told = [`<${name}`];
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "number") told.push(`${key}="${round(value)}"`);
    else if (value) told.push(`${key}="${escaped(plain(value))}"`);
  }
  return told.join(" ") + (inside === undefined ? "/>\n" : `>${inside}</${name}>\n`);
}

/**
 * @param {Shape} one
 * @param {string} font of the picture
 */
function drawn(one, font) {
  const opacity = one.opacity !== undefined && String(Math.round(one.opacity * 100) / 100);
  if (one.kind === "text") {
    const fitted = one.width > 0 && { textLength: one.width, lengthAdjust: "spacingAndGlyphs" };
    return tag("text", {
      x: one.x, y: one.y, "font-size": one.size, "font-weight": one.bold !== "400" && one.bold,
      "font-style": one.italic && "italic", "font-family": one.font !== font && one.font, fill: one.fill, direction: one.rtl && "rtl",
      "text-anchor": one.rtl && "end", ...fitted, opacity,
    }, escaped(one.text));
  }
  const stroke = one.weight > 0 && one.stroke !== "none" &&
    { stroke: one.stroke, "stroke-width": one.weight, "stroke-dasharray": one.dash };
  if (one.kind === "line") return tag("line", { x1: one.x1, y1: one.y1, x2: one.x2, y2: one.y2, ...stroke, opacity });
  if (one.kind === "path") {
    const transform = `translate(${round(one.x)} ${round(one.y)})`;
    return tag("path", { d: one.d, transform, fill: one.fill, ...stroke, "stroke-linecap": "round", opacity });
  }
  const { x, y, width, height, radius: rx, fill } = one;
  return tag("rect", { x, y, width, height, rx, fill, ...stroke, opacity });
}

/**
 * @param {Scene} scene
 * @returns {string} a file of its own
 */
export function toSvg({ width, height, page, font, title, about, shapes }) {
  const frame = {
    xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, role: "img",
    "aria-labelledby": "title", "font-family": font,
  };
  const words = tag("title", { id: "title" }, escaped(title)) + (about && tag("desc", {}, escaped(about)));
  const paper = tag("rect", { width, height, fill: page });
  return tag("svg", frame, `\n${words}${paper}${shapes.map((one) => drawn(one, font)).join("")}`);
}

/**
 * @param {Scene} scene
 * @param {number} most how many pixels each of the scene's becomes, if that is not too large
 * @returns {Blob | null} a PNG, or nothing where the browser cannot paint it
 */
export function toPng({ width, height, page, shapes }, most) {
  const scale = Math.min(most, LARGEST / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.floor(width * scale);
  canvas.height = Math.floor(height * scale);
  const ink = canvas.getContext("2d");
  if (!ink) return null;
  ink.scale(scale, scale);
  ink.fillStyle = page;
  ink.fillRect(0, 0, width, height);
  for (const one of shapes) paint(ink, one);
  // toBlob would wait until the browser has nothing else to do: up to seven seconds.
  const [start, bytes] = canvas.toDataURL("image/png").split(",");
  if (!start.startsWith("data:image/png")) return null; // a browser's answer where memory is short
  return new Blob([Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0))], { type: "image/png" });
}

/**
 * @param {CanvasRenderingContext2D} ink
 * @param {Shape} one
 */
function paint(ink, one) {
  ink.save();
  ink.globalAlpha = one.opacity ?? 1;
  if (one.kind === "text") {
    ink.font = `${one.italic ? "italic " : ""}${one.bold} ${one.size}px ${one.font}`;
    ink.direction = one.rtl ? "rtl" : "ltr";
    ink.textAlign = "left";
    ink.fillStyle = one.fill;
    ink.fillText(one.text, one.x, one.y, one.width || undefined);
    ink.restore();
    return;
  }
  const path = one.kind === "path" ? new Path2D(one.d) : new Path2D();
  if (one.kind === "path") {
    ink.translate(one.x, one.y);
    ink.lineCap = "round"; // the dots of a dotted line are its caps
  }
  if (one.kind === "box") path.roundRect(one.x, one.y, one.width, one.height, one.radius);
  if (one.kind === "line") {
    path.moveTo(one.x1, one.y1);
    path.lineTo(one.x2, one.y2);
  }
  const fill = one.kind === "line" ? "none" : one.fill;
  ink.fillStyle = fill;
  if (fill !== "none") ink.fill(path);
  ink.strokeStyle = one.stroke;
  ink.lineWidth = one.weight;
  if (one.dash) ink.setLineDash(one.dash.split(/[ ,]+/).map(Number));
  if (one.weight > 0 && one.stroke !== "none") ink.stroke(path);
  ink.restore();
}
