"""Rows as Arrow tables, and parts with schemas of their own made one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cleaner.formats.base import Unwritable
from cleaner.formats.plain import added_last, json_text
from cleaner.told import PREFIX


def table_of(rows: Sequence[dict[str, Any]]) -> Any:
    """Rows of plain data as a table: a column for each name; values that fit no one type are written as JSON."""
    import pyarrow as pa

    from cleaner.columns import ADDED

    names = added_last(dict.fromkeys(name for row in rows for name in row))
    columns = {}
    for name in names:
        values = [row.get(name) for row in rows]
        columns[name] = _column(pa, values, ADDED.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None)
    return pa.table(columns)


def _column(pa: Any, values: list[Any], kind: Any) -> Any:
    try:
        found = pa.array(values, kind)
        if not _hollow(pa, found.type):
            return found
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError, RecursionError):
        pass
    return pa.array([None if v is None else v if isinstance(v, str) else json_text(v) for v in values], pa.string())


def _hollow(pa: Any, kind: Any) -> bool:
    """Whether there is a struct without fields in a type, which Parquet has no form for."""
    inside = [kind.field(number).type for number in range(kind.num_fields)]
    return (pa.types.is_struct(kind) and not inside) or any(_hollow(pa, each) for each in inside)


def plain_values(array: Any) -> list[Any]:
    """The values of an array as plain data; what Python has no form for (times in nanoseconds) as text.

    Bytes of a text that are not UTF-8 come as lone surrogates.
    """
    try:
        return list(array.to_pylist())
    except (ValueError, OverflowError):  # UnicodeDecodeError is one
        return [_plain(value) for value in array]


def _plain(value: Any) -> Any:
    import pyarrow as pa

    try:
        return value.as_py()
    except (ValueError, OverflowError):
        kind = value.type
    if pa.types.is_dictionary(kind):
        return _plain(value.value)
    if pa.types.is_struct(kind):
        return {kind.field(number).name: _plain(value[number]) for number in range(kind.num_fields)}
    if pa.types.is_map(kind):
        return [(_plain(each["key"]), _plain(each["value"])) for each in value.values]
    if pa.types.is_nested(kind):
        return [_plain(each) for each in value.values]
    if any(is_it(kind) for is_it in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)):
        return value.cast(pa.large_binary()).as_py().decode("utf-8", "surrogateescape")
    return value.cast(pa.string()).as_py()


def joined(
    parts: Sequence[Path], default: Callable[[], Any] | None, holds: Callable[[Any], bool] = lambda _: True
) -> tuple[Any, Iterator[Any]]:
    """The schema that holds all parts (Arrow streams), and their tables under it; empty files are left out.

    Where parts differ, a column has the wider type, and text if there is none that holds all values, or if the format
    holds no such field. `default` gives the schema if there is no part at all. Raises Unwritable if parts differ and
    columns of one of them share a name.
    """
    import pyarrow as pa

    parts = [part for part in parts if part.stat().st_size]
    schemas = []
    for part in parts:
        with pa.ipc.open_stream(part) as stream:
            schemas.append(stream.schema)
    if not schemas:
        return (default() if default else pa.schema([])), iter(())
    schema = _unified(pa, schemas)
    if len(set(schema.names)) < len(schema.names):
        return schema, (_cast(pa, part, schema) for part in parts)
    for number, field in enumerate(schema):
        if not holds(field):
            schema = schema.set(number, field.with_type(pa.string()))
    for part, own in zip(parts, schemas, strict=True):
        schema = _holding(pa, part, own, schema)
    return schema, (_cast(pa, part, schema) for part in parts)


def _unified(pa: Any, schemas: Sequence[Any]) -> Any:
    if all(schema.equals(schemas[0], check_metadata=True) for schema in schemas):
        return schemas[0]
    if any(len(set(schema.names)) < len(schema.names) for schema in schemas):
        raise Unwritable("columns of one name can't be told apart where not all files have the same columns")
    names = added_last(dict.fromkeys(name for schema in schemas for name in schema.names))
    return pa.schema([_field(pa, name, schemas) for name in names], metadata=schemas[0].metadata)


def _field(pa: Any, name: str, schemas: Sequence[Any]) -> Any:
    fields = [schema.field(name) for schema in schemas if name in schema.names]
    try:
        found = pa.unify_schemas([pa.schema([field]) for field in fields], promote_options="permissive").field(0)
    except (pa.ArrowTypeError, pa.ArrowInvalid):
        found = fields[0].with_type(pa.string())
    return found.with_nullable(len(fields) < len(schemas) or any(field.nullable for field in fields))


def _holding(pa: Any, part: Path, own: Any, schema: Any) -> Any:
    """The schema, with text for what it can't hold of a part: large integers as floating point, for one."""
    differ = [
        number
        for number, field in enumerate(schema)
        if field.type != pa.string() and field.name in own.names and own.field(field.name).type != field.type
    ]
    if not differ:
        return schema
    with pa.ipc.open_stream(part) as stream:
        table = stream.read_all()
    for number in differ:
        field = schema.field(number)
        try:
            _as(pa, table.column(field.name), field.type)
        except (pa.ArrowException, ValueError, TypeError, OverflowError):
            schema = schema.set(number, field.with_type(pa.string()))
    return schema


def _cast(pa: Any, part: Path, schema: Any) -> Any:
    with pa.ipc.open_stream(part) as stream:
        table = stream.read_all()
    if table.schema.equals(schema, check_metadata=True):
        return table
    columns = []
    for field in schema:
        if field.name not in table.schema.names:
            columns.append(pa.nulls(table.num_rows, field.type))
            continue
        column = table.column(field.name)
        columns.append(column if column.type == field.type else _as(pa, column, field.type))
    return pa.table(columns, schema=schema)


def _as(pa: Any, column: Any, kind: Any) -> Any:
    if kind == pa.string():
        values = plain_values(column)
        return pa.array([v if v is None or isinstance(v, str) else json_text(v) for v in values], kind)
    try:
        return column.cast(kind)
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return pa.array(column.to_pylist(), kind)  # structs with fields more or less
