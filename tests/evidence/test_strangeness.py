"""Signs of a line that speaks of something else."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.evidence.cohesion import Story
from cleaner.evidence.common import COMMON
from cleaner.evidence.headlines import Headlines
from cleaner.evidence.strangeness import SIGNS, Standing, Strangeness, weight

TEXT = """The ferry left at seven with the harbour master and his dog.
{}
Nobody on the quay had ordered the second bell, said Ilse Brandt.
A dog barked for an hour before the fog came down over Lindau.
"""


def signs(line, run=1, others=0):
    doc = Document(TEXT.format(line))
    return {name: value for name, value in Strangeness(doc, Story(doc), 1, Standing(run, others)).signs() if value}


@given(st.text(max_size=300), st.integers(1, 5), st.integers(0, 9))
def test_every_line_has_known_signs_of_no_less_than_nothing(text, run, others):
    doc = Document(text)
    for index in range(len(doc)):
        if not doc.blank(index):
            found = list(Strangeness(doc, Story(doc), index, Standing(run, others)).signs())
            assert {name for name, _ in found} <= SIGNS
            assert all(value >= 0 for _, value in found)


@given(st.text(alphabet='abAB .:,\n地铁。"', max_size=200))
def test_no_line_is_a_headline_both_ways(text):
    doc = Document(text)
    view = Headlines(doc)
    short = {index for gap in view.gaps for index in gap if view.open(index, 140)}
    assert not short & set(doc.prose_lines)
    assert {index for index in doc.prose_lines if view.closed(index, 140)} <= set(doc.prose_lines)


def test_words_are_counted_where_they_stand():
    found = signs("Second dog joins the harbour circus in Lindau")
    assert found["strange"] == 2  # joins, circus
    assert found["next_common"] == 1  # second
    assert found["above"] == found["soon"] == 2  # dog, and harbour or Lindau
    assert found["elsewhere"] == 3
    assert "next" not in found
    assert found["known_names"] == 1


def test_common_words_prove_less():
    assert signs("Nothing here under paper roofs")["strange"] < signs("Wasps swarm under paper roofs")["strange"]
    assert "year" in COMMON


def test_a_sentence_is_not_held_against_itself():
    found = signs("Carmaker Veltrano sold fewer vans abroad.")
    assert found["strange"] == 6
    assert found["strange_names"] == 1


def test_in_title_case_and_in_capitalised_languages_no_names_are_told():
    assert "strange_names" not in signs("Carmaker Veltrano Sells Fewer Vans")
    assert "no_case" in signs("市中心地铁停运检修")
    assert signs("Carmaker Veltrano sells fewer vans")["strange_names"] == 1


def test_how_it_stands():
    assert set(Standing(1, 0).signs()) == {"alone", "no_others"}
    assert set(Standing(2, 1).signs()) == {"pair", "few_others"}
    assert set(Standing(3, 9).signs()) == {"many_others"}


def test_a_pair_of_characters_is_half_a_word():
    assert weight(["地铁", "ferry"]) == 1.5
