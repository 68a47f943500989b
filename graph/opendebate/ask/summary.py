"""What is in a debate, in numbers, and what no reader of its texts sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from opendebate.ask.duplicate_texts import sources_of_same_text
from opendebate.ask.entities import id_of
from opendebate.ask.query import ask
from opendebate.counting import counted
from opendebate.engines.engine import Engine
from opendebate.engines.rows import Rows
from opendebate.table import Table

_MAX_NAMES = 6


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of a kind."""

    kind: str
    number: int


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
    """

    text: str
    names: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What ``opendebate build`` reports of a debate.

    Attributes
    ----------
    title, question : str
    counts : Table of Count
        Without what there is none of; the last is the number of facts.
    findings : Table of Finding
    """

    title: str
    question: str
    counts: Table[Count]
    findings: Table[Finding]

    def __str__(self) -> str:
        """Return the counts and the findings as text."""
        texts = (finding.text for finding in self.findings)
        return "\n".join([self.title, self.question, "", str(self.counts), "", *texts])


def summarize(engine: Engine, title: str, question: str, facts: int) -> Summary:
    """Return the summary of a debate of a number of facts."""
    counts = [*_counts(engine), Count("facts in the graph", facts)]
    return Summary(
        title,
        question,
        Table(counts, ("kind", "number")),
        Table(
            [*_findings(engine), *_sources_coded_twice(engine)],
            ("text", "question", "names"),
            shown=("text", "question"),
        ),
    )


def _counts(engine: Engine) -> Iterator[Count]:
    import tomllib

    counted_kinds = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    for name, pattern in counted_kinds.items():
        row, *_ = engine.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")
        if number := int(row["n"].value):
            yield Count(name, number)


def _findings(engine: Engine) -> Iterator[Finding]:
    speakers = _rows(engine, "speakers-on-both-sides")
    both = _names(engine, speakers, "speakerName", when="together")
    changed = _names(engine, speakers, "speakerName", when="changed")
    texts = [_sentence(both, "speaker", "speak on both sides at one time")]
    texts += [_sentence(changed, "speaker", "change sides over time")] if changed else []
    yield Finding(" ".join(texts), (*both, *changed), "speakers-on-both-sides")
    attacks = _rows(engine, "unanswered-attacks")
    stated = _names(engine, attacks, "premise", basis="stated")
    text = _sentence(stated, "claim", "make attacks that speakers state and nobody answers")
    yield Finding(text, stated, "unanswered-attacks --basis stated")
    analytic = _names(engine, attacks, "premise", basis="analytic")
    text = _sentence(analytic, "claim", "make attacks that the coder draws and nobody answers")
    reading = f"In the coder's reading: {text}"
    yield Finding(reading, analytic, "unanswered-attacks --basis analytic")
    unsourced = _names(engine, _rows(engine, "claims-without-source"), "claim")
    text = _sentence(unsourced, "claim", "rest on no named source")
    yield Finding(text, unsourced, "claims-without-source")


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


def _rows(engine: Engine, question: str) -> Rows:
    rows = ask(engine, question, {})
    assert isinstance(rows, Rows)
    return rows


def _names(engine: Engine, rows: Rows, column: str, **values: str) -> tuple[str, ...]:
    """Return the names in a column, of the rows with certain values in other columns."""
    matching = (row for row in rows if all(row[key] == value for key, value in values.items()))
    names = dict.fromkeys(str(row[column]) for row in matching)
    return tuple(id_of(engine, name) if "://" in name else name for name in names)


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
