"""A debate, or a network of it, as files of another tool's format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.counting import counted
from opendebate.errors import UsageError, check_known
from opendebate.exchange.formats import NETWORK_FORMATS, format_of, formats, names_of
from opendebate.rdf.serialize import SUFFIXES, serialize

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Quad, Store

    from opendebate.engines.engine import Engine
    from opendebate.exchange.coded_debate import CodedDebate

TABLES = "csv"
MATRIX = "matrix"  # of networks
WITH_GRAPHS = ("trig", "nquads", "jsonld")  # formats of RDF that keep named graphs
WITH_CODINGS = (*WITH_GRAPHS, "refi-qda")  # formats that keep the codings of coders apart


@dataclass(frozen=True, slots=True)
class Export:
    """A debate or a network in another tool's format.

    Attributes
    ----------
    format : str
    files : mapping of str to bytes
        The names and contents of the files; the name of a single file is only its suffix.
    omissions : tuple of str
        What the format cannot hold, a sentence each.
    notes : tuple of str
        What of the debate was not exported, though other formats or options have it.
    """

    format: str
    files: Mapping[str, bytes]
    omissions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        size = sum(map(len, self.files.values()))
        return f"<Export to {self.format}, {counted(size, 'byte')}>"

    @property
    def is_folder(self) -> bool:
        """Whether it is written as a folder of several files."""
        return self.format == TABLES

    @property
    def content(self) -> bytes:
        """The content of the file.

        Raises
        ------
        UsageError
            If there are several files.
        """
        if self.is_folder:
            raise UsageError("Tables are several files.", advice="Name a folder with -o.")
        (content,) = self.files.values()
        return content

    def check_replaceable(self, path: str | Path, *, force: bool = False) -> None:
        """Raise `UsageError` if a file would be replaced that has other content.

        Parameters
        ----------
        path : str or pathlib.Path
            As for `save`.
        force : bool
            Whether that is allowed.
        """
        from opendebate.views.page_marks import check_contents

        target = Path(path)
        files = {target / name if self.is_folder else target: content
                 for name, content in self.files.items()}  # fmt: skip
        check_contents(files, force=force)

    def save(self, path: str | Path) -> None:
        """Write the file or, of several, the folder, complete or not at all.

        In a folder that is not empty, files of the same names are replaced, and others stay.

        Raises
        ------
        InputError
            If it cannot be written.
        """
        from opendebate.files import new_folder, write_file

        target = Path(path)
        if not self.is_folder:
            write_file(target, self.content)
        elif target.is_dir() and any(target.iterdir()):
            for name, content in self.files.items():
                write_file(target / name, content)
        else:
            with new_folder(target) as folder:
                for name, content in self.files.items():
                    (folder / name).write_bytes(content)


def export_suffixes() -> dict[str, str]:
    """Return all formats that a debate can be exported to, and the suffixes of their files.

    Examples
    --------
    >>> export_suffixes()["argdown"], export_suffixes()["csv"]
    ('.argdown', '')
    """
    drafts = {name: formats()[name].suffix for name in names_of(to="write")}
    return {**drafts, **SUFFIXES, TABLES: ""}


def check_export(
    name: str, *, with_texts: bool = False, familiar: bool = False, codings: bool = False
) -> None:
    """Raise `UsageError` for an unknown format, or if it cannot contain what is asked for."""
    if name in NETWORK_FORMATS:
        advice = f'Write debate.export_network(debate.network("actors"), "{name}").'
        raise UsageError(f"{name} is a format of networks.", advice=advice)
    check_known(name, export_suffixes(), f"There is no format {name!r}.")
    takers = [form for form in names_of(to="write") if formats()[form].takes_texts]
    if with_texts and name not in takers:
        advice = f"Leave the text out, or choose {', '.join(takers)}."
        raise UsageError(f"{name} contains no article.", advice=advice)
    if familiar and name not in SUFFIXES:
        problem = f"{name} is no RDF, so familiar vocabularies have no effect on it."
        raise UsageError(problem, advice=f"Choose {', '.join(SUFFIXES)}.")
    if codings and name not in WITH_CODINGS:
        problem = f"{name} cannot keep the codings of coders apart."
        raise UsageError(problem, advice=f"Choose {', '.join(WITH_CODINGS)}.")


def export_debate(  # noqa: PLR0913 — each is a choice of the caller
    engine: Engine,
    store: Store,
    name: str,
    *,
    texts: Mapping[str, str] | None = None,
    folder: Path | None = None,
    familiar: bool = False,
    codings: bool = False,
) -> Export:
    """Return a debate in another tool's format.

    Parameters
    ----------
    engine : Engine
    store : pyoxigraph.Store
        All facts of the debate, for RDF.
    name : str
        One of `export_suffixes`.
    texts : mapping of str to str, optional
        Source → its article, where the format holds articles.
    folder : pathlib.Path, optional
        The debate's folder, for the skeletons that imports have put there.
    familiar : bool
        Of RDF: whether it has the words of other vocabularies, too.
    codings : bool
        Whether it has the codings of all coders: in RDF each in a named graph, in REFI-QDA each
        under its user.

    Raises
    ------
    UsageError
        If there is no such format, or it contains no articles, and some are given.
    """
    from opendebate.exchange.from_graph import read_graph

    check_export(name, with_texts=bool(texts), familiar=familiar, codings=codings)
    if codings and folder is None:
        raise UsageError(
            "An endpoint has no codings of coders.", advice="Name the folder of the coding."
        )
    notes = () if codings or folder is None else tuple(_codings_left_out(folder, name))
    if name in SUFFIXES:
        added = _coder_quads(folder) if codings and folder else ()
        content = serialize(store, engine.iris, name, familiar=familiar, added=added)
        return Export(name, {SUFFIXES[name]: content}, notes=notes)
    coded = read_graph(engine)
    if name == TABLES:
        return replace(_export_tables(engine, coded), notes=notes)
    from opendebate.exchange.merged_codings import add_codings
    from opendebate.exchange.skeleton import load_skeleton

    if folder is not None:
        coded.skeletons[name] = load_skeleton(folder, name)
        if codings:
            add_codings(coded, folder)
    form = format_of(name, to="write")
    writer = form.load()
    content = writer.write(coded, texts or {})
    return Export(name, {form.suffix: content}, tuple(writer.LOST), notes)


def _codings_left_out(folder: Path, name: str) -> Iterator[str]:
    """Yield a sentence on the codings of a debate's coders, which an export leaves out."""
    from opendebate.coding.debate_files import coding_entries

    entries = coding_entries(folder)
    if not entries:
        return
    advice = (
        "--codings adds them."
        if name in WITH_CODINGS
        else f"With --codings, they are in {', '.join(WITH_CODINGS)}."
    )
    number, listed = counted(len(entries), "coding"), ", ".join(_coders(folder))
    yield (
        f"Left out: {number} in codings/ ({listed}). Only the adjudicated coding is exported. "
        f"{advice}"
    )


def _coders(folder: Path) -> Iterator[str]:
    """Yield each coder with how many statements they coded; without it if files have faults."""
    from opendebate.coding.check import read_coding
    from opendebate.coding.coder_files import coder_files, read_all_coders
    from opendebate.errors import FaultsFound

    try:
        coders = read_all_coders(read_coding(folder))
    except FaultsFound:
        yield from coder_files(folder)
        return
    for coder, coding in coders.items():
        n = sum(len(file.statements) for file in coding.sources.values())
        yield f"{coder}: {counted(n, 'statement')}"


def _export_tables(engine: Engine, coded: CodedDebate) -> Export:
    from opendebate.ask.citation import citation_of, digest_of
    from opendebate.exchange.tables import write_tables

    omissions = ("The stories, which lead through the page.",) if coded.stories else ()
    digest = digest_of(engine) if citation_of(engine).is_versioned else ""
    return Export(TABLES, write_tables(coded, digest), omissions)


def _coder_quads(folder: Path) -> list[Quad]:
    """Return the codings of all coders of a debate that is in a folder."""
    from opendebate.rdf.coder_graphs import coder_quads

    return coder_quads(folder)


def export_network(engine: Engine, graph: nx.Graph[str], name: str, *, title: str = "") -> Export:
    """Return a network in another program's format.

    Parameters
    ----------
    engine : Engine
        Of the debate that the network is of.
    graph : networkx.Graph
        A network of :mod:`opendebate.networks`; it is not changed.
    name : str
        One of :data:`opendebate.exchange.network_files.NETWORK_FORMATS`, ``"csv"`` or
        ``"matrix"``.
    title : str
        What the network is.

    Raises
    ------
    UsageError
        If there is no such format, or a matrix cannot hold ties of several kinds.
    """
    from opendebate.ask.statements import all_statements
    from opendebate.exchange.network_files import dates_of, write_network
    from opendebate.exchange.tables.matrix import write_matrix
    from opendebate.exchange.tables.network import write_network_tables
    from opendebate.networks.attributes import with_attributes
    from opendebate.networks.measures import check_network

    check_network(graph)
    if name == TABLES:
        return Export(name, write_network_tables(with_attributes(engine, graph), title))
    if name == MATRIX:
        return Export(name, {".csv": write_matrix(graph)})
    dates = dates_of(all_statements(engine))
    content = write_network(with_attributes(engine, graph), name, title=title, dates=dates)
    return Export(name, {NETWORK_FORMATS[name]: content})
