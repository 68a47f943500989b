"""The tables of Discourse Network Analyzer 3, and what stands in them beside DNA's own.

The tables are those that DNA 3.0 makes in SQLite; nothing in them is ours except the names
of the variables and attributes below, and rows of SETTINGS that begin with ``opendebate``.
"""

from __future__ import annotations

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
    "as": "short text",  # a hat, or where the variable organization cannot hold the affiliation
    "said": "short text",
    "opendebate id": "short text",
    "via": "long text",
    "because": "long text",
    "passages": "long text",  # JSON
    "on behalf of": "short text",
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
PASSWORD = "opendebate"  # noqa: S105 - public: there is nothing to protect
PASSWORD_DIGEST = "b3BlbmRlYmF0ZSBhcyBkbm8MQ2kwi07F3kiIlthUiWob4dC/iHqU47g7JxIiiUWI"  # noqa: S105

_SHADE = "INTEGER NOT NULL DEFAULT 0 CHECK ({0} BETWEEN 0 AND 255)"
_FLAG = "INTEGER NOT NULL CHECK ({0} BETWEEN 0 AND 1) DEFAULT {1}"
_FLAG_AFTER = "INTEGER NOT NULL DEFAULT 1 CHECK({0} BETWEEN 0 AND 1)"
_ID = "INTEGER NOT NULL PRIMARY KEY"
_KEY = "FOREIGN KEY({0}) REFERENCES {1}(ID) ON DELETE CASCADE"
_COLOURS = ("Red", "Green", "Blue")
_PERMISSIONS = (
    "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements",
    "EditStatements", "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes",
    "EditCoders", "EditCoderRelations", "ViewOthersDocuments", "EditOthersDocuments",
    "ViewOthersStatements", "EditOthersStatements",
)  # fmt: skip


def _table(name: str, *columns: str) -> str:
    return f"CREATE TABLE {name}({', '.join(columns)})"


def _column(name: str, form: str, *values: object) -> str:
    return f"{name} {form.format(name, *values)}"


def _text_column(name: str, default: str = "") -> str:
    check = f"CHECK (LENGTH({name}) < 191)"
    return f"{name} TEXT NOT NULL {f'DEFAULT {default} ' if default else ''}{check}"


_SHADES = tuple(_column(colour, _SHADE) for colour in _COLOURS)


def _data(name: str, value: str, *keys: str) -> str:
    """Return the statement that makes a table of a variable's values."""
    return _table(
        name,
        "ID INTEGER PRIMARY KEY NOT NULL",
        "StatementId INTEGER NOT NULL",
        "VariableId INTEGER NOT NULL",
        value,
        _KEY.format("StatementId", "STATEMENTS"),
        _KEY.format("VariableId", "VARIABLES"),
        *keys,
        "UNIQUE (StatementId, VariableId)",
    )


CREATE = (
    _table("SETTINGS", "Property TEXT PRIMARY KEY", "Value TEXT NOT NULL"),
    _table(
        "CODERS",
        f"ID {_ID}",
        _text_column("Name"),
        *_SHADES,
        "Refresh INTEGER NOT NULL CHECK (Refresh BETWEEN 0 AND 9999) DEFAULT 0",
        "FontSize INTEGER NOT NULL CHECK (FontSize BETWEEN 1 AND 99) DEFAULT 14",
        _text_column("Password"),
        "PopupWidth INTEGER CHECK (PopupWidth BETWEEN 100 AND 9999) DEFAULT 300",
        _column("ColorByCoder", _FLAG, 0),
        _column("PopupDecoration", _FLAG, 0),
        _column("PopupAutoComplete", _FLAG, 1),
        *(_column(f"Permission{name}", _FLAG, 1) for name in _PERMISSIONS),
    ),
    _table(
        "DOCUMENTS",
        f"ID {_ID}",
        _text_column("Title"),
        "Text TEXT NOT NULL",
        "Coder INTEGER",
        _text_column("Author", "''"),
        _text_column("Source", "''"),
        _text_column("Section", "''"),
        "Notes TEXT NOT NULL DEFAULT ''",
        _text_column("Type", "''"),
        "Date INTEGER NOT NULL",
        _KEY.format("Coder", "CODERS"),
    ),
    _table("STATEMENTTYPES", f"ID {_ID}", _text_column("Label"), *_SHADES),
    _table(
        "VARIABLES",
        f"ID {_ID}",
        _text_column("Variable"),
        "DataType TEXT NOT NULL CHECK (DataType = 'boolean' OR DataType = 'integer' OR "
        "DataType = 'long text' OR DataType = 'short text') DEFAULT 'short text'",
        "StatementTypeId INTEGER",
        _KEY.format("StatementTypeId", "STATEMENTTYPES"),
        "UNIQUE (Variable, StatementTypeId)",
    ),
    _table(
        "VARIABLELINKS",
        f"ID {_ID}",
        "SourceVariableId INTEGER",
        "TargetVariableId INTEGER",
        "CHECK (TargetVariableId != SourceVariableId)",
        _KEY.format("SourceVariableId", "VARIABLES"),
        _KEY.format("TargetVariableId", "VARIABLES"),
    ),
    _table("REGEXES", "Label TEXT PRIMARY KEY CHECK (LENGTH(Label) < 191)", *_SHADES),
    _table(
        "CODERRELATIONS",
        f"ID {_ID}",
        "Coder INTEGER CHECK(Coder > 0)",
        "OtherCoder INTEGER CHECK(OtherCoder > 0)",
        _column("viewStatements", _FLAG_AFTER),
        _column("editStatements", _FLAG_AFTER),
        _column("viewDocuments", _FLAG_AFTER),
        _column("editDocuments", _FLAG_AFTER),
        "CHECK (Coder != OtherCoder)",
        _KEY.format("Coder", "CODERS"),
        _KEY.format("OtherCoder", "CODERS"),
    ),
    _table(
        "STATEMENTS",
        f"ID {_ID}",
        "StatementTypeId INTEGER",
        "DocumentId INTEGER",
        "Start INTEGER NOT NULL CHECK(Start >= 0)",
        "Stop INTEGER NOT NULL CHECK(Stop >= 0)",
        "Coder INTEGER",
        "CHECK (Start < Stop)",
        _KEY.format("StatementTypeId", "STATEMENTTYPES"),
        _KEY.format("Coder", "CODERS"),
        _KEY.format("DocumentId", "DOCUMENTS"),
    ),
    _data("DATABOOLEAN", "Value INTEGER NOT NULL DEFAULT 1"),
    _data("DATAINTEGER", "Value INTEGER NOT NULL DEFAULT 0"),
    _table(
        "ENTITIES",
        "ID INTEGER PRIMARY KEY NOT NULL",
        "VariableId INTEGER NOT NULL",
        _text_column("Value", "''"),
        *(f"{name} INTEGER CHECK ({name} BETWEEN 0 AND 255)" for name in _COLOURS),
        "ChildOf INTEGER CHECK(ChildOf > 0)",
        "UNIQUE (VariableId, Value)",
        _KEY.format("ChildOf", "ENTITIES"),
        _KEY.format("VariableId", "VARIABLES"),
    ),
    _data("DATASHORTTEXT", "Entity INTEGER NOT NULL", _KEY.format("Entity", "ENTITIES")),
    _data("DATALONGTEXT", "Value TEXT DEFAULT ''"),
    _table(
        "ATTRIBUTEVARIABLES",
        "ID INTEGER PRIMARY KEY NOT NULL",
        "VariableId INTEGER NOT NULL",
        _text_column("AttributeVariable"),
        "UNIQUE(VariableId, AttributeVariable)",
        _KEY.format("VariableId", "VARIABLES"),
    ),
    _table(
        "ATTRIBUTEVALUES",
        "ID INTEGER PRIMARY KEY NOT NULL",
        "EntityId INTEGER NOT NULL",
        "AttributeVariableId INTEGER NOT NULL",
        _text_column("AttributeValue", "''"),
        "UNIQUE (EntityId, AttributeVariableId)",
        _KEY.format("EntityId", "ENTITIES"),
        _KEY.format("AttributeVariableId", "ATTRIBUTEVARIABLES"),
    ),
)
