"""What a file is that was given for another: its kind by name, and what to do with it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any, NamedTuple

from opendebate.coding.text_input import NotText, text_of
from opendebate.exchange.formats import formats


class Kind(NamedTuple):
    """What a file seems to be.

    Attributes
    ----------
    name : str
        With an article: "a Kialo export".
    form : str
        The format of ours that reads it; empty where none does.
    advice : str
        What to do with it.
    """

    name: str
    form: str = ""
    advice: str = ""


SQLITE = b"SQLite format 3\0"
_ARGDOWN = "Give the Argdown document that it was made from."
_READ = "What can be imported: a database of DNA, AIF as JSON or RDF, Argdown."
_WORDS = "Copy its text into an Argdown document, or code it as a source with 'opendebate new'."
_MAGIC = (
    (SQLITE, Kind("an SQLite database, as DNA writes them", "dna")),
    (b"%PDF-", Kind("a PDF", "", _WORDS)),
    (b"{\\rtf", Kind("a document in RTF", "", _WORDS)),
    (b"\xd0\xcf\x11\xe0", Kind("a document of an old word processor", "", _WORDS)),
    (b"\x1f\x8b", Kind("a compressed file (gzip)", "", "Decompress it and give what is in it.")),
    (b"\x89PNG", Kind("a picture")),
    (b"\xff\xd8\xff", Kind("a picture")),
)
_QDA = Kind(
    "a project in REFI-QDA, as programs for qualitative analysis exchange",
    "",
    "It holds codes and coded passages, but no claims. " + _WORDS,
)
_ZIPPED = (
    ("word/", Kind("a Word document", "", _WORDS)),
    ("xl/", Kind("an Excel workbook", "", _READ)),
    ("ppt/", Kind("a PowerPoint presentation", "", _WORDS)),
    ("project.qde", _QDA),
    ("META-INF/container.xml", Kind("an e-book", "", _WORDS)),
    ("content.xml", Kind("an OpenDocument file", "", _WORDS)),
)
_ROOTS = {
    "RDF": Kind("RDF in XML", "aif-rdf"),
    "arggraph": Kind(
        "an argument graph of the argumentative microtexts (arggraph XML)",
        "",
        "Convert it into AIF or Argdown first; it has no node of AIF in it.",
    ),
    "html": Kind("a web page", "", _WORDS),
    "graphml": Kind("a network in GraphML", "", _READ),
    "gexf": Kind("a network in GEXF", "", _READ),
    "sparql": Kind("an answer to a SPARQL query", "", _READ),
    "TEI": Kind("a text in TEI", "", _WORDS),
    "rss": Kind("a news feed", "", _WORDS),
    "feed": Kind("a news feed", "", _WORDS),
    "opml": Kind("an outline in OPML", "", _WORDS),
    "svg": Kind("a picture in SVG"),
}
# Keys of a JSON document that tell what it is, the most telling first.
_KEYS = (
    ({"nbformat"}, Kind("a Jupyter notebook", "", _WORDS)),
    ({"AIF"}, Kind("AIF in JSON", "aif")),
    ({"@context"}, Kind("RDF in JSON-LD", "aif-rdf")),
    ({"@graph"}, Kind("RDF in JSON-LD", "aif-rdf")),
    ({"statements", "arguments"}, Kind("an export of Argdown in JSON", "", _ARGDOWN)),
    ({"elements"}, Kind("a network of Cytoscape", "", _READ)),
    ({"nodes", "links"}, Kind("a network in node-link JSON", "", _READ)),
    ({"directed", "multigraph"}, Kind("a network in node-link JSON", "", _READ)),
    ({"nodes"}, Kind("AIF in JSON", "aif")),
    ({"head", "results"}, Kind("an answer to a SPARQL query", "", _READ)),
    ({"features"}, Kind("a map in GeoJSON", "", _READ)),
)
_BEFORE_ROOT = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>]|\[.*?\])*>)*", re.DOTALL)
_ADDRESS = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)[^<]{0,2000}")
_KIALO = re.compile(
    r"^(?:Discussion (?:Title|Name):|\s*1\.(?:\d+\.)+\s+(?:Pro|Con):)", re.MULTILINE
)
_FENCE = re.compile(r"^ {0,3}(?:```+|~~~+)[ \t]*argdown\b", re.MULTILINE)
_DEEP = 2_000_000  # characters of a JSON document that is read only to name it


def recognised(data: bytes) -> Kind | None:
    """Return what a file seems to be; None where nothing tells.

    Examples
    --------
    >>> recognised(b"Discussion Title: Maps?\\n\\n1. Maps help.").name
    'a Kialo export'
    >>> recognised(b"<arggraph id='m1'></arggraph>").name
    'an argument graph of the argumentative microtexts (arggraph XML)'
    >>> recognised(b"[Maps]: They help.") is None
    True
    """
    for form in formats().values():
        if form.recognizes and form.recognizes(data):
            return Kind(form.title, form.name)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if kind := next((kind for start, kind in _MAGIC if data.startswith(start)), None):
        return kind
    try:
        return _text_kind(text_of(data))
    except NotText:
        return None


def _text_kind(text: str) -> Kind | None:
    start = text[:1_000].lstrip()
    if start.startswith("<"):
        return _xml(text)
    if start.startswith(("{", "[")):
        return _json(text)
    if _KIALO.search(text):
        return Kind("a Kialo export", "", "Its lines are no Argdown. " + _READ)
    return Kind("Markdown", "argdown") if _FENCE.search(text) else None


def _zipped(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        names = []
    for start, kind in _ZIPPED:
        if any(name.startswith(start) for name in names):
            return kind
    return Kind("a ZIP archive", "", "Unpack it and give the file that is in it.")


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
    if root[1] == "Project" and "QDA" in root[0]:
        return _QDA
    unknown = Kind(f"XML of another kind (its root is <{root[1][:40]}>)", "", _READ)
    return _ROOTS.get(root[1]) or _ROOTS.get(root[1].lower()) or unknown


def _closes(root: re.Match[str], text: str) -> bool:
    """Tell whether an element that is opened is closed as well, or at once."""
    return root[0].rstrip().endswith("/>") or text.rstrip().endswith(f"{root[1]}>")


def _json(text: str) -> Kind | None:
    if len(text) > _DEEP:
        return None
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        return None
    head = content[0] if isinstance(content, list) and content else None
    if isinstance(head, dict) and "@id" in head:
        return Kind("RDF in JSON-LD", "aif-rdf")
    if not isinstance(content, dict):
        return Kind("JSON, but a bare list or value", "", _READ)
    if kind := next((kind for keys, kind in _KEYS if keys <= content.keys()), None):
        return Kind("an argument in SADFace", "", _READ) if _is_sadface(content) else kind
    keys = ", ".join(repr(str(key)[:30]) for key in list(content)[:5]) or "none"
    return Kind(f"JSON of another kind (its keys are {keys})", "", _READ)


def _is_sadface(content: dict[str, Any]) -> bool:
    nodes = content.get("nodes")
    node = nodes[0] if isinstance(nodes, list) and nodes else None
    return isinstance(node, dict) and str(node.get("type")) in {"atom", "scheme"}
