"""Putting ids in the place of others, in all files of a debate: renaming, merging, splitting."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from opendebate.coding.folder import KINDS
from opendebate.coding.yaml_text import data_of, pair_of
from opendebate.coding.yaml_tree import Keys
from opendebate.errors import InputError
from opendebate.recoding.editors import ORDER, Editors, node_at
from opendebate.recoding.merged_records import merged_record

_IN_MEMBER = 4  # keys of a path in a register: entity, list, number, field
Field = tuple[str, Keys]  # a file, and the path of a field in it


@dataclass(frozen=True, slots=True)
class Replacement:
    """Ids of one kind of entity, each with the id to put in its place.

    An id that is new renames the entity; the id of another entity merges the two.

    Attributes
    ----------
    kind : str
        ``"claims"``, ``"actors"``, …
    ids : mapping of str to str
        Former id → id in its place.
    """

    kind: str
    ids: Mapping[str, str]
    merged: dict[str, list[str]] = field(default_factory=dict, init=False)

    def apply(self, editors: Editors) -> None:
        """Change the files.

        Raises
        ------
        InputError, UnknownName
            If an id is not there, or taken, or cannot be read.
        """
        self._check(editors)
        self._plan(editors)
        self._change_register(editors)
        _replace_fields(editors, self._fields(editors))
        self._change_draft_records(editors)

    def _check(self, editors: Editors) -> None:
        for old, new in self.ids.items():
            editors.require(self.kind, old)
            if old == new:
                raise InputError(f"{old!r} cannot be merged with itself. Choose another one.")
            if new in self.ids:
                raise InputError(
                    f"{new!r} cannot replace {old!r}: {self.ids[new]!r} replaces {new!r}.",
                    advice=f"Give {old!r} and {new!r} the same new id, or do one after the other.",
                )
            other = next((kind for kind in KINDS if kind != self.kind
                          and new in getattr(editors.coding, kind)), None)  # fmt: skip
            if other or f"sources/{new}" in editors.texts:
                kind = KINDS[other][0] if other else "source"
                raise InputError(f"The id {new!r} already names another {kind}. Choose another.")

    def _plan(self, editors: Editors) -> None:
        """Note for each entity that stays, by its former id, which ones are merged into it."""
        keepers: dict[str, str] = {}
        for old, new in self.ids.items():
            present = new in editors.coding.trees[self.kind].data
            keeper = keepers.setdefault(new, new if present else old)
            others = self.merged.setdefault(keeper, [])
            if old != keeper:
                others.append(old)

    def _change_register(self, editors: Editors) -> None:
        editor = editors[self.kind]
        data = editors.coding.trees[self.kind].data
        for keeper, others in self.merged.items():
            pair = pair_of(editor.root, keeper)
            if keeper in self.ids:
                editor.rename(pair[0], self.ids[keeper])
            for other in others:
                editor.change(editor.root, other, None)
            if others and isinstance(data[keeper], dict):
                new = self.ids.get(keeper, keeper)
                extras = [data[other] for other in others if isinstance(data[other], dict)]
                record = merged_record(self.kind, new, data[keeper], extras, self.ids)
                order = ORDER[self.kind]
                changed = [key for key in order if record.get(key) != data[keeper].get(key)]
                for key in changed:
                    editor.change(pair[1], key, record.get(key), order)

    def _fields(self, editors: Editors) -> dict[Field, Mapping[str, str]]:
        """Return the fields that refer to one of the entities, except those of merged records."""
        done = {name for keeper, others in self.merged.items() if others
                for name in (keeper, *others)}  # fmt: skip
        return {
            _field(key, path): self.ids
            for key, path, _ in editors.references_to(self.kind, self.ids.keys())
            if not (key == self.kind and path[0] in done)
        }

    def _change_draft_records(self, editors: Editors) -> None:
        """Rename or remove the records that drafts have of the entities."""
        for key, tree in editors.trees(self.ids.keys()):
            own = tree.data.get(self.kind) if key.startswith("drafts/") else None
            if isinstance(own, dict):
                self._change_records_of_draft(editors, key, own)

    def _change_records_of_draft(self, editors: Editors, key: str, own: Mapping[str, Any]) -> None:
        editor, gone = editors[key], []
        parent = pair_of(editor.root, self.kind)[1]
        for old in own:
            if old in self.ids and old in self.merged and self.ids[old] not in own:
                editor.rename(pair_of(parent, old)[0], self.ids[old])
            elif old in self.ids:
                gone.append(old)
        if gone and len(gone) == len(own):
            editor.change(editor.root, self.kind, None)
        else:
            for old in gone:
                editor.change(parent, old, None)


@dataclass(frozen=True, slots=True)
class Split:
    """The replacement of an entity in some statements only, or of a topic in some claims.

    Attributes
    ----------
    kind : str
        ``"claims"``, ``"actors"`` or ``"topics"``.
    old, new : str
        The id, and the one that is put in its place.
    statement : str
        ``SLUG/STATEMENT``, or ``CODER/SLUG/STATEMENT`` of a coder's coding; or empty.
    source : str
        A slug, where the id is replaced in all statements of the source, also in the codings of
        coders and in the draft.
    claim : str
        Of a topic: the claim that gets the other one; or empty.
    where : str or None
        The file and line that say so, for messages.
    """

    kind: str
    old: str
    new: str
    statement: str = ""
    source: str = ""
    claim: str = ""
    where: str | None = None

    @property
    def place(self) -> str:
        """Where the id is replaced, in words."""
        if self.claim:
            return f"claim {self.claim}"
        return f"statement {self.statement}" if self.statement else f"source {self.source}"

    def keys(self, editors: Editors) -> list[str]:
        """Return the files in which statements are changed.

        Raises
        ------
        InputError
            If there is none.
        """
        if self.statement:
            coder, _, rest = self.statement.rpartition("/")[0].rpartition("/")
            keys = [f"codings/{coder}/{rest}" if coder else f"sources/{rest}"]
        else:
            keys = [key for key in editors.texts if "/" in key
                    and key.rpartition("/")[2] == self.source]  # fmt: skip
        if not keys or keys[0] not in editors.texts:
            file = f"{keys[0] if keys else f'sources/{self.source}'}.yaml"
            raise InputError(
                f"There is no file {file}.",
                where=self.where,
                advice="Name a source by its file without .yaml, and a statement SLUG/STATEMENT.",
            )
        return keys


def split(splits: Iterable[Split], editors: Editors, new: Collection[str] = ()) -> None:
    """Change the statements that are named.

    Parameters
    ----------
    splits : iterable of Split
    editors : Editors
    new : collection of str
        Ids of entities that are added with them.

    Raises
    ------
    InputError, UnknownName
        If an id or statement is not there, or does not name the entity.
    """
    fields: dict[Field, dict[str, str]] = {}
    for each in splits:
        for name in {each.old, each.new}.difference(new):
            editors.require(each.kind, name)
        found = _fields_of(each, editors)
        if not found:
            raise InputError(
                f"The {each.place} does not name the {KINDS[each.kind][0]} {each.old}.",
                where=each.where,
            )
        for field_ in found:
            if fields.setdefault(field_, {}).setdefault(each.old, each.new) != each.new:
                raise InputError(
                    f"{each.old!r} is given two ids in the {each.place}.", where=each.where
                )
    _replace_fields(editors, fields)


def _fields_of(split: Split, editors: Editors) -> list[Field]:
    if split.claim:
        editors.require("claims", split.claim)
        return [_field(key, path) for key, path, _ in editors.references_to(split.kind, [split.old])
                if (key, *path[:2]) == ("claims", split.claim, "topics")]  # fmt: skip
    keys, wanted = set(split.keys(editors)), split.statement.rpartition("/")[2]
    trees = dict(editors.trees([split.old]))
    return [
        _field(key, path)
        for key, path, _ in editors.references_to(split.kind, [split.old])
        if key in keys and path[0] in {"statements", "proposals"}
        and wanted in {"", trees[key].data[path[0]][path[1]].get("id")}
    ]  # fmt: skip


def _field(key: str, path: Keys) -> Field:
    return key, path[:-1] if isinstance(path[-1], int) else path


def _replace_fields(editors: Editors, fields: Mapping[Field, Mapping[str, str]]) -> None:
    """Write other ids into fields; a list that would have a member twice has it once."""
    joined = _joined_lists(editors, fields)
    for (key, path), members in joined.items():
        editor = editors[key]
        editor.change(node_at(editor.root, path[:-1]), str(path[-1]), members)
    for (key, path), ids in fields.items():
        if (key, path[:-2]) in joined:
            continue
        editor = editors[key]
        parent = node_at(editor.root, path[:-1])
        node = pair_of(parent, str(path[-1]))[1]
        items = node.value if isinstance(node.value, list) else [node]
        names = [data_of(item) for item in items]
        new = list(dict.fromkeys(ids.get(name, name) for name in names))
        if len(new) < len(names):
            editor.change(parent, str(path[-1]), new)
            continue
        for item, name in zip(items, names, strict=True):
            if name in ids:
                editor.rename(item, ids[name])


def _joined_lists(
    editors: Editors, fields: Mapping[Field, Mapping[str, str]]
) -> dict[Field, list[dict[str, Any]]]:
    """Return lists of a register's records, such as memberships, that would have equal members.

    Each is returned with its members once.
    """
    changed: dict[Field, list[dict[str, Any]]] = {}
    for (key, path), ids in fields.items():
        if "/" in key or len(path) != _IN_MEMBER or not isinstance(path[-2], int):
            continue
        listed = changed.setdefault((key, path[:-2]), [
            dict(member) for member in data_of(node_at(editors[key].root, path[:-2]))
        ])  # fmt: skip
        member, name = listed[path[-2]], str(path[-1])
        member[name] = ids.get(member[name], member[name])
    once = {place: [member for i, member in enumerate(listed) if member not in listed[:i]]
            for place, listed in changed.items()}  # fmt: skip
    return {place: members for place, members in once.items()
            if len(members) < len(changed[place])}  # fmt: skip
