"""What workers open: the debate's facts in a file of their own, or on disk where they are many."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opendebate.ask.engine import prefixes
from opendebate.debate import Debate

ON_DISK = 300_000  # facts from which on a store on disk is opened faster than a file is read


@dataclass(frozen=True, slots=True)
class Prepared:
    """A debate, ready to be served.

    Attributes
    ----------
    debate : Debate
    place : pathlib.Path
        A file of N-Quads, or a store's folder.
    digest : str
        Of all its facts.
    """

    debate: Debate
    place: Path
    digest: str

    @property
    def known(self) -> dict[str, Any]:
        """What workers are told of the debate."""
        engine = self.debate.engine
        return {"prefixes": prefixes(engine.iris), "known": sorted(engine.graphs())}


@contextmanager
def prepared(debate: Debate) -> Iterator[Prepared]:
    """Put a debate's facts where workers open them, for as long as it is served."""
    with tempfile.TemporaryDirectory(prefix="opendebate-") as folder:
        file = Path(folder, "debate.nq")
        lines = debate.serialize(".nq")
        file.write_bytes(lines)
        digest = hashlib.sha256(lines).hexdigest()
        place = file
        if lines.count(b"\n") > ON_DISK:
            from pyoxigraph import RdfFormat, Store

            place = Path(folder, "store")
            store = Store(str(place))
            store.bulk_load(path=str(file), format=RdfFormat.N_QUADS)
            store.optimize()
            store.flush()
            del store
            file.unlink()
        yield Prepared(debate, place, digest)
