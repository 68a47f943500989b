"""What a debate answers: queries, traces, descriptions, searches and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from opendebate.debate.built_debate import DebateGraph
from opendebate.engines.rows import Rows
from opendebate.errors import QueryError, QueryWarning, UsageError
from opendebate.old_spellings import warn_of_old_spelling
from opendebate.table import Table

if TYPE_CHECKING:
    from collections.abc import Collection

    import rdflib

    from opendebate.ask.description import Description
    from opendebate.ask.entities import Entity
    from opendebate.ask.relations import PathStep
    from opendebate.ask.statements import Statement
    from opendebate.ask.summary import Summary
    from opendebate.ask.trace_model import Trace

Result = TypeVar("Result")


class Questions(DebateGraph):
    """Answers on a debate."""

    def query(self, question: str, **parameters: object) -> Rows | bool | rdflib.Graph:
        """Ask a named question, or any SPARQL query.

        Parameters
        ----------
        question : str
            The name of a question (``"who-affirms"``), or SPARQL 1.1 text. The prefixes od, rdfs,
            skos, dcterms, prov's kin and actor, claim, model, … are known.
        **parameters
            Of the named question: ids, IRIs or names. With any query `timeout`, the seconds after
            which an error ends the call; by default there is no limit. A count of very many rows
            in this process cannot be stopped (pyoxigraph has no way): it goes on behind the call
            until it is done or the process ends, which does not wait for it.

        Returns
        -------
        Rows, bool or rdflib.Graph
            For SELECT, for ASK, and for CONSTRUCT and DESCRIBE.

        Raises
        ------
        QueryError
            If it is not SPARQL, would reach beyond the debate, or takes longer than `timeout`.
        UnknownName
            If there is no such question, or a parameter names nothing.

        Warns
        -----
        QueryWarning
            If a query names what occurs nowhere in the debate, such as a misspelt class.

        Examples
        --------
        >>> import opendebate
        >>> debate = opendebate.load(only=["why-meta-opened-up"])
        >>> debate.query("ASK { actor:wendy-hall a od:Person }")
        True
        """
        return self._answer(question, parameters)

    def select(self, question: str, **parameters: object) -> Rows:
        """Return the rows of a named question or of a SELECT query, as :meth:`query` does.

        Raises
        ------
        QueryError
            If it is another kind of query.

        Examples
        --------
        >>> import opendebate
        >>> rows = opendebate.load().select("who-affirms", claim="misuse-harm")
        >>> rows[0]["speakerName"]
        'Wendy Hall'
        >>> frame = rows.to_pandas()  # doctest: +SKIP
        """
        return _result_of(Rows, self._answer(question, parameters))

    def ask(self, question: str, *, timeout: float | None = None) -> bool:
        """Return the answer to an ASK query, as :meth:`query` does.

        Raises
        ------
        QueryError
            If it is another kind of query.

        Examples
        --------
        >>> import opendebate
        >>> opendebate.load().ask("ASK { actor:david-evan-harris od:takesSide od:For, od:Against }")
        True
        """
        return _result_of(bool, self._answer(question, {"timeout": timeout}))

    def construct(self, question: str, *, timeout: float | None = None) -> rdflib.Graph:
        """Return the graph of a CONSTRUCT or DESCRIBE query, as :meth:`query` does.

        Raises
        ------
        QueryError
            If it is another kind of query.

        Examples
        --------
        >>> import opendebate
        >>> len(opendebate.load().construct("DESCRIBE actor:wendy-hall")) > 5
        True
        """
        import rdflib

        return _result_of(rdflib.Graph, self._answer(question, {"timeout": timeout}))

    def _answer(self, question: str, parameters: dict[str, object]) -> Rows | bool | rdflib.Graph:
        """Return what `query` returns; its warnings name the line that called our caller."""
        import warnings

        from opendebate.ask.query import ask, doubtful_terms, near_values
        from opendebate.engines.time_limit import MOST_SECONDS

        timeout = parameters.pop("timeout", None)
        if timeout is not None and not (
            isinstance(timeout, int | float) and 0 < timeout <= MOST_SECONDS
        ):
            raise UsageError(
                f"timeout must be a number of seconds above 0, at most {MOST_SECONDS:,}, not "
                f"{timeout!r}."
            )
        answer = ask(self.engine, question, parameters, timeout)
        doubts = doubtful_terms(self.engine, question)
        doubts += near_values(self.engine, question) if not answer else []
        for doubt in doubts:
            warnings.warn(doubt, QueryWarning, stacklevel=3)
        return answer

    def trace(self, name: str) -> Trace:
        """Return who argues what, why, and where, from an actor, claim, model or policy.

        See :func:`opendebate.ask.trace.trace`.
        """
        from opendebate.ask.trace import trace

        return trace(self.engine, name)

    def show(self, name: str) -> Description:
        """Return the description of an entity. See :func:`opendebate.ask.description.show`."""
        from opendebate.ask.description import show

        return show(self.engine, name)

    def cite(self, name: str = "") -> str:
        """Return how to cite the debate, or an entity, a story or a question, with its version.

        See :func:`opendebate.ask.citing.reference_to`.
        """
        from opendebate.ask.citing import reference_to

        return reference_to(self.engine, name)

    def search(self, words: str, most: int = 20) -> Table[Entity]:
        """Return entities whose names or texts match some of the words, best first."""
        from opendebate.ask.search import search

        columns = ("kind", "id", "name", "iri")
        return Table(search(self.engine, words, most), columns, shown=columns[:3])

    def path(self, start: str, end: str) -> Table[PathStep] | None:
        """Return a shortest path between entities, or None if there is none.

        See :func:`opendebate.ask.relations.path`.
        """
        from opendebate.ask.relations import path

        steps = path(self.engine, start, end)
        if steps is None:
            return None
        return Table(steps, ("from", "relation", "to", "basis"), flat=_step_cells)

    def statements(self, where: Collection[str] = ()) -> Table[Statement]:
        """Return every statement, by source and paragraph.

        Parameters
        ----------
        where : collection of str
            ``"NAME=VALUE"``: only those that have this value of one of the study's own attributes,
            or whose speaker, claim or source has it.

        Raises
        ------
        UsageError
            If there is no such attribute or value.

        Examples
        --------
        >>> import opendebate
        >>> statements = opendebate.load(only=["why-meta-opened-up"]).statements()
        >>> statements[0].source.name
        'Why Meta opened up'
        >>> statements.to_csv().partition("\\n")[0][:24]
        'id,source,speakers,as,on'
        """
        from opendebate.ask.listing import statement_list
        from opendebate.ask.statements import FIELDS

        shown = ("id", "speakers", "stance", "claim_text", "earliest", "latest")
        return Table(statement_list(self.engine, where), FIELDS, shown=shown)

    def entities(self, kind: str, where: Collection[str] = ()) -> Rows:
        """Return all entities of a kind: ``"actors"``, ``"claims"``, ``"sources"``, …

        See :func:`opendebate.ask.listing.list_entities`.

        Examples
        --------
        >>> import opendebate
        >>> opendebate.load(only=["why-meta-opened-up"]).entities("sources")[0]["name"]
        'Why Meta opened up'
        """
        from opendebate.ask.listing import list_entities

        return list_entities(self.engine, kind, where)

    def summary(self) -> Summary:
        """Return how much is in the debate, and findings that no reader of its texts sees.

        Examples
        --------
        >>> import opendebate
        >>> summary = opendebate.load(only=["why-meta-opened-up"]).summary()
        >>> summary.counts[0]
        Count(kind='people', number=7)
        >>> summary.findings[0].names
        ('Biden administration', 'David Evan Harris', 'GZERO Media')
        """
        from opendebate.ask.summary import summarise

        return summarise(self.engine, self.title, self.question, self.fact_count)

    def list(self, kind: str) -> Rows:
        """Return all entities of a kind: the older name of :meth:`entities`."""
        warn_of_old_spelling(f"list({kind!r})", f"entities({kind!r})")
        return self.entities(kind)


def _result_of(kind: type[Result], result: object) -> Result:
    """Return the result of a query if it is of a kind."""
    if isinstance(result, kind):
        return result
    form, method = next(
        (form, method)
        for type_, form, method in (
            (Rows, "rows", "select"), (bool, "yes or no", "ask"), (object, "a graph", "construct"),
        )
        if isinstance(result, type_)
    )  # fmt: skip
    raise QueryError(
        f"The result of this query is {form}.", advice=f"Use debate.{method}, or debate.query."
    )


def _step_cells(step: PathStep) -> dict[str, Any]:
    return {
        "from": step.start.id, "relation": step.label, "to": step.end.id, "basis": step.basis
    }  # fmt: skip
