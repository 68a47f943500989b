"""Documents of a coded text that several coders coded: each coder gets a coding."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from opendebate.exchange.coded_debate import CodedDebate, SourceFileData, StatementData
from opendebate.exchange.coded_text.model import CodedSegment
from opendebate.exchange.coders import coder_id, note_codings
from opendebate.exchange.ids import Ids
from opendebate.exchange.report import ImportNotes

_NOBODY = "Coded passages without a coder are left out, where several coders coded the document"


@dataclass(slots=True)
class SeveralCoders:
    """The codings of documents that several coders coded.

    Attributes
    ----------
    coded : CodedDebate
    ids : Ids
    report : ImportNotes
    coders : dict of str to list of str
        The keys of these documents → the names of their coders.
    """

    coded: CodedDebate
    ids: Ids
    report: ImportNotes
    coders: dict[str, list[str]] = field(default_factory=dict)
    _statements: dict[tuple[str, str], list[StatementData]] = field(default_factory=dict)

    def coder(self, passage: CodedSegment) -> str:
        """Return whose coding a passage belongs to; nothing if its document has one coder."""
        return passage.coder if passage.document in self.coders else ""

    def is_of_nobody(self, passage: CodedSegment) -> bool:
        """Tell whether a passage names no coder though its document has several; note it."""
        if passage.document not in self.coders or passage.coder:
            return False
        self.report.note(_NOBODY, passage.label)
        return True

    def statements(self, document: str, coder: str) -> list[StatementData]:
        """Return the list of a coder's statements of a document, to be filled."""
        return self._statements.setdefault((document, coder), [])

    def files(self, coder: str, slug: str) -> Mapping[str, SourceFileData]:
        """Return the sources that a coder coded; without a coder, those that count."""
        if not coder:
            return self.coded.sources
        return self.coded.codings[coder_id(self.coded, self.ids, coder, slug)]

    def divide(self, slugs: Mapping[str, str], titles: Mapping[str, str]) -> None:
        """Put these documents into a coding of each coder.

        Parameters
        ----------
        slugs, titles : mapping of str to str
            The keys of documents → slugs and titles.
        """
        for document, names in self.coders.items():
            slug = slugs[document]
            source = self.coded.sources.pop(slug)["source"]
            for name in names:
                coder = coder_id(self.coded, self.ids, name, slug)
                self.coded.codings.setdefault(coder, {})[slug] = {
                    "source": deepcopy(source), "statements": self.statements(document, name)
                }  # fmt: skip
            note_codings(self.report, titles[document], names)
