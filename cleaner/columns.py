"""Texts in Arrow batches: taken out of a column, put back into it, and what cleaning tells as columns beside it.

All else of a batch stays as it is: other columns, their order, types, nullability and metadata.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from cleaner.errors import FieldError
from cleaner.told import PREFIX, check_names, meant

_PLACE = [("start", pa.int64()), ("end", pa.int64())]
_REMOVAL = [
    *_PLACE,
    *((name, pa.string()) for name in ("class", "rule", "confidence")),
    ("certainty", pa.float64()),
    *((name, pa.string()) for name in ("evidence", "text")),
]
# The types of what `told` tells. Lists of structs and not maps: each engine reads them, and a name may come twice.
ADDED: Mapping[str, pa.DataType] = MappingProxyType(
    {
        "removals": pa.list_(pa.struct(_REMOVAL)),
        "metadata": pa.list_(pa.struct([("name", pa.string()), ("value", pa.string()), *_PLACE])),
        "language": pa.string(),
        "sha256": pa.string(),
        "error": pa.string(),
    }
)


def texts(batch: pa.RecordBatch, field: str) -> list[str | None]:
    """The texts of a column; None where it, or a struct around it, is null.

    `field` is a column's name or a dotted path into structs. Bytes that are not UTF-8 come as lone surrogates (Python's
    `surrogateescape`), which `with_texts` turns back into them. Raises FieldError if there is no such column of texts.
    """
    path = _path(batch.schema, field)
    array = batch.column(path[0])
    for index in path[1:]:
        array = pc.struct_field(array, [index])
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    try:
        found: list[str | None] = array.to_pylist()
    except UnicodeDecodeError:
        large = array.cast(pa.large_binary()).to_pylist()
        return [value if value is None else value.decode("utf-8", "surrogateescape") for value in large]
    return found


def with_texts(batch: pa.RecordBatch, field: str, new: Sequence[str | None]) -> pa.RecordBatch:
    """The batch with `new` in place of the texts of a column, of the same schema.

    Raises FieldError if there is no such column of texts; ValueError if there are not as many texts as rows.
    """
    if len(new) != batch.num_rows:
        raise ValueError(f"{len(new)} texts for {batch.num_rows} rows")
    first, *inner = _path(batch.schema, field)
    columns = list(batch.columns)
    columns[first] = _put(columns[first], batch.schema.field(first), inner, new)
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def with_added(batch: pa.RecordBatch, names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> pa.RecordBatch:
    """The batch with a column `cleaner_<name>` for each of `names` (of ADDED), out of rows as `told` gives them.

    What a row does not tell is null. Raises FieldError for a name there is none of, and for a column that is there
    already.
    """
    fields = added_fields(names)
    arrays = [pa.array([row.get(field.name) for row in rows], field.type) for field in fields]
    return pa.RecordBatch.from_arrays([*batch.columns, *arrays], schema=schema_with(batch.schema, names))


def schema_with(schema: pa.Schema, names: Sequence[str]) -> pa.Schema:
    """The schema that `with_added` gives batches of this schema. Raises what it raises."""
    for field in added_fields(names):
        if field.name in schema.names:
            raise FieldError(f"there is a column {field.name!r} already")
        schema = schema.append(field)
    return schema


def added_fields(names: Sequence[str]) -> list[pa.Field]:
    """The columns for `names` (of ADDED). Raises FieldError for a name there is none of."""
    check_names(names)
    return [pa.field(PREFIX + name, ADDED[name]) for name in names]


def check_field(schema: pa.Schema, field: str) -> None:
    """Raises FieldError if `field` is no column of texts."""
    _path(schema, field)


def _path(schema: pa.Schema, field: str) -> list[int]:
    """Where a column of texts is: its number, and the numbers of the fields inside structs."""
    fields = list(schema)
    found = _find(fields, field)
    if not found:
        there = list(_names(fields))
        raise FieldError(f"no column {field!r}: there are {', '.join(there) or 'none'}{meant(field, there)}")
    if len(found) > 1:
        raise FieldError(f"there are {len(found)} columns {field!r}")
    path, data_type = found[0]
    if not _is_text(data_type):
        raise FieldError(f"column {field!r} holds {data_type}, not text")
    return path


def _find(fields: Sequence[pa.Field], name: str) -> list[tuple[list[int], pa.DataType]]:
    """Every field of that name or dotted path, with its type; a name with dots in it goes before a path."""
    plain = [([number], field.type) for number, field in enumerate(fields) if field.name == name]
    if plain:
        return plain
    return [
        ([number, *path], data_type)
        for number, field in enumerate(fields)
        if pa.types.is_struct(field.type) and name.startswith(field.name + ".")
        for path, data_type in _find(_inside(field.type), name.removeprefix(field.name + "."))
    ]


def _names(fields: Iterable[pa.Field], before: str = "") -> Iterable[str]:
    for field in fields:
        yield before + field.name
        if pa.types.is_struct(field.type):
            yield from _names(_inside(field.type), f"{before}{field.name}.")


def _inside(data_type: pa.StructType) -> list[pa.Field]:
    return [data_type.field(number) for number in range(data_type.num_fields)]


def _is_text(data_type: pa.DataType) -> bool:
    """A column of nothing but nulls may have the type null."""
    types = pa.types
    if types.is_dictionary(data_type):
        data_type = data_type.value_type
    return any(
        is_it(data_type) for is_it in (types.is_string, types.is_large_string, types.is_string_view, types.is_null)
    )


def _put(array: pa.Array, field: pa.Field, path: Sequence[int], new: Sequence[str | None]) -> pa.Array:
    """The array with new texts at `path` inside its structs, whose nulls stay."""
    if not path:
        return _made(new, field)
    children = [array.field(number) for number in range(array.type.num_fields)]
    children[path[0]] = _put(children[path[0]], array.type.field(path[0]), path[1:], new)
    return pa.StructArray.from_arrays(children, fields=_inside(array.type), mask=array.is_null())


def _made(new: Sequence[str | None], field: pa.Field) -> pa.Array:
    data_type = field.type
    if not field.nullable:  # a struct around it is null
        new = ["" if value is None else value for value in new]
    if not pa.types.is_dictionary(data_type):
        return _array(new, data_type)
    coded = _array(new, pa.large_string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(
        coded.indices.cast(data_type.index_type), coded.dictionary.cast(data_type.value_type), ordered=data_type.ordered
    )


def _array(new: Sequence[str | None], data_type: pa.DataType) -> pa.Array:
    try:
        return pa.array(new, data_type)
    except UnicodeEncodeError:
        raw = [value if value is None else value.encode("utf-8", "surrogateescape") for value in new]
        return pa.array(raw, pa.large_binary()).view(pa.large_string()).cast(data_type)
