"""Blocks of whole lines."""

from io import BytesIO
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from cleaner.formats.blocks import blocks, readable
from cleaner.formats.codec import Damaged

LINES = st.lists(st.binary(max_size=9), max_size=20).map(b"\n".join)


class Breaking(BytesIO):
    """A stream that breaks off where its data ends."""

    def read1(self, size=-1):
        data = super().read1(size)
        if size and not data:
            raise Damaged("broken off")
        return data


@given(LINES, st.integers(1, 50))
def test_blocks_are_the_file_and_end_with_a_line(data, size):
    with patch("cleaner.formats.blocks._CHUNK", 1):
        found = list(blocks(BytesIO(data), size))
    assert b"".join(block for block, _ in found) == data and not any(error for _, error in found)
    assert all(block.endswith(b"\n") for block, _ in found[:-1]) and all(block for block, _ in found)


@given(LINES, st.integers(1, 50))
def test_the_line_that_reading_breaks_off_in_is_a_block_of_its_own(data, size):
    with patch("cleaner.formats.blocks._CHUNK", 1):
        *found, (left, error) = blocks(Breaking(data), size)
    assert error == "broken off" and b"\n" not in left
    assert b"".join(block for block, _ in found) + left == data
    assert all(block.endswith(b"\n") and not error for block, error in found)


@given(st.binary(), st.integers(0, 50))
def test_what_can_be_read(data, size):
    assert readable(BytesIO(data), size) == (data[:size], "")
    assert readable(Breaking(data), len(data) + 1) == (data, "broken off")
