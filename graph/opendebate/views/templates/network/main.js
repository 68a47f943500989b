// The page's own script: draws the network, labels it, finds things and tells their ties.
// All that it shows is set as text; no markup is ever made from data.
import { keepAddress, read } from "./address.js";
import { counted, find, namesOf } from "./find.js";
import { fingers } from "./fingers.js";
import { fold } from "./fold.js";
import { labelling } from "./labels.js";
import { panelOf } from "./panel.js";
import { sceneOf } from "./scene.js";
import { threshold } from "./threshold.js";
import { saveFile } from "../explorer/dom.js";
import { toPng, toSvg } from "../explorer/picture.js";

fold();
const at = (id) => document.getElementById(id);
const data = JSON.parse(at("data").textContent);
const box = at("network"), field = at("find"), status = at("status"), full = at("full");
const sieve = threshold({ data, slider: at("level"), value: at("level-value"), words: at("level-words") });
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const things = new Map(data.nodes.map((node) => [node.id, node]));
const ties = new Map(data.nodes.map((node) => [node.id, []]));
for (const edge of data.edges) {
  ties.get(edge.from).push(edge);
  if (edge.to !== edge.from) ties.get(edge.to).push(edge);
}
const steps = data.nodes.filter((node) => node.ends.length > 0);
const ticks = new Map([...document.querySelectorAll(".legend input")].map((input) => [input.value, input]));
let chosen = null;
let near = new Set();

// A tall page gets the picture turned, a small one larger symbols.
const turned = box.clientHeight > box.clientWidth;
const extent = (key) => Math.max(1, ...data.nodes.map((node) => 2 * Math.abs(node[key])));
const [across, down] = turned ? ["y", "x"] : ["x", "y"];
const fitting = Math.min(box.clientWidth / extent(across), box.clientHeight / extent(down));
const grown = Math.min(1.7, Math.max(1, 0.75 / fitting));

const colour = (given) => (dark.matches && given === data.ink.from ? data.ink.to : given);
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const on = (edge) => ticks.get(edge.line).checked;
const cut = (text) => (text.length > 300 ? `${text.slice(0, 299)}…` : text);
const also = (node) => (node.names.length ? `\nalso called ${cut(node.names.join(", "))}` : "");
// Who undercuts a step is only understood with the step: its ends, and the line between them.
const stepped = (edge) => steps.some((node) => near.has(node.id)
  && node.ends[0] === edge.from && node.ends[1] === edge.to);
const touches = (edge) => edge.from === chosen || edge.to === chosen || stepped(edge);
const inView = (edge) => (chosen === null ? on(edge) && sieve.isAbove(edge) : touches(edge));
// Things without a tie above the threshold are hidden, but for those that the headline names.
let tied = new Set();
function sift() {
  const above = data.edges.filter(sieve.isAbove).flatMap((edge) => [edge.from, edge.to]);
  tied = new Set([...above, ...above.flatMap((id) => things.get(id).ends)]);
}
const shows = (node) => sieve.isLowest() || tied.has(node.id) || node.rank < data.headline || near.has(node.id);
sift();

// Zooming in makes room between the symbols, not larger symbols.
let zoom = 1;
const reach = (node) => node.size * Math.min(grown, 1.15 / zoom);
const thin = () => Math.min(1, 1 / zoom);

function nodeLook(node) {
  const paint = { background: colour(node.color), border: css("--text") };
  const faint = chosen !== null && !near.has(node.id);
  const borderWidth = (node.id === chosen ? 4 : 1) * thin();
  return { id: node.id, hidden: !shows(node), color: paint, opacity: faint ? 0.12 : 1, borderWidth, size: reach(node) };
}
function edgeLook(edge) {
  const line = data.lines[edge.line];
  const hidden = !inView(edge);
  const head = { enabled: line.arrow !== "", type: line.arrow || "arrow", scaleFactor: 0.55 * thin() };
  return {
    id: edge.id, hidden, color: { color: colour(line.colour), inherit: false },
    width: edge.thick * thin(),
    dashes: line.dashes.length ? line.dashes.map((length) => length * thin()) : false,
    arrowStrikethrough: line.arrow === "bar",
    arrows: { to: head, from: { ...head, enabled: line.mutual } },
  };
}

const bend = (edge) => edge.bend > 0 && { enabled: true, type: "curvedCW", roundness: edge.bend };

const nodes = new vis.DataSet(data.nodes.map((node) => ({
  x: node[across], y: node[down], shape: node.shape, title: `${cut(node.name)}\n${node.kind}${also(node)}`,
  chosen: false, ...nodeLook(node),
})));
const edges = new vis.DataSet(data.edges.map((edge) => ({
  from: edge.from, to: edge.to, title: edge.told, smooth: bend(edge), chosen: false,
  ...edgeLook(edge),
})));
const network = new vis.Network(box, { nodes, edges }, {
  physics: false,
  layout: { improvedLayout: false },
  edges: { selfReference: { size: 14 } },
  interaction: {
    hideEdgesOnDrag: data.edges.length > 1500, hideEdgesOnZoom: data.edges.length > 1500,
    hover: true, tooltipDelay: 120, selectConnectedEdges: false, dragNodes: false,
    keyboard: { enabled: true, bindToWindow: false },
  },
});

const place = (node) => ({
  ...network.canvasToDOM({ x: node[across], y: node[down] }), size: reach(node) * network.getScale(),
});
const picture = {
  data, box, network, things, place, inView, shows, css, colour,
  chosen: () => chosen, isNear: (node) => near.has(node.id), inFull: () => full.checked,
  state: () => [chosen, full.checked, zoom, sieve.written(), ...[...ticks.values()].map((input) => input.checked)].join(),
};
const labels = picture.labels = labelling(picture);
network.on("afterDrawing", labels.draw);

function paint() {
  box.dataset.ties = data.edges.filter(inView).length;
  nodes.update(data.nodes.map(nodeLook));
  edges.update(data.edges.map(edgeLook));
}
function zoomTo(scale) {
  network.moveTo({ scale, animation: false });
  settle();
}
function settle() {
  if (Math.abs(network.getScale() / zoom - 1) < 0.02) return;
  zoom = network.getScale();
  paint();
}
function show(ids) {
  const all = data.nodes.filter(shows).map((node) => node.id);
  network.fit({ nodes: ids || (all.length ? all : [...things.keys()]), maxZoomLevel: 2.6, animation: false });
  zoomTo(network.getScale() * (ids ? 0.85 : 0.95));
}

const panel = panelOf({ panel: at("panel"), data, things, ties, choose: (id) => choose(id, true) });
const short = (name) => (name.length > 80 ? `${name.slice(0, 79)}…` : name).replace(/\.$/, "");
let shown = ""; // what the panel is about, in the address
function choose(id, move) {
  sought = null;
  shown = chosen = id;
  near = new Set([id, ...things.get(id).ends]);
  for (const edge of ties.get(id)) near.add(edge.from).add(edge.to);
  for (const key of [...near]) for (const end of things.get(key).ends) near.add(end);
  box.dataset.chosen = id;
  paint();
  panel.tell(id);
  if (move) show([...near]);
  const count = ties.get(id).length;
  status.textContent = `${short(things.get(id).name)} · ${count || "no"} ${count === 1 ? "tie" : "ties"}`;
  address.step();
}
// What a search finds among the things that the picture leaves out.
function tellLeft(thing) {
  blank();
  shown = thing.id;
  show();
  panel.tellLeft(thing);
  status.textContent = `${short(thing.name)} · Left out here: ${thing.why}`;
  address.step();
}
function clear() {
  blank();
  address.step();
}
function blank() {
  sought = null;
  chosen = null;
  shown = "";
  near = new Set();
  delete box.dataset.chosen;
  paint();
  panel.empty();
  status.textContent = "";
}

// Looking for the same again goes on to the next: those that are drawn, then those left out.
const drawn = namesOf(data.nodes.filter((node) => !node.ends.length)), left = namesOf(data.left);
let sought = null;
function look() {
  const text = field.value.trim(), here = find(text, drawn), others = find(text, left);
  const all = [...here, ...others];
  if (!all.length) {
    status.textContent = text ? `Nothing is called “${text.slice(0, 60)}”.` : "";
    return;
  }
  const at = sought?.text === text ? (sought.at + 1) % all.length : 0;
  if (at < here.length) choose(all[at].id, true);
  else tellLeft(all[at]);
  sought = { text, at };
  status.textContent += counted(at, here.length, others.length);
}

// The page and its address say the same.
const hidden = () => [...ticks.values()].filter((input) => !input.checked).map((input) => input.value);
const start = hidden().join();
const address = keepAddress(
  () => ({ key: shown, level: sieve.written(), full: full.checked, hidden: hidden().join() === start ? [] : hidden() }),
  restore,
);
function restore({ key, level, full: names, hidden: lines }) {
  full.checked = names;
  sieve.set(level);
  sift();
  for (const [line, input] of ticks) input.checked = !(lines.length ? lines : start.split(",")).includes(line);
  const out = data.left.find((one) => one.id === key);
  if (things.has(key)) choose(key, true);
  else if (out) tellLeft(out);
  else {
    clear();
    show();
    if (key) status.textContent = `Nothing here has the address “${key.slice(0, 60)}”.`;
  }
}
function changed() {
  sift();
  paint();
  address.settle();
}

// What can be taken away: the link, and the picture as it is seen.
function scene() {
  const notes = [sieve.sentence(), chosen === null ? "" : `Shown are the ties of ${short(things.get(chosen).name)}.`].filter(Boolean);
  const foot = [data.source, /^https?:$/.test(location.protocol) ? location.href : ""];
  return sceneOf(picture, { title: data.about, finding: data.finding, notes, foot });
}
function give(suffix, type, content) {
  const name = `${data.file}${chosen === null ? "" : `-${chosen.replace(/[^\w-]+/g, "-").slice(0, 60)}`}.${suffix}`;
  saveFile(name, type, content);
  status.textContent = `${name} was given to the browser to save.`;
}
function png() {
  const image = toPng(scene(), 2);
  if (image) give("png", "image/png", image);
  else status.textContent = "The picture could not be painted.";
}
async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    status.textContent = "The link was copied.";
  } catch {
    status.textContent = `The browser lets this page copy nothing. The link is ${location.href}`;
  }
}

field.addEventListener("keydown", (event) => { if (event.key === "Enter") look(); });
// A name picked from the list is complete: show it at once.
field.addEventListener("input", () => {
  const whole = data.nodes.find((node) => [node.name, ...node.names].includes(field.value));
  if (whole) choose(whole.id, true);
});
fingers(box, at("fingers"));
at("go").addEventListener("click", look);
at("in").addEventListener("click", () => zoomTo(network.getScale() * 1.3));
at("out").addEventListener("click", () => zoomTo(network.getScale() / 1.3));
at("all").addEventListener("click", () => { clear(); show(); });
at("svg").addEventListener("click", () => give("svg", "image/svg+xml", toSvg(scene())));
at("png").addEventListener("click", png);
at("link").addEventListener("click", copyLink);
document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
for (const event of ["zoom", "dragging"]) network.on(event, labels.move);
box.addEventListener("keydown", labels.move);
network.on("zoom", () => requestAnimationFrame(settle));
network.on("click", ({ nodes: [id] }) => (id === undefined ? clear() : choose(id, false)));
for (const input of [...ticks.values(), full]) input.addEventListener("change", changed);
sieve.listen(() => {
  changed();
  if (chosen === null) show();
});
for (const control of document.querySelectorAll(":disabled")) control.disabled = false;
dark.addEventListener("change", paint);
network.on("resize", () => show(chosen === null ? undefined : [...near]));
network.once("afterDrawing", () => { box.dataset.drawn = "yes"; });
show();
if (location.hash) restore(read(location.hash));
