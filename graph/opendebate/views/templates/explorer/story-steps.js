// Which step of which story an address names.

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./model.js").Story} Story */

/**
 * The story and the step that an address names.
 *
 * @param {Model} model
 * @param {string} key such as "open-or-closed/2", or empty
 * @returns {{story: Story, n: number} | null} n counts from 1
 */
export function stepOf(model, key) {
  const [id, number = "1"] = key.split("/"), n = Number(number);
  const story = (model.data.stories || []).find((one) => one.id === id);
  return story && story.steps[n - 1] ? { story, n } : null;
}
