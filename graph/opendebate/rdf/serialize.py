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
from opendebate.rdf.namespaces import PREFIXES, Iris

_TYPE = PREFIXES["rdf"] + "type"
FORMATS = {
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
}


def serialize(store: Store, iris: Iris, suffix: str) -> bytes:
    """Return all graphs of a debate in the format that a file's suffix names.

    Parameters
    ----------
    store : pyoxigraph.Store
        The debate.
    iris : Iris
        Its IRIs, for prefixes.
    suffix : str
        ``.trig`` and ``.nq`` keep the named graphs, ``.jsonld`` too; ``.ttl`` and ``.nt`` write
        their union.

    Raises
    ------
    UsageError
        If there is no such format.
    """
    form = check_suffix(suffix)
    quads = sorted(store, key=_order)
    if form == RdfFormat.JSON_LD:
        return _json_ld(quads)
    if form.supports_datasets:
        return pyoxigraph.serialize(quads, format=form, prefixes=prefixes(store, iris)) or b""
    triples = sorted({quad.triple for quad in quads}, key=_order)
    return pyoxigraph.serialize(triples, format=form, prefixes=prefixes(store, iris)) or b""


def check_suffix(suffix: str) -> RdfFormat:
    """Return the format that a file's suffix names.

    Raises
    ------
    UsageError
        If there is none.
    """
    form = FORMATS.get(suffix.lower())
    if form is None:
        suffixes = ", ".join(FORMATS)
        raise UsageError(f"There is no format for {suffix!r}.", advice=f"Use one of {suffixes}.")
    return form


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
