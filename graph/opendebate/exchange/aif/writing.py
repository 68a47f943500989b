"""From a coded debate to an AIF document, as AIFdb writes it in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

from opendebate.exchange.aif.context import Key
from opendebate.exchange.aif.people import People
from opendebate.exchange.aif.schemes import speech_act
from opendebate.exchange.aif.sheet import Act, Transitions, WrittenNodes
from opendebate.exchange.aif.skeleton import AifSkeleton
from opendebate.exchange.aif.words import WordFinder
from opendebate.exchange.coded_debate import (
    CodedDebate,
    Record,
    StatementData,
    filled,
    passages_of,
    speakers_of,
)
from opendebate.exchange.extension import KEY
from opendebate.exchange.formats import losses
from opendebate.stances import opposes, stance_of

LOST = losses("aif")
_STEPS = {"supports": "RA", "attacks": "CA"}
_IN_NODES = ("text", "supports", "attacks", "undercuts", "rephrases")  # of a claim
_IN_EDGES = ("claim", "because", "replies_to")  # of a statement


def write(coded: CodedDebate, texts: Mapping[str, str]) -> bytes:
    """Return a debate as an AIFdb node set.

    What AIF has no place for stands under the key ``opendebate``, which `read` understands and
    other tools ignore.

    Parameters
    ----------
    coded : CodedDebate
    texts : mapping of str to str
        Articles at hand, by source: locutions then hold the words of their passages. Without, they
        hold the first and last words, never those of a claim, which are the coder's.
    """
    content = _Writer(coded, texts).document()
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


class _Spot(NamedTuple):
    """Where a statement is made or reported: who speaks, who reports it outwards, its node."""

    speakers: tuple[str, ...]
    via: tuple[str, ...]
    key: Key


class _Writer:
    """Puts the nodes and edges of a document together."""

    def __init__(self, coded: CodedDebate, texts: Mapping[str, str]) -> None:
        self.coded = coded
        self.skeleton = AifSkeleton.of(coded)
        self.sheet = WrittenNodes(self.skeleton)
        self.words = WordFinder(coded, texts)
        self.people = People(coded, self.skeleton)
        self.claims: dict[str, str] = {}
        self.steps: dict[tuple[str, str], str] = {}
        self.spots: dict[tuple[Any, ...], str] = {}
        self.uttered: dict[tuple[str, str], str] = {}
        self.transitions = Transitions()
        self.acts: list[Act] = []

    def document(self) -> Record:
        for name, claim in self.coded.claims.items():
            fields = {key: value for key, value in claim.items() if key not in _IN_NODES}
            extension = {"id": name} | fields
            key = ("claim", name)
            self.claims[name] = self.sheet.node("I", claim["text"], extension, key=key)
        for slug, statement in self.coded.statements():
            self.statement(slug, statement)
        self.replies()
        for act in self.acts:
            self.sheet.join(self.transitions.anchor(act), act.node)
        self.relations()
        self.rephrasings()
        self.unstated_locutions()
        return {
            "nodes": self.sheet.nodes,
            "edges": self.sheet.edges,
            "participants": list(self.people.participants.values()),
            "locutions": self.people.locutions,
            **self.skeleton.fulfilled,
            KEY: self.extension(),
        }

    def extension(self) -> Record:
        """Return what no node stands for."""
        # The nodes of a skeleton have another order.
        order = [[slug, statement["id"]] for slug, statement in self.coded.statements()]
        extension: Record = filled(self.coded.sections(), claims=None, order=order)
        return extension

    def statement(self, slug: str, statement: StatementData) -> None:
        """Add a locution, and the illocutions that it performs."""
        spot = self.locution(slug, statement)
        self.transitions.add_statement(spot, statement)
        stance, because = stance_of(statement), statement.get("because", ())
        fields = {key: value for key, value in statement.items() if key not in _IN_EDGES}
        path, claim = (slug, statement["id"]), statement["claim"]
        reference: Record = {"source": slug, "of": statement["id"]}
        if because and stance == "denies":
            reference["statement"] = fields
        else:
            extension = {"source": slug, "statement": fields}
            key = ("statement", *path, claim, stance)
            act = self.sheet.scheme("YA", speech_act(stance), extension, key)
            self.sheet.join(act, self.claims[claim])
            self.acts.append(Act(act, spot, statement, claim, is_direct=True))
        kind, scheme = ("CA", "Disagreeing") if opposes(stance) else ("RA", "Arguing")
        for premise in because:
            step = self.step(kind, premise, claim, ("because", *path, premise))
            act = self.sheet.scheme("YA", scheme, reference, ("arguing", *path, premise))
            self.sheet.join(act, step)
            self.acts.append(Act(act, spot, statement, premise, is_direct=False))

    def step(self, kind: str, premise: str, conclusion: str, key: Key) -> str:
        """Add an inference or conflict between two claims."""
        node = self.sheet.scheme(kind, key=key)
        self.sheet.join(self.claims[premise], node, self.claims[conclusion])
        self.steps.setdefault((premise, conclusion), node)
        return node

    def locution(self, slug: str, statement: StatementData) -> str:
        """Return the locution of a statement, after those that report it."""
        via, path = tuple(statement.get("via", ())), (slug, statement["id"])
        speakers = speakers_of(statement, self.coded.sources[slug]["source"])
        spots = [_Spot(speakers, via, ("spot", *path, *statement.get("speaker", ())))]
        for number, carrier in enumerate(via, 1):
            key = ("carrier", *path, str(number), carrier)
            spots.append(_Spot((carrier,), via[number:], key))
        before, report = "", Key()
        for spot in reversed(spots):
            before = self.spot(slug, spot, statement, before, report)
            report = ("report", *spot.key[1:])
            self.uttered.setdefault(path, before)
        return before

    def spot(
        self, slug: str, spot: _Spot, statement: StatementData, before: str, report: Key
    ) -> str:
        """Return a locution, which is added if it is missing."""
        passages = passages_of(statement)
        at = json.dumps(passages) if passages else statement["id"]
        place = (slug, spot.speakers, spot.via, at, statement.get("said"))
        name = self.skeleton.node_of(spot.key)
        if place not in self.spots and not name:
            self.spots[place] = self.utter(slug, spot, statement)
            if before:
                act = self.sheet.scheme("YA", "Asserting", key=report)
                self.sheet.join(before, act, self.spots[place])
        if name and not self.skeleton.is_filled(name):
            return self.utter(slug, spot, statement)
        return name or self.spots[place]

    def utter(self, slug: str, spot: _Spot, statement: StatementData) -> str:
        """Add a locution, with its record."""
        names = [self.people.name(speaker) for speaker in spot.speakers]
        label = f"{' and '.join(names)} : "
        if name := self.skeleton.node_of(spot.key):
            label = self.skeleton.sources[name].label
        text = label + self.words.of(slug, statement)
        node = self.sheet.node("L", text, {"source": slug}, key=spot.key)
        published = self.coded.sources[slug]["source"].get("published", "")
        date = statement.get("said", "")
        self.people.record(node, names[0], spot.speakers[0], date, published)
        return node

    def unstated_locutions(self) -> None:
        """Give words to the locutions of the skeleton that stand for nothing in the coding."""
        for name, source in self.skeleton.sources.items():
            if source.type != "L" or self.skeleton.is_filled(name):
                continue
            places = source.passage
            extension = {"source": source.source, **({"at": places[0]} if places else {})}
            text = source.label + self.words.joined(source.source, places)
            self.skeleton.fill(name, text, extension)
            if source.person or source.person_id:
                self.people.record(name, source.person, source.person)

    def replies(self) -> None:
        """Add a transition for each reply."""
        for slug, statement in self.coded.statements():
            reply = statement["id"]
            for target in statement.get("replies_to", ()):
                start, end = self.uttered[slug, target], self.uttered[slug, reply]
                extension = {"source": slug, "reply": reply, "to": target}
                key = ("reply", slug, reply, target)
                node = self.sheet.scheme("TA", extension=extension, key=key)
                self.sheet.join(start, node, end)
                self.transitions.add(start, end, node)

    def relations(self) -> None:
        """Add the coder's relations."""
        for name, claim in self.coded.claims.items():
            for relation, kind in _STEPS.items():
                for conclusion in cast("Record", claim).get(relation, ()):
                    self.step(kind, name, conclusion, (relation, name, conclusion))
        for name, claim in self.coded.claims.items():
            for target in claim.get("undercuts", ()):
                ends = (target["premise"], target["conclusion"])
                if step := self.steps.get(ends):
                    conflict = self.sheet.scheme("CA", key=("undercuts", name, *ends))
                    self.sheet.join(self.claims[name], conflict, step)

    def rephrasings(self) -> None:
        """Add rephrasings, with their illocution where statements of the two claims reply."""
        transitions: dict[tuple[str, str], str] = {}
        claims = {
            (slug, statement["id"]): statement["claim"]
            for slug, statement in self.coded.statements()
        }
        for slug, statement in self.coded.statements():
            for target in statement.get("replies_to", ()):
                ends = self.uttered[slug, target], self.uttered[slug, statement["id"]]
                pair = (statement["claim"], claims[slug, target])
                transitions.setdefault(pair, self.transitions.nodes[ends])
                transitions.setdefault(pair[::-1], self.transitions.nodes[ends])
        for name, claim in self.coded.claims.items():
            for rephrased in claim.get("rephrases", ()):
                node = self.sheet.scheme("MA", key=("rephrases", name, rephrased))
                self.sheet.join(self.claims[name], node, self.claims[rephrased])
                if (name, rephrased) in transitions and node not in self.skeleton.nodes:
                    act = self.sheet.scheme("YA", "Restating")
                    self.sheet.join(transitions[name, rephrased], act, node)
