"""Statements with all that belongs to them: who, in what role, how, where, through whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from opendebate.ask.engine import Engine, Term, values
from opendebate.ask.things import Thing, id_of, thing
from opendebate.rdf.terms import PREFIXES, term

# What a statement is told by outside Python, in this order.
FIELDS = (
    "id", "source", "speakers", "as", "on_behalf_of", "via", "mode", "claim", "claim_text",
    "stance", "side", "because", "earliest", "latest", "paragraph", "from", "to", "words",
    "sha256", "passages", "iri",
)  # fmt: skip
Bag = Mapping[str, list[Term]]
_OD = PREFIXES["od"]
_RDF = PREFIXES["rdf"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a source a statement stands: its passage.

    Attributes
    ----------
    paragraph : int or None
        Counted from 1 over the source's body, headings left out.
    first, last : str
        At most three words of each end.
    words : int or None
        How many the whole passage has.
    sha256 : str or None
        Digest of its words, folded as :func:`opendebate.coding.words.digest` does.
    link : str or None
        The source's address with a text fragment, where it has one.
    """

    paragraph: int | None
    first: str
    last: str
    words: int | None
    sha256: str | None
    link: str | None

    def to_dict(self) -> dict[str, Any]:
        """Return the passage as in the coding files, with its link."""
        return {
            "paragraph": self.paragraph,
            "from": self.first,
            "to": self.last,
            "words": self.words,
            "sha256": self.sha256,
            "link": self.link,
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """One stance on one claim, by somebody, somewhere.

    Attributes
    ----------
    id, iri : str
    source, claim : Thing
    speakers, via : tuple of Thing
        `via` from the speaker outwards to the source.
    affiliation : Thing or None
        The body that the speaker is introduced with; it takes no stance by that.
    capacity : str or None
        The hat in words: “the father of two”.
    on_behalf_of : Thing or None
        The body that speaks through the speaker, and so takes the stance too.
    mode, stance, side : str
        Codes as in the coding files.
    narrated : bool
        Whether the source's own narrator speaks, where it has one.
    given_up_by : tuple of Thing
        Those of the voices that take the opposite stance later.
    because : tuple of Thing
        Claims given as reason.
    earliest, latest : str or None
        ISO dates between which it was said.
    places : tuple of Place
        Empty where nobody knows the passage.
    """

    id: str
    iri: str
    source: Thing
    claim: Thing
    side: str
    speakers: tuple[Thing, ...]
    affiliation: Thing | None
    capacity: str | None
    on_behalf_of: Thing | None
    via: tuple[Thing, ...]
    mode: str
    stance: str
    narrated: bool
    given_up_by: tuple[Thing, ...]
    because: tuple[Thing, ...]
    earliest: str | None
    latest: str | None
    places: tuple[Place, ...]

    @property
    def voices(self) -> tuple[Thing, ...]:
        """Whose stance it is: the speakers, and the body that speaks through them."""
        return (*self.speakers, *((self.on_behalf_of,) if self.on_behalf_of else ()))

    @property
    def given_up(self) -> bool:
        """Whether all whose stance it is take the opposite one later."""
        return bool(self.given_up_by) and set(self.voices) <= set(self.given_up_by)

    def to_dict(self) -> dict[str, Any]:
        """Return the statement flat, with ids, as the coding files name things."""
        at = self.places[0].to_dict() if self.places else {}
        return {
            "id": self.id.rpartition("/")[2],
            "source": self.source.id,
            "speakers": [one.id for one in self.speakers],
            "as": self.affiliation.id if self.affiliation else self.capacity,
            "on_behalf_of": self.on_behalf_of.id if self.on_behalf_of else None,
            "via": [one.id for one in self.via],
            "mode": self.mode,
            "claim": self.claim.id,
            "claim_text": self.claim.name,
            "stance": self.stance,
            "side": self.side,
            "because": [one.id for one in self.because],
            "earliest": self.earliest,
            "latest": self.latest,
            **{key: at.get(key) for key in ("paragraph", "from", "to", "words", "sha256")},
            "passages": [place.to_dict() for place in self.places],
            "iri": self.iri,
        }


def statements(engine: Engine, pattern: str) -> list[Statement]:
    """Return the statements that a graph pattern finds as ``?statement``, in one request.

    Parameters
    ----------
    engine : Engine
    pattern : str
        SPARQL that binds ``?statement``; its values are put in with
        :func:`opendebate.ask.engine.values`.

    Returns
    -------
    list of Statement
        By source, paragraph and id.
    """
    bags, names = _bags(engine, pattern)
    roots = [iri for iri, bag in bags.items() if _is(bag, "Statement")]
    maker = _Maker(engine, bags, names)
    return sorted(map(maker.make, roots), key=in_order)


def in_order(one: Statement) -> tuple[str, int, str]:
    """Return what sorts statements: source, paragraph, id."""
    paragraph = one.places[0].paragraph if one.places else None
    return one.source.id, paragraph or 0, one.id


def in_time(one: Statement) -> tuple[bool, str, str, tuple[str, int, str]]:
    """Return what sorts statements by time, those without a date last."""
    return not one.earliest, one.earliest or "", one.latest or "", in_order(one)


def _bags(engine: Engine, pattern: str) -> tuple[dict[str, dict[str, list[Term]]], dict[str, str]]:
    """Return every property of the statements and what hangs on them, and the names of things."""
    rows = engine.select(
        f"""SELECT ?thing ?property ?value ?name {{
          {{ SELECT DISTINCT ?thing {{
            {{ SELECT DISTINCT ?statement {{ {pattern} }} }}
            ?statement (od:claim|od:source|od:passage|(od:passage/oa:hasSelector)
                        |(od:via/rdf:rest*)|^od:statedIn)? ?thing }} }}
          ?thing ?property ?value
          OPTIONAL {{ ?value rdfs:label ?name }} }}"""
    )
    names: dict[str, str] = {}
    bags: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        values_ = bags[row["thing"].value][row["property"].value]
        if row["value"] not in values_:
            values_.append(row["value"])
        if row["name"]:
            names[row["value"].value] = row["name"].value
    return bags, names


def _is(bag: Bag, kind: str) -> bool:
    return term(f"od:{kind}") in bag.get(_RDF + "type", ())


class _Maker:
    """Puts statements together from the properties of their parts."""

    def __init__(self, engine: Engine, bags: Mapping[str, Bag], names: dict[str, str]) -> None:
        self.engine, self.bags, self.names = engine, bags, names
        self.reasons: dict[str, list[str]] = defaultdict(list)
        for bag in bags.values():
            for stated in bag.get(_OD + "statedIn", ()):
                self.reasons[stated.value] += [p.value for p in bag.get(_OD + "premise", ())]

    def make(self, iri: str) -> Statement:
        bag = self.bags[iri]
        claim, source = self.one(bag, "od:claim"), self.one(bag, "od:source")
        assert claim is not None
        assert source is not None
        speakers = self.many(bag.get(_OD + "speaker", ()))
        narrator = self.text(self.bags[source.iri], "od:narrator")
        return Statement(
            id=id_of(self.engine, iri),
            iri=iri,
            source=source,
            claim=claim,
            side=self.code(self.bags[claim.iri], "od:side"),
            speakers=speakers,
            affiliation=self.one(bag, "od:affiliation"),
            capacity=self.text(bag, "od:capacity"),
            on_behalf_of=self.one(bag, "od:onBehalfOf"),
            via=self.via(bag),
            mode=self.code(bag, "od:mode"),
            stance=self.code(bag, "od:stance"),
            narrated=[one.iri for one in speakers] == [narrator],
            given_up_by=self.many(bag.get(_OD + "givenUpBy", ())),
            because=self.many(NamedNode(p) for p in set(self.reasons[iri])),
            earliest=self.text(bag, "od:earliest"),
            latest=self.text(bag, "od:latest"),
            places=self.places(bag, self.text(self.bags[source.iri], "foaf:page")),
        )

    def text(self, bag: Bag, name: str) -> str | None:
        found = bag.get(term(name).value, ())
        return found[0].value if found else None

    def number(self, bag: Bag, name: str) -> int | None:
        found = self.text(bag, name)
        return None if found is None else int(found)

    def code(self, bag: Bag, name: str) -> str:
        return (self.text(bag, name) or "").rpartition("#")[2].lower()

    def named(self, iri: str) -> Thing:
        return thing(self.engine, iri, self.names.get(iri, ""))

    def one(self, bag: Bag, name: str) -> Thing | None:
        found = self.text(bag, name)
        return self.named(found) if found else None

    def many(self, terms: Iterable[Term]) -> tuple[Thing, ...]:
        return tuple(sorted(self.named(one.value) for one in terms))

    def via(self, bag: Bag) -> tuple[Thing, ...]:
        found, cell = [], self.text(bag, "od:via")
        while cell and cell != _RDF + "nil":
            found.append(self.named(self.text(self.bags[cell], "rdf:first") or ""))
            cell = self.text(self.bags[cell], "rdf:rest")
        return tuple(found)

    def places(self, bag: Bag, page: str | None) -> tuple[Place, ...]:
        found = [one.value for one in bag.get(_OD + "passage", ())]
        found.sort(key=lambda iri: int(iri.rpartition("/")[2]))
        return tuple(self.place(self.bags[iri], page) for iri in found)

    def place(self, bag: Bag, page: str | None) -> Place:
        selector = self.text(bag, "oa:hasSelector")
        fragment = self.text(self.bags[selector], "rdf:value") if selector else None
        return Place(
            paragraph=self.number(bag, "od:paragraph"),
            first=self.text(bag, "od:from") or "",
            last=self.text(bag, "od:to") or "",
            words=self.number(bag, "od:words"),
            sha256=self.text(bag, "od:sha256"),
            link=f"{page.partition('#')[0]}#{fragment}" if page and fragment else None,
        )


def statements_on(engine: Engine, claims: Iterable[str]) -> list[Statement]:
    """Return all statements on claims, given by IRI."""
    wanted = values("claim", [NamedNode(iri) for iri in sorted(set(claims))])
    return statements(engine, f"{wanted} ?statement od:claim ?claim .")
