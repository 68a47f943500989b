// Making elements. All that comes from data is set as text; no markup is ever made from it.

import { dated } from "./dates.js";

/** @typedef {Node | string | number | null | undefined | false} Child */
/** @typedef {Record<string, string | number | boolean | ((event: any) => void) | null | undefined>} Attributes */

/**
 * Make an element: `make("a.chip", { href }, "text", child)`.
 *
 * Attributes that are null, undefined or false are left out; functions listen to the event they
 * are named after (`{ click: (event) => … }`).
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T | `${T}.${string}`} name tag, with classes
 * @param {Attributes | null} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(name, attributes, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = /** @type {HTMLElementTagNameMap[T]} */ (document.createElement(tag));
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(key, String(value));
  }
  append(element, ...children);
  return element;
}

/**
 * Append children, texts as text, in which no date breaks over two lines; what is null, undefined, false or empty is left out.
 *
 * @param {Element | DocumentFragment} parent
 * @param {...(Child | Child[])} children
 */
export function append(parent, ...children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false || child === "") continue;
    parent.append(child instanceof Node ? child : dated(String(child), parent));
  }
}

/**
 * Make an SVG element.
 *
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number>} attributes
 * @param {...Node} children
 * @returns {SVGElementTagNameMap[T]}
 */
export function draw(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/**
 * The first words of a text that is too long to stand whole.
 *
 * @param {string} text
 * @param {number} most characters
 */
export function brief(text, most) {
  return text.length <= most ? text : `${text.slice(0, most).replace(/\s+\S*$|[\uD800-\uDBFF]$/, "")}…`;
}

/**
 * Name something from the data, apart from the direction of the words around it. A text without end would
 * keep the browser busy for seconds with finding where to break its lines. The debate's language is not always
 * that of the page's own words.
 *
 * @param {string} text
 * @param {number} [most] characters
 */
export function named(text, most = 600) {
  return make("bdi", { lang: document.documentElement.dataset.language }, brief(text, most));
}

/**
 * Link to an address of the web, or give the words alone where it is none.
 *
 * @param {string | undefined} address
 * @param {...Child} words
 * @returns {HTMLElement}
 */
export function webLink(address, ...words) {
  if (!address || !/^https?:\/\//i.test(address)) return make("span", null, ...words);
  return make("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, ...words);
}

/**
 * Say a number with its noun: `count(1, "claim")`, `count(2, "reply", "replies")`.
 *
 * @param {number} n
 * @param {string} one
 * @param {string} [many]
 */
export function count(n, one, many = `${one}s`) {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Give somebody a file to save.
 *
 * @param {string} name
 * @param {string} type
 * @param {BlobPart} content
 */
export function saveFile(name, type, content) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
