import json
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from benchmarks.clock import Times, alternate
from benchmarks.figures import Figure, markdown, speed, table, write

seconds = st.floats(0.001, 1_000)
RUN = {
    "made_with": {"machine": "A machine", "cores": 2, "python": "3.11.0", "versions": {"regex": "1"}, "rules": 1500},
    "corpus": {"megabytes": 10.0, "seed": 1, "documents": 1234, "digest": "0"},
    "rounds": 3,
}


@given(st.lists(st.tuples(seconds, seconds), min_size=1, max_size=5), st.floats(0.1, 50))
def test_a_ratio_does_not_change_when_a_round_is_slower_as_a_whole(rounds, slower):
    times = Times({"work": [a for a, _ in rounds], "floor": [b for _, b in rounds]})
    busy = [(a * slower, b * slower) if i % 2 else (a, b) for i, (a, b) in enumerate(rounds)]
    others = Times({"work": [a for a, _ in busy], "floor": [b for _, b in busy]})
    assert abs(times.ratio("work", "floor") / others.ratio("work", "floor") - 1) < 1e-9


def test_works_are_run_in_turns_and_the_round_that_warms_up_does_not_count():
    order = []
    works = {name: (lambda name=name: order.append(name) or float(len(order))) for name in "ab"}
    times = alternate(2, works)
    assert order == ["a", "b"] * 3
    assert times.seconds == {"a": [3.0, 5.0], "b": [4.0, 6.0]}
    assert alternate(1, works, warm=False).seconds == {"a": [7.0], "b": [8.0]}


def test_twice_the_time_is_half_the_speed():
    figure = speed("clean", "x", 10, "MB/s", Times({"x": [4.0], "floor": [2.0]}), "x", "floor", beside="a floor")
    assert (figure.value, figure.floor, figure.ratio) == (2.5, 5.0, 0.5)


def test_tables_and_markdown_hold_each_figure_with_its_ratio(tmp_path):
    figures = [
        Figure("clean", "all rules", 12.5, "MB/s", "lines", 250.0, 0.05, "a note"),
        Figure("peers", "a | b", note="can't be installed: no wheel"),
    ]
    write(tmp_path / "new" / "run.json", RUN, figures)
    text = markdown(json.loads((tmp_path / "new" / "run.json").read_text()))
    assert "A machine, 2 cores; Python 3.11.0; regex 1. 1,500 rules; a corpus of 10 MB" in text
    assert "| all rules | 12.5 MB/s | lines 250 | 0.05 | a note |" in text
    assert r"| a \| b | – |  |  | can't be installed: no wheel |" in text
    console = Console(file=StringIO(), width=120)
    console.print(table("clean", figures))
    assert "12.5 MB/s" in console.file.getvalue()
    assert "0.05" in console.file.getvalue()
