"""The W3C's Web Annotation Data Model (JSON-LD): annotations of pages, with tags and selectors.

Each statement is an annotation: its claim is a tag and a class, and its passages are targets with
the first and last words. Files of others need the names of the standard's own context, as every
tool writes them; no context is ever fetched.

References
----------
https://www.w3.org/TR/annotation-model/
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.formats import losses
from opendebate.exchange.web_annotation.reading import read_annotations
from opendebate.exchange.web_annotation.writing import collection

LOST = losses("web-annotation")


def read(path: Path, coder: str = "") -> CodedDebate:
    """Return a file of web annotations as a coded debate.

    Parameters
    ----------
    path : pathlib.Path
        An annotation, a list, a page or a collection with its first page in it.
    coder : str
        Whose annotations are read; empty for all: then a source that several people annotated is
        in a coding of each.

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
    ...     path = Path(folder, "debate.jsonld")
    ...     _ = path.write_bytes(write(coded, {}))
    ...     read(path).claims == coded.claims
    True
    """
    return read_annotations(path, coder)


def write(coded: CodedDebate, texts: Mapping[str, str]) -> bytes:
    """Return a debate as a collection of web annotations.

    What an annotation has no place for stands under the key ``opendebate``, which `read` knows and
    the context tells others to pass over.

    Parameters
    ----------
    coded : CodedDebate
    texts : mapping of str to str
        Articles at hand, by source: annotations then have the positions of their passages, too.
    """
    return collection(coded, texts)
