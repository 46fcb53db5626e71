"""Sources and the globs that name them."""

from fnmatch import fnmatchcase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.ruleset.bound import LONGEST, Globs, check_glob, example_of, folded, group_of, within

GLOBS = st.one_of(st.text(min_size=1, max_size=12), st.text(alphabet="aw.*/:@8\\-x", min_size=1, max_size=12))
NAMES = st.text(alphabet="ab./", max_size=8)


def sound(glob):
    try:
        return bool(check_glob(glob))
    except ValueError:
        return False


def hits(glob, source):
    return Globs([group_of([glob])]).of(source) == (0,)


@given(GLOBS.filter(sound))
def test_a_glob_matches_its_example(glob):
    assert hits(glob, example_of(glob))


@given(st.text())
def test_folding_is_done_once(source):
    name = folded(source.replace(" ", ""))
    assert folded(name).strip() == name.strip()


@given(st.lists(st.lists(st.text(alphabet="ab.*/", min_size=1, max_size=6).filter(sound), max_size=3)), NAMES)
def test_the_index_finds_what_trying_every_glob_finds(globs, source):
    groups = [group_of(each) for each in globs]
    name = folded(source)
    ends = [name] + [name[at + 1 :] for at, character in enumerate(name) if character == "/"]

    def matches(glob):
        seen = (ends if "/" in glob else [name.partition("/")[0]]) if not glob.startswith("/") else [name]
        return any(fnmatchcase(each, glob) for each in seen)

    expected = tuple(number for number, group in enumerate(groups) if any(map(matches, group)))
    assert Globs(groups).of(source) == (expected if name else ())


@pytest.mark.parametrize(
    ("glob", "source"),
    [
        ("saltmerepost.example", "saltmerepost.example"),
        ("saltmerepost.example", "https://www.SaltmerePost.example:8080/news/1?from=x#top"),
        ("www.saltmerepost.example", "http://saltmerepost.example"),
        ("saltmerepost.example", "//reader@saltmerepost.example/news"),
        ("*.saltmerepost.example", "https://news.saltmerepost.example/"),
        ("https://saltmerepost.example/sport/*", "https://www.saltmerepost.example/sport/rowing/7"),
        ("feeds/saltmere/*", "feeds/saltmere/2024/a.jsonl"),
        ("feeds/saltmere/*", "/data/feeds/saltmere/a.jsonl"),
        ("feeds/saltmere/*", "s3://bucket/Feeds/Saltmere/a.jsonl"),
        ("/data/*", "/data/a.jsonl"),
        ("saltmere", "Saltmere"),
        ("the*saltmere*post", "The Saltmere Post"),
    ],
)
def test_what_a_glob_matches(glob, source):
    assert hits(glob, source)


@pytest.mark.parametrize(
    ("glob", "source"),
    [
        ("saltmerepost.example", "news.saltmerepost.example"),
        ("*.saltmerepost.example", "saltmerepost.example"),
        ("saltmerepost.example", "saltmerepost.example.net"),
        ("saltmerepost.example", "https://other.example/?to=https://saltmerepost.example/"),
        ("saltmerepost.example/sport/*", "https://other.example/?to=https://saltmerepost.example/sport/1"),
        ("saltmerepost.example", "feeds/saltmerepost.example/a.txt"),
        ("feeds/saltmere/*", "myfeeds/saltmere/a.jsonl"),
        ("/data/*", "old/data/a.jsonl"),
        ("*", ""),
    ],
)
def test_what_it_does_not_match(glob, source):
    assert not hits(glob, source)


@pytest.mark.parametrize("glob", ["", "a b.example", "a.example\n", "https://", "www.", "a[b].example", "a?.example"])
def test_a_glob_that_is_none(glob):
    with pytest.raises(ValueError):
        check_glob(glob)


def test_a_source_of_any_length_takes_no_time():
    assert Globs([group_of(["*a*a*a*a*a*a*a*b"])]).of("a" * 1_000_000) == ()
    assert hits("aaa*", "a" * (LONGEST + 10))


def test_bound_rules_within_others():
    assert within(["a.example"], []) and within(["a.example"], ["b.example", "www.a.example"])
    assert not within([], ["a.example"]) and not within(["a.example", "c.example"], ["a.example"])
