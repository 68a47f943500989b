"""What a template draws of the still picture of a map by topic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log2
from typing import TYPE_CHECKING, Any

from opendebate.counting import counted
from opendebate.views.map.map_layout import LETTER, LINE, PAD, TOKEN, broken, text_width
from opendebate.views.map.map_model import SIDES
from opendebate.views.map.map_order import MIDDLE
from opendebate.views.map.topic_layout import (
    COLUMNS,
    HEADING,
    SMALL_TOKEN,
    TOKEN_STEP,
    centre,
    topic_layout,
)
from opendebate.views.map.voice_signs import FILLS, SIGNS, VoiceLetters
from opendebate.views.page_security import plain

if TYPE_CHECKING:
    from opendebate.views.map.map_layout import Placed
    from opendebate.views.map.map_model import DebateMap
    from opendebate.views.map.topic_groups import TopicMap
    from opendebate.views.map.topic_layout import TopicBox

_CAMP_LINE = 26.0  # height of the headings above the columns
_WIDEST_LINE = 2.5
LEGEND = "line: a voice makes claims on the topic, thick for many"


class TopicPicture:
    """Turns a map by topic into what its template draws.

    Parameters
    ----------
    map_of_debate : DebateMap
    shown : TopicMap
    look : mapping
        Colours.
    top : float
        Where it begins, as y.
    """

    def __init__(
        self, map_of_debate: DebateMap, shown: TopicMap, look: Mapping[str, Any], top: float
    ) -> None:
        self.map, self.shown, self.look, self.top = map_of_debate, shown, look, top
        self.layout = topic_layout(shown, top + _CAMP_LINE)
        self.letters = VoiceLetters(map_of_debate)
        self.voices = {voice.key: voice for voice in map_of_debate.voices}

    @property
    def height(self) -> float:
        """Where it ends, as y."""
        return self.layout.height

    @property
    def omitted(self) -> int:
        """How many voices found no room."""
        return len(self.voices) - len(self.layout.voices)

    def parts(self) -> dict[str, list[dict[str, Any]]]:
        """Return the parts of the picture: headings, lines, boxes, words, dots, tokens, voices."""
        boxes = self.layout.boxes
        return {
            "headings": list(self._headings()),
            "lines": [
                {
                    "stroke": self.look[line.side]["line"],
                    "path": route.path,
                    "width": round(min(_WIDEST_LINE, 1 + log2(line.weight) / 2), 2),
                }
                for line, route in self.layout.routes
            ],
            "boxes": [
                {
                    "x": box.left,
                    "y": round(box.top, 1),
                    "width": box.right - box.left,
                    "height": round(box.bottom - box.top, 1),
                    "fill": self.look[box.group.side]["tint"],
                }
                for box in boxes
            ],
            "words": [*self._words(), *self._words_of_both()],
            "dots": list(self._dots()),
            "tokens": [token for box in boxes for token in self._tokens(box)],
            "voices": [self._voice(one) for one in self.layout.voices],
        }

    def _headings(self) -> Iterator[dict[str, Any]]:
        y = self.top + LETTER + 2
        for side, words in zip(SIDES, ("For", "Against"), strict=True):
            number = sum(claim.side == side for claim in self.map.claims)
            number += sum(dot.side == side for dot in self.map.dots)
            more = f"{counted(number, 'claim')}\N{EM SPACE}each ● a claim"
            yield {
                "words": words, "x": COLUMNS[side][0], "y": y, "anchor": "start",
                "fill": self.look[side]["words"], "more": more,
            }  # fmt: skip
        if self.shown.voices[MIDDLE]:
            middle = sum(COLUMNS[MIDDLE]) / 2
            yield {
                "words": "On both sides", "x": middle, "y": y, "anchor": "middle",
                "fill": self.look["both"],
            }  # fmt: skip

    def _words(self) -> Iterator[dict[str, Any]]:
        for box in self.layout.boxes:
            x, y = box.left + PAD, box.top + LETTER + 2
            for n, words in enumerate(box.heading):
                yield {"x": x, "y": y + LINE * n, "words": words, "weight": 600, "size": HEADING}
            y += LINE * box.above_words
            for n, words in enumerate(box.words):
                yield {"x": x, "y": y + LINE * n, "words": words}
            if box.count:
                behind = text_width(f"{box.words[-1]} ") * 0.93 if box.words[-1] else 0
                last = y + LINE * (len(box.words) - 1)
                yield {"x": x + behind, "y": last, "words": box.count, "fill": self.look["quiet"]}
            for at, words in box.rest:
                dots_y = box.top + LETTER + 2 + LINE * box.dots_line
                yield {"x": at, "y": dots_y, "words": words, "fill": self.look["quiet"]}
        for note in self.layout.notes:
            x, y = note.left + PAD, note.top + LETTER
            yield {"x": x, "y": y, "words": note.lines[0], "fill": self.look["quiet"]}

    def _dots(self) -> Iterator[dict[str, Any]]:
        for box in self.layout.boxes:
            y, fill = (
                box.top + LETTER - 2.5 + LINE * box.dots_line,
                self.look[box.group.side]["line"],
            )
            for dot in box.dots:
                yield {
                    "x": round(dot.x, 1), "y": round(y, 1), "sign": SIGNS.get(dot.stance, ""),
                    "opacity": 0.5 if dot.is_faint else 1, "fill": fill,
                }  # fmt: skip

    def _words_of_both(self) -> Iterator[dict[str, Any]]:
        if not self.shown.both:
            return
        y = self.layout.both + 2 * LINE
        heading = f"{counted(len(self.shown.both), 'claim')} for both sides"
        left, right = COLUMNS[MIDDLE]
        for n, words in enumerate(broken(heading, right - left)):
            yield {
                "x": left, "y": y + LINE * n, "words": words, "weight": 600,
                "fill": self.look["quiet"],
            }  # fmt: skip

    def _tokens(self, box: TopicBox) -> Iterator[dict[str, Any]]:
        tokens = self.letters.tokens(box.group.lead) if box.group.lead else []
        y = box.bottom - PAD / 2 - LINE * len(box.words) / 2
        for n, (letters, sign) in enumerate(reversed(tokens)):
            yield {
                "x": box.right - PAD - TOKEN_STEP * (n + 0.5) + 2,
                "y": round(max(y, box.bottom - 16), 1),
                "initials": letters,
                "sign": sign,
            }

    def _voice(self, one: Placed) -> dict[str, Any]:
        (x, y), beside = centre(one), one.left == COLUMNS[MIDDLE][0]
        first = y + 4.5 - LINE * (len(one.lines) - 1) / 2 if beside else y + TOKEN + LETTER + 1
        return {
            "x": round(x, 1),
            "y": round(y, 1),
            "r": SMALL_TOKEN if beside else TOKEN,
            "halves": list(FILLS.values()) if one.side == "both" else [],
            "fill": FILLS.get(one.side, ""),
            "name": plain(self.voices[one.key].name),
            "initials": self.letters.of(one.key),
            "anchor": "start" if beside else "middle",
            "names_x": round(x + SMALL_TOKEN + 6 if beside else x, 1),
            "names": [
                {"y": round(first + LINE * n, 1), "words": words}
                for n, words in enumerate(one.lines)
            ],
        }
