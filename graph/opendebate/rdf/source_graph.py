"""One source as a named graph: what is said in it, by whom, and where."""

from __future__ import annotations

from pyoxigraph import NamedNode

from opendebate.coding import records
from opendebate.coding.dates import edtf
from opendebate.coding.folder import Coding
from opendebate.coding.text_fragments import text_fragment
from opendebate.rdf.attribute_facts import add_values
from opendebate.rdf.graph_builder import GraphBuilder, NamedGraph
from opendebate.rdf.namespaces import Iris, code
from opendebate.stances import opposes

TEXT_FRAGMENTS = NamedNode("https://wicg.github.io/scroll-to-text-fragment/")


def compile_source(
    slug: str, file: records.SourceFile, coding: Coding, kinds: dict[str, str]
) -> NamedGraph:
    """Return all that one source says, in its own named graph.

    Parameters
    ----------
    slug : str
        The source's id.
    file : SourceFile
        Its records.
    coding : Coding
        The debate, for the names and texts in labels.
    kinds : dict of str to str
        Kind of every id of the debate.
    """
    iris = Iris(coding.debate.iri)
    out = GraphBuilder(iris, iris.graph("source", slug), coding.debate.language, kinds)
    _add_source(slug, file.source, out)
    add_values(out, iris("source", slug), file.source.attributes, coding.debate)
    for statement in file.statements:
        _StatementCompiler(slug, file.source, coding, out).add_statement(statement)
    return out.build()


def _add_source(slug: str, source: records.Source, out: GraphBuilder) -> None:
    subject = out.iris("source", slug)
    out.add(subject, "rdf:type", out.term("od:Source"))
    out.add_identity(subject, slug, source.title, source.language)
    out.add_text(subject, "dcterms:title", source.title, source.language)
    out.add(subject, "od:sourceKind", code(source.kind, "source"))
    out.add_references(subject, "dcterms:publisher", source.publisher)
    out.add_references(subject, "dcterms:creator", *source.authors)
    out.add_references(subject, "od:narrator", source.effective_narrator)
    if source.scope:
        out.add(subject, "od:scope", code(source.scope))
    if source.coded:
        days = source.coded.earliest.isoformat(), source.coded.latest.isoformat()
        out.add_string(subject, "od:codedOn", edtf(*days))
    out.add_dates(subject, source.published)
    out.add_string(subject, "dcterms:language", source.language)
    if source.url:
        out.add(subject, "foaf:page", NamedNode(source.url))
    out.add_integer(subject, "od:paragraphs", source.text.paragraphs)
    _add_anchors(subject, source.text, out)
    for n, passage in enumerate(source.attribution, 1):
        out.add(
            subject, "od:attribution", _add_passage((slug, "attribution", str(n)), passage, out)
        )


def _add_passage(path: tuple[str, ...], passage: records.Passage, out: GraphBuilder) -> NamedNode:
    """Add a passage of the source that `path` begins with; return its IRI."""
    passage_iri, selector = out.iris("source", *path), out.iris("source", *path, "selector")
    out.add(passage_iri, "rdf:type", out.term("od:Passage"))
    out.add(passage_iri, "oa:hasSource", out.iris("source", path[0]))
    out.add_integer(passage_iri, "od:paragraph", passage.paragraph)
    _add_anchors(passage_iri, passage, out)
    out.add(passage_iri, "oa:hasSelector", selector)
    out.add(selector, "rdf:type", out.term("oa:FragmentSelector"))
    fragment = text_fragment(passage.first, passage.last, passage.words)
    out.add_string(selector, "rdf:value", fragment)
    out.add(selector, "dcterms:conformsTo", TEXT_FRAGMENTS)
    return passage_iri


def _add_anchors(subject: NamedNode, at: records.Passage | records.Body, out: GraphBuilder) -> None:
    out.add_string(subject, "od:from", at.first)
    out.add_string(subject, "od:to", at.last)
    out.add_integer(subject, "od:words", at.words)
    out.add_string(subject, "od:sha256", at.sha256)


class _StatementCompiler:
    """Compiles the statements of one source."""

    def __init__(
        self, slug: str, source: records.Source, coding: Coding, out: GraphBuilder
    ) -> None:
        self.slug, self.source, self.coding, self.out = slug, source, coding, out

    def add_statement(self, statement: records.Statement) -> None:
        out = self.out
        subject = out.iris("source", self.slug, statement.id)
        speakers = statement.speaker or self.source.voices
        out.add(subject, "rdf:type", out.term("od:Statement"))
        out.add_identity(subject, f"{self.slug}/{statement.id}", self._label(speakers, statement))
        out.add(subject, "od:source", out.iris("source", self.slug))
        out.add_references(subject, "od:speaker", *speakers)
        out.add_references(subject, "od:affiliation", statement.affiliation)
        out.add_text(subject, "od:capacity", statement.capacity)
        out.add_references(subject, "od:onBehalfOf", statement.on_behalf_of)
        out.add_references(subject, "od:claim", statement.claim)
        out.add(subject, "od:stance", code(statement.stance))
        out.add(subject, "od:mode", code(statement.mode))
        out.add_dates(subject, statement.said or self.source.published)
        out.add_string(subject, "od:draftedBy", statement.drafted_by)
        out.add_string(subject, "od:acceptedBy", statement.accepted_by)
        add_values(out, subject, statement.attributes, self.coding.debate)
        self._add_carriers(subject, statement)
        for target in statement.replies_to:
            out.add(subject, "od:repliesTo", out.iris("source", self.slug, target))
        for premise in statement.because:
            relation = "attacks" if opposes(statement.stance) else "supports"
            argument_iri = out.iris("source", self.slug, statement.id, "because", premise)
            out.add_argument(argument_iri, relation, premise, statement.claim, stated_in=subject)
        for n, passage in enumerate(statement.at, 1):
            path = (self.slug, statement.id, "passage", str(n))
            out.add(subject, "od:passage", _add_passage(path, passage, out))

    def _label(self, speakers: tuple[str, ...], statement: records.Statement) -> str:
        names = " and ".join(self.coding.actors[name].name for name in speakers)
        stance = "" if statement.stance == "affirms" else f" ({statement.stance})"
        return f"{names}{stance}: {self.coding.claims[statement.claim].text}"

    def _add_carriers(self, subject: NamedNode, statement: records.Statement) -> None:
        out = self.out
        cells = [
            out.iris("source", self.slug, statement.id, "via", str(n + 1))
            for n in range(len(statement.via))
        ]
        if cells:
            out.add(subject, "od:via", cells[0])
        for n, (cell, name) in enumerate(zip(cells, statement.via, strict=True)):
            out.add_references(cell, "rdf:first", name)
            following = cells[n + 1] if n + 1 < len(cells) else out.term("rdf:nil")
            out.add(cell, "rdf:rest", following)
