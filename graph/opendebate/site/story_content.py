"""What the page of a story says: its steps, each with what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from opendebate.ask.entities import Entity
from opendebate.counting import counted
from opendebate.site.page_content import StepItem, StoryContent
from opendebate.views.map.map_story import stories_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from opendebate.ask.stories import Story
    from opendebate.site.debate_index import DebateIndex
    from opendebate.site.entity_content import EntityContents
    from opendebate.site.page_content import SourceItem
    from opendebate.views.map.map_model import DebateMap

_NAMING = ("pin", "speaker", "topic", "source")  # parameters of a state that name an entity


def story_contents(contents: EntityContents, shown: DebateMap) -> Iterator[StoryContent]:
    """Yield what the page of each story says.

    Parameters
    ----------
    contents : EntityContents
    shown : DebateMap
        The debate's map, from which a story is made where the coders wrote none.
    """
    index = contents.index
    sources = tuple(map(contents.source_item, index.entities["source"]))
    for story in stories_of(index.engine, index.question, shown):
        yield story_content(index, story, sources)


def story_content(
    index: DebateIndex, story: Story, sources: tuple[SourceItem, ...]
) -> StoryContent:
    """Return what the page of a story says.

    Parameters
    ----------
    index : DebateIndex
    story : Story
    sources : tuple of SourceItem
        All sources of the debate.
    """
    key = f"story/{story.id}"
    steps = tuple(
        StepItem(step.text, step.state, f"#/{key}/{n}", tuple(_shown(index, step.state)))
        for n, step in enumerate(story.steps, 1)
    )
    first = story.steps[0].text
    return StoryContent(
        entity=Entity("story", story.id, story.title, index.base + key),
        key=key,
        kind="story",
        summary=f"Story in {counted(len(steps), 'step')}. {first}",
        sources=sources,
        steps=steps,
        generated=story.generated,
    )


def shown_keys(state: str) -> list[str]:
    """Return the keys of the entities that a state of the explorer names, first what it is about.

    Examples
    --------
    >>> shown_keys("#/?topic=topic%2Frisks&pin=claim%2Fopen-agi"), shown_keys("#/read/a-town")
    (['claim/open-agi', 'topic/risks'], ['source/a-town'])
    """
    path, _, query = state.removeprefix("#/").partition("?")
    values = dict(parse_qsl(query))
    key = unquote(path)
    if key.startswith("read/"):
        key = f"source{key.removeprefix('read')}"
    keys = [key, *(values.get(name, "") for name in _NAMING)]
    return [key for key in dict.fromkeys(keys) if "/" in key]


def _shown(index: DebateIndex, state: str) -> list[Entity]:
    entities = [index.entity(index.base + key) for key in shown_keys(state)]
    return [entity for entity in entities if entity.iri in index.outgoing]
