"""What is the same elsewhere: a record outside the debate, and the same as one entity only."""

from __future__ import annotations

from collections.abc import Iterator

from opendebate.coding.folder import Coding
from opendebate.coding.records import NamedEntity
from opendebate.coding.yaml_tree import Keys, Tree

_FILES = ("actors", "models", "policies")


def check_same_as(coding: Coding) -> None:
    """Check that each record elsewhere is the same as one entity, and outside the debate."""
    base = getattr(coding.debate, "iri", "")
    first: dict[str, tuple[str, str, Tree, Keys]] = {}
    for file, name, address, at in _addresses(coding):
        tree = coding.trees[file]
        if base and address.startswith(base):
            tree.add_fault(
                at,
                f"{address[:100]!r} is an address of this debate. Name a record elsewhere, such as "
                "Q42 of Wikidata, or take it out.",
            )
        elif address in first and first[address][1] != name:
            where, other, others, path = first[address]
            line = others.location(path)[0]
            tree.add_fault(
                at,
                f"{other!r} is the same as {address[:100]!r} already ({where}.yaml, line {line}). "
                "Correct one of the two, or make them one entity.",
            )
        first.setdefault(address, (file, name, tree, at))


def _addresses(coding: Coding) -> Iterator[tuple[str, str, str, Keys]]:
    """Yield file, id, address and path of each record elsewhere."""
    for file in _FILES:
        entities: dict[str, NamedEntity] = getattr(coding, file)
        for name, entity in entities.items():
            if entity.same_as:
                listed = isinstance(coding.trees[file].data[name]["same_as"], list)
                for n, address in enumerate(entity.same_as):
                    yield file, name, address, (name, "same_as", n) if listed else (name, "same_as")
