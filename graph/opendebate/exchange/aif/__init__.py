"""The Argument Interchange Format as AIFdb writes it: JSON with nodes, edges and locutions.

AIF has propositions (I-nodes), locutions (L), inferences (RA), conflicts (CA), rephrasings (MA),
transitions of a dialogue (TA) and the illocutions (YA) by which locutions act on the others.
"""

from __future__ import annotations

from pathlib import Path

from opendebate.exchange.aif.parse import parse
from opendebate.exchange.aif.reading import make_coded_debate
from opendebate.exchange.aif.writing import LOST, write
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
