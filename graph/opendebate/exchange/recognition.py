"""What a file is that was given for another: its kind by name, and what to do with it."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from typing import Any, NamedTuple

from opendebate.coding.text_input import NotText, text_of
from opendebate.exchange.formats import formats
from opendebate.exchange.json_input import json_or_none
from opendebate.word_tables import tables_beside


class Kind(NamedTuple):
    """What a file seems to be."""

    name: str  # with an article: "a Kialo export"
    form: str = ""  # the format of ours that reads it; empty where none does
    advice: str = ""  # what to do with it


SQLITE = b"SQLite format 3\0"
_BEFORE_ROOT = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>]|\[.*?\])*>)*", re.DOTALL)
_ADDRESS = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)[^<]{0,2000}")
_KIALO = re.compile(
    r"^(?:Discussion (?:Title|Name):|\s*1\.(?:\d+\.)+\s+(?:Pro|Con):)", re.MULTILINE
)
_YAML = re.compile(r"(?:%YAML.*\n)?---\s*\n(?:#.*\n|\s*\n)*[\w\"'-]+:\s")
_END_OF_HEAD = re.compile(r"^---\s*$", re.MULTILINE)  # of front matter: another text follows
_ARGDOWN = re.compile(r"===[ \t]*\r?\n|\[[^\]\n]+\]:\s|<[^>\n]+>:\s")
_FENCE = re.compile(r"^ {0,3}(?:```+|~~~+)[ \t]*argdown\b", re.MULTILINE)
_IN_LISTS = {"web-annotation", "hypothesis"}  # formats of which a bare list is a document, too
_DEEP = 2_000_000  # characters of a JSON document that is read only to name it


@cache
def _kinds(table: str) -> dict[str, Kind]:
    """Return the kinds of a table by what shows them."""
    advice = {"": "", **tables_beside(__file__)["advice"]}
    return {
        mark: Kind(kind["name"], kind.get("form", ""), advice[kind.get("advice", "")])
        for mark, kind in tables_beside(__file__)[table].items()
    }


def recognised(data: bytes) -> Kind | None:
    """Return what a file seems to be; None where nothing tells.

    Examples
    --------
    >>> recognised(b"Discussion Title: Maps?\\n\\n1. Maps help.").name
    'a Kialo export'
    >>> recognised(b"<arggraph id='m1'></arggraph>").name
    'an argument graph of the argumentative microtexts (arggraph XML)'
    >>> recognised(b"[Maps]: They help.").form, recognised(b"who,what") is None
    ('argdown', True)
    """
    for form in formats().values():
        if form.recognises and form.recognises(data):
            return Kind(form.title, form.name)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    for start, kind in _kinds("magic").items():
        if data.startswith(bytes.fromhex(start)):
            return kind
    try:
        return _text_kind(text_of(data))
    except NotText:
        return None


def _text_kind(text: str) -> Kind | None:
    start = text[:1_000].lstrip()
    marked_up = {"<": _xml, "{": _json, "[": _json}.get(start[:1])
    if kind := marked_up(text) if marked_up else None:
        return kind
    if start.startswith("#FORMAT=WebAnno TSV"):
        return Kind("WebAnno TSV", "webanno-tsv")
    if _KIALO.search(text):
        return Kind("a Kialo export", "kialo")
    if _FENCE.search(text):
        return Kind("Markdown", "argdown")
    if _YAML.match(text) and not _END_OF_HEAD.search(text, 4):
        return _other("a file in YAML")
    return Kind("Argdown", "argdown") if _ARGDOWN.match(start) else None


def _other(name: str) -> Kind:
    return Kind(name, "", tables_beside(__file__)["advice"]["read"])


def _zipped(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.casefold() for name in archive.namelist()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        names = []
    kinds = _kinds("zipped")
    matching = (
        start for start in kinds if any(name.startswith(start.casefold()) for name in names)
    )
    return kinds[next(matching, "")]


def _xml(text: str) -> Kind | None:
    """Name XML by its root; an Argdown document may begin with an argument's title instead.

    Turtle begins with an address between the same characters.
    """
    if _ADDRESS.match(text.lstrip()[:40]):
        return None
    begin = _BEFORE_ROOT.match(text[:20_000])
    root = _ROOT.match(text, begin.end() if begin else 0)
    if not root or not (text.lstrip().startswith("<?xml") or _closes(root, text)):
        return None
    unknown = _other(f"XML of another kind (its root is <{root[1][:40]}>)")
    return _kinds("roots").get(root[1].lower(), unknown)


def _closes(root: re.Match[str], text: str) -> bool:
    """Tell whether an element that is opened is closed as well, or at once."""
    return root[0].rstrip().endswith("/>") or text.rstrip().endswith(f"{root[1]}>")


def _json(text: str) -> Kind | None:
    if len(text) > _DEEP:
        return None
    content = json_or_none(text)
    if content is None:
        return None
    head = content[0] if isinstance(content, list) and content else content
    if not isinstance(head, dict):
        return _other("JSON, but a bare list or value")
    kind = _json_kind(head)
    if kind and isinstance(content, list) and kind.form not in _IN_LISTS:
        kind = _kinds("keys")["@graph"] if "@id" in head else None
    if kind or head is not content:
        return kind or _other("JSON, but a bare list or value")
    listed = ", ".join(repr(str(key)[:30]) for key in list(content)[:5]) or "none"
    return _other(f"JSON of another kind (its keys are {listed})")


def _json_kind(content: dict[str, Any]) -> Kind | None:
    """Return the kind of a JSON document by its type or else its keys."""
    types = content.get("type")
    for name in types if isinstance(types, list) else [types]:
        if isinstance(name, str) and name in _kinds("types"):
            return _kinds("types")[name]
    for keys, kind in _kinds("keys").items():
        if {*keys.split()} <= content.keys():
            return _other("an argument in SADFace") if _is_sadface(content) else kind
    return None


def _is_sadface(content: dict[str, Any]) -> bool:
    nodes = content.get("nodes")
    node = nodes[0] if isinstance(nodes, list) and nodes else None
    return isinstance(node, dict) and str(node.get("type")) in {"atom", "scheme"}
