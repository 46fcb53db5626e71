"""Lines, folded lines, zones and offsets of a document."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Document
from cleaner.spans import Span, cut

STORY = "The board voted on Monday to dredge the northern channel."
MORE = "Nobody on the quay had expected it to be that soon."


def zone(doc, scope):
    return [doc.folded[index] for index in doc.zones.lines(scope)]


def test_zones_hang_on_prose():
    doc = Document(f"World\n\nBoard votes\n\n{STORY}\n\nWhat next\n\n{MORE}\n\nShare\nPrint")
    assert zone(doc, "head") == ["world", "", "board votes", ""]
    assert zone(doc, "tail") == ["", "share", "print"]
    assert zone(doc, "body")[0].startswith("the board") and zone(doc, "body")[-1].startswith("nobody")
    assert len(zone(doc, "opening")) == 9 and len(zone(doc, "ending")) == 8
    assert len(zone(doc, "anywhere")) == len(doc)


def test_without_prose_there_is_no_head_and_no_tail():
    doc = Document("Share\nPrint")
    assert not zone(doc, "head") and not zone(doc, "tail") and len(zone(doc, "anywhere")) == 2


def test_lines_know_where_they_stand():
    doc = Document("ab\r\ncd\n\nef")
    assert [tuple(line) for line in doc.lines] == [(0, 0, 2, 4), (1, 4, 6, 7), (2, 7, 7, 8), (3, 8, 10, 10)]


def test_spaces_at_the_ends_of_a_line_are_not_part_of_its_folded_form():
    doc = Document("  \u3000Share \t\nx")
    assert doc.folded[0] == "share"
    assert doc.span(0, 1, 3) == Span(4, 6)
    assert doc.span(0) == Span(0, 10)


def test_a_span_behind_an_entity_is_the_texts():
    text = "Crumb &amp; Sons (Read more)"
    doc = Document(text)
    start = doc.folded[0].index("(")
    assert text[slice(*doc.span(0, start, len(doc.folded[0]) - 0))] == "(Read more)"


def test_the_detector_is_asked_once_and_only_if_needed():
    asked = []
    doc = Document(STORY, detect=lambda text: asked.append(text) or "en")
    assert doc.language_if_asked is None and not asked
    assert doc.language == doc.language == "en" and len(asked) == 1
    assert Document(STORY, "de", detect=asked.append).language == "de"


@given(st.text(alphabet="ab.&;nsp \u200b\ufeff\r\n“é", max_size=80))
def test_every_offset_of_the_text_is_on_the_line_it_is_said_to_be_on(text):
    doc = Document(text)
    for line in doc.lines:
        assert line.start <= line.end <= line.stop
        for offset in range(line.start, line.stop):
            assert doc.line_of(offset) == line.index
    assert sum(line.stop - line.start for line in doc.lines) == len(text)


@given(st.text(alphabet="ab.&;nsp \u200b\ufeff\n", max_size=60))
def test_within_is_the_way_back_of_span(text):
    doc = Document(text)
    for index, line in enumerate(doc.folded):
        for start in range(len(line)):
            folded, low, high = doc.within(index, doc.span(index, start, start + 1))
            assert folded == line and low <= start < max(high, low + 1)


@given(
    st.lists(
        st.sampled_from(["A b", "ΟΔΟΣ", "\r", "\n", "&am", "p;", "&amp;", "\u200b", "İ", "“", "`", "，", " "]),
        max_size=14,
    ),
    st.lists(st.integers(0, 40), max_size=6),
)
def test_a_document_without_runs_is_the_document_of_what_is_left(pieces, edges):
    text = "".join(pieces)
    edges = sorted({min(edge, len(text)) for edge in edges})
    runs = list(zip(edges[::2], edges[1::2], strict=False))
    left, anew = Document(text).without(runs), Document(cut(text, runs))
    assert (left.text, left.folded, left.cased_lines, left.lines) == (
        anew.text,
        anew.folded,
        anew.cased_lines,
        anew.lines,
    )
    assert [left.line_of(at) for at in range(len(left.text))] == [anew.line_of(at) for at in range(len(left.text))]
