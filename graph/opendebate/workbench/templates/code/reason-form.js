// The form that asks a person for a reason: digits choose one, letters write another.

import { make } from "../../../views/templates/explorer/dom.js";
import { hint } from "./keys.js";

/**
 * @param {{title: string, label: string, action: string, reasons: string[]}} words of the form: its question, the label of
 *   the field for another reason, the button, and the reasons to choose from
 * @param {(reason: string) => void} decide
 * @param {() => void} cancel
 */
export function reasonForm({ title, label, action, reasons }, decide, cancel) {
  const words = make("input", { type: "text", "aria-label": label, placeholder: label, maxlength: 500, dir: "auto" });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (words.value.trim()) decide(words.value.trim());
  };
  const choices = reasons.map((reason, i) => make("li", null, make("button", { type: "button", click: () => decide(reason) }, hint(String(i + 1)), " ", reason)));
  return make("form.form.reasons", { "aria-label": title, tabindex: -1, submit, keydown: (/** @type {KeyboardEvent} */ event) => {
    const inText = event.target === words;
    const reason = !inText && reasons[Number(event.key) - 1];
    if (event.key === "Escape") cancel();
    else if (reason) decide(reason);
    else {
      if (!inText && /^\p{L}$/u.test(event.key) && !event.ctrlKey && !event.metaKey) words.focus();
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  } }, make("h2", null, title), choices.length ? make("ol.reason-list", null, ...choices) : null, words,
  make("div.buttons", null, make("button.main", { type: "submit" }, action), make("button", { type: "button", click: cancel }, "Cancel ", hint("Esc"))));
}
