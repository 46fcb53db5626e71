import pytest

from cleaner.bench.figures import Figures
from cleaner.bench.plot import plot
from cleaner.bench.score import Score


def sweep():
    def at(right):
        return [Figures("quay", "marked", (Score("x", "d", 20, 10, right, 1, True, False, True, {"ad": (10, right)}),))]

    return {0.5: at(9), 0.9: at(6), 0.99: at(0)}


@pytest.mark.parametrize("ending, head", [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_the_same_figures_give_the_same_picture(tmp_path, ending, head):
    files = [tmp_path / f"{number}.{ending}" for number in range(2)]
    for file in files:
        plot(file, sweep(), 0.9)
    assert files[0].read_bytes() == files[1].read_bytes() and files[0].read_bytes().startswith(head)


def test_a_set_of_which_nothing_was_removed_is_drawn_as_nothing(tmp_path):
    empty = [Figures("quay", "marked", (Score("x", "d", 9, 9, 0, 0, False, True, False, {}),))]
    plot(tmp_path / "x.svg", {0.9: empty}, 0.9)
    assert (tmp_path / "x.svg").stat().st_size
