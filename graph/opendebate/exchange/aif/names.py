"""Who says what in the text of a locution: "Name : words"."""

from __future__ import annotations

import re
from typing import NamedTuple

_MOST = 12  # words of a name; more are a sentence that has a colon
_SHORT = 4  # words of a name that only a colon follows
_REPORTED = re.compile(r"(?P<by>[^:]*[^:\s]):\s+(?P<name>[^:]*[^:\s])\s+:(?:\s+|$)(?P<words>.*)")
_SPOKEN = re.compile(r"(?P<name>[^:]*[^:\s])\s+:(?:\s+|$)(?P<words>.*)")
_NAMED = re.compile(r"(?P<name>[^:.!?;,]*[^:.!?;,\s]):\s+(?P<words>.*)")


class Spoken(NamedTuple):
    """What the text of a locution holds.

    Attributes
    ----------
    name : str
        The speaker; empty where none is named.
    words : str
    by : str
        Who hands it on, where two are named.
    """

    name: str
    words: str
    by: str = ""


def split(text: str) -> Spoken:
    """Part the text of a locution into names and words.

    AIFdb writes "Name : words"; what an analyst retells, "Analyst: Name : words".

    Parameters
    ----------
    text : str
        On one line.

    Examples
    --------
    >>> split("Ann Lee : We sell maps: old ones.")
    Spoken(name='Ann Lee', words='We sell maps: old ones.', by='')
    >>> split("Bo: Ann Lee : We sell maps.")
    Spoken(name='Ann Lee', words='We sell maps.', by='Bo')
    >>> split("So be it.")
    Spoken(name='', words='So be it.', by='')
    """
    reported = _REPORTED.match(text)
    if reported and _is_name(reported["by"], _MOST) and _is_name(reported["name"], _MOST):
        return Spoken(reported["name"], reported["words"], reported["by"])
    spoken = _SPOKEN.match(text)
    if spoken and _is_name(spoken["name"], _MOST):
        return Spoken(spoken["name"], spoken["words"])
    named = _NAMED.match(text)
    if named and _is_name(named["name"], _SHORT):
        return Spoken(named["name"], named["words"])
    return Spoken("", text)


def _is_name(text: str, most: int) -> bool:
    return len(text.split()) <= most
