"""Text exports of Kialo: a thesis with claims for and against it, and for and against these.

Each claim supports or attacks the one above it. Kialo's export does not say who wrote a claim, so
the debate has claims and no statements: nobody gets a view that is not known to be his.

References
----------
Kialo Help Center, "Exporting a discussion", https://support.kialo.com
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from opendebate.coding.debate_files import display_path
from opendebate.coding.text_input import decoded
from opendebate.exchange.attributes import add_attribute
from opendebate.exchange.coded_debate import CodedDebate, new_coded_debate
from opendebate.exchange.formats import read_bytes
from opendebate.exchange.ids import Ids
from opendebate.exchange.kialo.parse import Contribution, parse
from opendebate.exchange.languages import assume_language
from opendebate.exchange.report import ImportNotes, line

_OPPOSITE = {"for": "against", "against": "for", "neither": "neither"}


def read(path: Path) -> CodedDebate:
    """Return a text export of Kialo as a coded debate.

    Raises
    ------
    InputError
        If there is no numbered claim in it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "maps.txt")
    ...     _ = path.write_text("1. Maps help.\\n1.1. Con: They age.\\n1.1.1. Con: Slowly.")
    ...     coded = read(path)
    >>> [(claim["text"], claim["side"]) for claim in coded.claims.values()]
    [('Maps help.', 'for'), ('They age.', 'against'), ('Slowly.', 'for')]
    """
    where, report = display_path(path), ImportNotes()
    title, contributions = parse(decoded(read_bytes(path), where), where, report)
    name = line(title or path.stem.removesuffix(".kialo")) or "A discussion"
    thesis = line(contributions[0].text)
    question = name if name.endswith("?") else f"Is this right: {thesis or name}"
    coded = new_coded_debate(name, question)
    coded.counts["claims"] = sum(not item.see for item in contributions)
    coded.counts["references"] = sum(bool(item.see) for item in contributions)
    _Claims(coded, contributions, report).read()
    report.note("Kialo's export does not say who wrote a claim: there are claims, and no "
                "statements", times=0)  # fmt: skip
    report.note("Claims have no kind: “descriptive” is assumed", times=0)
    assume_language(coded, report, "file")
    coded.report = report.sentences()
    return coded


class _Claims:
    """Makes claims of contributions, and relations of their places."""

    def __init__(
        self, coded: CodedDebate, contributions: list[Contribution], report: ImportNotes
    ) -> None:
        self.coded, self.contributions, self.report = coded, contributions, report
        self.ids = Ids()
        self.names: dict[tuple[int, ...], str] = {}

    def read(self) -> None:
        sides: dict[tuple[int, ...], str] = {}
        is_single = self._is_single()
        for item in self.contributions:
            above = sides.get(item.number[:-1], "for" if is_single else "neither")
            sides[item.number] = _OPPOSITE[above] if item.relation == "attacks" else above
            if not item.see:
                self._claim(item, sides[item.number])
        for item in self.contributions:
            if item.see and item.see in self.names:
                self.names[item.number] = self.names[item.see]
        for item in self.contributions:
            self._relation(item)

    def _is_single(self) -> bool:
        """Tell whether one thesis is discussed: each claim below it is for or against another."""
        return all(item.relation for item in self.contributions[1:])

    def _claim(self, item: Contribution, side: str) -> None:
        text = line(item.text)
        if not text:
            self.report.note("Claims without a text are left out", self._label(item.number))
            return
        name = self.names[item.number] = self.ids.new(text, "claim")
        self.coded.claims[name] = {"text": text, "kind": "descriptive", "side": side}
        if item.links:
            links = line(" ".join(item.links))
            add_attribute(self.coded, self.coded.claims[name], "claim", "Links", links)

    def _relation(self, item: Contribution) -> None:
        premise = self.names.get(item.number)
        conclusion = self.names.get(item.number[:-1])
        if item.see and not premise:
            problem = "References to claims that are not in the file are left out"
            self.report.note(problem, f"{self._label(item.number)} to {self._label(item.see)}")
        if not (item.relation and premise and conclusion):
            return
        claim: Any = self.coded.claims[premise]
        known = [*claim.get("supports", ()), *claim.get("attacks", ())]
        if premise == conclusion or conclusion in known:
            problem = "Relations of a claim to itself, or to another once more, are left out"
            self.report.note(problem, self._label(item.number))
            return
        claim.setdefault(item.relation, []).append(conclusion)

    def _label(self, number: tuple[int, ...]) -> str:
        return ".".join(map(str, number))
