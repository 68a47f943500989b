"""How the pictures of a map write voices and their stances: letters, colours, signs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from opendebate.views.page_security import plain

if TYPE_CHECKING:
    from opendebate.views.map.map_model import DebateMap, MapClaim

SIGNS = {"denies": "✗", "doubts": "?", "concedes": "≈", "before": "↶"}
UNNAMED, AFFIRMS = "—", "✓"  # what stands for voices without a name that affirm a claim
MAX_TOKENS = 3
FILLS = {"for": "#00669f", "against": "#b34a00"}


class VoiceLetters:
    """The letters that stand for voices, one more where two voices would share them.

    Parameters
    ----------
    map_of_debate : DebateMap
    """

    def __init__(self, map_of_debate: DebateMap) -> None:
        self.names = map_of_debate.names
        self.voices_with = Counter(initials(voice.short).upper() for voice in map_of_debate.voices)

    def of(self, voice: str) -> str:
        """Return the letters of a voice, by its key."""
        letters = initials(self.names[voice])
        return initials(self.names[voice], int(self.voices_with[letters.upper()] > 1))

    def tokens(self, claim: MapClaim) -> list[tuple[str, str]]:
        """Return the letters and signs of the voices at a claim that do not simply make it."""
        unnamed = [(UNNAMED, AFFIRMS)] if claim.unnamed else []
        named = [(self.of(voice), SIGNS[stance]) for voice, stance in claim.tokens]
        return [*unnamed, *named][:MAX_TOKENS]


def number_of_tokens(claim: MapClaim) -> int:
    """Return how many voices stand at a claim that do not simply make it."""
    return min(len(claim.tokens) + bool(claim.unnamed), MAX_TOKENS)


def initials(name: str, more: int = 0) -> str:
    """Return the letters that stand for a name, as the page does.

    Parameters
    ----------
    name : str
    more : int
        How many letters more the last word gives.

    Examples
    --------
    >>> initials("Wendy Hall"), initials("Meta"), initials("Meta's legal team")
    ('WH', 'Me', 'MT')
    >>> initials("Gary Marcus", 1), initials("GZERO Media", 1), initials("MIRI", 1)
    ('GMa', 'GMe', 'MIR')
    """
    words = [word for word in plain(name).replace("-", " ").split() if word[0].isalnum()]
    capitals = [word for word in words if not word[0].islower()]
    chosen = capitals if len(capitals) > 1 else words
    if len(chosen) < 2:
        return plain(name)[: 2 + more]
    last = chosen[-1]
    return chosen[0][0] + last[0].upper() + last[1 : 1 + more]
