"""A coded debate as an Argdown document.

Claims are statements with their ids as titles; who says them stands in their YAML data. What is
neither claim nor relation stands in the front matter. Reasons that speakers give, and steps that
are undercut, are arguments: with premises and conclusion or, where they speak against what they
lead to, with a support and an attack.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from opendebate.coding.debate_files import STORIES
from opendebate.coding.records import Debate
from opendebate.coding.yaml_reader import visible
from opendebate.coding.yaml_values import to_yaml
from opendebate.exchange.argdown.skeleton import argument_blocks, read_skeleton
from opendebate.exchange.argdown.words import LISTS, escaped, flow
from opendebate.exchange.coded_debate import (
    CodedDebate,
    Record,
    SourceFileData,
    StatementData,
    filled,
)
from opendebate.stances import opposes

_FRONT = ("actors", "models", "policies", "topics", "events", "context")
Pair = tuple[str, str]


def write(coded: CodedDebate, texts: Mapping[str, str]) -> bytes:  # noqa: ARG001 - never written
    """Return a coded debate as an Argdown document in UTF-8.

    Parameters
    ----------
    coded : CodedDebate
    texts : mapping of str to str
        Texts of the sources; an Argdown document has no place for them.

    Examples
    --------
    >>> coded = CodedDebate({"title": "Bridges", "question": "Build?", "iri": "https://example.org/"})
    >>> coded.claims["build"] = {"text": "Build #1.", "kind": "normative", "side": "for"}
    >>> print(write(coded, {}).decode().partition("# Bridges")[2].strip())
    [build]: Build \\#1.
    {kind: normative, side: for}
    """
    return ("\n\n".join(_Writer(coded).blocks()) + "\n").encode()


class _Writer:
    def __init__(self, coded: CodedDebate) -> None:
        self.coded = coded
        self.labels = _labels(coded)
        self.skeleton = read_skeleton(coded)
        self.titles = {name: self.skeleton.titles.get(name, name) for name in coded.claims}
        self.steps = self._steps()
        self.entries: dict[str, list[str]] = {}
        for slug, statement in coded.statements():
            entry = flow(self._entry(slug, statement))
            self.entries.setdefault(statement["claim"], []).append(entry)

    def blocks(self) -> Iterator[str]:
        yield "\n".join(self._front())
        yield f"# {escaped(visible(self.coded.debate['title']))}"
        for name, claim in self.coded.files()["claims"].items():
            yield "\n".join(self._claim(name, claim))
        for slug, statement in self.coded.statements():
            if reasons := statement.get("because"):
                path = f"{slug}/{statement['id']}"
                head = f"<{path}> {flow({'statement': path})}"
                is_against = opposes(statement.get("stance"))
                yield from self._argument(head, reasons, statement["claim"], is_against)
        for (premise, conclusion), (title, basis, is_against) in self.steps.items():
            head = f"<{title}> {flow({'basis': basis})}"
            yield from self._argument(head, [premise], conclusion, is_against)
        titles = {title for title, _, _ in self.steps.values()}
        yield from argument_blocks(self.skeleton, titles, self.titles)

    def _front(self) -> Iterator[str]:
        record = self.coded.debate
        debate = {key: record[key] for key in Debate.model_fields if key in record}
        yield "==="
        yield f"title: {flow(debate.pop('title'))}"
        yield f"subTitle: {flow(debate['question'])}"
        if creators := debate.pop("creators", None):
            yield f"author: {flow(creators)}"
        yield "model: {removeTagsFromText: true}"
        yield "opendebate:"
        yield f"  debate: {flow(debate)}"
        for name in _FRONT:
            yield from _section(name, self.coded.files()[name])
        yield from _section(STORIES, self.coded.stories)
        sources = {slug: _source(source) for slug, source in self.coded.sources.items()}
        yield from _section("sources", sources)
        yield "==="

    def _claim(self, name: str, claim: Record) -> Iterator[str]:
        tags = "".join(f" #{topic}" for topic in claim.get("topics", ()))
        yield f"[{self.titles[name]}]: {escaped(visible(claim['text']))}{tags}"
        data = {key: claim[key] for key in ("kind", "side", *LISTS, "attributes") if key in claim}
        if visible(claim["text"]) != claim["text"]:
            data["text"] = claim["text"]
        if self.titles[name] != name:
            data["id"] = name
        unplaced = self.skeleton.data.get(name, {})
        data |= {key: value for key, value in unplaced.items() if key not in data}
        entries = self.entries.get(name, ())
        listed = ",\n  ".join(entries)
        yield f"{flow(data)[:-1]}, speakers: [\n  {listed}]}}" if entries else flow(data)
        for relation, arrow in {"supports": "+>", "attacks": "->"}.items():
            yield from (f"  {arrow} [{self.titles[target]}]" for target in claim.get(relation, ()))
        for step in claim.get("undercuts", ()):
            yield f"  _> <{self.steps[step['premise'], step['conclusion']][0]}>"

    def _entry(self, slug: str, statement: StatementData) -> Record:
        """Return a statement as a speaker's entry: its claim and reasons are written elsewhere."""
        names = [self.labels[name] for name in statement.get("speaker", ())]
        as_, body = statement.get("as", ""), statement.get("on_behalf_of", "")
        entry: Record = filled(
            {
                "name": names[0] if len(names) == 1 else names,
                "as": self.labels.get(as_, as_),  # a capacity is written as it is
                "on_behalf_of": self.labels.get(body),
            }
        )
        elsewhere = {"speaker", "as", "on_behalf_of", "claim", "because", "id", "at"}
        entry |= {key: value for key, value in statement.items() if key not in elsewhere}
        return entry | {"source": slug, "id": statement["id"], "at": statement["at"]}

    def _steps(self) -> dict[Pair, tuple[str, str, bool]]:
        """Return title, basis and direction of each step that is undercut."""
        claims = self.coded.claims
        stated = {
            (premise, statement["claim"]): opposes(statement.get("stance"))
            for _, statement in self.coded.statements()
            for premise in statement.get("because", ())
        }
        steps = {}
        for claim in claims.values():
            for step in claim.get("undercuts", ()):
                premise, conclusion = pair = step["premise"], step["conclusion"]
                supports = conclusion in claims[premise].get("supports", ())
                attacks = conclusion in claims[premise].get("attacks", ())
                is_against = not supports and (attacks or stated.get(pair, False))
                basis = "analytic" if supports or attacks else "stated"
                title = f"{premise} {'against' if is_against else 'to'} {conclusion}"
                steps[pair] = (title, basis, is_against)
        return steps

    def _argument(
        self, head: str, premises: Iterable[str], conclusion: str, is_against: bool
    ) -> Iterator[str]:
        titles = [self.titles[premise] for premise in premises]
        target = self.titles[conclusion]
        if is_against:
            supports = [f"  + [{title}]" for title in titles]
            yield "\n".join([head, *supports, f"  -> [{target}]"])
            return
        yield head
        lines = [f"({number}) [{title}]" for number, title in enumerate(titles, 1)]
        yield "\n".join([*lines, "----", f"({len(lines) + 1}) [{target}]"])


def _labels(coded: CodedDebate) -> dict[str, str]:
    """Return what each actor is called: the name where nobody else has it, else the id."""
    numbers: Counter[str] = Counter()
    for actor_id, actor in coded.actors.items():
        names = (actor_id, actor["name"], *actor.get("other_names", ()))
        numbers.update({name.casefold() for name in names})
    return {
        actor_id: actor["name"] if numbers[actor["name"].casefold()] == 1 else actor_id
        for actor_id, actor in coded.actors.items()
    }


def _section(name: str, records: Mapping[str, Record]) -> Iterator[str]:
    if records:
        yield f"  {name}:"
    for key, record in records.items():
        # The name first, then by key: debates of different origin order their keys differently.
        fields = sorted(record.items(), key=lambda field: (field[0] != "name", field[0]))
        yield f"    {to_yaml(key)}: {flow(dict(fields))}"


def _source(source: SourceFileData) -> Record:
    order = [statement["id"] for statement in source["statements"]]
    return {**source["source"], **({"order": order} if order else {})}
