"""Texts of a query that the debate writes differently: with a language, or other capitals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pyoxigraph import Literal

from opendebate.engines.engine import Engine, literal
from opendebate.engines.safety import nodes_of
from opendebate.errors import close_matches
from opendebate.rdf.namespaces import PREFIXES

_MAX_TEXTS = 20  # texts that are looked up
_MAX_NAME = 80  # characters
_LIKENESS = 80  # per cent of two names that are taken for each other


def near_literals(engine: Engine, tree: Any) -> list[str]:
    """Return a sentence on each text in a pattern that the debate has only in another form.

    Without its language tag, or with another one, a text is another value in RDF, and so it is
    with other capitals. It may also be misspelt, or be the code of a term of the ontology. Texts in
    filters are not looked up: there they are parts of texts.

    Parameters
    ----------
    engine : Engine
    tree : object
        The query, as :func:`opendebate.engines.safety.parse` returns it.
    """
    query_texts = sorted(set(_values(tree)), key=str)
    if not 0 < len(query_texts) <= _MAX_TEXTS:
        return []
    terms = _terms_meant(engine, query_texts)
    others = [text for text in query_texts if text.value.casefold() not in terms]
    debate_texts = _texts_alike(engine, others) if others else set()
    sentences = [
        f"The debate does not have the value {text}. It has {' and '.join(map(str, near))}."
        for text in others
        if (near := _near(text, debate_texts)) and text not in debate_texts
    ]
    unlike = [text for text in others if not _near(text, debate_texts)]
    return [*terms.values(), *sentences, *_misspelt_names(engine, unlike)]


def _terms_meant(engine: Engine, texts: Iterable[Literal]) -> dict[str, str]:
    """Return a sentence on each text that is the code of a term of the ontology, by the code."""
    codes = " ".join(str(literal(text.value.casefold())) for text in texts)
    prefix = PREFIXES["od"]
    rows = engine.select(
        f"""SELECT ?term ?code {{ VALUES ?code {{ {codes} }} ?term skos:notation ?code
          FILTER (STRSTARTS(STR(?term), "{prefix}")) }} ORDER BY ?term"""
    )
    terms = {row["code"].value: row["term"].value.removeprefix(prefix) for row in rows}
    return {
        code: f'"{code}" is the code of a term. As a value, write it as od:{term}, without quotes.'
        for code, term in terms.items()
    }


def _misspelt_names(engine: Engine, texts: Sequence[Literal]) -> Iterator[str]:
    """Yield a sentence on each text that looks like names of the debate."""
    names = {text.value: text for text in _names(engine)} if texts else {}
    for text in texts:
        if close := close_matches(text.value, names, limit=1, least=_LIKENESS):
            yield f"The debate does not have the value {text}. Did you mean {names[close[0]]}?"


def _names(engine: Engine) -> Iterator[Literal]:
    rows = engine.select(
        f"""SELECT DISTINCT ?name {{ ?thing rdfs:label|skos:altLabel ?name ; dcterms:identifier ?id
          FILTER (STRLEN(STR(?name)) <= {_MAX_NAME}) }} ORDER BY ?name"""
    )
    return (row["name"] for row in rows)


def _near(value: Literal, candidates: Iterable[Literal]) -> list[Literal]:
    """Return the values of the same letters; if some have the same capitals too, only those."""
    near = [
        candidate
        for candidate in candidates
        if candidate.value.casefold() == value.value.casefold()
    ]
    same_capitals = [candidate for candidate in near if candidate.value == value.value]
    return sorted(same_capitals or near, key=str)[:3]


def _texts_alike(engine: Engine, texts: Iterable[Literal]) -> set[Literal]:
    folded = ", ".join(f"LCASE({literal(text.value)})" for text in texts)
    rows = engine.select(
        f"""SELECT DISTINCT ?text {{ ?thing ?property ?text
          FILTER (ISLITERAL(?text) && LCASE(STR(?text)) IN ({folded})) }}"""
    )
    return {row["text"] for row in rows}


def _values(tree: Any) -> Iterator[Literal]:
    """Yield the texts that are the values of properties; typed ones say what they are."""
    for node in nodes_of(tree):
        if isinstance(node, dict) and "triples" in node:
            for flat in node["triples"]:
                yield from filter(None, map(_text, [*flat][2::3]))


def _text(node: Any) -> Literal | None:
    if getattr(node, "name", "") != "literal" or "datatype" in node:
        return None
    language = str(node["lang"]) if "lang" in node else None
    return Literal(str(node["string"]), language=language)
