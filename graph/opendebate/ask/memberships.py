"""Memberships in words: present ones as present, past ones as past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendebate.ask.entities import Entity, entity_of
from opendebate.ask.render_trace import format_dates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from opendebate.engines.engine import Engine, Term

    Row = Mapping[str, Term | None]

# What a query selects of a ``?place``, an org:Membership, for `format_membership`.
MEMBERSHIP_COLUMNS = "?role ?begins ?begun ?until ?ends ?ended"
MEMBERSHIP_PATTERN = """OPTIONAL { ?place od:role ?role }
            OPTIONAL { ?place od:since ?since . ?since od:earliest ?begins ; od:latest ?begun }
            OPTIONAL { ?place od:until ?until }
            OPTIONAL { ?place od:until ?end . ?end od:earliest ?ends ; od:latest ?ended }"""


def is_past(row: Row) -> bool:
    """Return whether a membership has ended, even if nobody knows when."""
    return row["until"] is not None


def format_membership(row: Row, organization: str = "", *, past: bool = True) -> str:
    """Return a membership in words: “formerly surveyor, Town of Averley, 2013 to 2024”.

    Parameters
    ----------
    row : Row
        With `COLUMNS`.
    organization : str
        Its name, where the words are to include it.
    past : bool
        Whether to say that a past membership is past; if not, the caller must say so.
    """
    words = ", ".join(filter(None, [_value(row, "role"), organization]))
    when = _when(row)
    if past and is_past(row):
        words = f"formerly {words}" if words else "former member"
    return f"{words}, {when}" if words and when else words or when


def _when(row: Row) -> str:
    since = format_dates(_value(row, "begins"), _value(row, "begun"))
    until = format_dates(_value(row, "ends"), _value(row, "ended"))
    if since and until:
        return f"{since} to {until}"
    return f"since {since}" if since and not is_past(row) else f"until {until}" * bool(until)


def _value(row: Row, name: str) -> str:
    term = row[name]
    return term.value if term else ""


def affiliated_speakers(engine: Engine, focus_values: str) -> tuple[Entity, ...]:
    """Return who speaks as somebody affiliated with a body, or is a member of it now."""
    rows = engine.select(
        f"""SELECT DISTINCT ?person ?name {{ {focus_values}
          {{ ?statement od:affiliation ?focus ; od:speaker ?person }}
          UNION
          {{ ?place org:organization ?focus ; org:member ?person .
             ?statement od:speaker ?person
             FILTER NOT EXISTS {{ ?place od:until ?until }} }}
          ?person rdfs:label ?name
          FILTER (?person != ?focus) }}"""
    )
    return tuple(sorted(entity_of(engine, row["person"].value, row["name"].value) for row in rows))
