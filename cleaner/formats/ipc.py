"""The batches of Arrow files and streams, also of those that are damaged or cut short."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO
from sys import maxsize
from typing import Any, BinaryIO

from cleaner.errors import CleanerError
from cleaner.formats.base import Unreadable
from cleaner.formats.blocks import readable
from cleaner.formats.source import Source

_MAGIC = b"ARROW1\0\0"  # an Arrow file is a stream behind these bytes, with a table of contents at its end


def arrow() -> Any:
    """The module pyarrow. Raises CleanerError if it is not installed."""
    try:
        import pyarrow
    except ImportError:
        raise CleanerError("Parquet and Arrow need a package more: pip install 'cleaner[formats]'") from None
    return pyarrow


def schema_of(source: Source) -> Any:
    """The schema of an Arrow file or stream."""
    with source.open() as stream:
        return _reader(BytesIO(readable(stream, maxsize)[0]))[0].schema


def _reader(stream: BinaryIO) -> tuple[Any, str]:
    """A reader of a file or of a stream, or of what is left of a file; and what is wrong then."""
    pa = arrow()
    try:
        return pa.ipc.open_file(stream), ""
    except (pa.ArrowException, OSError):
        stream.seek(0)
        cut = stream.read(len(_MAGIC)) == _MAGIC
        stream.seek(len(_MAGIC) if cut else 0)
        return pa.ipc.open_stream(stream), "the file is cut short" if cut else ""


def _getters(stream: BinaryIO) -> Iterator[Callable[[], Any]]:
    """What gives the batches of a file or a stream, one after the other: one that is damaged may have others behind."""
    error = ""
    if not stream.seekable():
        data, error = readable(stream, maxsize)
        stream = BytesIO(data)
    reader, cut = _reader(stream)
    if getattr(reader, "num_record_batches", 1) == 0 and (found := _uncounted(stream)):
        reader, cut = found, "its table of contents is damaged"
    if hasattr(reader, "num_record_batches"):
        for number in range(reader.num_record_batches):
            yield partial(reader.get_batch, number)
        return
    for batch in reader:
        yield partial(_same, batch)
    more = "" if cut or not stream.read(1) else "there is more behind the end of the stream"
    if error or cut or more:
        raise Unreadable(error or cut or more)


def batches(stream: BinaryIO) -> Iterator[tuple[Any, str]]:
    """The batches of a file or a stream, and what is wrong where there is none; None and '' at the end."""
    pa = arrow()
    broken = (pa.ArrowException, OSError, UnicodeDecodeError, MemoryError)  # a length may be beyond all measure
    try:
        for get in _getters(stream):
            try:
                batch = get()
                for _, column in zip(batch.schema.names, batch.columns, strict=True):  # names may be no text
                    _validate(pa, column)
            except broken as error:
                yield None, f"a damaged batch: {error}"
            else:
                yield batch, ""
    except (CleanerError, *broken) as error:
        yield None, f"no Arrow from here on: {error}"
    yield None, ""


def _validate(pa: Any, array: Any) -> None:
    """Raises ArrowInvalid for an array that can't be used, which would end the process; texts need not be UTF-8."""
    try:
        array.validate(full=True)
        return
    except pa.ArrowInvalid as error:
        if "UTF8" not in str(error):
            raise
    array.validate()
    kind = array.type
    if pa.types.is_struct(kind):
        for number in range(kind.num_fields):
            _validate(pa, array.field(number))
    elif pa.types.is_dictionary(kind):
        _validate(pa, array.dictionary)
    elif pa.types.is_string(kind) or pa.types.is_large_string(kind):
        array.view(pa.binary() if pa.types.is_string(kind) else pa.large_binary()).validate(full=True)


def _uncounted(stream: BinaryIO) -> Any:
    """A file as a stream, if it has a batch of which its table of contents tells nothing."""
    pa = arrow()
    with suppress(StopIteration, pa.ArrowException, OSError):
        stream.seek(len(_MAGIC))
        pa.ipc.open_stream(stream).read_next_batch()
        stream.seek(len(_MAGIC))
        return pa.ipc.open_stream(stream)
    return None


def _same(batch: Any) -> Any:
    return batch
