"""A story as a tree of text: its title, and the sentence of each step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendebate.ask.text_tree import Branch

if TYPE_CHECKING:
    from opendebate.ask.stories import Story


def render_story(story: Story, number: int = 0) -> Branch:
    """Return a story as a tree of text; its steps have the names that ``list stories`` shows.

    Parameters
    ----------
    story : Story
    number : int
        Of the only step to show; 0 for all of them.
    """
    origin = "made from what voices state" if story.generated else "in the coder's words"
    steps = tuple(
        Branch(step.text, lead=f"{story.id}/{n}", style="fact")
        for n, step in enumerate(story.steps, 1)
        if number in {0, n}
    )
    return Branch(f"{story.title} [{story.id}] · story, {origin}", style="head", branches=steps)
