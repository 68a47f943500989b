"""A story of five steps for a debate without one: who stands where, and where they clash.

It counts and names only what voices state; the coder's arguments do not enter it. Equal maps get
equal stories.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from opendebate.ask.render_trace import format_names
from opendebate.ask.statements import all_statements
from opendebate.ask.stories import Story, StoryStep, coded_stories
from opendebate.counting import counted
from opendebate.natural import Order, natural

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine
    from opendebate.views.map.map_model import DebateMap, MapClaim, Voice

GENERATED = "five-questions"
_MAX_NAMES = 6
_MAX_TEXT, _MAX_NAME = 160, 60
_CAMPS = (("for", "for", "only for it"), ("against", "against", "only against it"),
          ("both", "middle", "on both sides"))  # fmt: skip
_OPPOSING = (("denies", "denies", "deny"), ("doubts", "doubts", "doubt"))


def stories_of(engine: Engine, question: str, shown: DebateMap) -> list[Story]:
    """Return the stories of a debate: those of its coders, or else one made from its map.

    Parameters
    ----------
    engine : Engine
    question : str
    shown : DebateMap

    Returns
    -------
    list of Story
        Empty where there is no story and no named voice takes a side.
    """
    coded = coded_stories(engine)
    if coded or not shown.voices:
        return coded
    names = {
        voice.iri.removeprefix(engine.iris.base): voice.name
        for statement in all_statements(engine)
        for voice in statement.voices
    }
    return [map_story(question, shown, names)]


def map_story(question: str, shown: DebateMap, names: Mapping[str, str]) -> Story:
    """Return the story that a map tells by itself.

    Parameters
    ----------
    question : str
    shown : DebateMap
    names : mapping of str to str
        Key of a voice → its name.
    """
    first = StoryStep(f"The question: {brief(question, _MAX_TEXT)}", "#/")
    steps = (first, *_camp_steps(shown), _clash_step(shown, names))
    return Story(GENERATED, "Who stands where, and where they clash", steps, generated=True)


def _camp_steps(shown: DebateMap) -> Iterator[StoryStep]:
    for camp, state, words in _CAMPS:
        there = [voice for voice in shown.voices if voice.camp == camp]
        names = [voice.name for voice in there if not voice.former]
        text = f"Of the named voices, {words}: {_listed(names)}.{_changed(there)}"
        yield StoryStep(text + _unnamed(shown.unnamed.get(camp, 0), words), f"#/?camp={state}")


def _changed(there: Sequence[Voice]) -> str:
    """Return who is in a camp since a change of sides, as a sentence."""
    names = [voice.name for voice in there if voice.former]
    if not names:
        return ""
    (camp, former) = (there[0].camp, "against" if there[0].camp == "for" else "for")
    verb = "was" if len(names) == 1 else "were"
    return f" {_listed(names)} {verb} {former} it first, and {camp} it later."


def _unnamed(number: int, words: str) -> str:
    """Return how many voices without a name are in a camp, too, as a sentence."""
    if not number:
        return ""
    voices = counted(number, "voice without a name is", "voices without a name are")
    return f" {voices} {words}, too."


def _clash_step(shown: DebateMap, names: Mapping[str, str]) -> StoryStep:
    """Return the step that shows the claim which most other voices deny or doubt."""
    contested = [claim for claim in shown.claims if claim.makers and _opponents(claim)]
    if not contested:
        return StoryStep("No voice denies or doubts what another voice claims.", "#/")
    claim = min(contested, key=_contest_rank)
    verb = "affirms it" if len(claim.makers) == 1 else "affirm it"
    opponents = _opponents(claim)
    stances = [f"{_listed([names[key] for key in claim.makers])} {verb}"]
    for stance, singular, plural in _OPPOSING:
        some = [names[key] for key, taken in opponents if taken == stance]
        if some:
            stances.append(f"{_listed(some)} {singular if len(some) == 1 else plural} it")
    text = f"Where they clash: “{brief(claim.text, _MAX_TEXT)}” {'; '.join(stances)}."
    return StoryStep(text, f"#/?{urlencode({'pin': claim.key})}")


def _opponents(claim: MapClaim) -> list[tuple[str, str]]:
    """Return who else denies or doubts a claim, with the stance."""
    opposing = {stance for stance, *_ in _OPPOSING}
    return [
        (voice, stance)
        for voice, stance in claim.tokens
        if stance in opposing and voice not in claim.makers
    ]


def _contest_rank(claim: MapClaim) -> tuple[int, int, Order]:
    opponents = _opponents(claim)
    denials = sum(stance == "denies" for _, stance in opponents)
    return -denials, -len(opponents), natural(claim.key)


def _listed(names: Sequence[str]) -> str:
    """Return names joined as in a sentence; of many, the first ones.

    Examples
    --------
    >>> _listed(["Ann", "Ben"]), _listed([])
    ('Ann and Ben', 'nobody')
    """
    few = [brief(name, _MAX_NAME) for name in sorted(names, key=natural)]
    if len(few) > _MAX_NAMES:
        few = [*few[: _MAX_NAMES - 1], counted(len(few) - _MAX_NAMES + 1, "other")]
    return format_names(few)


def brief(text: str, limit: int) -> str:
    """Return a text in one line; of a long one the beginning, up to a whole word.

    Examples
    --------
    >>> brief("Should the maps be published?", 16)
    'Should the maps…'
    """
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[:limit].rpartition(' ')[0] or line[:limit]}…"
