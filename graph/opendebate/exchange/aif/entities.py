"""XML with a document type: its entities are replaced, and other files are refused."""

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
MOST_GROWN = 1_000_000  # characters that entities may add, and as much again as the file has
_REFERENCE = re.compile("&([^&;\\s#][^&;\\s]{0,200});")
_ATTRIBUTES = re.compile(r"<!ATTLIST\b")
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
        self.depth = 0
        self.typed = False
        self.values: dict[str, str] = {}
        self.pieces: list[str] = []
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.start_type
        self.parser.EntityDeclHandler = self.declare
        self.parser.EndDoctypeDeclHandler = self.bound
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters

    def read(self) -> None:
        try:
            self.parser.Parse(self.text.encode(), True)
        except expat.ExpatError as error:
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
        self.values.setdefault(name, value)
        if len(self.values) > MOST_ENTITIES:
            raise self.refused(f"It declares more than {MOST_ENTITIES:,} entities")

    def bound(self) -> None:
        """Refuse what would grow too much, before anything is written out."""
        limit = len(self.text) + MOST_GROWN
        sizes = sizes_of(self.values, limit)
        references = Counter(_REFERENCE.findall(self.text))
        if sum(n * sizes.get(name, 0) for name, n in references.items()) > limit:
            raise self.refused(f"Its entities make more than {limit:,} characters of it")

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        if self.depth > MOST_DEEP:
            advice = "Refer to nodes by rdf:resource instead of nesting them."
            raise self.refused(f"Its elements are nested more than {MOST_DEEP} deep", advice)
        if self.typed:
            written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
            self.pieces.append(f"<{name}{written}>")

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.typed:
            self.pieces.append(f"</{name}>")

    def characters(self, text: str) -> None:
        if self.typed:
            self.pieces.append(escape(text))

    def refused(self, problem: str, advice: str = _ADVICE) -> InputError:
        line = self.parser.CurrentLineNumber
        return InputError(f"{problem}.", where=f"{self.where}:{line}", advice=advice)


def sizes_of(values: Mapping[str, str], limit: int) -> dict[str, int]:
    """Return how many characters each entity stands for, up to one above `limit`.

    References count with their own characters, so that no size is too small.

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
        if deep > MOST_DEEP:  # or in a cycle
            return limit + 1
        if name not in sizes:
            references = Counter(_REFERENCE.findall(values[name]))
            grown = sum(n * size(inner, deep + 1) for inner, n in references.items())
            sizes[name] = min(len(values[name]) + grown, limit + 1)
        return sizes[name]

    return {name: size(name, 0) for name in values}


def _short(name: object) -> str:
    return repr(clean(name)[:40])
