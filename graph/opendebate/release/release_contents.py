"""The files of a release that hold the debate itself: data, page, coding files and codebook."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import opendebate_ontology
from opendebate.coding.coder_decisions import decisions_path
from opendebate.coding.debate_files import check_inside, coding_entries, debate_files
from opendebate.errors import InputError, UsageError
from opendebate.rdf.graph_digest import canonical_nquads
from opendebate.release.release_file import ReleaseFile
from opendebate.views.explorer import ExplorerView
from opendebate.views.linked_pages import linked_pages

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine
    from opendebate.table import Table

_CODEBOOK = "CODEBOOK.md"
# Format → the path and what the file is. N-Quads are written in canonical order besides.
_RDF = {
    "trig": ("data/debate.trig", "The graph as TriG, one named graph for each source."),
    "turtle": ("data/debate.ttl", "All facts of the graph as Turtle."),
    "jsonld": ("data/debate.jsonld", "The graph as JSON-LD."),
}
FOREIGN = {
    "aif": ("data/debate-aif.json", "The debate in the Argument Interchange Format."),
    "argdown": ("data/debate.argdown", "The debate as Argdown."),
    "dna": ("data/debate.dna", "A database of Discourse Network Analyzer, without texts."),
    "refi-qda": ("data/debate.qdpx", "A project of REFI-QDA, without texts."),
    "refi-qda-codebook": ("data/codebook.qdc", "Claims and topics as a codebook of REFI-QDA."),
    "web-annotation": ("data/debate-annotations.jsonld", "The statements as web annotations."),
    "hypothesis": ("data/debate-hypothesis.json", "The statements as notes of Hypothes.is."),
}
_NETWORKS = {
    "debate": "The debate as a network of all entities, as GraphML.",
    "actors": "The network of actors who agree or disagree, as GraphML.",
    "affiliation": "The network of actors and the claims that they take a stance on, as GraphML.",
}


class AgreementReport(Protocol):
    """How far several coders agree, as :func:`opendebate.agreement` finds it."""

    def to_html(self) -> str:
        """Return the report as a page."""

    def to_dict(self) -> dict[str, Any]:
        """Return plain data."""

    @property
    def units(self) -> Table[dict[str, Any]]:
        """The statements of all coders, a row a unit and coder."""


class Exported(Protocol):
    """A debate or a network in a format."""

    @property
    def files(self) -> Mapping[str, bytes]:
        """Name or suffix of each file → its content."""


class Releasable(Protocol):
    """What a release needs of a debate."""

    engine: Engine
    folder: Path | None

    def export(self, name: str, /) -> Exported:
        """Return the debate in a format."""

    def network(self, name: str, /) -> Any:
        """Return a network of the debate."""

    def export_network(self, network: Any, name: str, /) -> Exported:
        """Return a network in a format."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The files with the debate itself, and which formats are missing.

    Attributes
    ----------
    files : list of ReleaseFile
    omissions : list of str
        For each format that cannot hold this debate, a sentence.
    """

    files: list[ReleaseFile]
    omissions: list[str]


def contents(
    debate: Releasable, folder: Path, agreement: AgreementReport | None = None
) -> Contents:
    """Return all files of a release that hold the debate itself.

    Parameters
    ----------
    debate : Releasable
    folder : pathlib.Path
        The debate's folder.
    agreement : AgreementReport, optional
        Of its coders.
    """
    files = [*_rdf(debate), *_tables(debate), *_networks(debate)]
    omissions: list[str] = []
    for name, (path, description) in FOREIGN.items():
        try:
            (content,) = debate.export(name).files.values()
            files.append(ReleaseFile(path, content, description))
        except (InputError, UsageError) as error:
            omissions.append(f"{path} is missing: {error.what}")
    reports = _reports(agreement) if agreement else ()
    return Contents([*files, *_pages(debate), *reports, *_coding(folder)], omissions)


def _reports(agreement: AgreementReport) -> Iterator[ReleaseFile]:
    page, data = agreement.to_html(), json.dumps(agreement.to_dict(), ensure_ascii=False, indent=1)
    description = "How far the coders agree, field by field"
    yield ReleaseFile("agreement/agreement.html", page.encode(), f"{description}, as a page.")
    yield ReleaseFile("agreement/agreement.json", f"{data}\n".encode(), f"{description}.")
    yield ReleaseFile("agreement/units.csv", agreement.units.to_csv().encode(),
                      "The statements of all coders, a row a unit and coder, for R.")  # fmt: skip


def _rdf(debate: Releasable) -> Iterator[ReleaseFile]:
    quads = canonical_nquads(debate.engine.quads())
    description = "The graph as sorted N-Quads; its SHA-256 is the digest of the graph."
    yield ReleaseFile("data/debate.nq", quads, description)
    for name, (path, text) in _RDF.items():
        (content,) = debate.export(name).files.values()
        yield ReleaseFile(path, content, text)


def _tables(debate: Releasable) -> Iterator[ReleaseFile]:
    for name, content in debate.export("csv").files.items():
        is_table = name.endswith(".csv")
        description = "What each column of the tables holds (CSVW)."
        if is_table:
            description = f"The table of {name.removesuffix('.csv').replace('_', ' ')}."
        yield ReleaseFile(f"data/tables/{name}", content, description)


def _networks(debate: Releasable) -> Iterator[ReleaseFile]:
    for name, description in _NETWORKS.items():
        exported = debate.export_network(debate.network(name), "graphml")
        (content,) = exported.files.values()
        yield ReleaseFile(f"data/network-{name}.graphml", content, description)


def _pages(debate: Releasable) -> Iterator[ReleaseFile]:
    for name, page in linked_pages(ExplorerView(debate.engine), "index.html").items():
        is_first = name == "index.html"
        description = "The page to explore the debate." if is_first else "A network to look at."
        yield ReleaseFile(f"page/{name}", page.html().encode(), description)


def _coding(folder: Path) -> Iterator[ReleaseFile]:
    """Yield the coding files as they are, and the codebook that they follow."""
    codings = [path for _, path in coding_entries(folder)]
    decisions = decisions_path(folder)
    if decisions.is_file():
        check_inside(decisions, folder)
        codings.append(decisions)
    for path in (*debate_files(folder), *codings):
        name = path.relative_to(folder).as_posix()
        description = "A coding file, as the coders wrote it."
        yield ReleaseFile(f"coding/{name}", path.read_bytes(), description)
    of_debate = folder / _CODEBOOK
    built_in = opendebate_ontology.path("debate") / _CODEBOOK
    codebook = of_debate if of_debate.is_file() else built_in
    description = "The rules that the coders followed."
    yield ReleaseFile(f"coding/{_CODEBOOK}", codebook.read_bytes(), description)
