"""What all formats of coded text share: any debate goes out and comes back the same."""

from __future__ import annotations

import copy
import json
import unicodedata
import zipfile
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring, tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import opendebate
from fuzzing import TIMES, tries
from opendebate.coding.check import read_coding
from opendebate.coding.text import Text
from opendebate.coding.yaml_reader import visible
from opendebate.errors import InputError
from opendebate.exchange.attributes import add_attribute
from opendebate.exchange.coded_debate import CodedDebate, new_coded_debate
from opendebate.exchange.coded_text.building import CodedDebateBuilder
from opendebate.exchange.coded_text.claims import ClaimBuilder
from opendebate.exchange.coded_text.model import Code, CodedDocument, CodedSegment
from opendebate.exchange.coded_text.written import Written
from opendebate.exchange.folder import write_folder
from opendebate.exchange.formats import formats
from opendebate.exchange.from_graph import read_graph
from opendebate.exchange.ids import Ids
from opendebate.exchange.importing import read_coded_debate
from opendebate.exchange.passages import seal_passage
from opendebate.exchange.refi_qda.names import plain_xml
from opendebate.exchange.report import ImportNotes
from round_trips import again, records

DATA = Path(__file__).parents[2] / "data"
FORMS = ("refi-qda", "web-annotation", "hypothesis")
RAW = (
    "The quay is too short — “far too short”, says Ann.\n\nBoats lie three abreast there & wait. "
    "🚢 Nobody knows when the next one leaves, or the one after that.\n"
)
TEXT = Text.of(RAW)
# Names as people write them; XML, JSON and tags of annotations must not mind any of them.
NAMES = (
    st.one_of(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf"]), max_size=25),
        st.sampled_from(["speaker: Ann", "stance: denies", "<b>&amp;</b>", "urn:x"]),
    )
    .map(lambda text: unicodedata.normalize("NFC", plain_xml(visible(text))))
    .filter(lambda text: any(map(str.isalnum, text)))
)
PLACES = st.tuples(st.integers(0, len(RAW)), st.integers(1, 60)).map(
    lambda pair: seal_passage(TEXT, pair[0], pair[0] + pair[1])
).filter(bool)  # fmt: skip


@st.composite
def debates(draw: st.DrawFn) -> CodedDebate:
    """Draw a debate with odd names, passages that overlap, and passages that are unknown."""
    coded = new_coded_debate(draw(NAMES), "Is it so?", "https://example.org/quay/")
    coded.debate["attributes"] = {
        "coder": {"label": "Coder", "of": ["statement"], "type": "text"},
        "memo": {"label": "Memo", "of": ["statement"], "type": "text"},
        "size": {"label": draw(NAMES) + " size", "of": ["actor", "source"], "type": "number"},
    }
    names = draw(st.lists(NAMES, min_size=3, max_size=3, unique_by=str.casefold))
    for n, name in enumerate(names):
        coded.actors[f"a-{n}"] = {"name": name, "kind": "person", "attributes": {"size": str(n)}}
    texts = draw(st.lists(NAMES, min_size=3, max_size=3, unique_by=str.casefold))
    coded.topics["t-0"] = {"name": draw(NAMES)}
    for n, text in enumerate(texts):
        coded.claims[f"c-{n}"] = {"text": text, "kind": "causal", "side": "for"}
    coded.claims["c-0"] |= {"topics": ["t-0"], "supports": ["c-1"]}
    statements = [draw(one_statement(n)) for n in range(draw(st.integers(1, 5)))]
    coded.sources["quay"] = {"source": {"title": draw(NAMES), "kind": "other", "authors": ["a-0"]},
                             "statements": statements}  # fmt: skip
    return coded


@st.composite
def one_statement(draw: st.DrawFn, number: int) -> Any:
    statement: Any = {
        "id": f"s-{number}", "mode": "paraphrase", "claim": f"c-{draw(st.integers(0, 2))}",
        "at": draw(st.one_of(st.just("unknown"), st.lists(PLACES, min_size=1, max_size=3))),
    }  # fmt: skip
    if actors := draw(st.lists(st.sampled_from(["a-1", "a-2"]), max_size=2, unique=True)):
        statement["speaker"] = actors
    if (stance := draw(st.sampled_from(["affirms", "denies", "doubts"]))) != "affirms":
        statement["stance"] = stance
    if draw(st.booleans()):
        statement["attributes"] = {"coder": "Coder A", "memo": draw(NAMES)}
    return statement


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=15 * TIMES)
@given(coded=debates(), with_text=st.booleans())
def test_any_debate_goes_out_and_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, form: str, coded: CodedDebate, with_text: bool
) -> None:
    before = copy.deepcopy(coded)
    texts = {"quay": RAW} if with_text else {}
    found = again(form, coded, tmp_path_factory.mktemp("again"), texts)
    assert records(found) == records(before)
    assert found.report == []


def test_codes_with_the_same_folders_share_topics() -> None:
    coded = new_coded_debate("Quay", "Is it so?")
    builder = ClaimBuilder(coded, Ids(), ImportNotes(), set())
    names = [builder.claim(Code(name, ("Harbour", "Size"))) for name in ("Too short", "Too long")]
    assert names == ["too-short", "too-long"]
    assert builder.claim(Code("Too short", ("Harbour", "Size"))) == "too-short"
    assert coded.topics == {"harbour": {"name": "Harbour"},
                            "size": {"name": "Size", "broader": "harbour"}}  # fmt: skip


def test_a_code_that_quotes_a_document_is_shortened() -> None:
    document = CodedDocument("quay", "Quay", raw=RAW)
    coded, report = new_coded_debate("Quay", "Is it so?"), ImportNotes()
    builder = ClaimBuilder(coded, Ids(), report, set())
    name = "Nobody knows when the next one leaves, or the one"
    key = builder.claim(Code(name), [document.copies])
    assert coded.claims[key]["text"] == "Nobody knows when … or the one"
    assert "own words: 1 (Nobody knows when … or the one)" in " ".join(report.sentences())


def passage(**fields: Any) -> CodedSegment:
    return CodedSegment("quay", Code("Too short"), "coding 1", **fields)


def built(source: dict[str, Any], **fields: Any) -> CodedDebate:
    """Return the coded debate of a source that we wrote and somebody else coded once more."""
    written = Written(new_coded_debate("Quay", "Is it so?"))
    written.coded.actors |= {
        "ann": {"name": "Ann", "kind": "person"},
        "critics": {"name": "Critics", "kind": "group", "hypothetical": True},
    }
    record: Any = {"title": "The quay", **source}
    written.coded.sources["quay"] = {"source": record, "statements": []}
    builder = CodedDebateBuilder("Quay", "quay", ImportNotes(), written)
    return builder.build([CodedDocument("quay", "The quay", slug="quay")], [passage(**fields)])


def test_a_coding_that_names_nobody_is_the_authors_where_the_document_speaks_for_him() -> None:
    coded = built({"kind": "letter", "authors": ["ann"]})
    (statement,) = coded.sources["quay"]["statements"]
    assert "speaker" not in statement
    assert "assumed to be the author's: 1 (coding 1)" in " ".join(coded.report)


def test_a_narrator_is_never_given_what_others_may_say() -> None:
    coded = built({"kind": "news-article", "authors": ["ann"]})
    (statement,) = coded.sources["quay"]["statements"]
    assert coded.actors[statement["speaker"][0]]["anonymous"]


def test_the_mode_fits_whoever_speaks(tmp_path: Path) -> None:
    coded = built({"kind": "letter", "authors": ["ann"]}, speakers=("Critics",))
    (statement,) = coded.sources["quay"]["statements"]
    assert (statement["speaker"], statement["mode"]) == (["critics"], "hypothetical")
    write_folder(coded, tmp_path / "made")


JUNK: list[Any] = [
    None,
    True,
    -1,
    1e308,
    "",
    "x",
    "\0",
    [],
    [[]],
    {},
    {"id": 3},
    [None],
    "x" * 2_000,
]


def places_of(content: Any) -> list[tuple[Any, Any]]:
    """Return every value of a JSON document, by what holds it and its key."""
    found, waiting = [], [content]
    while waiting:
        holder = waiting.pop()
        keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
        found += [(holder, key) for key in keys]
        waiting += [holder[key] for key in keys if isinstance(holder[key], dict | list)]
    return found


def written_by_us(form: str) -> Any:
    if form not in _WRITTEN:
        coded = read_graph(opendebate.load(DATA / "flood-maps").engine)
        _WRITTEN[form] = json.loads(formats()[form].load().write(coded, {}))
    return copy.deepcopy(_WRITTEN[form])


_WRITTEN: dict[str, Any] = {}
SAMPLES = {
    "web-annotation": "street-lamps.jsonld", "hypothesis": "street-lamps.hypothesis.json",
    "uima-cas-json": "footbridge.cas.json",
}  # fmt: skip


@pytest.mark.fuzz
@pytest.mark.parametrize("form", SAMPLES)
@tries(40)
@given(data=st.data())
def test_odd_values_make_a_sound_debate_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, form: str, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    is_ours = form != "uima-cas-json" and data.draw(st.booleans())
    content = json.loads((DATA / "exchange" / SAMPLES[form]).read_text("utf-8"))
    content = written_by_us(form) if is_ours else content
    for _ in range(data.draw(st.integers(1, 4))):
        holder, key = data.draw(st.sampled_from(places_of(content)))
        holder[key] = copy.deepcopy(data.draw(st.sampled_from(JUNK)))
    (folder / "odd.json").write_text(json.dumps(content), "utf-8")
    try:
        write_folder(read_coded_debate(form, folder / "odd.json"), folder / "made")
    except InputError as error:
        assert error.advice  # noqa: PT017 — either is right
    else:
        read_coding(folder / "made")


@pytest.mark.fuzz
@tries(40)
@given(data=st.data())
def test_an_odd_project_makes_a_sound_debate_or_a_clear_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    root = fromstring((DATA / "exchange" / "mill-pond.qde").read_bytes())  # noqa: S314 — ours
    for _ in range(data.draw(st.integers(1, 5))):
        elements = list(root.iter())
        element = data.draw(st.sampled_from(elements))
        change = data.draw(st.sampled_from(["attribute", "text", "delete", "move", "double"]))
        if change == "attribute" and element.attrib:
            name = data.draw(st.sampled_from(sorted(element.attrib)))
            element.set(name, data.draw(st.sampled_from(["", "x", "-1", "5", "{}", "x" * 3_000])))
        elif change == "text":
            element.text = data.draw(st.sampled_from(["", "x", "{}", '{"version": 1}']))
        elif len(element):
            child = data.draw(st.sampled_from(list(element)))
            target = data.draw(st.sampled_from(elements))
            if change != "double":
                element.remove(child)
            if change != "delete" and target not in list(child.iter()):
                target.append(copy.deepcopy(child))
    with zipfile.ZipFile(folder / "odd.qdpx", "w") as file:
        file.writestr("project.qde", tostring(root))
        text = "Sources/50000000-0000-0000-0000-000000000001.txt"
        file.write(DATA / "exchange" / "mill-pond.txt", text)
    try:
        write_folder(read_coded_debate("refi-qda", folder / "odd.qdpx"), folder / "made")
    except InputError as error:
        assert error.advice  # noqa: PT017 — either is right
    else:
        read_coding(folder / "made")


def test_a_long_label_names_one_attribute_and_a_taken_name_gets_a_number() -> None:
    declared: dict[str, Any] = {
        name: {"label": name, "of": [], "type": "code"} for name in ("note", "note-2")
    }
    coded, record = CodedDebate({"attributes": declared}), {"attributes": dict[str, str]()}
    for label in ("Note", "x" * 300, "x" * 300):
        add_attribute(coded, record, "actor", label, "yes")
    assert list(record["attributes"]) == ["note-3", "x" * 40]
