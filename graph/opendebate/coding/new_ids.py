"""Readable ids for what is new: statements, claims, actors and topics."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from typing import Any

from opendebate.coding.field_types import MAX_ID
from opendebate.coding.id_letters import id_letters

_WORD = re.compile("[a-z0-9]+")
_FEW = 4  # words of a claim that its id has
_LONGEST = 40  # characters of a new id
# Words that say little in an id.
_LITTLE = frozenset(
    """a an the of to in on at by for with from and or is are be was were has have had will would
    can could may might should must do does did that this these those it its they their he she
    his her as than then there not no more most very""".split()  # noqa: SIM905
)
# Those of other languages, where a text has one of the first ones, which no English text has.
_LITTLE_ELSEWHERE = tuple(
    (frozenset(telling.split()), frozenset(others.split()))
    for telling, others in (
        ("der das den dem des ein eine einen einem einer ist sind wird werden und nicht mit fuer",
         "die an am im in von zu zur zum bei nach aus als auch es er sie sich man dass auf ueber"),
        ("les une est sont dans avec sur du et ne", "le la un des de d l en que qui ce il elle au"),
        ("los las una es con para del y", "el la un de en que se lo al su por"),
    )
)  # fmt: skip


def words_of(text: str) -> list[str]:
    """Return the words of a text in the letters that ids have.

    Examples
    --------
    >>> words_of("Éva’s maps")
    ['evas', 'maps']
    """  # noqa: RUF002
    return _WORD.findall(id_letters(text))


def name_id(name: str, otherwise: str) -> str:
    """Return an id for something with a name.

    Parameters
    ----------
    name : str
    otherwise : str
        The id of a name that has no letters which ids have, such as a Japanese one.

    Examples
    --------
    >>> name_id("Ada Lovelace", "actor"), name_id("紫式部", "actor")
    ('ada-lovelace', 'actor')
    """
    return _joined(words_of(name)) or otherwise


def claim_id(text: str) -> str:
    """Return an id for a claim, of its first words that say much.

    Examples
    --------
    >>> claim_id("Maps should be open to all people in the town.")
    'maps-open-all-people'
    >>> claim_id("Die Bahn ist eine Gefahr für die Läden.")
    'bahn-gefahr-laeden'
    """
    listed = words_of(text)
    little = set(_LITTLE)
    for first, others in _LITTLE_ELSEWHERE:
        little |= first | others if first & set(listed) else set()
    telling = [word for word in listed if word not in little] or listed
    return _joined(telling[:_FEW]) or "claim"


def statement_id(statement: Mapping[str, Any]) -> str:
    """Return an id for a statement: its speaker's last name and its claim.

    Examples
    --------
    >>> statement_id({"speaker": ["ada-lovelace"], "claim": "maps-help"})
    'lovelace-maps-help'
    """
    speaker = statement.get("speaker") or "narrator"
    first = speaker if isinstance(speaker, str) else str(speaker[0])
    return _joined([first.rpartition("-")[2], *str(statement.get("claim", "")).split("-")])


def free_id(wanted: str, taken: Container[str]) -> str:
    """Return an id, with a number behind it if it is taken."""
    number, free = 2, wanted
    while free in taken:
        free = f"{wanted[: MAX_ID - 5]}-{number}"
        number += 1
    return free


def _joined(listed: list[str]) -> str:
    joined = ""
    for word in listed:
        longer = f"{joined}-{word}".strip("-")
        if len(longer) > _LONGEST:
            break
        joined = longer
    return joined or "-".join(listed)[:_LONGEST].strip("-")
