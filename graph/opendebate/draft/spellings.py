"""Stances, modes, kinds and sides as chats spell them, who seldom keep to the words of a list."""

from __future__ import annotations

import re
from collections.abc import Collection

# Spelling → what it means. A spelling that may mean two codes is not here.
_MEANINGS = {
    **dict.fromkeys(
        ("affirm", "affirmed", "affirming", "bejaht", "zustimmend", "affirme"), "affirms"
    ),
    **dict.fromkeys(("deny", "denied", "denying", "verneint", "bestreitet", "nie"), "denies"),
    **dict.fromkeys(("doubt", "doubted", "doubting", "bezweifelt", "doute", "duda"), "doubts"),
    **dict.fromkeys(("concede", "conceded", "conceding", "räumt ein", "concède"), "concedes"),
    **dict.fromkeys(("direct", "direct quote", "direct quotation", "direct speech"), "verbatim"),
    **dict.fromkeys(("indirect", "indirect speech", "paraphrased"), "paraphrase"),
    **dict.fromkeys(("narrated", "narrative"), "narration"),
    **dict.fromkeys(("hypothetic",), "hypothetical"),
    **dict.fromkeys(("description", "deskriptiv", "factual"), "descriptive"),
    **dict.fromkeys(("prediction", "forecast", "prognostisch"), "predictive"),
    **dict.fromkeys(("evaluation", "evaluativ", "judgement", "judgment"), "evaluative"),
    **dict.fromkeys(("prescriptive", "normativ", "policy"), "normative"),
    **dict.fromkeys(("cause", "kausal", "causality"), "causal"),
    **dict.fromkeys(("definition",), "definitional"),
    **dict.fromkeys(("pro", "yes", "dafür", "favor", "favour"), "for"),
    **dict.fromkeys(("contra", "con", "no", "dagegen"), "against"),
}


def meant(written: str, codes: Collection[str]) -> str:
    """Return the code that a spelling means; empty if it means none, or nobody knows which.

    Parameters
    ----------
    written : str
    codes : collection of str
        The codes of which one is meant.

    Examples
    --------
    >>> meant("Affirm", ("affirms", "denies")), meant("perhaps", ("affirms", "denies"))
    ('affirms', '')
    """
    plain = re.sub(r"[\s_-]+", " ", written).strip(" .").casefold()
    code = plain if plain in codes else _MEANINGS.get(plain, "")
    return code if code in codes else ""
