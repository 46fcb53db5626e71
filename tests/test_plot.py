"""Pictures: how one gets into a file, and what is said when it can't."""

import sys

import pytest

from cleaner.plot import NoPlot, drawing, ready


@pytest.mark.parametrize("ending, head", [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_same_drawing_gives_the_same_bytes(tmp_path, ending, head):
    files = [tmp_path / f"{number}.{ending}" for number in range(2)]
    for file in files:
        ready(file)
        with drawing(file, 2, 1) as figure:
            figure.add_subplot().plot([0, 1], [1, 0])
    assert files[0].read_bytes() == files[1].read_bytes() and files[0].read_bytes().startswith(head)


def test_it_is_said_how_to_get_matplotlib(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(NoPlot, match=r"pip install 'cleaner\[plot\]'"):
        ready(tmp_path / "x.svg")


def test_other_formats_and_places_are_refused(tmp_path):
    with pytest.raises(NoPlot, match=r"\.svg"):
        ready(tmp_path / "x.gif")
    with pytest.raises(NoPlot, match="No such file"), drawing(tmp_path / "no/x.svg", 2, 1):
        pass
