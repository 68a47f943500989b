"""What the page says of somebody who changed position, and of what nobody affirms."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import opendebate
from harbour import write_harbour
from waiting import go

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Ann wants to dredge in March, and does not in June; only imagined sailors speak of noise."""
    return opendebate.load(write_harbour(tmp_path_factory.mktemp("v") / "harbour")).view().html()


def told(tab: Any, key: str, where: str) -> str:
    go(tab, f"#/{key}")
    return re.sub(r"\s+", " ", tab.locator(where).inner_text())


def test_each_side_tells_the_stance_that_was_taken_on_it(visit: Open, page: str) -> None:
    ann = visit(page, at="#/overview").page.locator(".both").filter(has_text="Ann")
    said = {side: ann.locator(f".side-{side} li").all_inner_texts() for side in ("for", "against")}
    assert "The harbour should be dredged." in said["for"]
    assert "denies: Deeper water brings floods." in said["for"]
    assert "denies: The harbour should be dredged." in said["against"]
    assert "Dredgers are unbearably loud." in said["against"]


def test_a_position_that_was_given_up_is_counted_no_more(visit: Open, page: str) -> None:
    tab = visit(page).page
    claim = told(tab, "claim/dredge", "main")
    assert (
        "Affirmed by The Gazette, Ben and Port Authority, denied by Cleo and Ann" in claim
    )  # Ben, the paper; Cleo, Ann
    assert "Ann changed position." in claim
    assert "affirmed by Ann; later Ann took the opposite stance" in claim
    ann = told(tab, "actor/ann", "main")
    assert "Changed position on 1 claim." in ann
    assert "Argued for: 3 claims (affirms 2, denies 1); later argues against: 2" in ann


def test_what_nobody_affirms_attacks_nothing(visit: Open, tmp_path: Path) -> None:
    folder = write_harbour(tmp_path / "harbour")
    june = folder / "sources" / "thoughts.yaml"
    june.write_text(
        june.read_text("utf-8").replace('"claim": "noise"', '"claim": "ships"'), "utf-8"
    )
    tab = visit(opendebate.load(folder).view().html(), at="#/overview").page
    jobs = tab.locator(".entry").filter(has_text="Deeper water brings jobs.").inner_text()
    assert "attacked by" not in jobs, "only imagined sailors speak of noise"
    noise = told(tab, "claim/noise", "main")
    assert "nobody's latest position affirms this, so it bears on nothing" in noise
    assert "nobody's latest position affirms this, so it disputes nothing" in told(
        tab, "claim/jobs", "main"
    )


def test_who_changed_sides_does_not_speak_on_both(visit: Open, tmp_path: Path) -> None:
    folder = write_harbour(tmp_path / "harbour")
    march = folder / "sources" / "mud.yaml"
    kept = json.loads(march.read_text("utf-8"))
    kept["statements"] = [one for one in kept["statements"] if one.get("speaker") == "ann"]
    march.write_text(json.dumps(kept), "utf-8")
    tab = visit(opendebate.load(folder).view().html(), at="#/overview").page
    assert (
        tab.locator("#both-sides h2, .both-sides h2").inner_text()
        == "1 named voice has changed sides"
    )


def test_what_is_not_sealed_is_the_reason_why_nothing_is_verified(
    visit: Open, page: str, tmp_path: Path
) -> None:
    article = tmp_path / "mud.txt"
    words = "begins anndredge and then ends anndredge"
    article.write_text("\n\n".join(["Mud and money", *[words] * 7]), "utf-8")
    tab = visit(page).page
    go(tab, "#/read/mud")
    tab.set_input_files("input[type=file]", article)
    tab.get_by_text("A passage that is not sealed has no digest").wait_for()
    assert "was not opened over https" not in tab.locator("main").inner_text()
