"""Reading DNA databases: who says what, and what becomes of all that has no place."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dna_databases import RING, TEXT, Dna
from opendebate.coding.records import Source
from opendebate.errors import InputError, UsageError
from opendebate.exchange.coded_debate import CodedDebate
from opendebate.exchange.dna import read
from opendebate.exchange.dna.reading import make_coded_debate
from opendebate.exchange.dna.tables import read_tables
from opendebate.exchange.document_text import DocumentText
from opendebate.exchange.folder import write_folder
from opendebate_cli.main import cli
from round_trips import statements


@pytest.fixture
def dna(tmp_path: Path) -> Any:
    made = Dna(tmp_path / "bells.dna")
    with closing(made.connection):
        yield made


def imported(dna: Dna) -> CodedDebate:
    """Return a database as a coded debate that is a sound debate."""
    coded = read(dna.path)
    write_folder(coded, dna.path.with_name("folder"))
    return coded


def silent(dna: Dna) -> CodedDebate:
    """Return a database in which nobody says anything as a coded debate that is a sound debate."""
    with pytest.raises(InputError, match="None of its 1 statement can be read"):
        read(dna.path)
    coded = make_coded_debate(read_tables(dna.path), "bells")
    write_folder(coded, dna.path.with_name("folder"))
    return coded


def test_a_person_who_speaks_for_an_organization_speaks_as_it_and_is_its_member(dna: Dna) -> None:
    dna.document()
    dna.says("Ida Brandauer", "Bakers' Guild")
    coded = imported(dna)
    (one,) = statements(coded)
    assert (one["speaker"], one["as"]) == (["ida-brandauer"], "bakers-guild")
    assert coded.actors["ida-brandauer"] == {
        "name": "Ida Brandauer", "kind": "person",
        "memberships": [{"organization": "bakers-guild"}],
    }  # fmt: skip
    assert coded.actors["bakers-guild"]["kind"] == "organization"


def test_an_organization_speaks_where_no_person_does(dna: Dna) -> None:
    dna.document()
    dna.says("", "Bakers' Guild")
    (one,) = statements(imported(dna))
    assert one["speaker"] == ["bakers-guild"]
    assert "as" not in one


def test_a_denied_concept_is_a_denial(dna: Dna) -> None:
    dna.document()
    dna.says("Ida Brandauer", agreement=1)
    dna.says("Jo Hotelier", agreement=0)
    coded = imported(dna)
    yes, no = statements(coded)
    assert "stance" not in yes
    assert no["stance"] == "denies"
    assert coded.claims[yes["claim"]] == {"text": RING, "kind": "descriptive", "side": "neither"}
    assert yes["claim"] == no["claim"]


def test_statements_that_are_coded_twice_stay_two(dna: Dna) -> None:
    dna.document()
    for _ in range(3):
        dna.says("Ida Brandauer", "Bakers' Guild")
    coded = imported(dna)
    assert [one["id"] for one in statements(coded)] == ["s-1", "s-2", "s-3"]
    assert coded.counts["statements"] == 3


def test_the_passage_is_what_the_span_marks(dna: Dna) -> None:
    dna.document()
    dna.says("Ida Brandauer", words="the bell must ring at six")
    coded = imported(dna)
    (passage,) = statements(coded)[0]["at"]
    assert (passage["from"], passage["to"]) == ("the bell must", "ring at six")
    assert (passage["words"], passage["paragraph"]) == (6, 1)
    assert coded.texts == {"the-bell": TEXT}


def test_spans_count_signs_beyond_the_first_plane_twice_as_java_does(dna: Dna) -> None:
    dna.document("🔔🔔 The bell rings. Nobody hears it.")
    made = dna.span(1, 22, 38)  # "Nobody hears it." stands at 20
    dna.values(made, {1: "Ida", 3: RING}, "DATASHORTTEXT")
    (passage,) = statements(imported(dna))[0]["at"]
    assert (passage["from"], passage["words"]) == ("Nobody hears it", 3)


@given(st.text(st.sampled_from("a 🔔é\n"), max_size=30), st.data())
def test_places_are_found_again_as_dna_counts_them(raw: str, data: st.DataObject) -> None:
    text, start = DocumentText(raw), data.draw(st.integers(0, len(raw)))
    span = start, len(raw)
    assert text.to_utf16(span)[0] == len(raw[:start].encode("utf-16-le")) // 2
    assert text.from_utf16(*text.to_utf16(span)) == span


@pytest.mark.parametrize("words", [
    "Nobody who sleeps until eight has ever missed a bell,",
    "“Nobody who sleeps until eight has ever missed a bell,”",
])  # fmt: skip
def test_a_span_that_is_one_quotation_is_verbatim(dna: Dna, words: str) -> None:
    dna.document()
    dna.says("The sexton", words=words)
    dna.says("The sexton", words="Nobody who sleeps until eight")
    modes = [one["mode"] for one in statements(imported(dna))]
    assert modes == ["verbatim", "paraphrase"]


def test_without_a_name_the_document_s_author_speaks(dna: Dna) -> None:
    dna.document(Author="Brandauer, Ida; Max Feld", Source="The Wendel Post")
    dna.says("Ida Brandauer")
    dna.says()
    coded = imported(dna)
    head = coded.sources["the-bell"]["source"]
    assert head["authors"] == ["ida-brandauer", "max-feld"]
    assert coded.actors[head["publisher"]] == {"name": "The Wendel Post", "kind": "organization"}
    assert [(one.get("speaker"), one["mode"]) for one in statements(coded)] == [
        (["ida-brandauer"], "paraphrase"), (["ida-brandauer"], "paraphrase"),
    ]  # fmt: skip
    assert told(coded, "assumed to be the author's")


@pytest.mark.parametrize(("kind", "narrated"), [
    ("", False), ("leaflet", False), ("Letter", False), ("Newspaper Article", True),
])  # fmt: skip
def test_authors_who_speak_for_themselves_narrate_nothing(
    dna: Dna, kind: str, narrated: bool
) -> None:
    dna.document(Author="Ida Brandauer", Source="The Wendel Post", Type=kind)
    dna.says("Ida Brandauer", "Bakers' Guild")
    coded = imported(dna)
    told = Source.model_validate(coded.sources["the-bell"]["source"])
    assert (told.voices, bool(told.effective_narrator)) == (("ida-brandauer",), narrated)


@pytest.mark.parametrize(("author", "teller"), [("Max Feld", "max-feld"), ("", "the-wendel-post")])
def test_in_a_document_of_unknown_kind_who_tells_of_others_is_the_narrator(
    dna: Dna, author: str, teller: str
) -> None:
    dna.document(Author=author, Source="The Wendel Post", Type="leaflet")
    dna.says("Ida Brandauer", "Bakers' Guild")
    dna.says()
    coded = imported(dna)
    assert coded.sources["the-bell"]["source"]["narrator"] == teller
    assert [(one.get("speaker"), one["mode"]) for one in statements(coded)] == [
        (["ida-brandauer"], "paraphrase"), (None, "narration"),
    ]  # fmt: skip
    assert told(coded, "assumed to be the narrator's")


def test_without_a_name_and_an_author_nobody_speaks_and_that_is_told(dna: Dna) -> None:
    dna.document()
    dna.says()
    coded = silent(dna)
    assert not statements(coded)
    assert "left out: 1 (statement 1)" in told(coded, "name nobody")


def test_statements_without_a_concept_are_left_out_but_who_appears_is_kept(dna: Dna) -> None:
    dna.document()
    dna.says("Ida Brandauer", "Bakers' Guild", concept="")
    coded = silent(dna)
    assert not statements(coded)
    assert coded.actors["ida-brandauer"]["memberships"] == [{"organization": "bakers-guild"}]
    assert told(coded, "without a concept")


def test_a_document_is_a_source(dna: Dna) -> None:
    dna.document(Type="Newspaper Article", Date=1_709_251_200, Section="7", Notes="scanned")
    dna.document(Type="leaflet", Date=1_709_251_200 + 3_600)
    dna.document(Date=10**15)
    coded = imported(dna)
    heads = [one["source"] for one in coded.sources.values()]
    assert [one["kind"] for one in heads] == ["news-article", "other", "other"]
    assert [one.get("published") for one in heads] == ["2024-03-01", "2024-03-01", None]
    assert list(coded.sources) == ["the-bell", "the-bell-2", "the-bell-3"]
    assert heads[0]["text"]["words"] == len(DocumentText(TEXT).text.words)
    for what in ("Sections", "Notes on", "Times of day", "no date of the calendar", "leaflet"):
        assert told(coded, what)


@pytest.mark.parametrize(("value", "stance"), [(3, "affirms"), (-2, "denies"), (0, "doubts")])
def test_of_a_scale_the_sign_is_the_stance_and_the_level_is_told(
    dna: Dna, value: int, stance: str
) -> None:
    dna.run("DELETE FROM VARIABLES WHERE ID = 4")
    dna.variable(4, "intensity", "integer")
    dna.document()
    for level in (value, -5, 5):
        made = dna.span(1, 0, 9)
        dna.values(made, {1: "Ida", 3: RING}, "DATASHORTTEXT")
        dna.values(made, {4: level}, "DATAINTEGER")
    coded = imported(dna)
    assert statements(coded)[0].get("stance", "affirms") == stance
    assert "levels -5" in told(coded, "“intensity”")


def test_numbers_that_are_only_0_and_1_are_no_and_yes(dna: Dna) -> None:
    dna.run("UPDATE VARIABLES SET DataType = 'integer' WHERE ID = 4")
    dna.document()
    for level in (0, 1):
        made = dna.span(1, 0, 9)
        dna.values(made, {1: "Ida", 3: RING}, "DATASHORTTEXT")
        dna.values(made, {4: level}, "DATAINTEGER")
    assert [one.get("stance") for one in statements(imported(dna))] == ["denies", None]


def test_attributes_become_attributes_notes_and_other_names(dna: Dna) -> None:
    guild = dna.entity(2, "Bakers' Guild")
    dna.attribute(guild, "Type", "Trade")
    dna.attribute(guild, "Alias", "The Bakers; BG")
    dna.attribute(guild, "Notes", "41 bakeries")
    dna.attribute(dna.entity(3, RING), "Frame", "order", variable=3)
    coded = imported(dna)
    assert coded.actors["bakers-guild"] == {
        "name": "Bakers' Guild", "kind": "organization", "other_names": ["The Bakers", "BG"],
        "description": "41 bakeries",
        "attributes": {"type": "Trade"},
    }  # fmt: skip
    assert coded.claims["the-bell-should-ring-at-six"]["attributes"] == {"frame": "order"}
    assert coded.debate["attributes"] == {
        "type": {"label": "Type", "of": ["actor"], "type": "code"},
        "frame": {"label": "Frame", "of": ["claim"], "type": "code"},
    }


def test_an_organization_that_is_a_child_of_another_is_a_part_of_it(dna: Dna) -> None:
    guild = dna.entity(2, "Bakers' Guild")
    oven = dna.entity(2, "Oven Committee", guild)
    dna.run("UPDATE ENTITIES SET ChildOf = ? WHERE ID = ?", oven, guild)  # and round it goes
    dna.entity(1, "Ida", dna.entity(1, "Bakers"))
    coded = imported(dna)
    assert [one.get("part_of") for one in coded.actors.values()] == [
        None, "bakers-guild", None, None,
    ]  # fmt: skip
    assert told(coded, "Cycles of part_of")
    assert told(coded, "children of others")


def test_other_types_of_statements_are_told_and_their_characters_kept(dna: Dna) -> None:
    dna.document()
    dna.says("Ida Brandauer")
    dna.kind(2, "NPF Story Element")
    dna.variable(9, "hero", "short text", 2)
    dna.variable(8, "plot", "short text", 2)
    dna.kind(3, "Annotation")
    dna.variable(11, "note", "long text", 3)
    dna.values(dna.span(1, 3, 9, 2), {9: "The sexton", 8: "decline"}, "DATASHORTTEXT")
    dna.values(dna.span(1, 3, 9, 3), {11: "Ask the sexton"}, "DATALONGTEXT")
    coded = imported(dna)
    assert len(statements(coded)) == 1
    assert coded.actors["the-sexton"] == {"name": "The sexton", "kind": "group"}
    assert "statement 2 in the-bell: The sexton; decline" in told(coded, "NPF Story Element")
    assert "statement 3 in the-bell: Ask the sexton" in told(coded, "Annotation")
    assert coded.counts["statements of type 'Annotation'"] == 1


def test_variables_that_have_no_place_are_told_with_what_they_hold(dna: Dna) -> None:
    dna.variable(5, "stance", "short text")  # another's variable, not of this library's making
    dna.document()
    dna.values(dna.says("Ida"), {5: "denies"}, "DATASHORTTEXT")
    coded = imported(dna)
    assert "stance" not in statements(coded)[0]
    assert "1 (denies)" in told(coded, "Values of the variable “stance”")


def test_coders_and_expressions_are_counted_and_told(dna: Dna) -> None:
    for name in ("Admin", "Eva"):
        dna.run("INSERT INTO CODERS (Name, Password) VALUES (?, '')", name)
    dna.run("INSERT INTO REGEXES VALUES ('bell', 255, 0, 0)")
    coded = imported(dna)
    assert coded.counts["rows of CODERS"] == 2
    assert "left out: 2." in told(coded, "Coders")
    assert "left out: 1." in told(coded, "Regular expressions")


def two_coders(dna: Dna, words: str) -> None:
    """Write two statements by Admin and one by Eva, whose passage has these words."""
    for name in ("Admin", "Eva"):
        dna.run("INSERT INTO CODERS (Name, Password) VALUES (?, '')", name)
    dna.document()
    dna.says("Ida", "Bakers' Guild")
    dna.says("Ida", words="the bell must ring at six")
    dna.run("UPDATE STATEMENTS SET Coder = 2 WHERE ID = ?", dna.says("Ida", words=words))


@pytest.mark.parametrize("words", ["The council heard", "must ring at six, since no clock"])
def test_what_two_coders_coded_is_never_added_up(words: str, dna: Dna) -> None:
    two_coders(dna, words)
    coded = imported(dna)
    assert not coded.sources
    assert {coder: [len(file["statements"]) for file in files.values()]
            for coder, files in coded.codings.items()} == {"admin": [2], "eva": [1]}  # fmt: skip
    assert {coder["name"] for coder in coded.debate["coders"].values()} == {"Admin", "Eva"}
    assert "(The bell: Admin and Eva)" in told(coded, "Documents that several coders coded")
    assert not [note for note in coded.report if "which of them coded what" in note]


def test_coders_who_divided_a_document_have_one_coding(dna: Dna) -> None:
    two_coders(dna, "The hotel keepers deny that anybody needs it")
    coded = imported(dna)
    assert not coded.codings
    assert len(statements(coded)) == 3
    assert "(The bell: Admin and Eva)" in told(coded, "Coders of one document who share no passage")


def test_only_the_statements_of_one_coder_can_be_read(dna: Dna, tmp_path: Path) -> None:
    two_coders(dna, "The council heard")
    assert len(statements(read(dna.path, coder="Admin"))) == 2
    line = ["import", "dna", str(dna.path), "-o", str(tmp_path / "of-eva"), "--coder", "Eva"]
    done = CliRunner().invoke(cli, line)
    assert done.exit_code == 0, done.stderr
    assert "Codings of other coders are left out: 1 (Admin: 2)" in done.stdout
    with pytest.raises(UsageError, match="contains no coding by this coder"):
        read(dna.path, coder="Evi")


def test_colours_of_actors_and_concepts_are_attributes(dna: Dna) -> None:
    dna.document()
    dna.values(dna.span(1, 0, 4), {1: "Ida", 3: RING}, "DATASHORTTEXT")
    dna.run("UPDATE ENTITIES SET Red = 255, Green = 128, Blue = 0 WHERE Value = 'Ida'")
    dna.run("UPDATE ENTITIES SET Blue = 9 WHERE Value = ?", RING)
    coded = imported(dna)
    assert coded.debate["attributes"]["colour"]["label"] == "Colour"
    assert coded.actors["ida"]["attributes"] == {"colour": "#FF8000"}
    (claim,) = coded.claims.values()
    assert claim["attributes"] == {"colour": "#000009"}
    assert not any("Colours" in note for note in coded.report)


@pytest.mark.parametrize(("start", "stop"), [(200, 9_999), (9_998, 9_999), (20, 10), (-7, "x")])
def test_a_span_outside_the_text_is_cut_or_becomes_the_whole_document(
    dna: Dna, start: object, stop: object
) -> None:
    dna.document()
    dna.values(dna.span(1, start, stop), {1: "Ida", 3: RING}, "DATASHORTTEXT")
    coded = imported(dna)
    (passage,) = statements(coded)[0]["at"]
    assert passage["to"] == "anybody needs it"
    assert told(coded, "reach outside")


def test_in_a_document_without_words_nothing_can_be_said(dna: Dna) -> None:
    dna.document("—")
    dna.values(dna.span(1, 0, 1), {1: "Ida", 3: RING}, "DATASHORTTEXT")
    coded = silent(dna)
    assert not statements(coded)
    assert told(coded, "without words")


def test_rows_that_point_nowhere_are_told(dna: Dna) -> None:
    dna.document()
    dna.says("Ida")
    dna.values(dna.span(77, 0, 9), {1: "Ida", 3: RING}, "DATASHORTTEXT")  # no such document
    dna.values(dna.span(1, 0, 9, 66), {}, "DATALONGTEXT")  # no such type
    dna.values(99, {4: 1}, "DATABOOLEAN")  # no such statement
    dna.run("INSERT INTO DATASHORTTEXT VALUES (NULL, 1, 55, 1)")  # no such variable
    dna.run("INSERT INTO ATTRIBUTEVALUES VALUES (NULL, 1, 55, 'x')")
    dna.run("INSERT INTO ATTRIBUTEVALUES VALUES (NULL, 44, 55, 'x')")
    dna.entity(2, "Guild", 33)
    coded = imported(dna)
    assert len(statements(coded)) == 1
    assert "left out: 2 (statement 3, statement 2)" in told(coded, "without a document or a type")
    for table, number in {"DATABOOLEAN": 1, "DATASHORTTEXT": 1, "ATTRIBUTEVALUES": 2}.items():
        assert f"left out: {number}." in told(coded, f"Rows of {table} ")


def test_what_is_no_text_is_read_all_the_same(dna: Dna) -> None:
    dna.document("A\0bell rings at six.", title=b"The b\xffell", Date="soon", Author=17)
    dna.document(b"Bytes.", title=3.5)
    dna.run("UPDATE DOCUMENTS SET Source = CAST(? AS TEXT) WHERE ID = 1", b"Wendel\xe9")
    dna.says("Ida\0Brandauer\x1b[2J", words="The bell")
    coded = imported(dna)
    assert coded.actors["ida-brandauer-2j"]["name"] == "Ida Brandauer [2J"
    head = coded.sources["the-b-ell"]["source"]
    assert head["title"] == "The b�ell"
    assert coded.texts["the-b-ell"] == "A bell rings at six."
    for what in ("NUL", "not UTF-8", "no date of the calendar"):
        assert told(coded, what)


@pytest.mark.parametrize("length", [10_000, 25_000])
def test_long_values_are_read_and_cut_only_where_the_coding_must(dna: Dna, length: int) -> None:
    dna.document(title="T" * length)
    dna.says("P" * length, "O" * length, "c " * (length // 2))
    coded = imported(dna)
    (one,) = statements(coded)
    kept = min(length, 20_000)
    assert len(coded.actors[one["speaker"][0]]["name"]) == kept
    assert len(coded.claims[one["claim"]]["text"]) == min(length - 1, 20_000)
    assert bool([line for line in coded.report if "are cut" in line]) == (length > kept)


def test_the_debate_is_named_after_the_file(dna: Dna) -> None:
    coded = imported(dna)
    assert coded.debate["title"] == "bells"
    assert coded.debate["question"] == "What is argued in bells?"


def told(coded: CodedDebate, what: str) -> str:
    """Return the one line of the report that speaks of something."""
    (line,) = [line for line in coded.report if what in line]
    return line
