"""``opendebate network``: discourse networks, their measures, and files for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from opendebate.exchange.formats import NETWORK_FORMATS
from opendebate_cli.lens_output import force_option, write_lens
from opendebate_cli.network_options import CHOICES, selection_options
from opendebate_cli.output import output_options, show_notes, write_export
from opendebate_cli.state import State

NAMES = ("actors", "affiliation", "arguments", "carriers", "claims", "debate", "policies")
FORMATS = (*NETWORK_FORMATS, "csv", "matrix")
_SUFFIXES = {**NETWORK_FORMATS, "csv": "-csv", "matrix": ".csv"}


@click.command("network")
@click.argument(
    "name",
    metavar="NAME",
    type=click.Choice(NAMES),
    help="actors: tied where they agree or disagree; affiliation: actors and the claims on which "
    "they take a stance; claims: tied by the actors who take a stance on both; arguments: claims "
    "that support or attack others; carriers: who passes on whose words; debate: everything; "
    "policies: policies and the claims to which they respond.",
)
@click.option("--measure", "measures", multiple=True, metavar="NAME",
              help="Show a measure instead of the ties: degree, betweenness, bridges, communities, "
              "modularity, frustration, e-i, second-hand, both-sides, reach.")  # fmt: skip
@selection_options
@click.option("--anyway", is_flag=True, help="Show a measure even where n is too small.")
@click.option("--seed", default=1, show_default=True, help="Seed for what is decided by chance.")
@click.option("--lens", is_flag=True,
              help="Write a page that draws it, and beside it the page of the debate, which its "
                   "links open. "
              "Where no option chooses ties or statements, the pages of actors, claims, debate and "
              "policies also describe what they show.")  # fmt: skip
@click.option("--most", type=click.IntRange(1), metavar="N",
              help="Maximum number of nodes of a lens; by default all of a small network, and of a "
              "larger one those with the most ties.")  # fmt: skip
@click.option("--colour", metavar="NAME",
              help="Of a lens: colours and shapes of nodes show this attribute, which debate.yaml "
              "declares, such as party.")  # fmt: skip
@click.option("--open/--no-open", "opened", default=None,
              help="Open a lens in the browser, or do not; by default where there is a "
              "display.")  # fmt: skip
@click.option("--format", "file_format", type=click.Choice(FORMATS),
              help="Write a file for another program; by default the suffix of -o says which. "
              "csv is a folder of tables; matrix a CSV file with a row and a column for each node, "
              "as DNA writes, for ties of one kind.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, allow_dash=True),
              help="The file: .graphml, .gexf, .dot, .json, .cyjs or .csv (a matrix), with --lens "
              ".html; - writes to stdout.")  # fmt: skip
@force_option
@output_options
@click.pass_obj
def network_command(  # noqa: PLR0913 — click hands over each option
    state: State,
    /,
    *,
    name: str,
    measures: tuple[str, ...],
    chosen: dict[str, Any],
    anyway: bool,
    seed: int,
    lens: bool,
    most: int | None,
    colour: str | None,
    opened: bool | None,
    file_format: str | None,
    output: Path | None,
    force: bool,
    form: str,
) -> None:
    """Tie actors by the claims they share, or claims by arguments; list, measure, draw or write.

    \b
    Examples:
      opendebate network actors
      opendebate network actors --ties congruence --normalisation jaccard --csv
      opendebate network affiliation --ties subtract --normalisation activity
      opendebate network actors --exclude narrator --mode verbatim,paraphrase
      opendebate network actors --measure frustration --anyway
      opendebate network actors --ties conflict -o conflicts.gexf
      opendebate network actors --format csv -o actors
      opendebate network affiliation --ties subtract -o matrix.csv
      opendebate network actors --lens
    """
    from opendebate.networks.options import check_choices
    from opendebate.networks.tie_table import default_tie_table, tie_table
    from opendebate_cli.network_checks import check_outputs
    from opendebate_cli.network_text import write_measures, write_ties
    from opendebate_cli.uncounted_sources import uncounted

    check_choices(name, chosen, {option: flags[0] for option, (flags, _) in CHOICES.items()})
    file_format = check_outputs(click.get_current_context())
    debate = state.load()
    show_notes(sentence for sentence, _ in uncounted(debate))
    if lens:
        write_lens(debate, name, chosen, output, debate_name=state.name, most=most,
                   colour=colour, opened=opened, force=force)  # fmt: skip
        return
    if not (file_format or measures):
        ties = None if chosen else default_tie_table(debate.engine, name)  # may be in the cache
        write_ties(ties or tie_table(debate.network(name, **chosen)), form)
        return
    graph = debate.network(name, **chosen)
    show_notes(graph.graph.get("notes", ()))
    if file_format:
        path = output or Path(f"{state.name}-{name}{_SUFFIXES[file_format]}")
        title = f"{debate.title}: {name}"
        write_export(debate.export_network(graph, file_format, title=title), path, force=force)
    else:
        write_measures(graph, measures, form, anyway=anyway, seed=seed)
