"""What was decided where coders differ: ``codings/decisions.yaml``, for the appendix of a study."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from opendebate.coding import field_types as types
from opendebate.coding.debate_files import CODINGS, DECISIONS, check_inside, display_path
from opendebate.coding.records import Record
from opendebate.coding.validation_messages import add_validation_faults
from opendebate.coding.yaml_reader import parse, read_tree
from opendebate.coding.yaml_tree import Tree
from opendebate.errors import Fault

PASSAGE = "passage"  # the field of a decision whether there is a statement at all
ENDS = "ends"  # the field of a decision on which words the statement is
NEITHER = "neither"  # chosen, where no coder's value was taken
Compared = Literal["passage", "ends", "speaker", "claim", "stance", "mode", "side", "because"]


StatementOfCoder = Annotated[str, Field(pattern=r"^[^/\s]+/[^/\s]+$")]


class Decision(Record):
    """What was decided on one field of one statement on which coders differ."""

    source: types.Id
    statement: Annotated[
        StatementOfCoder, Field(description="CODER/STATEMENT, of any of the coders.")
    ]
    paired_with: Annotated[
        tuple[StatementOfCoder, ...],
        Field(description="Those of the other coders on these words, as the article showed."),
    ] = ()
    field: Compared
    chosen: Annotated[types.Id, Field(description="The coder whose value was taken, or neither.")]
    reason: types.Text
    by: types.Name | None = None
    date: types.Edtf | None = None


def decisions_path(folder: Path) -> Path:
    """Return the path of a debate's decisions."""
    return folder / CODINGS / DECISIONS


def read_decisions(folder: Path) -> tuple[list[Decision], list[Fault]]:
    """Return what was decided in a debate, and the faults of the file; nothing if there is none.

    Parameters
    ----------
    folder : pathlib.Path
        The debate's folder.
    """
    path = decisions_path(folder)
    if not path.exists():
        return [], []
    check_inside(path, folder)
    return _decisions(read_tree(path, display_path(path)))


def decided_pairs(decisions: Iterable[Decision], slug: str) -> list[frozenset[str]]:
    """Return which statements decisions on a source take for statements on the same words.

    Returns
    -------
    list of frozenset of str
        ``CODER/STATEMENT`` of each coder.
    """
    return list(dict.fromkeys(
        frozenset((decision.statement, *decision.paired_with))
        for decision in decisions
        if decision.source == slug and decision.paired_with
    ))  # fmt: skip


def decisions_in(text: str, name: str) -> tuple[list[Decision], list[Fault]]:
    """Return the decisions in a text, and its faults.

    Parameters
    ----------
    text : str
    name : str
        The name of its file, for messages.
    """
    return _decisions(parse(text.encode(), Tree(name)))


def _decisions(tree: Tree) -> tuple[list[Decision], list[Fault]]:
    decisions = [each for i in range(_length(tree)) if (each := _decision(tree, i))]
    return decisions, [*tree.faults, *tree.overflow_faults()]


def _length(tree: Tree) -> int:
    """Return the number of decisions in a file; note what else is in it."""
    for key in tree.data:
        if key != "decisions":
            tree.add_fault((key,), f"Unknown key {key!r}. Known is: decisions.", key=True)
    listed = tree.data.get("decisions")
    if listed is None or isinstance(listed, list):
        return len(listed or ())
    tree.add_fault(("decisions",), "decisions: This must be a list, one item a decision.")
    return 0


def _decision(tree: Tree, number: int) -> Decision | None:
    try:
        return Decision.model_validate(tree.data["decisions"][number] or {})
    except ValidationError as error:
        add_validation_faults(error, Decision, tree, ("decisions", number))
        return None
