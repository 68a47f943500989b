"""``opendebate adjudicate``: where coders differ, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opendebate.counting import counted
from opendebate_cli.output import emit, output_options, say
from opendebate_cli.state import State

if TYPE_CHECKING:
    from opendebate.coding.text import Text
    from opendebate.reliability.adjudication import Adjudication, FieldDifference
    from opendebate.reliability.choices import Choice


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the options say of decisions."""

    statements: tuple[str, ...]
    chosen: str | None
    reason: str | None
    field: str | None
    table: Path | None
    by: str | None
    dry_run: bool
    again: bool

    @property
    def decides(self) -> bool:
        """Whether something is to be decided."""
        return self.chosen is not None or self.table is not None


@click.command("adjudicate")
@click.argument(
    "names", nargs=-1, metavar="[SLUG] [CODER]...", help="A source, and coders. Without them, all."
)
@click.option("--export", "with_decided", is_flag=True, help="Also what is decided already.")
@click.option(
    "--statement", "statements", multiple=True, metavar="CODER/ID",
    help="A statement on which to decide, of any of the coders.",
)  # fmt: skip
@click.option(
    "--take", "chosen", metavar="CODER|neither",
    help="Whose values to take in these statements; neither: leave them for editing.",
)  # fmt: skip
@click.option("--reason", metavar="TEXT", help="Why.")
@click.option(
    "--field", metavar="FIELD",
    help="Decide only on this field. Without it, on all on which the coders differ.",
)  # fmt: skip
@click.option(
    "--decisions", "table", metavar="FILE", type=click.Path(path_type=Path),
    help="Decide as a table says: CSV, a workbook or Parquet with the columns statement, chosen, "
    "reason, and perhaps source, field, by, date.",
)  # fmt: skip
@click.option(
    "--again", is_flag=True,
    help="With --decisions: decide also where the coding was edited after an earlier decision.",
)  # fmt: skip
@click.option("--by", metavar="NAME", help="Who decides.")
@click.option(
    "--text", "texts", multiple=True, metavar="SLUG=FILE",
    help="A source's article: compare passages word by word. Where one source is compared, FILE "
    "alone is enough. Nothing of it is stored.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Only show the lines that would change.")
@output_options
@click.pass_obj
def adjudicate_command(  # noqa: PLR0913 — an option each
    state: State, /, names: tuple[str, ...], *, with_decided: bool, texts: tuple[str, ...],
    form: str, statements: tuple[str, ...], chosen: str | None, reason: str | None,
    field: str | None, table: Path | None, by: str | None, dry_run: bool,
    again: bool,
) -> None:  # fmt: skip
    """List the values on which coders differ and nobody has decided yet, or decide on them.

    With --take or --decisions, the values of one coder are written to sources/SLUG.yaml, the
    coding that counts, and the decision to codings/decisions.yaml. A source without such a coding
    begins as a copy of the first coder's. A table of decisions is what this command lists with
    --csv, with chosen and reason filled in: a coder, or neither. What was edited in
    sources/SLUG.yaml after it was decided is left as it is; --again decides it anew.

    Each decision has source, statement (CODER/STATEMENT), field, chosen and reason, and may have by
    and date. The field is passage (is there a statement?), ends (on which words), speaker, claim,
    stance, mode, side or because; the side follows the claim. With --export, the list has the
    decisions, too, for the appendix of a study. Exit code 1 of a list means that something is not
    decided.

    \b
    Examples:
      opendebate -d my-debate adjudicate a-speech ada ben
      opendebate -d my-debate adjudicate a-speech ada ben --statement ben/maps-help \\
        --take ada --reason "He only doubts it."
      opendebate -d my-debate adjudicate a-speech ada ben --csv > decisions.csv
      opendebate -d my-debate adjudicate a-speech ada ben --decisions decisions.csv
      opendebate -d my-debate adjudicate --export --csv > appendix.csv
    """
    from opendebate_cli.article_texts import compared_texts

    wish = _Wish(statements, chosen, reason, field, table, by, dry_run, again)
    _refuse_without_effect(wish, listing=with_decided or form != "table")
    folder = state.writable_folder("adjudicate …") if wish.decides else state.folder
    articles = compared_texts(folder, names, texts)
    if wish.decides:
        _decide(folder, names, wish, articles)
    else:
        _list(folder, names, articles, form, with_decided=with_decided)


def _refuse_without_effect(wish: _Wish, *, listing: bool) -> None:
    if wish.decides and listing:
        raise click.UsageError("--export, --json and --csv are for lists: leave them out.")
    if wish.chosen is not None and wish.table:
        raise click.UsageError("Choose one of --take and --decisions.")
    if wish.again and not wish.table:
        raise click.UsageError("--again has no effect without --decisions FILE.")
    of_take = {"--statement": wish.statements, "--reason": wish.reason, "--field": wish.field}
    if wish.chosen is None:
        unused = [name for name, value in of_take.items() if value]
        others = {"--by": wish.by, "--dry-run": wish.dry_run}
        unused += [] if wish.table else [name for name, value in others.items() if value]
        if unused:
            raise click.UsageError(f"{unused[0]} has no effect without --take CODER.")
    elif not (wish.statements and (wish.reason or "").strip()):
        raise click.UsageError("--take also needs --statement CODER/ID and --reason TEXT.")


def _decide(folder: Path, names: tuple[str, ...], wish: _Wish, articles: dict[str, Text]) -> None:
    """Do what was decided, and write it."""
    from opendebate.reliability.deciding import LEFT, decide

    choices, notes = _choices(wish)
    if not choices:
        say("Nothing is decided.", err=True)
    over_edits = wish.again or not wish.table
    done = decide(folder, names, choices, articles, over_edits=over_edits)
    for line in done.preview().splitlines():
        say(line)
    for note in (*notes, *done.notes):
        say(note, err=True)
    files = counted(len(done.texts), "file")
    if wish.dry_run:
        say(f"{files} would change. Nothing was written.", err=True)
        return
    done.write()
    left = sum(LEFT in note for note in done.notes)
    say(f"{counted(len(choices) - left, 'decision')}, {files} written.", err=True)


def _choices(wish: _Wish) -> tuple[list[Choice], tuple[str, ...]]:
    from dataclasses import replace

    from opendebate.reliability.choices import Choice, read_choices

    if wish.table:
        choices, notes = read_choices(wish.table)
    else:
        chosen, reason = wish.chosen or "", wish.reason or ""
        choices = [Choice(name, chosen, reason, wish.field) for name in wish.statements]
        notes = ()
    today = date.today().isoformat()
    dated = [replace(each, by=each.by or wish.by, date=each.date or today) for each in choices]
    return dated, notes


def _list(
    folder: Path, names: tuple[str, ...], articles: dict[str, Text], form: str, *,
    with_decided: bool,
) -> None:  # fmt: skip
    from opendebate.reliability.adjudication import adjudication

    result = adjudication(folder, names, articles)
    listed = result.differences if with_decided else result.undecided
    if form == "table":
        for each in listed:
            say(_line(each))
    else:
        emit([each.to_row() for each in listed], form, columns=result.columns)
    _say_notes(result)
    if result.undecided:
        click.get_current_context().exit(1)


def _line(difference: FieldDifference) -> str:
    from opendebate.reliability.report import dispute_values, place

    dispute, decision = difference.dispute, difference.decision
    values = dispute_values(difference.values)
    line = f"{dispute.source}, {place(dispute)}: {difference.field}: {values}"
    if decision is None:
        return line
    by = f" ({decision.by})" if decision.by else ""
    return f"{line} → {decision.chosen}{by}: {decision.reason}"


def _say_notes(result: Adjudication) -> None:
    for decision in result.unmatched:
        say(
            f"The decision on {decision.field} of {decision.statement} in {decision.source} is on "
            "no difference between these coders.",
            err=True,
        )
    for note in result.notes:
        say(note, err=True)
    total = len(result.differences)
    say(f"{counted(total, 'difference')}, {len(result.undecided)} not decided.", err=True)
