"""The columns of tables, made from the records themselves, so that no field is forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_origin

from pydantic import BaseModel

from opendebate.coding.field_types import ID_PATTERN, RefersTo
from opendebate.coding.validation_messages import nested_model, reference_mark
from opendebate.word_tables import tables_beside

Schema = Mapping[str, Any]
LISTS = (list, tuple, set, frozenset)
ID = {"base": "string", "format": ID_PATTERN}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    path: tuple[str, ...]  # keys that lead to the value in a record: ("reference", "title")
    datatype: str | Schema = "string"  # as CSVW has it
    # Where a list has a path of two keys, it is a list of records, and cells of the columns that
    # begin with the same key belong together, item by item.
    is_list: bool = False
    required: bool = False
    refers: RefersTo | None = None  # the kind of what the column names
    default: str | None = None  # what holds, and is written, where a record says nothing
    note: str = ""  # what it is, where the name does not say it
    derived: bool = False  # other columns say it too

    @property
    def name(self) -> str:
        """The keys with dots between, as CSVW lets names be."""
        return ".".join(self.path)

    @property
    def is_number(self) -> bool:
        """Whether its cells hold one number each."""
        base = self.datatype if isinstance(self.datatype, str) else self.datatype["base"]
        return base in {"integer", "double"} and not self.is_list

    def value(self, record: Any) -> Any:
        """Return what a record has here: a list where there may be many, else one or None."""
        result = _walk(record, self.path)
        if self.is_list:
            result = sorted(result, key=str) if isinstance(result, set | frozenset) else result
            return list(result) if isinstance(result, LISTS) else [] if result is None else [result]
        return self.default if result is None else result


def columns_in(table: str) -> list[Column]:
    """Return the columns of a table of which ``columns.toml`` has them."""
    columns = [{**column} for column in tables_beside(__file__)[table]]
    return [Column((column.pop("name"),), **column) for column in columns]


def columns_of(model: type[BaseModel]) -> list[Column]:
    """Return the columns that hold all that a record can say.

    Examples
    --------
    >>> from opendebate.coding.records import Actor
    >>> [column.name for column in columns_of(Actor)][-5:]
    ['memberships.until', 'part_of', 'succeeds', 'anonymous', 'hypothetical']
    """
    return list(_columns(model, (), is_list=False, required=True))


def attribute_columns(kind: str, attributes: Mapping[str, Mapping[str, Any]]) -> list[Column]:
    """Return a column for each attribute that a debate declares for a kind of record.

    Examples
    --------
    >>> chamber = {"label": "Chamber", "of": ["actor"], "type": "code"}
    >>> [column.name for column in attribute_columns("actor", {"chamber": chamber})]
    ['attributes.chamber']
    """
    return [
        Column(("attributes", name), note=str(attribute["label"]))
        for name, attribute in attributes.items()
        if kind in attribute["of"]
    ]


def _columns(
    model: type[BaseModel], before: tuple[str, ...], *, is_list: bool, required: bool
) -> Iterator[Column]:
    schema = model.model_json_schema()
    for name, field in model.model_fields.items():
        if get_origin(field.annotation) is dict:
            continue  # the study's own attributes: see `attribute_columns`
        key = field.alias or name
        schema_ = schema["properties"][key]
        several = is_list or get_origin(field.annotation) is tuple
        needed = required and field.is_required() and not several
        inner = nested_model(field)
        if inner:
            yield from _columns(inner, (*before, key), is_list=several, required=needed)
            continue
        kind = _datatype(_item(schema_))
        description, default = str(schema_.get("description", "")), _default(schema_)
        mark = reference_mark(field)
        yield Column((*before, key), kind, several, needed, mark, default, description)


def _item(schema: Schema) -> Schema:
    """Return the schema of one value, without what says that it may be absent or many."""
    forms = (form for form in schema.get("anyOf", ()) if form.get("type") != "null")
    result: Schema = next(forms, schema)
    items: Schema = result.get("items", result)
    return items


def _datatype(schema: Schema) -> str | Schema:
    if "enum" in schema:
        return {"base": "string", "format": f"^({'|'.join(schema['enum'])})$"}
    if schema.get("format") == "iri":
        return "anyURI"
    if "pattern" in schema:
        return {"base": "string", "format": schema["pattern"]}
    if schema.get("type") == "integer":
        return {"base": "integer", "minimum": schema.get("minimum", 0)}
    return "boolean" if schema.get("type") == "boolean" else "string"


def _default(schema: Schema) -> str | None:
    value = schema.get("default")
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, str) else None


def _walk(value: Any, path: tuple[str, ...]) -> Any:
    if not path or value is None:
        return value
    if isinstance(value, list):
        return [_walk(form, path) for form in value]
    return _walk(value.get(path[0]), path[1:]) if isinstance(value, dict) else None
