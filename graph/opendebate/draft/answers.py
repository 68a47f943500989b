"""Reading what a language model answers: JSON or YAML, fenced or not, with chatter around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from opendebate.coding.yaml_reader import parse
from opendebate.coding.yaml_tree import Tree
from opendebate.counting import counted
from opendebate.draft.proposals import NewClaim, Proposal, ProposedReason, listed

MAX_PROPOSALS = 2_000
MAX_TEXT = 20_000  # characters of one value
_FENCED = re.compile(
    r"^[ \t]*(```+|~~~+)[^\n]*\n(.*?)(?:^[ \t]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
# What JSON must not have, and chats write: comments, and commas behind a last value.
_STRING = r'("(?:[^"\\\n]|\\.)*")'
_COMMENT = re.compile(rf"{_STRING}|//[^\n]*|/\*.*?\*/", re.DOTALL)
_LAST_COMMA = re.compile(rf"{_STRING}|,(?=\s*[\]}}])")
_ITEM = re.compile(r"^ *- ", re.MULTILINE)
_CUT = ("The answer has a part that is cut off or broken after {}. Ask the chat for the others "
        "alone.")  # fmt: skip
_YAML = re.compile(r"^(?:proposals:|statements:|- )", re.MULTILINE)
_LISTS = ("proposals", "statements")
_QUOTATIONS = ("quotations", "quotation", "quote", "quotes")
_REASON = {"claim", "new_claim", "quotation"}  # the keys of a reason within a proposal
_TRIES = 200  # brackets at which JSON may begin


class _Malformed(ValueError):
    """Why something is no proposal."""


def read_answer(answer: str) -> tuple[tuple[Proposal, ...], tuple[str, ...]]:
    """Return the proposals of an answer, and what of it is none: a sentence each.

    Examples
    --------
    >>> answer = 'Here they are: {"proposals": [{"quotation": "maps help", "speaker": "Kim"}, 3]}'
    >>> proposals, malformed = read_answer(answer)
    >>> proposals[0].quotations, proposals[0].speakers, malformed
    (('maps help',), ('Kim',), ('Proposal 2 is no group of keys and values.',))
    """
    items, notes = _items(answer)
    if items is None:
        return (), ("The answer has no proposals in JSON or YAML.",)
    proposals, malformed = [], notes
    for number, item in enumerate(items[:MAX_PROPOSALS], 1):
        try:
            proposals.append(_proposal(item))
        except _Malformed as reason:
            malformed.append(f"Proposal {number} {reason}.")
    if len(items) > MAX_PROPOSALS:
        malformed.append(f"The answer has more than {MAX_PROPOSALS:,} proposals.")
    return tuple(proposals), tuple(malformed)


def answer_data(answer: str) -> Iterator[Any]:
    """Yield the data that an answer holds, in JSON or YAML; the most likely parts first."""
    fenced = [match.group(2) for match in _FENCED.finditer(answer)]
    for section in fenced:
        yield from _data(section)
    yield from _data(answer)
    yield from _json_within(answer)
    if match := _YAML.search(answer):
        yield from _yaml(answer[match.start() :])


def _items(answer: str) -> tuple[list[Any] | None, list[str]]:
    """Return the proposals of all parts of an answer, and what of it cannot be read.

    None in place of the proposals means that no part holds any.
    """
    parts = [match.group(2) for match in _FENCED.finditer(answer)]
    readings_found = [_items_of(section, _data(section)) for section in parts]
    if all(items is None for items, _ in readings_found):
        readings_found = [_items_of(answer, answer_data(answer))]
    if all(items is None for items, _ in readings_found):
        return None, []
    lists = [(items, is_whole) for items, is_whole in readings_found if items is not None]
    notes = [_CUT.format(counted(len(items), "proposal")) for items, is_whole in lists
             if not is_whole]  # fmt: skip
    return [item for items, _ in lists for item in items], notes


def _items_of(section: str, readings: Iterator[Any]) -> tuple[list[Any] | None, bool]:
    """Return the proposals of a part of an answer, and whether these are all that it holds.

    Of a part that is cut off or broken, these are the proposals that are complete.
    """
    strict = _strict(section)
    complete = [item for item in _complete(strict) if _is_proposal(item) and not _is_reason(item)]
    for data in readings:
        items = _list_of(data)
        if items is not None and len(items) >= len(complete):
            return items, True
    if not complete:
        complete = _complete_yaml(section)
    return (complete, False) if complete else (None, True)


def _strict(text: str) -> str:
    """Return JSON without comments, and without commas behind a last value."""
    plain = _COMMENT.sub(lambda match: match[1] or "", text)
    return _LAST_COMMA.sub(lambda match: match[1] or "", plain)


def _complete(text: str) -> Iterator[Any]:
    """Yield each group of JSON in a text that is complete, but none that is within another."""
    decoder, end, failures = json.JSONDecoder(), 0, 0
    for match in re.finditer(r"\{", text):
        if match.start() < end:
            continue
        try:
            data, end = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            failures += 1
            if failures > _TRIES:
                return
            continue
        yield data


def _is_proposal(data: Any) -> bool:
    return isinstance(data, Mapping) and any(key in data for key in _QUOTATIONS)


def _is_reason(data: Mapping[str, Any]) -> bool:
    return len(data) > 1 and data.keys() <= _REASON


def _complete_yaml(text: str) -> list[Any]:
    """Return the proposals of a list in YAML whose last one is cut off."""
    begin, items = _YAML.search(text), [match.start() for match in _ITEM.finditer(text)]
    if begin is None or not items:
        return []
    readings = _yaml(text[begin.start() : items[-1]])
    return next((listing for data in readings if (listing := _list_of(data))), [])


def _list_of(data: Any) -> list[Any] | None:
    if isinstance(data, Mapping):
        for key in _LISTS:
            if key in data:
                value = data[key]
                return value if isinstance(value, list) else [] if value is None else [value]
        return [data] if _is_proposal(data) else None
    return data if isinstance(data, list) and any(isinstance(item, Mapping) for item in data) else (
        None
    )  # fmt: skip


def _data(text: str) -> Iterator[Any]:
    for spelling in (text, _strict(text)):
        try:
            yield json.loads(spelling)
        except (ValueError, RecursionError):
            continue
        return
    yield from _yaml(text)


def _yaml(text: str) -> Iterator[Any]:
    text = f"proposals:\n{text}" if text.lstrip().startswith("- ") else text
    tree = parse(text.encode(errors="replace"), Tree("answer"))
    if tree.is_complete and not any(fault.is_error for fault in tree.faults):
        yield tree.data


def _json_within(text: str) -> Iterator[Any]:
    """Yield the JSON that begins at a bracket in a text, however the text goes on."""
    decoder, tries, text = json.JSONDecoder(), 0, _strict(text)
    for match in re.finditer(r"[{\[]", text):
        tries += 1
        if tries > _TRIES:
            return
        try:
            yield decoder.raw_decode(text, match.start())[0]
        except (ValueError, RecursionError):
            continue


def _proposal(item: Any) -> Proposal:
    if not isinstance(item, Mapping):
        raise _Malformed("is no group of keys and values")
    quotations = next((item[key] for key in _QUOTATIONS if item.get(key)), None)
    if quotations is None:
        raise _Malformed("has no quotations")
    return Proposal(
        quotations=_texts(quotations, "quotations"),
        speakers=listed(_texts(item.get("speaker") or item.get("speakers") or (), "speaker")),
        speaker_kind=_text(item.get("speaker_kind"), "speaker_kind"),
        claim=_text(item.get("claim"), "claim").strip(),
        new_claim=_new_claim(item.get("new_claim")),
        stance=_text(item.get("stance"), "stance").strip(),
        mode=_text(item.get("mode"), "mode").strip(),
        reasons=_reasons(item.get("reasons")),
        said=_text(item.get("said"), "said").strip(),
        confidence=_number(item.get("confidence")),
    )


def _texts(value: Any, key: str) -> tuple[str, ...]:
    return tuple(_text(each, key) for each in (value if isinstance(value, list | tuple) else
                                               [value]))  # fmt: skip


def _text(value: Any, key: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | Mapping | list):
        raise _Malformed(f"has no text as its {key}")
    text = str(value).encode(errors="replace").decode()  # halves of surrogate pairs are no text
    if len(text) > MAX_TEXT:
        raise _Malformed(f"has more than {MAX_TEXT:,} characters as its {key}")
    return text


def _new_claim(value: Any) -> NewClaim | None:
    if not value:
        return None
    if isinstance(value, Mapping):
        return NewClaim(*(_text(value.get(key), "new_claim") for key in ("text", "kind", "side")))
    return NewClaim(_text(value, "new_claim"))


def _reasons(value: Any) -> tuple[ProposedReason, ...]:
    items = value if isinstance(value, list) else [value] if value else []
    reasons = []
    for item in items:
        if not isinstance(item, Mapping):
            raise _Malformed("has a reason without claim and quotation")
        reasons.append(ProposedReason(_text(item.get("claim"), "reasons"),
                                      _text(item.get("quotation"), "reasons"),
                                      _new_claim(item.get("new_claim"))))  # fmt: skip
    return tuple(reasons)


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return None
