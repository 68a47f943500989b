"""What stands in the tables of Discourse Network Analyzer 3, beside DNA's own.

``schema.sql`` makes the tables as DNA 3.0 does. Nothing in them is ours except the names of the
variables and attributes below, and rows of SETTINGS that begin with ``opendebate``.
"""

from __future__ import annotations

from pathlib import Path

VERSION, DATE = "3.0.7", "2022-06-10"  # the version of DNA whose tables these are
LONGEST = 190  # characters of a title, an entity or an attribute: DNA's check is LENGTH(...) < 191
STATEMENT_TYPE = "DNA Statement"
STANDARD = {
    "person": "short text",
    "organization": "short text",
    "concept": "short text",
    "agreement": "boolean",
}
# Variables for what DNA has none for. Ids are those of the coding files, joined by spaces.
EXTRA = {
    "stance": "short text",  # affirms, denies, doubts or concedes
    "mode": "short text",
    "as": "short text",  # a hat, or where the variable `organization` cannot hold the affiliation
    "said": "short text",
    "opendebate id": "short text",
    "via": "long text",
    "because": "long text",
    "passages": "long text",  # JSON
    "on behalf of": "short text",
    "attributes": "long text",  # the study's own, as JSON
    "drafted by": "short text",
    "accepted by": "short text",
}
ATTRIBUTES = {
    "person": ("Type", "Alias", "Notes", "opendebate id"),
    "organization": ("Type", "Alias", "Notes", "opendebate id"),
    "concept": ("Type", "Alias", "Notes", "Side", "Topics", "opendebate id"),
}
FORM = "1"  # of the rows of SETTINGS for this library
NO_ARTICLE = "The first and last words of the coded passages; the article itself is not here."

# DNA asks for the password of the coder Admin before it opens a database. It is "opendebate",
# kept as jasypt's StrongPasswordEncryptor does: salt and digest, SHA-256 taken 100,000 times.
PASSWORD_DIGEST = "b3BlbmRlYmF0ZSBhcyBkbm8MQ2kwi07F3kiIlthUiWob4dC/iHqU47g7JxIiiUWI"  # noqa: S105

_SQL = Path(__file__).with_name("schema.sql").read_text("utf-8").partition("\n")[2]
CREATE = tuple(" ".join(table.split()) for table in _SQL.split(";") if table.strip())
