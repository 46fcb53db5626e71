import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.ruleset import nodes
from cleaner.ruleset.edit import Unwritable, add_example, add_rule, item

PACK = """\
# Ours.
class: teaser   # the class
kind: line
language: en
about: Teasers.

rules:
  # ---- the first
  - id: teaser.en-a
    title: A
    match: {starts: ["hark:"]}
    examples:
      keeps:
        - "Hark: said nobody."

        # the odd one
        - |
          A line.

          Another.   # no comment

      removes:
        - "⟦Hark: bells⟧"

  # ---- the second
  - id: teaser.en-b
    title: B
    match: {starts: ["lo:"]}
    examples: {removes: ["⟦Lo: bells⟧"], keeps: ["Lo: said nobody.", 'It''s' ]}  # short
# the end
"""


def test_an_example_is_put_behind_the_last_and_nothing_else_changes():
    changed = add_example(PACK, 0, "keeps", "Hark: the herald.")
    assert changed == PACK.replace(
        "          Another.   # no comment\n",
        '          Another.   # no comment\n        - "Hark: the herald."\n',
    )


def test_an_example_of_several_lines_is_a_block():
    changed = add_example(PACK, 0, "removes", "One.\n\n⟦Two⟧\n")
    assert changed == PACK.replace(
        '- "⟦Hark: bells⟧"\n', '- "⟦Hark: bells⟧"\n        - |\n          One.\n\n          ⟦Two⟧\n'
    )


def test_a_list_in_brackets_stays_in_brackets():
    changed = add_example(PACK, 1, "keeps", 'Lo: "said" nobody\\.')
    assert changed == PACK.replace("'It''s' ]", """'It''s', "Lo: \\"said\\" nobody\\\\." ]""")


def test_line_endings_a_byte_order_mark_and_a_last_row_without_a_break_stay():
    dos = "\ufeff" + PACK.replace("\n", "\r\n")
    changed = add_example(dos, 0, "keeps", "One.\nTwo.\n")
    assert changed == "\ufeff" + add_example(PACK, 0, "keeps", "One.\nTwo.\n").replace("\n", "\r\n")
    short = 'class: ad\nrules:\n- id: ad.a\n  examples:\n    keeps:\n    - "y"'
    assert add_example(short, 0, "keeps", "z") == short + '\n    - "z"\n'


def test_a_rule_is_put_behind_the_last():
    rule = '- id: teaser.en-c\n  examples:\n    keeps:\n      - "y"\n'
    changed = add_rule(PACK, rule)
    assert changed.endswith('  # short\n  - id: teaser.en-c\n    examples:\n      keeps:\n        - "y"\n# the end\n')
    assert [each["id"] for each in nodes.read(changed, "").data["rules"]][2:] == ["teaser.en-c"]


def test_what_can_not_be_put_in_is_refused():
    with pytest.raises(Unwritable):
        add_example(PACK, 0, "keeps", "half a character: \ud83d")
    with pytest.raises(Unwritable):
        add_example(PACK, 0, "misses", "there is no such list")
    with pytest.raises(Unwritable):
        add_rule("class: ad\nrules: [{id: ad.a}]\n", "- id: ad.b\n")


TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
    st.text(alphabet=" \t\n\r#-:|>'\"\\{}[],&*!%@`ab⟦\x85\u2028\ufeff\x00\x7f", min_size=1, max_size=20),
    st.text(alphabet="ab \n", min_size=100, max_size=150),
)


@given(TEXTS)
def test_an_entry_says_what_it_is_given(example):
    assert nodes.read(item(example), "").data == [example]


@given(TEXTS, st.sampled_from([(0, "keeps"), (0, "removes"), (1, "keeps"), (1, "removes")]), st.booleans())
def test_whatever_is_added_all_else_is_left_to_the_letter(example, where, dos):
    rule, part = where
    before = PACK.replace("\n", "\r\n") if dos else PACK
    after = add_example(before, rule, part, example)
    assert nodes.read(after, "").data["rules"][rule]["examples"][part][-1] == example
    same = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    assert after.endswith(before[same:])
