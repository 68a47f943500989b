"""Codebooks of REFI-QDA (``.qdc``): codes in folders, which are claims in topics.

References
----------
REFI-QDA Standard, https://www.qdasoftware.org
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from opendebate.coding.debate_files import display_path
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import CodedDebate, new_coded_debate
from opendebate.exchange.coded_text.claims import ClaimBuilder
from opendebate.exchange.formats import losses, read_bytes
from opendebate.exchange.ids import Ids
from opendebate.exchange.refi_qda.archive import child, children, parse_xml, tag
from opendebate.exchange.refi_qda.codes import add_codes, add_sets, codes_element, read_codes
from opendebate.exchange.report import ImportNotes, line

LOST = losses("refi-qda-codebook")
_NAMESPACE = "urn:QDA-XML:codebook:1.0"


def read(path: Path) -> CodedDebate:
    """Return a codebook of REFI-QDA as a coded debate without sources.

    Raises
    ------
    InputError
        If it is broken, or no codebook.

    Examples
    --------
    >>> import tempfile
    >>> coded = new_coded_debate("On maps", "Should maps be free?")
    >>> coded.claims["free"] = {"text": "Maps help all.", "kind": "causal", "side": "for"}
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "maps.qdc")
    ...     _ = path.write_bytes(write(coded, {}))
    ...     read(path).claims
    {'free': {'text': 'Maps help all.', 'kind': 'causal', 'side': 'for'}}
    """
    where, report = display_path(path), ImportNotes()
    root = parse_xml(read_bytes(path), where)
    if tag(root) != "CodeBook":
        raise InputError(f"It is no codebook: its root is {tag(root)[:60]!r}.", where=where,
                         advice="Export a codebook for exchange (REFI-QDA).")  # fmt: skip
    coded = new_coded_debate(line(path.stem) or "A codebook")
    codes = read_codes(child(root, "Codes"), {}, report)
    builder = ClaimBuilder(coded, Ids(), report, set())
    add_codes(codes, builder)
    add_sets(child(root, "Sets"), codes, builder, report)
    coded.counts["codes"] = len(codes)
    coded.counts["sets"] = sum(1 for _ in children(child(root, "Sets"), "Set"))
    report.note("A codebook has no texts: there are claims, and no statements", times=0)
    coded.report = report.sentences()
    return coded


def write(coded: CodedDebate, texts: Mapping[str, str]) -> bytes:  # noqa: ARG001 — it holds no texts
    """Return the claims and topics of a debate as a codebook of REFI-QDA."""
    from xml.etree.ElementTree import Element, indent, tostring

    root = Element("CodeBook", {"xmlns": _NAMESPACE, "origin": "opendebate"})
    root.append(codes_element(coded))
    indent(root, " ")
    content: bytes = tostring(root, "utf-8", xml_declaration=True)
    return content + b"\n"
