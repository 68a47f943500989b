"""The Argument Interchange Format as RDF: nodes with premises and conclusions."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from opendebate.coding.debate_files import display_path
from opendebate.coding.text_input import decoded
from opendebate.counting import counted
from opendebate.exchange.aif.graph import SHORT, AifNode, Graph, clean, plain
from opendebate.exchange.aif.parse import read_edges, read_nodes
from opendebate.exchange.aif.reading import make_coded_debate
from opendebate.exchange.aif.speaker_names import Names
from opendebate.exchange.aif.syntaxes import facts_of
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.formats import read_bytes

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


def read(path: Path) -> CodedDebate:
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
    return make_coded_debate(_graph(facts, where), path.stem.removesuffix(".aif"))


def _graph(facts: list[ox.Quad], where: str) -> Graph:
    graph, reader = Graph(where), _Reader(facts)
    if not reader.names:
        number = counted(len(facts), "fact")
        problem = f"none of its {number} says that something is an I-node or the like."
        raise graph.error(f"There is no node of AIF in it: {problem}", _ADVICE)
    read_nodes(reader.nodes(), graph)
    for fact in facts:
        reader.read(_term(fact.predicate), fact, graph)
    read_edges([{"fromID": start, "toID": end} for start, end in reader.edges], graph)
    graph.language = next((language for language, _ in reader.languages.most_common(1)), "")
    reader.report_remainder(graph)
    return graph


def _term(predicate: Any) -> str:
    """Return the name of a term of AIF, or else the address."""
    name, number = _AIF.subn("", predicate.value)
    return name.removeprefix("has") if number else name


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

    def __init__(self, facts: list[ox.Quad]) -> None:
        self.names: dict[Any, str] = {}  # of nodes, by what the file calls them
        self.kinds: dict[Any, str] = {}
        self.texts: dict[tuple[Any, str], str] = {}  # the first of each node and term
        self.edges: dict[tuple[str, str], None] = {}
        self.languages: Counter[str] = Counter()
        self.unread: Counter[str] = Counter()
        self.looks = Names()
        for fact in facts:
            if (kind := _kind(fact)) and fact.subject not in self.names:
                self.names[fact.subject] = _name(fact.subject, len(self.names) + 1)
                self.kinds[fact.subject] = kind
            if (term := _term(fact.predicate)) in {_TEXT, _DATE}:
                self.texts.setdefault((fact.subject, term), getattr(fact.object, "value", ""))

    def nodes(self) -> list[dict[str, str | None]]:
        """Return the nodes as AIFdb has them in JSON."""
        return [
            {
                "nodeID": name,
                "type": self.kinds[node],
                "text": self.texts.get((node, _TEXT)),
                "timestamp": self.texts.get((node, _DATE)),
            }
            for node, name in self.names.items()
        ]

    def read(self, term: str, fact: ox.Quad, graph: Graph) -> None:
        name = self.names.get(fact.subject)
        value = getattr(fact.object, "value", "")
        if name is None:
            self.count(term)
        elif term in _INTO or term in _OUT:
            self.join(term, name, self.names.get(fact.object) or clean(value), graph)
        elif term == _TEXT and value == self.texts[fact.subject, _TEXT]:
            self.languages[str(getattr(fact.object, "language", None) or "")] += 1
        elif term == _SOURCE and graph.nodes[name].type == "L":
            self.speaker(graph.nodes[name], plain(value))
        elif term not in {_TYPE, _DATE}:
            self.count(term)

    def count(self, term: str) -> None:
        self.unread[term.rpartition("#")[2] or term] += 1

    def join(self, term: str, name: str, target: str, graph: Graph) -> None:
        """Add an edge between the node that has a relation and another, once."""
        types = _INTO.get(term) or _OUT.get(term) or set()
        ends = graph.nodes[name], graph.nodes.get(target)
        if ends[0].type not in types and ends[1] and ends[1].type in types:
            name, target = target, name
        self.edges[(target, name) if term in _INTO else (name, target)] = None

    def speaker(self, node: AifNode, name: str) -> None:
        """Set who utters a locution; AIFdb gives its full text where it finds no name in it."""
        if name != node.text and self.looks.is_name(name):
            node.person = name

    def report_remainder(self, graph: Graph) -> None:
        note = graph.report.note
        for term, number in self.unread.most_common():
            note("Facts of other kinds left out", clean(term)[:40], times=number)
        for name in self.names.values():
            if name.startswith(("http:", "https:")):
                note("Addresses of nodes left out, because claims have no address")
