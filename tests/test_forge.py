"""The files for a public forge hold to their schemas and run what the project runs."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

ROOT = Path(__file__).parents[1]
SCHEMAS = {
    "vendor.github-workflows": ".github/workflows/*.yml",
    "custom.github-workflows-require-timeout": ".github/workflows/*.yml",
    "vendor.github-issue-forms": ".github/ISSUE_TEMPLATE/[!c]*.yml",
    "vendor.github-issue-config": ".github/ISSUE_TEMPLATE/config.yml",
    "vendor.dependabot": ".github/dependabot.yml",
    "vendor.citation-file-format": "CITATION.cff",
}


def check(schema: str, *files: Path) -> Result:
    missing = "check-jsonschema is not installed; pip install -e '.[dev]' brings it"
    program = pytest.importorskip("check_jsonschema", reason=missing)
    command = ["--builtin-schema", schema, *map(str, files)]
    return CliRunner().invoke(program.main, command)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_file_holds_to_its_schema(schema: str) -> None:
    files = sorted(ROOT.glob(SCHEMAS[schema]))
    assert files
    answer = check(schema, *files)
    assert answer.exit_code == 0, answer.output


def test_a_workflow_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    workflow = tmp_path / "wrong.yml"
    text = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    workflow.write_text(text.replace("runs-on", "runs_on"), encoding="utf-8")
    answer = check("vendor.github-workflows", workflow)
    assert answer.exit_code == 1
    assert "runs_on" in answer.output


def test_the_workflow_runs_everything_on_linux_and_the_rest_on_three_systems() -> None:
    text = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert ".ci/run" in [step.get("run") for step in jobs["everything"]["steps"]]
    matrix = jobs["python"]["strategy"]["matrix"]
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert any("--ignore=tests/browser" in step.get("run", "") for step in jobs["python"]["steps"])


def test_every_action_is_pinned_to_a_commit_and_says_its_version() -> None:
    files = sorted(ROOT.glob(".github/workflows/*.yml"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    uses = [line for line in lines if "uses:" in line]
    assert len(uses) > 5
    pinned = re.compile(r"\s+(?:- )?uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    assert [line for line in uses if not pinned.fullmatch(line)] == []


def test_a_job_may_write_only_where_it_says_so() -> None:
    for file in sorted(ROOT.glob(".github/workflows/*.yml")):
        workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
        assert workflow["permissions"] == {"contents": "read"}
        for name, job in workflow["jobs"].items():
            may_write = {
                scope for scope, level in job.get("permissions", {}).items() if level == "write"
            }
            assert may_write <= (
                {"id-token", "attestations"} if file.stem == "release" else set()
            ), name
