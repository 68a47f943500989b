"""Lesson 04, extend the ontology: a class, a property, a shape, a question, a contradiction."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from opendebate_lessons.answers import rows
from opendebate_lessons.exercise import Exercises, Off
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

EXERCISES = Exercises("04")
_FORM = "a text of Turtle, in three quotation marks"
_DEVELOPERS = "SELECT DISTINCT ?who { ?model od:developer ?who }"
_TARGETS = ("sh:targetClass", "sh:targetNode", "sh:targetSubjectsOf", "sh:targetObjectsOf")
# Facts on which shapes and questions are tried; the learner's own are tried beside them.
CLASS = "ex:Regulator a owl:Class ; rdfs:subClassOf od:Organization ; rdfs:label 'Regulator' ."
GOOD = """ex:watch a ex:Regulator ; rdfs:label 'Watch' ; ex:oversees actor:meta .
ex:eye a ex:Regulator ; rdfs:label 'Eye' ; ex:oversees actor:meta, actor:openai .
actor:meta a od:Organization ; rdfs:label 'Meta' .
actor:openai a od:Organization ; rdfs:label 'OpenAI' ."""
BAD = {
    "oversees nobody": "ex:idle a ex:Regulator ; rdfs:label 'Idle' .",
    "oversees a text": "ex:odd a ex:Regulator ; rdfs:label 'Odd' ; ex:oversees 'Meta' .",
    "oversees a person": "ex:odd a ex:Regulator ; rdfs:label 'Odd' ; ex:oversees actor:wendy-hall "
    ". actor:wendy-hall a od:Person ; rdfs:label 'Wendy Hall' .",
}
WATCHED = """ex:watch a ex:Regulator ; rdfs:label 'Watch' ; ex:oversees actor:meta, actor:openai .
ex:shops a ex:Regulator ; rdfs:label 'Shops' ; ex:oversees actor:advertisers ."""
QUESTION = """SELECT DISTINCT ?regulator ?model {
  ?regulator ex:oversees ?who . ?model od:developer ?who }"""


@EXERCISES.add(
    1,
    form=_FORM,
    hints=(
        "ex:Law a owl:Class says that ex:Law is a class.",
        "rdfs:subClassOf leads to the wider class, and rdfs:label to a name.",
        'ex:Regulator a owl:Class ; rdfs:subClassOf od:... ; rdfs:label "Regulator" .',
    ),
)
def a_class(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the answer stands alone
    """Which Turtle makes ex:Regulator a class of organisations?"""
    graph = _turtle(answer)
    one, wider = _mine("Regulator"), _term("rdfs:subClassOf")
    if (one, None, None) not in graph:
        raise Off("There is no fact about ex:Regulator. Mind the capital letter.")
    if (one, _term("rdf:type"), _term("od:Organization")) in graph:
        raise Off("That says that ex:Regulator *is* one organisation. A class of them is narrower: "
                  "rdfs:subClassOf.")  # fmt: skip
    if not _is_class(graph, one):
        raise Off("Nothing says yet that it is a class: a owl:Class.")
    if (_term("od:Organization"), wider, one) in graph:
        raise Off("That says that every organisation is a regulator. Turn it round.")
    if (one, wider, _term("od:Organization")) not in graph:
        found = ", ".join(
            graph.namespace_manager.normalizeUri(str(o)) for o in graph.objects(one, wider)
        )
        raise Off(f"Its wider class is {found or 'missing'}. Use od:Organization.")
    if (one, _term("rdfs:label"), None) not in graph:
        raise Off("People need a name to read: rdfs:label.")
    return (
        "Right. Now every regulator is an organisation, and so an actor. Nobody needs to write it."
    )


@EXERCISES.add(
    2,
    form=_FORM,
    hints=(
        "A property between things is an owl:ObjectProperty.",
        "rdfs:domain is the class of the subject, rdfs:range that of the object.",
        "ex:oversees a owl:ObjectProperty ; rdfs:domain ex:Regulator ; rdfs:range ... ; "
        'rdfs:label "oversees" .',
    ),
)
def a_property(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - the answer stands alone
    """Which Turtle makes ex:oversees a property from regulators to organisations?"""
    graph = _turtle(answer)
    one, organisation, regulator = _mine("oversees"), *_ends()
    domain, range_ = _term("rdfs:domain"), _term("rdfs:range")
    if (one, None, None) not in graph:
        raise Off("There is no fact about ex:oversees. Properties begin with a small letter.")
    if (one, _term("rdf:type"), _term("owl:DatatypeProperty")) in graph:
        raise Off("A datatype property leads to a text or number. This one leads to a thing: "
                  "owl:ObjectProperty.")  # fmt: skip
    kinds = (_term("owl:ObjectProperty"), _term("rdf:Property"))
    if not any((one, _term("rdf:type"), kind) in graph for kind in kinds):
        raise Off("Nothing says yet that it is a property: a owl:ObjectProperty.")
    if (one, domain, organisation) in graph and (one, range_, regulator) in graph:
        raise Off("That is the other way round: the regulator is the subject, so it is the domain.")
    if (one, domain, regulator) not in graph:
        raise Off("Its domain, the class of the subject, should be ex:Regulator.")
    if (one, range_, organisation) not in graph:
        raise Off("Its range, the class of the object, should be od:Organization.")
    if (one, _term("rdfs:label"), None) not in graph:
        raise Off("People need a name to read: rdfs:label.")
    return (
        "Right. But domain and range do not forbid anything. From `x ex:oversees y` a reasoner "
        "*concludes* that x is a regulator. A shape can forbid."
    )


@EXERCISES.add(
    3,
    form=_FORM,
    hints=(
        "You need three patterns: what it is, what it is called, and whom it oversees.",
        "Choose an actor that develops a model: actor:meta, actor:openai …",
        'ex:my-agency a ex:Regulator ; rdfs:label "My agency" ; ex:oversees actor:meta .',
    ),
)
def facts(answer: Any, debate: Debate) -> str:
    """Which facts say of an invented regulator whom it oversees?"""
    graph = _turtle(answer)
    regulators = list(graph.subjects(_term("rdf:type"), _mine("Regulator")))
    if not regulators:
        raise Off("Nothing is an ex:Regulator yet: ex:my-agency a ex:Regulator .")
    one = regulators[0]
    overseen = list(graph.objects(one, _mine("oversees")))
    if (one, _term("rdfs:label"), None) not in graph:
        raise Off("It has no name yet: rdfs:label.")
    if not overseen:
        raise Off("It oversees nobody yet: ex:oversees actor:….")
    known = {str(row["iri"]): row for row in debate.list("actors")}
    for other in overseen:
        if str(other) not in known:
            raise Off(f"{str(other).rpartition('/')[2]!r} is no actor of this debate. Write an IRI "
                      "such as actor:openai, without quotation marks.")  # fmt: skip
        if known[str(other)]["type"] != "Organization":
            raise Off(f"{known[str(other)]['name']} is no organisation.")
    if not {str(other) for other in overseen} & _developers(debate):
        name = known[str(overseen[0])]["name"]
        raise Off(f"{name} is an organisation, but the graph has no model that it develops. Choose "
                  "an organisation of the table.")  # fmt: skip
    names = ", ".join(str(known[str(other)]["name"]) for other in overseen)
    return f"Right: it oversees {names}. Your facts and the debate use the same IRIs, so they fit."


@EXERCISES.add(
    4,
    form=_FORM,
    hints=(
        "sh:minCount 1 asks for at least one value; sh:class says of which class it must be.",
        "Both go into one sh:property [ … ] with sh:path ex:oversees.",
        "ex:Shape a sh:NodeShape ; sh:targetClass ex:Regulator ; sh:property [ sh:path ex:oversees "
        "; sh:minCount 1 ; sh:class od:Organization ] .",
    ),
)
def a_shape(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - it is tried on facts of ours
    """Which shape lets good facts pass and catches bad ones?"""
    graph = _turtle(answer)
    shapes = set(graph.subjects(_term("rdf:type"), _term("sh:NodeShape")))
    if not shapes:
        raise Off("There is no shape yet: ex:Shape a sh:NodeShape .")
    of_classes = {one for one in shapes if _is_class(graph, one)}  # they are for their own things
    if not of_classes and not any((None, _term(one), None) in graph for one in _TARGETS):
        raise Off("It looks at nothing: sh:targetClass says which things it is for.")
    wanted = (None, _term("sh:targetClass"), _mine("Regulator"))
    if _mine("Regulator") not in of_classes and wanted not in graph:
        raise Off("It is for other things. Use sh:targetClass ex:Regulator.")
    told = complaints(f"{CLASS} {GOOD}", answer)
    if told:
        raise Off(f"It complains about good facts: {told[0].rstrip('.')}. A regulator may oversee "
                  "one organisation, or more.")  # fmt: skip
    missed = [why for why, bad in BAD.items() if not complaints(f"{CLASS} {bad}", answer)]
    if missed:
        raise Off(
            f"It does not find {len(missed)} of {len(BAD)} mistakes: a regulator that {missed[0]}."
        )
    return f"Right: the good facts pass, and it finds all {len(BAD)} mistakes."


@EXERCISES.add(
    5,
    form="the text of a SPARQL query",
    hints=(
        "Two patterns: a regulator oversees an organisation, and that organisation is a model's "
        "developer.",
        "?regulator ex:oversees ?who leads to the actor; od:developer leads from a model to it.",
        "SELECT DISTINCT ?regulator ?model { ?regulator ex:oversees ?who . ?model … }",
    ),
)
def a_question(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - it is tried on facts of ours
    """Which query tells which regulator is concerned with which model?"""
    if not isinstance(answer, str):
        raise Off("Give the query itself, as text in quotation marks.")
    graph = _watched()
    told, right = (
        {tuple(map(str, row)) for row in rows_of(graph, query)} for query in (answer, QUESTION)
    )
    if not told:
        raise Off("It finds nothing, although in our facts a regulator oversees Meta and OpenAI.")
    if told == right:
        return f"Right: {len(right)} rows. The new class and property answer the question."
    widths = {len(row) for row in told}
    if widths != {2}:
        count = max(widths)
        raise Off(f"It has {count} column{'s' * (count > 1)}. Ask for the regulator and the model.")
    if {row[::-1] for row in told} == right:
        raise Off("The regulator comes first, then the model.")
    if right < told:
        raise Off("Some regulators are beside models of other developers. Join by the developer.")
    if not told - right:
        raise Off(f"{len(right - told)} of {len(right)} rows are missing.")
    raise Off("Some rows are wrong: a regulator of advertisers, or something that is no model.")


@EXERCISES.add(
    6,
    form=_FORM,
    hints=(
        "The ontology says that nothing is a person and an organisation at once.",
        "A regulator is an organisation. Which fact about a person does not fit?",
        "Write that actor:wendy-hall is an od:Person and also an ex:Regulator.",
    ),
)
def a_contradiction(answer: Any, debate: Debate) -> str:  # noqa: ARG001 - it is reasoned about
    """Which facts contradict the ontology, though no shape is broken?"""
    graph = _turtle(answer)
    if not len(graph):
        raise Off("There is no fact in it.")
    if (None, _term("rdf:type"), _mine("Regulator")) not in graph and (
        (None, _mine("oversees"), None) not in graph
    ):
        raise Off("Use ex:Regulator or ex:oversees in it.")
    ours = f"{CLASS} ex:oversees rdfs:domain ex:Regulator ; rdfs:range od:Organization ."
    found = contradictions(f"{ours} {answer}")
    if found:
        return f"Right: {found[0].replace('https://w3id.org/opendebate/', '…/')}."
    if (None, _term("rdf:type"), _term("od:Person")) in graph:
        raise Off("There is a person, and a regulator, but they are not the same one.")
    if (None, _term("rdf:type"), None) not in graph:
        raise Off("The reasoner concludes that it is a regulator. That is no contradiction. Write "
                  "that it is a person, too.")  # fmt: skip
    raise Off(
        "The reasoner finds nothing wrong: that can all be true. What may a regulator not be?"
    )


@cache
def _watched() -> rdflib.Graph:
    """Return the debate's facts, in one graph, with two regulators among them."""
    return debate_and(WATCHED)


def _developers(debate: Debate) -> set[str]:
    return {str(row["who"]) for row in rows(debate, _DEVELOPERS)}


def _is_class(graph: rdflib.Graph, one: Node) -> bool:
    kinds = (_term("owl:Class"), _term("rdfs:Class"))
    return any((one, _term("rdf:type"), kind) in graph for kind in kinds)


def _turtle(answer: Any) -> rdflib.Graph:
    if not isinstance(answer, str):
        raise Off("Give Turtle as text, in three quotation marks.")
    return read(answer)


def _term(short: str) -> rdflib.URIRef:
    """Return the IRI of a short name such as ``owl:Class``."""
    import rdflib

    graph = read("")
    return rdflib.URIRef(graph.namespace_manager.expand_curie(short))


def _mine(name: str) -> rdflib.URIRef:
    import rdflib

    return rdflib.URIRef(MINE + name)


def _ends() -> tuple[rdflib.URIRef, rdflib.URIRef]:
    return _term("od:Organization"), _mine("Regulator")
