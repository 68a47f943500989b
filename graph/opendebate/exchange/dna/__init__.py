"""Databases of Discourse Network Analyzer (DNA) 3 and 2: who says what, and where.

Reading: persons and organisations become actors, concepts claims, documents sources, and every
statement with a concept a statement. A person who speaks for an organisation speaks as it, and
is its member; agreement 1 affirms, 0 denies. The coded debate's report lists what has no place.

Writing: all statements stand in DNA's own tables, so that DNA counts and draws them. DNA asks for
a password when it opens the file: the coder is Admin, the password ``opendebate``.

References
----------
Leifeld, P. Discourse Network Analyzer, https://github.com/leifeld/dna
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from opendebate.coding.debate_files import display_path
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.dna.reading import make_coded_debate
from opendebate.exchange.dna.tables import read_tables
from opendebate.exchange.dna.variables import Variables, refuse_silence
from opendebate.exchange.dna.writing import write
from opendebate.exchange.formats import losses

__all__ = ["LOST", "read", "write"]

LOST = losses("dna")


def read(path: Path, variables: Mapping[str, str] | None = None, coder: str = "") -> CodedDebate:
    """Return a database of DNA 3 or DNA 2 as a coded debate.

    Parameters
    ----------
    path : pathlib.Path
        It is opened for reading only.
    variables : mapping of str to str, optional
        For ``person``, ``organization``, ``concept`` and ``agreement``, the variable that holds
        it, where it has another name.
    coder : str
        Only what this coder coded. Without it, a document in which several coders coded a passage
        has a coding of each.

    Raises
    ------
    InputError
        If it is no complete database of DNA 3 or 2, or nothing in it says who says what.
    UsageError
        If there is no such variable or coder.

    Examples
    --------
    >>> import tempfile
    >>> from opendebate.exchange.coded_debate import new_coded_debate
    >>> coded = new_coded_debate("On maps", "Should maps be free?")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "maps.dna")
    ...     _ = path.write_bytes(write(coded, {}))
    ...     read(path).debate["question"]
    'Should maps be free?'
    """
    database = read_tables(path)
    roles = Variables(database, variables)
    coded = make_coded_debate(database, path.stem, roles, coder)
    refuse_silence(database, roles, coded, display_path(path))
    return coded
