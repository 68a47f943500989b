"""Jobs for workers, and their answers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """A query.

    Attributes
    ----------
    sparql : str
    rows : str, optional
        The form in which the client accepts rows, or yes and no: ``"json"``, ``"xml"``, ``"csv"``
        or ``"tsv"``; None if it accepts none.
    facts : str, optional
        The form in which it accepts facts: ``"turtle"``, ``"ntriples"`` or ``"jsonld"``.
    checked : bool
        Whether the query is known to be safe; if not, a reader checks it first.
    union : bool
        Whether the query sees all graphs together if it names none.
    default_graphs, named_graphs : tuple of str, optional
        The graphs that the request names, as in the SPARQL protocol.
    """

    sparql: str
    rows: str | None = "json"
    facts: str | None = "turtle"
    checked: bool = False
    union: bool = True
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A complete answer.

    Attributes
    ----------
    body : bytes
    media : str
        The form of the body, which is one that the job accepts.
    """

    body: bytes
    media: str
