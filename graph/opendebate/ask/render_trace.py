"""Traces in words: what each line of a tree says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from opendebate.ask.affirmed_claims import NO_EFFECT, ONLY_IMAGINED
from opendebate.ask.entities import Entity
from opendebate.ask.quoting import quote_ends
from opendebate.ask.statements import Passage, Statement, time_order
from opendebate.ask.text_tree import Branch
from opendebate.ask.trace_model import Bearing, Dispute, Node, Reason, Trace
from opendebate.printed_commands import printed_command
from opendebate.stances import stances

PassageReader = Callable[[str, Passage], str | None]
_AGAINST = {"attack": "disputed by", "undercut": "step disputed by", "support": "supported by"}
_BEARS = {"attack": "speaks against", "undercut": "disputes a step to", "support": "speaks for"}
UNKNOWN_PASSAGE = "passage unknown"
_ARTICLES = {"A", "An", "The", "Some"}
_DIRECT_DISPUTES = {"denial", "doubt", "affirmation"}  # disputes that name no claim of their own


def render_trace(
    trace: Trace,
    read_passage: PassageReader | None = None,
    *,
    most_first: bool = False,
) -> Branch:
    """Return a trace as a tree of words.

    Parameters
    ----------
    trace : Trace
    read_passage : callable, optional
        Given a source's id and a passage, returns the passage's words where the article is
        at hand.
    most_first : bool
        Whether the claims with most statements come first, for a tree that is folded; by default
        they stand in the order of the trace.
    """
    focus, nodes = trace.focus, trace.nodes
    renderer = _TraceRenderer(read_passage or (lambda *_: None), focus.iri, most_first)
    if most_first:
        nodes = tuple(sorted(nodes, key=lambda node: -len(node.statements)))
    roles = "; ".join(trace.roles)
    kind = f"{focus.kind} · {roles}" if roles else focus.kind
    branches: Iterable[Branch] = (renderer.node(node) for node in nodes)
    silent = (
        "Nothing is said by or about this actor"
        if focus.kind == "actor"
        else "No claim is about it"
    )
    command = printed_command("show", focus.id)
    known = Branch(command, lead="to see what is known", style="command")
    return Branch(
        f"{focus.name} [{focus.id}] · {kind}",
        style="focus",
        branches=tuple(branches) or (Branch(f"{silent}."), known),
    )


def format_citation(statement: Statement) -> str:
    """Return where a statement is found and how it got there, in words.

    For example: “Why Meta opened up”, ¶3 “In the wrong … deal of harm” (14 words), verbatim, via
    The Guardian, 2024-01-22 to 2024-01-28.
    """
    passages, before = [], None
    for passage in statement.passages:
        changes = passage.paragraph and passage.paragraph != before
        paragraph = f"¶{passage.paragraph} " if changes else ""
        before = passage.paragraph
        words = (
            f"{passage.words} word{'s' * (passage.words != 1)}" if passage.words else "not sealed"
        )
        passages.append(f"{paragraph}{quote_ends(passage.first, passage.last)} ({words})")
    where = " and ".join(passages) or UNKNOWN_PASSAGE
    return f"“{statement.source.name}”, {where}, {format_mode(statement)}"


def format_names(entities: Iterable[object]) -> str:
    """Return names joined as in a sentence.

    Examples
    --------
    >>> format_names(["Ann", "Ben", "Cleo"])
    'Ann, Ben and Cleo'
    """
    names = [str(getattr(entity, "name", entity)) for entity in entities]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "nobody"


def in_sentence(name: str) -> str:
    """Return a name as it stands within a sentence: its article has a small letter there.

    Examples
    --------
    >>> in_sentence("A senior official"), in_sentence("The Guardian"), in_sentence("Ann")
    ('a senior official', 'The Guardian', 'Ann')
    """
    article, _, rest = name.partition(" ")
    return f"{article.lower()} {rest}" if article in _ARTICLES and rest[:1].islower() else name


def format_mode(statement: Statement) -> str:
    """Return how a statement reached the source: its mode and carriers, and when it was said."""
    carriers = ", then ".join(carrier.name for carrier in statement.via)
    carried = f", via {carriers}" if carriers else ""
    when = format_dates(statement.earliest, statement.latest)
    return statement.mode + carried + (f", {when}" if when else ", undated")


def format_stance(statement: Statement) -> str:
    """Return who takes a stance, and in what role.

    For example: “denied by Wendy Hall (affiliated with the UN)”.
    """
    narrator = " (narrator)" if statement.narrated else ""
    later = format_names(in_sentence(voice.name) for voice in statement.given_up_by)
    given_up = f"; later {later} took the opposite stance" if statement.given_up_by else ""
    speakers = format_names(in_sentence(speaker.name) for speaker in statement.speakers)
    who = f"{speakers}{narrator}{format_role(statement)}"
    # The passive is right for one speaker and for many, and for groups.
    return f"{stances()[statement.stance].inverse} {who}{given_up}"


def format_role(statement: Statement) -> str:
    """Return in what role a statement's speaker speaks, in brackets; empty where none is coded.

    A body takes the stance too where the speaker speaks on its behalf, and only there.
    """
    roles = (
        f"on behalf of {statement.on_behalf_of.name}" if statement.on_behalf_of else "",
        f"affiliated with {statement.affiliation.name}"
        if statement.affiliation and _separate_affiliation(statement)
        else "",
        f"as {statement.capacity}" if statement.capacity else "",
    )
    words = ", ".join(filter(None, roles))
    return f" ({words})" if words else ""


def _separate_affiliation(statement: Statement) -> Entity | None:
    """Return the affiliation, unless the speaker speaks on its behalf anyway."""
    return statement.affiliation if statement.affiliation != statement.on_behalf_of else None


def format_stances(statements: Sequence[Statement], actor: str) -> str:
    """Return the stances of an actor on a claim, in order: “affirms, later denies”."""
    ordered = sorted(statements, key=time_order)
    given_up = {
        statement.iri
        for statement in statements
        if actor in {who.iri for who in statement.given_up_by}
    }
    old = _join_stances(statement for statement in ordered if statement.iri in given_up)
    new = _join_stances(statement for statement in ordered if statement.iri not in given_up)
    return ", later ".join(filter(None, [old, new]))


def _join_stances(statements: Iterable[Statement]) -> str:
    stances = (
        statement.stance + " (hypothetical)" * (statement.mode == "hypothetical")
        for statement in statements
    )
    return " and ".join(dict.fromkeys(stances))


def format_dates(earliest: str | None, latest: str | None = None) -> str:
    """Return the time between two days, in its shortest form.

    Examples
    --------
    >>> format_dates("2023-02-01", "2023-02-28")
    '2023-02'
    >>> format_dates("2024-01-22", "2024-01-28")
    '2024-01-22 to 2024-01-28'
    >>> format_dates("2023-06-01", "2023-09-30")
    '2023-06 to 2023-09'
    """
    from opendebate.coding.dates import edtf

    return edtf(earliest, latest).replace("/", " to ")


def _without_effect(relation: str, link: Reason | Bearing | Dispute) -> tuple[Branch, ...]:
    """Return a line on a claim without effect: nobody affirms it, or nobody real argues so."""
    if link.voiced and not link.imagined:
        return ()
    words = ONLY_IMAGINED if link.voiced else NO_EFFECT
    return (Branch(words[f"{relation}s"], style="where"),)


def _format_basis(link: Reason | Bearing | Dispute) -> str:
    return "hypothetical" if link.imagined else link.basis


class _TraceRenderer:
    """Turns the nodes of a trace into branches.

    Where claims are in another order, a command is named that shows what does not stand above.
    """

    def __init__(self, read_passage: PassageReader, focus: str, most_first: bool) -> None:
        self.read_passage, self.focus, self.most_first = read_passage, focus, most_first

    def is_by_focus(self, statement: Statement) -> bool:
        """Return whether the entity that is traced makes the statement itself."""
        return self.focus in {voice.iri for voice in statement.voices}

    def node(self, node: Node) -> Branch:
        lead = "claim"
        if node.statements and all(map(self.is_by_focus, node.statements)):
            lead = format_stances(node.statements, self.focus)
        return Branch(
            f"{node.claim.name} [{node.claim.id}]",
            lead=lead,
            style="claim",
            branches=tuple(self.below(node, top=True)),
        )

    def below(self, node: Node, *, top: bool = False) -> Iterator[Branch]:
        for statement in node.statements:
            yield from self.statement(
                statement, with_speaker=not (top and self.is_by_focus(statement))
            )
        if node.others:
            yield Branch(self.whose(node.others), lead="also", style="where")
        if node.repeated:
            above = Branch("its reasons and disputes stand above", style="where")
            command = printed_command("trace", node.claim.id)
            by_command = Branch(command, lead="for its reasons and disputes", style="command")
            yield by_command if self.most_first else above
        for reason in node.reasons:
            yield self.reason(reason)
        yield from self.disputes(node.disputes)
        for difference in node.elsewhere:
            yield Branch(difference, lead="reported differently elsewhere", style="dispute")
        for bearing in node.bearings:
            yield self.bearing(bearing)
        for policy in node.policies:
            yield Branch(f"{policy.name} [{policy.id}]", lead="policy in response", style="policy")

    def statement(
        self, statement: Statement, *, with_speaker: bool = True, style: str = "where"
    ) -> Iterator[Branch]:
        lead = format_stance(statement) if with_speaker else f"where ({statement.stance})"
        quotations = [self.read_passage(statement.source.id, p) for p in statement.passages]
        below = tuple(Branch(words, style="words") for words in quotations if words)
        yield Branch(format_citation(statement), lead=lead, style=style, branches=below)

    def whose(self, statements: Sequence[Statement]) -> str:
        voices = {voice.iri for s in statements if s.mode != "hypothetical" for voice in s.voices}
        last = {voice.iri for s in statements for voice in s.voices if voice not in s.given_up_by}
        return format_names(
            voice.name
            + " (hypothetical)" * (voice.iri not in voices)
            + " (who later says the opposite)" * (voice.iri not in last)
            for voice in dict.fromkeys(voice for s in statements for voice in s.voices)
        )

    def reason(self, reason: Reason) -> Branch:
        others = [speaker for speaker in reason.speakers if speaker.iri != self.focus]
        by = f", {format_names(reason.speakers)}" if others else ""
        basis = f"{_format_basis(reason)}{by * reason.stated}"
        below = (
            *self.below(reason.node),
            *_without_effect("support", reason),
            *self.disputes(reason.undercuts),
        )
        text = f"{reason.node.claim.name} [{reason.node.claim.id}]"
        return Branch(text, lead=f"because ({basis})", style="reason", branches=below)

    def bearing(self, bearing: Bearing) -> Branch:
        basis = _format_basis(bearing)
        who = f", affirmed by {format_names(bearing.speakers)}" if bearing.speakers else ""
        lead = _BEARS[bearing.relation]
        text = f"{bearing.claim.name} [{bearing.claim.id}]{who}"
        below = _without_effect(bearing.relation, bearing)
        return Branch(text, lead=f"{lead} ({basis})", style=bearing.relation, branches=below)

    def disputes(self, disputes: Iterable[Dispute], *, answer: bool = False) -> Iterator[Branch]:
        for dispute in disputes:
            if dispute.relation in _DIRECT_DISPUTES:
                for statement in dispute.statements:
                    yield from self.statement(statement, style="dispute")
            else:
                yield self.dispute(dispute, answer=answer)

    def dispute(self, dispute: Dispute, *, answer: bool = False) -> Branch:
        by = f", {format_names(dispute.speakers)}" if dispute.speakers else ""
        basis = f"{_format_basis(dispute)}{by * dispute.stated}"
        text = f"{dispute.claim.name} [{dispute.claim.id}]"
        lead = f"{'answered by' if answer else _AGAINST[dispute.relation]} ({basis})"
        below: list[Branch] = []
        for statement in dispute.statements:
            below += self.statement(statement)
        if not (dispute.statements or dispute.speakers):
            below.append(Branch("no statement in the sources says so", style="where"))
        below += self.disputes(dispute.answers, answer=True)
        below += _without_effect(dispute.relation, dispute)
        against = not answer and dispute.relation != "support"
        if against and dispute.voiced and not (dispute.imagined or dispute.answers):
            below.append(Branch("nobody answers this", style="where"))
        return Branch(text, lead=lead, style="dispute", branches=tuple(below))
