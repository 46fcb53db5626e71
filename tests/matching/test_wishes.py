"""What rules want to see, as columns: they come back from JSON, and those of several books are those of all rules."""

import json

import pytest

from cleaner.document import Document
from cleaner.matching.scan import Scanner
from cleaner.matching.wishes import Wanted, Wishes, wishes_of
from cleaner.pipeline import Pipeline
from cleaner.ruleset.book import Book


@pytest.fixture(scope="module")
def halves(pipeline):
    """The rules of a language, and the same in two books."""
    book = pipeline.rules.where(lambda head: head.language in ("nl", "mul"))
    return Book.of(list(book)), Book.of(list(book[::2])) + Book.of(list(book[1::2]))


def test_columns_come_back_from_json(halves):
    wishes = wishes_of(Pipeline(halves[0]).scanner.matchers)
    assert wishes.phrases.counts and wishes.openings.counts and wishes.inside.counts
    assert Wishes.read(json.loads(json.dumps(wishes.data()))) == wishes


def test_texts_with_their_wishes():
    wanted = Wanted.of({"share": [4, 9], "": [8], "two\nlines": [12]})
    assert [(text, list(wishes)) for text, wishes in wanted] == [("share", [4, 9]), ("", [8])]
    assert not list(Wanted()) and not list(Wanted.of({}))
    wanted.add(Wanted.of({"share": [1]}), 3)
    assert [(text, list(wishes)) for text, wishes in wanted][-1] == ("share", [13])


@pytest.mark.parametrize("compiled", [True, False])
def test_rules_in_two_books_hit_what_they_hit_in_one(halves, compiled):
    one, two = ((Scanner(Pipeline(book).scanner.matchers, compiled=compiled)) for book in halves)
    assert len(halves[1].parts) == 2
    phrases = [phrase for phrase, _ in wishes_of(one.matchers).phrases][::40]
    texts = [text for phrase in phrases for text in (phrase, f"{phrase} 3", f"• {phrase}")]
    for start in ("", "Een verhaal dat hier begint en nog lang niet klaar is.\n"):
        doc = Document(start + "\n".join([*texts, "12", "deel dit", "lees ook: de brug", "foto: anp"]), "nl")
        found, again = one.scan(doc), two.scan(doc)
        assert found.pairs() == again.pairs() and found.pairs()
        assert found.covered == again.covered
