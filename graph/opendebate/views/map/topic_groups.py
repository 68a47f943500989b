"""A map of many claims by topic: of each topic the claim of most named voices stands in full.

The page's ``map.js`` and ``map-lines.js`` do the same for what filters leave.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from opendebate.counting import counted
from opendebate.natural import natural
from opendebate.views.map.map_model import SIDES
from opendebate.views.map.map_order import MIDDLE, map_order

if TYPE_CHECKING:
    from opendebate.views.map.map_model import DebateMap, Dot, MapClaim, Voice
    from opendebate.views.map.map_order import MapOrder

MAX_CLAIMS = 40  # of more, one sees topics
MAX_TOPICS = 8  # on each side
MAX_VOICES = 12  # on each rail
MAX_LINES = 80


@dataclass(frozen=True, slots=True)
class TopicGroup:
    """A topic of a side.

    Attributes
    ----------
    side, key, name : str
        The name begins with a capital letter.
    lead : MapClaim or None
        The claim of most named voices; of several, the shortest.
    made_by : str
        The voice that makes it, or how many do: ``"3 voices"``.
    others : tuple of MapClaim
        The other claims of named voices in the map's order, those that one of them disputes first.
    dots : int
        How many claims only a narrator or somebody without a name makes.
    """

    side: str
    key: str
    name: str
    lead: MapClaim | None
    made_by: str
    others: tuple[MapClaim, ...]
    dots: int


@dataclass(frozen=True, slots=True)
class TopicLine:
    """That a voice makes claims of a topic.

    Attributes
    ----------
    voice, side, topic : str
        The topic is empty where it is among those that are only counted.
    weight : int
        How many claims.
    """

    voice: str
    side: str
    topic: str | None
    weight: int


@dataclass(frozen=True, slots=True)
class TopicMap:
    """What a picture of a map by topic shows.

    Attributes
    ----------
    groups : mapping of str to sequence of TopicGroup
        Side → its largest topics.
    more : mapping of str to int
        Side → how many topics it has besides.
    voices : mapping of str to sequence of Voice
        ``"for"``, ``"against"`` and ``"middle"`` → voices from top to bottom.
    lines : sequence of TopicLine
        The weightiest of each voice first, then its weightiest to each side, then the others.
    both : sequence of MapClaim or Dot
        The claims that serve both sides.
    """

    groups: Mapping[str, Sequence[TopicGroup]]
    more: Mapping[str, int]
    voices: Mapping[str, Sequence[Voice]]
    lines: Sequence[TopicLine]
    both: Sequence[MapClaim | Dot]


def is_by_topic(map_of_debate: DebateMap) -> bool:
    """Return whether a map has too many claims to show all of them."""
    return len(map_of_debate.claims) > MAX_CLAIMS


def topic_map(map_of_debate: DebateMap) -> TopicMap:
    """Return what a picture of a map by topic shows.

    Parameters
    ----------
    map_of_debate : DebateMap

    Examples
    --------
    >>> import opendebate
    >>> from opendebate.views.map.map_model import debate_map
    >>> shown = topic_map(debate_map(opendebate.load(only=["why-meta-opened-up"]).engine))
    >>> shown.groups["for"][0].name
    'Open release'
    """
    order = map_order(map_of_debate)
    groups = {side: list(_groups(map_of_debate, side, order)) for side in SIDES}
    listed = {side: some[:MAX_TOPICS] for side, some in groups.items()}
    voices = _voices(map_of_debate, listed, order.voices)
    every: list[MapClaim | Dot] = [*map_of_debate.claims, *map_of_debate.dots]
    both = [one for one in every if one.side == "both"]
    return TopicMap(
        listed,
        {side: len(groups[side]) - len(listed[side]) for side in SIDES},
        voices,
        _lines(map_of_debate, listed, voices),
        both,
    )


def is_disputed(claim: MapClaim) -> str:
    """Return the stance by which a named voice disputes a claim; empty where none does."""
    stances = {stance for _, stance in claim.tokens}
    return next((stance for stance in ("denies", "doubts") if stance in stances), "")


def _groups(shown: DebateMap, side: str, order: MapOrder) -> Iterator[TopicGroup]:
    topics = [topic for topic, _ in order.topics[side]]
    place = {claim: n for n, claim in enumerate(order.claims(side))}
    claims: dict[str, list[MapClaim]] = defaultdict(list)
    for claim in shown.claims:
        if claim.side == side:
            claims[claim.topic].append(claim)
    dots = Counter(dot.topic for dot in shown.dots if dot.side == side)
    for topic in sorted(topics, key=lambda topic: -len(claims[topic]) - dots[topic]):
        ranked = sorted(claims[topic], key=_leading)
        others = sorted(ranked[1:], key=lambda claim: (not is_disputed(claim), place[claim.key]))
        name = shown.topics.get(topic, "Other claims")
        lead = ranked[0] if ranked else None
        makers = [shown.names[voice] for voice in lead.makers] if lead else []
        made_by = makers[0] if len(makers) == 1 else counted(len(makers), "voice") if makers else ""
        name = name[:1].upper() + name[1:]
        yield TopicGroup(side, topic, name, lead, made_by, tuple(others), dots[topic])


def _leading(claim: MapClaim) -> tuple[object, ...]:
    return -len(claim.makers), -len(claim.tokens), len(claim.text), natural(claim.key)


def _voices(
    shown: DebateMap,
    listed: Mapping[str, Sequence[TopicGroup]],
    order: Mapping[str, Sequence[str]],
) -> dict[str, list[Voice]]:
    """Return the voices of each rail: of many those with most claims, near to their topics."""
    weight = Counter(
        voice
        for claim in shown.claims
        for voice in {*claim.makers, *(voice for voice, _ in claim.tokens)}
    )
    heights = _heights(shown, listed)
    is_large = len(shown.voices) > 3 * MAX_VOICES
    place = {key: n for keys in order.values() for n, key in enumerate(keys)}
    rails: dict[str, list[Voice]] = {}
    for rail in (*SIDES, MIDDLE):
        some = [
            voice
            for voice in shown.voices
            if rail == (MIDDLE if voice.camp == "both" else voice.camp)
            and (weight[voice.key] or not is_large)
        ]
        some.sort(key=lambda voice: (-weight[voice.key], natural(voice.key)))
        sides = SIDES if rail == MIDDLE else (rail,)
        rails[rail] = sorted(
            some[:MAX_VOICES],
            key=lambda voice: (
                [heights.get((voice.key, side), MAX_TOPICS) for side in sides],
                place[voice.key],
            ),
        )
    return rails


def _heights(
    shown: DebateMap, listed: Mapping[str, Sequence[TopicGroup]]
) -> dict[tuple[str, str], int]:
    """Return voice and side → how far down the topic stands on which it makes most claims."""
    ranks = {
        (side, group.key): n for side, groups in listed.items() for n, group in enumerate(groups)
    }
    claims = Counter(
        (voice, claim.side, claim.topic) for claim in shown.claims for voice in claim.makers
    )
    best: dict[tuple[str, str], tuple[int, int]] = {}
    for (voice, side, topic), number in claims.items():
        rank = ranks.get((side, topic))
        if rank is not None:
            best[voice, side] = min(best.get((voice, side), (0, MAX_TOPICS)), (-number, rank))
    return {key: rank for key, (_, rank) in best.items()}


def _lines(
    shown: DebateMap,
    listed: Mapping[str, Sequence[TopicGroup]],
    voices: Mapping[str, Sequence[Voice]],
) -> list[TopicLine]:
    there = {voice.key for some in voices.values() for voice in some}
    place = {side: {group.key: n for n, group in enumerate(listed[side])} for side in SIDES}
    weights = Counter(
        (voice, claim.side, claim.topic if claim.topic in place[claim.side] else None)
        for claim in shown.claims
        if claim.side in SIDES
        for voice in claim.makers
        if voice in there
    )
    every = [TopicLine(*ends, weight) for ends, weight in weights.items()]
    every.sort(
        key=lambda line: (
            0 if line.topic is None else -line.weight,
            line.side == "against",
            MAX_TOPICS if line.topic is None else place[line.side][line.topic],
        )
    )
    first = {line.voice: line for line in reversed(every)}
    second = {(line.voice, line.side): line for line in reversed(every)}
    firsts, seconds = set(first.values()), set(second.values())
    every.sort(key=lambda line: (line not in firsts, line not in seconds))
    return every[:MAX_LINES]
