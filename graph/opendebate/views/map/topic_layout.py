"""Where everything stands on the still picture of a map by topic: boxes that never overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from opendebate.counting import counted, float_sum
from opendebate.views.map.map_layout import (
    GAP,
    LETTER,
    LINE,
    PAD,
    PAST,
    TOKEN,
    Placed,
    apart,
    broken,
    cut,
    text_width,
)
from opendebate.views.map.map_lines import Route, parted
from opendebate.views.map.map_model import SIDES
from opendebate.views.map.map_order import MIDDLE
from opendebate.views.map.topic_groups import TopicLine, TopicMap, is_disputed
from opendebate.views.map.voice_signs import number_of_tokens
from opendebate.views.page_security import plain

if TYPE_CHECKING:
    from opendebate.views.map.map_model import Voice
    from opendebate.views.map.topic_groups import TopicGroup

WIDTH = 980.0
# Left and right edge of each column.
COLUMNS = {
    "rail-for": (8.0, 122.0),
    "for": (148.0, 372.0),
    MIDDLE: (408.0, 572.0),
    "against": (608.0, 832.0),
    "rail-against": (858.0, WIDTH - 8.0),
}
HEADING = 14.0  # height of a topic's letters
SMALL_TOKEN = 16.0  # radius of a voice in the middle, whose name stands beside it
MAX_DOTS = 10  # of named voices; there are half as many of others
MAX_CROSSINGS = 15
DOT_STEP, SIGN_STEP, TOKEN_STEP = 12.0, 13.0, 30.0


@dataclass(frozen=True, slots=True)
class PlacedDot:
    """A claim that is not in full: its place, whether a named voice disputes it and makes it.

    Attributes
    ----------
    x : float
        Its middle.
    stance : str
        ``"denies"``, ``"doubts"`` or empty.
    is_faint : bool
        Whether no named voice makes it.
    """

    x: float
    stance: str = ""
    is_faint: bool = False


@dataclass(frozen=True, slots=True)
class TopicBox:
    """A topic with its place.

    Attributes
    ----------
    group : TopicGroup
    heading, words : tuple of str
        Its name and its leading claim, broken to fit.
    count : str
        Who makes the leading claim: one name, or how many voices; it follows the last line.
    dots : tuple of PlacedDot
    rest : tuple of (float, str)
        Where it says how many dots more there are.
    dots_line : int
        On which line the dots stand, from 0.
    left, top, right, bottom : float
        In pixels.
    """

    group: TopicGroup
    heading: tuple[str, ...]
    words: tuple[str, ...]
    count: str
    dots: tuple[PlacedDot, ...]
    rest: tuple[tuple[float, str], ...]
    dots_line: int
    left: float
    top: float
    right: float
    bottom: float

    @property
    def line_end(self) -> float:
        """The height at which lines end."""
        return self.top + LINE * 0.75

    @property
    def above_words(self) -> int:
        """How many lines stand above the claim."""
        return max(len(self.heading), self.dots_line + 1)


@dataclass(slots=True)
class TopicLayout:
    """A map by topic with places.

    Attributes
    ----------
    boxes : list of TopicBox
    notes : list of Placed
        How many topics more there are.
    voices : list of Placed
    routes : list of (TopicLine, Route)
    both : float
        Where the claims begin that serve both sides, as y.
    height : float
    """

    boxes: list[TopicBox] = field(default_factory=list)
    notes: list[Placed] = field(default_factory=list)
    voices: list[Placed] = field(default_factory=list)
    routes: list[tuple[TopicLine, Route]] = field(default_factory=list)
    both: float = 0.0
    height: float = 0.0


def topic_layout(shown: TopicMap, top: float) -> TopicLayout:
    """Return where the voices and topics of a map stand, below the height `top`.

    Parameters
    ----------
    shown : TopicMap
    top : float
        In pixels.
    """
    layout = TopicLayout()
    for side in SIDES:
        y = top
        for group in shown.groups[side]:
            layout.boxes.append(_box(group, y))
            y = layout.boxes[-1].bottom + GAP
        if shown.more[side]:
            words = counted(shown.more[side], "more topic")
            left, right = COLUMNS[side]
            layout.notes.append(Placed("note", "", (words,), side, left, y, right, y + LINE))
    ends: dict[tuple[str, str | None], float] = {
        (box.group.side, box.group.key): box.line_end for box in layout.boxes
    }
    ends |= {(note.side, None): note.middle for note in layout.notes}
    for rail in shown.voices:
        layout.voices += _rail(rail, shown, ends, top)
    layout.both = max(
        (one.bottom for one in layout.voices if one.left == COLUMNS[MIDDLE][0]), default=top
    )
    bottoms = [box.bottom for box in layout.boxes]
    bottoms += [one.bottom for one in (*layout.notes, *layout.voices)]
    layout.height = max([*bottoms, layout.both + 3 * LINE])
    drawn = list(_few_crossings(list(_routes(layout, shown.lines, ends))))
    boxes: dict[tuple[str, str | None], tuple[float, float]] = {
        (box.group.side, box.group.key): (box.top, box.bottom) for box in layout.boxes
    }
    boxes |= {(note.side, None): (note.top, note.bottom) for note in layout.notes}
    ways = parted([way for _, way in drawn], [boxes[line.side, line.topic] for line, _ in drawn])
    layout.routes = [(line, way) for (line, _), way in zip(drawn, ways, strict=True)]
    return layout


def _box(group: TopicGroup, top: float) -> TopicBox:
    left, right = COLUMNS[group.side]
    inner = right - left - 2 * PAD
    heading = broken(group.name, inner * LETTER / HEADING / 1.08)  # bold
    dots, rest, width = _dots(group)
    beside = len(heading) == 1 and text_width(heading[0], HEADING * 1.08) + 10 + width <= inner
    dots_line = 0 if beside or not width else len(heading)
    start = right - PAD - width if beside else left + PAD
    tokens = number_of_tokens(group.lead) if group.lead else 0
    words = broken(group.lead.text, inner - TOKEN_STEP * tokens) if group.lead else ()
    count = plain(group.made_by)
    room = inner - TOKEN_STEP * tokens
    if count and text_width(f"{words[-1]}  {count}") > room:
        words = (*words, "")
    lines = max(len(heading), dots_line + 1) + len(words)
    return TopicBox(
        group, heading, words, count,
        tuple(PlacedDot(start + dot.x, dot.stance, dot.is_faint) for dot in dots),
        tuple((start + x, text) for x, text in rest),
        dots_line, left, top, right, top + LINE * lines + PAD,
    )  # fmt: skip


def _dots(group: TopicGroup) -> tuple[list[PlacedDot], list[tuple[float, str]], float]:
    """Return the dots of a topic from 0 on, how many more there are, and their width."""
    dots: list[PlacedDot] = []
    rest: list[tuple[float, str]] = []
    x = 0.0
    for claim in group.others[:MAX_DOTS]:
        stance = is_disputed(claim)
        step = SIGN_STEP if stance else DOT_STEP
        dots.append(PlacedDot(x + step / 2, stance))
        x += step
    for number, most in ((len(group.others), MAX_DOTS), (group.dots, MAX_DOTS // 2)):
        if most < MAX_DOTS:
            few = min(number, most)
            dots += [PlacedDot(x + DOT_STEP * (n + 0.5), is_faint=True) for n in range(few)]
            x += DOT_STEP * few
        if number > most:
            rest.append((x + 1, f"+{number - most}"))
            x += text_width(rest[-1][1]) + 3
    return dots, rest, x


def _rail(
    rail: str, shown: TopicMap, ends: dict[tuple[str, str | None], float], top: float
) -> list[Placed]:
    """Return the voices of a rail, each as near to its topics as the others let it."""
    left, right = COLUMNS[MIDDLE if rail == MIDDLE else f"rail-{rail}"]
    boxes: list[Placed] = []
    for voice in shown.voices[rail]:
        lines = _name(voice, rail)
        high = _height(rail, lines)
        at = [ends[line.side, line.topic] for line in shown.lines if line.voice == voice.key]
        wish = float_sum(at) / len(at) - high / 2 if at else boxes[-1].bottom if boxes else top
        boxes.append(Placed("voice", voice.key, lines, voice.camp, left, wish, right, wish + high))
    return apart(boxes, top)


def _name(voice: Voice, rail: str) -> tuple[str, ...]:
    former = (f"was {voice.former}",) if voice.former else ()
    left, right = COLUMNS[MIDDLE if rail == MIDDLE else f"rail-{rail}"]
    room = right - left - (2 * SMALL_TOKEN + 6 if rail == MIDDLE else 0)
    return cut(broken(voice.short, room / 1.05), 2 if rail == MIDDLE or former else 3) + former


def _height(rail: str, lines: Sequence[str]) -> float:
    if rail == MIDDLE:
        return max(2 * SMALL_TOKEN, LINE * len(lines))
    return 2 * TOKEN + LINE * len(lines) + 4


def centre(voice: Placed) -> tuple[float, float]:
    """Return the middle of a voice's disc."""
    if voice.left == COLUMNS[MIDDLE][0]:
        return voice.left + SMALL_TOKEN, voice.middle
    return (voice.left + voice.right) / 2, voice.top + TOKEN


def _routes(
    layout: TopicLayout, lines: Sequence[TopicLine], ends: dict[tuple[str, str | None], float]
) -> Iterator[tuple[TopicLine, Route]]:
    """Yield the ways of lines, which begin behind the names of their column."""
    voices = {one.key: one for one in layout.voices}
    for line in lines:
        voice = voices[line.voice]
        (x, y), (left, right) = centre(voice), COLUMNS[line.side]
        y2 = ends[line.side, line.topic]
        if voice.left < left and voice.left == COLUMNS[MIDDLE][0]:
            name = max(text_width(words, LETTER * 1.05) for words in voice.lines)
            start, leave, end = x + SMALL_TOKEN + 6 + name + PAST, voice.right + PAST, left
        elif voice.left == COLUMNS[MIDDLE][0]:
            start, leave, end = x - SMALL_TOKEN, x - SMALL_TOKEN - PAST, right
        elif voice.left < left:
            start, leave, end = x + TOKEN, voice.right + PAST, left
        else:
            start, leave, end = x - TOKEN, voice.left - PAST, right
        start = min(start, leave) if start < end else max(start, leave)
        yield line, Route((start, y), leave, (end, y2))


def _few_crossings(routes: Sequence[tuple[TopicLine, Route]]) -> Iterator[tuple[TopicLine, Route]]:
    """Yield the lines that can be drawn without too many crossings.

    Each voice has one to each of its sides: its weightiest, and to the other side the one that
    crosses the fewest.
    """
    drawn: list[tuple[TopicLine, Route]] = []
    joined: set[object] = set()
    crossings = 0
    for way in routes:
        line, choices = way[0], [way]
        must = line.voice not in joined or (line.voice, line.side) not in joined
        if line.voice in joined and must:
            choices = [
                one for one in routes if (one[0].voice, one[0].side) == (line.voice, line.side)
            ]
        best = min(choices, key=lambda one: _crossed(one, drawn))
        more = _crossed(best, drawn)
        if best in drawn or (not must and crossings + more > MAX_CROSSINGS):
            continue
        joined |= {line.voice, (line.voice, line.side)}
        drawn.append(best)
        crossings += more
    yield from drawn


def _crossed(one: tuple[TopicLine, Route], drawn: Sequence[tuple[TopicLine, Route]]) -> int:
    """Return how many of the lines between the same columns a line crosses."""
    (line, route), count = one, 0
    for other_line, other in drawn:
        same = line.side == other_line.side and route.exit == other.exit
        count += same and (route.start[1] - other.start[1]) * (route.end[1] - other.end[1]) < 0
    return count
