"""What the map of a debate shows: voices by camp, and the claims that they make.

Only what speakers state is on the map. A claim stands in full where a named voice other than the
narrator takes a stance on it; where only a narrator, a group or somebody without a name affirms
it, it is a dot beside its topic. A stance that its voice gave up for the opposite one is left out.
The page's ``map-model.js`` does the same for what filters leave.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from opendebate.ask.statements import all_statements
from opendebate.ask.voices import Voices, short_names, voices_of
from opendebate.natural import natural
from opendebate.stances import opposes, side_taken
from opendebate.views.map.claim_topics import ClaimTopics

if TYPE_CHECKING:
    from opendebate.ask.statements import Statement
    from opendebate.engines.engine import Engine

SIDES = ("for", "against")


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody with a name who takes a stance.

    Attributes
    ----------
    key : str
        ``"actor/ID"``.
    name : str
    camp : str
        ``"for"``, ``"against"`` or ``"both"``: by the claims of the two sides that the voice
        affirms or denies. Who took the one side only after the other stands on the later one.
    former : str
        The side on which it stood before, or an empty text.
    narrator : bool
        Whether it speaks only as the narrator of sources.
    short : str
        Its name where there is little room: of a long name its abbreviation, if it has one.
    """

    key: str
    name: str
    camp: str
    former: str
    narrator: bool
    short: str


@dataclass(frozen=True, slots=True)
class MapClaim:
    """A claim on which a named voice takes a stance.

    Attributes
    ----------
    key, text : str
        ``"claim/ID"``, and the whole sentence.
    side : str
        ``"for"``, ``"against"`` or ``"both"``.
    topic : str
        Key of the topic under which it stands; empty where it has none.
    makers : tuple of str
        Keys of the voices that affirm it, and stand on its side or on both.
    tokens : tuple of (str, str)
        Voices that deny, doubt or concede it, with the stance; and those that affirm it, with
        ``"before"``, though they have changed to the other side since.
    unnamed : int
        How many voices without a name affirm it, where no named voice does.
    """

    key: str
    text: str
    side: str
    topic: str
    makers: tuple[str, ...]
    tokens: tuple[tuple[str, str], ...]
    unnamed: int = 0


@dataclass(frozen=True, slots=True)
class Dot:
    """A claim that only a narrator or somebody without a name makes; see `MapClaim`."""

    key: str
    text: str
    side: str
    topic: str


@dataclass(frozen=True, slots=True)
class DebateMap:
    """A debate as its map shows it.

    Attributes
    ----------
    voices : tuple of Voice
        By key.
    claims : tuple of MapClaim
    dots : tuple of Dot
        Both by key.
    topics : mapping of str to str
        Key → name of the topics that have a claim or a dot.
    names : mapping of str to str
        Key → short name of everybody with a name who takes a stance, also of those in no camp.
    unnamed : mapping of str to int
        Camp → how many voices without a name stand in it.
    """

    voices: tuple[Voice, ...]
    claims: tuple[MapClaim, ...]
    dots: tuple[Dot, ...]
    topics: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)
    unnamed: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Stance:
    """What one voice says of a claim."""

    voice: str
    stance: str
    narrated: bool
    earliest: str
    latest: str


def debate_map(engine: Engine) -> DebateMap:
    """Return what the map of a debate shows.

    Parameters
    ----------
    engine : Engine
        The built debate.

    Examples
    --------
    >>> import opendebate
    >>> shown = debate_map(opendebate.load(only=["why-meta-opened-up"]).engine)
    >>> sorted(voice.name for voice in shown.voices if voice.camp == "for")
    ['Mark Zuckerberg', 'Meta', 'Yann LeCun']
    """
    sided = [s for s in all_statements(engine) if s.side != "neither" and s.mode != "hypothetical"]
    voices = voices_of(engine)
    claims = {s.claim.iri: s for s in sorted(sided, key=lambda s: natural(s.claim.id))}
    stances = _stances(sided, voices)
    topics = ClaimTopics(engine, [claim for claim in claims if stances[claim]])
    camps = _camps(stances, {claim: statement.side for claim, statement in claims.items()})
    in_full, dots = list[MapClaim](), list[Dot]()
    for claim, statement in claims.items():
        name, side, topic = statement.claim.name, statement.side, topics.of_claim[claim]
        dot, taken = Dot(_key(engine, claim), name, side, topic), stances[claim]
        if any(not one.narrated for one in taken if one.voice not in voices.unnamed):
            in_full.append(_map_claim(engine, dot, taken, camps, voices))
        elif not all(opposes(one.stance) for one in taken):
            dots.append(dot)
    names = {voice.iri: voice.name for s in sided for voice in s.voices}
    shorts = {**names, **short_names(engine)}
    standing = [
        Voice(_key(engine, iri), names[iri], camp, former, narrator, shorts[iri])
        for iri, (camp, former, narrator) in camps.items()
        if iri not in voices.unnamed and camp
    ]
    return DebateMap(
        tuple(standing),
        tuple(in_full),
        tuple(dots),
        topics.names(in_full, dots),
        {_key(engine, iri): shorts[iri] for iri in names if iri not in voices.unnamed},
        Counter(camp for iri, (camp, *_) in camps.items() if iri in voices.unnamed and camp),
    )


def _key(engine: Engine, iri: str) -> str:
    return iri.removeprefix(engine.iris.base)


def _stances(statements: Iterable[Statement], voices: Voices) -> dict[str, list[_Stance]]:
    """Return the stances on each claim that real voices take and did not give up."""
    stances: dict[str, list[_Stance]] = defaultdict(list)
    for statement in statements:
        given_up = {voice.iri for voice in statement.given_up_by}
        for voice in voices.of(statement):
            if voice.iri not in given_up:
                stances[statement.claim.iri].append(
                    _Stance(
                        voice.iri,
                        statement.stance,
                        statement.narrated,
                        statement.earliest or "",
                        statement.latest or "",
                    )
                )
    return stances


def _map_claim(
    engine: Engine,
    dot: Dot,
    taken: Sequence[_Stance],
    camps: Mapping[str, tuple[str, str, bool]],
    voices: Voices,
) -> MapClaim:
    """Return a claim that a named voice makes; `dot` is what it would be without one."""
    named = [one for one in taken if one.voice not in voices.unnamed]
    makers, tokens = set(), set()
    for one in named:
        if one.stance != "affirms":
            tokens.add((_key(engine, one.voice), one.stance))
        elif camps[one.voice][1] == dot.side:
            tokens.add((_key(engine, one.voice), "before"))
        else:
            makers.add(_key(engine, one.voice))
    agreeing = {one.voice for one in taken if not opposes(one.stance)}
    affirmed = makers or agreeing - voices.unnamed
    return MapClaim(
        dot.key,
        dot.text,
        dot.side,
        dot.topic,
        tuple(sorted(makers, key=natural)),
        tuple(sorted(tokens)),
        0 if affirmed else len(agreeing & voices.unnamed),
    )


def _camps(
    stances: Mapping[str, Iterable[_Stance]], sides: Mapping[str, str]
) -> dict[str, tuple[str, str, bool]]:
    """Return voice → camp, former camp, whether it speaks only as a narrator; by IRI.

    The camp is empty where a voice takes no side: where it only doubts or concedes.
    """
    taken: dict[str, dict[str, list[_Stance]]] = defaultdict(lambda: defaultdict(list))
    for claim, all_taken in stances.items():
        for one in all_taken:
            taken[one.voice][side_taken(one.stance, sides[claim])].append(one)
    return {
        voice: (
            *_camp(taken[voice]["for"], taken[voice]["against"]),
            all(one.narrated for some in taken[voice].values() for one in some),
        )
        for voice in sorted(taken, key=natural)
    }


def _camp(pro: Sequence[_Stance], contra: Sequence[_Stance]) -> tuple[str, str]:
    """Return the camp of somebody who takes these stances, and the one before it."""
    if not pro or not contra:
        return ("for" if pro else "against" if contra else ""), ""
    if _before(pro, contra):
        return "against", "for"
    return ("for", "against") if _before(contra, pro) else ("both", "")


def _before(some: Iterable[_Stance], others: Sequence[_Stance]) -> bool:
    return all(one.latest and one.latest < other.earliest for one in some for other in others)
