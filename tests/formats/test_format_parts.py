"""Laws of every format: parts of any size hold the same documents, and what is not changed comes back as it came."""

import json

import pyarrow as pa
import pytest
from files import SIZES, file, form, packed, parts, read, rewritten, table_bytes, table_of
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.formats.base import Reading

READING = Reading("text", "resiliparse")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
LINE_ENDS = st.sampled_from(["\n", "\r\n"])
MARK = st.sampled_from(["", "\ufeff"])
PACKED = st.sampled_from(["", "gz", "zst", "bz2", "xz"])
PAGE = (
    "<html><head><title>The ferry</title></head><body><article><h1>The ferry</h1>"
    "<p>The ferry to the island leaves an hour later from Monday on, said the harbour master in the morning.</p>"
    "<p>{}</p></article></body></html>"
)


@st.composite
def jsonl_files(draw):
    """JSON Lines with all that may stand between and on the lines."""
    lines = []
    for _ in range(draw(st.integers(0, 12))):
        text = draw(st.none() | TEXT)
        if draw(st.integers(0, 5)) == 0:
            lines.append(draw(st.sampled_from(["", "  ", "\t", "no JSON", '{"other": 1}', '{"text": 5}', "[]"])))
            continue
        data = {"id": draw(st.integers()), "text": text, "more": draw(st.none() | st.lists(TEXT, max_size=2))}
        separators = draw(st.sampled_from([(",", ":"), (", ", ": "), (" ,\t", " : ")]))
        lines.append(json.dumps(data, ensure_ascii=draw(st.booleans()), separators=separators))
    ends = [draw(LINE_ENDS) for _ in lines]
    if ends and draw(st.booleans()):
        ends[-1] = ""
    return (draw(MARK) + "".join(line + end for line, end in zip(lines, ends, strict=True))).encode()


def cell(draw, delimiter):
    value = draw(TEXT)
    needed = any(each in value for each in (delimiter, '"', "\n", "\r"))
    return '"' + value.replace('"', '""') + '"' if needed or draw(st.booleans()) else value


@st.composite
def csv_files(draw, delimiter=","):
    """CSV with quoted and bare cells, rows too short and too long, and blank lines."""
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    lines = [delimiter.join(draw(st.permutations(["id", "text", '"the rest"'])))]
    for _ in range(draw(st.integers(0, 12))):
        cells = [cell(draw, delimiter) for _ in range(draw(st.sampled_from([0, 1, 3, 3, 3, 3, 4])))]
        lines.append(delimiter.join(cells))
    return (draw(MARK) + end.join(lines) + draw(st.sampled_from(["", end]))).encode()


@st.composite
def tables(draw):
    """A table with a column of texts and some others."""
    texts = draw(st.lists(st.none() | TEXT, max_size=12))
    kind = draw(st.sampled_from([pa.string(), pa.large_string(), pa.string_view()]))
    columns = {"id": pa.array(range(len(texts)), pa.int64()), "text": pa.array(texts, kind)}
    return pa.table(columns).replace_schema_metadata({"made": "by hand"})


def record(page, number, kind="response"):
    body = page.encode()
    block = body
    if kind == "response":
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    content_type = "application/http; msgtype=response" if kind == "response" else "text/plain"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://quay.example/{number}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


@st.composite
def warc_files(draw):
    words = st.text("abcdefgh ", min_size=30, max_size=60)
    kinds = st.sampled_from(["response", "conversion"])
    count = draw(st.integers(1, 5))
    return b"".join(record(PAGE.format(draw(words)), number, draw(kinds)) for number in range(count))


@st.composite
def files(draw):
    """A file of any format that holds many documents, and its name."""
    ending = draw(st.sampled_from(["jsonl", "csv", "tsv", "parquet", "arrow", "arrows", "warc"]))
    match ending:
        case "jsonl":
            data = draw(jsonl_files())
        case "csv" | "tsv":
            data = draw(csv_files("," if ending == "csv" else "\t"))
        case "warc":
            data = draw(warc_files())
        case _:
            data = table_bytes(draw(tables()), ending, rows=draw(st.integers(1, 5)))
    codec = draw(PACKED)
    return (packed(data, codec), f"a.{ending}.{codec}") if codec else (data, f"a.{ending}")


@settings(max_examples=50)
@given(files(), st.sampled_from(SIZES))
def test_parts_of_any_size_hold_the_same_documents(case, size):
    with file(*case) as source:
        some, whole = read(source, size), read(source)
        assert some.documents == whole.documents and not some.errors
        assert [item.about for item, _ in some.found] == [item.about for item, _ in whole.found]
        names = [item.name for item, _ in whole.found]
        assert len(set(names)) == len(names)


@settings(max_examples=60)
@given(files(), st.sampled_from(SIZES))
def test_parts_are_the_same_each_time_and_weigh_no_more_than_the_file(case, size):
    data, name = case
    with file(*case) as source:
        found = parts(source, size)
        assert repr(parts(source, size)) == repr(found)
        assert all(part.weight >= 0 for part in found)
        assert [part.number for part in found] == list(range(len(found)))
        weight = sum(part.weight for part in found)
        assert weight <= len(data)
        if name.endswith(("jsonl", "csv", "tsv")) and found:  # other formats have bytes that hold no document
            assert weight == len(data)


@settings(max_examples=60)
@given(files(), st.sampled_from(SIZES))
def test_documents_that_are_known_beforehand_are_as_many(case, size):
    with file(*case) as source:
        for part in parts(source, size):
            count = sum(1 for _ in form(source).read(source, part, READING))
            assert part.documents in (None, count)


@settings(max_examples=60)
@given(st.sampled_from(["jsonl", "csv", "tsv", "parquet", "arrow", "arrows", "warc", "parquet.gz", "csv.zst"]), TEXT)
def test_digests_tell_of_another_text(ending, text):
    found = []
    for each in (text, text + "x"):
        with file(one(each, ending), f"a.{ending}") as source:
            found.append([part.digest for part in parts(source)])
    assert found[0] != found[1] and all(found[0])


def one(text, ending):
    ending, _, codec = ending.partition(".")
    match ending:
        case "jsonl":
            data = json.dumps({"text": text}).encode()
        case "csv" | "tsv":
            quoted = text.replace('"', '""')
            data = f'text\n"{quoted}"\n'.encode()
        case "warc":
            data = record(text, 1, "conversion")
        case _:
            data = table_bytes(pa.table({"text": [text]}), ending)
    return packed(data, codec) if codec else data


LINES = {"jsonl": jsonl_files(), "csv": csv_files(), "tsv": csv_files("\t")}


@settings(max_examples=50)
@pytest.mark.parametrize("ending", LINES)
@given(data=st.data(), size=st.sampled_from(SIZES))
def test_lines_come_back_to_the_letter(ending, data, size):
    lines = data.draw(LINES[ending])
    with file(lines, f"a.{ending}") as source:
        assert rewritten(source, size=size) == lines


@settings(max_examples=60)
@given(tables(), st.sampled_from(["parquet", "arrow", "arrows"]), st.integers(1, 5), st.sampled_from(SIZES))
def test_tables_come_back(table, ending, rows, size):
    with file(table_bytes(table, ending, rows=rows), f"a.{ending}") as source:
        again = table_of(rewritten(source, size=size), ending)
    assert again.equals(table) and again.schema.equals(table.schema, check_metadata=True)


@settings(max_examples=60)
@given(files(), TEXT, st.sampled_from(SIZES))
def test_nothing_but_texts_changes(case, new, size):
    _, name = case
    if name.startswith("a.warc"):  # never written
        return
    with file(*case) as source:
        changed = rewritten(source, size=size, change=lambda text: new)
        before = plain(source)
    with file(changed, name.rsplit(".", 1)[0] if name.count(".") > 1 else name) as source:
        after = plain(source)
    expected = [
        (name, fields if fields.get("text") is None or error else fields | {"text": new}, error)
        for name, fields, error in before
    ]
    assert after == expected


def plain(source):
    return [
        (item.name, place.fields(None) if hasattr(place, "fields") else {}, item.error)
        for item, place in read(source).found
    ]


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_a_file_of_one_document_is_one_part(ending):
    with file(PAGE.format("It has carried hay.").encode(), f"a.{ending}") as source:
        (part,) = parts(source, 1)
        assert (part.documents, part.weight, part.first) == (1, source.size, 1)
        (text,) = read(source).texts
        assert "The ferry to the island" in text
