"""The tokens of an Argdown document.

Source: Argdown's syntax, https://argdown.org/syntax/. A token knows where it stands, so that
passages and errors can name the place. What begins a line (relations, numbers, headings) is one
token with the white space before it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from opendebate.exchange.argdown.braces import Braces

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
# Signs of logic that have a name between two dots or colons.
_SIGNS = {"A": "∀", "E": "∃", "->": "→", "<->": "↔", "~": "¬", "^": "∧", "v_": "⊻", "<>": "◇",
          "[]": "◻", "v": "\N{LOGICAL OR}"}  # fmt: skip
_NAMES = "|".join(map(re.escape, _SIGNS))
_ESCAPED = rf"\\(?P<escaped>[^\r\n] *)|(?P<special>\.(?:{_NAMES})\.|:(?:{_NAMES}):)|"
# No title, tag or link holds the sign it begins with, so that a file of brackets is read fast.
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
_SAME = {"special": "text", "escaped": "text", "words": "tag", "mentioned": "mention",
         "named": "mention"}  # fmt: skip
_CLOSES = re.compile(r"[ \t]|(?=[\r\n)}_.,!?;:*-])|\Z")  # what follows a mark that ends bold


class Token(NamedTuple):
    """A token and where it stands.

    Attributes
    ----------
    kind : str
        ``"text"``, ``"relation"``, ``"defined"`` (a statement's title with a colon), …
    value : str
        What it says, without its signs.
    start, end : int
        Its first character and the one after its last.
    indent : int
        White space before what begins a line.
    more : str
        The address of a link.
    """

    kind: str
    value: str
    start: int
    end: int
    indent: int = 0
    more: str = ""


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
        self.last = ""  # kind of the last token but comments
        self.marks: list[tuple[str, int]] = []  # bold and italic that are open, and their tokens
        self.inferring = False
        self.never: set[str] = set()  # ends of comments that do not come any more
        self.closing = Braces(text)

    def run(self) -> list[Token]:
        self.front()
        while self.at < len(self.text):
            sign = self.text[self.at]
            if not (
                (sign in "/<" and self.comment())
                or (sign == "{" and self.braces())
                or (sign.isspace() and self.line_end())
                or (self.inferring and self.inferred())
                or self.beginning()
                or (sign in " \t" and self.blank())
                or (sign in "*_" and self.mark())
            ):
                self.inside()
        self.unmark()
        return self.tokens

    def put(self, kind: str, value: str, end: int, indent: int = 0, more: str = "") -> bool:
        self.tokens.append(Token(kind, value, self.at, end, indent, more))
        self.at = end
        if kind != "comment":
            self.last = kind
        return True

    def front(self) -> None:
        if found := _FRONT.match(self.text):
            self.at = found.start(1)
            self.put("front", found[1], found.end())
        elif found := _FRONT_OPENED.match(self.text):
            self.put("unclosed-front", "===", found.end())

    def comment(self) -> bool:
        for begin, close in _COMMENTS.items():
            if self.text.startswith(begin, self.at):
                end = -1 if close in self.never else self.text.find(close, self.at + len(begin))
                if end < 0:
                    self.never.add(close)
                    return self.put("unclosed", begin, self.at + len(begin))
                return self.skip(end + len(close))
        found = _LINE_COMMENT.match(self.text, self.at)
        return bool(found) and self.skip(self.matched(_LINE_COMMENT, self.at))

    def skip(self, end: int) -> bool:
        """Pass over a comment; on lines of its own it takes the line ends with it."""
        comment = self.text[self.at : end]
        if self.last in {"", "empty"}:
            end = self.matched(_LINES_AFTER, end)
        elif self.last == "newline":
            end = self.matched(_LINE_AFTER, end)
        return self.put("comment", comment, end)

    def matched(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self.text, at)
        return found.end() if found else at

    def braces(self) -> bool:
        end = self.closing.end(self.at)
        if end is None:
            return self.put("unclosed", "{", self.at + 1)
        return self.put("data", self.text[self.at : end], end)

    def line_end(self) -> bool:
        found = _EMPTY.match(self.text, self.at) if self.last != "empty" else None
        if found:
            self.inferring = False
            self.unmark()
            return self.put("empty", "", found.end())
        found = _NEWLINE.match(self.text, self.at)
        return bool(found) and self.put("newline", " ", self.matched(_NEWLINE, self.at))

    def beginning(self) -> bool:
        if self.last not in {"", "front", "empty", "newline"}:
            return False
        if self.last in {"", "newline"} and (found := _INFERENCE.match(self.text, self.at)):
            self.inferring = True
            return self.put("inference", "--", found.end())
        found = _BEGINNING.match(self.text, self.at)
        if not found:
            return False
        kind = str(found.lastgroup)
        value = found[kind]
        if kind == "relation":
            value = value.removeprefix("<")  # the direction that is meant without a sign, too
        return self.put(kind, value, found.end(), len(found["indent"] or ""))

    def blank(self) -> bool:
        end = self.matched(_BLANK, self.at)
        if self.last in {"text", "mark", "mention", "link", "unclosed"}:
            return self.put("text", " ", end)
        self.at = end
        return True

    def mark(self) -> bool:
        """Read what begins or ends bold or italic; alone it is text like any other."""
        sign = self.text[self.at]
        runs = [sign * 2, sign] if self.text.startswith(sign * 2, self.at) else [sign]
        for run in runs:
            closes = _CLOSES.match(self.text, self.at + len(run))
            if self.marks and self.marks[-1][0] == run and closes and self.last != "":
                if self.text[self.at - 1].isspace():
                    continue
                self.marks.pop()
                return self.put("mark", closes.group().replace("\t", " "), closes.end())
        for run in runs:
            if not self.text[self.at + len(run) : self.at + len(run) + 1].isspace():
                self.marks.append((run, len(self.tokens)))
                return self.put("mark", "", self.at + len(run))
        return False

    def unmark(self) -> None:
        """Let marks that are never closed be text."""
        for run, index in self.marks:
            self.tokens[index] = self.tokens[index]._replace(kind="text", value=run)
        self.marks.clear()

    def inside(self) -> bool:
        if found := _PLAIN.match(self.text, self.at):
            return self.put("text", found.group(), found.end())
        found = _INSIDE.match(self.text, self.at)
        assert found
        kind = str(found.lastgroup)
        value = found[kind]
        if kind == "url":
            return self.put("link", found["link"], found.end(), more=value)
        if kind == "special":
            value = _SIGNS[value[1:-1]]
        return self.put(_SAME.get(kind, kind), value, found.end())

    def inferred(self) -> bool:
        found = _INFERRED.match(self.text, self.at)
        assert found
        kind = str(found.lastgroup)
        value = _SIGNS[found[kind][1:-1]] if kind == "special" else found[kind]
        self.inferring = kind != "end"
        return self.put(_SAME.get(kind, kind), value, found.end())
