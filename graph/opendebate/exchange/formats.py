"""Which formats there are, and what each can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from opendebate.coding import text_input
from opendebate.errors import UsageError, close_matches, did_you_mean
from opendebate.exchange.draft import Draft

MOST_BYTES = 200_000_000  # a larger file is refused


class Reader(Protocol):
    """A module that reads a format."""

    def read(self, path: Path) -> Draft:
        """Return a file as a draft; raise `InputError` with place and advice if it is broken."""


class Writer(Protocol):
    """A module that writes a format."""

    LOST: tuple[str, ...]  # what the format cannot hold, a sentence each

    def write(self, draft: Draft, texts: Mapping[str, str]) -> bytes:
        """Return a draft in the format; `texts` are the articles at hand, by source."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format of another tool.

    Attributes
    ----------
    name : str
        As the command line calls it.
    title : str
        What it is, in a few words.
    suffix : str
        Of its files.
    reads, writes : bool
    """

    name: str
    title: str
    suffix: str
    reads: bool = True
    writes: bool = True

    def reader(self) -> Reader:
        """Return the module that reads it."""
        return cast("Reader", self._module())

    def writer(self) -> Writer:
        """Return the module that writes it."""
        return cast("Writer", self._module())

    def _module(self) -> object:
        return import_module(f"opendebate.exchange.{self.name.replace('-', '_')}")


FORMATS = (
    Format("dna", "Discourse Network Analyzer database (SQLite)", ".dna"),
    Format("aif", "Argument Interchange Format, JSON of AIFdb", ".json"),
    Format("aif-rdf", "Argument Interchange Format, RDF", ".xml", writes=False),
    Format("argdown", "Argdown", ".argdown"),
)


def format_of(name: str, *, to: str) -> Format:
    """Return a format by its name.

    Parameters
    ----------
    name : str
    to : str
        ``"read"`` or ``"write"``: what it must be able to do.

    Raises
    ------
    UsageError
        If there is no such format, or it can only do the other.
    """
    able = {one.name: one for one in FORMATS if getattr(one, f"{to}s")}
    if name not in able:
        close = did_you_mean(close_matches(name, able))
        known = ", ".join(able)
        raise UsageError(
            f"There is no format {name!r} to {to}.", advice=f"{close} Known are: {known}.".strip()
        )
    return able[name]


def read_bytes(path: Path) -> bytes:
    """Return a file that is to be imported, if it is not too large.

    Raises
    ------
    InputError
        If it cannot be read, or is larger than `MOST_BYTES`.
    """
    return text_input.read_bytes(path, MOST_BYTES, advice="Give a part of it.")
