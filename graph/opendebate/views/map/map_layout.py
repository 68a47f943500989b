"""Where everything on a map's still picture stands: boxes that never overlap.

Sizes come from a table of letter widths that are rather too large than too small, so that words
stay in their boxes with every common sans-serif face.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from opendebate.counting import float_sum
from opendebate.views.map.map_model import SIDES
from opendebate.views.map.map_order import MIDDLE, map_order, rank
from opendebate.views.page_security import plain

if TYPE_CHECKING:
    from opendebate.views.map.map_model import DebateMap, MapClaim, Voice

LETTER, LINE = 13.0, 16.5  # height of letters and of lines, in pixels
WIDTH, MARGIN, HEAD = 1280.0, 20.0, 120.0
MAX_CLAIMS = 20  # in full, on each side
MAX_VOICES = 12  # on each rail
PAD, GAP, TOKEN = 7.0, 6.0, 19.0  # around words, between boxes, radius of a voice
PAST = 4.0  # how far a line goes past the names of its column before it bends
_WIDTHS = {
    **dict.fromkeys("ijlI.,:;'|!\u2018\u2019 ", 0.36),
    **dict.fromkeys('ftr()[]/-“”"', 0.46),
    **dict.fromkeys("mwMW@%—", 1.0),
}
# Left and right edge of each column.
COLUMNS = {
    "rail-for": (MARGIN, 140.0),
    "for": (168.0, 516.0),
    MIDDLE: (548.0, 732.0),
    "against": (764.0, 1112.0),
    "rail-against": (1140.0, WIDTH - MARGIN),
}


@dataclass(frozen=True, slots=True)
class Placed:
    """Something with its place.

    Attributes
    ----------
    kind : str
        ``"claim"``, ``"voice"``, ``"topic"`` or ``"note"``.
    key : str
    lines : tuple of str
        Its words, broken to fit.
    side : str
        Side of a claim or topic, camp of a voice.
    left, top, right, bottom : float
        In pixels.
    dots : int
        Of a topic: how many claims only a narrator or somebody without a name makes.
    """

    kind: str
    key: str
    lines: tuple[str, ...]
    side: str
    left: float
    top: float
    right: float
    bottom: float
    dots: int = 0

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return (self.top + self.bottom) / 2


@dataclass(slots=True)
class MapLayout:
    """A map with places, and the size of its picture.

    Attributes
    ----------
    placed : list of Placed
    lines : list of (Placed, Placed)
        Voices with the claims that they make.
    height : float
        In pixels; the width is `WIDTH`.
    omitted : int
        How many claims and voices found no room.
    """

    placed: list[Placed] = field(default_factory=list)
    lines: list[tuple[Placed, Placed]] = field(default_factory=list)
    height: float = HEAD
    omitted: int = 0


def text_width(text: str, letter: float = LETTER) -> float:
    """Return about how wide a text is, in pixels; rather too wide.

    Examples
    --------
    >>> text_width("will") < text_width("Mwmw")
    True
    """
    return letter * float_sum(map(_letter_width, text))


@cache
def _letter_width(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    return _WIDTHS.get(character, 0.76 if character.isupper() else 0.65)


def broken(text: str, width: float) -> tuple[str, ...]:
    """Return a text in lines that are no wider than `width` pixels.

    Examples
    --------
    >>> broken("Openness helps.", 70)
    ('Openness', 'helps.')
    """
    lines = [""]
    for word in plain(text).split():
        joined = f"{lines[-1]} {word}".strip()
        if text_width(joined) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(word, width) if lines[-1] else []
            lines[-1:] = lines[-1:] if lines[-1] else list(_pieces(word, width))
    return tuple(lines)


def cut(lines: Sequence[str], most: int) -> tuple[str, ...]:
    """Return the first of some lines; an ellipsis ends them where there are more.

    Examples
    --------
    >>> cut(("National", "Office of", "Records"), 2)
    ('National', 'Office …')
    """
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    return (*lines[: most - 1], f"{last.rpartition(' ')[0] or last[:-1]} …")


def _pieces(word: str, width: float) -> list[str]:
    """Return a word in pieces that fit; most words are one."""
    pieces = [""]
    for character in word:
        if text_width(pieces[-1] + character) > width and pieces[-1]:
            pieces.append("")
        pieces[-1] += character
    return pieces


def map_layout(map_of_debate: DebateMap) -> MapLayout:
    """Return where the voices and claims of a map stand.

    Parameters
    ----------
    map_of_debate : DebateMap
    """
    order = map_order(map_of_debate)
    claims = {claim.key: claim for claim in map_of_debate.claims}
    layout = MapLayout()
    for side in SIDES:
        column = [claim for claim in claims.values() if claim.side == side]
        chosen = _in_full(column)
        groups = [
            (map_of_debate.topics.get(topic, "Other claims"), keys)
            for topic, keys in order.topics[side]
        ]
        layout.placed += _side(side, groups, claims, chosen)
    in_full = sum(one.kind == "claim" for one in layout.placed)
    layout.omitted += len(map_of_debate.claims) - in_full
    layout.omitted += len(map_of_debate.dots) - sum(one.dots for one in layout.placed)
    layout.height = max((one.bottom for one in layout.placed), default=HEAD)
    voices = {voice.key: voice for voice in map_of_debate.voices}
    for rail, keys in order.voices.items():
        layout.omitted += max(0, len(keys) - MAX_VOICES)
        layout.placed += _rail(rail, [voices[key] for key in keys[:MAX_VOICES]], claims, layout)
    layout.height = max((one.bottom for one in layout.placed), default=HEAD) + MARGIN
    layout.lines = list(_lines(layout, claims))
    return layout


def _in_full(column: Sequence[MapClaim]) -> set[str]:
    """Return the claims of a side for which there is room.

    Each voice has the first of its claims there, as long as there is room; the others follow.
    """
    ranked = sorted(column, key=rank)
    firsts: dict[str, str] = {}
    for claim in ranked:
        for voice in claim.makers:
            firsts.setdefault(voice, claim.key)
    wanted = set(firsts.values())
    ranked.sort(key=lambda claim: claim.key not in wanted)
    return {claim.key for claim in ranked[:MAX_CLAIMS]}


def _side(
    side: str,
    groups: Sequence[tuple[str, Sequence[str]]],
    claims: Mapping[str, MapClaim],
    chosen: set[str],
) -> Iterator[Placed]:
    """Yield the topics of a side with their claims, from top to bottom."""
    left, right = COLUMNS[side]
    top = HEAD
    for name, keys in groups:
        in_full = [claims[key] for key in keys if key in chosen]
        dots = sum(key not in claims for key in keys)
        if not in_full:
            continue
        heading = cut(broken(name, right - left - 14 * min(dots, 12) - 30), 1)
        yield Placed("topic", name, heading, side, left, top, right, top + LINE + 2, dots)
        top += LINE + 4
        for claim in in_full:
            room = right - left - 2 * PAD - 3 - 30 * min(len(claim.tokens) + bool(claim.unnamed), 3)
            lines = broken(claim.text, room)
            bottom = top + LINE * len(lines) + PAD
            yield Placed("claim", claim.key, lines, side, left, top, right, bottom)
            top = bottom + GAP
        top += 4


def _rail(
    rail: str, voices: Sequence[Voice], claims: Mapping[str, MapClaim], layout: MapLayout
) -> list[Placed]:
    """Return the voices of a rail, each as near to the middle of its claims as there is room."""
    left, right = COLUMNS[MIDDLE if rail == MIDDLE else f"rail-{rail}"]
    at = {one.key: one.middle for one in layout.placed if one.kind == "claim"}
    boxes = []
    for voice in voices:
        former = (f"was {voice.former}",) if voice.former else ()
        lines = cut(broken(voice.short, right - left), 3 - len(former)) + former
        ends = [at[key] for key, claim in claims.items() if key in at and voice.key in claim.makers]
        wish = float_sum(ends) / len(ends) if ends else layout.height
        high = 2 * TOKEN + LINE * len(lines) + 4
        boxes.append(
            Placed(
                "voice",
                voice.key,
                lines,
                voice.camp,
                left,
                wish - TOKEN,
                right,
                wish - TOKEN + high,
            )
        )
    return apart(boxes)


def apart(boxes: Sequence[Placed], highest: float = HEAD) -> list[Placed]:
    """Move boxes up or down, in their order, until none overlaps another or begins too high."""
    tops = [box.top for box in boxes]
    highs = [box.bottom - box.top + GAP for box in boxes]
    blocks: list[tuple[float, float, int]] = []  # wished top, height, number of boxes
    for wish, high in zip(tops, highs, strict=True):
        top, height, count = max(wish, highest), high, 1
        while blocks and blocks[-1][0] + blocks[-1][1] > top:
            above, tall, many = blocks.pop()
            top = max(highest, (above * many + (top - tall) * count) / (many + count))
            height, count = height + tall, count + many
        blocks.append((top, height, count))
    placed, boxes = [], list(boxes)
    for top, _, count in blocks:
        y = top
        for _ in range(count):
            box = boxes.pop(0)
            high = box.bottom - box.top
            placed.append(replace(box, top=y, bottom=y + high))
            y += high + GAP
    return placed


def _lines(layout: MapLayout, claims: Mapping[str, MapClaim]) -> Iterator[tuple[Placed, Placed]]:
    voices = {one.key: one for one in layout.placed if one.kind == "voice"}
    for one in layout.placed:
        if one.kind == "claim":
            yield from ((voices[key], one) for key in claims[one.key].makers if key in voices)
