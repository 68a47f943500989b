"""A draft as an Argdown document.

Claims are statements with their ids as titles; who says them stands in their YAML data. What is
neither claim nor relation stands in the front matter. Reasons that speakers give, and steps that
are undercut, are arguments: with premises and conclusion or, where they speak against what they
lead to, with a support and an attack.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from opendebate.coding.records import Debate
from opendebate.coding.yaml_edit import written
from opendebate.coding.yaml_reader import visible
from opendebate.exchange.argdown.remains import kept_blocks, read_remains
from opendebate.exchange.argdown.words import LISTS, escaped, flow
from opendebate.exchange.draft import Draft, Record

_FRONT = ("actors", "models", "policies", "topics", "events", "context")
_AGAINST = {"denies", "doubts"}
Pair = tuple[str, str]


def write_document(draft: Draft) -> str:
    """Return a draft as Argdown; the same draft gives the same text."""
    return "\n\n".join(_Writer(draft).blocks()) + "\n"


class _Writer:
    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.labels = _labels(draft)
        self.remains = read_remains(draft)
        self.titles = {name: self.remains.titles.get(name, name) for name in draft.claims}
        self.steps = self._steps()
        self.said: dict[str, list[str]] = {}
        for slug, source in draft.sources.items():
            for one in source["statements"]:
                self.said.setdefault(one["claim"], []).append(flow(self._entry(slug, one)))

    def blocks(self) -> Iterator[str]:
        yield "\n".join(self._front())
        yield f"# {escaped(visible(self.draft.debate['title']))}"
        for name, claim in self.draft.claims.items():
            yield "\n".join(self._claim(name, claim))
        for slug, source in self.draft.sources.items():
            for one in source["statements"]:
                if reasons := one.get("because"):
                    path = f"{slug}/{one['id']}"
                    head = f"<{path}> {flow({'statement': path})}"
                    against = one.get("stance") in _AGAINST
                    yield from self._argument(head, reasons, one["claim"], against)
        for (premise, conclusion), (title, basis, against) in self.steps.items():
            head = f"<{title}> {flow({'basis': basis})}"
            yield from self._argument(head, [premise], conclusion, against)
        taken = {title for title, _, _ in self.steps.values()}
        yield from kept_blocks(self.remains, taken, self.titles)

    def _front(self) -> Iterator[str]:
        told = self.draft.debate
        debate = {key: told[key] for key in Debate.model_fields if key in told}
        yield "==="
        yield f"title: {flow(debate.pop('title'))}"
        yield f"subTitle: {flow(debate['question'])}"
        if creators := debate.pop("creators", None):
            yield f"author: {flow(creators)}"
        yield "model: {removeTagsFromText: true}"
        yield "opendebate:"
        yield f"  debate: {flow(debate)}"
        for name in _FRONT:
            yield from _section(name, self.draft.files()[name])
        yield from _section(
            "sources", {slug: _head(one) for slug, one in self.draft.sources.items()}
        )
        yield "==="

    def _claim(self, name: str, claim: Record) -> Iterator[str]:
        tags = "".join(f" #{topic}" for topic in claim.get("topics", ()))
        yield f"[{self.titles[name]}]: {escaped(visible(claim['text']))}{tags}"
        data = {key: claim[key] for key in ("kind", "side", *LISTS) if key in claim}
        if visible(claim["text"]) != claim["text"]:
            data["text"] = claim["text"]
        if self.titles[name] != name:
            data["id"] = name
        data |= {
            key: one for key, one in self.remains.data.get(name, {}).items() if key not in data
        }
        said = self.said.get(name, ())
        told = ",\n  ".join(said)
        yield f"{flow(data)[:-1]}, speakers: [\n  {told}]}}" if said else flow(data)
        for relation, sign in (("supports", "+>"), ("attacks", "->")):
            for target in claim.get(relation, ()):
                yield f"  {sign} [{self.titles[target]}]"
        for one in claim.get("undercuts", ()):
            yield f"  _> <{self.steps[one['premise'], one['conclusion']][0]}>"

    def _entry(self, slug: str, one: Record) -> Record:
        """Return a statement as a speaker's entry: its claim and reasons stand elsewhere."""
        made: Record = {}
        if "speaker" in one:
            names = [self.labels[name] for name in one["speaker"]]
            made["name"] = names[0] if len(names) == 1 else names
        for key in ("as", "on_behalf_of"):
            if key in one:
                made[key] = self.labels.get(one[key], one[key])  # a hat stands as it is
        left = {"speaker", "as", "on_behalf_of", "claim", "because", "id", "at"}
        made |= {key: value for key, value in one.items() if key not in left}
        return made | {"source": slug, "id": one["id"], "at": one["at"]}

    def _steps(self) -> dict[Pair, tuple[str, str, bool]]:
        """Return title, basis and direction of each step that is undercut."""
        claims = self.draft.claims
        stated = {
            (premise, one["claim"]): one.get("stance") in _AGAINST
            for source in self.draft.sources.values()
            for one in source["statements"]
            for premise in one.get("because", ())
        }
        found = {}
        for claim in claims.values():
            for one in claim.get("undercuts", ()):
                premise, conclusion = pair = one["premise"], one["conclusion"]
                supports = conclusion in claims[premise].get("supports", ())
                attacks = conclusion in claims[premise].get("attacks", ())
                against = not supports and (attacks or stated.get(pair, False))
                basis = "analytic" if supports or attacks else "stated"
                title = f"{premise} {'against' if against else 'to'} {conclusion}"
                found[pair] = (title, basis, against)
        return found

    def _argument(
        self, head: str, premises: Iterable[str], conclusion: str, against: bool
    ) -> Iterator[str]:
        titles = [self.titles[one] for one in premises]
        if against:
            supports = [f"  + [{one}]" for one in titles]
            yield "\n".join([head, *supports, f"  -> [{self.titles[conclusion]}]"])
            return
        yield head
        numbered = [f"({n}) [{one}]" for n, one in enumerate(titles, 1)]
        last = f"({len(numbered) + 1}) [{self.titles[conclusion]}]"
        yield "\n".join([*numbered, "----", last])


def _labels(draft: Draft) -> dict[str, str]:
    """Return what each actor is called: the name where nobody else has it, else the id."""
    known = Counter(
        one
        for name, actor in draft.actors.items()
        for one in {
            word.casefold() for word in (name, actor["name"], *actor.get("other_names", ()))
        }
    )
    return {
        name: actor["name"] if known[actor["name"].casefold()] == 1 else name
        for name, actor in draft.actors.items()
    }


def _section(name: str, records: dict[str, Record]) -> Iterator[str]:
    if records:
        yield f"  {name}:"
    for key, record in records.items():
        yield f"    {written(key)}: {flow(record)}"


def _head(source: Record) -> Record:
    order = [one["id"] for one in source["statements"]]
    return {**source["source"], **({"order": order} if order else {})}
