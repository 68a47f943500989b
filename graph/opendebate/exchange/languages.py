"""The language of a debate from a file that does not name one."""

from __future__ import annotations

from opendebate.coding.article_language import ENGLISH, language_of
from opendebate.coding.text import Text
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.report import ImportNotes


def assume_language(coded: CodedDebate, report: ImportNotes, what: str) -> None:
    """Give a debate the language that its claims seem to have, or without claims its texts.

    Parameters
    ----------
    coded : CodedDebate
        It has its claims and texts already.
    report : ImportNotes
    what : str
        The file, as the note calls it: ``"table"``.

    Examples
    --------
    >>> from opendebate.exchange.coded_debate import new_coded_debate
    >>> coded, report = new_coded_debate("Karten"), ImportNotes()
    >>> coded.claims["a"] = {"text": "Die Karten helfen auch den Leuten auf dem Land."}
    >>> assume_language(coded, report, "table")
    >>> report.sentences()
    ['The table does not name its language: by its claims, “de” is assumed.']
    """
    claims = [claim.get("text", "") for claim in coded.claims.values()]
    basis, texts = ("claims", claims) if claims else ("texts", list(coded.texts.values()))
    text = Text.of("\n".join(texts))
    language = language_of(text) if text.words else ENGLISH
    coded.debate["language"] = language
    shown = f"by its {basis}, " if text.words else ""
    report.note(f"The {what} does not name its language: {shown}“{language}” is assumed", times=0)
