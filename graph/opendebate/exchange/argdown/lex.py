"""The tokens of an Argdown document.

Source: Argdown's syntax, https://argdown.org/syntax/. A token knows where it stands, so that
passages and errors can name the place. What begins a line (relations, numbers, headings) is one
token with the white space before it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from opendebate.exchange.argdown.yaml_data import Braces

WORDS = {"text", "mark", "newline", "link", "tag", "mention", "unclosed"}  # kinds of a text
_NL = r"(?>\r\n|\n|\r)"  # atomic: \r\n is never two line ends
_COMMENTS = {"<!--": "-->", "/*": "*/"}
_LINE_COMMENT = re.compile(r"//[^\r\n]*")
_LINES_AFTER = re.compile(rf"(?:[ \t]*{_NL})*")
_LINE_AFTER = re.compile(rf"[ \t]*{_NL}(?![ \t]*{_NL})")
_EMPTY = re.compile(rf"(?:[ \t]*{_NL}){{2,}}")
_NEWLINE = re.compile(rf"[ \t]*{_NL}")
_FRONT = re.compile(rf"\s*={{3,}}[ \t]*{_NL}(.*?)^={{3,}}[ \t]*$", re.DOTALL | re.MULTILINE)
_FRONT_OPENED = re.compile(rf"\s*={{3,}}[ \t]*{_NL}")
_BLANK = re.compile("[ \t]+")
_INFERENCE = re.compile(r"[ \t]*--")
# What can only begin a line, in the order in which it is tried.
_BEGINNING = re.compile(
    r"(?P<indent>[ \t]*)(?:"
    r"(?P<relation>\+>|->|><|_>|<?\+|<?-|<_|_(?=\s))|"
    r"\((?P<number>\d+)\)|"
    r"(?P<item>\d+\.(?=\s)|\*(?=\s)))"
    r"|(?P<heading>#+) "
)
# Characters of logic that have a name between two dots or colons.
_SIGNS = {"A": "∀", "E": "∃", "->": "→", "<->": "↔", "~": "¬", "^": "∧", "v_": "⊻", "<>": "◇",
          "[]": "◻", "v": "\N{LOGICAL OR}"}  # fmt: skip
_NAMES = "|".join(map(re.escape, _SIGNS))
_ESCAPED = rf"\\(?P<escaped>[^\r\n] *)|(?P<special>\.(?:{_NAMES})\.|:(?:{_NAMES}):)|"
# No title, tag or link holds the character it begins with, so that a file of brackets is read fast.
_INSIDE = re.compile(
    _ESCAPED + r"\[(?P<link>[^\[\]]+)\]\((?P<url>[^()\r\n]+)\)|"
    "#(?:\\((?P<words>[^()]+)\\)|"
    "(?P<tag>[A-Za-z0-9_\N{NO-BREAK SPACE}-\ud7ff\uf900-\ufdcf\ufdf0-\uffef-]+))[ \t]?|"
    r"\[(?P<defined>[^\[\]\r\n]+)\][:\N{FULLWIDTH COLON}]|"
    r"\[(?P<referred>[^\[\]\r\n-][^\[\]\r\n]*)\]|"
    r"@\[(?P<mentioned>[^\[\]\r\n]+)\]|"
    r"<(?P<argued>[^<>\r\n]+)>[:\N{FULLWIDTH COLON}]|"
    r"<(?P<argument>[^<>\r\n-][^<>\r\n]*)>|"
    r"@<(?P<named>[^<>\r\n]+)>|"
    r"(?P<text>.)"
)
_PLAIN = re.compile(r"[^\\@#*_\[\],.:;</>\r\n(){}-]+")
_INFERRED = re.compile(_ESCAPED + r"(?P<end>-{2,})|(?P<comma>,)|(?P<text>[^\\,.:/{<\r\n-]+|.)")
_SYNONYMS = {"special": "text", "escaped": "text", "words": "tag", "mentioned": "mention",
         "named": "mention"}  # fmt: skip
_CLOSES = re.compile(r"[ \t]|(?=[\r\n)}_.,!?;:*-])|\Z")  # what follows a mark that ends bold


class Token(NamedTuple):
    """A token and where it stands.

    Attributes
    ----------
    kind : str
        ``"text"``, ``"relation"``, ``"defined"`` (a statement's title with a colon), …
    value : str
        What it says, without its markup.
    start, end : int
        Its first character and the one after its last.
    indent : int
        White space before what begins a line.
    address : str
        Of a link.
    """

    kind: str
    value: str
    start: int
    end: int
    indent: int = 0
    address: str = ""


def tokenize(text: str) -> list[Token]:
    r"""Return the tokens of a document; comments are tokens too.

    Examples
    --------
    >>> [token.kind for token in tokenize("[Maps]: They help. #use\n  - <Costs>")]
    ['defined', 'text', 'text', 'text', 'tag', 'newline', 'relation', 'argument']
    """
    return _Lexer(text).run()


class _Lexer:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.tokens: list[Token] = []
        self.previous = ""  # kind of the latest token but comments
        self.marks: list[tuple[str, int]] = []  # bold and italic that are open, and their tokens
        self.inferring = False
        self.never: set[str] = set()  # ends of comments that do not come any more
        self.closing = Braces(text)

    def run(self) -> list[Token]:
        self.front()
        while self.at < len(self.text):
            character = self.text[self.at]
            if not (
                (character in "/<" and self.comment())
                or (character == "{" and self.braces())
                or (character.isspace() and self.line_end())
                or (self.inferring and self.inferred())
                or self.beginning()
                or (character in " \t" and self.blank())
                or (character in "*_" and self.mark())
            ):
                self.inside()
        self.unmark()
        return self.tokens

    def add(self, kind: str, value: str, end: int, indent: int = 0, address: str = "") -> bool:
        self.tokens.append(Token(kind, value, self.at, end, indent, address))
        self.at = end
        if kind != "comment":
            self.previous = kind
        return True

    def front(self) -> None:
        if match := _FRONT.match(self.text):
            self.at = match.start(1)
            self.add("front", match[1], match.end())
        elif match := _FRONT_OPENED.match(self.text):
            self.add("unclosed-front", "===", match.end())

    def comment(self) -> bool:
        for begin, close in _COMMENTS.items():
            if self.text.startswith(begin, self.at):
                end = -1 if close in self.never else self.text.find(close, self.at + len(begin))
                if end < 0:
                    self.never.add(close)
                    return self.add("unclosed", begin, self.at + len(begin))
                return self.skip(end + len(close))
        match = _LINE_COMMENT.match(self.text, self.at)
        return match is not None and self.skip(match.end())

    def skip(self, end: int) -> bool:
        """Pass over a comment; on lines of its own it takes the line ends with it."""
        comment = self.text[self.at : end]
        if self.previous in {"", "empty"}:
            end = self.matched(_LINES_AFTER, end)
        elif self.previous == "newline":
            end = self.matched(_LINE_AFTER, end)
        return self.add("comment", comment, end)

    def matched(self, pattern: re.Pattern[str], at: int) -> int:
        match = pattern.match(self.text, at)
        return match.end() if match else at

    def braces(self) -> bool:
        end = self.closing.end(self.at)
        if end is None:
            return self.add("unclosed", "{", self.at + 1)
        return self.add("data", self.text[self.at : end], end)

    def line_end(self) -> bool:
        match = _EMPTY.match(self.text, self.at) if self.previous != "empty" else None
        if match:
            self.inferring = False
            self.unmark()
            return self.add("empty", "", match.end())
        match = _NEWLINE.match(self.text, self.at)
        return match is not None and self.add("newline", " ", match.end())

    def beginning(self) -> bool:
        if self.previous not in {"", "front", "empty", "newline"}:
            return False
        if self.previous in {"", "newline"} and (match := _INFERENCE.match(self.text, self.at)):
            self.inferring = True
            return self.add("inference", "--", match.end())
        match = _BEGINNING.match(self.text, self.at)
        if not match:
            return False
        kind = str(match.lastgroup)
        value = match[kind]
        if kind == "relation":
            value = value.removeprefix("<")  # the same direction as without it
        return self.add(kind, value, match.end(), len(match["indent"] or ""))

    def blank(self) -> bool:
        end = self.matched(_BLANK, self.at)
        if self.previous in {"text", "mark", "mention", "link", "unclosed"}:
            return self.add("text", " ", end)
        self.at = end
        return True

    def mark(self) -> bool:
        """Read what begins or ends bold or italic; alone it is text like any other."""
        mark = self.text[self.at]
        runs = [mark * 2, mark] if self.text.startswith(mark * 2, self.at) else [mark]
        for run in runs:
            closes = _CLOSES.match(self.text, self.at + len(run))
            if self.marks and self.marks[-1][0] == run and closes and self.previous != "":
                if self.text[self.at - 1].isspace():
                    continue
                self.marks.pop()
                return self.add("mark", closes.group().replace("\t", " "), closes.end())
        for run in runs:
            if not self.text[self.at + len(run) : self.at + len(run) + 1].isspace():
                self.marks.append((run, len(self.tokens)))
                return self.add("mark", "", self.at + len(run))
        return False

    def unmark(self) -> None:
        """Let marks that are never closed be text."""
        for run, index in self.marks:
            self.tokens[index] = self.tokens[index]._replace(kind="text", value=run)
        self.marks.clear()

    def inside(self) -> bool:
        if match := _PLAIN.match(self.text, self.at):
            return self.add("text", match.group(), match.end())
        match = _INSIDE.match(self.text, self.at)
        assert match
        kind = str(match.lastgroup)
        value = match[kind]
        if kind == "url":
            return self.add("link", match["link"], match.end(), address=value)
        if kind == "special":
            value = _SIGNS[value[1:-1]]
        return self.add(_SYNONYMS.get(kind, kind), value, match.end())

    def inferred(self) -> bool:
        match = _INFERRED.match(self.text, self.at)
        assert match
        kind = str(match.lastgroup)
        value = _SIGNS[match[kind][1:-1]] if kind == "special" else match[kind]
        self.inferring = kind != "end"
        return self.add(_SYNONYMS.get(kind, kind), value, match.end())
