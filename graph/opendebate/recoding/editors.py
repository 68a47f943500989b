"""The editors of a debate's files, and where their records refer to entities."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from opendebate.coding.debate_files import CODINGS, DECISIONS, display_path
from opendebate.coding.folder import KINDS, Coding
from opendebate.coding.record_edit import RecordEditor, key_order
from opendebate.coding.references import decision_paths, file_references, referring_paths
from opendebate.coding.yaml_reader import parse
from opendebate.coding.yaml_text import data_of, pair_of, statement_nodes
from opendebate.coding.yaml_tree import Keys, Tree
from opendebate.errors import InputError, UnknownName, close_matches
from opendebate.printed_commands import printed_command

Data = dict[str, Any]
_DECISIONS = f"{CODINGS}/{DECISIONS}".removesuffix(".yaml")
ORDER = {kind: key_order(model) for kind, (_, model) in KINDS.items()}


@dataclass(slots=True)
class Editors:
    """The editors of the files that an edit changes.

    Attributes
    ----------
    texts : mapping of str to str
        The texts of all files.
    coding : Coding
        The records of those that a build reads.
    """

    texts: Mapping[str, str]
    coding: Coding
    _open: dict[str, RecordEditor] = field(default_factory=dict)

    def __getitem__(self, key: str) -> RecordEditor:
        if key not in self._open:
            self._open[key] = RecordEditor(self.texts.get(key, ""))
        return self._open[key]

    def results(self) -> dict[str, str]:
        """Return the texts that the edit has changed."""
        done = {key: editor.result() for key, editor in self._open.items()}
        return {key: text for key, text in done.items() if text != self.texts.get(key)}

    def save_record(self, kind: str, name: str, record: Data) -> None:
        """Add or change an entity."""
        editor = self[kind]
        editor.change(editor.root, name, record, ORDER[kind])

    def require(self, kind: str, name: str) -> None:
        """Raise an error unless an entity of a kind has the id.

        Raises
        ------
        UnknownName
            If there is none.
        """
        ids = self.coding.trees[kind].data if kind in self.coding.trees else {}
        if name not in ids:
            raise UnknownName(KINDS[kind][0], name, close_matches(name, ids))

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
        return statement_nodes(self[f"sources/{slug}"].root)

    def rename_statement(self, slug: str, old: str, new: str) -> None:
        """Give a statement another id, also where others refer to it."""
        node = self.statement_node(slug, old)
        self[f"sources/{slug}"].rename(pair_of(node, "id")[1], new)
        for key, tree in self.coding.trees.items():
            in_source = key == f"sources/{slug}"
            if self.coding.paths and not in_source:
                continue  # others refer to the adjudicated statement, and not to a coder's
            for path in referring_paths(key, tree.data, "statement", f"{slug}/{old}"):
                self.rename_at(key, path, new if in_source else f"{slug}/{new}")
        self._rename_in_decisions(slug, old, new)

    def _rename_in_decisions(self, slug: str, old: str, new: str) -> None:
        """Give a statement another id where decisions name it.

        Decisions between coders name a coder's statement, and a decision on a proposal the
        adjudicated statement that it became.
        """
        folder, *coder = self.coding.paths.get(f"sources/{slug}", "").split("/")[:2]
        if folder == CODINGS:
            old, new = f"{coder[0]}/{old}", f"{coder[0]}/{new}"
        name = _DECISIONS if folder == CODINGS else f"drafts/{slug}"
        for key, tree in self.trees([old]):
            if key == name:
                for path in decision_paths(tree.data, slug, old):
                    self.rename_at(key, path, new)

    def rename_at(self, key: str, path: Keys, new: str) -> None:
        """Write another id in place of the one at a path of a file."""
        node = node_at(self[key].root, path)
        if node is not None and isinstance(node.value, str):
            self[key].rename(node, new)

    def trees(self, names: Collection[str]) -> Iterator[tuple[str, Tree]]:
        """Yield key and data of each file that has one of some ids in it.

        Raises
        ------
        InputError
            If such a file cannot be read to its end.
        """
        for key, text in self.texts.items():
            if not any(name in text for name in names):
                continue
            tree = self.coding.trees.get(key)
            if tree is None:  # a coder's file, or a draft
                tree = parse(text.encode(), Tree(display_path(self.coding.path(key))))
            if not tree.is_complete:
                raise InputError(
                    "This file has a YAML error, so not every reference in it can be changed.",
                    where=tree.file,
                    advice="Mend it, and repeat your change. To see what is wrong, run: "
                    + printed_command("check"),
                )
            yield key, tree

    def references_to(self, kind: str, names: Collection[str]) -> Iterator[tuple[str, Keys, str]]:
        """Yield file, path and id of each reference to one of several entities of a kind."""
        singular = KINDS[kind][0]
        for key, tree in self.trees(names):
            for path, member, mark in file_references(key, tree.data):
                if member in names and singular in mark.kinds:
                    yield key, path, member


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
