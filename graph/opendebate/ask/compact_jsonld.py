"""A debate as plain data: JSON-LD nodes under our own context, without repetition.

The page contains this form, and exports begin with it. It omits what can be derived: ids and
names that repeat the IRI or the text, the cells of lists, selectors, and all derived facts.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

import opendebate_ontology
from opendebate.natural import natural
from opendebate.rdf.namespaces import PREFIXES, term

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from opendebate.engines.engine import Engine

Node = dict[str, Any]
_OD = PREFIXES["od"]
_TYPE = term("rdf:type").value
_REPEATED = {"identifier", "prefLabel", "inScheme", "hasSource"}
_LABEL_REPEATS = {"Claim", "Statement", "ContextFact", "Source", "Question", "Debate"}
ARGUMENTS = {"Support": "supports", "Attack": "attacks"}  # class → key in coding files
_LEFT_OUT = {"FragmentSelector", "List", "Passage"}  # passages stand in their statements

_PASSAGES = {"passage", "attribution"}
_IN_PASSAGES = ("Passage", "paragraph", "from", "to", "words", "sha256")


def compact_jsonld(engine: Engine) -> dict[str, Any]:
    """Return all coded facts of a debate as plain data for JSON.

    Parameters
    ----------
    engine : Engine
        The built debate.

    Returns
    -------
    dict
        ``base``, the IRI that all keys continue; ``language``; ``context``, the terms used, of our
        JSON-LD context; ``codes``, the words for the codes; and ``things``, a node for each key:
        its ``type``, and by the context's terms its values: a string, number or truth value where
        there is one, a list where there are several. An entity is referred to by its key, a code by
        its name (``"od:For"``). Carriers are a list in their order, and so are the passages of a
        statement, which are nodes themselves; those of a source with an address have a ``link``.

    Examples
    --------
    >>> import opendebate
    >>> data = compact_jsonld(opendebate.load().engine)
    >>> data["things"]["actor/wendy-hall"]["label"]
    'Wendy Hall'
    """
    gathered = _Gatherer(engine)
    nodes = gathered.nodes()
    return {
        "base": gathered.base,
        "language": gathered.language,
        "context": gathered.terms_used(nodes),
        "codes": _codes(engine, nodes),
        "things": nodes,
    }


class _Gatherer:
    """Turns quads into nodes."""

    def __init__(self, engine: Engine) -> None:
        self.engine, self.base = engine, engine.iris.base
        context = json.loads(opendebate_ontology.path("context.jsonld").read_text("utf-8"))
        self.context: dict[str, Any] = context["@context"]
        self.names: dict[str, str] = {_expand(value): key for key, value in self.context.items()}
        self.quads = list(engine.quads())
        self.language = self._language()

    def _language(self) -> str:
        """Return the language of the debate: that of its title."""
        debate, title_of = NamedNode(self.base), term("dcterms:title")
        titles = (q for q in self.quads if (q.subject, q.predicate) == (debate, title_of))
        title = next(titles).object
        return getattr(title, "language", None) or "en"

    def nodes(self) -> dict[str, Node]:
        """Return the nodes by key, in order."""
        bags = self._bags()
        nodes = {}
        for key, bag in sorted(bags.items(), key=lambda entry: natural(entry[0])):
            kind = bag.get("type", ["List"])[0]
            if kind not in _LEFT_OUT:
                nodes[key] = self._node(kind, bag, bags)
        return nodes

    def _bags(self) -> dict[str, dict[str, list[Any]]]:
        """Return the values of each subject by term; only what was coded."""
        coded = tuple(f"{self.base}graph/{name}" for name in ("register", "context", "source/"))
        bags: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        for quad in self.quads:
            if getattr(quad.graph_name, "value", "").startswith(coded):
                name = self._term(quad)
                key = self._key(getattr(quad.subject, "value", ""))
                bags[key][name].append(self._value(name, quad.object))
        return bags

    def _term(self, quad: Quad) -> str:
        iri = quad.predicate.value
        return "type" if iri == _TYPE else self.names.get(iri, iri)

    def _value(self, name: str, value: Any) -> Any:
        if isinstance(value, NamedNode):
            return self._reference(name, value.value)
        assert isinstance(value, Literal)
        kind = value.datatype.value.rpartition("#")[2]
        if kind == "integer":
            return int(value.value)
        if kind == "boolean":
            return value.value in {"true", "1"}
        definition = self.context.get(name)
        refers = isinstance(definition, dict) and definition["@type"] == "@id"
        if refers or (value.language and value.language != self.language):
            language = {"@language": value.language} if value.language else {}
            return {"@value": value.value, **language}
        return value.value

    def _reference(self, name: str, iri: str) -> str:
        if name == "type":
            return self.names.get(iri, iri)
        if name == "page":  # an address, even where a debate has its own site as base
            return iri
        return f"od:{iri.removeprefix(_OD)}" if iri.startswith(_OD) else self._key(iri)

    def _key(self, iri: str) -> str:
        return iri.removeprefix(self.base) or iri

    def _node(self, kind: str, bag: Mapping[str, list[Any]], bags: Mapping[str, Any]) -> Node:
        node: Node = {} if kind == "Passage" else {"type": kind}
        for name, values in sorted(bag.items()):
            if name == "via":
                node[name] = _members(values[0], bags)
            elif name in _PASSAGES:
                ordered = sorted(values, key=lambda key: int(key.rpartition("/")[2]))
                node[name] = [self._node("Passage", bags[key], bags) for key in ordered]
            elif not (
                name in _REPEATED
                or name in {"type", "hasSelector"}
                or (name == "label" and kind in _LABEL_REPEATS)
            ):
                node[name] = _one_or_all(values)
        if kind == "Passage":
            node.update(_link(bag, bags))
        return node

    def terms_used(self, nodes: Mapping[str, Node]) -> dict[str, Any]:
        """Return the terms of the context that the nodes use."""
        terms = {name for node in nodes.values() for name in node}
        terms |= {str(node["type"]) for node in nodes.values()} | set(_IN_PASSAGES)
        terms |= {"id", "type", "identifier", "first", "rest", "prefLabel", "label"}
        terms |= {"hasSource", "inScheme"}
        prefixes = {key for key in PREFIXES if key in self.context}
        return {key: self.context[key] for key in self.context if key in terms | prefixes}


def _expand(value: Any) -> str:
    """Return the IRI that a term of the context stands for."""
    name = value["@id"] if isinstance(value, dict) else str(value)
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name


def _one_or_all(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else sorted(values, key=lambda v: natural(str(v)))


def _members(cell: str, bags: Mapping[str, Any]) -> list[str]:
    """Return the members of an RDF list, from the key of its first cell."""
    members = []
    while cell in bags:
        members += bags[cell]["first"]
        cell = bags[cell]["rest"][0]
    return members


def web_link(address: object) -> str | None:
    """Return an address if it is one of the web, else None.

    Examples
    --------
    >>> web_link("javascript:alert(1)") is None
    True
    """
    text = str(address or "")
    return text if text.lower().startswith(("http://", "https://")) else None


def text_of(value: Any) -> str:
    """Return a value as text; values in another language are nodes themselves."""
    return str(value["@value"] if isinstance(value, Mapping) else value)


def _link(passage: Mapping[str, list[Any]], bags: Mapping[str, Any]) -> dict[str, str]:
    """Return the address of a passage, with a text fragment, where its source has one."""
    source = bags[passage["hasSource"][0]]
    page = web_link(source.get("page", [None])[0])
    if page is None:
        return {}
    (selector,) = passage["hasSelector"]
    fragment = bags[selector][term("rdf:value").value][0]
    return {"link": f"{page.partition('#')[0]}#{fragment}"}


def _codes(engine: Engine, nodes: Mapping[str, Node]) -> dict[str, str]:
    """Return the name of each code that is used."""
    codes = {value for node in nodes.values() for value in node.values() if isinstance(value, str)}
    rows = engine.select(
        """SELECT ?code ?name { ?code skos:inScheme ?scheme ; skos:prefLabel ?name .
           FILTER(STRSTARTS(STR(?code), STR(od:))) } ORDER BY ?code"""
    )
    names = {f"od:{row['code'].value.removeprefix(_OD)}": row["name"].value for row in rows}
    return {code: name for code, name in names.items() if code in codes}
