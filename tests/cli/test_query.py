"""``opendebate query``: named questions with options, SPARQL as text, file and stdin."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner, Result

from article import load_article
from counted import write_counted
from opendebate.ask.questions import names, question
from opendebate.engines.engine import LimitReached
from opendebate.engines.time_limit import within
from opendebate.errors import UsageError
from opendebate_cli.main import cli
from opendebate_cli.query import distinct_rows

SELECT = "SELECT ?name { actor:wendy-hall rdfs:label ?name }"


def query(*line: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli, ["query", *line], input=stdin)


def test_a_named_question_takes_its_parameters_as_options() -> None:
    told = json.loads(query("who-denies", "--claim", "open-agi", "--json").stdout)
    assert {row["speakerName"] for row in told} == {"Wendy Hall"}
    assert query("who-denies", "--claim", "open-agi").exit_code == 0


@pytest.mark.parametrize("name", names())
def test_each_question_has_help_that_says_what_it_asks(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    done = query(name, "--help")
    assert done.exit_code == 0
    assert question(name).title in " ".join(done.output.split())
    assert max(map(len, done.output.splitlines())) <= 100
    for parameter in question(name).parameters:
        assert f"--{parameter.name}" in done.output


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("form", ["--table", "--json", "--csv"])
def test_each_question_can_be_asked_in_each_form(
    name: str, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("OPENDEBATE_ONLY")  # of one article alone some questions find nothing
    done = query(name, form, "--timeout", "0")  # a machine may be busy
    assert done.exit_code == 0, done.stderr
    if form == "--table":
        assert max(len(line.rstrip()) for line in done.output.splitlines()) <= 80
    elif form == "--json":
        assert json.loads(done.stdout)
    else:
        head, *rows = csv.reader(io.StringIO(done.stdout, newline=""))
        assert all(len(row) == len(head) for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_file_of_sparql_is_read_however_it_was_saved(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "question.rq"
    path.write_bytes(SELECT.replace("{", "{\r\n").encode(encoding))
    for done in (query(str(path), "--csv"), query("-", "--csv", stdin=path.read_bytes())):
        assert done.stdout.split() == ["name", "Wendy", "Hall"], done.stderr


def test_sparql_as_text_as_file_and_from_stdin(tmp_path: Path) -> None:
    path = tmp_path / "question.rq"
    path.write_text(f"# my question\r\n{SELECT}\r\n", "utf-8")
    for done in (query(SELECT, "--csv"), query(str(path), "--csv"),
                 query("-", "--csv", stdin=SELECT)):  # fmt: skip
        assert (done.exit_code, done.stdout.split()) == (0, ["name", "Wendy", "Hall"])


def test_a_no_is_exit_code_1() -> None:
    done = query("ASK { ?x a od:Nothing }")
    assert (done.exit_code, done.stdout) == (1, "no\n")
    assert query("ASK { ?x a od:Person }").stdout == "yes\n"
    done = query("ASK { ?x a od:Nothing }", "--json")
    assert (done.exit_code, json.loads(done.stdout)) == (1, False)


def test_construct_prints_turtle_with_short_names_or_json_ld() -> None:
    text = "CONSTRUCT { ?c od:side od:For } WHERE { ?c od:side od:For }"
    done = query(text)
    assert "@prefix claim: <https://w3id.org/opendebate/claim/> ." in done.stdout
    turtle = rdflib.Graph().parse(data=done.stdout, format="turtle")
    assert len(turtle) > 3
    assert "Warning" not in done.stderr
    assert isinstance(json.loads(query(text, "--json").stdout), list)
    assert query(text, "--csv").exit_code == 2


def test_nothing_found_says_so_and_is_no_failure() -> None:
    done = query("SELECT ?x { ?x a od:Nothing }")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Nothing found." in done.stderr
    assert query("SELECT ?x ?y { ?x a od:Nothing }", "--csv").stdout.splitlines() == ["x,y"]


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (["who-afirms"], 2, "Did you mean who-affirms"),
        (["who-affirms", "--clam", "x"], 2, "--claim"),
        (["who-affirms", "--claim", "open-agl"], 2, "Did you mean open-agi"),
        (["SELECT * {"], 2, "This is not SPARQL 1.1"),
        (["SELECT * { SERVICE <http://e.x/> { ?s ?p ?o } }"], 2, "another machine"),
        (["DROP ALL ;"], 2, "This is an update"),
        (["no-such-file.rq"], 3, "There is no such file."),
        (["./"], 3, "It cannot be read: Is a directory."),
    ],
)
def test_what_goes_wrong_is_told(line: list[str], code: int, told: str) -> None:
    done = query(*line)
    assert (done.exit_code, done.stdout) == (code, ""), done.stderr
    assert told in done.stderr


def test_rows_that_a_table_cannot_tell_apart_are_shown_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [{"actor": f"x:{n}", "actorName": name} for n, name in enumerate(("Kim", "Ada", "Kim"))]
    assert distinct_rows(rows, ["actorName"]) == rows[:2]
    assert "1 row looks like another and is left out: --csv" in capsys.readouterr().err
    assert distinct_rows(rows, ["actor", "actorName"]) == rows
    assert not capsys.readouterr().err


def test_a_binary_file_or_stdin_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.rq").write_bytes(b"\x89PNG\xff\xfe\x00")
    done = query(str(tmp_path / "x.rq"))
    assert done.exit_code == 3
    assert "It is a picture: a binary file, not text." in done.stderr
    done = query("-", stdin=b"\x89PNG\xff\xfe\x00")
    assert done.exit_code in {2, 3}, done.exc_info
    assert isinstance(done.exception, SystemExit)


def test_a_long_text_is_no_file_name() -> None:
    done = query(SELECT + " #" + "x" * 5000, "--csv")
    assert done.exit_code == 0


def test_an_options_help_comes_from_the_questions_header() -> None:
    assert "Examples:" in query("--help").output
    assert "Who affirms a claim, and why?" in query("--help").output


def test_an_argument_whose_passage_is_unknown_says_so(tmp_path: Path) -> None:
    folder = write_counted(tmp_path)
    paper = folder / "sources" / "paper.yaml"
    text = paper.read_text("utf-8")
    paper.write_text(text.replace("claim-1\n", "claim-1\n  because: claim-2\n", 1), "utf-8")
    done = CliRunner().invoke(
        cli, ["-d", str(folder), "query", "arguments"], env={"COLUMNS": "300"}
    )
    assert "“A paper”, passage unknown" in " ".join(done.stdout.split())
    known = query("arguments", "--basis", "stated")
    assert "passage unknown" not in " ".join(known.stdout.split())


def test_a_question_tells_beside_its_answer_what_its_numbers_are() -> None:
    done = query("topics-by-side")
    assert "A claim with several topics counts in each of them" in " ".join(done.stderr.split())
    assert "several topics" not in done.stdout
    assert query("who-affirms", "--claim", "open-agi").stderr == ""


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
        "CONSTRUCT { ?a ?b ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    ],
)
def test_a_query_that_would_run_for_ever_is_ended_and_it_says_how_to_allow_more(text: str) -> None:
    done = query(text, "--timeout", "0.1")
    assert done.exit_code == 3
    assert "takes longer than 0.1 s" in done.stderr
    assert "--timeout 1," in done.stderr


def test_work_that_cannot_be_stopped_is_not_waited_for() -> None:
    end = threading.Event()
    with pytest.raises(LimitReached, match=r"longer than 0\.01 s"):
        within(0.01, end.wait)
    end.set()


ENDLESS = """\
import opendebate
from opendebate.engines.engine import LimitReached

debate = opendebate.load(only=["why-meta-opened-up"])
count = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
try:
    debate.query(count, timeout=0.1)
except LimitReached:
    print("ended")
"""


def test_a_process_ends_though_a_query_cannot_be_stopped() -> None:
    done = subprocess.run(  # the count takes years
        [sys.executable, "-c", ENDLESS], capture_output=True, text=True, check=True, timeout=600
    )
    assert done.stdout == "ended\n"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "# only a comment", "-"])
def test_an_empty_query_is_called_empty(text: str) -> None:
    done = query(text, stdin="")
    assert (done.exit_code, done.stderr.splitlines()[0]) == (2, "Error: The query is empty.")


def test_a_time_limit_changes_no_answer() -> None:
    debate = load_article()
    asked = debate.select("who-denies", claim="open-agi")
    assert asked.to_dicts() == debate.select("who-denies", claim="open-agi", timeout=60).to_dicts()
    assert debate.ask("ASK { actor:wendy-hall a od:Person }", timeout=60)
    assert query(SELECT, "--timeout", "0").stdout == query(SELECT).stdout
    for wrong in ("soon", 0, float("inf"), float("nan")):
        with pytest.raises(UsageError, match="above 0"):
            debate.query("who-denies", timeout=wrong)
    assert query(SELECT, "--timeout", "inf").stderr.startswith("Error: timeout must be")
