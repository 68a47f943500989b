"""The text of an ODT, as LibreOffice writes it, and what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zipfile import ZipFile

MIMETYPE = b"mimetypeapplication/vnd.oasis.opendocument.text"
_START = 30  # bytes of a ZIP's first header before the name of its first file
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
# What stands in an ODT beside its text: deleted words, comments, notes, and forms of fields.
_LEFT_OUT = {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}note",
             f"{_TEXT}ruby-text", f"{_OFFICE}forms"}  # fmt: skip
_SPACES = {f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"}


def is_opendocument_text(data: bytes) -> bool:
    """Return whether some bytes are an ODT."""
    return data.startswith(MIMETYPE, _START)


def is_encrypted(archive: ZipFile) -> bool:
    """Return whether an ODT needs a password."""
    names = archive.namelist()
    manifest = "META-INF/manifest.xml"
    return manifest in names and b"encryption-data" in archive.read(manifest)


def paragraphs(archive: ZipFile) -> list[str]:
    """Return the paragraphs and headings of an ODT in their order, without empty ones."""
    body = _parsed(archive, "content.xml").find(f"{_OFFICE}body")
    return list(filter(None, _paragraphs(body)))


def _parsed(archive: ZipFile, name: str) -> Any:
    from lxml import etree

    return etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False))


def _paragraphs(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _PARAGRAPHS:
            yield " ".join("".join(_pieces(child)).split())
            yield from _inner_paragraphs(child)
        elif child.tag not in _LEFT_OUT:
            yield from _paragraphs(child)


def _inner_paragraphs(paragraph: Any) -> Iterator[str]:
    """Yield the paragraphs of text boxes and tables that stand in a paragraph."""
    for child in paragraph:
        if child.tag not in _LEFT_OUT:
            yield from _paragraphs([child])


def _pieces(element: Any) -> Iterator[str]:
    """Yield the words of a paragraph, but for those of paragraphs within it."""
    yield element.text or ""
    for child in element:
        if child.tag in _SPACES:
            yield " "
        elif child.tag not in _LEFT_OUT and child.tag not in _PARAGRAPHS:
            yield from _pieces(child)
        yield child.tail or ""


def properties(archive: ZipFile) -> dict[str, str | None]:
    """Return the title, author and date of an ODT, as they are written in it."""
    if "meta.xml" not in archive.namelist():
        return {}
    meta = _parsed(archive, "meta.xml").find(f"{_OFFICE}meta")
    author = meta.findtext(f"{_META}initial-creator") or meta.findtext(f"{_DUBLIN_CORE}creator")
    date = meta.findtext(f"{_META}creation-date") or ""
    return {"title": meta.findtext(f"{_DUBLIN_CORE}title"), "author": author, "date": date[:10]}
