"""The words by which the rules know who says what; they stand in ``cue_words.toml``."""

from __future__ import annotations

from opendebate.word_tables import tables_beside

_LISTS = tables_beside(__file__)


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


CUES = _words("cues")
VIEWS = _words("views")
WEAK = _words("weak")
ADDRESSED = _words("addressed")
AUXILIARIES = _words("auxiliaries")
PASSIVE = _words("passive")
BOUNDARIES = _words("boundaries")
RELATIVE = _words("relative")
PRONOUNS = _words("pronouns")
DETERMINERS = _words("determiners")
PREPOSITIONS = _words("prepositions")
TITLES = _words("titles")
STARTERS = _words("starters") | DETERMINERS
