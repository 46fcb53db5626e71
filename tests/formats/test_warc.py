"""WARC and WET: which records are documents, how they are read, and what is damaged."""

import gzip
import json
import re
import zlib
from io import BytesIO

import pytest
from files import file, packed, parts, read, read_bytes, rewritten
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.formats.base import Unwritable, Writing
from cleaner.formats.records import NO_HEAD, WRONG_LENGTH, records
from cleaner.formats.warc import WARC

STORY = "The ferry to the island leaves an hour later from Monday on, said the harbour master in the morning."
GERMAN = "Die Fähre zur Insel fährt ab Montag später, sagte die Hafenmeisterin für den Süden am frühen Morgen."


def page(text, head=""):
    body = f"<h1>The ferry</h1><p>{text}</p><p>It has carried hay for the farmers since the autumn before last.</p>"
    return f"<html><head><title>The ferry</title>{head}</head><body><article>{body}</article></body></html>"


def record(block, number=1, kind="response", content_type="application/http; msgtype=response", length=None, more=""):
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://quay.example/{number}\r\nWARC-Date: 2024-05-0{number % 9 + 1}T00:00:00Z\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block) if length is None else length}\r\n{more}\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(body, number=1, status="200 OK", content_type="text/html; charset=utf-8", **more):
    body = body.encode() if isinstance(body, str) else body
    head = f"HTTP/1.1 {status}\r\n" + (f"Content-Type: {content_type}\r\n" if content_type else "")
    head += "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in more.items())
    return record(head.encode() + b"\r\n" + body, number)


def numbered(number):
    return response(page(f"{STORY} That was notice number {number}."), number)


ALL = [numbered(number) for number in range(1, 6)]


def told(found):
    """Which of the numbered pages were read, and what is said of the others."""
    return [
        item.error or int(re.search(r"number (\d)", item.text).group(1)) if item.text or item.error else item.text
        for item, _ in found.found
    ]


def only(*records):
    ((item, place),) = read_bytes(b"".join(records), "a.warc").found
    return item, place


def test_a_page_is_extracted_and_says_where_it_is_from():
    item, place = only(response(page(STORY)))
    assert STORY in item.text and "<p>" not in item.text and item.name == "1"
    assert item.about == {
        "row": 1,
        "field": "text",
        "url": "https://quay.example/1",
        "encoding": "utf-8",
        "extracted": "resiliparse",
    }
    assert place.fields("x") == {
        "id": "urn:uuid:1",
        "url": "https://quay.example/1",
        "date": "2024-05-02T00:00:00Z",
        "content_type": "text/html",
        "text": "x",
    }
    assert place.raw() == page(STORY).encode()


def test_records_that_are_no_documents_are_passed_over():
    others = [
        record(b"software: by hand\r\n", 7, "warcinfo", "application/warc-fields"),
        record(b"GET / HTTP/1.1\r\nHost: quay.example\r\n\r\n", 7, "request", "application/http; msgtype=request"),
        record(b"fetchTimeMs: 9\r\n", 7, "metadata", "application/warc-fields"),
        record(b"HTTP/1.1 200 OK\r\n\r\n", 7, "revisit"),
        response(page(STORY), 7, "404 Not Found"),
        response(page(STORY), 7, "301 Moved Permanently", Location="/"),
        response(page(STORY), 7, "500 Oops"),
        response(b"\x89PNG\r\n\x1a\n", 7, content_type="image/png"),
        response(b"{}", 7, content_type="application/json"),
        record(b"%PDF", 7, "resource", "application/pdf"),
    ]
    data = b"".join(one + other for one, other in zip(ALL * 2, others, strict=True))
    found = read_bytes(data, "a.warc", 1)
    assert told(found) == [1, 2, 3, 4, 5] * 2 and not found.errors
    assert read_bytes(b"".join(others), "a.warc") == ([], [])


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (response(STORY, content_type="text/plain; charset=utf-8"), STORY),
        (record(STORY.encode(), 1, "resource", "text/plain"), STORY),
        (record(STORY.encode(), 1, "conversion", "text/plain"), STORY),
        (record(GERMAN.encode(), 1, "conversion", "application/octet-stream"), GERMAN),
        (response(STORY, status="203 Taken", content_type="TEXT/Plain"), STORY),
    ],
)
def test_plain_text_is_taken_as_it_is(data, text):
    item, _ = only(data)
    assert item.text == text and "extracted" not in item.about


@pytest.mark.parametrize("name", ["a.warc.wet", "a.wet.gz", "a.warc.wet.gz", "a.wet.zst"])
def test_wet_files(name):
    records = [record(f"{STORY} Number {n}.".encode(), n, "conversion", "text/plain") for n in range(3)]
    codec = name.rpartition(".")[2]
    data = b"".join(records) if codec == "wet" else b"".join(packed(each, codec) for each in records)
    assert read_bytes(data, name, 1).texts == [f"{STORY} Number {n}." for n in range(3)]


@pytest.mark.parametrize(
    ("encoding", "header", "meta"),
    [
        ("cp1252", "text/html; charset=windows-1252", ""),
        ("cp1252", "text/html; charset=ISO-8859-1", ""),
        ("iso8859-15", 'text/html; charset="iso-8859-15"', ""),
        ("utf-8", "text/html; charset=utf-8", '<meta charset="iso-8859-5">'),
        ("cp1252", "text/html", '<meta charset="windows-1252">'),
        ("cp1252", "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", "text/html; charset=utf-8", '<meta charset="windows-1252">'),
        ("cp1252", "text/html; charset=klingon", ""),
        ("cp1252", "text/html; charset=base64", '<meta charset="hex">'),
        ("utf-8", "text/html; charset=us-ascii", '<meta charset="utf-8">'),
        ("utf-16", "text/html; charset=utf-16", ""),
        ("utf-8", "text/html", ""),
        ("utf-8", "", ""),
        ("cp1252", "", ""),
    ],
)
def test_the_charset_of_the_header_or_of_the_page_or_what_fits(encoding, header, meta):
    item, _ = only(response(page(GERMAN, meta).encode(encoding), content_type=header))
    assert GERMAN in item.text or header.endswith("us-ascii"), item


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "deflate", "GZIP", "gzip, deflate"])
def test_encoded_payloads(coding):
    body = page(STORY).encode()
    for each in coding.lower().split(", "):
        body = gzip.compress(body) if "gzip" in each else zlib.compress(body)
    item, _ = only(response(body, Content_Encoding=coding))
    assert STORY in item.text


def test_raw_deflate():
    squeezed = zlib.compressobj(wbits=-15)
    body = squeezed.compress(page(STORY).encode()) + squeezed.flush()
    assert STORY in only(response(body, Content_Encoding="deflate"))[0].text


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, br", "identity", "what"])
def test_an_encoding_that_is_not_there_does_no_harm(coding):
    assert STORY in only(response(page(STORY), Content_Encoding=coding))[0].text


@pytest.mark.parametrize("cut", [30, 150])
def test_an_encoded_payload_that_is_cut_short_is_told(cut):
    item, place = only(response(gzip.compress(page(STORY).encode())[:-cut], Content_Encoding="gzip"))
    assert item.text is None and "binary data" in item.error and place.raw()


def chunked(body, size, end=b"0\r\n\r\n"):
    pieces = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x;x=1\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + end


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize("end", [b"0\r\n\r\n", b"0\r\nTrailer: x\r\n\r\n", b""])
def test_chunks(size, end):
    body = chunked(page(STORY).encode(), size, end)
    item, place = only(response(body, Transfer_Encoding="chunked"))
    assert STORY in item.text and place.raw() == page(STORY).encode()


def test_chunks_that_break_off():
    body = chunked(page(STORY).encode(), 100, b"")[:-20]
    item, place = only(response(body, Transfer_Encoding="chunked"))
    assert STORY in item.text and page(STORY).encode().startswith(place.raw()) and place.raw()


def test_chunks_that_are_encoded_and_chunks_that_are_not_there():
    body = chunked(gzip.compress(page(STORY).encode()), 50)
    assert STORY in only(response(body, Transfer_Encoding="chunked", Content_Encoding="gzip"))[0].text
    assert STORY in only(response(page(STORY), Transfer_Encoding="chunked", Content_Encoding="gzip"))[0].text


@pytest.mark.parametrize("body", ["", "<html></html>", "<p>" * 5000])
def test_a_page_without_an_article_is_told_and_kept(body):
    item, place = only(response(body))
    assert item.text is None and item.error and place.raw() == body.encode()


def length(data, by):
    return re.sub(rb"Content-Length: (\d+)", lambda found: b"Content-Length: %d" % (int(found[1]) + by), data, count=1)


@pytest.mark.parametrize("which", [1, 3, 5])
@pytest.mark.parametrize("by", [-250, -50, -5, -2, -1, 5, 50, 600, 1234, 10**6])
def test_a_wrong_length_costs_no_other_record(which, by):
    records = list(ALL)
    records[which - 1] = length(records[which - 1], by)
    found = read_bytes(b"".join(records), "a.warc", 1)
    assert told(found) == [WRONG_LENGTH if n == which else n for n in range(1, 6)] and not found.errors
    assert b"That was notice" in found.found[which - 1][1].raw() or by == -250


@pytest.mark.parametrize("by", [-9, -3, 3, 50, 10**6])
def test_a_wrong_length_of_a_record_that_is_no_document_costs_none(by):
    request = record(b"GET / HTTP/1.1\r\nHost: quay.example\r\n\r\n", 7, "request", "application/http; msgtype=request")
    found = read_bytes(ALL[0] + length(request, by) + b"".join(ALL[1:]), "a.warc")
    assert [number for number in told(found) if number != WRONG_LENGTH] == [1, 2, 3, 4, 5] and not found.errors


@settings(max_examples=60)
@given(st.integers(0, len(b"".join(ALL)) - 1), st.sampled_from([1, 1 << 20]))
def test_a_file_that_is_cut_short_gives_what_stands_before_and_says_so(at, size):
    data = b"".join(ALL)[:at]
    found = read_bytes(data, "a.warc", size)
    ends = [sum(map(len, ALL[:n])) for n in range(6)]
    whole = sum(1 for end in ends[1:] if at >= end - 4)
    assert told(found)[:whole] == list(range(1, whole + 1))
    rest = [*told(found)[whole:], *found.why]
    assert bool(rest) == bool(data[ends[whole] :].strip() if whole < 5 else b"") and len(rest) <= 2
    assert not any(isinstance(each, int) for each in rest)


@settings(max_examples=40)
@given(st.integers(1, 2000), st.sampled_from(["gz", "zst", "xz", "bz2"]), st.booleans())
def test_a_compressed_file_that_is_cut_short(cut, codec, each):
    data = b"".join(packed(one, codec) for one in ALL) if each else packed(b"".join(ALL), codec)
    cut = min(cut, len(data) - 1)
    found = read_bytes(data[:-cut], f"a.warc.{codec}")
    numbers = [number for number in told(found) if isinstance(number, int)]
    assert numbers == list(range(1, len(numbers) + 1))
    sound = sum(1 for n in range(1, 6) if sum(len(packed(one, codec)) for one in ALL[:n]) <= len(data) - cut)
    if each:
        assert len(numbers) >= sound
        if sum(len(packed(one, codec)) for one in ALL[:sound]) == len(data) - cut:
            return  # whole records are left
    assert len(found.why) == 1 and re.search("is cut short|Not a gzipped file", found.why[0])


@given(st.integers(30, 1500))
@settings(max_examples=30)
def test_a_damaged_member_gives_what_stands_before(at):
    members = [gzip.compress(one) for one in ALL]
    data = bytearray(b"".join(members))
    at = min(at, len(data) - 1)
    data[at] ^= 0xFF
    found = read_bytes(bytes(data), "a.warc.gz")
    before = sum(1 for n in range(1, 6) if sum(map(len, members[:n])) <= at)
    texts = read_bytes(b"".join(ALL), "a.warc").texts
    if before:  # what follows the last one may be no record
        assert found.texts[: before - 1] == texts[: before - 1] and found.documents[before - 1][2] in ("", WRONG_LENGTH)
    assert found.why or found.documents[before - 1 if before else 0 :]


@pytest.mark.parametrize("data", [STORY.encode() * 50, page(STORY).encode(), b"\0" * 1000, b"\xff" * 100, b"{}\n" * 9])
def test_what_is_no_warc_is_told(data):
    found = read_bytes(data, "a.warc")
    assert not found.found and len(found.why) == 1 and found.why[0].startswith("not WARC that can be read")


@pytest.mark.parametrize("length", ["", "ten", "-1", "9" * 30])
def test_a_length_that_is_no_number(length):
    bad = re.sub(rb"Content-Length: \d+", b"Content-Length: " + length.encode(), ALL[1], count=1)
    found = read_bytes(ALL[0] + bad + b"".join(ALL[2:]), "a.warc")
    assert [number for number in told(found) if number != WRONG_LENGTH] in ([1, 3, 4, 5], [3, 4, 5])
    assert len(found.documents) == 5 or found.why


@pytest.mark.parametrize(
    "block", [b"", b"<html>no head</html>", b"HTTP/1.1 OK\r\n\r\nBarge.", b"HTTP/1.1 200 OK\r\nCont"]
)
def test_a_response_without_a_head_is_told_and_kept(block):
    found = read_bytes(ALL[0] + record(block) + ALL[1], "a.warc")
    (first, (item, place), second) = found.found
    assert (first[0].error, second[0].error) == ("", "") and item.text is None
    assert item.error == NO_HEAD or block.startswith(b"HTTP/1.1 200")
    assert place.raw() in block and item.error


def test_what_was_asked_of_other_servers_is_no_document():
    name = record(b"20240501\r\nquay.example. 60 IN A 192.0.2.1\r\n", 7, "response", "text/dns")
    assert told(read_bytes(name + ALL[0] + name, "a.warc")) == [1]


def test_rubbish_between_records():
    found = read_bytes(ALL[0] + b"rubbish\r\nof all sorts\r\n\r\n" + b"".join(ALL[1:]), "a.warc")
    assert told(found)[1:] == [2, 3, 4, 5] and told(found)[0] in (1, WRONG_LENGTH) and not found.errors


def test_records_larger_than_what_is_read_at_once():
    long = page(" ".join([STORY] * 3000))
    data = length(response(long, 1), -100_000) + response(long, 2) + b"".join(ALL[2:])
    found = read_bytes(data, "a.warc", 1)
    assert [item.error for item, _ in found.found] == [WRONG_LENGTH, "", "", "", ""]
    assert found.found[1][0].text.count(STORY) == 3000


@pytest.mark.parametrize(
    "other",
    [
        response(page(STORY + "."), 1),
        response(page(STORY), 2),
        response(page(STORY), 1, content_type="text/html; charset=latin-1"),
        response(page(STORY), 1, content_type="text/plain"),
    ],
)
def test_digests_tell_of_all_that_matters(other):
    found = []
    for data in (response(page(STORY)), other):
        with file(data, "a.warc") as source:
            found.append([part.digest for part in parts(source)])
    assert found[0] != found[1]


@pytest.mark.parametrize("to", ["jsonl", "csv", "parquet"])
def test_pages_are_written_as_other_formats(to):
    with file(b"".join(ALL), "a.warc") as source:
        made = rewritten(source, to, 1)
        texts = read(source).texts
    found = read_bytes(made, f"a.{to}")
    assert found.texts == texts and list(found.found[0][1].fields(None)) == [
        "id",
        "url",
        "date",
        "content_type",
        "text",
    ]
    if to == "jsonl":
        assert json.loads(made.splitlines()[2])["url"] == "https://quay.example/3"


def test_a_stream_that_can_only_be_read():
    class Plain:
        def __init__(self, data):
            self.read = BytesIO(data).read

    assert [found.url[-1] for found in records(Plain(b"".join(ALL)))] == list("12345")


def test_a_warc_is_never_written():
    assert WARC.written == "jsonl"
    with pytest.raises(Unwritable, match="read and not written"):
        WARC.writer(None, Writing())
