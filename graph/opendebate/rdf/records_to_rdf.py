"""From records to RDF: each record as triples in its named graph.

Every node has an IRI, so two compilations of the same coding are equal to the byte and no
reader has to match blank nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pyoxigraph import Literal, NamedNode

from opendebate.coding import records
from opendebate.coding.dates import DateRange
from opendebate.coding.folder import Coding
from opendebate.rdf.attribute_facts import add_declarations, add_values
from opendebate.rdf.citation_graph import compile_citation, has_citation
from opendebate.rdf.graph_builder import GraphBuilder, NamedGraph
from opendebate.rdf.namespaces import Iris, code
from opendebate.rdf.source_graph import compile_source
from opendebate.rdf.story_graph import compile_stories


def compile_graphs(coding: Coding) -> Iterator[NamedGraph]:
    """Yield every coded fact of a debate, by named graph.

    Parameters
    ----------
    coding : Coding
        A checked coding.

    Yields
    ------
    NamedGraph
        ``graph/register``, ``graph/context``; ``graph/dataset`` and ``graph/stories`` where
        there is something to put there; and one graph per source. Derived facts are not among
        them; see :mod:`opendebate.rdf.inference`.
    """
    iris = Iris(coding.debate.iri)
    register = GraphBuilder(iris, iris.graph("register"), coding.debate.language, kinds_of(coding))
    _add_debate(coding.debate, register)
    add_declarations(coding.debate, register)
    for kind, add in _REGISTER.items():
        for name, record in coding.of_kind(kind).items():
            add(register, iris(kind, name), name, record)
            if values := getattr(record, "attributes", None):
                add_values(register, iris(kind, name), values, coding.debate)
    _add_undercuts(coding, register)
    yield register.build()
    context = GraphBuilder(iris, iris.graph("context"), coding.debate.language, register.kinds)
    for name, fact in coding.context.items():
        _add_context_fact(context, iris("context", name), name, fact)
    yield context.build()
    if has_citation(coding.debate):
        out = GraphBuilder(iris, iris.graph("dataset"), coding.debate.language, register.kinds)
        yield compile_citation(coding.debate, out)
    if coding.stories:
        out = GraphBuilder(iris, iris.graph("stories"), coding.debate.language, register.kinds)
        yield compile_stories(coding.stories, out)
    for slug, file in coding.sources.items():
        yield compile_source(slug, file, coding, register.kinds)


def kinds_of(coding: Coding) -> dict[str, str]:
    """Return the kind of every id of a debate, in the singular."""
    kinds = dict.fromkeys(coding.sources, "source")
    for kind in (*_REGISTER, "context"):
        kinds.update(dict.fromkeys(coding.of_kind(kind), kind))
    return kinds


def _add_debate(debate: records.Debate, out: GraphBuilder) -> None:
    debate_iri, question = NamedNode(out.iris.base), out.iris("question")
    out.add(debate_iri, "rdf:type", out.term("od:Debate"))
    out.add_text(debate_iri, "dcterms:title", debate.title)
    out.add_text(debate_iri, "rdfs:label", debate.title)
    out.add_text(debate_iri, "dcterms:description", debate.description)
    for creator in debate.creators:
        out.add(debate_iri, "dcterms:creator", Literal(creator))
    if debate.licence:
        out.add(debate_iri, "dcterms:license", NamedNode(debate.licence))
    out.add(debate_iri, "od:question", question)
    out.add(question, "rdf:type", out.term("od:Question"))
    out.add_text(question, "od:text", debate.question)
    out.add_text(question, "rdfs:label", debate.question)


def _add_names(
    out: GraphBuilder, subject: NamedNode, name: str, record: records.NamedEntity
) -> None:
    out.add_identity(subject, name, record.name)
    for other in record.other_names:
        out.add_text(subject, "skos:altLabel", other)
    for former in record.former_names:
        out.add_text(subject, "od:formerName", former)
    out.add_text(subject, "dcterms:description", record.description)
    if record.link:
        out.add(subject, "foaf:page", NamedNode(record.link))
    for other in record.same_as:
        out.add(subject, "skos:exactMatch", NamedNode(other))


def _add_actor(out: GraphBuilder, subject: NamedNode, name: str, actor: records.Actor) -> None:
    out.add(subject, "rdf:type", out.term(f"od:{actor.kind.capitalize()}"))
    _add_names(out, subject, name, actor)
    out.add_references(subject, "od:partOf", actor.part_of)
    out.add_references(subject, "od:succeeds", actor.succeeds)
    if actor.anonymous:
        out.add_true(subject, "od:anonymous")
    if actor.hypothetical:
        out.add_true(subject, "od:hypothetical")
    for n, membership in enumerate(actor.memberships, 1):
        membership_iri = out.iris("actor", name, "membership", str(n))
        out.add(subject, "org:hasMembership", membership_iri)
        out.add(membership_iri, "rdf:type", out.term("org:Membership"))
        out.add(membership_iri, "org:member", subject)
        out.add_references(membership_iri, "org:organization", membership.organization)
        out.add_text(membership_iri, "od:role", membership.role)
        path = ("actor", name, "membership", str(n))
        _add_time(out, membership_iri, "od:since", membership.since, out.iris(*path, "since"))
        _add_time(out, membership_iri, "od:until", membership.until, out.iris(*path, "until"))


def _add_time(
    out: GraphBuilder,
    subject: NamedNode,
    relation: str,
    when: DateRange | str | None,
    moment: NamedNode,
) -> None:
    """Add when a membership began or ended, if the record has it; the days may be unknown."""
    if when:
        out.add(subject, relation, moment)
        out.add(moment, "rdf:type", out.term("od:Time"))
        out.add_dates(moment, when if isinstance(when, DateRange) else None)


def _add_model(out: GraphBuilder, subject: NamedNode, name: str, model: records.Model) -> None:
    out.add(subject, "rdf:type", out.term("od:Model"))
    _add_names(out, subject, name, model)
    out.add_references(subject, "od:developer", *model.developer)
    out.add_references(subject, "dcterms:isVersionOf", model.version_of)
    out.add_references(subject, "od:licence", model.licence)


def _add_policy(out: GraphBuilder, subject: NamedNode, name: str, policy: records.Policy) -> None:
    out.add(subject, "rdf:type", out.term("od:Policy"))
    _add_names(out, subject, name, policy)
    out.add(subject, "od:policyKind", code(policy.kind))
    out.add_references(subject, "od:issuer", *policy.issuer)
    out.add_references(subject, "od:addressee", *policy.addressee)
    out.add_references(subject, "od:targets", *policy.targets)
    out.add_references(subject, "od:respondsTo", *policy.responds_to)
    out.add_references(subject, "od:partOf", policy.part_of)
    out.add_dates(subject, policy.date)


def _add_claim(out: GraphBuilder, subject: NamedNode, name: str, claim: records.Claim) -> None:
    out.add(subject, "rdf:type", out.term("od:Claim"))
    out.add_identity(subject, name, claim.text)
    out.add_text(subject, "od:text", claim.text)
    out.add(subject, "od:claimKind", code(claim.kind))
    out.add(subject, "od:side", code(claim.side))
    out.add_references(subject, "od:topic", *claim.topics)
    out.add_references(subject, "od:about", *claim.about)
    out.add_references(subject, "od:benefits", *claim.benefits)
    out.add_references(subject, "od:motiveOf", *claim.motive_of)
    out.add_references(subject, "od:causeOf", *claim.cause_of)
    out.add_references(subject, "od:rephrases", *claim.rephrases)
    for relation, names in (("supports", claim.supports), ("attacks", claim.attacks)):
        for conclusion in names:
            out.add_argument(
                out.iris("argument", name, relation, conclusion), relation, name, conclusion
            )


def _add_undercuts(coding: Coding, out: GraphBuilder) -> None:
    """Add the arguments that claims undercut: all from the premise to the conclusion they name."""
    undercutting = {name: claim for name, claim in coding.claims.items() if claim.undercuts}
    steps = _arguments_by_step(coding, out) if undercutting else {}
    for name, claim in undercutting.items():
        for target in claim.undercuts:
            step = (target.premise, target.conclusion)
            undercut = out.iris("argument", name, "undercuts", *step)
            out.add(undercut, "rdf:type", out.term("od:Undercut"))
            out.add_references(undercut, "od:premise", name)
            out.add(undercut, "od:basis", out.term("od:Analytic"))
            for argument in steps[step]:
                out.add(undercut, "od:undercuts", argument)


def _arguments_by_step(coding: Coding, out: GraphBuilder) -> dict[tuple[str, str], list[NamedNode]]:
    """Return all arguments by premise and conclusion."""
    steps: dict[tuple[str, str], list[NamedNode]] = {}
    for premise, claim in coding.claims.items():
        for relation, names in (("supports", claim.supports), ("attacks", claim.attacks)):
            for conclusion in names:
                argument = out.iris("argument", premise, relation, conclusion)
                steps.setdefault((premise, conclusion), []).append(argument)
    for slug, file in coding.sources.items():
        for statement in file.statements:
            for premise in statement.because:
                argument = out.iris("source", slug, statement.id, "because", premise)
                steps.setdefault((premise, statement.claim), []).append(argument)
    return steps


def _add_topic(out: GraphBuilder, subject: NamedNode, name: str, topic: records.Topic) -> None:
    out.add(subject, "rdf:type", out.term("skos:Concept"))
    out.add_identity(subject, name, topic.name)
    out.add_text(subject, "skos:prefLabel", topic.name)
    out.add_text(subject, "skos:definition", topic.definition)
    out.add(subject, "skos:inScheme", out.term("od:Topics"))
    if topic.broader in {"risk", "benefit"} and topic.broader not in out.kinds:
        out.add(subject, "skos:broader", code(topic.broader))
    else:
        out.add_references(subject, "skos:broader", topic.broader)


def _add_event(out: GraphBuilder, subject: NamedNode, name: str, event: records.Event) -> None:
    out.add(subject, "rdf:type", out.term("od:Event"))
    out.add_identity(subject, name, event.name)
    out.add(subject, "od:eventKind", code(event.kind, "event"))
    out.add_text(subject, "dcterms:description", event.description)
    out.add_dates(subject, event.date)
    out.add_references(subject, "od:participant", *event.actors)
    out.add_references(subject, "od:about", *event.about)
    out.add_references(subject, "od:proposedBy", *event.proposed_by)
    out.add_references(subject, "od:decidedBy", *event.decided_by)
    out.add_references(subject, "od:advisedAgainstBy", *event.advised_against_by)


def _add_context_fact(
    out: GraphBuilder, subject: NamedNode, name: str, fact: records.ContextFact
) -> None:
    out.add(subject, "rdf:type", out.term("od:ContextFact"))
    out.add_identity(subject, name, fact.text)
    out.add_text(subject, "od:text", fact.text)
    out.add_references(subject, "od:about", *fact.about)
    out.add_dates(subject, fact.date)
    for target in fact.departs_from:
        path = ("source", *target.split("/")) if "/" in target else ("claim", target)
        out.add(subject, "od:departsFrom", out.iris(*path))
    _add_reference(out, subject, out.iris("context", name, "reference"), fact.reference)


def _add_reference(
    out: GraphBuilder, subject: NamedNode, reference_iri: NamedNode, reference: records.Reference
) -> None:
    out.add(subject, "od:reference", reference_iri)
    out.add(reference_iri, "rdf:type", out.term("dcterms:BibliographicResource"))
    out.add_text(reference_iri, "dcterms:title", reference.title)
    out.add_text(reference_iri, "dcterms:publisher", reference.publisher)
    out.add_dates(reference_iri, reference.date)
    if reference.url:
        out.add(reference_iri, "foaf:page", NamedNode(reference.url))


_REGISTER: dict[str, Callable[[GraphBuilder, NamedNode, str, Any], None]] = {
    "actor": _add_actor,
    "model": _add_model,
    "policy": _add_policy,
    "claim": _add_claim,
    "topic": _add_topic,
    "event": _add_event,
}
