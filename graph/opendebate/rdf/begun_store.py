"""A large store, whose coded facts are loaded while others are still checked and derived.

pyoxigraph loads N-Quads without Python's lock. So a thread can load on a second core what is
compiled already; on a single core, or where there are no threads, nothing is lost.
"""

from __future__ import annotations

import shutil
import tempfile
from bisect import bisect
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from itertools import accumulate, chain
from pathlib import Path
from threading import Thread

from pyoxigraph import Quad, RdfFormat, Store

from opendebate.file_locks import TEMPORARY_PREFIX, locked_while_writing
from opendebate.rdf.graph_builder import NamedGraph

_SHARE = 7 / 8  # of the facts is loaded early; the others when this thread has time, with the last
MOST = 800_000  # facts; the lines of more would take much memory, beside all that is compiled


class BegunStore(ExitStack):
    """A store in a new folder, which is removed at the end of the context.

    Parameters
    ----------
    cache : pathlib.Path
        The folder in which the new folder is made.
    least : int
        No store is begun for fewer facts.
    """

    def __init__(self, cache: Path, least: int) -> None:
        super().__init__()
        self._cache, self._least = cache, least
        self._store: Store | None = None
        self._error: OSError | None = None
        self._is_loaded = False

    @property
    def is_begun(self) -> bool:
        """Whether coded facts were loaded, or are being loaded."""
        return self._store is not None

    def begin(self, graphs: Sequence[NamedGraph]) -> None:
        """Begin to load coded facts; where that cannot be done, do nothing.

        Parameters
        ----------
        graphs : sequence of NamedGraph
            All coded facts. What was begun of an earlier state of the files is removed.
        """
        self.close()
        ends = list(accumulate(len(graph.rows) for graph in graphs))
        if not self._least < ends[-1] <= MOST:
            return
        early = bisect(ends, _SHARE * ends[-1])
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
            self._folder = Path(tempfile.mkdtemp(dir=self._cache, prefix=TEMPORARY_PREFIX))
            self.callback(shutil.rmtree, self._folder, ignore_errors=True)
            self.enter_context(locked_while_writing(self._folder))
            store = self._store = Store(str(self._folder))
            self.callback(self._forget)
            self._late = graphs[early:]
            lines = "".join(chain.from_iterable(map(NamedGraph.nquads, graphs[:early]))).encode()
            self._thread = Thread(target=self._load, args=(store, lines))
            self._thread.start()
            self.callback(self._thread.join)
        except (OSError, RuntimeError):
            self.close()

    def _load(self, store: Store, lines: bytes) -> None:
        try:
            # Lenient: the terms of compiled facts were checked when they were made.
            store.bulk_load(lines, format=RdfFormat.N_QUADS, lenient=True)
            self._is_loaded = True
        except OSError as error:
            self._error = error

    def _forget(self) -> None:
        self._store, self._error, self._is_loaded = None, None, False

    def finish(self, folder: Path, others: Iterable[Quad]) -> int:
        """Load all other facts, move the files of the store, and return how many facts it has.

        Parameters
        ----------
        folder : pathlib.Path
            An empty folder on the same drive.
        others : iterable of pyoxigraph.Quad

        Raises
        ------
        OSError
            If they cannot be written.
        """
        assert self._store is not None
        self._store.bulk_extend(chain(*map(NamedGraph.quads, self._late), others))
        self._thread.join()
        if not self._is_loaded:
            raise self._error or OSError("The coded facts were not loaded")
        self._store.flush()
        facts = len(self._store)
        self._forget()  # which closes its files
        for path in sorted(self._folder.iterdir()):
            path.rename(folder / path.name)
        return facts
