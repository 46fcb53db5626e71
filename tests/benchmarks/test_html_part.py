"""Pages go through extractor and cleaner as `clean` takes them."""

from benchmarks.parts.html import through
from cleaner import Pipeline

STORY = [
    "The old weighbridge at Tarnbeck opened again on Saturday, and forty farmers queued to have their dogs weighed.",
    "Nobody had used the scale since the dairy closed, said Quennell Hartigan, who keeps the key.",
    "The council will decide in autumn whether the bridge may stay where it is.",
]


def test_a_page_becomes_clean_text_and_one_without_an_article_nothing():
    pipeline = Pipeline.load(languages=["en"])
    paragraphs = "".join(f"<p>{line}</p>" for line in [*STORY, "Read more: Divers find bell in harbour"])
    page = f"<html><body><article>{paragraphs}</article></body></html>"
    assert through(page.encode(), pipeline).decode().splitlines() == STORY
    assert through(b"<html><body></body></html>", pipeline) == b""
