import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import ratchet
from benchmarks.cli import main
from benchmarks.ratchet import rows, worse

MADE = {"python": "3.11.0", "versions": {"regex": "1"}, "texts": "abc"}


def pinned(**figures):
    return {**MADE, "figures": figures}


@given(st.floats(1, 1e6), st.floats(0.01, 2))
def test_only_what_is_over_a_tenth_more_is_worse(held, change):
    found = worse(pinned(clean=held * change), pinned(clean=held))
    assert bool(found) == (held * change > held * 1.1)


def test_what_is_not_pinned_is_not_worse_and_a_new_python_is_told():
    assert worse(pinned(clean=5.0), None) == []
    assert worse(pinned(clean=5.0), pinned(matching=1.0)) == []
    said = list(rows(pinned(clean=5.0), {**pinned(clean=5.0), "python": "3.12.0"}))
    assert "+0.0%" in said[0]
    assert "3.12.0" in said[1]
    assert "other texts" in list(rows(pinned(clean=5.0), {**pinned(clean=4.9), "texts": "x"}))[1]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The command with figures given; what is pinned is in a file of its own."""

    def run(value, *options):
        monkeypatch.setattr(ratchet, "measured", lambda way: pinned(clean=value))
        return CliRunner().invoke(main, ["ratchet", "--by", "ratio", "--file", str(tmp_path / "r.json"), *options])

    run.file = tmp_path / "r.json"
    return run


def test_a_worse_figure_is_told_and_not_pinned_unless_it_is_allowed(run):
    assert run(2.0).exit_code == 1  # nothing is pinned
    assert run(2.0, "--pin").exit_code == 0
    assert run(2.1).exit_code == 0
    failed = run(3.0)
    assert failed.exit_code == 1
    assert "clean: 3 is 50% more than the pinned 2" in failed.output
    assert run(3.0, "--pin").exit_code == 1
    assert json.loads(run.file.read_text())["pinned"]["ratio"]["figures"] == {"clean": 2.0}
    assert run(3.0, "--pin", "--allow-regression").exit_code == 0
    assert run(3.0).exit_code == 0
