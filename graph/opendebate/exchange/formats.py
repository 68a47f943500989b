"""Which formats of other tools there are, and what each can hold.

Every format is an entry point of the group ``opendebate.formats`` that leads to a `Format`, so
that other packages can add one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from opendebate.coding import text_input
from opendebate.errors import check_known

if TYPE_CHECKING:
    from opendebate.exchange.coded_debate import CodedDebate

GROUP = "opendebate.formats"
# Formats of networks, which other programs only read, and the suffixes of their files.
NETWORK_FORMATS = {
    "graphml": ".graphml",
    "gexf": ".gexf",
    "dot": ".dot",
    "node-link": ".json",
    "cytoscape": ".cyjs",
}
MOST_BYTES = 200_000_000  # a larger file is refused


class FormatModule(Protocol):
    """A module that reads a format, writes it, or both."""

    LOST: tuple[str, ...]  # what a format that is written cannot hold, a sentence each

    def read(self, path: Path) -> CodedDebate:
        """Return a file as a debate; raise `InputError` with place and advice if it is broken."""

    def write(self, coded: CodedDebate, texts: Mapping[str, str]) -> bytes:
        """Return a coded debate in the format; `texts` are the articles at hand, by source."""


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
    module : str
        The module that reads and writes it, which is imported when it is needed.
    reads, writes : bool
    recognises : callable, optional
        Tells from its bytes whether a file is surely of this format.
    has_coders : bool
        Whether its reader takes the coder whose codings it reads (``coder``).
    takes_texts : bool
        Whether its writer makes something of the articles' texts.
    joins : bool
        Whether its reader takes further files that are joined with the first (``more``).
    """

    name: str
    title: str
    suffix: str
    module: str
    reads: bool = True
    writes: bool = True
    recognises: Callable[[bytes], bool] | None = None
    has_coders: bool = False
    takes_texts: bool = True
    joins: bool = False

    def load(self) -> FormatModule:
        """Return the module that reads and writes it."""
        return cast("FormatModule", import_module(self.module))


_PACKAGE = "opendebate.exchange"
DNA = Format("dna", "Discourse Network Analyzer database (SQLite)", ".dna", f"{_PACKAGE}.dna",
             has_coders=True, joins=True)  # fmt: skip
AIF = Format("aif", "Argument Interchange Format, JSON of AIFdb", ".json", f"{_PACKAGE}.aif")
AIF_RDF = Format("aif-rdf", "Argument Interchange Format, RDF", ".xml", f"{_PACKAGE}.aif.rdf",
                 writes=False)  # fmt: skip
ARGDOWN = Format("argdown", "Argdown", ".argdown", f"{_PACKAGE}.argdown")
TABLE = Format("table", "a table of statements: CSV, TSV, Excel (xlsx) or Parquet", ".csv",
               f"{_PACKAGE}.spreadsheet", writes=False)  # fmt: skip
CODEBOOK_TABLE = Format("codebook-table", "a codebook as a table: CSV, TSV, Excel or Parquet",
                        ".csv", f"{_PACKAGE}.spreadsheet.codebook", writes=False)  # fmt: skip
DOCUMENTS = Format("documents", "a table of documents: CSV, TSV, Excel or Parquet", ".csv",
                   f"{_PACKAGE}.spreadsheet.documents", writes=False)  # fmt: skip
WEB_ANNOTATION = Format("web-annotation", "W3C Web Annotation (JSON-LD)", ".jsonld",
                        f"{_PACKAGE}.web_annotation", has_coders=True)  # fmt: skip
HYPOTHESIS = Format("hypothesis", "annotations of Hypothes.is, JSON of its API", ".json",
                    f"{_PACKAGE}.web_annotation.hypothesis", has_coders=True,
                    takes_texts=False)  # fmt: skip
REFI_QDA = Format("refi-qda", "a project of REFI-QDA", ".qdpx", f"{_PACKAGE}.refi_qda",
                  has_coders=True)  # fmt: skip
REFI_QDA_CODEBOOK = Format("refi-qda-codebook", "a codebook of REFI-QDA", ".qdc",
                           f"{_PACKAGE}.refi_qda.codebook", takes_texts=False)  # fmt: skip
KIALO = Format("kialo", "Kialo's text export", ".txt", f"{_PACKAGE}.kialo", writes=False)
UIMA_CAS_JSON = Format("uima-cas-json", "a UIMA CAS in JSON, as INCEpTION writes it", ".json",
                       f"{_PACKAGE}.inception.cas_json", writes=False)  # fmt: skip
WEBANNO_TSV = Format("webanno-tsv", "WebAnno TSV 3, as INCEpTION and WebAnno write it", ".tsv",
                     f"{_PACKAGE}.inception.webanno_tsv", writes=False)  # fmt: skip
_OURS = (DNA, AIF, AIF_RDF, ARGDOWN, TABLE, CODEBOOK_TABLE, DOCUMENTS, WEB_ANNOTATION, HYPOTHESIS,
         REFI_QDA, REFI_QDA_CODEBOOK, KIALO, UIMA_CAS_JSON, WEBANNO_TSV)  # fmt: skip


@cache
def formats() -> Mapping[str, Format]:
    """Return all formats by name: those of this package first, then those of other packages."""
    from importlib.metadata import entry_points  # slow to import

    # A source tree may be newer than the metadata of its installation, so ours need no entry.
    available = {form.name: form for form in _OURS}
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        if entry.name not in available:
            available[entry.name] = cast("Format", entry.load())
    return available


def names_of(*, to: str) -> list[str]:
    """Return the names of the formats that can be read (``"read"``) or written (``"write"``)."""
    return sorted(name for name, form in formats().items() if getattr(form, f"{to}s"))


def titles_of(*, to: str) -> str:
    """Return the formats that can be read or written with what each is, a line each."""
    names = names_of(to=to)
    indent = max(map(len, names)) + 2
    return "\n".join(f"  {name:{indent}}{formats()[name].title}" for name in names)


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
    check_known(name, names_of(to=to), f"There is no format {name!r} to {to}.")
    return formats()[name]


@cache
def losses(name: str) -> tuple[str, ...]:
    """Return what a format of this package cannot hold, a sentence each."""
    import tomllib

    table = tomllib.loads(Path(__file__).with_name("losses.toml").read_text("utf-8"))
    return tuple(table[name])


def read_bytes(path: Path) -> bytes:
    """Return a file that is to be imported, if it is not too large.

    Raises
    ------
    InputError
        If it cannot be read, or is larger than `MOST_BYTES`.
    """
    return text_input.read_bytes(path, MOST_BYTES, advice="Give a smaller file.")
