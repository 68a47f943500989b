"""Projects of REFI-QDA (``.qdpx``), which programs for qualitative analysis exchange.

Reading: codes become claims, folders of codes topics, coded passages statements. Whoever has a case
with the passage speaks, or else the case of the document. The texts serve to seal passages, and are
never kept. Writing: a source is a text with its passages, an actor a case, and what the standard
has no place for a note. With the articles at hand, the archive holds them.

References
----------
REFI-QDA Standard 1.5, https://www.qdasoftware.org
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from opendebate.coding.debate_files import display_path
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.formats import losses, read_bytes
from opendebate.exchange.refi_qda.archive import Archive
from opendebate.exchange.refi_qda.reading import read_project
from opendebate.exchange.refi_qda.writing import project_bytes

LOST = losses("refi-qda")


def read(path: Path, coder: str = "") -> CodedDebate:
    """Return a project of REFI-QDA as a coded debate.

    Parameters
    ----------
    path : pathlib.Path
    coder : str
        Whose codings are read; empty for all: then a document that several coders coded is in a
        coding of each.

    Raises
    ------
    InputError
        If it is broken.
    UsageError
        If there is nothing of this coder.

    Examples
    --------
    >>> import tempfile
    >>> import opendebate
    >>> from opendebate.exchange.from_graph import read_graph
    >>> coded = read_graph(opendebate.load().engine)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "debate.qdpx")
    ...     _ = path.write_bytes(write(coded, {}))
    ...     read(path).sources == coded.sources
    True
    """
    return read_project(Archive(read_bytes(path), display_path(path)), path.stem, coder)


def write(coded: CodedDebate, texts: Mapping[str, str]) -> bytes:
    """Return a debate as a project of REFI-QDA.

    Parameters
    ----------
    coded : CodedDebate
    texts : mapping of str to str
        The articles at hand, by source. They become part of the project; in the place of others
        are the first and last words of passages.
    """
    return project_bytes(coded, texts)
