"""Stories as RDF: each step as its sentence, and the state of the page that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

from opendebate.coding.story_records import SPEAKER_KINDS, Story, StoryFilters, StoryStep
from opendebate.rdf.graph_builder import GraphBuilder, NamedGraph

_FILTERS = ("side", "topic", "kind", "speaker", "stance", "mode", "source")  # but dates


def compile_stories(stories: Mapping[str, Story], out: GraphBuilder) -> NamedGraph:
    """Return the named graph of a debate's stories.

    Parameters
    ----------
    stories : mapping of str to Story
    out : GraphBuilder
        Of the graph ``graph/stories``.
    """
    for name, story in stories.items():
        story_iri = out.iris("story", name)
        out.add(story_iri, "rdf:type", out.term("od:Story"))
        out.add_text(story_iri, "dcterms:title", story.title)
        out.add_text(story_iri, "rdfs:label", story.title)
        for n, step in enumerate(story.steps, 1):
            step_iri = out.iris("story", name, str(n))
            out.add(story_iri, "od:step", step_iri)
            out.add(step_iri, "rdf:type", out.term("od:StoryStep"))
            out.add_text(step_iri, "od:text", step.text)
            out.add_string(step_iri, "od:pageState", page_state(step, out.kinds))
    return out.build()


def page_state(step: StoryStep, kinds: Mapping[str, str]) -> str:
    """Return the fragment of the page's address that shows what a step names.

    Parameters
    ----------
    step : StoryStep
    kinds : mapping of str to str
        Id → kind of entity, in the singular.

    Examples
    --------
    >>> page_state(StoryStep(text="Ann is for it.", entity="ann"), {"ann": "actor"})
    '#/?pin=actor%2Fann'
    """
    key = f"{kinds[step.entity]}/{step.entity}" if step.entity else ""
    path = {"overview": "overview", "trace": key, "read-along": f"read/{step.entity}"}
    query = [*_filters(step.filters, kinds)]
    if step.view == "table":
        query.append(("as", "table"))
    if step.camp:
        query.append(("camp", {"both": "middle"}.get(step.camp, step.camp)))
    if step.coders_reading:
        query.append(("reading", "coder"))
    if step.view == "map" and key:
        query.append(("pin", key))
    return f"#/{quote(path.get(step.view, ''))}{'?' * bool(query)}{urlencode(query)}"


def _filters(filters: StoryFilters | None, kinds: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the parameters of the page's address that set filters."""
    if filters is None:
        return
    for name in _FILTERS:
        value = getattr(filters, name)
        refers = name in {"topic", "speaker", "source"}
        if value and refers and not (name == "speaker" and value in SPEAKER_KINDS):
            value = f"{kinds[value]}/{value}"
        if value:
            yield name, value
    if filters.since:
        yield "from", filters.since.earliest.isoformat()
    if filters.until:
        yield "to", filters.until.latest.isoformat()


def step_of_state(text: str, state: str) -> dict[str, Any]:
    """Return the step of a story in ``stories.yaml`` of which `page_state` makes a state.

    Examples
    --------
    >>> step_of_state("Ana is for it.", "#/?side=for&from=2024-01-01&pin=actor%2Fana")
    {'text': 'Ana is for it.', 'entity': 'ana', 'filters': {'side': 'for', 'from': '2024-01-01'}}
    >>> step_of_state("Why?", "#/claim/build")
    {'text': 'Why?', 'view': 'trace', 'entity': 'build'}
    """
    path, _, query = state.removeprefix("#/").partition("?")
    kind, _, name = unquote(path).partition("/")
    values = dict(parse_qsl(query))
    views = {"": "table" if "as" in values else "", "overview": "overview", "read": "read-along"}
    camp = values.get("camp")
    step = {
        "text": text,
        "view": views.get(kind, "trace"),
        "entity": name or values.get("pin", "").rpartition("/")[2],
        "camp": "both" if camp == "middle" else camp,
        "filters": {
            key: values[key].rpartition("/")[2]
            for key in (*_FILTERS, "from", "to")
            if key in values
        },
        "coders_reading": "reading" in values,
    }
    return {key: value for key, value in step.items() if value}
