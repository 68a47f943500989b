"""A named question as a tree of text: what it asks, and its options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from opendebate.ask.text_tree import Branch
from opendebate.printed_commands import printed_command

if TYPE_CHECKING:
    from opendebate.ask.questions import Parameter, Question


def render_question(question: Question) -> Branch:
    """Return a named question as a tree of text.

    Examples
    --------
    >>> from opendebate.ask.questions import question
    >>> render_question(question("who-affirms")).text
    'Who affirms a claim, and why? [who-affirms] · question'
    """
    options = tuple(
        Branch(_option(parameter), lead=f"--{parameter.name}", style="fact")
        for parameter in question.parameters
    )
    ask = Branch(printed_command("query", question.name), lead="to ask it", style="command")
    description = Branch(question.description, lead="description", style="fact")
    head = f"{question.title} [{question.name}] · question"
    return Branch(head, style="head", branches=(description, *options, ask))


def question_to_dict(question: Question) -> dict[str, Any]:
    """Return a named question as plain data for JSON."""
    parameters = [
        {"name": one.name, "kind": one.kind, "default": one.default, "help": one.help}
        for one in question.parameters
    ]
    return {
        "kind": "question",
        "id": question.name,
        "title": question.title,
        "description": question.description,
        "parameters": parameters,
        "sparql": question.sparql,
    }


def _option(parameter: Parameter) -> str:
    default = f" Default: {parameter.default}." if parameter.default else ""
    return f"{parameter.help} ({parameter.kind}){default}"
