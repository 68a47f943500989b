"""Archives and XML of others, read with bounds: nothing is unpacked, and nothing else is read."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from opendebate.coding.text_input import decoded
from opendebate.errors import InputError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_MEMBERS = 20_000  # files in an archive
MAX_XML = 60_000_000  # bytes of an XML document
MAX_TEXTS = 200_000_000  # bytes of all texts
PROJECT = "project.qde"
_SMALLER = "Export fewer documents at once."
_INTERNAL = "internal://"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, LookupError, NotImplementedError, OSError,
            RuntimeError, ValueError)  # fmt: skip


class Archive:
    """A project's archive: its XML, and the texts beside it.

    Parameters
    ----------
    data : bytes
    where : str
        The file, for messages.

    Raises
    ------
    InputError
        If it is damaged, has too many files, or files with names that lead out of it.
    """

    def __init__(self, data: bytes, where: str) -> None:
        self.where, self._room = where, MAX_TEXTS
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            names = self._zip.namelist()
        except _DAMAGED as error:
            raise self._damaged() from error
        if len(names) > MAX_MEMBERS:
            raise InputError(f"It has more than {MAX_MEMBERS:,} files.", where=where,
                             advice=_SMALLER)  # fmt: skip
        if odd := next((name for name in names if _leads_out(name)), None):
            raise InputError(f"The archive contains a file with an unsafe path: {odd[:100]!r}.",
                             where=where, advice="Do not unpack it.")  # fmt: skip
        self._names = {name.casefold(): name for name in names}

    def project(self) -> Element:
        """Return the root of the project's XML."""
        name = self._names.get(PROJECT)
        if name is None:
            raise InputError(f"There is no {PROJECT} in it.", where=self.where,
                             advice="Export a project for exchange (REFI-QDA) anew.")  # fmt: skip
        return parse_xml(self._read(name, MAX_XML), f"{self.where}, {PROJECT}")

    def text(self, path: str) -> str | None:
        """Return a text of the archive by its path in the XML; None if it is not in it, or no text.

        Positions count its characters, so that ends of lines stay as they are.
        """
        if not path.casefold().startswith(_INTERNAL):
            return None
        inner = path[len(_INTERNAL) :].lstrip("/").casefold()
        name = self._names.get(f"sources/{inner}") or self._names.get(inner)
        if name is None:
            return None
        data = self._read(name, self._room)
        self._room -= len(data)
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return None

    def _read(self, name: str, most: int) -> bytes:
        try:
            with self._zip.open(name) as stream:
                data = stream.read(most + 1)
        except _DAMAGED as error:
            raise self._damaged() from error
        if len(data) > most:
            raise InputError("Unpacked, this archive is larger than opendebate reads.",
                             where=self.where, advice=_SMALLER)  # fmt: skip
        return data

    def _damaged(self) -> InputError:
        return InputError("The archive is damaged, protected by a password, or no archive.",
                          where=self.where, advice="Export the project anew.")  # fmt: skip


def parse_xml(data: bytes, where: str) -> Element:
    """Return the root of XML that has no document type and no entities of its own.

    Raises
    ------
    InputError
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(data) > MAX_XML:
        raise InputError("The XML is too large.", where=where, advice=_SMALLER)
    try:
        root: Element = fromstring(decoded(data, where), forbid_dtd=True)
    except ParseError as error:
        line = error.position[0]
        raise InputError("It is not well-formed XML.", where=f"{where}, line {line}",
                         advice="Is it complete? Export it anew.") from error  # fmt: skip
    except DefusedXmlException as error:
        raise InputError("It has a document type or entities of its own, which are not read.",
                         where=where, advice="No program for REFI-QDA writes them: delete them.",
                         ) from error  # fmt: skip
    except (LookupError, ValueError) as error:
        raise InputError("It is no XML that can be read.", where=where,
                         advice="Export it anew.") from error  # fmt: skip
    return root


def tag(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield the elements of some names within an element; of a path, only those at its end."""
    for child in element if element is not None else ():
        if tag(child) in names:
            yield child


def child(element: Element | None, name: str) -> Element | None:
    """Return the first element of a name within an element."""
    return next(children(element, name), None)


def description_of(element: Element) -> str:
    """Return what the project says of an element; empty where it says nothing."""
    inner = child(element, "Description")
    return (inner.text or "").strip() if inner is not None else ""


def guid(element: Element | None, name: str = "guid") -> str:
    """Return an identifier in its usual form; empty where there is none."""
    value = element.get(name, "") if element is not None else ""
    return value.strip().strip("{}").lower()


def _leads_out(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return ".." in parts or name.startswith(("/", "\\")) or ":" in parts[0]
