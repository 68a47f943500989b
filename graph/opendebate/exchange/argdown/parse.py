"""From an Argdown text to its tree.

Source: Argdown's syntax, https://argdown.org/syntax/. What Argdown's own parser refuses is
refused here, with the place; what it reads as plain text is plain text, with a remark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Literal, NoReturn

from opendebate.coding import yaml_reader, yaml_tree
from opendebate.errors import InputError
from opendebate.exchange.argdown import tree
from opendebate.exchange.argdown.lex import WORDS, Token, tokenize
from opendebate.exchange.argdown.misplaced import UNCONCLUDED, misplaced
from opendebate.exchange.argdown.yaml_data import plain_data

DEEPEST = 100  # relations below relations
_LINE_END = re.compile(r"\r\n|\n|\r")
_END = Token("end-of-file", "", -1, -1)


def parse_argdown(text: str, file: str) -> tree.ArgdownDocument:
    r"""Return the tree of a document; `file` is its name in messages.

    Raises
    ------
    InputError
        If it is not Argdown, or its data are not YAML, with the line.

    Examples
    --------
    >>> document = parse_argdown("[Maps]: They help.\n  - <Costs>: Maps cost *money*.", "a.argdown")
    >>> relation = document.blocks[0].relations[0]
    >>> relation.symbol, relation.element.title, relation.element.content.text
    ('-', 'Costs', 'Maps cost money.')
    """
    return _Parser(text, file).document()


class _Parser:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file
        tokens = tokenize(text)
        self.comments = sum(token.kind == "comment" for token in tokens)
        self.tokens = [token for token in tokens if token.kind != "comment"]
        self.at = 0
        self.remarks: list[str] = []
        self.lines = [match.end() for match in _LINE_END.finditer(text)]

    @property
    def next(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else _END

    def accept(self, *kinds: str) -> Token | None:
        """Return the next token and go on, if it is of one of the kinds."""
        token = self.next
        if token.kind not in kinds:
            return None
        self.at += 1
        return token

    def fail(self, token: Token, what: str, advice: str) -> NoReturn:
        line = self.line(len(self.text) if token is _END else token.start)
        raise InputError(what, where=f"{self.file}:{line}", advice=advice)

    def line(self, at: int) -> int:
        return bisect_right(self.lines, at) + 1

    def document(self) -> tree.ArgdownDocument:
        front = self.front()
        blocks: list[tree.Heading | tree.Element | tree.Structure] = []
        while self.next is not _END:
            if self.accept("empty", "newline"):
                continue
            block = self.block()
            blocks.append(block)
            ends = {"item"} if isinstance(block, tree.Element) and block.listed else set()
            if self.next.kind not in {"empty", "end-of-file", *ends}:
                self.misplaced()
        return tree.ArgdownDocument(front, tuple(blocks), self.comments, tuple(self.remarks))

    def front(self) -> tree.Data:
        if token := self.accept("unclosed-front"):
            what = "The front matter is opened with === and never closed."
            self.fail(token, what, "End it with a line of three equals signs.")
        token = self.accept("front")
        return self.yaml(token.value, token.start) if token else {}

    def block(self) -> tree.Heading | tree.Element | tree.Structure:
        if token := self.accept("heading"):
            content, _ = self.content()
            return tree.Heading(len(token.value), content, self.data())
        if self.next.kind == "number":
            return self.structure()
        if token := self.accept("item"):
            return self.element(token.indent + 1, listed=True)
        return self.element(0)

    def misplaced(self) -> NoReturn:
        self.fail(self.next, *misplaced(self.next))

    def structure(self) -> tree.Structure:
        start = self.next
        members: list[tree.Member] = []
        inference = None
        while self.accept("number"):
            if self.next.kind in {"argument", "argued"}:
                advice = "Refer to one of its statements, in square brackets."
                self.fail(self.next, "An argument cannot be a premise or conclusion.", advice)
            members.append(tree.Member(self.element(0), inference))
            inference = self.inference() if self.next.kind == "inference" else None
        if inference or not members[-1].inference:
            self.fail(self.next if inference else start, *UNCONCLUDED)
        return tree.Structure(tuple(members), self.line(start.start))

    def inference(self) -> tree.ArgdownInference:
        begin = self.next
        self.at += 1
        rules, data = [""], {}
        while not self.accept("end"):
            if token := self.accept("text", "newline"):
                rules[-1] += token.value
            elif self.accept("comma"):
                rules.append("")
            elif self.next.kind == "data":
                data = self.data()
            else:
                what = "This inference is opened by hyphens and never closed."
                self.fail(begin, what, "Close it with a line of two hyphens or more.")
        self.accept("newline")
        relations = self.relations(0)
        if wrong := next((relation for relation in relations if relation.symbol != "_"), None):
            where = f"{self.file}:{wrong.line}"
            what = f"A step can only be undercut, and this relation is {wrong.symbol}."
            raise InputError(what, where=where, advice="Write _ here, or relate the conclusion.")
        names = tuple(filter(None, (" ".join(rule.split()) for rule in rules)))
        return tree.ArgdownInference(names, data, relations)

    def element(self, level: int, depth: int = 0, *, listed: bool = False) -> tree.Element:
        """Read a statement or argument with its relations, which are indented more."""
        token = self.next
        kind: Literal["statement", "argument"]
        kind = "argument" if token.kind in {"argument", "argued"} else "statement"
        title, start, end = None, token.start, token.end
        if self.accept("referred", "argument"):
            title, content = token.value, self.reference()
        else:
            title = token.value if self.accept("defined", "argued") else None
            start = self.next.start
            content, end = self.content()
            if not (content.text or content.tags):
                if title is None:
                    self.misplaced()
                what = f"The title {title!r} has a colon and no text."
                self.fail(token, what, "Write its text after it.")
        defines = token.kind not in {"referred", "argument"}
        data, relations = self.data(), self.relations(level, depth)
        at = self.line(token.start)
        return tree.Element(kind, title, content, defines, data, relations, start, end, at, listed)

    def reference(self) -> tree.Content:
        tags = []
        while token := self.accept("tag"):
            tags.append(token.value)
        self.accept("newline")
        return tree.Content(tags=tuple(tags))

    def content(self) -> tuple[tree.Content, int]:
        """Read a text; return it and where it ends."""
        words: list[str] = []
        markup: dict[str, list[str]] = {"tag": [], "mention": [], "link": []}
        end = self.next.start
        while token := self.accept(*WORDS):
            if token.kind == "unclosed":
                what = "comment" if token.value != "{" else "brace"
                place = f"{self.file}:{self.line(token.start)}"
                self.remarks.append(f"{place}: a {what} is opened ({token.value}) and never closed")
            if token.kind in markup:
                markup[token.kind].append(token.address or token.value)
            if token.kind != "tag":
                words.append(token.value)
            if token.kind not in {"tag", "newline"}:
                end = token.end
        text = " ".join("".join(words).split())
        tags, mentions, links = (tuple(dict.fromkeys(values)) for values in markup.values())
        return tree.Content(text, tags, mentions, links), end

    def data(self) -> tree.Data:
        token = self.accept("data")
        if not token:
            return {}
        self.accept("newline")
        block = token.value[1:].lstrip(" \t").startswith(("\n", "\r"))
        start = token.start + block
        return self.yaml(token.value[1:-1] if block else token.value, start)

    def yaml(self, text: str, start: int) -> tree.Data:
        """Read YAML that begins at a character of the document."""
        if (plain := plain_data(text)) is not None:
            return plain
        data, before = yaml_tree.Tree(self.file), self.line(start) - 1
        yaml_reader.parse(text.encode("utf-8", "surrogatepass"), data)
        for fault in data.faults:
            place = f"{self.file}:{before + max(fault.line, 1)}"
            if not data.is_complete:
                advice = "Correct the data between the braces, or the front matter."
                raise InputError(fault.message, where=place, advice=advice)
            self.remarks.append(f"{place}: {fault.message}")
        return data.data

    def relations(self, level: int, depth: int = 0) -> tuple[tree.ArgdownRelation, ...]:
        """Read the relations that are indented more than `level`."""
        relations: list[tree.ArgdownRelation] = []
        indent = self.next.indent
        if depth > DEEPEST:
            what = f"Relations are nested more than {DEEPEST} deep."
            self.fail(self.next, what, "Give a statement a title and go on in a new paragraph.")
        while self.next.kind == "relation" and indent > level and self.next.indent >= indent:
            token = self.next
            self.at += 1
            element = self.element(indent, depth + 1)
            relations.append(tree.ArgdownRelation(token.value, element, self.line(token.start)))
        return tuple(relations)
