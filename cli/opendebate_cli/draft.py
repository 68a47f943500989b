"""``opendebate draft``: proposals for the coding of an article, each with its proof."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from opendebate.printed_commands import printed_command
from opendebate_cli.output import say, write
from opendebate_cli.state import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from opendebate.draft.draft_file import DraftFile
    from opendebate.draft.drafting import Material
    from opendebate.draft.proposals import Drafted

_MOST_SHOWN = 100  # proposals whose notes are printed
_NOTHING_FOUND = (
    "The rules know verbs of saying in English, German, French and Spanish, and found no words of "
    "anybody here. Ask a model (--with) or a chat (--prompt), or code it yourself."
)


@click.command("draft")
@click.argument("slug", help="The source: one that is there, or a name for a new one.")
@click.option(
    "--text",
    "text_file",
    metavar="SLUG=FILE",
    help="The article: text, HTML, PDF, DOCX or ODT (FILE alone is enough). The debate keeps "
    "nothing of it but ends of passages.",
)
@click.option(
    "--with",
    "model",
    metavar="MODEL",
    help="Ask a language model: PROVIDER:MODEL, or its name at the address --at; or the name of a "
    "drafter that another package offers. The article is sent there; until the draft is written, "
    "the answers are kept outside the debate, so that it can go on after an interruption.",
)
@click.option(
    "--at",
    "address",
    metavar="URL",
    help="Of --with: a server that speaks OpenAI's API, such as llama.cpp, Ollama or vLLM.",
)
@click.option("--yes", is_flag=True, help="Of --with: send the article without asking.")
@click.option(
    "--prompt",
    "prompt_file",
    metavar="FILE",
    help="Write what to paste into any chat, with the article, and make no draft; - is stdout.",
)
@click.option(
    "--answer",
    "answer_file",
    metavar="FILE",
    help="Make the draft from what the chat answered, in JSON or YAML; - is stdin.",
)
@click.option(
    "--score",
    is_flag=True,
    help="Make no draft, and show, of the proposals on which you have decided, how many you have "
    "accepted, and how often each field was right.",
)
@click.option("--again", is_flag=True, help="Replace a draft in which you have decided already.")
@click.pass_obj
def draft_command(state: State, /, slug: str, text_file: str | None, **options: Any) -> None:
    """Propose statements for an article: who says what, and in which words.

    Without other options, rules find quotations and verbs of saying (in English, German, French or
    Spanish), and nothing leaves this machine. Each proposal is proven: its words must be in the
    article, its speaker in the article or the registers. The draft is written to drafts/SLUG.yaml;
    no other command counts it until you accept its statements one by one: opendebate code SLUG.

    \b
    Examples:
      opendebate -d my-debate draft a-speech --text a-speech.txt
      opendebate -d my-debate draft a-speech --text a-speech.txt --prompt ../ask.txt
      opendebate -d my-debate draft a-speech --text a-speech.txt --answer ../answer.txt
      opendebate -d my-debate draft a-speech --text a-speech.txt --with openai:gpt-5
    """
    from opendebate.coding.article_files import read_article
    from opendebate.draft import drafting
    from opendebate.draft.rules import NAME
    from opendebate_cli.article_texts import say_proposed, split_argument

    folder = state.writable_folder("draft SLUG --text FILE")
    if options["score"]:
        _refuse_with_score(text_file, options)
        _print_score(state, slug)
        return
    if text_file is None:
        raise click.UsageError("Give the article: --text FILE.")
    _check_together(options)
    article = read_article(split_argument(text_file, [slug])[1], extract=True)
    say_proposed(folder, slug, article[1])
    material = drafting.open_material(folder, slug, *article)
    if options["prompt_file"]:
        _write_prompt(material, options["prompt_file"])
        return
    if not options["again"]:
        drafting.refuse_to_replace(folder, slug)
    drafted, forget = _drafted(material, options)
    path, draft, _ = drafting.save_draft(material, drafted, replace=options["again"])
    forget()
    _report(drafted, draft)
    say(f"Written: {path}")
    if not draft.proposals:
        if drafted.drafter == NAME and not draft.draft.coded:
            say(_NOTHING_FOUND, err=True)
        click.get_current_context().exit(1)
    say(
        "Next: accept or reject each in: "
        + printed_command("code", slug, "--text", "FILE" if text_file == "-" else text_file)
    )


def _check_together(options: dict[str, Any]) -> None:
    """Refuse options that exclude each other, or that have no effect."""
    chosen = [name for name, key in (("--with", "model"), ("--prompt", "prompt_file"),
                                     ("--answer", "answer_file")) if options[key]]  # fmt: skip
    if len(chosen) > 1:
        raise click.UsageError(f"{' and '.join(chosen)} cannot be used together. Choose one.")
    if not options["model"]:
        for name, key in (("--at", "address"), ("--yes", "yes")):
            if options[key]:
                raise click.UsageError(f"{name} has no effect without --with MODEL.")
    if options["again"] and options["prompt_file"]:
        raise click.UsageError("--again has no effect on --prompt, which makes no draft.")


def _refuse_with_score(text_file: str | None, options: dict[str, Any]) -> None:
    """Refuse options that have no effect where no draft is made."""
    others = any(value for key, value in options.items() if key != "score")
    if others or text_file:
        raise click.UsageError("--score makes no draft: other options have no effect on it.")


def _print_score(state: State, slug: str) -> None:
    from opendebate.counting import counted
    from opendebate.draft.draft_file import read_draft
    from opendebate.draft.score import acceptance, rows
    from opendebate.errors import UnknownName

    draft = read_draft(state.folder, slug)
    if draft is None:
        raise UnknownName("draft", slug)
    score = acceptance(draft)
    decided, total = score["statement"][1], counted(len(draft.proposals), "proposal")
    say(f"{total}, drafted by {draft.draft.drafter} on {draft.draft.date}; you have decided on "
        f"{decided:,}.", err=True)  # fmt: skip
    if not decided:
        say("There is no score until you accept or reject one.", err=True)
        return
    say("accepted: how many of these you have accepted. Each field: of these, how many propose a "
        "value for it, and how many of them you have accepted with it.", err=True)  # fmt: skip
    for field, share in rows(score):
        say(f"{field:<10}{share}")


def _write_prompt(material: Material, file: str) -> None:
    from opendebate.coding.consistency import has_question
    from opendebate.coding.debate_files import display_path
    from opendebate.draft.prompts import full_prompt
    from opendebate.errors import InputError, UsageError
    from opendebate.files import write_file

    if not has_question(material.coding):
        say("The question of the debate is still to be written, so no chat can know which claims "
            f"are for or against. Write it into {display_path(material.folder / 'debate.yaml')}, "
            "and make the prompt again.", err=True)  # fmt: skip
    prompt = full_prompt(material.coding, material.article)
    if file == "-":
        write(prompt)
        return
    path = Path(file)
    if path.resolve().is_relative_to(material.folder.resolve()):
        raise InputError(
            "The prompt contains the article, so it must not lie in the debate's folder.",
            where=file,
            advice="Name a file elsewhere.",
        )
    if path.is_file() and not _is_prompt(path.read_bytes(), prompt):
        raise UsageError(
            f"{path} is there, and is no prompt. Nothing was written.",
            advice="Name another file with --prompt.",
        )
    write_file(path, prompt)
    say(f"Written: {path}. Paste it into a chat, and give the answer with --answer FILE.")


def _is_prompt(content: bytes, prompt: str) -> bool:
    """Tell whether a file is empty, or begins as all prompts do: it may be replaced."""
    return not content.strip() or content.startswith(prompt.split("\n", 1)[0].encode())


def _drafted(material: Material, options: dict[str, Any]) -> tuple[Drafted, Callable[[], None]]:
    """Return what the drafter makes, and what to do when it is written."""
    from opendebate.draft import drafting
    from opendebate.draft.rules import RulesDrafter

    article, coding, slug = material.article, material.coding, material.slug
    if options["answer_file"]:
        return drafting.from_answer(material, options["answer_file"]), lambda: None
    if not options["model"]:
        return RulesDrafter().draft(article, coding, slug), lambda: None
    named = drafting.named_drafters()
    if options["model"] in named:
        return named[options["model"]].draft(article, coding, slug), lambda: None
    from opendebate_cli.draft_model import draft_by_model

    return draft_by_model(material, options["model"], options["address"], send=options["yes"])


def _report(drafted: Drafted, draft: DraftFile) -> None:
    """Print what was mended, refused and left out, and why; then how many there are of each."""
    from opendebate.counting import counted

    noted = [proposal for proposal in draft.proposals if proposal.notes]
    for proposal in noted[:_MOST_SHOWN]:
        for note in proposal.notes:
            say(f"{proposal.id} {proposal.state}: {note}", err=True)
    for sentence in drafted.malformed[:_MOST_SHOWN]:
        say(f"refused: {sentence}", err=True)
    hidden = max(len(noted) - _MOST_SHOWN, 0) + max(len(drafted.malformed) - _MOST_SHOWN, 0)
    if hidden:
        say(f"{hidden:,} more are not shown.", err=True)
    origin = draft.draft
    if origin.coded:
        say(f"{counted(origin.coded, 'proposal')} left out: most of the words of each are coded "
            "already in a statement of this source.", err=True)  # fmt: skip
    say(f"{origin.proven} proven, {origin.mended} mended, {origin.refused} refused, by "
        f"{origin.drafter}.")  # fmt: skip
