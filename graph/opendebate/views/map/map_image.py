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
from opendebate.views.map.map_lines import routes
from opendebate.views.map.map_order import MIDDLE
from opendebate.views.map.topic_groups import is_by_topic, topic_map
from opendebate.views.map.topic_image import LEGEND as TOPIC_LEGEND
from opendebate.views.map.topic_image import TopicPicture
from opendebate.views.map.topic_layout import WIDTH as TOPIC_WIDTH
from opendebate.views.map.voice_signs import AFFIRMS, FILLS, SIGNS, UNNAMED, VoiceLetters
from opendebate.views.page_security import plain
from opendebate.views.templating import template_environment

if TYPE_CHECKING:
    from opendebate.views.map.map_layout import MapLayout, Placed
    from opendebate.views.map.map_model import DebateMap

MAX_DOTS = 12
_CAMPS = 104.0  # where the names of the camps stand, as y
_HEAD_BOTTOM = 90.0  # as y; a question and a finding of one line each end there
_TOP = 44  # y of a question's first line
_TITLE, _FINDING, _SMALL, _FOOT_LINE = 28.0, 16.0, 12.5, 18.0  # heights of letters, of a line
_LEGEND = {
    "denies": "denies the claim",
    "doubts": "doubts the claim",
    "concedes": "concedes the claim",
    "before": "made the claim before changing sides",
}
_TOKEN_STEP, _DOT_STEP = 30.0, 14.0
Side = Mapping[str, str]
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
        Of the debate; without a question, the picture begins with what the map shows.
    source : str
        What stands at the foot: sources, version, licence.
    dark : bool
        Whether it is for a dark page.
    """
    look = _DARK if dark else _LIGHT
    picture: _Picture | TopicPicture
    if is_by_topic(map_of_debate):
        width, legend = TOPIC_WIDTH, [TOPIC_LEGEND, *_legend(map_of_debate, "faint dot")]
        head, top = _head(question, finding(map_of_debate), width)
        picture = TopicPicture(map_of_debate, topic_map(map_of_debate), look, top)
    else:
        width, legend = WIDTH, [*_legend(map_of_debate)]
        head, bottom = _head(question, finding(map_of_debate), width)
        rise = max(0, round(bottom - _HEAD_BOTTOM))  # the map has its place; a long head rises
        head = [{**line, "y": line["y"] - rise} for line in head]
        picture = _Picture(map_of_debate, map_layout(map_of_debate), look)
    rest = f" · {picture.omitted} more on the page" if picture.omitted else ""
    signs = " · ".join(legend)
    foot = [signs[:1].upper() + signs[1:], f"{source}{rest}"]
    lines = [line for text in foot for line in _fitting(text, _SMALL, width)]
    return (
        template_environment()
        .get_template("map.svg")
        .render(
            **{"boxes": [], "words": [], "dots": [], "tokens": [], "topics": [], "claims": []}
            | picture.parts(),
            title=plain(title),
            head=head,
            finding=finding(map_of_debate),
            foot=[
                {"y": round(picture.height + _FOOT_LINE * (n + 1)), "words": line}
                for n, line in enumerate(lines)
            ],
            look=look,
            width=width,
            top=min(0, head[0]["y"] - _TOP) if question else head[0]["y"] - 24,
            height=picture.height + _FOOT_LINE * (len(lines) + 0.7),
            letter=LETTER,
        )
    )


def _head(question: str, finding: str, width: float) -> tuple[list[dict[str, Any]], float]:
    """Return the lines of the question and of what the map shows; and where the map begins."""
    lines: list[dict[str, Any]] = []
    y = _TOP - _TITLE * 1.2
    for words in _fitting(question, _TITLE, width) if question else ():
        y += _TITLE * 1.2
        lines.append({"y": round(y), "words": words, "size": round(_TITLE), "is_title": True})
    y = max(y, _TOP) + 8
    for words in _fitting(finding, _FINDING, width):
        y += 20
        lines.append({"y": round(y), "words": words, "size": round(_FINDING), "is_title": False})
    return lines, y + 18


def _fitting(text: str, size: float, width: float) -> tuple[str, ...]:
    """Return a text in letters of a size, in lines that fit the picture."""
    return broken(text, (width - 2 * MARGIN) * LETTER / size)


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
    speak = "No named voice speaks"
    if number["for"]:
        speak = counted(number["for"], "named voice speaks", "named voices speak")
    number_changed = sum(bool(voice.former) for voice in map_of_debate.voices)
    changed = f"; {number_changed} changed sides" if number_changed else ""
    claims = counted(len(map_of_debate.claims) + len(map_of_debate.dots), "claim")
    denied, doubted = (f"{n or 'none'} {'is' if n < 2 else 'are'}" for n in contested)
    against = number["against"] or "none"
    if not any(contested):
        return (
            f"{speak} only for, {against} only against{both}{changed}. "
            f"Of {claims}, no named voice denies or doubts any."
        )
    return (
        f"{speak} only for, {against} only against{both}{changed}. Of {claims}, "
        f"{denied} denied (✗) and {doubted} doubted (?) by a named voice."
    )


def _legend(map_of_debate: DebateMap, dot: str = "dot") -> Iterator[str]:
    """Yield what the signs on the picture mean."""
    if map_of_debate.dots:
        yield f"{dot}: only a narrator, or somebody without a name, makes the claim"
    stances = {stance for claim in map_of_debate.claims for _, stance in claim.tokens}
    signs = [f"{words} ({SIGNS[one]})" for one, words in _LEGEND.items() if one in stances]
    if signs:
        others = [words.replace("the claim", "it") for words in signs[1:]]
        yield f"sign or dashed circle: a named voice {', '.join([signs[0], *others])}"
    if any(claim.unnamed for claim in map_of_debate.claims):
        yield f"{UNNAMED} {AFFIRMS} only voices without a name affirm it"
    yield "claims are in the words of the coder, who read the sources"


class _Picture:
    """Turns a map with places into what its template draws."""

    def __init__(
        self, map_of_debate: DebateMap, layout: MapLayout, look: Mapping[str, Any]
    ) -> None:
        self.layout, self.look = layout, look
        self.claims = {claim.key: claim for claim in map_of_debate.claims}
        self.voices = {voice.key: voice for voice in map_of_debate.voices}
        self.sides = Counter(one.side for one in map_of_debate.claims)
        self.sides.update(dot.side for dot in map_of_debate.dots)
        self.letters = VoiceLetters(map_of_debate)

    @property
    def height(self) -> float:
        """Where it ends, as y."""
        return self.layout.height

    @property
    def omitted(self) -> int:
        """How many claims and voices found no room."""
        return self.layout.omitted

    def parts(self) -> dict[str, list[dict[str, Any]]]:
        """Return the parts of the picture: headings, lines, topics, claims, voices."""
        placed = self.layout.placed
        return {
            "headings": self._headings(),
            "lines": list(self._lines()),
            "topics": [self._topic(one) for one in placed if one.kind == "topic"],
            "claims": [self._claim(one) for one in placed if one.kind == "claim"],
            "voices": [self._voice(one) for one in placed if one.kind == "voice"],
        }

    def _headings(self) -> list[dict[str, Any]]:
        sides = [
            {
                "words": words,
                "x": COLUMNS[side][0],
                "y": _CAMPS,
                "anchor": "start",
                "fill": self.look[side]["words"],
                "more": counted(self.sides[side], "claim") if self.sides[side] else "",
            }
            for side, words in (("for", "For"), ("against", "Against"))
        ]
        x = sum(COLUMNS[MIDDLE]) / 2
        middle = {
            "words": "On both sides", "x": x, "y": _CAMPS, "anchor": "middle",
            "fill": self.look["both"],
        }  # fmt: skip
        both = any(voice.camp == "both" for voice in self.voices.values())
        return [*sides, middle] if both else sides

    def _lines(self) -> Iterator[dict[str, Any]]:
        for (_, claim), way in zip(self.layout.lines, routes(self.layout), strict=True):
            yield {"stroke": self.look[claim.side]["line"], "path": way.path, "width": 1}

    def _topic(self, one: Placed) -> dict[str, Any]:
        dots = [round(one.right - 6 - _DOT_STEP * n, 1) for n in range(min(one.dots, MAX_DOTS))]
        y = round(one.top + LETTER, 1)
        fill = self.look[one.side]["line"]
        return {"x": one.left, "y": y, "words": one.lines[0], "dots": dots, "fill": fill}

    def _claim(self, one: Placed) -> dict[str, Any]:
        """Return a claim in full, with the voices that take another stance on it."""
        tokens = self.letters.tokens(self.claims[one.key])
        inner_right = one.side == "for"
        x = one.left + PAD + 3 + (0 if inner_right else _TOKEN_STEP * len(tokens))
        start, step = (one.right - 14, -1) if inner_right else (one.left + 14, 1)
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
                    "x": start + step * _TOKEN_STEP * n,
                    "y": round(one.middle, 1),
                    "initials": letters,
                    "sign": sign,
                }
                for n, (letters, sign) in enumerate(tokens[::step])
            ],
        }

    def _voice(self, one: Placed) -> dict[str, Any]:
        """Return a voice: a disc in the colour of its camp, and its name."""
        y = round(one.top + TOKEN, 1)
        return {
            "x": (one.left + one.right) / 2,
            "y": y,
            "r": TOKEN,
            "anchor": "middle",
            "names_x": (one.left + one.right) / 2,
            "halves": list(FILLS.values()) if one.side == "both" else [],
            "fill": FILLS.get(one.side, ""),
            "name": plain(self.voices[one.key].name),
            "initials": self.letters.of(one.key),
            "names": [
                {"y": round(y + TOKEN + LINE * n + LETTER + 1, 1), "words": words}
                for n, words in enumerate(one.lines)
            ],
        }
