"""Which words of an article are coded already, so that no draft proposes them again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from opendebate.coding.passages import Status, locate
from opendebate.coding.records import SourceFile
from opendebate.coding.text import Text

Run = tuple[int, int]


class CodedWords:
    """The statements of a source by the words on which they rest.

    Parameters
    ----------
    file : SourceFile
        The coding of the source.
    runs : mapping of str to iterable of tuple of int
        Id of a statement → the runs of word numbers of its passages.
    """

    def __init__(self, file: SourceFile, runs: Mapping[str, Iterable[Run]]) -> None:
        self._claims = {statement.id: statement.claim for statement in file.statements}
        self._at: dict[int, list[str]] = {}
        for statement, listed in runs.items():
            for word in {word for run in listed for word in range(*run)}:
                self._at.setdefault(word, []).append(statement)

    @classmethod
    def of(cls, file: SourceFile, article: Text) -> CodedWords:
        """Return those of a source, whose passages are searched in its article."""
        return cls(file, {
            statement.id: [location.spans[0][:2] for passage in statement.at
                           if (location := locate(passage, article)).status is Status.FOUND]
            for statement in file.statements
        })  # fmt: skip

    def coded_as(self, runs: Iterable[Run], claim: str = "") -> str:
        """Return the statement in which most of some words are coded; empty if in none.

        Parameters
        ----------
        runs : iterable of tuple of int
            The words.
        claim : str
            The claim that is proposed for them. On the same words another claim may be made, so
            that only statements on this claim count; if no claim is proposed, all do.
        """
        words = {word for run in runs for word in range(*run)}
        shared = Counter(name for word in sorted(words) for name in self._at.get(word, ())
                         if not claim or self._claims[name] == claim)  # fmt: skip
        name, number = max(shared.items(), key=lambda pair: pair[1], default=("", 0))
        return name if 2 * number > len(words) else ""
