import pytest

from cleaner import testing
from cleaner.bench.marks import BadGold, read_gold, unmark_gold


def test_marks_come_off_and_say_where_they_stood():
    text, marks = read_gold("⟦byline|By Jo Smee⟧\nThe dig began.⟦ad| Buy now⟧", "x.txt")
    assert text == "By Jo Smee\nThe dig began. Buy now"
    assert [(name, text[slice(*span)]) for name, span in marks] == [("byline", "By Jo Smee"), ("ad", " Buy now")]


@pytest.mark.parametrize(
    "text, line, said",
    [
        ("a\n⟦byline|By Jo", 2, "never closed"),
        ("a\n\nb⟧", 3, "closes nothing"),
        ("⟦ad|a ⟦ad|b⟧⟧", 1, "inside another"),
        ("⟦advert|a⟧", 1, "'advert' is no class"),
        ("⟦a⟧", 1, "no 'class|'"),
    ],
)
def test_bad_marks_are_named_with_their_line(text, line, said):
    with pytest.raises(BadGold) as caught:
        read_gold(text, "x.txt")
    assert str(caught.value).startswith(f"x.txt:{line}: ") and said in str(caught.value)


def test_tests_of_marked_documents_find_it_where_it_was():
    assert testing.unmark_gold is unmark_gold
