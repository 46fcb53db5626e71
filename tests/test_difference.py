"""The diff of a cut text: what patch makes of it, and how it is written."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.difference import Lines, difference, unified
from cleaner.record import Cleaned, Removal
from cleaner.spans import Span, cut, union

TEXTS = st.text(st.sampled_from("ab\n\n\r é水"), max_size=60)


def cleaned(text, spans):
    removals = tuple(Removal(Span(*span), "teaser.x", "teaser", "high", "x") for span in spans)
    return Cleaned(text, cut(text, union(spans)), removals)


@st.composite
def cleanings(draw):
    text = draw(TEXTS)
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places).map(sorted).filter(lambda s: s[0] < s[1]), max_size=6))
    return cleaned(text, [tuple(span) for span in spans])


def applied(original, found):
    """What a unified diff makes of a text, by the counts in its heads and nothing else."""
    lines, made, at = original.split("\n"), [], 0
    lines = [line + "\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    for hunk in found.hunks:
        first, count = hunk.old
        made += lines[at : first - 1]
        assert len(made) == hunk.new[0] - 1
        assert [row.line for row in hunk.rows if row.sign in " -"] == lines[first - 1 : first - 1 + count]
        after = [row.line for row in hunk.rows if row.sign in " +"]
        assert len(after) == hunk.new[1]
        made += after
        at = first - 1 + count
    return "".join(made + lines[at:])


@given(cleanings(), st.integers(0, 3))
def test_applying_the_diff_gives_the_cleaned_text(one, context):
    assert applied(one.original, difference(one, "a", context)) == one.text


@given(cleanings())
def test_what_is_marked_in_the_rows_is_all_that_was_cut(one):
    lines = Lines(one.original, one.spans)
    left = "".join(cut(lines[index], lines.cut(index)) for index in range(len(lines)))
    assert left == one.text


@given(cleanings())
def test_each_line_that_is_left_begins_on_a_line_of_its_own(one):
    for change in Lines(one.original, one.spans).changes():
        assert len(set(change.places)) == len(change.kept) == len(change.places)
        assert all(change.first <= place < change.stop for place in change.places)


@pytest.mark.parametrize("name", ["plain.txt", "two words.txt", 'say "it".txt', "tab\there.txt", "ünï/水.txt"])
def test_the_real_patch_applies_it(tmp_path, name):
    if shutil.which("patch") is None:
        pytest.skip("there is no patch")
    text = "One.\n\nTwo (cut) and more.\nThree\nwith no end"
    one = cleaned(text, [(4, 6), (10, 16), (text.index("Three") + 2, len(text) - 3)])
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)
    found = unified(difference(one, name, 1))
    subprocess.run(["patch", "-p1", "-s"], input=found, text=True, cwd=tmp_path, check=True)
    assert file.read_text() == one.text


def test_git_applies_it_and_a_line_feed_stays_what_it_is(tmp_path):
    if shutil.which("git") is None:
        pytest.skip("there is no git")
    text = "Ad\r\n" + "Kept\x0bhere.\r\n" * 9 + "Teaser\r\nEnd. Ad"
    one = cleaned(text, [(0, 4), (text.index("Teaser"), text.index("End")), (len(text) - 3, len(text))])
    (tmp_path / "a.txt").write_bytes(text.encode())
    found = unified(difference(one, "a.txt")).encode()
    subprocess.run(["git", "apply", "--whitespace=nowarn", "-"], input=found, cwd=tmp_path, check=True)
    assert (tmp_path / "a.txt").read_bytes() == one.text.encode()


def test_a_line_that_goes_with_the_break_above_it_is_one_row():
    one = cleaned("Story.\nAdvertisement\nMore.\n", [(6, 20)])
    assert unified(difference(one, "a")) == "--- a/a\n+++ b/a\n@@ -1,3 +1,2 @@\n Story.\n-Advertisement\n More.\n"


def test_what_was_not_cut_has_no_diff():
    assert unified(difference(cleaned("Story.\n", []), "a")) == ""
