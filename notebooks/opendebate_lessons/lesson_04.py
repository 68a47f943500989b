"""Lesson 04, extend the ontology: a class, a property, a shape, a question, a contradiction."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from opendebate_lessons.answers import rows
from opendebate_lessons.exercise import RightAnswer, Task, TypicalMistake, WrongAnswer
from opendebate_lessons.ontology_lab import (
    MINE,
    complaints,
    contradictions,
    debate_and,
    read,
    rows_of,
)

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node

    from opendebate.debate import Debate

_DEVELOPERS = "SELECT DISTINCT ?who { ?model od:developer ?who }"
_TARGETS = ("sh:targetClass", "sh:targetNode", "sh:targetSubjectsOf", "sh:targetObjectsOf")
# Facts with which shapes and questions are tried.
CLASS = "ex:Regulator a owl:Class ; rdfs:subClassOf od:Organization ; rdfs:label 'Regulator' ."
GOOD_FACTS = """ex:watch a ex:Regulator ; rdfs:label 'Watch' ; ex:oversees actor:meta .
ex:eye a ex:Regulator ; rdfs:label 'Eye' ; ex:oversees actor:meta, actor:openai .
actor:meta a od:Organization ; rdfs:label 'Meta' .
actor:openai a od:Organization ; rdfs:label 'OpenAI' ."""
REGULATORS = """ex:watch a ex:Regulator ; rdfs:label 'Watch' ;
  ex:oversees actor:meta, actor:openai .
ex:shops a ex:Regulator ; rdfs:label 'Shops' ; ex:oversees actor:advertisers ."""
QUESTION = """SELECT DISTINCT ?regulator ?model {
  ?regulator ex:oversees ?who . ?model od:developer ?who }"""


def regulator_class(task: Task) -> RightAnswer:
    """Judge which Turtle makes ex:Regulator a class of organisations."""
    graph = _turtle(task.answer)
    regulator, organisation = _mine("Regulator"), _term("od:Organization")
    wider = _term("rdfs:subClassOf")
    if (regulator, None, None) not in graph:
        raise TypicalMistake("nothing")
    if (regulator, _term("rdf:type"), organisation) in graph:
        raise TypicalMistake("instance")
    if not _is_class(graph, regulator):
        raise TypicalMistake("no-class")
    if (organisation, wider, regulator) in graph:
        raise TypicalMistake("reversed")
    if (regulator, wider, organisation) not in graph:
        names = map(graph.namespace_manager.normalizeUri, map(str, graph.objects(regulator, wider)))
        raise TypicalMistake("wider", wider=", ".join(names) or "missing")
    _require_label(graph, regulator)
    return RightAnswer()


def oversees_property(task: Task) -> RightAnswer:
    """Judge which Turtle makes ex:oversees a property from regulators to organisations."""
    graph = _turtle(task.answer)
    oversees, organisation, regulator = (
        _mine("oversees"), _term("od:Organization"), _mine("Regulator"),
    )  # fmt: skip
    domain, range_ = _term("rdfs:domain"), _term("rdfs:range")
    if (oversees, None, None) not in graph:
        raise TypicalMistake("nothing")
    if (oversees, _term("rdf:type"), _term("owl:DatatypeProperty")) in graph:
        raise TypicalMistake("datatype")
    if not _has_type(graph, oversees, "owl:ObjectProperty", "rdf:Property"):
        raise TypicalMistake("no-property")
    if (oversees, domain, organisation) in graph and (oversees, range_, regulator) in graph:
        raise TypicalMistake("reversed")
    if (oversees, domain, regulator) not in graph:
        raise TypicalMistake("domain")
    if (oversees, range_, organisation) not in graph:
        raise TypicalMistake("range")
    _require_label(graph, oversees)
    return RightAnswer()


def regulator_facts(task: Task) -> RightAnswer:
    """Judge which facts say of an invented regulator whom it oversees."""
    graph = _turtle(task.answer)
    regulator = next(graph.subjects(_term("rdf:type"), _mine("Regulator")), None)
    if regulator is None:
        raise TypicalMistake("nothing")
    _require_label(graph, regulator)
    overseen = [str(actor) for actor in graph.objects(regulator, _mine("oversees"))]
    if not overseen:
        raise TypicalMistake("nobody")
    actors = {str(actor["iri"]): actor for actor in task.debate.entities("actors")}
    for iri in overseen:
        if iri not in actors:
            raise TypicalMistake("unknown", name=repr(iri.rpartition("/")[2]))
        if actors[iri]["type"] != "Organization":
            raise TypicalMistake("person", name=actors[iri]["name"])
    names = [str(actors[iri]["name"]) for iri in overseen]
    if not set(overseen) & _developers(task.debate):
        raise TypicalMistake("no-model", name=names[0])
    return RightAnswer(names=", ".join(names))


def regulator_shape(task: Task) -> RightAnswer:
    """Judge which shape lets good facts pass and finds bad ones."""
    graph = _turtle(task.answer)
    regulator = _mine("Regulator")
    shapes = set(graph.subjects(_term("rdf:type"), _term("sh:NodeShape")))
    if not shapes:
        raise TypicalMistake("nothing")
    classes = {shape for shape in shapes if _is_class(graph, shape)}  # each targets its instances
    if not classes and not any((None, _term(target), None) in graph for target in _TARGETS):
        raise TypicalMistake("target")
    if regulator not in classes and (None, _term("sh:targetClass"), regulator) not in graph:
        raise TypicalMistake("other-target")
    if unfounded := complaints(f"{CLASS} {GOOD_FACTS}", task.answer):
        raise TypicalMistake("strict", complaint=unfounded[0].rstrip("."))
    bad_facts = task.choices
    missed = [
        mistake
        for mistake, facts in bad_facts.items()
        if not complaints(f"{CLASS} {facts}", task.answer)
    ]
    if missed:
        raise TypicalMistake("missed", count=len(missed), mistakes=len(bad_facts), first=missed[0])
    return RightAnswer(mistakes=len(bad_facts))


def regulator_question(task: Task) -> RightAnswer:
    """Judge which query gives the models that each regulator is concerned with."""
    if not isinstance(task.answer, str):
        raise TypicalMistake("form")
    graph = _debate_with_regulators()
    answer, right = (
        {tuple(map(str, row)) for row in rows_of(graph, query)} for query in (task.answer, QUESTION)
    )
    if not answer:
        raise TypicalMistake("nothing")
    if answer == right:
        return RightAnswer(count=len(right))
    width = max(len(row) for row in answer)
    if width != 2:
        raise TypicalMistake("columns", columns=f"{width} column{'s' * (width > 1)}")
    if {row[::-1] for row in answer} == right:
        raise TypicalMistake("reversed")
    if right < answer:
        raise TypicalMistake("product")
    if answer < right:
        raise TypicalMistake("missing", found=len(right & answer), count=len(right))
    raise TypicalMistake("other")


def contradiction(task: Task) -> RightAnswer:
    """Judge which facts contradict the ontology although no shape finds them."""
    graph = _turtle(task.answer)
    type_ = _term("rdf:type")
    if not len(graph):
        raise TypicalMistake("nothing")
    mentions = (None, type_, _mine("Regulator")), (None, _mine("oversees"), None)
    if not any(pattern in graph for pattern in mentions):
        raise TypicalMistake("own-terms")
    ours = f"{CLASS} ex:oversees rdfs:domain ex:Regulator ; rdfs:range od:Organization ."
    if conflicts := contradictions(f"{ours} {task.answer}"):
        short = conflicts[0].replace("https://w3id.org/opendebate/", "…/")
        return RightAnswer(contradiction=short)
    if (None, type_, _term("od:Person")) in graph:
        raise TypicalMistake("apart")
    raise TypicalMistake("consistent" if (None, type_, None) in graph else "concluded")


@cache
def _debate_with_regulators() -> rdflib.Graph:
    """Return the debate's facts, in one graph, with two regulators among them."""
    return debate_and(REGULATORS)


def _developers(debate: Debate) -> set[str]:
    return {str(row["who"]) for row in rows(debate, _DEVELOPERS)}


def _is_class(graph: rdflib.Graph, node: Node) -> bool:
    return _has_type(graph, node, "owl:Class", "rdfs:Class")


def _has_type(graph: rdflib.Graph, node: Node, *types: str) -> bool:
    return any((node, _term("rdf:type"), _term(name)) in graph for name in types)


def _require_label(graph: rdflib.Graph, node: Node) -> None:
    if (node, _term("rdfs:label"), None) not in graph:
        raise TypicalMistake("label")


def _turtle(answer: object) -> rdflib.Graph:
    if not isinstance(answer, str):
        raise WrongAnswer("Give Turtle as text, in three quotation marks.")
    return read(answer)


def _term(short: str) -> rdflib.URIRef:
    """Return the IRI of a short name such as ``owl:Class``."""
    import rdflib

    return rdflib.URIRef(read("").namespace_manager.expand_curie(short))


def _mine(name: str) -> rdflib.URIRef:
    import rdflib

    return rdflib.URIRef(MINE + name)
