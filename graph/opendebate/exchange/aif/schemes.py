"""What AIF's names for speech acts and relations mean in a coding, and back.

After Inference Anchoring Theory (Budzynska and Reed 2011; Budzynska et al. 2016): an assertive or
rhetorical question, and an assertive or rhetorical challenge, conveys the speaker's own opinion of
the proposition it is anchored to; a pure question or challenge only asks for one, or for grounds.
"""

from __future__ import annotations

import re

from opendebate.stances import stances
from opendebate.word_tables import tables_beside

_NAMES = tables_beside(__file__)
STANCES: dict[str, str] = {act: stance for stance, acts in _NAMES["acts"].items()
                           for act in acts.split()}  # fmt: skip
SPEECH_ACT: dict[str, str] = _NAMES["act_of_stance"]
IDS: dict[str, str] = _NAMES["ids"]
DEFAULTS: dict[str, str] = _NAMES["defaults"]


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
    stance = STANCES.get(folded(scheme), "affirms")
    return None if stance == "none" else stance


def is_known(scheme: str) -> bool:
    """Tell whether it is known what a speech act does."""
    return folded(scheme) in STANCES


def is_analysing(scheme: str) -> bool:
    """Tell whether a speech act is the analyst's, who is no party to the dialogue."""
    return folded(scheme) == "analysing"
