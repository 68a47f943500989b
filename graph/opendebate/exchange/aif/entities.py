"""XML with a document type: its own entities are written out, and other files refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from opendebate.errors import InputError
from opendebate.exchange.aif.graph import clean

MOST_DEEP = 200  # elements within one another
MOST_ENTITIES = 1_000
MOST_GROWN = 1_000_000  # signs that entities may add, and as much again as the file has
_REFERENCE = re.compile("&([^&;\\s#][^&;\\s]{0,200});")
_ATTRIBUTES = re.compile(r"<!ATTLIST\b")
_ADVICE = "Write out what its entities stand for, and delete <!DOCTYPE ...>."


def written_out(text: str, where: str) -> str:
    """Return XML without a document type, in which entities are what they stand for.

    AIFdb writes the addresses of its names with entities that the file itself declares.

    Raises
    ------
    InputError
        If it is no XML, is nested too deeply, refers to other files, or would grow without bound.
    """
    reader = _Reader(text, where)
    return reader.read() if reader.has_type() else text


class _Reader:
    """Reads XML once: what has no document type is only checked."""

    def __init__(self, text: str, where: str) -> None:
        self.text, self.where = text, where
        self.depth = 0
        self.typed = False
        self.values: dict[str, str] = {}
        self.parts: list[str] = []
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.start_type
        self.parser.EntityDeclHandler = self.declare
        self.parser.EndDoctypeDeclHandler = self.bound
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.signs

    def has_type(self) -> bool:
        """Read it, and tell whether it has a document type."""
        try:
            self.parser.Parse(self.text.encode(), True)
        except expat.ExpatError as error:
            raise InputError(
                f"It is not XML: {expat.errors.messages[error.code]}.",
                where=f"{self.where}:{error.lineno}:{error.offset + 1}",
                advice="Is the file whole? Export it again.",
            ) from error
        return self.typed

    def read(self) -> str:
        """Return what was read."""
        return "".join(self.parts)

    def start_type(self, name: str, system: str | None, public: str | None, _: bool) -> None:
        self.typed = True
        if system or public:
            raise self.refused(f"Its document type is in another file, {_short(system or public)}")
        if _ATTRIBUTES.search(self.text):
            raise self.refused(f"The document type {_short(name)} declares attributes")

    def declare(self, name: str, is_parameter: bool, value: str | None, *elsewhere: object) -> None:
        if value is None or is_parameter:
            told = next((str(one) for one in elsewhere if one), "") or f"%{name};"
            raise self.refused(f"The entity {_short(name)} takes in something else, {_short(told)}")
        self.values.setdefault(name, value)
        if len(self.values) > MOST_ENTITIES:
            raise self.refused(f"It declares more than {MOST_ENTITIES:,} entities")

    def bound(self) -> None:
        """Refuse what would grow too much, before anything is written out."""
        most = len(self.text) + MOST_GROWN
        sizes = sizes_of(self.values, most)
        used = Counter(_REFERENCE.findall(self.text))
        if sum(n * sizes.get(name, 0) for name, n in used.items()) > most:
            raise self.refused(f"Its entities make more than {most:,} signs of it")

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > MOST_DEEP:
            raise InputError(
                f"Its elements are nested more than {MOST_DEEP} deep.",
                where=f"{self.where}:{self.parser.CurrentLineNumber}",
                advice="Refer to nodes by rdf:resource instead of nesting them.",
            )
        if self.typed:
            written = "".join(f" {key}={quoteattr(one)}" for key, one in attributes.items())
            self.parts.append(f"<{name}{written}>")

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.typed:
            self.parts.append(f"</{name}>")

    def signs(self, text: str) -> None:
        if self.typed:
            self.parts.append(escape(text))

    def refused(self, told: str) -> InputError:
        line = self.parser.CurrentLineNumber
        return InputError(f"{told}.", where=f"{self.where}:{line}", advice=_ADVICE)


def sizes_of(values: Mapping[str, str], most: int) -> dict[str, int]:
    """Return how many signs each entity stands for; none is told to be more than one above `most`.

    What refers to another counts with its own signs, too: it is never told to be less than it is.

    Examples
    --------
    >>> sizes_of({"a": "ha", "b": "&a;&a;!"}, 100)
    {'a': 2, 'b': 11}
    >>> sizes_of({"a": "&b;", "b": "&a;"}, 100)["a"]
    101
    """
    sizes: dict[str, int] = {}

    def size(name: str, deep: int) -> int:
        if name not in values:
            return 0
        if deep > MOST_DEEP:  # or in a circle
            return most + 1
        if name not in sizes:
            used = Counter(_REFERENCE.findall(values[name]))
            grown = sum(n * size(other, deep + 1) for other, n in used.items())
            sizes[name] = min(len(values[name]) + grown, most + 1)
        return sizes[name]

    return {name: size(name, 0) for name in values}


def _short(name: object) -> str:
    return repr(clean(name)[:40])
