"""XML with a document type: its entities are replaced, and other files are refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from opendebate.errors import InputError
from opendebate.exchange.aif.graph import clean

MOST_DEEP = 200  # elements within one another
MOST_ENTITIES = 1_000
MOST_GROWN = 1_000_000  # characters that a file may grow to, beside three times its size
_ATTRIBUTES = re.compile(r"<!ATTLIST\b")
# How expat (2.4 and newer) stops entities that grow without bound, or that refer to themselves.
_ENDLESS = {
    "limit on input amplification factor (from DTD and entities) breached",
    expat.errors.XML_ERROR_RECURSIVE_ENTITY_REF,
}
_ADVICE = "Replace its entities by what they stand for, and delete <!DOCTYPE ...>."


def expanded(text: str, where: str) -> str:
    """Return XML without a document type, in which entities are what they stand for.

    AIFdb writes the addresses of its names with entities that the file itself declares.
    Pyoxigraph (0.5) replaces only those in double quotes, and without comments between them.

    Raises
    ------
    InputError
        If it is no XML, is nested too deeply, refers to other files, or would grow without bound.
    """
    reader = _Reader(text, where)
    reader.read()
    return "".join(reader.pieces) if reader.typed else text


class _Reader:
    """Reads XML once: what has no document type is only checked."""

    def __init__(self, text: str, where: str) -> None:
        self.text, self.where = text, where
        self.depth = self.entities = 0
        self.typed = False
        self.pieces: list[str] = []
        self.room = MOST_GROWN + 3 * len(text)  # characters that may still be written
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.start_type
        self.parser.EntityDeclHandler = self.declare
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters

    def read(self) -> None:
        try:
            self.parser.Parse(self.text.encode(), True)
        except expat.ExpatError as error:
            if expat.errors.messages[error.code] in _ENDLESS:
                raise self.refused("Its entities make too many characters of it") from error
            problem = f"It is not XML: {expat.errors.messages[error.code]}."
            where = f"{self.where}:{error.lineno}:{error.offset + 1}"
            advice = "Is the file whole? Export it again."
            raise InputError(problem, where=where, advice=advice) from error

    def start_type(self, name: str, system: str | None, public: str | None, _: bool) -> None:
        self.typed = True
        if system or public:
            raise self.refused(f"Its document type is in another file, {_short(system or public)}")
        if _ATTRIBUTES.search(self.text):
            raise self.refused(f"The document type {_short(name)} declares attributes")

    def declare(self, name: str, is_parameter: bool, value: str | None, *elsewhere: object) -> None:
        if value is None or is_parameter:
            target = next((str(place) for place in elsewhere if place), "") or f"%{name};"
            raise self.refused(f"The entity {_short(name)} includes another file, {_short(target)}")
        self.entities += 1
        if self.entities > MOST_ENTITIES:
            raise self.refused(f"It declares more than {MOST_ENTITIES:,} entities")

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > MOST_DEEP:
            advice = "Refer to nodes by rdf:resource instead of nesting them."
            raise self.refused(f"Its elements are nested more than {MOST_DEEP} deep", advice)
        written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
        self.write(f"<{name}{written}>")

    def end(self, name: str) -> None:
        self.depth -= 1
        self.write(f"</{name}>")

    def characters(self, text: str) -> None:
        self.write(escape(text))

    def write(self, piece: str) -> None:
        if not self.typed:
            return
        self.pieces.append(piece)
        self.room -= len(piece)
        if self.room < 0:
            raise self.refused("Its entities make too many characters of it")

    def refused(self, problem: str, advice: str = _ADVICE) -> InputError:
        line = self.parser.CurrentLineNumber
        return InputError(f"{problem}.", where=f"{self.where}:{line}", advice=advice)


def _short(name: object) -> str:
    return repr(clean(name)[:40])
