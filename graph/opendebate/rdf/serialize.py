"""Writing a debate's graph to a file, the same bytes every time."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from typing import Any

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple

import opendebate_ontology
from opendebate.errors import UsageError
from opendebate.rdf.namespaces import FAMILIAR_PREFIXES, PREFIXES, Iris

_TYPE = PREFIXES["rdf"] + "type"
FORMATS = {
    "trig": RdfFormat.TRIG,
    "turtle": RdfFormat.TURTLE,
    "nquads": RdfFormat.N_QUADS,
    "ntriples": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
}
SUFFIXES = {name: f".{form.file_extension}" for name, form in FORMATS.items()}


def serialize(
    store: Store, iris: Iris, name: str = "trig", *, familiar: bool = False,
    added: Iterable[Quad] = (),
) -> bytes:  # fmt: skip
    """Return all graphs of a debate in an RDF format.

    Parameters
    ----------
    store : pyoxigraph.Store
        The debate.
    iris : Iris
        Its IRIs, for prefixes.
    name : str
        ``trig``, ``nquads`` and ``jsonld`` keep the named graphs; ``turtle`` and ``ntriples``
        write their union.
    familiar : bool
        Whether the same stands there in the words of other vocabularies, too; see
        :mod:`opendebate.rdf.familiar`.
    added : iterable of Quad
        Further facts, which are not in the store.

    Raises
    ------
    UsageError
        If there is no such format.
    """
    form = _format_of(name)
    more = list(added)
    quads = sorted([*store, *more, *_familiar(store, iris, familiar=familiar)], key=_order)
    if form == RdfFormat.JSON_LD:
        return _json_ld(quads)
    bound = prefixes(store, iris) | (FAMILIAR_PREFIXES if familiar or more else {})
    if form.supports_datasets:
        return pyoxigraph.serialize(quads, format=form, prefixes=bound) or b""
    triples = sorted({quad.triple for quad in quads}, key=_order)
    return pyoxigraph.serialize(triples, format=form, prefixes=bound) or b""


def _familiar(store: Store, iris: Iris, *, familiar: bool) -> Iterable[Quad]:
    if not familiar:
        return ()
    from opendebate.rdf.familiar import familiar_quads

    return familiar_quads(store, iris)


def _format_of(name: str) -> RdfFormat:
    form = FORMATS.get(name)
    if form is None:
        raise UsageError(f"There is no RDF format {name!r}.", advice=f"Use {', '.join(FORMATS)}.")
    return form


def name_of_suffix(suffix: str) -> str:
    """Return the name of the format of a file's suffix.

    Raises
    ------
    UsageError
        If there is none.

    Examples
    --------
    >>> name_of_suffix(".ttl")
    'turtle'
    """
    names = {ending: name for name, ending in SUFFIXES.items()}
    if suffix.lower() not in names:
        raise UsageError(
            f"There is no format for {suffix!r}.", advice=f"Use one of {', '.join(names)}."
        )
    return names[suffix.lower()]


def prefixes(store: Store, iris: Iris) -> dict[str, str]:
    """Return prefixes for vocabularies, kinds of entities, and sources."""
    kinds = ("actor", "model", "policy", "claim", "topic", "event", "context", "graph")
    bound = {**PREFIXES, **{kind: iris(kind, "").value for kind in kinds}}
    a_source = NamedNode(PREFIXES["od"] + "Source")
    for quad in store.quads_for_pattern(None, NamedNode(_TYPE), a_source):
        source = str(quad.subject).strip("<>")
        slug = source.rpartition("/")[2]
        if slug[0].isalpha():
            bound.setdefault(slug, source + "/")
    return dict(sorted(bound.items()))


def _order(fact: Quad | Triple) -> str:
    """Return a key that sorts facts by graph and subject, the types of a subject first.

    One text is compared several times faster than a tuple of texts.
    """
    graph = str(fact.graph_name) if isinstance(fact, Quad) else ""
    predicate = fact.predicate.value
    after_types = "" if predicate == _TYPE else predicate
    return f"{graph}\0{fact.subject}\0{after_types}\0{fact.object}"


def _json_ld(quads: Iterable[Quad]) -> bytes:
    """Write JSON-LD with the ontology's context, so that its keys are those of coding files."""
    from opendebate.rdf.rdflib_bridge import to_dataset

    context = json.loads(opendebate_ontology.path("context.jsonld").read_text("utf-8"))["@context"]
    dataset = to_dataset(quads, {})
    with warnings.catch_warnings():  # rdflib's writer calls functions that rdflib deprecates
        warnings.simplefilter("ignore", DeprecationWarning)
        text = dataset.serialize(format="json-ld", context=context, auto_compact=True)
    return (json.dumps(_sorted(json.loads(text)), ensure_ascii=False, indent=1) + "\n").encode()


def _sorted(value: Any) -> Any:
    """Put keys and the members of unordered lists into one order."""
    if isinstance(value, dict):
        return {key: _sorted_member(key, value[key]) for key in sorted(value)}
    return value


def _sorted_member(key: str, value: Any) -> Any:
    if key == "@context":
        return value
    if isinstance(value, list):
        members = [_sorted(member) for member in value]
        ordered = key in {"via", "@list"}
        return members if ordered else sorted(members, key=lambda m: json.dumps(m, sort_keys=True))
    return _sorted(value)
