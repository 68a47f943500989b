// Dates in words: none of them breaks over two lines.

const DATE = /(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])/g;

/**
 * A text for an element, in which no date breaks over two lines. A list of choices has texts alone.
 *
 * @param {string} text
 * @param {Element | DocumentFragment} parent
 * @returns {string | HTMLElement}
 */
export function dated(text, parent) {
  if (text.search(DATE) < 0 || parent instanceof HTMLOptionElement || parent instanceof HTMLTextAreaElement) return text;
  const whole = document.createElement("span");
  let end = 0;
  for (const { index, 0: date } of text.matchAll(DATE)) {
    const span = document.createElement("span");
    span.className = "date";
    span.textContent = date;
    whole.append(text.slice(end, index), span);
    end = index + date.length;
  }
  whole.append(text.slice(end));
  return whole;
}
