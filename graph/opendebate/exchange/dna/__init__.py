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

from collections.abc import Mapping, Sequence
from pathlib import Path

from opendebate.coding.debate_files import display_path
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.dna.joining import join_databases
from opendebate.exchange.dna.reading import make_coded_debate
from opendebate.exchange.dna.tables import read_tables
from opendebate.exchange.dna.variables import Variables, refuse_silence
from opendebate.exchange.dna.writing import write
from opendebate.exchange.formats import losses
from opendebate.exchange.report import ImportNotes

__all__ = ["LOST", "read", "write"]

LOST = losses("dna")


def read(
    path: Path,
    variables: Mapping[str, str] | None = None,
    coder: str = "",
    more: Sequence[Path] = (),
) -> CodedDebate:
    """Return a database of DNA 3 or DNA 2, or several of one study, as a coded debate.

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
    more : sequence of pathlib.Path
        Further databases, which are joined with it.

    Raises
    ------
    InputError
        If it is no complete database of DNA 3 or 2, or nothing in it says who says what; if
        databases that opendebate wrote contradict each other.
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
    database, report, paths = read_tables(path), ImportNotes(), (path, *more)
    if more:
        further = [(other, read_tables(other)) for other in more]
        database = join_databases([(path, database), *further], report)
    roles = Variables(database, variables)
    title = " and ".join(dict.fromkeys(other.stem for other in paths))
    coded = make_coded_debate(database, title, roles, coder, report)
    refuse_silence(database, roles, coded, " and ".join(map(display_path, paths)))
    return coded
