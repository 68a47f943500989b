"""Annotations of Hypothes.is, as its API gives them: a search's result, rows, or an annotation.

References
----------
https://h.readthedocs.io/en/latest/api-reference/v1/
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from opendebate.coding.debate_files import display_path
from opendebate.errors import InputError
from opendebate.exchange.attributes import own_value
from opendebate.exchange.coded_debate import (
    CodedDebate,
    Record,
    SourceData,
    StatementData,
    filled,
    passages_of,
)
from opendebate.exchange.coded_text.written import debate_record
from opendebate.exchange.extension import KEY
from opendebate.exchange.formats import losses, read_bytes
from opendebate.exchange.json_input import parse_json
from opendebate.exchange.report import ImportNotes, day_of
from opendebate.exchange.web_annotation.annotations import (
    Annotation,
    address,
    build_debate,
)
from opendebate.exchange.web_annotation.selectors import selector_of
from opendebate.exchange.web_annotation.tags import tags_of

LOST = losses("hypothesis")
_ACCOUNT = re.compile(r"acct:([A-Za-z0-9._]{3,30})@hypothes\.is")
_ADVICE = "Give what https://api.hypothes.is/api/search returns."


def read(path: Path, coder: str = "") -> CodedDebate:
    """Return annotations of Hypothes.is as a coded debate.

    Parameters
    ----------
    path : pathlib.Path
        JSON of the API.
    coder : str
        Whose annotations are read; empty for all: then a page that several people annotated is
        in a coding of each.

    Raises
    ------
    InputError
        If it is broken.
    UsageError
        If there is nothing of this coder.
    """
    where = display_path(path)
    content = parse_json(read_bytes(path), where)
    title = path.stem.removesuffix(".hypothesis")
    return build_debate(title, where, content, _rows(content, where), _read, coder)


def write(coded: CodedDebate, texts: Mapping[str, str]) -> bytes:  # noqa: ARG001 — others need texts
    """Return a debate as annotations of Hypothes.is, as its API gives and takes them."""
    rows = [
        _row(coded, slug, file["source"], statement)
        for slug, file in coded.sources.items()
        for statement in file["statements"]
    ]
    content = {"total": len(rows), "rows": rows, KEY: debate_record(coded)}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _rows(content: Any, where: str) -> list[dict[str, Any]]:
    rows = content.get("rows", [content]) if isinstance(content, dict) else content
    rows = [row for row in rows if isinstance(row, dict) and isinstance(row.get("uri"), str)
            and row["uri"]] if isinstance(rows, list) else []  # fmt: skip
    if not rows:
        raise InputError("There is no annotation of a page in it.", where=where, advice=_ADVICE)
    return rows


def _read(row: dict[str, Any], number: int, report: ImportNotes) -> Annotation | None:
    label = str(row.get("id") or f"row {number}")
    if row.get("references"):
        report.note("Replies to annotations are left out", label)
        return None
    annotation = Annotation(row["uri"], label, _title(row), coder=_coder(row))
    annotation.day = day_of(row.get("created"))
    annotation.tags = row["tags"] if isinstance(row.get("tags"), list) else []
    annotation.memo = row["text"] if isinstance(row.get("text"), str) else ""
    targets = row["target"] if isinstance(row.get("target"), list) else []
    annotation.selectors = [
        target["selector"] for target in targets
        if isinstance(target, dict) and target.get("selector")
    ]  # fmt: skip
    written = row.get(KEY)
    annotation.reference = written.get("statement") if isinstance(written, dict) else None
    if annotation.reference:
        annotation.selectors = [_whole(target) for target in targets if isinstance(target, dict)]
    return annotation


def _whole(target: dict[str, Any]) -> Any:
    """Return the selector of a target of ours, where its first words are still the same."""
    selectors, complete = target.get("selector"), target.get(KEY)
    first = selectors[0] if isinstance(selectors, list) and selectors else None
    if isinstance(complete, dict) and isinstance(first, dict):
        start = complete.get("startSelector")
        exact = start.get("exact") if isinstance(start, dict) else None
        return complete if exact == first.get("exact") else selectors
    return selectors


def _title(row: dict[str, Any]) -> str:
    document = row.get("document")
    titles = document.get("title") if isinstance(document, dict) else None
    title = titles[0] if isinstance(titles, list) and titles else titles
    return title if isinstance(title, str) else ""


def _coder(row: dict[str, Any]) -> str:
    """Return who annotated: the name of an account of Hypothes.is, or the name that is shown."""
    user, shown = row.get("user"), row.get("user_info")
    if isinstance(user, str) and (match := _ACCOUNT.fullmatch(user)):
        return match[1]
    name = shown.get("display_name") if isinstance(shown, dict) else None
    return next((value for value in (name, user) if isinstance(value, str) and value), "")


def _row(coded: CodedDebate, slug: str, source: SourceData, statement: StatementData) -> Record:
    coder, page = own_value(coded, statement, "Coder"), address(coded, slug)
    account = f"acct:{coder}@hypothes.is"
    is_account = bool(_ACCOUNT.fullmatch(account))
    targets = [_target(page, selector_of(at)) for at in passages_of(statement)]
    row: Record = filled(
        uri=page,
        document={"title": [source["title"]]},
        user=account if is_account else "",
        user_info={"display_name": coder} if coder and not is_account else None,
        tags=tags_of(coded, source, statement),
        opendebate={"statement": f"{slug}/{statement['id']}"},
    )
    return row | {
        "text": own_value(coded, statement, "Memo"),
        "target": targets or [{"source": page}],
    }


def _target(page: str, selector: Record) -> Record:
    """Return a target with the first words of a passage; the rest of it is for us."""
    if selector["type"] == "TextQuoteSelector":
        return {"source": page, "selector": [selector]}
    return {"source": page, "selector": [selector["startSelector"]], KEY: selector}
