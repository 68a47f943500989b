"""Reading documents of word processors and PDFs as text, with bounds on what they may contain."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from opendebate.coding import opendocument
from opendebate.coding.pdf_lines import paragraphs_of_pages
from opendebate.counting import counted
from opendebate.errors import InputError, install_line

if TYPE_CHECKING:
    from pypdf import PdfReader

MAX_PAGES = 1_000
MAX_CHARACTERS = 5_000_000  # of a document's text
MAX_PARTS = 5_000  # files in a DOCX or ODT
MAX_UNPACKED = 200_000_000  # bytes of all files in a DOCX or ODT
MAX_PART = 50_000_000  # bytes of its text as XML
_MAIN_PART = "word/document.xml"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What a DOCX holds that is no text of the document: deleted and moved words, and second copies.
_LEFT_OUT = {f"{_WORD}del", f"{_WORD}moveFrom", _FALLBACK}


class Document(NamedTuple):
    """A document's text, and what it says of itself.

    Attributes
    ----------
    text : str
        Its paragraphs, with blank lines between them.
    properties : dict of str to str
        ``title``, ``author`` and ``date``, as they are written in it; only those that it has.
    """

    text: str
    properties: dict[str, str]


def read_document(data: bytes, where: str) -> Document | None:
    """Return the text of a PDF, DOCX or ODT; None for other data.

    Parameters
    ----------
    data : bytes
    where : str
        The file, for messages.

    Raises
    ------
    InputError
        If it is damaged, protected by a password, too large, RTF, or a package is missing.
    """
    if data.startswith(b"{\\rtf"):
        raise InputError(
            "It is a document in RTF, which is not read.",
            where=where,
            advice="Open it in a word processor, and save it as DOCX, ODT or plain text.",
        )
    if data.startswith(b"%PDF-"):
        return _read_pdf(data, where)
    if data.startswith(b"PK\x03\x04") and _MAIN_PART.encode() in data:
        return _read_docx(data, where)
    if opendocument.is_opendocument_text(data):
        return _read_odt(data, where)
    return None


def _read_pdf(data: bytes, where: str) -> Document:
    try:
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
    except ImportError as error:
        raise _missing_package("a PDF", where) from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # the errors below say it in plain words
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):  # some only forbid printing
            raise _protected(where)
        text = "\n\n".join(paragraphs_of_pages(list(_pages(reader, where))))
        properties = _pdf_properties(reader)
    except DependencyError as error:
        raise _protected(where) from error
    except LimitReachedError as error:
        raise _too_large("Unpacked, this file is larger than opendebate reads", where) from error
    # Damaged PDFs raise whatever their odd values lead to.
    except (PyPdfError, ArithmeticError, AttributeError, LookupError, RecursionError, TypeError,
            ValueError) as error:  # fmt: skip
        raise _damaged("PDF", where) from error
    if not text:
        raise InputError(
            "The PDF has no text: its pages are pictures.",
            where=where,
            advice="Run a text recognition (OCR) on it first, or give the article as text.",
        )
    return Document(text, properties)


def _pages(reader: PdfReader, where: str) -> Iterator[list[str]]:
    """Yield the lines of each page."""
    if len(reader.pages) > MAX_PAGES:
        raise _too_large(f"It has {counted(len(reader.pages), 'page')}", where)
    size = 0
    for page in reader.pages:
        text = page.extract_text()
        size += len(text)
        if size > MAX_CHARACTERS:
            raise _too_large(f"Its text has more than {MAX_CHARACTERS:,} characters", where)
        yield text.splitlines()


def _pdf_properties(reader: PdfReader) -> dict[str, str]:
    information = reader.metadata
    if information is None:
        return {}
    created = information.creation_date
    return _present(title=information.title, author=information.author,
                    date=created.date().isoformat() if created else None)  # fmt: skip


def _read_docx(data: bytes, where: str) -> Document:
    import zipfile
    import zlib

    try:
        import docx
        from docx.opc.exceptions import OpcError
        from lxml import etree
    except ImportError as error:
        raise _missing_package("a DOCX", where) from error
    try:
        _check_archive(data, where)
        document = docx.Document(io.BytesIO(data))
        paragraphs = [_paragraph(each) for each in document.element.body.iter(f"{_WORD}p")
                      if not _is_left_out(each)]  # fmt: skip
        core = document.core_properties
        moment = core.created
        properties = _present(title=core.title, author=core.author,
                              date=moment.date().isoformat() if moment else None)  # fmt: skip
    # Damaged archives raise whatever their odd values lead to.
    except (zipfile.BadZipFile, zlib.error, OpcError, etree.LxmlError, AttributeError, EOFError,
            LookupError, NotImplementedError, RuntimeError, TypeError,
            ValueError) as error:  # fmt: skip
        raise _damaged("DOCX", where) from error
    return _joined(paragraphs, properties, where)


def _read_odt(data: bytes, where: str) -> Document:
    import zipfile
    import zlib

    try:
        from lxml import etree
    except ImportError as error:
        raise _missing_package("an ODT", where) from error
    try:
        _check_archive(data, where)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if opendocument.is_encrypted(archive):
                raise _protected(where)
            paragraphs = opendocument.paragraphs(archive)
            properties = _present(**opendocument.properties(archive))
    # Damaged archives raise whatever their odd values lead to.
    except (zipfile.BadZipFile, zlib.error, etree.LxmlError, AttributeError, EOFError,
            LookupError, NotImplementedError, RuntimeError, TypeError,
            ValueError) as error:  # fmt: skip
        raise _damaged("ODT", where) from error
    return _joined(paragraphs, properties, where)


def _joined(paragraphs: list[str], properties: dict[str, str], where: str) -> Document:
    text = "\n\n".join(filter(None, paragraphs))
    if len(text) > MAX_CHARACTERS:
        raise _too_large(f"Its text has more than {MAX_CHARACTERS:,} characters", where)
    return Document(text, properties)


def _check_archive(data: bytes, where: str) -> None:
    """Refuse an archive that unpacks to very much, or whose XML defines entities."""
    import zipfile

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        listed = archive.infolist()
        size = sum(part.file_size for part in listed)
        if len(listed) > MAX_PARTS or size > MAX_UNPACKED:
            raise _too_large("Unpacked, this file is larger than opendebate reads", where)
        for part in listed:
            if part.flag_bits & 1:
                raise _protected(where)
            if part.filename.endswith((".xml", ".rels")):
                if part.file_size > MAX_PART:
                    raise _too_large("Unpacked, this file is larger than opendebate reads", where)
                plain = archive.read(part).replace(b"\0", b"")  # UTF-16, too
                if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
                    raise InputError(
                        "It defines entities of its own, which no word processor does.",
                        where=where,
                        advice="Open it in a word processor, and save it again.",
                    )


def _paragraph(paragraph: Any) -> str:
    """Return the text of a paragraph, without deleted words and without text boxes within it."""
    pieces: list[str] = []
    for each in paragraph.iter(f"{_WORD}t", f"{_WORD}tab", f"{_WORD}br", f"{_WORD}noBreakHyphen"):
        if next(each.iterancestors(f"{_WORD}p")) is not paragraph or _is_left_out(each):
            continue
        if each.tag == f"{_WORD}t":
            pieces.append(each.text or "")
        elif each.tag == f"{_WORD}noBreakHyphen":
            pieces.append("-")
        elif each.getparent().tag == f"{_WORD}r":  # a tab stop in the layout is no tab
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def _is_left_out(element: Any) -> bool:
    return any(each.tag in _LEFT_OUT for each in element.iterancestors())


def _present(**properties: Any) -> dict[str, str]:
    return {key: " ".join(str(value).split()) for key, value in properties.items()
            if value and str(value).strip()}  # fmt: skip


def _missing_package(what: str, where: str) -> InputError:
    return InputError(
        f"It is {what}, and the package that reads it is not installed.",
        where=where,
        advice=f"{install_line('documents')}. Or save the article as plain text.",
    )


def _protected(where: str) -> InputError:
    return InputError(
        "It is protected by a password, or encrypted.",
        where=where,
        advice="Open it, and save or print a copy without protection.",
    )


def _too_large(what: str, where: str) -> InputError:
    return InputError(f"{what}.", where=where, advice="Give one article, as plain text.")


def _damaged(kind: str, where: str) -> InputError:
    return InputError(
        f"The {kind} is damaged, and cannot be read.",
        where=where,
        advice="Open it and save it again, or save the article as plain text.",
    )
