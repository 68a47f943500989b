"""Who speaks in a coded passage, where the file says it and where it does not."""

from __future__ import annotations

from opendebate.coding.consistency import SOURCE_MODES
from opendebate.exchange.actors import ActorNames
from opendebate.exchange.coded_debate import CodedDebate, StatementData, source_record, speakers_of
from opendebate.exchange.coded_text.model import CodedDocument, CodedSegment
from opendebate.exchange.merged_codings import file_of
from opendebate.exchange.report import ImportNotes, line


class SpeakerFinder:
    """Finds the actors who speak; nobody gets a view that is not known to be his.

    Attributes
    ----------
    unnamed : dict of str to str
        The unnamed speaker of each document that has one, by its key.
    """

    def __init__(self, coded: CodedDebate, actors: ActorNames, report: ImportNotes) -> None:
        self.coded, self.actors, self.report = coded, actors, report
        self.unnamed: dict[str, str] = {}

    def speakers(self, passage: CodedSegment, document: CodedDocument, slug: str) -> list[str]:
        """Return who speaks in a passage of a source; nobody where that is its author."""
        names = [name for name in map(line, passage.speakers or document.speakers) if name]
        if names:
            return list(dict.fromkeys(map(self.actors.get, names)))
        source = source_record(file_of(self.coded, slug)["source"])
        if source.authors and not source.effective_narrator:
            problem = "Coded passages that name nobody are assumed to be the author's"
            self.report.note(problem, passage.label)
            return []
        self.report.note("Coded passages that name nobody are those of an unnamed speaker in their "
                         "document, until you say who speaks", passage.label)  # fmt: skip
        if document.key not in self.unnamed:
            name = f"Unnamed speaker in “{line(document.title)}”"
            actor = self.actors.get(name, "group", "unnamed-speaker")
            self.coded.actors[actor]["anonymous"] = True
            self.unnamed[document.key] = actor
        return [self.unnamed[document.key]]

    def recast(
        self, statement: StatementData, passage: CodedSegment, document: CodedDocument, slug: str
    ) -> None:
        """Give a statement the speakers and the stance that another program gives it."""
        source = file_of(self.coded, slug)["source"]
        before = {*speakers_of(statement, source)}
        speakers = self.speakers(passage, document, slug)
        if {*speakers} != before:
            for key in ("as", "on_behalf_of", "speaker"):  # these were the former speaker's
                statement.pop(key, None)  # type: ignore[misc]
            if speakers:
                statement["speaker"] = speakers
        statement["stance"] = passage.stance or "affirms"
        self.fit_mode(statement, slug)

    def fit_mode(self, statement: StatementData, slug: str) -> None:
        """Change a mode that the speakers of a statement cannot have."""
        source = source_record(file_of(self.coded, slug)["source"])
        speakers = speakers_of(statement, file_of(self.coded, slug)["source"])
        imagined = any(self.coded.actors[name].get("hypothetical") for name in speakers)
        mode = statement["mode"]
        if imagined or mode == "hypothetical":
            statement["mode"] = "hypothetical" if imagined else "paraphrase"
        elif mode in SOURCE_MODES and not {*speakers} <= {*source.voices}:
            statement["mode"] = "paraphrase"
