"""How a file's name tells its format, and the registry of formats."""

import json

import pytest
from files import file, packed
from hypothesis import given
from hypothesis import strategies as st

from cleaner.formats import NAMES, WRITTEN, by_name, documents, ending, named, told, without_ending
from cleaner.formats.base import Format, Part, Reading, Unreadable, Writing, digest
from cleaner.formats.codec import Damaged

WORD = st.text("abAB -_é", min_size=1, max_size=6).filter(lambda word: word.strip())
CODEC = st.sampled_from(["", ".gz", ".zst", ".bz2", ".xz"])


@pytest.mark.parametrize(
    ("name", "form", "codec"),
    [
        ("a.txt", "text", ""),
        ("a.md", "text", ""),
        ("a", "text", ""),
        ("a.unheard", "text", ""),
        ("a.gz", "text", "gzip"),
        ("a.HTML", "html", ""),
        ("a.xhtml.xz", "html", "xz"),
        ("a.jsonl", "jsonl", ""),
        ("a.ndjson.GZ", "jsonl", "gzip"),
        ("a.csv.bz2", "csv", "bz2"),
        ("a.tsv", "tsv", ""),
        ("a.pq", "parquet", ""),
        ("a.parquet.zst", "parquet", "zstd"),
        ("a.feather", "arrow", ""),
        ("a.arrow", "arrow", ""),
        ("a.arrows", "arrows", ""),
        ("a.warc.wet.gz", "warc", "gzip"),
        ("a.jsonl.txt", "text", ""),
        ("jsonl", "text", ""),
        (".gz", "text", ""),
    ],
)
def test_names_tell_formats(name, form, codec):
    assert told(name) == (form, codec)


@pytest.mark.parametrize("name", NAMES)
def test_a_format_is_what_it_is_called(name):
    form = by_name(name)
    assert isinstance(form, Format) and form.name == name
    assert form.written in NAMES and by_name(form.written).written == form.written
    assert told("a" + ending(name)) == (name, "")
    assert form.whole is (name in ("text", "html"))


def test_what_any_format_can_be_written_as_is_written_as_itself():
    assert [by_name(name).written for name in WRITTEN] == list(WRITTEN)


def test_files_that_are_their_parts_one_behind_the_other():
    assert by_name("jsonl").appends(Writing()) and by_name("jsonl").appends(Writing(same=False, gathers=True))
    for name in ("csv", "tsv"):
        assert [by_name(name).appends(Writing(same=same, gathers=gathers)) for same, gathers in BOTH] == [True] + 3 * [
            False
        ]
    assert not any(by_name(name).appends(Writing()) for name in ("parquet", "arrow", "arrows"))


BOTH = [(True, False), (True, True), (False, False), (False, True)]


@given(WORD, st.sampled_from(NAMES), CODEC, st.sampled_from(WRITTEN))
def test_a_file_in_another_format_has_its_ending_and_the_same_compression(word, form, packing, to):
    name = word + ending(form) + packing
    other = named(name, form, to)
    assert told(other) == (to, told(name)[1])
    assert (other == name) is (form == to)
    assert without_ending(name) == without_ending(other) == word


@pytest.mark.parametrize(
    ("name", "without"),
    [
        ("a.b.JSONL.gz", "a.b"),
        ("a", "a"),
        ("a.gz", "a"),
        (".csv", ".csv"),
        ("a.csv.txt", "a.csv"),
        ("in/a.wet", "in/a"),
    ],
)
def test_names_without_their_endings(name, without):
    assert without_ending(name) == without


def test_a_file_keeps_its_name_in_its_own_format():
    assert named("a.NDJSON.GZ", "jsonl", "jsonl") == "a.NDJSON.GZ"
    assert named("a.ndjson.GZ", "jsonl", "csv") == "a.csv.gz"
    assert named("notes", "text", "jsonl") == "notes.jsonl"


def test_the_documents_of_a_file():
    data = "".join(json.dumps({"text": f"Barge {n}"}) + "\n" for n in range(5)).encode()
    with file(packed(data, "gz"), "a.jsonl.gz") as source:
        assert [item.text for item, _ in documents(source, "jsonl", Reading())] == [f"Barge {n}" for n in range(5)]
    with file(b"Barge", "a.txt") as source:
        assert [item.text for item, _ in documents(source, "text", Reading())] == ["Barge"]


def test_what_can_not_be_read_is_raised_behind_what_can():
    with file(packed(b'{"text": "a"}\n' * 9999, "gz")[:-9], "a.jsonl.gz") as source:
        found = documents(source, "jsonl", Reading())
        assert next(found)[0].text == "a"
        with pytest.raises(Unreadable, match="cut short"):
            list(found)
    with file(b"Barge", "a.txt.gz") as source, pytest.raises(Damaged):
        list(documents(source, "text", Reading()))


@given(st.binary(), st.binary())
def test_digests(one, other):
    assert (digest(one) == digest(other)) is (one == other)
    assert digest(memoryview(one)) == digest(one) and len(digest(one)) == 40


def test_a_part_is_the_whole_of_a_file_until_it_says_otherwise():
    assert Part() == Part(number=0, first=1, documents=None, data=None, error="")
