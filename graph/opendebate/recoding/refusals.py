"""Why a change is refused: errors that it would add, and contradictions that it would make."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from opendebate.coding.coder_files import with_coder
from opendebate.coding.debate_files import display_path
from opendebate.coding.folder import Coding
from opendebate.coding.yaml_reader import parse
from opendebate.coding.yaml_tree import Keys, Tree
from opendebate.coding.yaml_values import as_list
from opendebate.counting import counted
from opendebate.errors import Fault, FaultsFound, errors_among

Data = Mapping[str, Any]
Problems = dict[tuple[Any, ...], tuple[Keys, str]]  # what is wrong → where, and a message


class Refused(FaultsFound):
    """A change that would add errors to the coding; nothing was changed."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        super().__init__(faults)
        number = counted(len(self.faults), "fault")
        self.what = f"This change would add {number} to the coding files. Nothing was changed."
        self.advice = "Mend what is named above in the files as they are, and try again."


def added_errors(
    texts: Mapping[str, str],
    changed: Mapping[str, str],
    former: tuple[Coding, list[Fault]],
    new: tuple[Coding, list[Fault]],
) -> list[Fault]:
    """Return the contradictions that a change of ids makes, or else the errors that it adds.

    Parameters
    ----------
    texts : mapping of str to str
        The texts of all files before it.
    changed : mapping of str to str
        The texts that it changes.
    former, new : tuple of Coding and list of Fault
        The debate before and after it, and all that is wrong in it.
    """
    if problems := contradictions(former[0], texts, changed):
        return problems
    return _new_everywhere(texts, changed, former, new)


def added_errors_of_form(
    texts: Mapping[str, str],
    changed: Mapping[str, str],
    former: tuple[Coding, list[Fault]],
    new: tuple[Coding, list[Fault]],
) -> list[Fault]:
    """Return the errors that any other change adds.

    Coders' files are checked only if the change removes something that they may refer to.
    Parameters are those of `added_errors`.
    """
    if any(key.startswith("codings/") for key in changed) or any(
        _takes_away(former[0].trees.get(key), new[0].trees.get(key))
        for key in changed if "/" not in key
    ):  # fmt: skip
        return _new_everywhere(texts, changed, former, new)
    return new_errors(former[1], new[1])


def _takes_away(former: Tree | None, new: Tree | None) -> bool:
    """Tell whether a change removes or changes a record of a file of entities."""
    before, after = (tree.data if tree else {} for tree in (former, new))
    return any(after.get(name) != record for name, record in before.items())


def _new_everywhere(
    texts: Mapping[str, str],
    changed: Mapping[str, str],
    former: tuple[Coding, list[Fault]],
    new: tuple[Coding, list[Fault]],
) -> list[Fault]:
    """Return the errors that a change adds, also in coders' files."""
    before = [*former[1], *coder_errors(former[0], texts)]
    return new_errors(before, [*new[1], *coder_errors(new[0], {**texts, **changed})])


def new_errors(before: Iterable[Fault], after: Iterable[Fault]) -> list[Fault]:
    """Return the errors that were not there before, wherever in their file they stand."""
    former = Counter(map(_what_is_wrong, before))
    added = []
    for fault in after:
        key = _what_is_wrong(fault)
        if fault.is_error and not former[key]:
            added.append(fault)
        former[key] -= former[key] > 0
    return added


def _what_is_wrong(fault: Fault) -> tuple[str, str]:
    """Return a fault's file and first sentence; those after it say what to do, which may change."""
    return fault.file, fault.message.partition(". ")[0].removesuffix(".")


def coder_errors(coding: Coding, texts: Mapping[str, str]) -> list[Fault]:
    """Return the errors of all coders' files.

    Parameters
    ----------
    coding : Coding
        The debate whose registers they share.
    texts : mapping of str to str
        The texts of all files, of which those of coders are read.
    """
    by_coder: dict[str, dict[str, Tree]] = {}
    for key, text in texts.items():
        if key.startswith("codings/") and key.count("/") == 2:
            _, coder, slug = key.split("/")
            by_coder.setdefault(coder, {})[slug] = _tree(coding, key, text)
    return [
        fault
        for coder, trees in by_coder.items()
        for fault in errors_among(with_coder(coding, coder, trees)[1])
    ]


def contradictions(
    coding: Coding, before: Mapping[str, str], after: Mapping[str, str]
) -> list[Fault]:
    """Return the contradictions that a merge would make in the files that it changes.

    Parameters
    ----------
    coding : Coding
        The debate, for its folder.
    before, after : mapping of str to str
        The texts of the changed files.
    """
    faults = []
    for key, text in after.items():
        if key != "claims" and not key.startswith(("sources/", "codings/")):
            continue
        former, tree = _tree(coding, key, before.get(key, "")), _tree(coding, key, text)
        find = _in_claims if key == "claims" else _in_statements
        known = find(former.data)
        for what, (path, message) in find(tree.data).items():
            if what not in known:
                faults.append(Fault(tree.file, *tree.location(path), message))
    return faults


def _tree(coding: Coding, key: str, text: str) -> Tree:
    return parse(text.encode(), Tree(display_path(coding.path(key))))


def _in_claims(data: Data) -> Problems:
    """Return claims that support and attack the same claim, and undercuts of themselves."""
    problems: Problems = {}
    for name, claim in data.items():
        if not isinstance(claim, dict):
            continue
        for other in _ids(claim.get("supports")) & _ids(claim.get("attacks")):
            message = (
                f"{name!r} would support {other!r} and attack it. Take one of the two out first."
            )
            problems["both", name, other] = (name, "attacks"), message
        for number, step in enumerate(as_list(claim.get("undercuts"))):
            if isinstance(step, dict):
                problems |= _undercuts_itself(name, step, number)
    return problems


def _undercuts_itself(name: str, step: Data, number: int) -> Problems:
    premise, conclusion = step.get("premise"), step.get("conclusion")
    path: Keys = (name, "undercuts", number)
    if premise == conclusion:
        message = f"{name!r} would undercut a step from {premise!r} to itself. Take it out first."
        return {("step", name, premise): (path, message)}
    if premise == name:
        message = f"{name!r} would undercut a step of which it is the premise. Take it out first."
        return {("undercut", name, conclusion): (path, message)}
    return {}


def _in_statements(data: Data) -> Problems:
    """Return claims that are their own reasons, and statements that say the same twice."""
    problems: Problems = {}
    groups: dict[Any, list[tuple[int, Data]]] = defaultdict(list)
    for number, statement in enumerate(as_list(data.get("statements"))):
        if not isinstance(statement, dict):
            continue
        claim, name = statement.get("claim"), statement.get("id")
        if claim in _ids(statement.get("because")):
            message = (
                f"{claim!r} would be its own reason in the statement {name!r}. Take it out of "
                "because first, or keep the two claims apart."
            )
            problems["reason", name] = ("statements", number, "because"), message
        if passages := frozenset(_passages(statement)):
            speakers = frozenset(_ids(statement.get("speaker")))
            same = speakers, statement.get("on_behalf_of"), claim, passages
            groups[same].append((number, statement))
    for group in groups.values():
        for (_, first), (number, second) in pairwise(group):
            names = first.get("id"), second.get("id")
            problems["twice", *names] = ("statements", number), _twice(first, second)
    return problems


def _twice(first: Data, second: Data) -> str:
    stances = [each.get("stance") or "affirms" for each in (first, second)]
    one, other = first.get("id"), second.get("id")
    if stances[0] == stances[1]:
        problem = f"{one!r} and {other!r} would be the same statement: speaker, claim and passage."
    else:
        problem = (
            f"The same speaker would take two stances on the same claim in the same words: {one!r} "
            f"{stances[0]}, and {other!r} {stances[1]}."
        )
    return f"{problem} Remove one of the two statements first, or keep the two apart."


def _passages(statement: Data) -> Iterator[Any]:
    for passage in as_list(statement.get("at")):
        if isinstance(passage, dict):
            ends = tuple(passage.get(key) for key in ("paragraph", "from", "to"))
            yield passage.get("sha256") or ends


def _ids(value: Any) -> set[str]:
    return {each for each in as_list(value) if isinstance(each, str)}
