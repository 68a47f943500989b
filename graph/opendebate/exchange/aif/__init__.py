"""The Argument Interchange Format as AIFdb writes it: JSON with nodes, edges and locutions.

AIF has propositions (I-nodes), locutions (L), inferences (RA), conflicts (CA), rephrasings (MA),
transitions of a dialogue (TA) and the illocutions (YA) by which locutions act on the others.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from opendebate.exchange.aif.parse import parse
from opendebate.exchange.aif.reading import make_coded_debate
from opendebate.exchange.aif.writing import LOST, document
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.formats import read_bytes

__all__ = ["LOST", "read", "write"]


def read(path: Path) -> CodedDebate:
    """Return the debate of an AIFdb node set.

    Parameters
    ----------
    path : pathlib.Path
        JSON; the file's name becomes the title.

    Raises
    ------
    InputError
        If the file is broken; with place and advice.

    Examples
    --------
    >>> import tempfile
    >>> import opendebate
    >>> from opendebate.exchange.from_graph import read_graph
    >>> coded = read_graph(opendebate.load().engine)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "debate.json")
    ...     _ = path.write_bytes(write(coded, {}))
    ...     read(path).claims == coded.claims
    True
    """
    return make_coded_debate(parse(read_bytes(path), path), path.stem.removesuffix(".aif"))


def write(coded: CodedDebate, texts: Mapping[str, str]) -> bytes:
    """Return a debate as an AIFdb node set.

    What AIF has no place for stands under the key ``opendebate``, which `read` understands and
    other tools ignore.

    Parameters
    ----------
    coded : CodedDebate
    texts : mapping of str to str
        Articles at hand, by source: locutions then hold the words of their passages. Without, they
        hold the first and last words, never those of a claim, which are the coder's.
    """
    return document(coded, texts)
