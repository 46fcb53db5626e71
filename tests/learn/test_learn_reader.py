"""Documents taken apart: what is remembered and what is packed change nothing."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.learn import reader
from cleaner.learn.pieces import lines_of, rows
from cleaner.learn.reader import Reader, packed, unpacked

PARAGRAPH = "The council of Oster voted on Monday (twice) to mend the old lock, and nobody spoke against it. It rained."
LINES = st.sampled_from([PARAGRAPH, "More from Oster", "By Ida Brandt, reporter", "4 min read", "Sea | Late", "(x)"])
TEXTS = st.lists(st.one_of(LINES, st.text()), max_size=12).map("\n".join)


@pytest.fixture(scope="module", autouse=True)
def forgetful():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_REMEMBERED", 3)
        yield


@given(st.lists(st.tuples(st.sampled_from("ab"), TEXTS), max_size=4))
def test_what_is_remembered_changes_nothing(documents):
    one = Reader()
    for source, text in documents:
        assert one.read(source, text) == Reader().read(source, text)
        assert one.read(source, text)[0] == rows(text)
        for row in rows(text):
            assert row.prose or one.short(reader.number(source), row.text) == row


@given(TEXTS)
def test_the_keys_of_a_source_are_its_own(text):
    mine, other = (Reader().read(source, text)[1] for source in ("quay", "mill"))
    assert [len(keys) for keys in mine] == [len(row.pieces) for row in rows(text)]
    assert not {key for line in mine for key in line} & {key for line in other for key in line}


@given(TEXTS)
def test_what_is_packed_comes_back(text):
    found, keys = Reader().read("quay", text)
    flat, starts, prose = unpacked(packed(found, keys))
    assert prose == [row.prose for row in found] and len(prose) == len(lines_of(text))
    assert [tuple(flat[start:end].tolist()) for start, end in zip(starts, starts[1:], strict=False)] == keys


def test_what_is_remembered_does_not_travel():
    used = Reader()
    used.read("quay", PARAGRAPH)
    assert pickle.dumps(used) == pickle.dumps(Reader())
