"""Passages of a project that this library wrote: which statement each is, and what has changed."""

from __future__ import annotations

from typing import NamedTuple

from opendebate.exchange.coded_debate import passages_of, speakers_of
from opendebate.exchange.coded_text.model import CodedDocument, CodedSegment
from opendebate.exchange.coded_text.written import Written
from opendebate.exchange.merged_codings import with_codings
from opendebate.exchange.refi_qda.names import guid_of
from opendebate.exchange.refi_qda.places import placed
from opendebate.exchange.refi_qda.writing import coding_guid, selection_guid
from opendebate.stances import AFFIRMS, stance_of


class WrittenPassage(NamedTuple):
    """A passage of a statement that this library wrote; of an unknown one there is no part."""

    slug: str
    name: str
    part: int | None


class Restorer:
    """Finds the statements that passages were written for.

    Parameters
    ----------
    written : Written
        What this library wrote into the project.
    """

    def __init__(self, written: Written) -> None:
        self.written, coded = written, written.coded
        self.iri: str = coded.debate.get("iri", "")
        self.claims = {guid_of(self.iri, "claim", name): name for name in coded.claims}
        self.actors = {guid_of(self.iri, "actor", name): name for name in coded.actors}
        self.files = with_codings(coded)
        self.slugs = {guid_of(self.iri, "source", slug): slug for slug in self.files}
        self._known: dict[str, WrittenPassage] = {}
        for (slug, name), statement in written.statements.items():
            parts = range(len(passages_of(statement)))
            for part in parts:
                written_passage = WrittenPassage(slug, name, part)
                self._known[selection_guid(self.iri, slug, name, part)] = written_passage
            if not parts:
                self._known[coding_guid(self.iri, slug, name, 0)] = WrittenPassage(slug, name, None)
        self._places: dict[str, dict[tuple[str, int], tuple[int, int]]] = {}

    def restore(
        self, passage: CodedSegment, number: str, document: CodedDocument, span: tuple[int, int]
    ) -> None:
        """Note in a passage which statement it was written for, and what has changed of it.

        Parameters
        ----------
        passage : CodedSegment
        number : str
            The identifier of its selection or, where it has none, of its coding.
        document : CodedDocument
        span : (int, int)
            Where it stands now.
        """
        written_passage = self._known.get(number)
        if written_passage is None or written_passage.slug != document.slug:
            return
        statement = self.written.statements[written_passage.slug, written_passage.name]
        if passage.code.claim != statement["claim"]:
            return
        del self._known[number]  # what is coded with the claim once more is new
        source = self.files[written_passage.slug]["source"]
        names = {self.written.coded.actors[actor]["name"]
                 for actor in speakers_of(statement, source)}  # fmt: skip
        passage.written, passage.part = written_passage[:2], written_passage.part
        if written_passage.part is not None:
            before = self._of(document)[written_passage.name, written_passage.part]
            stance = passage.stance or AFFIRMS
            passage.is_moved = before != span
            passage.is_recast = ({*passage.speakers}, stance) != (names, stance_of(statement))
            passage.stance = stance

    def _of(self, document: CodedDocument) -> dict[tuple[str, int], tuple[int, int]]:
        slug = document.slug
        if slug not in self._places:
            article = document.raw if document.is_article else None
            self._places[slug] = placed(self.files[slug], article).spans
        return self._places[slug]
