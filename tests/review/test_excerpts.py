from hypothesis import given
from hypothesis import strategies as st

from cleaner.review.excerpts import excerpts, visible
from cleaner.spans import Span

ROWS = st.lists(st.sampled_from(["", " ", "One bell rang.", "Hark", "  in", "\u2028", "\r"]), min_size=1, max_size=30)


@given(ROWS, st.sampled_from(["\n", "\r\n", "\r"]), st.data())
def test_each_holds_the_stretch_and_each_is_a_part_of_the_text(rows, linebreak, data):
    text = linebreak.join(rows)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = list(excerpts(text, (start, end)))
    stretch = text[start:end].strip()
    assert bool(found) == bool(stretch)
    for each in found:
        assert each.text[slice(*each.span)] == stretch.replace("\r\n", "\n")
        assert each.text.rstrip() in text.replace("\r\n", "\n")
        assert each.text.strip() == each.text.removesuffix("\n").strip()
    if found:
        assert found[-1].text.split() == text.split()
        assert len(set(found)) == len(found)


def test_from_the_line_alone_to_the_whole():
    text = "\nOne.\n\nTwo.\nHark: the bells\n\nThree.\nFour.\n"
    start = text.index("the bells")
    assert [each.text for each in excerpts(text, (start, start + 10))] == [
        "Hark: the bells",
        "Two.\nHark: the bells\n",
        "Hark: the bells\n\nThree.\n",
        "Two.\nHark: the bells\n\nThree.\n",
        "One.\n\nTwo.\nHark: the bells\n",
        "Hark: the bells\n\nThree.\nFour.\n",
        "One.\n\nTwo.\nHark: the bells\n\nThree.\nFour.\n",
    ]


def test_a_long_line_ends_with_its_break():
    (only,) = excerpts("word " * 40, (0, 4))
    assert only.text == "word " * 39 + "word\n"


def test_white_space_at_the_ends_is_not_visible():
    assert visible(" a b \n", (0, 6)) == Span(1, 4)
    assert visible("a  \n", (1, 4)) == Span(4, 4)
