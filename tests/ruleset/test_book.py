"""A book of rules: what a sequence of rules is, though each is read only when it is asked for."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import RuleError
from cleaner.filters.base import kinds
from cleaner.pipeline import Pipeline, known_rules
from cleaner.ruleset import cached, load
from cleaner.ruleset.book import Book, Head

KNOWN = [rule for rule in known_rules() if rule.language in ("nl", "mul")]
BOOK = Book.of(KNOWN)
NUMBERS = st.lists(st.integers(0, len(KNOWN) - 1), unique=True)


@pytest.fixture
def own(tmp_path):
    """Writes a rule file with one rule of that id."""

    def write(rule_id="teaser.own", line="see the quay"):
        file = tmp_path / "own.yaml"
        file.write_text(
            "class: teaser\nlanguage: en\nabout: own\nrules:\n"
            f"  - id: {rule_id}\n    title: own\n    match: {{lines: [{line}]}}\n"
            f"    examples: {{removes: [⟦{line}⟧], keeps: [The quay was closed.]}}\n",
            encoding="utf-8",
        )
        return file

    return write


def read(book):
    """The same rules, none of them read yet."""
    return pickle.loads(pickle.dumps(book))


def plain(rules):
    return [rule.data() for rule in rules]


def test_what_was_put_down_is_read_again():
    book = read(Book.of(KNOWN))
    assert plain(book) == plain(KNOWN) == book.data()
    assert list(book.heads) == [Head.of(rule) for rule in KNOWN]
    assert len(read(Book.of(()))) == 0


@given(NUMBERS, st.booleans())
def test_some_of_its_rules_are_a_book(numbers, unread):
    book = read(BOOK) if unread else BOOK
    wanted = {KNOWN[number].id for number in numbers}
    assert [rule.id for rule in book.where(lambda head: head.id in wanted)] == [
        rule.id for rule in KNOWN if rule.id in wanted
    ]


@given(st.slices(len(KNOWN)))
def test_slices(at):
    assert plain(BOOK[at]) == plain(KNOWN[at])


@given(NUMBERS, NUMBERS)
def test_its_parts_add_up_and_are_told_by_what_is_in_them(some, others):
    first, second = (Book.of(KNOWN[number] for number in numbers) for numbers in (some, others))
    both = read(first) + second
    assert plain(both) == plain([*first, *second])
    assert sum(part.count for part in both.parts) == len(both)
    kept = both.where(lambda head: head.language == "nl")
    assert sum(part.count for part in kept.parts) == len(kept)
    assert (kept.digest == both.digest) == (len(kept) == len(both))


def test_the_same_rules_have_the_same_digest_and_the_same_bytes_whether_they_were_read_or_not():
    one, other = read(BOOK), read(BOOK)
    assert [*one] and one.digest == other.digest
    assert pickle.dumps(one) == pickle.dumps(other)
    assert one.digest != one[1:].digest != one[:-1].digest


def test_by_what_heads_tell():
    groups = read(BOOK).by(lambda head: head.language)
    assert {name: len(book) for name, book in groups.items()} == {
        name: sum(rule.language == name for rule in KNOWN) for name in ("mul", "nl")
    }


def test_what_is_looked_at_once_is_not_kept():
    book = read(BOOK)
    assert book.once(3) == book.once(3) is not book.once(3)
    assert book[3] is book[3] is book.once(3)


def test_half_a_character_comes_back():
    rule = KNOWN[0].model_copy(update={"title": "half \ud800"})
    assert read(Book.of([rule]))[0].title == "half \ud800"


@pytest.mark.parametrize("content", [b"[]\n{}", b"{\n{}", b"[[],[],[],[],[],[],[],[]]\n{}"])
def test_what_is_no_book_is_told(content):
    with pytest.raises((ValueError, IndexError, TypeError)):
        Book.read(content, [(1, b"x")])


def test_own_rules_are_read_beside_the_shipped_ones_which_are_not_read_again(own, monkeypatch):
    Pipeline.load()
    asked, load_rules = [], load.load_rules
    monkeypatch.setattr(load, "load_rules", lambda files, *more: asked.append(files) or load_rules(files, *more))
    for line in ("see the quay", "see the pier"):
        pipeline = Pipeline.load(rules=[own(line=line)])
        assert pipeline.clean(f"The ferry left at seven.\n{line}\n").text == "The ferry left at seven.\n"
    assert [[file.name for file in files] for files in asked] == [["own.yaml"]] * 2


def test_an_id_that_a_shipped_rule_has_is_taken(own):
    with pytest.raises(RuleError, match="is taken") as told:
        Pipeline.load(rules=[own("teaser.en-read-more-label")])
    assert "rules/en/" in str(told.value)


def test_with_nothing_kept_all_is_the_same(own, monkeypatch):
    files = [own()]
    monkeypatch.setenv("CLEANER_CACHE", "")
    assert plain(cached.cached_rules(files, kinds())) == plain(cached.cached_proven_rules(files, kinds()))
