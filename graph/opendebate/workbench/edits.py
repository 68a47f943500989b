"""Edits of a debate: each turns the texts of its coding files into other texts.

An edit is checked as data before it is done: pydantic refuses keys and values that it does not
know. What it makes of the records is checked like any other coding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from opendebate.coding import records
from opendebate.coding.folder import KINDS, Coding
from opendebate.coding.record_edit import RecordEditor, data_of, pair_of
from opendebate.coding.references import referring_paths
from opendebate.coding.yaml_reader import Keys
from opendebate.errors import InputError, UnknownName

Kind = Literal["actors", "models", "policies", "claims", "topics", "events", "context"]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Data = dict[str, Any]
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


class Split(NewRecords):
    """Give some statements of a claim another claim, which may be new: ``SLUG/STATEMENT``."""

    action: Literal["split"]
    claim: Name
    into: Name
    statements: list[Name]


class SaveDebate(Edit):
    """Change the title of the debate, and the question that is debated."""

    action: Literal["save-debate"]
    title: Name
    question: Annotated[str, Field(min_length=1, max_length=2_000)]


class SaveSource(Edit):
    """Change what is known of the source: its record without ``text`` and ``attribution``."""

    action: Literal["save-source"]
    record: Data


class Attribute(Edit):
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


AnyEdit = Annotated[
    SaveStatement | RemoveStatement | SaveRecord | RemoveRecord | Rename | Merge | Split
    | SaveDebate | SaveSource | Attribute | Accept | Reject | Skip,
    Field(discriminator="action"),
]  # fmt: skip
EDIT: TypeAdapter[AnyEdit] = TypeAdapter(AnyEdit)
ORDER = {
    kind: tuple(field.alias or name for name, field in model.model_fields.items())
    for kind, (_, model) in KINDS.items()
}
STATEMENT_ORDER = tuple(
    field.alias or name for name, field in records.Statement.model_fields.items()
)
SOURCE_ORDER = tuple(field.alias or name for name, field in records.Source.model_fields.items())


@dataclass(slots=True)
class Editors:
    """The editors of the files that an edit changes.

    Attributes
    ----------
    texts : mapping of str to str
        The texts of all files.
    coding : Coding
        Their records.
    """

    texts: Mapping[str, str]
    coding: Coding
    _open: dict[str, RecordEditor] = field(default_factory=dict)

    def __getitem__(self, key: str) -> RecordEditor:
        if key not in self._open:
            self._open[key] = RecordEditor(self.texts.get(key, ""))
        return self._open[key]

    def results(self) -> dict[str, str]:
        """Return the texts that differ now."""
        done = {key: editor.result() for key, editor in self._open.items()}
        return {key: text for key, text in done.items() if text != self.texts.get(key)}

    def save_record(self, kind: str, name: str, record: Data) -> None:
        """Add or change an entity."""
        editor = self[kind]
        editor.change(editor.root, name, record, ORDER[kind])

    def statement_node(self, slug: str, name: str) -> Any:
        """Return the node of a statement.

        Raises
        ------
        UnknownName
            If there is none.
        """
        for node in self.statement_nodes(slug):
            if data_of(pair_of(node, "id")[1]) == name:
                return node
        raise UnknownName("statement", name, [])

    def statement_nodes(self, slug: str) -> list[Any]:
        """Return the nodes of a source's statements, in the order of the file."""
        pair = pair_of(self[f"sources/{slug}"].root, "statements")
        listed = pair[1].value if pair and isinstance(pair[1].value, list) else []
        return [node for node in listed if pair_of(node, "id")]

    def replace_references(self, kind: str, old: str, new: str) -> None:
        """Write another id wherever a record refers to an entity."""
        singular = KINDS[kind][0] if kind in KINDS else "statement"
        for key, tree in self.coding.trees.items():
            for path in referring_paths(key, tree.data, singular, old):
                self._rename_at(key, path, old, new)

    def _rename_at(self, key: str, path: Keys, old: str, new: str) -> None:
        node = node_at(self[key].root, path)
        if node is not None and isinstance(node.value, str):
            self[key].rename(node, new)


def node_at(node: Any, path: Keys) -> Any:
    """Return the node at a path; None if there is none. A single value may stand for a list."""
    for step in path:
        if isinstance(step, int):
            is_list = str(node.id) == "sequence"
            node = node.value[step] if is_list else node
        else:
            pair = pair_of(node, step)
            if pair is None:
                return None
            node = pair[1]
    return node


def references_to(coding: Coding, kind: str, name: str) -> Iterator[tuple[str, Keys]]:
    """Yield the file and path of each reference to an entity."""
    for key, tree in coding.trees.items():
        for path in referring_paths(key, tree.data, KINDS[kind][0], name):
            yield key, path


def rename(edit: Rename, editors: Editors, slug: str) -> str:
    """Rename an entity or a statement of the source; return what was done."""
    if edit.kind == "statements":
        node = editors.statement_node(slug, edit.id)
        editors[f"sources/{slug}"].rename(pair_of(node, "id")[1], edit.new)
        editors.replace_references("statements", f"{slug}/{edit.id}", f"{slug}/{edit.new}")
        return f"rename statement {edit.id} to {edit.new}"
    _require(editors.coding, edit.kind, edit.id)
    if any(edit.new in getattr(editors.coding, kind) for kind in KINDS):
        raise InputError(f"The id {edit.new!r} is taken. Choose another, or merge the two.")
    editor = editors[edit.kind]
    editor.rename(pair_of(editor.root, edit.id)[0], edit.new)
    editors.replace_references(edit.kind, edit.id, edit.new)
    return f"rename {KINDS[edit.kind][0]} {edit.id} to {edit.new}"


def change_records(
    edit: SaveDebate | SaveRecord | RemoveRecord | Merge | Split, editors: Editors
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
        case Split():
            return split(edit, editors)


def merge(edit: Merge, editors: Editors) -> str:
    """Merge an entity into another; return what was done.

    References to the first go to the second; lists that then name it twice name it once.
    """
    for name in (edit.id, edit.into):
        _require(editors.coding, edit.kind, name)
    if edit.id == edit.into:
        raise InputError("An entity cannot be merged with itself. Choose another one.")
    editor = editors[edit.kind]
    editor.change(editor.root, edit.id, None)
    fields = dict.fromkeys(
        (key, path[:-1] if isinstance(path[-1], int) else path)
        for key, path in references_to(editors.coding, edit.kind, edit.id)
        if not (key == edit.kind and path[0] == edit.id)
    )
    for key, path in fields:
        _point_elsewhere(editors[key], key, path, edit)
    return f"merge {KINDS[edit.kind][0]} {edit.id} into {edit.into}"


def _point_elsewhere(editor: RecordEditor, key: str, path: Keys, edit: Merge) -> None:
    """Make a reference name the entity that stays; it leaves out a relation to itself."""
    parent, field_name = node_at(editor.root, path[:-1]), str(path[-1])
    itself = key == edit.kind and path[0] == edit.into
    value = data_of(pair_of(parent, field_name)[1])
    items = value if isinstance(value, list) else [value]
    kept = list(dict.fromkeys(edit.into if item == edit.id else item for item in items))
    if itself:
        kept = [item for item in kept if item != edit.into]
    single = kept[0] if not isinstance(value, list) and kept else kept
    editor.change(parent, field_name, single or None)


def split(edit: Split, editors: Editors) -> str:
    """Give some statements another claim; return what was done."""
    for kind, named in edit.records.items():
        for name, record in named.items():
            editors.save_record(kind, name, record)
    if edit.into not in edit.records.get("claims", {}):
        _require(editors.coding, "claims", edit.into)
    for statement in edit.statements:
        slug, _, name = statement.partition("/")
        node = editors.statement_node(slug, name)
        if data_of(pair_of(node, "claim")[1]) != edit.claim:
            raise InputError(f"The statement {statement} has another claim than {edit.claim}.")
        editors[f"sources/{slug}"].change(node, "claim", edit.into)
    return f"split claim {edit.claim}"


def remove_record(edit: RemoveRecord, editors: Editors) -> str:
    """Remove an entity that nothing refers to; return what was done."""
    _require(editors.coding, edit.kind, edit.id)
    used = [(key, path) for key, path in references_to(editors.coding, edit.kind, edit.id)
            if not (key == edit.kind and path[0] == edit.id)]  # fmt: skip
    if used:
        where = ", ".join(sorted({f"{key}.yaml" for key, _ in used}))
        raise InputError(
            f"{edit.id!r} is still used in {where}.",
            advice="Merge it with another, or change what refers to it.",
        )
    editor = editors[edit.kind]
    editor.change(editor.root, edit.id, None)
    return f"remove {KINDS[edit.kind][0]} {edit.id}"


def _require(coding: Coding, kind: str, name: str) -> None:
    if name not in getattr(coding, kind):
        raise UnknownName(KINDS[kind][0], name, [])
