"""Reading and writing files part by part, as jobs do it."""

import bz2
import gzip
import lzma
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

import pyarrow as pa
from pyarrow import parquet

from cleaner.errors import CleanerError
from cleaner.formats import SIZE, by_name, told
from cleaner.formats.base import Reading, Writing
from cleaner.formats.codec import compressing
from cleaner.formats.source import Source

CODECS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}
SIZES = (1, 100, 3000, SIZE)


class Read(NamedTuple):
    """The documents of a file with their places, and the parts of it that can't be read."""

    found: list
    errors: list

    @property
    def texts(self):
        return [item.text for item, _ in self.found if item.about is not None or item.error]

    @property
    def documents(self):
        return [(item.text, item.name, item.error) for item, _ in self.found]

    @property
    def why(self):
        return [part.error for part in self.errors]


@contextmanager
def file(data, name):
    """A file with these bytes, as a source."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield source(path)


def source(path):
    return Source(path, told(path.name)[1], path.name)


def parts(source, size=SIZE):
    """The parts of a file; small ones are asked for to the byte."""
    with patch("cleaner.formats.blocks._CHUNK", min(size, 1 << 16)):
        return list(form(source).parts(source, size))


def form(source):
    return by_name(told(source.path.name)[0])


def read(source, size=SIZE, field="text", extractor="resiliparse"):
    """The documents of all parts; a part that breaks off is one that can't be read."""
    found, errors = [], []
    for part in parts(source, size):
        if part.error:
            errors.append(part)
            continue
        try:
            found += form(source).read(source, part, Reading(field, extractor))
        except CleanerError as error:
            errors.append(part.__class__(part.number, part.first, error=str(error)))
    return Read(found, errors)


def read_bytes(data, name, size=SIZE, **asked):
    with file(data, name) as found:
        return read(found, size, **asked)


def rewritten(source, to="", size=SIZE, change=None, added=(), field="text", refused=None):
    """The bytes of a file written part by part, and joined.

    `change` gives a document's new text, None for as it came; `added` are the fields that each document gets.
    What the writer refuses goes to the list `refused`.
    """
    own, other = form(source), by_name(to or told(source.path.name)[0])
    with TemporaryDirectory() as folder:
        made = []
        for part in parts(source, size):
            if part.error:
                continue
            path = Path(folder) / str(part.number)
            same = own.name == other.name
            ask = Writing(field, same, False, tuple(added), part.head, part.number == 0)
            with path.open("wb") as sink:
                writer = other.writer(sink, ask)
                for item, place in own.read(source, part, Reading(field, "resiliparse")):
                    more = dict(added) if item.about is not None or item.error else {}
                    text = change(item.text) if change and item.text is not None else None
                    try:
                        writer.write(place, text, more)
                    except CleanerError as error:
                        if refused is None:
                            raise
                        refused.append((item.name, str(error)))
                writer.close()
            made.append(path)
        joined = BytesIO()
        other.join(made, joined, source if same_form(own, other) else None)
        return joined.getvalue()


def same_form(own, other):
    return own.name == other.name


def packed(data, codec):
    """Bytes compressed by the codec of an ending, as it is written here."""
    sink = BytesIO()
    with compressing(sink, told("a.txt." + codec)[1] if codec else "") as stream:
        stream.write(data)
    return sink.getvalue()


def table_bytes(table, ending, **options):
    """A table as a file of that ending: several batches or row groups by `rows`."""
    rows = options.pop("rows", max(1, table.num_rows))
    sink = BytesIO()
    if ending == "parquet":
        with parquet.ParquetWriter(sink, table.schema, **options) as out:
            for start in range(0, table.num_rows, rows):  # a slice of views can't be written as it is
                out.write_table(table_of(table_bytes(table.slice(start, rows), "arrows"), "arrows"))
        return sink.getvalue()
    make = pa.ipc.new_file if ending == "arrow" else pa.ipc.new_stream
    with make(sink, table.schema, options=pa.ipc.IpcWriteOptions(**options)) as out:
        out.write_table(table, max_chunksize=rows)
    return sink.getvalue()


def table_of(data, ending):
    """The table in the bytes of a file of that ending."""
    if ending == "parquet":
        return parquet.read_table(BytesIO(data))
    opened = pa.ipc.open_file if ending == "arrow" else pa.ipc.open_stream
    return opened(BytesIO(data)).read_all()
