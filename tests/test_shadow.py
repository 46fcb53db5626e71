"""Folding, and the way back from the folded twin."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.shadow import _INVISIBLE, Shadow, _hides, _lowered, _plain, fold, plain


@given(st.text())
def test_folding_keeps_the_length(text):
    assert len(fold(text)) == len(plain(text)) == len(text)


ODD = "aA`\t&\u00a0\u201c\uff40\uff21\u0130\u0131ΣσςÉẞ\u200b\u00ad\U00010400\ud800\n"


@given(st.text() | st.text(alphabet=ODD))
def test_folding_is_the_same_with_and_without_the_compiled_module(text):
    made = _plain(text)
    assert (plain(text), fold(text)) == (made, _lowered(made))
    assert _hides(text) == (_INVISIBLE.search(text) is not None)


def test_every_character_is_folded_alike_by_the_compiled_module():
    for first in range(0, sys.maxunicode + 1, 0x100):
        text = "|".join(map(chr, range(first, first + 0x100)))
        made = _plain(text)
        assert (plain(text), fold(text)) == (made, _lowered(made))


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="ab&;#x26nbspam \u200b\ufeff\u00adİ\n<Ã©â€™Å»"))
def test_the_way_back_is_in_order_and_ends_at_the_end(text):
    shadow = Shadow(text)
    places = [shadow.origin(at) for at in range(len(shadow.folded) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)


@given(st.text(alphabet="abc -\n"))
def test_without_entities_and_invisible_characters_offsets_are_the_texts(text):
    assert Shadow(text).same_length


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“READ” ‘More’ «x»", '"read" \'more\' "x"'),
        ("a–b—c‑d", "a-b-c-d"),
        ("a\u00a0b\u3000c\td", "a b c d"),
        ("İLGİLİ HABER ılık", "ilgili haber ilik"),
        ("相关阅读：（１）", "相关阅读:(1)"),
        ("\u212a ſ", "k s"),
    ],
)
def test_what_folding_makes_plain(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("&copy; 2024 Crumb &amp; Sons", "© 2024 crumb & sons"),
        ("Ad\u00advertise\u200bment", "advertisement"),
        ("57&nbsp;per cent", "57 per cent"),
        ("AT&T; &nosuch; &#10;x", "at&t; &nosuch;  x"),
    ],
)
def test_entities_and_invisible_characters(text, folded):
    shadow = Shadow(text)
    assert shadow.folded == folded
    assert text[shadow.origin(folded.index(folded[-1])) :]


def test_the_way_back_over_an_entity():
    text = "x &amp; y"
    shadow = Shadow(text)
    at = shadow.folded.index("y")
    assert text[shadow.origin(at)] == "y"
    assert shadow.origin(shadow.folded.index("&")) == 2


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("PublicitÃ©", "publicité"),
        ("Ã€ lire Ã©galement :", "à lire également :"),
        ("â€œRead moreâ€\x9d â€“ itâ€™s free", '"read more" - it\'s free'),
        ("Â©Â\u00a02024 MÃ¼ller", "© 2024 müller"),
        ("WiÄ™cej: Å»ycie, trÃ³jka", "więcej: życie, trójka"),
        ("Ð§Ð¸Ñ‚Ð°Ð¹Ñ‚Ðµ â€” Ã©", "читайте - é"),
    ],
)
def test_utf_8_that_was_read_as_something_else(text, folded):
    shadow = Shadow(text)
    assert shadow.folded == folded
    assert shadow.origin(len(folded)) == len(text)


@pytest.mark.parametrize("text", ["São Paulo, SÃO PAULO", "CAFÉ»", "PÅ” â, ã", "ÃO", "10 €"])
def test_letters_that_only_look_like_it_stay(text):
    assert Shadow(text).same_length
