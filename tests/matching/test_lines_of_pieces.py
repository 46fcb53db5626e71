"""Lines of several pieces: how they are parted, and what covers them."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Pipeline
from cleaner.document import Document
from cleaner.matching.pieces import Piece, Split, is_name, runs_of, ways_of
from cleaner.ruleset.settings import Settings

SIGNS = st.sampled_from([" | ", "  ", " - ", " · ", " ", "/", ": ", "• "])
WORDS = st.sampled_from(["share", "4 min read", "by jane doe", "12", "march 3, 2025", "", "-", "(3)"])
LINES = st.lists(st.tuples(WORDS, SIGNS), max_size=20).map(lambda parts: "".join(map("".join, parts)).strip())
PIECES = st.builds(
    Piece,
    first=st.integers(0, 4),
    stop=st.integers(1, 5),
    rule=st.sampled_from(["", "date.a", "share.b", "nav.c"]),
    noise_class=st.sampled_from(["byline", "date", "share"]),
    confidence=st.sampled_from(["high", "medium", "low"]),
).filter(lambda piece: piece.first < piece.stop)


@given(LINES, st.booleans())
def test_atoms_follow_each_other_and_leave_out_nothing_but_signs(line, head):
    for atoms in ways_of(line, head=head):
        assert len(atoms) > 1
        edges = [0, *(edge for atom in atoms for edge in atom), len(line)]
        assert edges == sorted(edges)
        between = [line[end:start] for end, start in zip(edges[::2], edges[1::2], strict=True)]
        assert not any(char.isalnum() for gap in between for char in gap)
        assert all(line[start:end].strip() for start, end in atoms)


@given(LINES)
def test_no_run_of_atoms_is_the_whole_line(line):
    for atoms in ways_of(line, head=True):
        assert all(0 <= first < stop <= len(atoms) and stop - first < len(atoms) for first, stop in runs_of(atoms))


@given(st.lists(PIECES, max_size=12), st.integers(2, 5), st.randoms())
def test_a_cover_has_each_atom_once_and_does_not_depend_on_the_order_of_rules(pieces, count, order):
    atoms = tuple((3 * k, 3 * k + 2) for k in range(count))
    pieces = [piece for piece in pieces if piece.stop <= count]
    cover = Split(0, atoms, tuple(pieces)).cover()
    assert [k for piece in cover for k in range(piece.first, piece.stop)] == list(range(count)) * bool(cover)
    shuffled = random.Random(order.random()).sample(pieces, len(pieces))
    assert Split(0, atoms, tuple(shuffled)).cover() == cover


def test_a_name_alone_is_no_piece_unless_a_date_or_a_byline_stands_beside_it():
    name = Piece(0, 1, "", "byline", "medium")
    atoms = ((0, 8), (11, 20))
    assert not Split(0, atoms, (name, Piece(1, 2, "share.x", "share", "high"))).cover()
    assert Split(0, atoms, (name, Piece(1, 2, "date.x", "date", "high"))).cover()


def test_of_more_than_two_names_by_shape_alone_nothing_is_a_header():
    atoms = ((0, 8), (11, 20), (23, 30), (33, 40))
    names = [Piece(at, at + 1, "", "byline", "medium") for at in range(3)]
    date = "date.x", "date", "high"
    assert Split(0, atoms[:3], (*names[:2], Piece(2, 3, *date))).cover()
    assert not Split(0, atoms, (*names, Piece(3, 4, *date))).cover()


@pytest.mark.parametrize(
    "name",
    [
        "Farrant Iverney",
        "ОЛЕНА ГАЙ",
        "Louis de Marchelet",
        "J. Kestrel-Nye",
        "Farrant Iverney,",
        "Farrant Iverney, Ida Holm and Louis de Marchelet",
        "Ida Holm & Basil Thorne",
        "نادين أبو خليل",
    ],
)
def test_names(name):
    assert is_name(name)


@pytest.mark.parametrize(
    "other", ["Farrant", "the harbour", "Harbour opens", "A Boat Called After The Sea", "X: Y Z", "港口 开放"]
)
def test_no_names(other):
    assert not is_name(other)


def test_the_head_is_parted_at_every_space_where_digits_stand():
    assert list(ways_of("kestrel 14 mar 2025", head=True)) == [((0, 7), (8, 10), (11, 14), (15, 19))]
    assert not list(ways_of("kestrel 14 mar 2025", head=False))


STORY = "The harbour board voted on Monday to dredge the northern channel for the first time in twenty years.\n"


@pytest.fixture
def furniture(make):
    """Rules for a date, a count of comments and a button; and those that put them together."""
    date = make(r"match: {pattern: '^\d\d? \w{3} \d{4}$'}", **{"class": "date"})
    share = make("match: {lines: [16 comments]}", **{"class": "share"})
    nav = make("match: {lines: [back to top]}", "kind: pieces", **{"class": "nav"})
    return Pipeline([*date.rules, *share.rules, *nav.rules], Settings(detector=None, budget=1.0))


def test_each_piece_is_cut_by_its_class(furniture):
    cleaned = furniture.clean(f"Farrant Iverney 14 Mar 2025 · 16 Comments\n{STORY}")
    assert cleaned.text == STORY
    assert [removal.noise_class for removal in cleaned.removals] == ["byline", "date", "share"]
    assert {removal.rule for removal in cleaned.removals} == {"nav.rule-1"}


def test_a_line_with_another_piece_stays(furniture):
    for line in ("Goats | 14 Mar 2025", "14 Mar 2025 in 16 comments", "Back to top 14 Mar 2025"):
        assert furniture.clean(f"{line}\n{STORY}").text == f"{line}\n{STORY}"


@pytest.mark.parametrize(("keep", "left"), [("share", "16 Comments"), ("date", "14 Mar 2025")])
def test_a_piece_whose_class_is_kept_stays(furniture, keep, left):
    settings = furniture.settings.model_copy(update={"keep": (keep,)})
    cleaned = furniture.under(settings).clean(f"Back to top | 14 Mar 2025 | 16 Comments\n{STORY}")
    assert cleaned.text in (f"{left}\n{STORY}", f"{left} |\n{STORY}", f"| {left}\n{STORY}")


def test_what_bound_rules_hit_stands_beside_what_others_hit(make):
    rules = "match: {lines: [saltmere reading club]}\nsources: [a.example]", "match: {lines: [advertisement]}"
    pipeline = make(*rules, "kind: pieces")
    text = f"{STORY}Advertisement | Saltmere Reading Club\n"
    assert pipeline.clean(text, source="https://a.example/1").text == STORY
    assert pipeline.clean(text).text == text


def test_a_line_that_a_rule_hits_as_a_whole_has_no_pieces(make):
    pipeline = make("match: {lines: [print, share, print | share]}", "kind: pieces")
    near = pipeline.scanner.scan(Document("Print | Share\nPrint · Print\n", "en"))
    assert [split.line for split, _ in near.covered] == [1]
