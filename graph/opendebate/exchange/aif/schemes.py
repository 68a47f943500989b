"""What AIF's names for speech acts and relations mean in a coding, and back.

After Inference Anchoring Theory (Budzynska and Reed 2011; Budzynska et al. 2016): an assertive or
rhetorical question, and an assertive or rhetorical challenge, conveys the speaker's own opinion of
the proposition it is anchored to; a pure question or challenge only asks for one, or for grounds.
"""

from __future__ import annotations

import re
from itertools import chain

from opendebate.stances import stances

AFFIRMING = (
    "asserting", "agreeing", "arguing", "restating", "assertivequestioning",
    "rhetoricalquestioning", "assertivechallenging", "rhetoricalchallenging", "popularconceding",
    "adverecundiam",
)  # fmt: skip
STANCES = {
    **dict.fromkeys(AFFIRMING, "affirms"),
    "conceding": "concedes",
    "disagreeing": "denies",
}
# Speech acts that show no stance: asking, commanding, irony.
WITHOUT = (
    "purequestioning", "questioning", "directivequestioning", "purechallenging", "challenging",
    "ironicasserting", "order", "offering", "promising", "analysing",
)  # fmt: skip
SPEECH_ACT = {
    "affirms": "Asserting",
    "denies": "Disagreeing",
    "doubts": "Challenging",
    "concedes": "Conceding",
}
IDS = {  # of AIFdb
    "Asserting": "74", "Agreeing": "77", "Disagreeing": "78", "Challenging": "79", "Arguing": "80",
    "Restating": "101", "Default Inference": "72", "Default Conflict": "71",
    "Default Rephrase": "144", "Default Transition": "82",
}  # fmt: skip
DEFAULTS = {
    "RA": "Default Inference",
    "CA": "Default Conflict",
    "MA": "Default Rephrase",
    "TA": "Default Transition",
}
_SPEECH_ACTS = set(chain(STANCES, WITHOUT))


def speech_act(stance: str) -> str:
    """Return the speech act of a stance or, where AIF has none for it, of its position."""
    return SPEECH_ACT.get(stance) or SPEECH_ACT[stances()[stance].position]


def folded(scheme: str) -> str:
    """Return a scheme's name as it is compared: AIFdb writes it with spaces and without.

    Examples
    --------
    >>> folded("Assertive Questioning")
    'assertivequestioning'
    """
    return re.sub("[^a-z]", "", scheme.casefold())


def stance_of_act(scheme: str) -> str | None:
    """Return the stance that a speech act takes on a proposition; None where it takes none.

    A speech act of a name that is not known counts as asserting.

    Examples
    --------
    >>> stance_of_act("AssertiveQuestioning"), stance_of_act("Disagreeing")
    ('affirms', 'denies')
    >>> stance_of_act("Pure Questioning") is None
    True
    """
    name = folded(scheme)
    return STANCES.get(name) if name in _SPEECH_ACTS else "affirms"


def is_known(scheme: str) -> bool:
    """Tell whether it is known what a speech act does."""
    return folded(scheme) in _SPEECH_ACTS


def is_analysing(scheme: str) -> bool:
    """Tell whether a speech act is the analyst's, who is no party to the dialogue."""
    return folded(scheme) == "analysing"
