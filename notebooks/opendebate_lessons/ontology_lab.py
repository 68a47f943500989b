"""The tools of lesson 04: facts in Turtle, shapes that check them, and a reasoner.

Libraries do the work: rdflib reads, pyshacl checks shapes, owlrl reasons.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import opendebate_ontology
from opendebate.engines.syntax_hints import syntax_hint
from opendebate.errors import InputError, QueryError
from opendebate.rdf.namespaces import PREFIXES
from opendebate_lessons.charts import Fact, short, triples
from opendebate_lessons.svg import Picture
from opendebate_lessons.turtle_hints import first_mistake

if TYPE_CHECKING:
    import rdflib

MINE = "https://example.org/mine#"
_KINDS = ("actor", "model", "claim")
_PREFIXES = {
    **PREFIXES,
    "ex": MINE,
    "owl": "http://www.w3.org/2002/07/owl#",
    "sh": "http://www.w3.org/ns/shacl#",
    **{kind: f"https://w3id.org/opendebate/{kind}/" for kind in _KINDS},
}


def read(turtle: str) -> rdflib.Graph:
    """Return the facts of a text in Turtle, with all prefixes of lesson 04.

    Raises
    ------
    InputError
        If it is not Turtle; the error names the line.

    Examples
    --------
    >>> len(read("ex:Regulator a owl:Class ; rdfs:label 'Regulator' ."))
    2
    """
    import rdflib

    head = " ".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in _PREFIXES.items())
    try:
        graph = rdflib.Graph().parse(data=f"{head}\n{turtle}", format="turtle")
    except Exception as error:  # rdflib raises IndexError and others, too
        raise _syntax_error(turtle, error) from error
    for prefix, iri in _PREFIXES.items():
        graph.bind(prefix, iri)
    return graph


def _syntax_error(turtle: str, error: Exception) -> InputError:
    """Return the error for a text that is not Turtle: its line, and what to change."""
    mistake = first_mistake(turtle, _PREFIXES)
    lines = turtle.splitlines() or [""]
    number = mistake.line if mistake else max(1, min(getattr(error, "lines", 1), len(lines)))
    text = lines[number - 1].strip()
    words = mistake.words if mistake else "Look for a character that is missing, or one too many."
    return InputError(f"This is not Turtle. {words}", where=f"line {number}, {text[:60]!r}")


def facts_in(turtle: str) -> list[Fact]:
    """Return the facts of a text in Turtle, under short names.

    Examples
    --------
    >>> facts_in("ex:Law rdfs:subClassOf od:Policy .")
    [('ex:Law', 'rdfs:subClassOf', 'od:Policy')]
    """
    graph = read(turtle)
    facts = [[_short(graph, term) for term in fact] for fact in graph]
    return sorted((subject, predicate, object_) for subject, predicate, object_ in facts)


def drawn(*answers: object, title: str = "Your facts") -> Picture:
    """Return a diagram of the facts of several answers, without those that are not Turtle yet.

    Parameters
    ----------
    *answers : object
        Texts of Turtle; ``...`` where there is no answer yet.
    title : str
    """
    facts: list[Fact] = []
    for answer in answers:
        try:
            facts += facts_in(answer) if isinstance(answer, str) else []
        except InputError:
            continue
    return triples(facts, title)


def ask(query: object, *answers: object) -> list[tuple[str, ...]]:
    """Return the rows of a query over the built-in debate and facts of your own.

    Parameters
    ----------
    query : str
        SPARQL; ``...`` has no rows.
    *answers : object
        Texts of Turtle; ``...`` where there is no answer yet.

    Raises
    ------
    QueryError, InputError
        If the query is not SPARQL, or a text is not Turtle.
    """
    if not isinstance(query, str):
        return []
    graph = debate_and("\n".join(answer for answer in answers if isinstance(answer, str)))
    return sorted(tuple(_short(graph, cell) for cell in row) for row in rows_of(graph, query))


def rows_of(graph: rdflib.Graph, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query over a graph, with all prefixes of lesson 04.

    Raises
    ------
    QueryError
        If it is not SPARQL, or does not ask for rows.
    """
    from opendebate.engines.safety import check_query

    checked = check_query(query, set())
    if checked.form != "select":
        raise QueryError("Your query does not ask for rows.", advice="Begin the query with SELECT.")
    names: Any = {**dict(graph.namespaces()), **_PREFIXES}
    try:
        return [tuple(row) for row in graph.query(checked.text, initNs=names)]  # type: ignore[arg-type]
    except Exception as error:  # rdflib raises Exception itself for an unknown prefix
        hint = syntax_hint(query, names) or f"{str(error).splitlines()[0][:200]}."
        raise QueryError(f"This is not SPARQL: {hint}") from error


def debate_and(turtle: str) -> rdflib.Graph:
    """Return the facts of the built-in debate and of a text in Turtle, in one graph."""
    graph = _debate() + read(turtle)
    for prefix, iri in _PREFIXES.items():
        graph.bind(prefix, iri, replace=True)
    return graph


@cache
def _debate() -> rdflib.Graph:
    from opendebate.rdf.rdflib_bridge import to_graph
    from opendebate_lessons.checking import debate

    return to_graph(debate().engine.quads())


def _short(graph: rdflib.Graph, term: Any) -> str:
    import rdflib

    if isinstance(term, rdflib.URIRef):
        return short(str(term), {prefix: str(iri) for prefix, iri in graph.namespaces()})
    return "[ ]" if isinstance(term, rdflib.BNode) else "" if term is None else f'"{term}"'


def complaints(facts: str, shapes: str) -> list[str]:
    """Return the messages of SHACL shapes about facts; none, if the facts are right.

    Parameters
    ----------
    facts, shapes : str
        Turtle.
    """
    import pyshacl
    import rdflib
    from pyshacl.errors import ReportableRuntimeError, ShapeLoadError

    shape_graph = read(shapes)
    _refuse_texts_for_numbers(shape_graph)
    try:
        _, report, _ = pyshacl.validate(
            read(facts), shacl_graph=shape_graph, ont_graph=_ontology(), advanced=False
        )
    except (ShapeLoadError, ReportableRuntimeError) as error:
        words = " ".join(str(getattr(error, "message", error)).split())
        raise InputError(
            f"The shape cannot be used: {words[:200]}",
            advice="Each sh:property [ … ] needs a sh:path, and sh:class a class.",
        ) from error
    assert isinstance(report, rdflib.Graph)
    messages = report.objects(None, rdflib.URIRef("http://www.w3.org/ns/shacl#resultMessage"))
    return sorted(map(str, messages))


def contradictions(facts: str) -> list[str]:
    """Return the contradictions that a reasoner finds in facts together with the ontology.

    Parameters
    ----------
    facts : str
        Turtle.

    Notes
    -----
    The reasoner knows the rules of OWL 2 RL.
    """
    import owlrl
    import rdflib

    graph = read(facts) + _ontology()
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    error = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return sorted(set(map(str, graph.objects(None, error))))


def _refuse_texts_for_numbers(shapes: rdflib.Graph) -> None:
    import rdflib

    for name in ("minCount", "maxCount"):
        for value in shapes.objects(None, rdflib.URIRef(f"http://www.w3.org/ns/shacl#{name}")):
            if not isinstance(value, rdflib.Literal) or type(value.toPython()) is not int:
                raise InputError(
                    f'sh:{name} has the text "{value}"; it must have a number.',
                    advice=f"Leave the quotation marks out: sh:{name} 1",
                )


@cache
def _ontology() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(opendebate_ontology.path() / "ontology.ttl")
