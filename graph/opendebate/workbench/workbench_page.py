"""The workbench's page: one file, whose script may only speak to the server it came from."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from opendebate.coding import records
from opendebate.coding.field_types import ID_PATTERN
from opendebate.printed_commands import printed_command
from opendebate.views.page_security import TEMPLATES, content_policy
from opendebate.views.script_bundle import bundle
from opendebate.views.templating import template_environment
from opendebate.workbench.session import Session

FOLDER = Path(__file__).parent / "templates"
STYLES = (
    TEMPLATES / "explorer" / "base.css",  # the look that all pages share
    FOLDER / "code" / "code.css",
    FOLDER / "code" / "draft.css",
)


def page(session: Session) -> tuple[str, str]:
    """Return the page of a session, and its content security policy."""
    script = _script()
    style = "\n".join(path.read_text("utf-8") for path in STYLES)
    policy = f"{content_policy((script,), (style,))}; connect-src 'self'"
    text = template_environment(FOLDER).get_template("code.html").render(
        title=f"Coding: {session.file.source.title}",
        script=Markup(script), style=Markup(style),  # noqa: S704 - our own files
        setting=_setting(session),
    )  # fmt: skip
    return text, policy


@cache
def _script() -> str:
    """Return the page's script, bundled: once for all pages of a process."""
    return bundle(FOLDER / "code", "main")


def _setting(session: Session) -> dict[str, Any]:
    """Return what the page must know before anything is coded."""
    return {
        "slug": session.slug,
        "title": session.file.source.title,
        "question": session.coding.debate.question,
        "language": session.file.source.language or session.coding.debate.language,
        "recovered": session.recovered,
        "id_pattern": ID_PATTERN,
        "draft_command": printed_command(
            "draft", session.slug, "--text", "FILE", debate=session.folder
        ),
        "codes": {
            "stance": _codes(records.Stance),
            "mode": _codes(records.Mode),
            "side": _codes(records.Side),
            "claim_kind": _codes(records.ClaimKind),
            "actor_kind": _codes(records.ActorKind),
            "source_kind": _codes(records.SourceKind),
        },
    }


def _codes(literal: Any) -> list[str]:
    return list(literal.__args__)
