"""What lesson 04 works with: facts in Turtle, shapes over them, and a reasoner.

Each is a thin door to a library: rdflib reads, pyshacl checks shapes, owlrl reasons.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import opendebate_ontology
from opendebate.errors import InputError
from opendebate.rdf.terms import PREFIXES

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
    """Return the facts of a text in Turtle, in which all prefixes of lesson 04 are known.

    Raises
    ------
    InputError
        If it is no Turtle, with the line.

    Examples
    --------
    >>> len(read("ex:Regulator a owl:Class ; rdfs:label 'Regulator' ."))
    2
    """
    import rdflib
    from rdflib.plugins.parsers.notation3 import BadSyntax

    head = " ".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in _PREFIXES.items())
    try:
        graph = rdflib.Graph().parse(data=f"{head}\n{turtle}", format="turtle")
    except BadSyntax as error:
        raise InputError(
            f"This is not Turtle: {str(error.message).partition(' at ^')[0][:120]}.",
            where=f"line {max(1, error.lines)}",
            advice="Look for a full stop, a semicolon or a bracket that is missing.",
        ) from error
    for prefix, iri in _PREFIXES.items():
        graph.bind(prefix, iri)
    return graph


def complaints(facts: str, shapes: str) -> list[str]:
    """Return what SHACL shapes find wrong with facts: nothing, if all is well.

    Parameters
    ----------
    facts, shapes : str
        Turtle.
    """
    import pyshacl
    import rdflib

    _, report, _ = pyshacl.validate(
        read(facts), shacl_graph=read(shapes), ont_graph=_ontology(), advanced=False
    )
    assert isinstance(report, rdflib.Graph)
    told = report.objects(None, rdflib.URIRef("http://www.w3.org/ns/shacl#resultMessage"))
    return sorted(map(str, told))


def contradictions(facts: str) -> list[str]:
    """Return the contradictions that a reasoner finds in facts, with the ontology beside them.

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
    told = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    return sorted(set(map(str, graph.objects(None, told))))


@cache
def _ontology() -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(opendebate_ontology.path() / "ontology.ttl")
