"""`cleaner explain`: its views, its pager, and that no text controls the terminal."""

import os
import pty
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from cleaner.cli.main import cleaner
from cleaner.cli.terminal import Screen, visible
from cleaner.cli.views import _rows, _stretches, view
from cleaner.difference import Lines
from cleaner.record import Cleaned, Removal
from cleaner.spans import Span, cut, union

pytestmark = pytest.mark.usefixtures("load_once")

STORY = "The board voted on Monday to dredge the channel."
WIDE = "理事会は月曜日に水路を浚渫することを決めた。工事は秋に始まる。"
RIGHT = "صوت المجلس يوم الاثنين على تعميق القناة الشمالية للميناء."


def run(*args, **more):
    return CliRunner().invoke(cleaner, ["explain", *map(str, args)], **more)


@st.composite
def cleanings(draw):
    text = draw(st.text(st.sampled_from("abc \n\n\t水é\x1b\u202eش"), max_size=120))
    places = st.integers(0, len(text))
    drawn = draw(st.lists(st.tuples(places, places).map(sorted).filter(lambda s: s[0] < s[1]), max_size=5))
    spans = [Span(*span) for span in drawn]
    removals = tuple(Removal(span, "teaser.x", "teaser", "high", "x") for span in spans)
    return Cleaned(text, cut(text, union(spans)), removals)


@given(cleanings())
def test_side_by_side_the_left_is_the_original_and_the_right_what_is_left(one):
    lines = Lines(one.original, one.spans)
    rows = [row for stretch in _stretches(lines, None) for row in _rows(lines, stretch)]
    assert "".join(row.left for row in rows) == one.original
    assert "".join(row.right or "" for row in rows) == one.text
    assert [row.number for row in rows] == list(range(1, len(lines) + 1))
    for row in rows:
        assert row.cut or row.right in (row.left, None)  # None: what is left of the line above has joined it


@given(cleanings(), st.integers(24, 60))
def test_side_by_side_shows_every_character_and_fits(one, width):
    screen = Screen(False, False, width, 24)
    drawn = "".join(view("side-by-side", one, "a", screen, None)).splitlines()
    assert all(cell_len(row) <= width for row in drawn)
    lines = Lines(one.original, one.spans)
    shown = "".join(sorted("".join(drawn)))
    wanted = "".join(sorted("".join(visible(one.original + one.text).split())))
    for char in set(wanted) - set("|<^⟦⟧"):
        assert shown.count(char) == wanted.count(char), char
    assert len(lines) == 0 or drawn


@given(cleanings(), st.sampled_from(["inline", "unified", "side-by-side"]), st.booleans(), st.integers(0, 2))
def test_nothing_but_the_commands_own_colours_reaches_the_terminal(one, how, colours, context):
    drawn = "".join(view(how, one, "a\x1b[31m", Screen(True, colours), context))
    drawn = re.sub(r"\x1b\[[\d;]*m", "", drawn) if colours else drawn
    assert not set(drawn) & set("\x1b\r\u202e")


@pytest.mark.parametrize("how", ["inline", "unified", "side-by-side"])
@pytest.mark.parametrize("text", [STORY, WIDE, RIGHT])
def test_each_view_shows_the_story_and_the_cut(tmp_path, how, text):
    path = tmp_path / "a.txt"
    path.write_text(f"Advertisement\n\n{text}\n{text}\n")
    result = run(path, "--view", how, env={"COLUMNS": "200"})
    assert result.exit_code == 0 and text in result.stdout and "Advertisement" in result.stdout
    mark = {"inline": "⟦Advertisement", "unified": "-Advertisement", "side-by-side": "1 Advertisement"}[how]
    assert mark in result.stdout and "ad.en" in result.stdout


def test_context_leaves_out_what_is_far_from_a_cut(tmp_path):
    path = tmp_path / "a.txt"
    rows = [f"Boat {number} sailed on Monday and came back on Tuesday." for number in range(30)]
    path.write_text("\n".join([*rows, "Advertisement", *rows[:4]]))
    for how in ("inline", "side-by-side"):
        shown = run(path, "--view", how, "--context", "1", env={"COLUMNS": "160"}).stdout
        assert "⋮ 29 lines" in shown and "⋮ 3 lines" in shown and "Boat 29" in shown and "Boat 28" not in shown


def test_directories_and_several_files_are_named(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY)
    shown = run(tmp_path, "--color", "never").stdout
    assert "a.txt" in shown and "b.txt" in shown and shown.count(STORY) == 2


def test_a_document_that_tells_of_markup_is_shown_as_it_is(tmp_path):
    (tmp_path / "a.txt").write_text(f"By Jane [bold]Ashdown[/]\n\n{STORY} [red]x[/red] :smile:\n{STORY}\n")
    assert "[red]x[/red] :smile:" in run(tmp_path / "a.txt").stdout


def in_terminal(command, environment):
    """What a command writes to a terminal of 80 columns and 24 rows."""
    master, slave = pty.openpty()
    process = subprocess.Popen(command, stdout=slave, stdin=slave, stderr=subprocess.DEVNULL, env=environment)
    os.close(slave)
    written = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        written += piece
    os.close(master)
    assert process.wait() == 0
    return written.decode()


def test_on_a_terminal_it_is_coloured_and_what_is_long_goes_through_the_pager(tmp_path):
    pager = tmp_path / "pager.py"
    pager.write_text("import sys\nprint('PAGER', len(sys.stdin.read().splitlines()))\n")
    (tmp_path / "short.txt").write_text(f"Advertisement\n{STORY}\n")
    (tmp_path / "long.txt").write_text(f"Advertisement\n{STORY}\n" * 40)
    environment = {**os.environ, "PAGER": f"{sys.executable} {pager}", "TERM": "xterm", "LINES": "24", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-c", "from cleaner.cli.main import cleaner; cleaner()", "explain"]
    short = in_terminal([*command, str(tmp_path / "short.txt")], environment)
    assert "PAGER" not in short and "\x1b[9;31mAdvertisement" in short
    assert "PAGER" in in_terminal([*command, str(tmp_path / "long.txt")], environment)
    plain = in_terminal([*command, str(tmp_path / "long.txt"), "--no-pager"], environment | {"NO_COLOR": "1"})
    assert "PAGER" not in plain and "\x1b" not in plain
