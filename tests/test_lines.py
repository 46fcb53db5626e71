"""Lines, and hard-wrapped paragraphs as one."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner import lines as module
from cleaner.lines import _unwrapped, logical, physical, unify_breaks

WRAPPED = """\
Half of the beehives that were counted in the valley last summer stood
empty by the end of the winter, which is more than in any year since
the keepers began to count them in their books.

What changes
Nothing at all, said the mayor.
"""


def lines(text):
    return [text[start:end] for start, end in logical(text)]


def test_each_line_is_looked_at_a_bounded_number_of_times(monkeypatch):
    calls = []
    real = module._fits
    monkeypatch.setattr(module, "_fits", lambda *pair: calls.append(pair) or real(*pair))
    text = "Half of the beehives that were counted in the valley last summer stood\n" * 500
    assert len(lines(text)) == 501 and len(calls) <= 1000


def test_a_wrapped_paragraph_is_one_line():
    found = lines(WRAPPED)
    assert found[0].endswith("in their books.") and found[0].count("\n") == 2
    assert found[1:] == ["", "What changes", "Nothing at all, said the mayor.", ""]


def test_a_headline_above_a_small_byline_is_not_joined_to_it():
    text = "Baker finds her grandmother's ring in a loaf of rye\nby Nora Kestrel\nPosted in November"
    assert len(lines(text)) == 3


def test_a_headline_in_capitals_is_not_joined_to_the_story_below():
    text = (
        "HARBOUR BOARD VOTES TO DREDGE THE NORTHERN CHANNEL\n"
        "Varley, May 3 - Half of the beehives that were counted\n"
        "in the valley last summer stood empty in the winter."
    )
    assert [line.count("\n") for line in lines(text)] == [0, 1]


def test_a_line_in_capitals_that_breaks_a_sentence_is_joined():
    text = "THE KEEPERS OF THE VALLEY AND THE COAST, THE BOARD SAID,\nbegan to count them in their books last summer."
    assert len(lines(text)) == 1


def test_headlines_in_a_list_are_not_joined():
    text = "Retired postman wins the county chess cup once more in May\nTwo owls take over the signal box at Tarrant"
    assert len(lines(text)) == 2


def test_a_long_paragraph_is_not_joined_to_a_teaser_above_it():
    text = "++ Old map of the moon turns up in a parish library loft\n" + "eBay and others said so. " * 10
    assert len(lines(text)) == 2


@given(st.text(alphabet="ab. \nA", max_size=400))
def test_logical_lines_cover_the_physical_ones(text):
    starts = {start for start, _ in physical(text)}
    ends = {end for _, end in physical(text)}
    found = list(logical(text))
    assert all(start in starts and end in ends for start, end in found)
    assert [b[0] - a[1] for a, b in zip(found, found[1:], strict=False)] == [1] * (len(found) - 1)
    assert found[0][0] == 0 and found[-1][1] == len(text)


PIECES = st.sampled_from(
    ["a word and more of it, and on it goes, ", "Another one then. ", "b", "A", ".", " ", "\n", "\n\n"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_what_can_not_be_wrapped_is_told_without_a_closer_look(text):
    assert logical(text) == list(_unwrapped(text, physical(text)))


@given(st.text(alphabet="ab\r\n"))
def test_unified_breaks_keep_the_length_and_the_lines(text):
    unified = unify_breaks(text)
    assert len(unified) == len(text)
    assert unified.count("\n") == text.count("\r\n") + text.replace("\r\n", "").count("\r") + text.replace(
        "\r\n", ""
    ).count("\n")
