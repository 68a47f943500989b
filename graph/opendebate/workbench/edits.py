"""Edits of a debate: each turns the texts of its coding files into other texts.

An edit is checked as data before it is done: pydantic refuses keys and values that it does not
know. The records that result are checked like any other coding.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from opendebate.coding import records
from opendebate.coding.folder import KINDS
from opendebate.coding.record_edit import key_order
from opendebate.coding.yaml_text import pair_of
from opendebate.errors import InputError
from opendebate.recoding import replacing
from opendebate.recoding.editors import Editors

_MAX_DEPTH = 20  # of a record


def plain_data(value: Any, depth: int = _MAX_DEPTH) -> Any:
    """Return data of a record as it is.

    Raises
    ------
    ValueError
        If it holds anything that no coding file holds, or is nested too deeply.
    """
    if not depth:
        raise ValueError(f"Values are nested more than {_MAX_DEPTH} deep.")
    match value:
        case dict():
            for member in value.values():
                if member is not None:
                    plain_data(member, depth - 1)
        case list():
            for member in value:
                plain_data(member, depth - 1)
        case str() | int():
            pass
        case _:
            raise ValueError("A value is a text, a whole number, a list or a record.")
    return value


Kind = Literal["actors", "models", "policies", "claims", "topics", "events", "context"]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Data = Annotated[dict[str, Any], AfterValidator(plain_data)]
Span = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
MAX_SPANS = 40  # passages of a statement


class Edit(BaseModel):
    """The base of all edits."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NewRecords(Edit):
    """New records of entities that a statement needs: kind → id → record."""

    records: dict[Kind, dict[Name, Data]] = {}


class SaveStatement(NewRecords):
    """Add a statement, or change the one that has the id.

    ``statement`` has the keys of the coding file without ``id`` and ``at``; ``spans`` are its
    passages as word numbers of the article, and None leaves the passages as they are.
    """

    action: Literal["save-statement"]
    id: Name | None = None
    statement: Data
    spans: Annotated[list[Span], Field(max_length=MAX_SPANS)] | None = None


class RemoveStatement(Edit):
    """Remove a statement."""

    action: Literal["remove-statement"]
    id: Name


class SaveRecord(Edit):
    """Add an entity, or change the one that has the id: its record as in the coding file."""

    action: Literal["save-record"]
    kind: Kind
    id: Name
    record: Data


class RemoveRecord(Edit):
    """Remove an entity that nothing refers to."""

    action: Literal["remove-record"]
    kind: Kind
    id: Name


class Rename(Edit):
    """Give an entity or statement another id, everywhere."""

    action: Literal["rename"]
    kind: Kind | Literal["statements"]
    id: Name
    new: Name


class Merge(Edit):
    """Put one entity in the place of another, everywhere, and remove the other."""

    action: Literal["merge"]
    kind: Kind
    id: Name
    into: Name


class SplitClaim(NewRecords):
    """Give some statements of a claim another claim, which may be new.

    ``statements`` are ``SLUG/STATEMENT``; of each of the ``sources`` all statements are changed.
    """

    action: Literal["split"]
    claim: Name
    into: Name
    statements: list[Name] = []
    sources: list[Name] = []


class SaveDebate(Edit):
    """Change the title of the debate, and the question that is debated."""

    action: Literal["save-debate"]
    title: Name
    question: Annotated[str, Field(min_length=1, max_length=2_000)]


class SaveSource(Edit):
    """Change what is known of the source: its record without ``text`` and ``attribution``."""

    action: Literal["save-source"]
    record: Data


class MarkAttribution(Edit):
    """Mark words as nobody's statement, such as “she said”, or take the mark away."""

    action: Literal["attribute"]
    span: Span
    marked: bool = True


class Accept(NewRecords):
    """Accept a proposal of the draft, with the fields as a person left them.

    There is no edit that accepts several at once.
    """

    action: Literal["accept"]
    proposal: Name
    statement: Data
    spans: Annotated[list[Span], Field(max_length=MAX_SPANS)] | None = None
    by: Name | None = None


class Reject(Edit):
    """Reject a proposal of the draft, with a reason."""

    action: Literal["reject"]
    proposal: Name
    reason: Annotated[str, Field(min_length=1, max_length=500)]
    by: Name | None = None


class Skip(Edit):
    """Leave a proposal of the draft for later, in this session."""

    action: Literal["skip"]
    proposal: Name


class Adjudicate(Edit):
    """Decide on a difference between two coders: take a side, or neither."""

    action: Literal["adjudicate"]
    item: Name
    take: Literal["left", "right", "neither"]
    reason: Annotated[str, Field(min_length=1, max_length=500)]
    by: Name | None = None


RecordEdit = (
    SaveStatement | RemoveStatement | SaveRecord | RemoveRecord | Rename | Merge | SplitClaim
    | SaveDebate | SaveSource | MarkAttribution | Accept | Reject | Skip
)  # fmt: skip
AnyEdit = Annotated[RecordEdit | Adjudicate, Field(discriminator="action")]
EDIT: TypeAdapter[AnyEdit] = TypeAdapter(AnyEdit)
STATEMENT_ORDER = key_order(records.Statement)
SOURCE_ORDER = key_order(records.Source)


def rename(edit: Rename, editors: Editors, slug: str) -> str:
    """Rename an entity or a statement of the source; return what was done."""
    if edit.kind == "statements":
        editors.rename_statement(slug, edit.id, edit.new)
        return f"rename statement {edit.id} to {edit.new}"
    if edit.new in getattr(editors.coding, edit.kind):
        raise InputError(f"The id {edit.new!r} is taken. Choose another, or merge the two.")
    replacing.Replacement(edit.kind, {edit.id: edit.new}).apply(editors)
    return f"rename {KINDS[edit.kind][0]} {edit.id} to {edit.new}"


def change_records(
    edit: SaveDebate | SaveRecord | RemoveRecord | Merge | SplitClaim, editors: Editors
) -> str:
    """Change the records of entities or of the debate; return what was done."""
    match edit:
        case SaveDebate():
            node = pair_of(editors["debate"].root, "debate")[1]
            editors["debate"].change(node, "title", edit.title)
            editors["debate"].change(node, "question", edit.question)
            return "change the debate's title and question"
        case SaveRecord():
            editors.save_record(edit.kind, edit.id, edit.record)
            return f"save {edit.id}"
        case RemoveRecord():
            return remove_record(edit, editors)
        case Merge():
            return merge(edit, editors)
        case SplitClaim():
            return split(edit, editors)


def merge(edit: Merge, editors: Editors) -> str:
    """Merge an entity into another; return what was done."""
    editors.require(edit.kind, edit.into)
    replacing.Replacement(edit.kind, {edit.id: edit.into}).apply(editors)
    return f"merge {KINDS[edit.kind][0]} {edit.id} into {edit.into}"


def split(edit: SplitClaim, editors: Editors) -> str:
    """Give some statements another claim; return what was done."""
    for kind, named in edit.records.items():
        for name, record in named.items():
            editors.save_record(kind, name, record)
    splits = [
        *(replacing.Split("claims", edit.claim, edit.into, statement=each)
          for each in edit.statements),
        *(replacing.Split("claims", edit.claim, edit.into, source=each) for each in edit.sources),
    ]  # fmt: skip
    replacing.split(splits, editors, new=edit.records.get("claims", ()))
    return f"split claim {edit.claim}"


def remove_record(edit: RemoveRecord, editors: Editors) -> str:
    """Remove an entity that nothing refers to; return what was done."""
    editors.require(edit.kind, edit.id)
    used = [key for key, path, _ in editors.references_to(edit.kind, [edit.id])
            if not (key == edit.kind and path[0] == edit.id)]  # fmt: skip
    if used:
        where = ", ".join(sorted({f"{key}.yaml" for key in used}))
        raise InputError(
            f"{edit.id!r} is still used in {where}.",
            advice="Merge it with another, or change what refers to it.",
        )
    editor = editors[edit.kind]
    editor.change(editor.root, edit.id, None)
    return f"remove {KINDS[edit.kind][0]} {edit.id}"
