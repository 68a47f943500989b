"""The files for a public forge hold to their schemas and run what the project runs."""

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
SCHEMAS = {
    "vendor.github-workflows": ".github/workflows/*.yml",
    "custom.github-workflows-require-timeout": ".github/workflows/*.yml",
    "vendor.github-issue-forms": ".github/ISSUE_TEMPLATE/[!c]*.yml",
    "vendor.github-issue-config": ".github/ISSUE_TEMPLATE/config.yml",
    "vendor.dependabot": ".github/dependabot.yml",
    "vendor.citation-file-format": "CITATION.cff",
}


def check(schema: str, *files: Path) -> "subprocess.CompletedProcess[str]":
    program = Path(sys.executable).parent / "check-jsonschema"
    if not program.exists():
        pytest.skip("check-jsonschema is not installed; pip install -e '.[dev]' brings it")
    return subprocess.run(
        [program, "--builtin-schema", schema, *files], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("schema", SCHEMAS)
def test_a_file_holds_to_its_schema(schema: str) -> None:
    files = sorted(ROOT.glob(SCHEMAS[schema]))
    assert files
    answer = check(schema, *files)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_a_workflow_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    workflow = tmp_path / "wrong.yml"
    text = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    workflow.write_text(text.replace("runs-on", "runs_on"), encoding="utf-8")
    assert check("vendor.github-workflows", workflow).returncode != 0


def test_the_workflow_runs_everything_on_linux_and_the_rest_on_three_systems() -> None:
    text = (ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    jobs = yaml.safe_load(text)["jobs"]
    assert ".ci/run" in [step.get("run") for step in jobs["everything"]["steps"]]
    matrix = jobs["python"]["strategy"]["matrix"]
    assert {name.partition("-")[0] for name in matrix["os"]} == {"ubuntu", "macos", "windows"}
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert any("--ignore=tests/browser" in step.get("run", "") for step in jobs["python"]["steps"])
