"""The Argument Interchange Format as RDF: nodes with premises and conclusions."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendebate.coding.debate_files import display_path
from opendebate.coding.text_input import decoded
from opendebate.counting import counted
from opendebate.exchange.aif.graph import LONG, SHORT, Graph, Node, clean, plain
from opendebate.exchange.aif.names import Names
from opendebate.exchange.aif.reading import make_draft
from opendebate.exchange.aif.syntaxes import facts_of
from opendebate.exchange.draft import Draft
from opendebate.exchange.formats import read_bytes
from opendebate.exchange.report import cut

if TYPE_CHECKING:
    import pyoxigraph as ox

_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
# Where AIF's terms live: in the ontology of Dundee, and as AIFdb writes it.
_AIF = re.compile(r"https?://(?:www\.)?(?:arg\.dundee\.ac\.uk|arg\.tech|aifdb\.org)/aif(?:\.owl)?#")
_KIND = re.compile("([A-Z]{1,12})[-_]?[Nn]ode")
_ADVICE = "Give RDF with terms of http://www.arg.tech/aif# or http://www.arg.dundee.ac.uk/aif#."
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
    where = display_path(path)
    facts = facts_of(decoded(read_bytes(path), where), path, where)
    return make_draft(_graph(facts, where), path.stem.removesuffix(".aif"))


def _graph(facts: list[ox.Quad], where: str) -> Graph:
    graph = Graph(where)
    names = _nodes(facts, graph)
    if not names:
        number = counted(len(facts), "fact")
        problem = f"none of its {number} says that something is an I-node or the like."
        raise graph.error(f"There is no node of AIF in it: {problem}", _ADVICE)
    reader = _Reader(graph, names)
    for fact in facts:
        reader.read(_term(fact.predicate), fact)
    languages = reader.languages
    graph.language = max(languages, key=lambda language: languages[language], default="")
    reader.report_remainder()
    return graph


def _term(predicate: Any) -> str:
    """Return the name of a term of AIF, or else the address."""
    name, number = _AIF.subn("", predicate.value)
    return name.removeprefix("has") if number else name


def _nodes(facts: list[ox.Quad], graph: Graph) -> dict[Any, str]:
    """Put the nodes into a graph, and return their names."""
    texts: dict[tuple[Any, str], str] = {}
    for fact in facts:
        if (term := _term(fact.predicate)) in {_TEXT, _DATE}:
            texts.setdefault((fact.subject, term), getattr(fact.object, "value", ""))
    names: dict[Any, str] = {}
    for fact in facts:
        kind = _kind(fact)
        if kind and fact.subject not in names:
            name = names[fact.subject] = _name(fact.subject, len(names) + 1)
            text = _clean_text(texts.get((fact.subject, _TEXT), ""), kind)
            if kind == "I" and len(text) > LONG:
                problem = f"Texts cut to {LONG:,} characters, the most that a claim may have"
                graph.report.note(problem, name)
                text = cut(text, LONG)
            node = Node(name, kind, text)
            node.scheme = "" if kind in "IL" else text
            node.timestamp = clean(texts.get((fact.subject, _DATE)))[:SHORT]
            graph.add(node)
    return names


def _clean_text(text: str, kind: str) -> str:
    return plain(text) if kind in "IL" else clean(text)


def _kind(fact: ox.Quad) -> str:
    """Return the type of AIF's nodes that a fact gives; empty where it gives none."""
    value = getattr(fact.object, "value", "") if fact.predicate.value == _TYPE else ""
    match = _KIND.fullmatch(_AIF.sub("", value)) if _AIF.match(value) else None
    return match[1] if match else ""


def _name(node: Any, number: int) -> str:
    """Return a node's name; names of blank nodes are random, but the order of the file is not."""
    address = clean(getattr(node, "value", ""))
    is_blank = str(node).startswith("_:")
    return f"blank-{number}" if is_blank or not 0 < len(address) <= SHORT else address


class _Reader:
    """Reads what a file says of its nodes."""

    def __init__(self, graph: Graph, names: dict[Any, str]) -> None:
        self.graph, self.names = graph, names
        self.languages: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.joined: set[tuple[str, str]] = set()
        self.looks = Names()

    def read(self, term: str, fact: ox.Quad) -> None:
        name = self.names.get(fact.subject)
        if name is None:
            self.count(term)
        elif term in _INTO or term in _OUT:
            self.join(term, name, fact.object)
        elif term == _TEXT and self.is_text(name, fact.object):
            self.languages[str(getattr(fact.object, "language", None) or "")] += 1
        elif term == _SOURCE and self.graph.nodes[name].type == "L":
            self.speaker(self.graph.nodes[name], plain(getattr(fact.object, "value", "")))
        elif term not in {_TYPE, _DATE}:
            self.count(term)

    def count(self, term: str) -> None:
        self.unread[term.rpartition("#")[2] or term] += 1

    def is_text(self, name: str, value: Any) -> bool:
        node = self.graph.nodes[name]
        text = _clean_text(getattr(value, "value", ""), node.type)
        return (cut(text, LONG) if node.type == "I" else text) == node.text

    def join(self, term: str, name: str, value: Any) -> None:
        """Add an edge between the node that has a relation and another, once."""
        target = self.names.get(value)
        if target is None:
            problem = "Edges left out because they lead to or from nodes that are not in the file"
            self.graph.report.note(problem, clean(getattr(value, "value", value)))
            return
        types = _INTO.get(term) or _OUT.get(term) or set()
        if self.graph.nodes[name].type not in types and self.graph.nodes[target].type in types:
            name, target = target, name
        ends = (target, name) if term in _INTO else (name, target)
        if ends not in self.joined:
            self.joined.add(ends)
            self.graph.join(*ends)

    def speaker(self, node: Node, name: str) -> None:
        """Set who utters a locution; AIFdb gives its full text where it finds no name in it."""
        if name != node.text and self.looks.is_name(name):
            node.person = name

    def report_remainder(self) -> None:
        note = self.graph.report.note
        for term, number in self.unread.most_common():
            note("Facts of other kinds left out", clean(term)[:40], times=number)
        for name in self.names.values():
            if name.startswith(("http:", "https:")):
                note("Addresses of nodes left out, because claims have no address")
