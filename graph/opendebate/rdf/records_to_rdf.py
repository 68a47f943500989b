"""From records to RDF: what each record says, as triples in its named graph.

Every thing has an IRI, so two compilations of the same coding are equal to the byte and no
reader has to match blank nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from opendebate.coding import records
from opendebate.coding.dates import Span
from opendebate.coding.folder import Coding
from opendebate.rdf.graph_builder import Part, Triples
from opendebate.rdf.namespaces import Iris, code
from opendebate.rdf.source_graph import compile_source


def compile_coding(coding: Coding) -> Iterator[Quad]:
    """Yield every coded fact of a debate as a quad; see :func:`compile_parts`."""
    for part in compile_parts(coding):
        yield from part.quads()


def compile_parts(coding: Coding) -> Iterator[Part]:
    """Yield every coded fact of a debate, by named graph.

    Parameters
    ----------
    coding : Coding
        A checked coding.

    Yields
    ------
    Part
        ``graph/register``, ``graph/context`` and one graph per source. Derived facts are not
        among them; see :mod:`opendebate.rdf.inference`.
    """
    iris = Iris(coding.debate.iri)
    register = Triples(iris, iris.graph("register"), coding.debate.language, kinds_of(coding))
    _debate(coding.debate, register)
    for kind, add in _REGISTER.items():
        for name, record in coding.of_kind(kind).items():
            add(register, iris(kind, name), name, record)
    _undercuts(coding, register)
    yield register.part()
    context = Triples(iris, iris.graph("context"), coding.debate.language, register.kinds)
    for name, fact in coding.context.items():
        _context(context, iris("context", name), name, fact)
    yield context.part()
    for slug, file in coding.sources.items():
        yield compile_source(slug, file, coding, register.kinds)


def kinds_of(coding: Coding) -> dict[str, str]:
    """Return the kind of every id of a debate, in the singular."""
    kinds = dict.fromkeys(coding.sources, "source")
    for kind in (*_REGISTER, "context"):
        kinds.update(dict.fromkeys(coding.of_kind(kind), kind))
    return kinds


def _debate(debate: records.Debate, out: Triples) -> None:
    whole, question = NamedNode(out.iris.base), out.iris("question")
    out.add(whole, "rdf:type", out.term("od:Debate"))
    out.say(whole, "dcterms:title", debate.title)
    out.say(whole, "rdfs:label", debate.title)
    out.say(whole, "dcterms:description", debate.description)
    for creator in debate.creators:
        out.add(whole, "dcterms:creator", Literal(creator))
    if debate.licence:
        out.add(whole, "dcterms:license", NamedNode(debate.licence))
    out.add(whole, "od:question", question)
    out.add(question, "rdf:type", out.term("od:Question"))
    out.say(question, "od:text", debate.question)
    out.say(question, "rdfs:label", debate.question)


def _named(out: Triples, thing: NamedNode, name: str, record: records.Named) -> None:
    out.identify(thing, name, record.name)
    for other in record.other_names:
        out.say(thing, "skos:altLabel", other)
    for former in record.former_names:
        out.say(thing, "od:formerName", former)
    out.say(thing, "dcterms:description", record.description)
    if record.link:
        out.add(thing, "foaf:page", NamedNode(record.link))


def _actor(out: Triples, thing: NamedNode, name: str, actor: records.Actor) -> None:
    out.add(thing, "rdf:type", out.term(f"od:{actor.kind.capitalize()}"))
    _named(out, thing, name, actor)
    out.refer(thing, "od:partOf", actor.part_of)
    if actor.anonymous:
        out.flag(thing, "od:anonymous")
    if actor.hypothetical:
        out.flag(thing, "od:hypothetical")
    for n, membership in enumerate(actor.memberships, 1):
        place = out.iris("actor", name, "membership", str(n))
        out.add(thing, "org:hasMembership", place)
        out.add(place, "rdf:type", out.term("org:Membership"))
        out.add(place, "org:member", thing)
        out.refer(place, "org:organization", membership.organization)
        out.say(place, "od:role", membership.role)
        path = ("actor", name, "membership", str(n))
        _time(out, place, "od:since", membership.since, out.iris(*path, "since"))
        _time(out, place, "od:until", membership.until, out.iris(*path, "until"))


def _time(
    out: Triples, place: NamedNode, relation: str, when: Span | str | None, moment: NamedNode
) -> None:
    """Write down when a membership began or ended, if that is told; the days may be unknown."""
    if when:
        out.add(place, relation, moment)
        out.add(moment, "rdf:type", out.term("od:Time"))
        out.dates(moment, when if isinstance(when, Span) else None)


def _model(out: Triples, thing: NamedNode, name: str, model: records.Model) -> None:
    out.add(thing, "rdf:type", out.term("od:Model"))
    _named(out, thing, name, model)
    out.refer(thing, "od:developer", *model.developer)
    out.refer(thing, "dcterms:isVersionOf", model.version_of)
    out.refer(thing, "od:licence", model.licence)


def _policy(out: Triples, thing: NamedNode, name: str, policy: records.Policy) -> None:
    out.add(thing, "rdf:type", out.term("od:Policy"))
    _named(out, thing, name, policy)
    out.add(thing, "od:policyKind", code(policy.kind))
    out.refer(thing, "od:issuer", *policy.issuer)
    out.refer(thing, "od:addressee", *policy.addressee)
    out.refer(thing, "od:targets", *policy.targets)
    out.refer(thing, "od:respondsTo", *policy.responds_to)
    out.refer(thing, "od:partOf", policy.part_of)
    out.dates(thing, policy.date)


def _claim(out: Triples, thing: NamedNode, name: str, claim: records.Claim) -> None:
    out.add(thing, "rdf:type", out.term("od:Claim"))
    out.identify(thing, name, claim.text)
    out.say(thing, "od:text", claim.text)
    out.add(thing, "od:claimKind", code(claim.kind))
    out.add(thing, "od:side", code(claim.side))
    out.refer(thing, "od:topic", *claim.topics)
    out.refer(thing, "od:about", *claim.about)
    out.refer(thing, "od:benefits", *claim.benefits)
    out.refer(thing, "od:motiveOf", *claim.motive_of)
    out.refer(thing, "od:causeOf", *claim.cause_of)
    out.refer(thing, "od:rephrases", *claim.rephrases)
    for relation, names in (("supports", claim.supports), ("attacks", claim.attacks)):
        for conclusion in names:
            out.argument(
                out.iris("argument", name, relation, conclusion), relation, name, conclusion
            )


def _undercuts(coding: Coding, out: Triples) -> None:
    """Write down which arguments a claim undercuts: all that make the step it names."""
    undercutting = {name: claim for name, claim in coding.claims.items() if claim.undercuts}
    steps = _steps(coding, out) if undercutting else {}
    for name, claim in undercutting.items():
        for target in claim.undercuts:
            step = (target.premise, target.conclusion)
            place = out.iris("argument", name, "undercuts", *step)
            out.add(place, "rdf:type", out.term("od:Undercut"))
            out.refer(place, "od:premise", name)
            out.add(place, "od:basis", out.term("od:Analytic"))
            for made in steps[step]:
                out.add(place, "od:undercuts", made)


def _steps(coding: Coding, out: Triples) -> dict[tuple[str, str], list[NamedNode]]:
    """Return the arguments that make each step from a premise to a conclusion."""
    steps: dict[tuple[str, str], list[NamedNode]] = {}
    for premise, claim in coding.claims.items():
        for relation, names in (("supports", claim.supports), ("attacks", claim.attacks)):
            for conclusion in names:
                made = out.iris("argument", premise, relation, conclusion)
                steps.setdefault((premise, conclusion), []).append(made)
    for slug, file in coding.sources.items():
        for one in file.statements:
            for premise in one.because:
                made = out.iris("source", slug, one.id, "because", premise)
                steps.setdefault((premise, one.claim), []).append(made)
    return steps


def _topic(out: Triples, thing: NamedNode, name: str, topic: records.Topic) -> None:
    out.add(thing, "rdf:type", out.term("skos:Concept"))
    out.identify(thing, name, topic.name)
    out.say(thing, "skos:prefLabel", topic.name)
    out.say(thing, "skos:definition", topic.definition)
    out.add(thing, "skos:inScheme", out.term("od:Topics"))
    if topic.broader in {"risk", "benefit"} and topic.broader not in out.kinds:
        out.add(thing, "skos:broader", code(topic.broader))
    else:
        out.refer(thing, "skos:broader", topic.broader)


def _event(out: Triples, thing: NamedNode, name: str, event: records.Event) -> None:
    out.add(thing, "rdf:type", out.term("od:Event"))
    out.identify(thing, name, event.name)
    out.add(thing, "od:eventKind", code(event.kind, "event"))
    out.say(thing, "dcterms:description", event.description)
    out.dates(thing, event.date)
    out.refer(thing, "od:participant", *event.actors)
    out.refer(thing, "od:about", *event.about)
    out.refer(thing, "od:proposedBy", *event.proposed_by)
    out.refer(thing, "od:decidedBy", *event.decided_by)
    out.refer(thing, "od:advisedAgainstBy", *event.advised_against_by)


def _context(out: Triples, thing: NamedNode, name: str, fact: records.ContextFact) -> None:
    out.add(thing, "rdf:type", out.term("od:ContextFact"))
    out.identify(thing, name, fact.text)
    out.say(thing, "od:text", fact.text)
    out.refer(thing, "od:about", *fact.about)
    out.dates(thing, fact.date)
    for target in fact.departs_from:
        where = ("source", *target.split("/")) if "/" in target else ("claim", target)
        out.add(thing, "od:departsFrom", out.iris(*where))
    _reference(out, thing, out.iris("context", name, "reference"), fact.reference)


def _reference(
    out: Triples, thing: NamedNode, place: NamedNode, reference: records.Reference
) -> None:
    out.add(thing, "od:reference", place)
    out.add(place, "rdf:type", out.term("dcterms:BibliographicResource"))
    out.say(place, "dcterms:title", reference.title)
    out.say(place, "dcterms:publisher", reference.publisher)
    out.dates(place, reference.date)
    if reference.url:
        out.add(place, "foaf:page", NamedNode(reference.url))


_REGISTER: dict[str, Callable[[Triples, NamedNode, str, Any], None]] = {
    "actor": _actor,
    "model": _model,
    "policy": _policy,
    "claim": _claim,
    "topic": _topic,
    "event": _event,
}
