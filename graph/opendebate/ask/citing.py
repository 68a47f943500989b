"""How to cite a debate, or one entity, story or question of it, in words to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from opendebate.ask.citation import citation_of
from opendebate.ask.entities import find, plain_name
from opendebate.ask.questions import names
from opendebate.ask.render_trace import format_citation
from opendebate.ask.statements import all_statements
from opendebate.ask.stories import coded_stories, find_story
from opendebate.errors import UnknownName

if TYPE_CHECKING:
    from opendebate.engines.engine import Engine


def reference_to(engine: Engine, name: str = "") -> str:
    """Return how to cite the debate, or what a name means, with version and address.

    Parameters
    ----------
    engine : Engine
    name : str
        The id, IRI or name of an entity, a story or a named question; empty means the debate.

    Returns
    -------
    str
        A line; of a statement a second one, which cites the words themselves in their source.

    Raises
    ------
    UnknownName, AmbiguousName
        If the name means nothing, or several entities.

    Examples
    --------
    >>> import opendebate
    >>> debate = opendebate.load(only=["why-meta-opened-up"])
    >>> reference_to(debate.engine, "hall-harm").splitlines()[1][:39]
    'The words: Wendy Hall, “Why Meta opened'
    """
    citation = citation_of(engine)
    path = plain_name(name).removeprefix(engine.iris.base)
    if not path:
        return citation.reference()
    try:
        entity = find(engine, name)
    except UnknownName:
        if path in names():
            return f"Question {path}, in: {citation.reference()}"
        story = find_story(coded_stories(engine), path)
        if story is None:
            raise
        address = f"{engine.iris.base}story/{story[0].id}"
        return f"Story {story[0].id}, in: {citation.reference(address)}"
    if entity.kind == "debate":
        return citation.reference()
    line = f"{entity.kind.capitalize()} {entity.id}, in: {citation.reference(entity.iri)}"
    for statement in all_statements(engine) if entity.kind == "statement" else ():
        if statement.iri == entity.iri:
            speakers = ", ".join(speaker.name for speaker in statement.speakers)
            return f"{line}\nThe words: {speakers}, {format_citation(statement)}."
    return line
