"""The stories of a debate: steps through its page, each with a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from opendebate.natural import natural

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine

_QUERY = """SELECT ?story ?title ?step ?text ?state {
  ?story a od:Story ; dcterms:title ?title ; od:step ?step .
  ?step od:text ?text ; od:pageState ?state }"""


@dataclass(frozen=True, slots=True)
class StoryStep:
    """A step of a story.

    Attributes
    ----------
    text : str
        The sentence.
    state : str
        What the page shows: the fragment of its address, such as ``"#/?pin=claim/open-agi"``.
    """

    text: str
    state: str


@dataclass(frozen=True, slots=True)
class Story:
    """A story through a debate's page.

    Attributes
    ----------
    id, title : str
    steps : tuple of StoryStep
    generated : bool
        Whether it is made from the map, since the debate has no story of its own.
    """

    id: str
    title: str
    steps: tuple[StoryStep, ...]
    generated: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return plain data for JSON."""
        steps = [{"text": step.text, "state": step.state} for step in self.steps]
        plain: dict[str, Any] = {"id": self.id, "title": self.title, "steps": steps}
        return {**plain, "generated": True} if self.generated else plain


def coded_stories(engine: Engine) -> list[Story]:
    """Return the stories that a debate's coders wrote, by id.

    Parameters
    ----------
    engine : Engine
        The built debate.

    Examples
    --------
    >>> import opendebate
    >>> [story.id for story in coded_stories(opendebate.load(only=["why-meta-opened-up"]).engine)]
    ['open-or-closed']
    """
    titles: dict[str, str] = {}
    steps: dict[str, dict[int, StoryStep]] = {}
    for row in engine.select(_QUERY):
        story = row["story"].value.removeprefix(engine.iris("story", "").value)
        titles[story] = row["title"].value
        number = int(row["step"].value.rpartition("/")[2])
        step = StoryStep(row["text"].value, row["state"].value)
        steps.setdefault(story, {})[number] = step
    return [
        Story(story, titles[story], tuple(step for _, step in sorted(steps[story].items())))
        for story in sorted(titles, key=natural)
    ]


def find_story(stories: Iterable[Story], name: str) -> tuple[Story, int] | None:
    """Return the story that a name means, and the number of a step that it names, or 0.

    Parameters
    ----------
    stories : iterable of Story
    name : str
        The id or title of a story, its path (``"story/ID"``), or that of a step (``"ID/3"``).

    Examples
    --------
    >>> story = Story("a", "On maps", (StoryStep("The question.", "#/"),))
    >>> find_story([story], "on maps") == find_story([story], "story/a") == (story, 0)
    True
    >>> find_story([story], "a/1")[1], find_story([story], "a/2")
    (1, None)
    """
    text = name.strip().removeprefix("story/")
    for story in stories:
        if text.casefold() in {story.id.casefold(), story.title.casefold()}:
            return story, 0
        story_id, _, number = text.rpartition("/")
        if story_id == story.id and number.isdecimal() and 0 < int(number) <= len(story.steps):
            return story, int(number)
    return None
