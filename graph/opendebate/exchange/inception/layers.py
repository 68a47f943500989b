"""Annotations of layers as coded passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from opendebate.exchange.coded_text.model import Code, CodedDocument, CodedSegment, name_of
from opendebate.exchange.report import ImportNotes
from opendebate.stances import stances

_CODES = ("label", "value", "code", "claim", "concept", "category", "type", "tag", "identifier")
_SPEAKERS = {"speaker", "actor", "person"}
_MEMOS = {"comment", "note", "memo", "remark"}
# Layers for linguistics that come with the programs, and their records of the document itself.
_BUILT_IN = ("uima.", "de.tudarmstadt.ukp.dkpro.core.", "de.tudarmstadt.ukp.inception.",
             "de.tudarmstadt.ukp.clarin.webanno.", "org.dkpro.core.")  # fmt: skip


@dataclass(slots=True)
class LayerAnnotation:
    """An annotation of a run of characters.

    Attributes
    ----------
    layer : str
        The name of its type.
    begin, end : int
        Its first character and the one after its last, as Java counts.
    features : list of (str, str)
        Names and values; a feature with several values is there several times.
    """

    layer: str
    begin: int
    end: int
    features: list[tuple[str, str]] = field(default_factory=list)


def is_built_in(layer: str) -> bool:
    """Tell whether a layer comes with the programs, and is not a study's own."""
    return layer.startswith(_BUILT_IN)


def passages_of(
    document: CodedDocument,
    annotations: Iterable[LayerAnnotation],
    names: Mapping[str, str],
    report: ImportNotes,
) -> Iterator[CodedSegment]:
    """Yield the annotations of a study's own layers as coded passages.

    Parameters
    ----------
    document : CodedDocument
    annotations : iterable of LayerAnnotation
    names : mapping of str to str
        What layers are called, where their types have other names.
    report : ImportNotes
    """
    for number, annotation in enumerate(annotations, 1):
        if is_built_in(annotation.layer):
            layer = annotation.layer.rpartition(".")[2]
            report.note("Annotations of the program's own layers are left out", layer)
            continue
        layer = names.get(annotation.layer) or annotation.layer.rpartition(".")[2]
        begin, end = document.content.from_utf16(annotation.begin, annotation.end)
        at = document.seal(begin, end)
        if end > len(document.raw):
            problem = "Passages that reach outside their documents' texts are cut"
            report.note(problem, document.title)
        values = _read(annotation.features)
        for code in values.codes or [""]:
            yield CodedSegment(
                document.key, Code(code or layer, (layer,) if code else ()),
                f"annotation {number}", [at] if at else [],
                is_quoted=at is not None and document.quotes(begin, end),
                memo="\n".join(values.memos), speakers=tuple(values.speakers), stance=values.stance,
                attributes=values.attributes,
            )  # fmt: skip


@dataclass(slots=True)
class _FeatureValues:
    """What the features of an annotation say."""

    codes: list[str] = field(default_factory=list)
    speakers: list[str] = field(default_factory=list)
    memos: list[str] = field(default_factory=list)
    stance: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


def _read(features: list[tuple[str, str]]) -> _FeatureValues:
    """Return what features say: the first of the usual names has the code, or else the first."""
    values, filled = (
        _FeatureValues(),
        [(name, value.strip()) for name, value in features if value.strip()],
    )
    remaining: list[tuple[str, str]] = []
    for name, value in filled:
        kind = name.casefold()
        if kind in _SPEAKERS:
            values.speakers.append(value)
        elif kind in _MEMOS:
            values.memos.append(value)
        elif kind == "stance" and value.casefold() in stances():
            values.stance = value.casefold()
        else:
            remaining.append((name, value))
    by_kind = {name.casefold(): name for name, _ in reversed(remaining)}
    code_feature = next((by_kind[kind] for kind in _CODES if kind in by_kind),
                 remaining[0][0] if remaining else "")  # fmt: skip
    for name, value in remaining:
        if name == code_feature:
            values.codes.append(name_of(value))
        else:
            before = values.attributes.get(name)
            values.attributes[name] = f"{before}; {value}" if before else value
    values.codes = list(dict.fromkeys(values.codes))
    return values
