"""One source as a named graph: what is said in it, by whom, and where."""

from __future__ import annotations

from pyoxigraph import NamedNode

from opendebate.coding import records
from opendebate.coding.folder import Coding
from opendebate.coding.passages import text_fragment
from opendebate.rdf.graph_builder import Part, Triples
from opendebate.rdf.namespaces import Iris, code

TEXT_FRAGMENTS = NamedNode("https://wicg.github.io/scroll-to-text-fragment/")
DENYING = {"denies", "doubts"}


def compile_source(
    slug: str, file: records.SourceFile, coding: Coding, kinds: dict[str, str]
) -> Part:
    """Return all that one source says, in its own named graph.

    Parameters
    ----------
    slug : str
        The source's id.
    file : SourceFile
        Its records.
    coding : Coding
        The debate, for the names and texts that labels are made of.
    kinds : dict of str to str
        Kind of every id of the debate.
    """
    iris = Iris(coding.debate.iri)
    out = Triples(iris, iris.graph("source", slug), coding.debate.language, kinds)
    _source(slug, file.source, out)
    for one in file.statements:
        _Compiler(slug, file.source, coding, out).statement(one)
    return out.part()


def _source(slug: str, source: records.Source, out: Triples) -> None:
    thing = out.iris("source", slug)
    out.add(thing, "rdf:type", out.term("od:Source"))
    out.identify(thing, slug, source.title, source.language)
    out.say(thing, "dcterms:title", source.title, source.language)
    out.add(thing, "od:sourceKind", code(source.kind, "source"))
    out.refer(thing, "dcterms:publisher", source.publisher)
    out.refer(thing, "dcterms:creator", *source.authors)
    out.refer(thing, "od:narrator", source.teller)
    if source.scope:
        out.add(thing, "od:scope", code(source.scope))
    out.dates(thing, source.published)
    out.literal(thing, "dcterms:language", source.language)
    if source.url:
        out.add(thing, "foaf:page", NamedNode(source.url))
    out.number(thing, "od:paragraphs", source.text.paragraphs)
    _anchors(thing, source.text, out)
    for n, passage in enumerate(source.attribution, 1):
        out.add(thing, "od:attribution", _passage((slug, "attribution", str(n)), passage, out))


def _passage(path: tuple[str, ...], passage: records.Passage, out: Triples) -> NamedNode:
    """Write down a passage of the source that `path` begins with; return its IRI."""
    place, selector = out.iris("source", *path), out.iris("source", *path, "selector")
    out.add(place, "rdf:type", out.term("od:Passage"))
    out.add(place, "oa:hasSource", out.iris("source", path[0]))
    out.number(place, "od:paragraph", passage.paragraph)
    _anchors(place, passage, out)
    out.add(place, "oa:hasSelector", selector)
    out.add(selector, "rdf:type", out.term("oa:FragmentSelector"))
    fragment = text_fragment(passage.first, passage.last, passage.words)
    out.literal(selector, "rdf:value", fragment)
    out.add(selector, "dcterms:conformsTo", TEXT_FRAGMENTS)
    return place


def _anchors(thing: NamedNode, at: records.Passage | records.Body, out: Triples) -> None:
    out.literal(thing, "od:from", at.first)
    out.literal(thing, "od:to", at.last)
    out.number(thing, "od:words", at.words)
    out.literal(thing, "od:sha256", at.sha256)


class _Compiler:
    """Compiles the statements of one source."""

    def __init__(self, slug: str, source: records.Source, coding: Coding, out: Triples) -> None:
        self.slug, self.source, self.coding, self.out = slug, source, coding, out

    def statement(self, one: records.Statement) -> None:
        out = self.out
        thing = out.iris("source", self.slug, one.id)
        speakers = one.speaker or self.source.voices
        out.add(thing, "rdf:type", out.term("od:Statement"))
        out.identify(thing, f"{self.slug}/{one.id}", self._label(speakers, one))
        out.add(thing, "od:source", out.iris("source", self.slug))
        out.refer(thing, "od:speaker", *speakers)
        out.refer(thing, "od:affiliation", one.affiliation)
        out.say(thing, "od:capacity", one.capacity)
        out.refer(thing, "od:onBehalfOf", one.on_behalf_of)
        out.refer(thing, "od:claim", one.claim)
        out.add(thing, "od:stance", code(one.stance))
        out.add(thing, "od:mode", code(one.mode))
        out.dates(thing, one.said or self.source.published)
        self._carriers(thing, one)
        for target in one.replies_to:
            out.add(thing, "od:repliesTo", out.iris("source", self.slug, target))
        for premise in one.because:
            relation = "attacks" if one.stance in DENYING else "supports"
            place = out.iris("source", self.slug, one.id, "because", premise)
            out.argument(place, relation, premise, one.claim, stated_in=thing)
        for n, passage in enumerate(one.at, 1):
            path = (self.slug, one.id, "passage", str(n))
            out.add(thing, "od:passage", _passage(path, passage, out))

    def _label(self, speakers: tuple[str, ...], one: records.Statement) -> str:
        names = " and ".join(self.coding.actors[name].name for name in speakers)
        stance = "" if one.stance == "affirms" else f" ({one.stance})"
        return f"{names}{stance}: {self.coding.claims[one.claim].text}"

    def _carriers(self, thing: NamedNode, one: records.Statement) -> None:
        out = self.out
        cells = [
            out.iris("source", self.slug, one.id, "via", str(n + 1)) for n in range(len(one.via))
        ]
        if cells:
            out.add(thing, "od:via", cells[0])
        for n, (cell, name) in enumerate(zip(cells, one.via, strict=True)):
            out.refer(cell, "rdf:first", name)
            rest = cells[n + 1] if n + 1 < len(cells) else out.term("rdf:nil")
            out.add(cell, "rdf:rest", rest)
