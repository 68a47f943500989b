"""``opendebate build``: the graph, what is in it, and what a reader would not see in the text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from opendebate.counting import counted
from opendebate_cli.main import State
from opendebate_cli.old_spellings import note_old_spelling
from opendebate_cli.output import say, width, write_export
from opendebate_cli.terminal_tables import table

if TYPE_CHECKING:
    from opendebate.debate import Debate
    from opendebate.engines.rows import Rows

# What the table counts: a name and the pattern that finds it.
_COUNTED = {
    "people": "?x a od:Person",
    "organisations": "?x a od:Organization",
    "groups": "?x a od:Group",
    "models": "?x a od:Model",
    "policies": "?x a od:Policy",
    "topics": "?x a skos:Concept ; dcterms:identifier ?id",
    "events": "?x a od:Event",
    "claims": "?x a od:Claim",
    "sources": "?x a od:Source",
    "statements": "?x a od:Statement",
    "passages": "?statement od:passage ?x",
    "arguments stated by speakers": "?x od:basis od:Stated MINUS { "
    "{ SELECT ?imagined { ?imagined od:mode od:Hypothetical } } "
    "{ SELECT ?x ?imagined { ?x od:statedIn ?imagined } } }",
    "arguments of imagined speakers": "?x od:statedIn/od:mode od:Hypothetical",
    "arguments drawn by the coder": "?x od:basis od:Analytic",
    "facts from outside the sources": "?x a od:ContextFact",
}
_MAX_NAMES = 6


@click.command("build")
@click.option("-o", "--output", type=click.Path(path_type=Path, allow_dash=True), hidden=True)
@click.pass_obj
def build_command(state: State, output: Path | None) -> None:
    """Compile and validate a debate, derive facts, and report what is in its graph.

    \b
    Examples:
      opendebate build
      opendebate -d my-debate build
      opendebate -d my-debate --store store build

    'opendebate export trig' writes the graph; so do turtle, nquads, ntriples and jsonld.
    """
    form = _rdf_format(state, output) if output is not None else ""
    debate: Debate = state.load()
    if str(output) != "-":
        _show(debate, state.option)
    if output is not None:
        write_export(debate.export(form), output)


def _rdf_format(state: State, output: Path) -> str:
    """Return the format of a file that ``build -o`` names, an older spelling of ``export``."""
    from opendebate.rdf.serialize import name_of_suffix

    name = "trig" if str(output) == "-" else name_of_suffix(output.suffix)
    command = f"opendebate{state.option} export {name} -o {quote(str(output))}"
    note_old_spelling("-o of build", command)
    return name


def _show(debate: Debate, where: str) -> None:
    say(debate.title, bold=True)
    say(f"{debate.question}\n")
    rows = []
    for name, pattern in _COUNTED.items():
        counted, *_ = debate.engine.select(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")
        if counted["n"].value != "0":
            rows.append({"kind": name, "n": counted["n"].value})
    rows.append({"kind": "facts in the graph", "n": f"{debate.fact_count:,}"})
    table(rows, {"kind": "in the graph", "n": "number"})
    for finding, question in findings(debate):
        say("\n" + textwrap.fill(finding, width(), break_on_hyphens=False))
        say(f"  → opendebate{where} query {question}")
    for finding in _sources_coded_twice(debate):
        say("\n" + textwrap.fill(finding, width(), break_on_hyphens=False))


def _sources_coded_twice(debate: Debate) -> Iterator[str]:
    """Yield a sentence on each text that several sources contain."""
    from opendebate.ask.duplicate_texts import sources_of_same_text

    texts = sources_of_same_text(debate.engine)
    for first in sorted(set(texts.values())):
        sources = [source for source, head in texts.items() if head == first]
        yield (
            f"{counted(len(sources), 'source')} contain the same text: {', '.join(sources)}. "
            "What is said there counts once for each. Remove the others, or count networks with "
            "--duplicates text."
        )


def findings(debate: Debate) -> list[tuple[str, str]]:
    """Return findings that no reader of a text sees, each with the question that shows more."""
    speakers = _rows(debate, "speakers-on-both-sides")
    attacks = _rows(debate, "unanswered-attacks")
    both = _names(debate, speakers, "speakerName", when="together")
    changed = _names(debate, speakers, "speakerName", when="changed")
    stated = _names(debate, attacks, "premise", basis="stated")
    analytic = _names(debate, attacks, "premise", basis="analytic")
    unsourced = _names(debate, _rows(debate, "claims-without-source"), "claim")
    sides = [_finding(both, "speaker", "speak on both sides at one time")]
    sides += [_finding(changed, "speaker", "change sides over time")] if changed else []
    attack = "make attacks that speakers state and nobody answers"
    reading = _finding(analytic, "claim", "make attacks that the coder draws and nobody answers")
    return [
        (" ".join(sides), "speakers-on-both-sides"),
        (_finding(stated, "claim", attack), "unanswered-attacks --basis stated"),
        (f"In the coder's reading: {reading}", "unanswered-attacks --basis analytic"),
        (_finding(unsourced, "claim", "rest on no named source"), "claims-without-source"),
    ]


def _rows(debate: Debate, question: str) -> Rows:
    from opendebate.engines.rows import Rows

    rows = debate.query(question)
    assert isinstance(rows, Rows)
    return rows


def _names(debate: Debate, rows: Rows, column: str, **values: str) -> list[str]:
    """Return the names in a column, of the rows with certain values in other columns."""
    from opendebate.ask.entities import id_of

    chosen = (row for row in rows if all(row[key] == value for key, value in values.items()))
    names = dict.fromkeys(str(row[column]) for row in chosen)
    return [id_of(debate.engine, name) if "://" in name else name for name in names]


def _finding(names: list[str], noun: str, verb: str) -> str:
    """Return a sentence that counts names and lists the first."""
    if not names:
        return f"No {noun}s {verb}."
    others = f" and {len(names) - _MAX_NAMES} more" if len(names) > _MAX_NAMES else ""
    if len(names) == 1:
        noun, verb = f"1 {noun}", verb.replace(" ", "s ", 1)
    else:
        noun = f"{len(names)} {noun}s"
    return f"{noun} {verb}: {', '.join(names[:_MAX_NAMES])}{others}."
