"""What is kept on disk: found by what it was made from, and never believed when it is not whole."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from cleaner import Pipeline, cache
from cleaner.cache import VARIABLE, remember


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path / "kept"))
    return tmp_path / "kept"


def never():
    raise AssertionError("it was built again")


def test_what_was_built_is_not_built_again(place):
    assert remember("x", b"key", lambda: {"a": ["ß", "\ud800", 1.5]}) == {"a": ["ß", "\ud800", 1.5]}
    assert remember("x", b"key", never) == {"a": ["ß", "\ud800", 1.5]}
    assert [file.suffix for file in place.iterdir()] == [".json"]


def test_another_key_or_name_is_another_thing(place):
    assert [remember(*entry, lambda n=n: n) for n, entry in enumerate([("x", b"1"), ("x", b"2"), ("y", b"1")])] == [
        0,
        1,
        2,
    ]


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data.replace(b"1", b"2"), lambda data: b""])
def test_what_is_not_whole_is_built_again(place, damage):
    remember("x", b"key", lambda: [1, 11])
    (file,) = place.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert remember("x", b"key", lambda: [3]) == [3]
    assert remember("x", b"key", never) == [3]


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "below"))
    assert [remember("x", b"key", lambda n=n: n) for n in (1, 2)] == [1, 2]


def test_it_can_be_turned_off(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, "")
    monkeypatch.chdir(tmp_path)
    assert [remember("x", b"key", lambda n=n: n) for n in (1, 2)] == [1, 2]
    assert list(tmp_path.iterdir()) == []


def test_only_the_newest_entries_are_kept(place):
    for number in range(20):
        remember("x", str(number).encode(), lambda: 0)
    assert len(list(place.iterdir())) <= 8


def test_many_writers_leave_whole_entries(place):
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: remember("x", bytes([n % 3]), lambda: list(range(n % 3 + 5000))), range(60)))
    assert all(entry == list(range(len(entry))) for entry in found)
    for file in place.iterdir():
        checksum, content = file.read_bytes().split(b"\n", 1)
        assert checksum.decode() == cache.hashlib.sha256(content).hexdigest() and json.loads(content)


def test_rows_are_put_behind_what_is_there(place):
    for rows in ([], [["ß", 1]], [[2, "\ud800"], [3]], [4]):
        cache.extend("x", b"key", rows, most=1000)
    assert cache.recall("x", b"key") == [["ß", 1], [2, "\ud800"], [3], 4]
    cache.extend("x", b"key", [5] * 1000, most=1000)
    assert cache.recall("x", b"key") == [["ß", 1], [2, "\ud800"], [3], 4], "there is no room for more"


@pytest.mark.parametrize("there", [b"", b"x\n[1]", b"\xff", b"no end"])
def test_rows_take_the_place_of_what_is_not_whole(place, there):
    cache.extend("x", b"key", [1], most=1000)
    (file,) = place.iterdir()
    file.write_bytes(there)
    cache.extend("x", b"key", [2], most=1000)
    assert cache.recall("x", b"key") == [2]
    cache.keep("x", b"key", {"not": "rows"})
    cache.extend("x", b"key", [3], most=1000)
    assert cache.recall("x", b"key") == [3]


def test_a_pipeline_is_the_same_with_and_without_it(place, pipeline):
    text = "Share\n\nThe ferry left at seven, as it has done every morning since the war.\n\nRead more: A bell\n"
    cold, warm = Pipeline.load(), Pipeline.load()
    assert list(place.iterdir())
    assert cold.rules == warm.rules == pipeline.rules
    assert cold.clean(text) == warm.clean(text) == pipeline.clean(text)
