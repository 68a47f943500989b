// Finding things by their names: those that are drawn first, then those left out.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The names of things, folded, to be looked through. */
export const namesOf = (list) => list.flatMap((thing) => [thing.name, ...thing.names].map(
  (name) => ({ thing, name: fold(name), claim: thing.id.startsWith("claim/") })));

/** Return the things with a name that has these letters, the best first. */
export function find(text, names) {
  const wanted = fold(text);
  if (!wanted) return [];
  const fit = (name) => {
    if (name === wanted) return 0;
    if (` ${name} `.includes(` ${wanted} `)) return 2;
    return ` ${name}`.includes(` ${wanted}`) ? 4 : 6;
  };
  const rank = ({ name, claim }) => fit(name) + (claim ? 1 : 0);
  const found = names.filter(({ name }) => name.includes(wanted))
    .sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
  return [...new Set(found.map(({ thing }) => thing))];
}

/** Say which of several matches this is. */
export function counted(at, here, others) {
  if (here + others < 2) return "";
  const all = here + others, hidden = at < here ? "" : ", which is not drawn";
  const more = others && at < here ? `; ${others} of them ${others === 1 ? "is" : "are"} not drawn` : "";
  return ` · match ${at + 1} of ${all}${hidden}${more}. Press “Find” again for the next.`;
}
