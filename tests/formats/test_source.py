"""Where bytes come from: files, and streams that can be read once."""

from io import BytesIO, RawIOBase

import pyarrow as pa
import pytest
from files import SIZES, file, packed, table_bytes, table_of
from upath import UPath

from cleaner.formats import by_name, documents
from cleaner.formats.base import Reading, Writing
from cleaner.formats.source import Source, Stream

TEXTS = [f"Barge {n}" for n in range(300)]
FORMS = {
    "text": b"Barge 0",
    "jsonl": b"".join(b'{"text": "%s"}\n' % text.encode() for text in TEXTS),
    "csv": b"text\n" + b"".join(text.encode() + b"\n" for text in TEXTS),
    **{
        each: table_bytes(
            pa.table({"text": TEXTS}), each, rows=100, **({} if each != "parquet" else {"compression": "gzip"})
        )
        for each in ("parquet", "arrow", "arrows")
    },
}


class Pipe(RawIOBase):
    """A stream that gives a few bytes at a time and can't be gone back in."""

    def __init__(self, data):
        self._stream = BytesIO(data)

    def readable(self):
        return True

    def readinto(self, buffer):
        data = self._stream.read(min(len(buffer), 100))
        buffer[: len(data)] = data
        return len(data)


@pytest.mark.parametrize("codec", ["", "gz", "zst", "bz2", "xz"])
@pytest.mark.parametrize("form", FORMS)
def test_a_stream_is_read_like_a_file(form, codec):
    data = packed(FORMS[form], codec) if codec else FORMS[form]
    name = {"": "", "gz": "gzip", "zst": "zstd"}.get(codec, codec)
    found = documents(Stream(Pipe(data), "-", name), form, Reading())
    assert [item.text for item, _ in found] == (TEXTS if form != "text" else TEXTS[:1])


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet", "arrow", "arrows"])
@pytest.mark.parametrize("size", SIZES)
def test_parts_of_a_stream_weigh_what_was_read(form, size):
    found = list(by_name(form).parts(Stream(Pipe(FORMS[form])), size))
    assert sum(part.weight for part in found) <= len(FORMS[form]) and all(part.weight >= 0 for part in found)
    assert found[0].weight > 0


@pytest.mark.parametrize("form", ["parquet", "arrow", "arrows"])
def test_a_table_from_a_stream_is_written_like_one_from_a_file(form, tmp_path):
    source = Stream(Pipe(FORMS[form]))
    made = []
    for part in by_name(form).parts(source, 1):
        with (tmp_path / str(part.number)).open("wb") as sink:
            writer = by_name(form).writer(sink, Writing())
            for _, place in by_name(form).read(source, part, Reading()):
                writer.write(place, None, {})
            writer.close()
        made.append(tmp_path / str(part.number))
    joined = BytesIO()
    by_name(form).join(made, joined, source)
    assert table_of(joined.getvalue(), form).equals(table_of(FORMS[form], form))
    empty = BytesIO()
    by_name(form).join([], empty, source)
    assert table_of(empty.getvalue(), form).schema.equals(table_of(FORMS[form], form).schema)


def test_what_can_be_told_of_a_source(tmp_path):
    with file(b"Barge", "a.txt") as source:
        assert (source.size, source.seekable, source.codec) == (5, True, "")
    with file(packed(b"Barge", "gz"), "a.txt.gz") as source:
        assert not source.seekable and source.size > 5
    assert Source(tmp_path / "gone.txt").size == 0
    stream = Stream(BytesIO(b"Barge"))
    assert (stream.size, stream.seekable, stream.name) == (0, False, "-")
    with stream.measured() as (plain, raw):
        assert plain.read() == b"Barge" and raw.tell() == 5


@pytest.mark.parametrize("form", FORMS)
def test_a_url_is_read_like_a_file(form):
    path = UPath(f"memory://quay/a.{form}")
    path.write_bytes(FORMS[form])
    source = Source(path, "", path.name)
    assert not source.seekable and source.size == len(FORMS[form])
    found = [item.text for item, _ in documents(source, form, Reading())]
    assert found == (TEXTS if form != "text" else TEXTS[:1])
    weight = sum(part.weight for part in by_name(form).parts(source, 1000))
    assert 0 < weight <= len(FORMS[form])


def test_a_file_that_is_gone():
    with file(b"Barge", "a.jsonl") as source:
        source.path.unlink()
        with pytest.raises(FileNotFoundError):
            list(documents(source, "jsonl", Reading()))
