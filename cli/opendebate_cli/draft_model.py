"""Asking a language model for a draft: what is said before and after the article is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from opendebate_cli.output import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from opendebate.draft.drafting import Material
    from opendebate.draft.language_model import LanguageModel
    from opendebate.draft.proposals import Drafted


def draft_by_model(
    material: Material, name: str, address: str | None, *, send: bool
) -> tuple[Drafted, Callable[[], None]]:
    """Return what a language model proposes, and what to do when it is written.

    Parameters
    ----------
    material : Material
    name : str
        The model.
    address : str or None
        Of a server that speaks OpenAI's API.
    send : bool
        Whether to send the article without asking.
    """
    import time

    from opendebate.counting import counted
    from opendebate.draft.kept_answers import KeptAnswers, answers_folder
    from opendebate.draft.language_model import connect
    from opendebate.draft.model_drafter import ModelDrafter

    model = connect(name, address)
    _ask_to_send(material, model, send=send)
    answers = KeptAnswers(model, answers_folder(material.folder, material.slug))
    began = time.monotonic()
    drafter = ModelDrafter(
        answers, lambda done, total: say(f"Part {done + 1} of {total} …", err=True)
    )
    drafted = drafter.draft(material.article, material.coding, material.slug)
    costs = f"{answers.cost:.4f} US dollars" if answers.cost is not None else "costs not known"
    resumed = f", {counted(answers.resumed, 'answer')} of an earlier run" if answers.resumed else ""
    say(
        f"{counted(answers.asked, 'question')}, {answers.input_tokens:,} tokens sent, "
        f"{answers.output_tokens:,} received, {costs}, {time.monotonic() - began:.0f} s{resumed}.",
        err=True,
    )
    return drafted, answers.forget


def _ask_to_send(material: Material, model: LanguageModel, *, send: bool) -> None:
    """Say where the article goes, and what it may cost, and ask; stop if the answer is no."""
    from opendebate.counting import counted
    from opendebate.draft.language_model import stays_here
    from opendebate.draft.model_drafter import estimate

    expected = estimate(material.article, material.coding)
    size = (
        f"{counted(len(material.article.words), 'word')}, in about "
        f"{counted(expected.questions, 'question')} with {expected.input_tokens:,} tokens"
    )
    if stays_here(model.where):
        say(f"The article goes to {model.name} at {model.where}, on this machine: {size}.",
            err=True)  # fmt: skip
        return
    price = model.price(expected.input_tokens, expected.output_tokens)
    costs = "It may cost money" if price is None else f"It costs about {price:.2f} US dollars"
    say(f"The article leaves this machine: it goes to {model.name} at {model.where} ({size}). "
        f"{costs}, and they may store it.", err=True)  # fmt: skip
    if send:
        return
    try:
        agreed = click.confirm("Send it?", err=True)
    except click.Abort:
        agreed = False
    if not agreed:
        say("Nothing was sent. To send it without being asked, add --yes.", err=True)
        click.get_current_context().exit(1)
