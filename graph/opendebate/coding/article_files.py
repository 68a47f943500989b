"""Reading an article from a file: plain text, HTML, PDF, DOCX or ODT."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from opendebate.coding.article_language import ENGLISH, language_of
from opendebate.coding.documents import read_document
from opendebate.coding.html import HTML, html_to_text, strip_tags
from opendebate.coding.text import Text
from opendebate.coding.text_input import decoded, read_bytes, source_name
from opendebate.errors import InputError, UsageError

MAX_BYTES = 20_000_000  # bytes
_DOCUMENTS = (b"%PDF-", b"PK\x03\x04", b"{\\rtf")  # first bytes of a PDF, DOCX or ODT, and RTF
MAX_NAME = 255  # characters of a text that may be the name of a file


def read_text(path: Path | str, *, extract: bool = False) -> Text:
    """Read an article: plain text, HTML, PDF, DOCX or ODT.

    Parameters
    ----------
    path : path or str
        The file, or ``"-"`` for standard input.
    extract : bool
        Whether to leave out the menus of a web page and the like, if trafilatura is installed.
        It may leave out paragraphs of the article too, so passages are always searched in the
        complete page.

    Raises
    ------
    InputError
        If it cannot be read, is larger than 20 MB, is no text or has no words.
    """
    return read_article(path, extract=extract)[0]


def read_article(path: Path | str, *, extract: bool = False) -> tuple[Text, dict[str, Any]]:
    """Read an article, and what its file says of it.

    Parameters and errors are those of `read_text`.

    Returns
    -------
    text : Text
    proposed : dict
        Of ``title``, ``authors`` (names), ``publisher`` (a name), ``published``, ``language``,
        ``url`` and ``file_date`` (when a PDF, DOCX or ODT was made) those that the file has; of a
        plain text, title, authors and date that stand in its first lines. The language is that of
        the words, where the file names none and they are not English.
    """
    from opendebate.coding import proposed_source

    where = source_name(path)
    data = read_bytes(path, MAX_BYTES, advice="Give one article.")
    document = read_document(data, where) if data.startswith(_DOCUMENTS) else None
    proposed = None
    if document:
        raw, proposed = document.text, proposed_source.of_properties(document.properties)
    else:
        raw = decoded(data, where, advice="Save the article as plain text or HTML, in UTF-8.")
        if Path(path).suffix.lower() in {".html", ".htm", ".xhtml"} or HTML.match(raw):
            proposed = proposed_source.of_html(raw)
            raw = html_to_text(raw) if extract else strip_tags(raw)
    text = Text.of(raw)
    if not text.words:
        raise InputError("There are no words in it.", where=where, advice="Give the article.")
    proposed = proposed_source.of_text(text) if proposed is None else proposed
    language = language_of(text)
    return text, proposed if language == ENGLISH else {"language": language, **proposed}


def text_of_article(article: str | Path, *, extract: bool = False) -> Text:
    r"""Return an article that a caller gives as its text, or as the path of its file.

    Parameters
    ----------
    article : str or pathlib.Path
        A str is the text itself, and a Path names a file.
    extract : bool
        See `read_text`.

    Raises
    ------
    UsageError
        If a str is the name of a file.
    InputError
        As in `read_text`.

    Examples
    --------
    >>> len(text_of_article("Maps were printed.\n\nNobody objected.").words)
    5
    """
    if isinstance(article, Path):
        return read_text(article, extract=extract)
    if "\n" not in article and len(article) < MAX_NAME and Path(article).is_file():
        raise UsageError(
            f"{article!r} is the name of a file, not a text.",
            advice=f"Write Path({article!r}), with: from pathlib import Path.",
        )
    return Text.of(article)
