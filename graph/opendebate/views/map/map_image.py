"""The map as a still picture in SVG, made without a browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from opendebate.counting import counted
from opendebate.views.map.map_layout import (
    COLUMNS,
    LETTER,
    LINE,
    MARGIN,
    PAD,
    TOKEN,
    WIDTH,
    broken,
    map_layout,
)
from opendebate.views.map.map_lines import route
from opendebate.views.map.map_order import MIDDLE
from opendebate.views.page_security import plain
from opendebate.views.templating import template_environment

if TYPE_CHECKING:
    from opendebate.views.map.map_layout import MapLayout, Placed
    from opendebate.views.map.map_model import DebateMap, MapClaim

SIGNS = {"denies": "✗", "doubts": "?", "concedes": "≈", "before": "↶"}
MAX_TOKENS, MAX_DOTS = 3, 12
_UNNAMED, _AFFIRMS = "—", "✓"  # what stands for voices without a name that affirm a claim
_FOOT = 46.0  # height of the lines at the foot
_LEGEND = {
    "denies": "a voice that denies the claim",
    "doubts": "a voice that doubts it",
    "concedes": "a voice that concedes it",
    "before": "a voice that made it before changing sides",
}
_TOKEN_STEP, _DOT_STEP = 30.0, 14.0
Side = Mapping[str, str]
_FILLS = {"for": "#00669f", "against": "#b34a00"}
_LIGHT = {
    "page": "#fdfdfb", "text": "#1b1d20", "quiet": "#575b61", "both": "#7a5500",
    "for": {"words": "#005f96", "line": "#0072b2", "tint": "#e3f0f8"},
    "against": {"words": "#a84400", "line": "#d55e00", "tint": "#fcebe0"},
}  # fmt: skip
_DARK = {
    "page": "#16181b", "text": "#efefec", "quiet": "#b3b7bd", "both": "#f0c060",
    "for": {"words": "#8ecbf2", "line": "#56b4e9", "tint": "#16303f"},
    "against": {"words": "#ffa870", "line": "#f08035", "tint": "#412413"},
}  # fmt: skip


def map_svg(
    map_of_debate: DebateMap, title: str, question: str, source: str, *, dark: bool = False
) -> str:
    """Return the map of a debate as an SVG picture.

    Parameters
    ----------
    map_of_debate : DebateMap
    title, question : str
        Of the debate.
    source : str
        What stands at the foot: sources, version, licence.
    dark : bool
        Whether it is for a dark page.
    """
    look, layout = _DARK if dark else _LIGHT, map_layout(map_of_debate)
    rest = f" · {layout.omitted} more on the page" if layout.omitted else ""
    foot = broken(f"{source}{rest}", WIDTH - 2 * MARGIN)
    picture = _Picture(map_of_debate, layout, look)
    return (
        template_environment()
        .get_template("map.svg")
        .render(
            **picture.parts(),
            title=plain(title),
            question=plain(question),
            finding=finding(map_of_debate),
            legend=" · ".join(_legend(map_of_debate)),
            foot=foot[0],
            look=look,
            width=WIDTH,
            height=layout.height + _FOOT,
            letter=LETTER,
        )
    )


def finding(map_of_debate: DebateMap) -> str:
    """Return what the map shows, in two sentences: named voices, and what they state."""
    if not map_of_debate.voices and not map_of_debate.claims and not map_of_debate.dots:
        return "No claim takes a side yet."
    number = {
        camp: sum(voice.camp == camp and not voice.former for voice in map_of_debate.voices)
        for camp in ("for", "against", "both")
    }
    contested = [
        sum(any(stance == sought for _, stance in claim.tokens) for claim in map_of_debate.claims)
        for sought in ("denies", "doubts")
    ]
    both = f" and {number['both']} on both sides" if number["both"] else ""
    speak = counted(number["for"], "named voice speaks", "named voices speak")
    number_changed = sum(bool(voice.former) for voice in map_of_debate.voices)
    changed = f"; {number_changed} changed sides" if number_changed else ""
    claims = counted(len(map_of_debate.claims) + len(map_of_debate.dots), "claim")
    denied, doubted = (f"{n or 'none'} {'is' if n < 2 else 'are'}" for n in contested)
    return (
        f"{speak} only for, {number['against']} only against{both}{changed}. Of {claims}, "
        f"{denied} denied (✗) and {doubted} doubted (?) by a named voice."
    )


def _legend(map_of_debate: DebateMap) -> Iterator[str]:
    """Yield what the signs on the picture mean."""
    stances = {stance for claim in map_of_debate.claims for _, stance in claim.tokens}
    yield from (
        f"{SIGNS[stance]} {words}" for stance, words in _LEGEND.items() if stance in stances
    )
    if any(claim.unnamed for claim in map_of_debate.claims):
        yield f"{_UNNAMED} {_AFFIRMS} only voices without a name affirm it"
    if map_of_debate.dots:
        yield "dot: a claim that only a narrator, or somebody without a name, makes"
    yield "claims are in the coder's words"


class _Picture:
    """Turns a map with places into what its template draws."""

    def __init__(
        self, map_of_debate: DebateMap, layout: MapLayout, look: Mapping[str, Any]
    ) -> None:
        self.layout, self.look = layout, look
        self.claims = {claim.key: claim for claim in map_of_debate.claims}
        self.voices = {voice.key: voice for voice in map_of_debate.voices}
        self.letters = Counter(initials(voice.short).upper() for voice in self.voices.values())
        self.names = map_of_debate.names

    def parts(self) -> dict[str, list[dict[str, Any]]]:
        """Return the parts of the picture: headings, lines, topics, claims, voices."""
        placed = self.layout.placed
        return {
            "headings": self._headings(),
            "lines": [self._line(voice, claim) for voice, claim in self.layout.lines],
            "topics": [self._topic(one) for one in placed if one.kind == "topic"],
            "claims": [self._claim(one) for one in placed if one.kind == "claim"],
            "voices": [self._voice(one) for one in placed if one.kind == "voice"],
        }

    def _headings(self) -> list[dict[str, Any]]:
        sides = [
            {
                "words": words,
                "x": COLUMNS[side][0],
                "anchor": "start",
                "fill": self.look[side]["words"],
            }
            for side, words in (("for", "For"), ("against", "Against"))
        ]
        x = sum(COLUMNS[MIDDLE]) / 2
        middle = {"words": "On both sides", "x": x, "anchor": "middle", "fill": self.look["both"]}
        both = any(voice.camp == "both" for voice in self.voices.values())
        return [*sides, middle] if both else sides

    def _line(self, voice: Placed, claim: Placed) -> dict[str, str]:
        path = route(self.layout, voice, claim).path
        return {"stroke": self.look[claim.side]["line"], "path": path}

    def _topic(self, one: Placed) -> dict[str, Any]:
        dots = [round(one.right - 6 - _DOT_STEP * n, 1) for n in range(min(one.dots, MAX_DOTS))]
        y = round(one.top + LETTER, 1)
        fill = self.look[one.side]["line"]
        return {"x": one.left, "y": y, "words": one.lines[0], "dots": dots, "fill": fill}

    def _claim(self, one: Placed) -> dict[str, Any]:
        """Return a claim in full, with the voices that take another stance on it."""
        tokens = self._tokens(self.claims[one.key])
        inner_right = one.side == "for"
        x = one.left + PAD + 3 + (0 if inner_right else _TOKEN_STEP * len(tokens))
        start, step = (
            (one.right - 14, -_TOKEN_STEP) if inner_right else (one.left + 14, _TOKEN_STEP)
        )
        return {
            **self.look[one.side],
            "x": one.left,
            "y": round(one.top, 1),
            "width": one.right - one.left,
            "height": round(one.bottom - one.top, 1),
            "edge": one.left if inner_right else one.right - 3,
            "texts": [
                {"x": x, "y": round(one.top + PAD / 2 + LINE * n + LETTER - 1, 1), "words": words}
                for n, words in enumerate(one.lines)
            ],
            "tokens": [
                {
                    "x": start + step * n,
                    "y": round(one.middle, 1),
                    "initials": letters,
                    "sign": sign,
                }
                for n, (letters, sign) in enumerate(tokens)
            ],
        }

    def _letters(self, voice: str) -> str:
        """Return the letters that stand for a voice, one more where two voices would share them."""
        letters = initials(self.names[voice])
        return initials(self.names[voice], int(self.letters[letters.upper()] > 1))

    def _tokens(self, claim: MapClaim) -> list[tuple[str, str]]:
        """Return the letters and signs of the voices at a claim."""
        unnamed = [(_UNNAMED, _AFFIRMS)] if claim.unnamed else []
        named = [(self._letters(voice), SIGNS[stance]) for voice, stance in claim.tokens]
        return [*unnamed, *named][:MAX_TOKENS]

    def _voice(self, one: Placed) -> dict[str, Any]:
        """Return a voice: a disc in the colour of its camp, and its name."""
        y = round(one.top + TOKEN, 1)
        return {
            "x": (one.left + one.right) / 2,
            "y": y,
            "halves": list(_FILLS.values()) if one.side == "both" else [],
            "fill": _FILLS.get(one.side, ""),
            "name": plain(self.voices[one.key].name),
            "initials": self._letters(one.key),
            "names": [
                {"y": round(y + TOKEN + LINE * n + LETTER + 1, 1), "words": words}
                for n, words in enumerate(one.lines)
            ],
        }


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
