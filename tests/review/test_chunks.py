"""Chunks: whatever is packed comes out, and a text's pieces are what stands at its cuts."""

import gzip
import json
from base64 import b64decode

from hypothesis import given
from hypothesis import strategies as st

from cleaner.review.chunks import Packer, packed, pieces
from cleaner.review.index import Index
from cleaner.spans import union
from tests.review.made import made

TEXTS = st.text(st.characters(exclude_categories=()))


def opened(block):
    """What a browser reads out of a block."""
    return json.loads(gzip.decompress(b64decode(block)).decode())


def joined(text):
    """A text as JSON has it: two surrogates that make a pair are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


@given(st.lists(TEXTS))
def test_any_text_comes_out_as_it_went_in(texts):
    block = packed(texts)
    assert opened(block) == [joined(text) for text in texts]
    assert block.isascii() and "<" not in block, "it stands inside a page"
    assert packed(texts) == block


@given(TEXTS, st.data())
def test_pieces_are_what_stands_at_the_cuts(text, data):
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = data.draw(st.lists(places, max_size=6))
    removals = [{"start": start, "end": end, "text": text[start:end]} for start, end in spans]
    assert pieces(removals) == [[start, text[start:end]] for start, end in union(spans)]


def test_a_document_is_in_its_chunk_with_all_that_is_shown_of_it():
    case = made("a", "⟦teaser|Read more: the bell\n⟧The dig began. It paused.\n", vetoes=[("It paused.", "promo")])
    packer = Packer(Index({}))
    assert list(packer.add(case)) == []
    (chunk,) = packer.end()
    ((sha256, text, known, removals, vetoes),) = opened(chunk)
    assert (sha256, text, known) == (case.record["sha256"], case.original, None)
    assert removals == [[0, 20, 0, 0, 0.99, "Read more: the bell"]]
    assert vetoes == [[35, 45, 1, 0, 0.99, "It paused.", "quotation", "it is said by somebody in the story"]]
    assert packer.counts == [1] and list(packer.end()) == []


def test_chunks_are_closed_when_they_are_large_and_count_their_documents():
    packer = Packer(Index({}))
    chunks = [chunk for number in range(9) for chunk in packer.add(made(f"d{number}", "word " * 20_000))]
    chunks += packer.end()
    assert len(chunks) == len(packer.counts) > 1 and sum(packer.counts) == 9
    assert [len(opened(chunk)) for chunk in chunks] == packer.counts


def test_without_a_text_its_pieces_are_told():
    packer = Packer(Index({}))
    list(packer.add(made("a", "One.\n⟦ad|Advertisement\n⟧Two.\n⟦ad|Advertisement\n⟧", whole=False)))
    ((_, text, known, _, _),) = opened(*packer.end())
    assert text is None and known == [[5, "Advertisement\n"], [24, "Advertisement\n"]]
