"""UIMA CAS in JSON, as INCEpTION and cassis write it: a text and its annotations.

References
----------
https://github.com/apache/uima-uimaj-io-jsoncas/blob/main/SPECIFICATION.adoc
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from opendebate.coding.debate_files import display_path
from opendebate.errors import InputError
from opendebate.exchange.coded_debate import CodedDebate, Record
from opendebate.exchange.coded_text.building import CodedDebateBuilder
from opendebate.exchange.coded_text.model import CodedDocument
from opendebate.exchange.coded_text.written import Written
from opendebate.exchange.formats import read_bytes
from opendebate.exchange.inception.layers import LayerAnnotation, passages_of
from opendebate.exchange.json_input import parse_json
from opendebate.exchange.report import ImportNotes

_SOFA, _METADATA = "uima.cas.Sofa", "DocumentMetaData"
_LAYER = "LayerDefinition"  # INCEpTION's record of what a layer is called
_ENDS = ("Governor", "Dependent")  # of a relation between annotations
_FURTHEST = 1_000_000_000  # a place that no text reaches
_LANGUAGE = re.compile("[a-z]{2,3}")


def read(path: Path) -> CodedDebate:
    """Return a UIMA CAS as a coded debate.

    Parameters
    ----------
    path : pathlib.Path
        JSON, the annotations of one document by one person.

    Raises
    ------
    InputError
        If it is broken, or has no text.
    """
    where, report = display_path(path), ImportNotes()
    content = parse_json(read_bytes(path), where)
    cas = _Cas(content if isinstance(content, dict) else {}, report)
    sofa = next((item for item in cas.structures.values() if item["%TYPE"] == _SOFA
                 and isinstance(item.get("sofaString"), str)), None)  # fmt: skip
    if sofa is None:
        raise InputError("There is no text in it (no Sofa with a sofaString).", where=where,
                         advice="Export the document as UIMA CAS JSON.")  # fmt: skip
    stem = path.stem.removesuffix(".cas")
    title = cas.title() or stem
    document = CodedDocument(title, title, raw=sofa["sofaString"])
    names = {
        str(item.get("name")): str(item["uiName"]) for item in cas.of(_LAYER) if item.get("uiName")
    }
    builder = CodedDebateBuilder(stem, where, report, Written())
    builder.language = cas.language()
    passages = list(passages_of(document, cas.annotations(sofa), names, report))
    builder.coded.counts["annotations"] = len(passages)
    return builder.build([document], passages)


class _Cas:
    """The feature structures of a document, by their numbers."""

    def __init__(self, content: Record, report: ImportNotes) -> None:
        listed = content.get("%FEATURE_STRUCTURES")
        if isinstance(listed, dict):  # an older form has them by their numbers
            listed = [
                {"%ID": key, **item} for key, item in listed.items() if isinstance(item, dict)
            ]
        found = [item for item in (listed if isinstance(listed, list) else [])
                 if isinstance(item, dict) and isinstance(item.get("%TYPE"), str)]  # fmt: skip
        self.structures: dict[str, Record] = {
            str(item.get("%ID", f"structure {n}")): item for n, item in enumerate(found)
        }
        self.report = report

    def of(self, name: str) -> Iterator[Record]:
        """Yield the feature structures whose type has a name, in whatever package."""
        for item in self.structures.values():
            if item["%TYPE"].rpartition(".")[2] == name:
                yield item

    def title(self) -> str:
        metadata = next(self.of(_METADATA), {})
        found = (metadata.get(key) for key in ("documentTitle", "documentId"))
        return next((title for title in found if isinstance(title, str) and title.strip()), "")

    def language(self) -> str:
        """Return the language of the text; empty where it is not named."""
        for item in (*self.of("DocumentAnnotation"), *self.of(_METADATA)):
            language = item.get("language")
            if isinstance(language, str) and _LANGUAGE.fullmatch(language):
                return language
        return ""

    def annotations(self, sofa: Record) -> Iterator[LayerAnnotation]:
        """Yield the annotations of a text, in its order."""
        number = str(sofa.get("%ID"))
        found = []
        for item in self.structures.values():
            begin, end = (_place(item, key) for key in ("begin", "end"))
            if begin is None or end is None or str(item.get("@sofa", number)) != number:
                continue
            layer = item["%TYPE"]
            if any(f"@{name}" in item for name in _ENDS):
                self.report.note("Relations between annotations are left out",
                                 layer.rpartition(".")[2])  # fmt: skip
            else:
                found.append(LayerAnnotation(layer, begin, end, list(self._features(item))))
        yield from sorted(found, key=lambda item: (item.begin, item.end))

    def _features(self, item: Record) -> Iterator[tuple[str, str]]:
        for key, value in item.items():
            if key[:1] == "@" and key != "@sofa":
                yield from self._referred(key[1:], value)
            elif key[:1] not in {"%", "^", "@"} and key not in {"begin", "end"}:
                if isinstance(value, bool):
                    yield key, "yes" if value else "no"
                elif isinstance(value, str | int | float):
                    yield key, str(value)

    def _referred(self, name: str, value: Any) -> Iterator[tuple[str, str]]:
        """Yield the values of a feature that is a list of texts; slots are reported."""
        target = self.structures.get(str(value), {})
        elements = target.get("%ELEMENTS")
        texts = [text for text in elements if isinstance(text, str)] if isinstance(
            elements, list
        ) else []  # fmt: skip
        if target and not texts:
            self.report.note("Features that refer to other annotations are left out", name)
        for text in texts:
            yield name, text


def _place(item: Record, key: str) -> int | None:
    value = item.get(f"^{key}", item.get(key))
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if abs(value) < _FURTHEST else None
