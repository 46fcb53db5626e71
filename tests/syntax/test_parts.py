"""How parts of a pattern join."""

from cleaner.syntax.parts import ANYTHING, EMPTY, MOST, START, Part, either, product, repeat, sequence, weight


def part(*texts):
    return Part(frozenset(texts))


def test_known_texts_grow_as_parts_follow_each_other():
    assert sequence([part("a", "b"), EMPTY, part("c")]) == part("ac", "bc")
    assert sequence([]) == EMPTY


def test_what_was_known_before_something_unknown_must_stand_on_the_line():
    joined = sequence([part("a"), ANYTHING, part("b")])
    assert joined.texts is None and joined.demands == (frozenset("a"), frozenset("b"))
    assert (joined.begins, joined.ends) == (frozenset("a"), frozenset("b"))


def test_too_many_texts_are_parted_not_lost():
    many = part(*(f"{n:04}" for n in range(MOST)))
    joined = sequence([many, part("a", "b")])
    assert joined.texts is None and set(joined.demands) == {many.texts, frozenset("ab")}


def test_one_branch_that_demands_nothing_frees_all():
    assert either([part("a"), ANYTHING]).demands == ()
    assert either([part("a"), part("b")]) == part("a", "b")


def test_repeating():
    assert repeat(part("a"), 0, 1) == part("", "a")
    assert repeat(part("a"), 2, 3) == part("aa", "aaa")
    assert repeat(part("a"), 0, None) == ANYTHING and repeat(part("a"), 0, 0) == EMPTY
    assert repeat(part("a"), 1, None).demands == (frozenset("a"),)


def test_the_beginning_of_a_line_is_said_once():
    assert product(frozenset([START]), frozenset([START + "a"])) == {START + "a"}


def test_common_texts_weigh_more():
    assert weight(frozenset([" the "])) > weight(frozenset(["newsletter"]))
    assert weight(frozenset(["share", "print"])) > weight(frozenset(["share"]))
