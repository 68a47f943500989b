"""The Argument Interchange Format as RDF: nodes with premises and conclusions."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendebate.coding.debate_files import shown
from opendebate.coding.text_input import decoded
from opendebate.errors import InputError
from opendebate.exchange.aif.graph import LONG, SHORT, Graph, Node, clean, cut, note, plain
from opendebate.exchange.aif.names import Names
from opendebate.exchange.aif.reading import draft_of
from opendebate.exchange.aif.syntaxes import facts_of
from opendebate.exchange.draft import Draft
from opendebate.exchange.formats import read_bytes

if TYPE_CHECKING:
    import pyoxigraph as ox

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# Where AIF's terms live: in the ontology of Dundee, and as AIFdb writes it.
_AIF = re.compile(r"https?://(?:www\.)?(?:arg\.dundee\.ac\.uk|arg\.tech|aifdb\.org)/aif(?:\.owl)?#")
_KIND = re.compile("([A-Z]{1,12})[-_]?[Nn]ode")
_TEXT, _DATE, _SOURCE = "claimText", "creationDate", "source"
# Each relation is that of a node of some types, and leads into it or out of it. AIFdb writes it
# of the other node as well.
_STEPS = frozenset({"RA", "CA", "MA", "PA"})
_INTO = {
    "Premise": _STEPS,
    "ConflictingElement": _STEPS,
    "Locution": {"YA"},
    "Anchor": {"YA"},
    "StartLocution": {"TA"},
}
_OUT = {
    "Conclusion": _STEPS,
    "ConflictedElement": _STEPS,
    "IllocutionaryContent": {"YA"},
    "EndLocution": {"TA"},
}


def read(path: Path) -> Draft:
    """Return the debate of an AIF document in RDF.

    Parameters
    ----------
    path : pathlib.Path
        RDF/XML, Turtle, TriG, N-Triples, N-Quads or JSON-LD; the file's name becomes the title.

    Raises
    ------
    InputError
        If the file is broken, refers to other files, or holds no node of AIF; with place and
        advice.
    """
    where = shown(path)
    facts = facts_of(decoded(read_bytes(path), where), path, where)
    return draft_of(_graph(facts, where), path.stem.removesuffix(".aif"))


def _graph(facts: list[ox.Quad], where: str) -> Graph:
    graph = Graph(where)
    names = _nodes(facts, graph)
    if not names:
        raise InputError(
            f"There is no node of AIF in it: none of its {len(facts):,} facts says "
            "that something is an I-node, RA-node or the like.",
            where=where,
            advice="Give RDF with the terms of http://www.arg.tech/aif# or "
            "http://www.arg.dundee.ac.uk/aif#.",
        )
    rest = _Rest(graph, names)
    for fact in facts:
        rest.read(_term(fact.predicate), fact)
    graph.language = max(rest.languages, key=lambda one: rest.languages[one], default="")
    rest.tell()
    return graph


def _term(predicate: Any) -> str:
    """Return the name of a term of AIF, or else the address."""
    name, n = _AIF.subn("", predicate.value)
    return name.removeprefix("has") if n else name


def _nodes(facts: list[ox.Quad], graph: Graph) -> dict[Any, str]:
    """Put the nodes into a graph, and return their names."""
    texts: dict[tuple[Any, str], str] = {}
    for fact in facts:
        if (term := _term(fact.predicate)) in {_TEXT, _DATE}:
            texts.setdefault((fact.subject, term), getattr(fact.object, "value", ""))
    names: dict[Any, str] = {}
    long: list[str] = []
    for fact in facts:
        kind = _kind(fact)
        if kind and fact.subject not in names:
            name = names[fact.subject] = _name(fact.subject, len(names) + 1)
            given = texts.get((fact.subject, _TEXT), "")
            text = plain(given) if kind in "IL" else clean(given)
            if kind == "I" and len(text) > LONG:
                long.append(name)
            node = Node(name, kind, cut(text) if kind == "I" else text)
            node.scheme = "" if kind in "IL" else text
            node.timestamp = clean(texts.get((fact.subject, _DATE)))[:SHORT]
            graph.add(node)
    note(graph, long, f"Texts cut to {LONG:,} signs, the most that a claim may have")
    return names


def _kind(fact: ox.Quad) -> str:
    """Return the type of AIF's nodes that a fact gives; empty where it gives none."""
    value = getattr(fact.object, "value", "") if fact.predicate.value == _TYPE else ""
    found = _KIND.fullmatch(_AIF.sub("", value)) if _AIF.match(value) else None
    return found[1] if found else ""


def _name(thing: Any, number: int) -> str:
    """Return a node's name; those of blank nodes are dice, but the order of the file is not."""
    address = clean(getattr(thing, "value", ""))
    is_blank = str(thing).startswith("_:")
    return f"blank-{number}" if is_blank or not 0 < len(address) <= SHORT else address


class _Rest:
    """What a file says of its nodes."""

    def __init__(self, graph: Graph, names: dict[Any, str]) -> None:
        self.graph, self.names = graph, names
        self.languages: Counter[str] = Counter()
        self.other: Counter[str] = Counter()
        self.missing: list[str] = []
        self.joined: set[tuple[str, str]] = set()
        self.looks = Names()

    def read(self, term: str, fact: ox.Quad) -> None:
        """Read a fact."""
        name = self.names.get(fact.subject)
        if name is None:
            self.count(term)
        elif term in _INTO or term in _OUT:
            self.join(term, name, self.names.get(fact.object), fact.object)
        elif term == _TEXT and self.is_text(name, fact.object):
            self.languages[str(getattr(fact.object, "language", None) or "")] += 1
        elif term == _SOURCE and self.graph.nodes[name].type == "L":
            self.speaker(self.graph.nodes[name], plain(getattr(fact.object, "value", "")))
        elif term not in {_TYPE, _DATE}:
            self.count(term)

    def count(self, term: str) -> None:
        self.other[term.rpartition("#")[2] or term] += 1

    def is_text(self, name: str, value: Any) -> bool:
        node = self.graph.nodes[name]
        text = plain(getattr(value, "value", "")) if node.type in "IL" else clean(value.value)
        return (cut(text) if node.type == "I" else text) == node.text

    def join(self, term: str, name: str, other: str | None, value: Any) -> None:
        """Put in an edge between the node that has a relation and another, once."""
        if other is None:
            self.missing.append(clean(getattr(value, "value", value)))
            return
        owners = _INTO.get(term) or _OUT.get(term) or set()
        own, others = (self.graph.nodes[one].type in owners for one in (name, other))
        one, far = (name, other) if own or not others else (other, name)
        ends = (far, one) if term in _INTO else (one, far)
        if ends not in self.joined:
            self.joined.add(ends)
            self.graph.join(*ends)

    def speaker(self, node: Node, name: str) -> None:
        """Take who utters a locution; AIFdb gives its whole text where it finds no name in it."""
        if name != node.text and self.looks.is_name(name):
            node.person = name

    def tell(self) -> None:
        """Note what was left out."""
        note(
            self.graph,
            self.missing,
            "Edges left out because they lead to or from nodes that are not in the file",
        )
        if self.other:
            told = ", ".join(f"{clean(one)[:40]} ({n:,})" for one, n in self.other.most_common(5))
            self.graph.notes.append(
                f"Facts of other kinds left out, {self.other.total():,}: {told}."
            )
        addresses = sum(name.startswith(("http:", "https:")) for name in self.names.values())
        if addresses:
            self.graph.notes.append(
                f"Addresses of nodes left out, {addresses:,}: claims have no address of their own."
            )
