"""``opendebate build``: the graph, what is in it, and what a reader would not see in the text."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendebate.printed_commands import printed_command
from opendebate_cli.old_spellings import note_old_spelling
from opendebate_cli.output import say, width, write_export
from opendebate_cli.state import State
from opendebate_cli.terminal_tables import table
from opendebate_cli.uncounted_sources import uncounted

if TYPE_CHECKING:
    from opendebate.debate import Debate


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
    form = _rdf_format(output) if output is not None else ""
    debate: Debate = state.load()
    if str(output) != "-":
        _show(debate)
    if output is not None:
        write_export(debate.export(form), output)


def _rdf_format(output: Path) -> str:
    """Return the format of a file that ``build -o`` names, an older spelling of ``export``."""
    from opendebate.rdf.serialize import name_of_suffix

    name = "trig" if str(output) == "-" else name_of_suffix(output.suffix)
    note_old_spelling("-o of build", printed_command("export", name, "-o", str(output)))
    return name


def _show(debate: Debate) -> None:
    summary = debate.summary()
    say(summary.title, bold=True)
    say(f"{summary.question}\n")
    for line in _version_lines(debate):
        say(textwrap.fill(line, width(), break_on_hyphens=False, break_long_words=False))
    rows = [{"kind": count.kind, "n": f"{count.number:,}"} for count in summary.counts]
    table(rows, {"kind": "in the graph", "n": "number"})
    for line, command in uncounted(debate):
        say(f"\n{textwrap.fill(line, width(), break_on_hyphens=False)}", fg="yellow")
        if command:
            say(f"  → {command}")
    for finding in summary.findings:
        say("\n" + textwrap.fill(finding.text, width(), break_on_hyphens=False))
        if finding.question:
            say(f"  → {printed_command('query', *finding.question.split())}")
        if finding.counting and finding.names:
            say(f"    ({finding.counting})")


def _version_lines(debate: Debate) -> list[str]:
    """Return version, authors and digest of a debate that names a version, a date or authors."""
    citation = debate.citation
    return [*citation.lines(debate.digest), ""] if citation.is_versioned else []
