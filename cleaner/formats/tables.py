"""Rows as Arrow tables, and parts with schemas of their own made one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from cleaner.formats.plain import json_text
from cleaner.told import PREFIX


def table_of(rows: Sequence[dict[str, Any]]) -> Any:
    """Rows of plain data as a table: a column for each name; values that fit no one type are written as JSON."""
    import pyarrow as pa

    from cleaner.columns import ADDED

    names = dict.fromkeys(name for row in rows for name in row)
    columns = {}
    for name in names:
        values = [row.get(name) for row in rows]
        columns[name] = _column(pa, values, ADDED.get(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else None)
    return pa.table(columns)


def _column(pa: Any, values: list[Any], kind: Any) -> Any:
    try:
        return pa.array(values, kind)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError, OverflowError):
        return pa.array([None if v is None else v if isinstance(v, str) else json_text(v) for v in values], pa.string())


def joined(parts: Sequence[Path], default: Callable[[], Any] | None) -> tuple[Any, Iterator[Any]]:
    """The schema that holds all parts (Arrow streams), and their tables under it; empty files are left out.

    Where parts differ, a column has the wider type, and text if there is none. `default` gives the schema if there is
    no part at all.
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
    return schema, (_cast(pa, part, schema) for part in parts)


def _unified(pa: Any, schemas: Sequence[Any]) -> Any:
    if all(schema.equals(schemas[0], check_metadata=True) for schema in schemas):
        return schemas[0]
    try:
        return pa.unify_schemas(schemas, promote_options="permissive")
    except (pa.ArrowTypeError, pa.ArrowInvalid):
        names = dict.fromkeys(name for schema in schemas for name in schema.names)
        return pa.schema([_field(pa, name, schemas) for name in names])


def _field(pa: Any, name: str, schemas: Sequence[Any]) -> Any:
    fields = [schema.field(name) for schema in schemas if name in schema.names]
    try:
        return pa.unify_schemas([pa.schema([field]) for field in fields], promote_options="permissive").field(0)
    except (pa.ArrowTypeError, pa.ArrowInvalid):
        return pa.field(name, pa.string())


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
        return _column(pa, [v if v is None or isinstance(v, str) else json_text(v) for v in column.to_pylist()], kind)
    try:
        return column.cast(kind)
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid):
        return pa.array(column.to_pylist(), kind)  # structs with fields more or less
