"""The picture of summed-up records: whatever is in them can be drawn."""

import pytest

from cleaner.jobs.facts import Cut, Facts
from cleaner.jobs.picture import picture
from cleaner.jobs.stats import sum_up
from cleaner.plot import NoPlot


def document(source="quay.example", language="en", length=100, cuts=3):
    each = tuple(Cut(f"ad.x-{number}", "ad", 0.99, 5) for number in range(cuts))
    return Facts("a.txt", source, language, length, each, ())


def drawn(tmp_path, documents, name="x.svg"):
    picture(tmp_path / name, sum_up(documents, 100))
    return (tmp_path / name).read_bytes()


@pytest.mark.parametrize(("name", "head"), [("x.svg", b"<?xml"), ("x.png", b"\x89PNG")])
def test_the_same_sums_give_the_same_picture(tmp_path, name, head):
    documents = [document(), document("mill.example", "de", None)]
    first = drawn(tmp_path, documents, name)
    assert first.startswith(head) and first == drawn(tmp_path, documents[::-1], name)


@pytest.mark.parametrize(
    "documents",
    [
        [],
        [document(cuts=0)],
        [document(length=None)],
        [document(f"quay-{number}.example", f"l{number}") for number in range(90)],
        [document("$x^$ \\ {quay} 港 " * 9, "$")],
        [document("\udcff.txt")],
    ],
    ids=["nothing", "no cuts", "no lengths", "many", "formulas", "no characters"],
)
def test_whatever_there_is_can_be_drawn(tmp_path, documents):
    assert drawn(tmp_path, documents).endswith(b"</svg>\n")


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    with pytest.raises(NoPlot, match="No such file"):
        picture(tmp_path / "no/x.svg", sum_up([document()], 10))
