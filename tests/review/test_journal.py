import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.review.journal import BadDecisions, append, read
from tests.review.strategies import decided, decisions

TEXT = "The bell rang twice.\nHark: the ferry is late\nNobody came."
ONE = decided(TEXT, "Hark: the ferry is late")
OTHER = decided(TEXT, "Nobody came.", "missed")


@given(st.lists(st.lists(decisions(), max_size=3), max_size=4))
def test_what_is_appended_is_read(tmp_path_factory, batches):
    file = tmp_path_factory.mktemp("decided") / "decisions.jsonl"
    append(file, [])
    for batch in batches:
        append(file, batch)
    assert read(file).decisions == tuple(each for batch in batches for each in batch)
    assert not read(file).torn


@given(st.integers(min_value=1), st.booleans())
def test_a_half_written_last_line_is_told_and_written_over(tmp_path_factory, cut, again):
    file = tmp_path_factory.mktemp("decided") / "decisions.jsonl"
    append(file, [ONE, OTHER])
    whole = file.read_bytes()
    last = len(whole) - whole.rstrip(b"\n").rfind(b"\n") - 1
    file.write_bytes(whole[: len(whole) - 2 - cut % (last - 2)])
    told = read(file)
    assert told.decisions == (ONE,)
    assert told.torn == f"{file}:2: the last line is half-written and left out"
    append(file, [OTHER] if again else [])
    assert read(file).decisions == ((ONE, OTHER) if again else (ONE,))
    assert not read(file).torn


def test_a_last_line_without_its_break_counts_and_is_not_written_over(tmp_path):
    file = tmp_path / "decisions.jsonl"
    append(file, [ONE])
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    assert read(file).decisions == (ONE,)
    append(file, [OTHER])
    assert read(file).decisions == (ONE, OTHER)


def test_a_long_half_written_line_is_found(tmp_path):
    file = tmp_path / "decisions.jsonl"
    append(file, [ONE])
    file.write_bytes(file.read_bytes() + b'{"text": "' + b"x" * 200_000)
    append(file, [OTHER])
    assert read(file).decisions == (ONE, OTHER)


def test_a_directory_is_made_for_it(tmp_path):
    append(tmp_path / "a" / "b.jsonl", [ONE])
    assert read(tmp_path / "a" / "b.jsonl").decisions == (ONE,)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", ":2: not JSON"),
        (b"[1]", ":2: not an object"),
        (b'"\xff"', ":2: not UTF-8"),
        (json.dumps(ONE.data() | {"class": "x"}).encode(), ":2: 'class' is 'x'"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, said):
    file = tmp_path / "decisions.jsonl"
    append(file, [ONE])
    file.write_bytes(file.read_bytes() + line + b"\n" + file.read_bytes())
    with pytest.raises(BadDecisions) as caught:
        read(file)
    assert f"{file}{said}" in str(caught.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(BadDecisions, match="No such file"):
        read(tmp_path / "none.jsonl")
