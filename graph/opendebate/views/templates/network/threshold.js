// The threshold: the strongest ties are drawn first, and a slider brings the others.

const number = (n) => n.toLocaleString("en");
const ties = (n) => `${number(n)} ${n === 1 ? "tie" : "ties"}`;

const WHICH = {
  claims: (value) => ` that ${value === 1 ? "is" : "are each"} based on ${number(value)} or more claims`,
  weight: (value) => ` with a weight of ${number(value)} or more`,
  degree: (value) => ` between nodes with ${number(value)} or more ties each`,
};

/** The slider of a network's threshold; without one, all ties are drawn. */
export function threshold({ data, slider, value, words }) {
  const { measure, steps, start } = data.threshold || { steps: [0], start: 0 };
  let at = steps.indexOf(start);
  const level = () => steps[at];
  const isAbove = (edge) => edge.level >= level();
  function sentence() {
    const all = data.edges.length, here = data.edges.filter(isAbove).length;
    if (here === all) return `The picture shows all ${ties(all)}. Move the slider to the right for the strongest only.`;
    const which = measure === "rank" ? `the ${number(here)} strongest of ${ties(all)}`
      : `${number(here)} of ${ties(all)}: those${WHICH[measure](level())}`;
    return `The picture shows ${which}. Move the slider to the left for more; whatever you choose is shown with all its ties.`;
  }
  const short = () => (measure === "rank" ? number(data.edges.length - level()) : number(level()));
  function tell() {
    if (!slider) return;
    slider.value = at;
    value.textContent = short();
    words.textContent = sentence();
    slider.setAttribute("aria-valuetext", sentence().split(". ")[0]);
  }
  tell();
  return {
    isAbove, isLowest: () => at === 0,
    written: () => (level() === start ? "" : String(level())),
    sentence: () => (slider ? sentence().split(". ")[0].replace("The picture shows", "Shown:") : ""),
    set(text) {
      const wanted = steps.findIndex((step) => String(step) === text);
      at = wanted < 0 ? steps.indexOf(start) : wanted;
      tell();
    },
    listen(act) {
      slider?.addEventListener("input", () => { at = Number(slider.value); tell(); act(); });
    },
  };
}
