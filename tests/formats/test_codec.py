"""Compressed files: the same bytes each time, several streams as one, and damage that is told."""

import bz2
import gzip
import lzma
from io import BytesIO

import pytest
from files import file, packed, read_bytes
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.formats.codec import ENDINGS, Damaged, codec_of, compressing, decompressed

ALL = sorted(ENDINGS.values())
COUNT = 4000
LINES = [b'{"text": "Barge %d of %d, %d."}\n' % (n, n * n, n**5) for n in range(COUNT)]
ENDED = [each.lstrip(".") for each in ENDINGS]


def through(data, codec):
    sink = BytesIO()
    with compressing(sink, codec) as stream:
        stream.write(data)
    return sink.getvalue()


def back(data, codec):
    return decompressed(BytesIO(data), codec).read()


@pytest.mark.parametrize("codec", ["", *ALL])
@given(data=st.binary())
@settings(max_examples=30)
def test_there_and_back_the_same_each_time(codec, data):
    made = through(data, codec)
    assert through(data, codec) == made
    assert back(made, codec) == data


@pytest.mark.parametrize("codec", ALL)
@given(pieces=st.lists(st.binary(), min_size=1, max_size=4), zeros=st.integers(0, 2))
@settings(max_examples=30)
def test_streams_one_behind_the_other_are_one(codec, pieces, zeros):
    made = (b"\0" * 4 * zeros).join(through(piece, codec) for piece in pieces) + b"\0" * 4 * zeros
    assert back(made, codec) == b"".join(pieces)


def test_files_of_other_tools_are_read():
    data = b"".join(LINES)
    assert back(gzip.compress(data, 9), "gzip") == back(bz2.compress(data, 1), "bz2") == data
    assert back(lzma.compress(data), "xz") == back(lzma.compress(data, lzma.FORMAT_ALONE), "xz") == data


def test_skippable_frames_of_zstandard_hold_nothing():
    skipped = b"\x50\x2a\x4d\x18\x04\0\0\0barg"
    assert back(skipped + through(b"one", "zstd") + skipped + through(b"two", "zstd"), "zstd") == b"onetwo"


@pytest.mark.parametrize("codec", ALL)
def test_the_stream_below_stays_open(codec):
    sink = BytesIO()
    with compressing(sink, codec) as stream:
        stream.write(b"one")
    raw = BytesIO(sink.getvalue())
    with decompressed(raw, codec) as stream:
        stream.read()
    assert not sink.closed and not raw.closed


@pytest.mark.parametrize("ending", ENDED)
@pytest.mark.parametrize("keep", [0.999, 0.5, 0.05])
def test_a_file_that_is_cut_short_gives_what_stands_before(ending, keep):
    data = packed(b"".join(LINES), ending)
    found = read_bytes(data[: int(len(data) * keep)], f"a.jsonl.{ending}", 1000)
    assert len(found.errors) == 1 and found.why[0].endswith("is cut short")
    assert found.errors[0].first == len(found.found) + 1
    assert found.texts == [f"Barge {n} of {n * n}, {n**5}." for n in range(len(found.found))]
    if ending == "gz" and keep >= 0.5:  # the blocks of the others are about as large as the file
        assert len(found.found) > COUNT / 4


@pytest.mark.parametrize("ending", ENDED)
@given(place=st.floats(0.1, 0.9))
@settings(max_examples=10)
def test_damage_is_told_and_never_shortens_a_file_in_silence(ending, place):
    pieces = [packed(b"".join(LINES[start : start + 500]), ending) for start in range(0, COUNT, 500)]
    data = bytearray(b"".join(pieces))
    at = int(len(data) * place)
    data[at : at + 20] = bytes(255 - each for each in data[at : at + 20])
    found = read_bytes(bytes(data), f"a.jsonl.{ending}", 1000)
    assert len(found.errors) == 1 and "damaged" in found.why[0]
    sound = next(n for n in range(len(pieces)) if sum(map(len, pieces[: n + 1])) > at)  # pieces before the damage
    assert len(found.found) >= 500 * sound
    assert found.texts[: 500 * sound] == [f"Barge {n} of {n * n}, {n**5}." for n in range(500 * sound)]


@pytest.mark.parametrize("ending", ENDED)
def test_what_is_no_stream_behind_one_is_damage_and_not_the_end(ending):
    good = packed(LINES[0], ending)
    broken = bytearray(packed(LINES[1], ending))
    broken[:4] = b"none"
    found = read_bytes(good + bytes(broken) + packed(LINES[2], ending), f"a.jsonl.{ending}")
    assert found.texts == ["Barge 0 of 0, 0."]
    assert len(found.why) == 1 and "data is damaged" in found.why[0]


@pytest.mark.parametrize("codec", ALL)
def test_what_is_not_compressed_at_all_is_told(codec):
    with pytest.raises(Damaged, match=f"the {codec} data is damaged"):
        back(b"The barge left at noon, and the harbour master waved." * 9, codec)


@pytest.mark.parametrize(("ending", "damage"), [(each, how) for each in ENDED for how in ("cut", "changed")])
def test_damaged_csv_gives_what_stands_before(ending, damage):
    rows = [b"id,text\n", *(b"%d,Barge %d of %d\n" % (n, n**5, n**3) for n in range(COUNT))]
    data = bytearray(packed(b"".join(rows[:2001]), ending) + packed(b"".join(rows[2001:]), ending))
    if damage == "cut":
        del data[-30:]
    else:
        at = len(data) * 4 // 5
        data[at : at + 20] = bytes(255 - each for each in data[at : at + 20])
    found = read_bytes(bytes(data), f"a.csv.{ending}", 500)
    assert len(found.errors) == 1 and found.errors[0].first == len(found.found) + 1
    assert found.texts[:500] == [f"Barge {n**5} of {n**3}" for n in range(500)]


def test_the_ending_tells_the_codec():
    assert codec_of("a.jsonl.GZ") == ("a.jsonl", "gzip")
    assert codec_of("a.csv.zst") == ("a.csv", "zstd")
    assert codec_of("a.csv") == ("a.csv", "") and codec_of(".gz") == (".gz", "")


def test_a_source_says_so_itself():
    with file(packed(b"one", "xz"), "a.txt.xz") as source, source.open() as stream:
        assert (source.codec, stream.read(), source.seekable) == ("xz", b"one", False)
