"""From a draft to an AIF document, as AIFdb writes it in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from opendebate.exchange.aif.graph import KEPT
from opendebate.exchange.aif.schemes import DEFAULTS, IDS, SPEECH_ACT
from opendebate.exchange.aif.turns import DENYING, Act, Turns
from opendebate.exchange.aif.words import Words
from opendebate.exchange.draft import Draft, Record

LOST = (
    "What AIF has no node for stands under the key `opendebate`, which other tools pass over: "
    "models, policies, topics, events and facts from outside; all of an actor but the name; kind, "
    "side, topics and subjects of a claim; mode, role, date and passages of a statement; and all "
    "of a source but the words of its locutions.",
    "Without that key, joint speakers are one with a long name, a doubt is a challenge that takes "
    "no stance, a denial's reason that its speaker does not affirm is drawn as the coder's, and "
    "all sources are one dialogue.",
    "The texts of sources, but for the words of passages, where a text is at hand.",
)
_NEVER = "1970-01-01 00:00:00"  # AIFdb's nodes have the time at which they were put in
_TIES = ("text", "supports", "attacks", "undercuts", "rephrases")
_OF_STATEMENT = ("claim", "because", "replies_to")


@dataclass(slots=True)
class Writer:
    """Puts the nodes and edges of a document together."""

    draft: Draft
    words: Words
    nodes: list[Record] = field(default_factory=list)
    edges: list[Record] = field(default_factory=list)
    people: dict[str, Record] = field(default_factory=dict)
    locutions: list[Record] = field(default_factory=list)
    claims: dict[str, str] = field(default_factory=dict)
    steps: dict[tuple[str, str], str] = field(default_factory=dict)
    spots: dict[tuple[Any, ...], str] = field(default_factory=dict)
    uttered: dict[tuple[str, str], str] = field(default_factory=dict)
    turns: Turns = field(default_factory=Turns)
    acts: list[Act] = field(default_factory=list)

    def node(self, kind: str, text: str, kept: object = None, scheme: str = "") -> str:
        """Put a node in and return its id."""
        name = str(len(self.nodes) + 1)
        made: Record = {"nodeID": name, "text": text, "type": kind, "timestamp": _NEVER}
        if scheme:
            made |= {"scheme": scheme, **({"schemeID": IDS[scheme]} if scheme in IDS else {})}
        self.nodes.append(made | ({KEPT: kept} if kept else {}))
        return name

    def scheme(self, kind: str, scheme: str = "", kept: object = None) -> str:
        """Put a node in that is called by its scheme."""
        name = scheme or DEFAULTS[kind]
        return self.node(kind, name, kept, name)

    def join(self, *ids: str) -> None:
        """Put an edge in from each node to the next."""
        for start, end in pairwise(ids):
            name = str(len(self.edges) + 1)
            self.edges.append({"edgeID": name, "fromID": start, "toID": end, "formEdgeID": None})

    def all(self) -> Record:
        """Return the whole document."""
        for name, claim in self.draft.claims.items():
            kept = {"id": name} | {k: v for k, v in claim.items() if k not in _TIES}
            self.claims[name] = self.node("I", claim["text"], kept)
        for slug, source in self.draft.sources.items():
            for one in source["statements"]:
                self.statement(slug, one)
        self.replies()
        for act in self.acts:
            self.join(self.turns.anchor(act), act.node)
        self.relations()
        self.rephrasings()
        return {
            "nodes": self.nodes,
            "edges": self.edges,
            "participants": list(self.people.values()),
            "locutions": self.locutions,
            KEPT: self.rest(),
        }

    def rest(self) -> Record:
        """Return what no node stands for."""
        found: Record = {"debate": self.draft.debate}
        for name, things in self.draft.files().items():
            if things and name != "claims":
                found[name] = things
        heads = {slug: source["source"] for slug, source in self.draft.sources.items()}
        return found | ({"sources": heads} if heads else {})

    def statement(self, slug: str, one: Record) -> None:
        """Put in a locution, and what is done by it."""
        spot = self.locution(slug, one)
        self.turns.say(spot, one)
        stance, because = one.get("stance", "affirms"), one.get("because", ())
        kept = {k: v for k, v in one.items() if k not in _OF_STATEMENT}
        about = {"source": slug, "of": one["id"]}
        if not (because and stance == "denies"):
            own = self.scheme("YA", SPEECH_ACT[stance], {"source": slug, "statement": kept})
            self.join(own, self.claims[one["claim"]])
            self.acts.append(Act(own, spot, one, one["claim"], own=True))
        else:
            about = about | {"statement": kept}
        for premise in because:
            denied = stance in DENYING
            step = self.step("CA" if denied else "RA", premise, one["claim"])
            act = self.scheme("YA", "Disagreeing" if denied else "Arguing", about)
            self.join(act, step)
            self.acts.append(Act(act, spot, one, premise, own=False))

    def step(self, kind: str, premise: str, conclusion: str) -> str:
        """Put in an inference or conflict between two claims."""
        node = self.scheme(kind)
        self.join(self.claims[premise], node, self.claims[conclusion])
        self.steps.setdefault((premise, conclusion), node)
        return node

    def locution(self, slug: str, one: Record) -> str:
        """Return the locution of a statement, after those that report it."""
        via = tuple(one.get("via", ()))
        before = ""
        for n in range(len(via), 0, -1):
            before = self.spot(slug, (via[n - 1],), via[n:], one, before)
            self.uttered.setdefault((slug, one["id"]), before)
        speakers = tuple(one.get("speaker", ())) or (_narrator(self.draft.sources[slug]["source"]),)
        spot = self.spot(slug, speakers, via, one, before)
        self.uttered.setdefault((slug, one["id"]), spot)
        return spot

    def spot(
        self, slug: str, speakers: tuple[str, ...], via: Sequence[str], one: Record, before: str
    ) -> str:
        """Return a locution, which is put in if it is not there yet."""
        key = (slug, speakers, tuple(via), json.dumps(one["at"]), one.get("said"))
        if key not in self.spots:
            names = [self.name(speaker) for speaker in speakers]
            words = self.words.of(slug, one)
            node = self.node("L", f"{' and '.join(names)} : {words}", {"source": slug})
            self.spots[key] = node
            people = [self.person(name, who) for name, who in zip(names, speakers, strict=True)]
            day = str(one.get("said") or self.draft.sources[slug]["source"].get("published", ""))
            start = f"{day} 00:00:00" if len(day) == 10 else None
            self.locutions.append({"nodeID": node, "personID": people[0], "timestamp": _NEVER,
                                   "start": start, "end": None, "source": None})  # fmt: skip
            if before:
                reports = self.scheme("YA", "Asserting")
                self.join(before, reports, node)
        return self.spots[key]

    def name(self, thing: str) -> str:
        """Return what a speaker or carrier is called."""
        for things in (self.draft.actors, self.draft.policies):
            if thing in things:
                return str(things[thing]["name"])
        source = self.draft.sources.get(thing)
        return str(source["source"]["title"]) if source else thing

    def person(self, name: str, thing: str) -> str:
        """Return the number of a participant, who is put in if not there yet."""
        if thing not in self.people:
            first, _, last = name.rpartition(" ")
            number = str(len(self.people) + 1)
            made = {"participantID": number, "firstname": first, "surname": last}
            self.people[thing] = made | ({KEPT: thing} if thing in self.draft.actors else {})
        return str(self.people[thing]["participantID"])

    def replies(self) -> None:
        """Put in a transition for each reply."""
        for slug, source in self.draft.sources.items():
            for one in source["statements"]:
                for target in one.get("replies_to", ()):
                    start, end = self.uttered[slug, target], self.uttered[slug, one["id"]]
                    kept = {"source": slug, "reply": one["id"], "to": target}
                    node = self.scheme("TA", kept=kept)
                    self.join(start, node, end)
                    self.turns.add(start, end, node)

    def relations(self) -> None:
        """Put in what the coder drew."""
        for name, claim in self.draft.claims.items():
            for conclusion in claim.get("supports", ()):
                self.step("RA", name, conclusion)
            for conclusion in claim.get("attacks", ()):
                self.step("CA", name, conclusion)
        for name, claim in self.draft.claims.items():
            for target in claim.get("undercuts", ()):
                step = self.steps.get((target["premise"], target["conclusion"]))
                if step:
                    self.join(self.claims[name], self.scheme("CA"), step)

    def rephrasings(self) -> None:
        """Put in rephrasings, with their illocution where statements of the two claims reply."""
        turns: dict[tuple[str, str], str] = {}
        for slug, source in self.draft.sources.items():
            by_id = {one["id"]: one for one in source["statements"]}
            for one in source["statements"]:
                for target in one.get("replies_to", ()):
                    ends = self.uttered[slug, target], self.uttered[slug, one["id"]]
                    pair = (one["claim"], by_id[target]["claim"])
                    turns.setdefault(pair, self.turns.nodes[ends])
                    turns.setdefault(pair[::-1], self.turns.nodes[ends])
        for name, claim in self.draft.claims.items():
            for first in claim.get("rephrases", ()):
                node = self.scheme("MA")
                self.join(self.claims[name], node, self.claims[first])
                if (name, first) in turns:
                    act = self.scheme("YA", "Restating")
                    self.join(turns[name, first], act, node)


def _narrator(head: Record) -> str:
    authors = head.get("authors") or ()
    return str(head.get("narrator") or (authors[0] if authors else head.get("publisher", "")))


def document(draft: Draft, texts: Mapping[str, str]) -> bytes:
    """Return a draft as an AIF document in JSON; the same draft gives the same bytes."""
    whole = Writer(draft, Words(draft, texts)).all()
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
