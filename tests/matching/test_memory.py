"""A memory forgets, and never tells what it was not told."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner.matching.memory import Memory

LINES = st.lists(st.text("ab", min_size=1, max_size=3), max_size=8)


@given(st.lists(LINES, max_size=30), st.integers(0, 500))
def test_what_is_recalled_is_what_was_kept(texts: list[list[str]], room: int) -> None:
    memory: Memory[str] = Memory(room)
    for text in texts:
        keys = [(line, line, len(line)) for line in text]
        for key, answer in zip(keys, memory.recall(keys), strict=True):
            assert answer in (None, key[0] * 2)
            memory.keep({key: key[0] * 2})
        assert memory.recall(keys) == [line * 2 for line in text]


def test_old_lines_are_forgotten_and_those_that_come_again_are_not() -> None:
    memory: Memory[int] = Memory(room=1_000)
    often = [("share", "Share", 1)]
    memory.keep({often[0]: 7})
    for number in range(100):
        memory.keep({(f"line {number}", "", 1): number})
        assert memory.recall(often) == [7]
    assert memory.recall([("line 0", "", 1), ("line 99", "", 1)]) == [None, 99]


def test_a_text_longer_than_the_room_is_remembered_while_it_is_looked_at() -> None:
    memory: Memory[int] = Memory(room=10)
    keys = [(f"line {number}", "", 1) for number in range(1_000)]
    for number, key in enumerate(keys):
        memory.keep({key: number})
    assert memory.recall(keys) == memory.recall(keys) == list(range(1_000))
