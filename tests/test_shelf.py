"""The shelf of compiled patterns: what is read back is what was put there, or nothing."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner import Pipeline, cache
from cleaner import pattern as module
from cleaner import shelf as shelf_module
from cleaner.cache import VARIABLE
from cleaner.pattern import Pattern, Patterns
from cleaner.shelf import Shelf

PLAIN = st.recursive(
    st.integers() | st.text() | st.binary(),
    lambda inside: st.lists(inside) | st.lists(inside).map(tuple) | st.dictionaries(st.text() | st.integers(), inside),
    max_leaves=8,
)
SOURCES = [
    "^(?P<place>a|b)(?:x|yy)+\\d{2,3}$",
    "(?i)Straße\\b",
    "(?<=\\p{Lu})\\p{Han}++",
    "^a|b",
    "(?:a|b){2,3}?[^c]*(?!d)",
    "",
]
LINES = ["axyy12", "STRASSE!", "Ä漢字", "ab", "b", "aabb cd", ""]


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    return tmp_path


def shelved(source, shelf):
    pattern = Pattern(source, trusted=True)
    pattern.shelve(shelf)
    return pattern


def found(pattern):
    return [match and (match.span(), match.groupdict()) for match in map(pattern.search, LINES)]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.text(), PLAIN, min_size=16, max_size=40))
def test_plain_data_comes_back(place, entries):
    for file in place.iterdir():
        file.unlink()
    shelf = Shelf()
    for source, data in entries.items():
        shelf.put(source, data)
    another = Shelf()
    back = {source: another.get(source) for source in entries}
    written = [source for source in entries if back[source] is not None]
    assert written == list(entries)[: len(written)] and len(written) >= 16
    assert all(repr(back[source]) == repr(entries[source]) for source in written)
    assert not any(map(another.get, entries)), "it is taken off"


def test_patterns_come_back_compiled_and_match_the_same(place, monkeypatch):
    shelf = Shelf()
    first = [found(shelved(source, shelf)) for source in [*SOURCES, *(f"x{number}" for number in range(16))]]
    monkeypatch.setattr(module, "_compile", lambda *_: pytest.fail("it was compiled again"))
    again = Shelf()
    assert [found(shelved(source, again)) for source in SOURCES] == first[: len(SOURCES)]
    assert list(shelved("^a|b", Shelf()).finditer("ab")) and Pattern("^a") == shelved("^a", Shelf())


def test_what_can_not_be_read_is_compiled(place):
    shelf = Shelf()
    for number in range(16):
        shelved(f"a{number}", shelf).compiled()
    (file,) = place.iterdir()
    entries = dict(json.loads(file.read_bytes().split(b"\n", 1)[1]))
    apart = json.loads(entries["a1"])
    damaged = ["", "{}", '{"bytes":"!"}', "[1]", "[1,[]]", json.dumps([1, {"tuple": [7, 7]}]), json.dumps(apart)]
    cache.keep("patterns", b"", [[f"a{number}", kept] for number, kept in enumerate(damaged) if number != 1])
    for number in range(len(damaged)):
        assert shelved(f"a{number}", Shelf()).search(f"a{number}")
    for odd in ([], {"a1": 7}, "x"):
        cache.keep("patterns", b"", odd)
        assert shelved("a1", Shelf()).search("a1")


def test_lists_and_what_nobody_vouches_for_are_not_kept(place, make):
    shelf = Shelf()
    for number in range(20):
        pattern = Pattern(rf"^{number}\L<labels>$", labels=("share", "print"))
        pattern.shelve(shelf)
        assert pattern.search(f"{number}share")
    shelf.put("x", {"a": object()})
    pipeline = make(*(f"match: {{pattern: '^advert{number}$'}}" for number in range(20)))
    assert pipeline.clean("advert1\nThe miller sold the last of his geese on Friday.")
    assert not list(place.iterdir())


def test_what_several_put_there_is_kept_once(place):
    one, other = Shelf(), Shelf()
    for shelf in (one, other):
        assert shelf.get("nothing") is None
    for number in range(16 + 32):
        for shelf in (one, other):
            shelved(f"a{number}", shelf).compiled()
    (file,) = place.iterdir()
    kept = [source for source, _ in json.loads(file.read_bytes().split(b"\n", 1)[1])]
    assert sorted(kept) == sorted({f"a{number}" for number in range(16 + 32)})


def test_of_equal_patterns_there_is_one(place):
    patterns = Patterns()
    one, other = Pattern("^a|b", trusted=True), Pattern("^a|b", trusted=True)
    assert patterns.same(one) is patterns.same(other) is one
    assert patterns.same(Pattern("^b", trusted=True)) is not one


def test_of_many_patterns_those_that_nobody_uses_are_taken_back(place, monkeypatch):
    monkeypatch.setattr(shelf_module, "_MOST_LENT", 8)
    monkeypatch.setattr(shelf_module, "_LENT_STEP", 4)
    shelf = Shelf()
    patterns = [shelved(f"a{number}", shelf) for number in range(60)]
    for pattern in patterns:
        assert pattern.search(pattern.source) and patterns[0].search("a0")
    lent = [pattern for pattern in patterns if pattern._compiled is not None]
    assert patterns[0] in lent and len(lent) <= 2 * (8 + 4)
    monkeypatch.setattr(module, "_compile", None)  # what was taken back need not be compiled again
    assert all(pattern.search(f"is {pattern.source}") for pattern in patterns)


def test_nothing_is_kept_where_there_is_no_cache(monkeypatch):
    monkeypatch.setenv(VARIABLE, "")
    shelf = Shelf()
    assert all(shelved(f"a{number}", shelf).search(f"a{number}") for number in range(40))
    assert Shelf().get("a1") is None


def test_a_pipeline_finds_its_patterns_in_another_process_s_cache(place):
    text = "By Ada Quill\n\nThe miller sold the last of his geese on Friday.\n\nRead more: All rights reserved by AP.\n"
    first = Pipeline.load(languages=["en"])
    cleaned = [first.clean(text + f"Photo: Ada Quill/Reuters {number}\n") for number in range(9)]
    second = Pipeline.load(languages=["en"])
    assert [second.clean(each.original) for each in cleaned] == cleaned
