"""From a draft to an AIF document, as AIFdb writes it in JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from opendebate.coding import records
from opendebate.exchange.aif.account import Key
from opendebate.exchange.aif.graph import KEPT
from opendebate.exchange.aif.remains import words_of
from opendebate.exchange.aif.schemes import SPEECH_ACT
from opendebate.exchange.aif.sheet import Sheet
from opendebate.exchange.aif.speakers import Speakers
from opendebate.exchange.aif.turns import DENYING, Act, Turns
from opendebate.exchange.aif.words import Words
from opendebate.exchange.draft import Draft, Record, passages_of

LOST = (
    "What AIF has no node for stands under the key `opendebate`, which other tools pass over: "
    "models, policies, topics, events and facts from outside; all of an actor but the name; kind, "
    "side, topics and subjects of a claim; mode, role, date and passages of a statement; and all "
    "of a source but the words of its locutions.",
    "Without that key, joint speakers are one with a long name, a doubt is a challenge that takes "
    "no stance, a denial's reason that its speaker does not affirm is drawn as the coder's, and "
    "all sources are one dialogue.",
    "The texts of sources. A locution holds the words of its passages where a text is at hand "
    "(--text), else their first and last words, and an ellipsis for what is not known.",
    "When a node was put in, which AIFdb wants to know: nodes that come from no AIF file have "
    "1970-01-01 00:00:00.",
)
_TIES = ("text", "supports", "attacks", "undercuts", "rephrases")
_OF_STATEMENT = ("claim", "because", "replies_to")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a statement is made or handed on.

    Attributes
    ----------
    speakers, via : tuple of str
        Who speaks there, and who hands it on from there outwards.
    key : Key
        What the locution stands for.
    """

    speakers: tuple[str, ...]
    via: tuple[str, ...]
    key: Key


@dataclass(slots=True)
class Writer(Sheet):
    """Puts the nodes and edges of a document together."""

    texts: Mapping[str, str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)
    steps: dict[tuple[str, str], str] = field(default_factory=dict)
    spots: dict[tuple[Any, ...], str] = field(default_factory=dict)
    uttered: dict[tuple[str, str], str] = field(default_factory=dict)
    turns: Turns = field(default_factory=Turns)
    acts: list[Act] = field(default_factory=list)
    words: Words = field(init=False)
    people: Speakers = field(init=False)

    def __post_init__(self) -> None:
        """Find the articles, and begin with what was imported."""
        Sheet.__post_init__(self)
        self.words = Words(self.draft, self.texts)
        self.people = Speakers(self.draft, self.frame)

    def all(self) -> Record:
        """Return the whole document."""
        for name, claim in self.draft.claims.items():
            kept = {"id": name} | {k: v for k, v in claim.items() if k not in _TIES}
            self.claims[name] = self.node("I", claim["text"], kept, key=("claim", name))
        for slug, source in self.draft.sources.items():
            for one in source["statements"]:
                self.statement(slug, one)
        self.replies()
        for act in self.acts:
            self.join(self.turns.anchor(act), act.node)
        self.relations()
        self.rephrasings()
        self.rest_of_the_frame()
        return {
            "nodes": self.nodes,
            "edges": self.edges,
            "participants": list(self.people.participants.values()),
            "locutions": self.people.locutions,
            **self.frame.fulfilled,
            KEPT: self.rest(),
        }

    def rest(self) -> Record:
        """Return what no node stands for."""
        found: Record = {"debate": self.draft.debate}
        for name, things in self.draft.files().items():
            if things and name != "claims":
                found[name] = things
        sources = self.draft.sources.items()
        if sources:
            found["sources"] = {slug: source["source"] for slug, source in sources}
            # The nodes of a frame have an order of their own.
            found["order"] = [
                [slug, one["id"]] for slug, source in sources for one in source["statements"]
            ]
        return found

    def statement(self, slug: str, one: Record) -> None:
        """Put in a locution, and what is done by it."""
        spot = self.locution(slug, one)
        self.turns.say(spot, one)
        stance, because = one.get("stance", "affirms"), one.get("because", ())
        kept = {k: v for k, v in one.items() if k not in _OF_STATEMENT}
        about: Record = {"source": slug, "of": one["id"]}
        here = (slug, one["id"])
        if not (because and stance == "denies"):
            made = {"source": slug, "statement": kept}
            name = SPEECH_ACT[stance]
            own = self.scheme("YA", name, made, ("statement", *here, one["claim"], stance))
            self.join(own, self.claims[one["claim"]])
            self.acts.append(Act(own, spot, one, one["claim"], own=True))
        else:
            about = about | {"statement": kept}
        for premise in because:
            denied = stance in DENYING
            key = ("because", *here, premise)
            step = self.step("CA" if denied else "RA", premise, one["claim"], key)
            name = "Disagreeing" if denied else "Arguing"
            act = self.scheme("YA", name, about, ("arguing", *here, premise))
            self.join(act, step)
            self.acts.append(Act(act, spot, one, premise, own=False))

    def step(self, kind: str, premise: str, conclusion: str, key: Key) -> str:
        """Put in an inference or conflict between two claims."""
        node = self.scheme(kind, key=key)
        self.join(self.claims[premise], node, self.claims[conclusion])
        self.steps.setdefault((premise, conclusion), node)
        return node

    def locution(self, slug: str, one: Record) -> str:
        """Return the locution of a statement, after those that report it."""
        via, here = tuple(one.get("via", ())), (slug, one["id"])
        before = ""
        report: Key = ()
        for n in range(len(via), 0, -1):
            who = via[n - 1]
            outer = Spot((who,), via[n:], ("carrier", *here, str(n), who))
            before = self.spot(slug, outer, one, before, report)
            report = ("report", *here, str(n), who)
            self.uttered.setdefault(here, before)
        speakers = tuple(one.get("speaker", ()))
        key = ("spot", *here, *speakers)
        head = records.Source.model_validate(self.draft.sources[slug]["source"])
        speakers = speakers or head.voices
        spot = self.spot(slug, Spot(speakers, via, key), one, before, report)
        self.uttered.setdefault(here, spot)
        return spot

    def spot(self, slug: str, one: Spot, said: Record, before: str, report: Key) -> str:
        """Return a locution, which is put in if it is not there yet."""
        at = json.dumps(passages_of(said)) if passages_of(said) else said["id"]
        place = (slug, one.speakers, one.via, at, said.get("said"))
        found = self.frame.find(one.key)
        if place not in self.spots and not found:
            self.spots[place] = self.utter(slug, one, said)
            if before:
                reports = self.scheme("YA", "Asserting", key=report)
                self.join(before, reports, self.spots[place])
        if found and not self.frame.is_filled(found):
            return self.utter(slug, one, said)
        return found or self.spots[place]

    def utter(self, slug: str, one: Spot, said: Record) -> str:
        """Put in a locution, with its record."""
        names = [self.people.name(speaker) for speaker in one.speakers]
        found = self.frame.find(one.key)
        label = self.frame.label(found) if found else f"{' and '.join(names)} : "
        text = label + self.words.of(slug, said)
        node = self.node("L", text, {"source": slug}, key=one.key)
        published = self.draft.sources[slug]["source"].get("published", "")
        self.people.record(node, names[0], one.speakers[0], said.get("said", ""), published)
        return node

    def rest_of_the_frame(self) -> None:
        """Give words to the locutions that stand for nothing in the coding."""
        for name, bone in self.frame.unfilled():
            place = words_of(bone)
            words = self.words.all(bone.source, [place] if place else [])
            kept = {"source": bone.source} | ({"at": place} if place else {})
            self.frame.fill(name, bone.label + words, kept)
            if bone.person or bone.person_id:
                self.people.record(name, bone.person, bone.person)

    def replies(self) -> None:
        """Put in a transition for each reply."""
        for slug, source in self.draft.sources.items():
            for one in source["statements"]:
                for target in one.get("replies_to", ()):
                    start, end = self.uttered[slug, target], self.uttered[slug, one["id"]]
                    kept = {"source": slug, "reply": one["id"], "to": target}
                    node = self.scheme("TA", kept=kept, key=("reply", slug, one["id"], target))
                    self.join(start, node, end)
                    self.turns.add(start, end, node)

    def relations(self) -> None:
        """Put in what the coder drew."""
        for name, claim in self.draft.claims.items():
            for conclusion in claim.get("supports", ()):
                self.step("RA", name, conclusion, ("supports", name, conclusion))
            for conclusion in claim.get("attacks", ()):
                self.step("CA", name, conclusion, ("attacks", name, conclusion))
        for name, claim in self.draft.claims.items():
            for target in claim.get("undercuts", ()):
                ends = (target["premise"], target["conclusion"])
                if step := self.steps.get(ends):
                    against = self.scheme("CA", key=("undercuts", name, *ends))
                    self.join(self.claims[name], against, step)

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
                node = self.scheme("MA", key=("rephrases", name, first))
                self.join(self.claims[name], node, self.claims[first])
                if (name, first) in turns and node not in self.frame.nodes:
                    act = self.scheme("YA", "Restating")
                    self.join(turns[name, first], act, node)


def document(draft: Draft, texts: Mapping[str, str]) -> bytes:
    """Return a draft as an AIF document in JSON; the same draft gives the same bytes."""
    whole = Writer(draft, texts=texts).all()
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
