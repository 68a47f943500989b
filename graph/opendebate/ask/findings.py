"""What no reader of a debate's texts sees: the findings that ``opendebate build`` prints.

They are counted of all of the debate. So only the columns that a finding needs are asked for: texts
and names of many rows take longer than finding the rows. ``tests/graph/ask/test_summary.py``
compares them with the answers of the named questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from opendebate.ask.duplicate_texts import sources_of_same_text
from opendebate.ask.entities import id_of
from opendebate.ask.query_texts import query_text
from opendebate.ask.questions import question
from opendebate.counting import counted
from opendebate.engines.engine import Engine, values_block
from opendebate.rdf.namespaces import iri_of

_MAX_NAMES = 6
_EACH_PREMISE = "a row for each attack: count each attacking claim once"
_Row = dict[str, str]  # column → text of the term; without the columns that are not bound


@dataclass(frozen=True, slots=True)
class Finding:
    """What no reader of a text sees.

    Attributes
    ----------
    text : str
        A sentence, with the number and the first names.
    names : tuple of str
        All actors, claims or sources that it is about.
    question : str
        The named question that shows more, with its options; empty where there is none.
    counting : str
        How its rows are counted, where it has several rows for one of the names.
    """

    text: str
    names: tuple[str, ...]
    question: str
    counting: str = ""


def findings(engine: Engine) -> list[Finding]:
    """Return all findings on a debate.

    Parameters
    ----------
    engine : Engine
    """
    if not engine.ask("ASK { ?statement a od:Statement }"):
        return [Finding("No statement is coded yet.", (), ""), *_sources_coded_twice(engine)]
    both, changed = _speakers_on_both_sides(engine)
    texts = [_sentence(both, "speaker", "speak on both sides at one time")]
    texts += [_sentence(changed, "speaker", "change sides over time")] if changed else []
    speakers = Finding(" ".join(texts), (*both, *changed), "speakers-on-both-sides")
    claims = _rows(engine, "claims-without-voice", "statedBy", "claim")
    without_voice = _ids(engine, claims, "claim")
    text = (
        _sentence(without_voice, "claim", "come from no named voice other than a narrator")
        if without_voice
        else "Each claim comes from a named voice."
    )
    return [
        speakers,
        *_unanswered_attacks(engine),
        Finding(text, without_voice, "claims-without-voice"),
        *_sources_coded_twice(engine),
    ]


def _unanswered_attacks(engine: Engine) -> Iterator[Finding]:
    attacks = _rows(engine, "unanswered-attacks", "claim", "premise", "basis")
    stated = _ids(engine, (row for row in attacks if row["basis"] == "stated"), "premise")
    text = _sentence(stated, "claim", "make unanswered attacks that speakers state")
    yield Finding(text, stated, "unanswered-attacks --basis stated", _EACH_PREMISE * bool(stated))
    analytic = _ids(engine, (row for row in attacks if row["basis"] == "analytic"), "premise")
    text = _sentence(analytic, "claim", "make unanswered attacks")
    reading = f"In the coder's reading, {text[:1].lower()}{text[1:]}{_overlap(stated, analytic)}"
    yield Finding(
        reading, analytic, "unanswered-attacks --basis analytic", _EACH_PREMISE * bool(analytic)
    )


def _overlap(stated: tuple[str, ...], analytic: tuple[str, ...]) -> str:
    """Return a sentence on claims that are counted as both, so that nobody adds them twice."""
    both = [name for name in stated if name in analytic]
    if not both:
        return ""
    are = "is" if len(both) == 1 else "are"
    together = counted(len({*stated, *analytic}), "claim")
    return f" {counted(len(both), 'claim')} {are} in both numbers: together they are {together}."


def _sources_coded_twice(engine: Engine) -> Iterator[Finding]:
    """Yield a finding on each text that several sources contain."""
    texts = sources_of_same_text(engine)
    for first in sorted(set(texts.values())):
        sources = tuple(source for source, head in texts.items() if head == first)
        text = (
            f"{counted(len(sources), 'source')} contain the same text: {', '.join(sources)}. "
            "What is said there counts once for each. Remove the others, or count networks with "
            "--duplicates text."
        )
        yield Finding(text, sources, "")


def _speakers_on_both_sides(engine: Engine) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of those who speak on both sides at one time, and of those who change."""
    sides: dict[str, dict[str, _Row]] = {}
    for row in _select(engine, query_text("speakers_by_side")):
        sides.setdefault(row["speaker"], {})[row["side"]] = row
    together: list[str] = []
    changed: list[str] = []
    for speaker, by_side in sorted(sides.items()):
        pro, contra = by_side.get(iri_of("od:For")), by_side.get(iri_of("od:Against"))
        if pro and contra:
            speakers = changed if _is_later(pro, contra) or _is_later(contra, pro) else together
            speakers.append(speaker)
    return _names(engine, together), _names(engine, changed)


def _names(engine: Engine, actors: Sequence[str]) -> tuple[str, ...]:
    """Return the names of actors, each once."""
    values = values_block("actor", map(NamedNode, actors))
    rows = _select(engine, f"SELECT ?actor ?name {{ {values} ?actor rdfs:label ?name }}")
    names = {row["actor"]: row["name"] for row in rows}
    return tuple(dict.fromkeys(names[actor] for actor in actors))


def _is_later(one_side: _Row, other: _Row) -> bool:
    """Tell whether all that is said for one side is dated, and later than all for the other."""
    all_dated = all(side["said"] == side["dated"] for side in (one_side, other))
    return all_dated and other["last"] < one_side["first"]


def _rows(engine: Engine, name: str, *columns: str) -> list[_Row]:
    """Return some columns of a question's rows, in the order of these columns."""
    rows = _select(engine, question(name).of_columns(*columns))
    return sorted(rows, key=lambda row: [row[column] for column in columns])


def _select(engine: Engine, sparql: str) -> list[_Row]:
    solutions = engine.select(sparql)
    columns = [variable.value for variable in solutions.variables]
    return [
        {name: term.value for name, term in zip(columns, row, strict=True) if term is not None}
        for row in solutions
    ]


def _ids(engine: Engine, rows: Iterable[_Row], column: str) -> tuple[str, ...]:
    """Return the ids of the entities in a column, each once."""
    return tuple(id_of(engine, iri) for iri in dict.fromkeys(row[column] for row in rows))


def _sentence(names: tuple[str, ...], noun: str, verb: str) -> str:
    """Return a sentence that counts names and lists the first."""
    if not names:
        return f"No {noun}s {verb}."
    others = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
    if len(names) == 1:
        noun, verb = f"1 {noun}", verb.replace(" ", "s ", 1)
    else:
        noun = f"{len(names)} {noun}s"
    return f"{noun} {verb}: {', '.join(names[:_MAX_NAMES])}{others}."
