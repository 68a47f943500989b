"""Lenses: pages that show one network of a debate each."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from opendebate.ask.statements import statements
from opendebate.ask.tell import tell_where
from opendebate.errors import UsageError, did_you_mean
from opendebate.networks.lenses import LENSES, make_lens
from opendebate.views.network import NetworkView

if TYPE_CHECKING:
    from opendebate.ask.engine import Engine
    from opendebate.ask.statements import Statement

__all__ = ["LENSES", "lens_view"]


def lens_view(engine: Engine, name: str, explorer: str | None = None) -> NetworkView:
    """Return the page of a lens.

    Parameters
    ----------
    engine : Engine
        The built debate.
    name : str
        One of `LENSES`.
    explorer : str, optional
        File name or web address of the explorer's page, to which the page then links.

    Raises
    ------
    UsageError
        If there is no such lens.

    Examples
    --------
    >>> import opendebate
    >>> lens_view(opendebate.load().engine, "claims")
    <NetworkView 'The AI openness debate: claims', 55 things>
    """
    if name not in LENSES:
        close = did_you_mean(get_close_matches(name, LENSES, 1))
        advice = f"{close} The lenses are {', '.join(LENSES[:-1])} and {LENSES[-1]}.".strip()
        raise UsageError(f"There is no lens {name!r}.", advice=advice)
    title, question = _titles(engine)
    said = statements(engine, "?statement a od:Statement .")
    places = {one.id: tell_where(one) for one in said}
    return NetworkView(make_lens(engine, name), title, question, places, _note(said), explorer)


def _titles(engine: Engine) -> tuple[str, str]:
    rows = engine.select(
        """SELECT ?title ?text {
          ?debate a od:Debate ; dcterms:title ?title ; od:question/od:text ?text }"""
    )
    row = next(iter(rows))
    return row["title"].value, row["text"].value


def _note(said: list[Statement]) -> str:
    """Return what the page is drawn from."""
    sources = sorted({one.source.name for one in said})
    few = ", ".join(f"“{name}”" for name in sources[:3])
    more = f" and {len(sources) - 3:,} more" if len(sources) > 3 else ""
    return (
        f"Drawn from {len(said):,} statement{'s' * (len(said) != 1)} in {len(sources):,} "
        f"source{'s' * (len(sources) != 1)}{': ' * bool(few)}{few}{more}. It shows what is said "
        "there, not what is true. Stated ties rest on a speaker's words; analytic ones are the "
        "coder's."
    )
