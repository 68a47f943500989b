"""What a loaded debate is: its graph, and what it says of itself."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from opendebate.engines.embedded import EmbeddedEngine

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Store

    from opendebate.ask.citation import Citation
    from opendebate.engines.engine import Engine
    from opendebate.rdf.namespaces import Iris


class DebateGraph:
    """The graph of a debate.

    Parameters
    ----------
    engine : Engine
        What answers questions on a built debate, as :func:`opendebate.load` makes it.
    folder : pathlib.Path, optional
        The debate's folder, if there is one.
    """

    def __init__(self, engine: Engine, folder: Path | None = None) -> None:
        self.engine, self.folder = engine, folder

    def __repr__(self) -> str:
        return f"<Debate {self.title!r}>"

    @cached_property
    def fact_count(self) -> int:
        """How many facts the graph has."""
        return len(self.store)

    @cached_property
    def store(self) -> Store:
        """A store with every fact, for pyoxigraph's own interface; of an endpoint, a copy."""
        if isinstance(self.engine, EmbeddedEngine):
            return self.engine.store
        from pyoxigraph import Store

        store = Store()
        store.bulk_extend(self.engine.quads())
        return store

    @property
    def iris(self) -> Iris:
        """The IRIs of the debate's entities."""
        return self.engine.iris

    @property
    def title(self) -> str:
        """The debate's name."""
        return self._text_of("dcterms:title")

    @property
    def question(self) -> str:
        """What is debated."""
        return self._text_of("od:question/od:text")

    @cached_property
    def citation(self) -> Citation:
        """What a citation of the debate needs: its version, date, authors, licence."""
        from opendebate.ask.citation import citation_of

        return citation_of(self.engine)

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the sorted N-Quads of all facts, in hexadecimal digits.

        Examples
        --------
        >>> import opendebate
        >>> len(opendebate.load().digest)
        64
        """
        from opendebate.ask.citation import digest_of

        return digest_of(self.engine)

    def _text_of(self, property_path: str) -> str:
        sparql = f"SELECT ?text {{ ?d a od:Debate ; {property_path} ?text }}"
        row = next(iter(self.engine.select(sparql)))
        return str(row["text"].value)

    @cached_property
    def dataset(self) -> rdflib.Dataset:
        """The graph for rdflib: a dataset whose default graph is the union of all graphs.

        A copy: changes to it are not seen by the debate's other methods.
        """
        from opendebate.engines.engine import kind_prefixes
        from opendebate.rdf.rdflib_bridge import to_dataset

        return to_dataset(self.engine.quads(), kind_prefixes(self.iris))
