"""Cleaners of others, run in environments of their own: this file imports nothing of this project.

    peers_worker.py SYSTEM < texts.jsonl > cleaned.jsonl
    peers_worker.py --time SYSTEM texts.jsonl

The first is for `peers_quality.py`: each line in is a JSON string, each line out a JSON string, or null for a document
that the system throws away. The second is for `peers.py`: for each line on standard input all texts of the file are
cleaned, and the CPU seconds of that are printed.
"""

import contextlib
import json
import re
import sys
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time


def c4_lines(texts):
    """C4's rules for lines, and none of those that throw a page away."""
    yield from _c4(texts, min_num_sentences=-1, filter_lorem_ipsum=False, filter_curly_bracket=False)


def c4(texts):
    """C4's rules for lines and pages (Raffel et al. 2020, section 2.2), as datatrove has them, its bad words aside."""
    yield from _c4(texts)


def _c4(texts, **options):
    from datatrove.data import Document
    from datatrove.pipeline.filters.c4_filters import C4QualityFilter

    rules = C4QualityFilter(**options)
    for number, text in enumerate(texts):
        document = Document(text=text, id=str(number))
        verdict = rules.filter(document)
        yield document.text if verdict is True else None


def c4_spans(texts):
    """C4's deduplication, all but one of any three-sentence span in the set, as datatrove has it, short pages kept."""
    from datatrove.data import Document
    from datatrove.pipeline.dedup import (
        SentDedupConfig,
        SentenceDedupFilter,
        SentenceDedupSignature,
        SentenceFindDedups,
    )

    config = SentDedupConfig(only_dedup_in_index=False, min_doc_words=0, min_num_sentences=0)
    documents = [Document(text=text, id=str(number)) for number, text in enumerate(texts)]
    with TemporaryDirectory() as work, contextlib.redirect_stdout(sys.stderr):
        SentenceDedupSignature(output_folder=f"{work}/signatures", config=config).run(documents)
        SentenceFindDedups(data_folder=f"{work}/signatures", output_folder=f"{work}/found", config=config).run()
        kept = SentenceDedupFilter(data_folder=f"{work}/found", config=config).run(documents)
        cleaned = {document.id: document.text for document in kept}
    for number in range(len(texts)):
        yield cleaned.get(str(number))


def repeated_sentences(texts):
    """data-juicer's remover of sentences that a document holds already."""
    with contextlib.redirect_stdout(sys.stderr):
        from data_juicer.ops.mapper.remove_repeat_sentences_mapper import RemoveRepeatSentencesMapper

        mapper = RemoveRepeatSentencesMapper()
        cleaned = mapper.process_batched({"text": list(texts)})["text"]
    yield from cleaned


# What RefinedWeb says of its corrections of lines (Penedo et al. 2023, "The RefinedWeb Dataset for Falcon LLM"); it
# has published no code. Where the paper leaves a number open, it is that of the reproduction in DCLM (Li et al.
# 2024): "mainly" upper case is over half of the characters, a counter is one of these words behind a number.
_COUNTER = re.compile(
    r"\W*\d[\d,.]*[kmb]?\s+(?:likes|shares|comments|retweets|reposts|quotes|bookmarks|upvotes|downvotes|downloads|views"
    r"|followers)\W*"
)
_SHORT = 10  # words
_EDITS = tuple(re.compile(source, re.I) for source in (r"^sign-in\s?", r"\s?read more\.\.\.$", r"\s?items in cart"))
_FLAGGED = 0.05


def refinedweb_lines(texts):
    """RefinedWeb's corrections of lines, every page kept."""
    for text in texts:
        yield _refined(text)


def refinedweb(texts):
    """RefinedWeb's corrections of lines; a page that loses over 5 % of its words to them is thrown away."""
    for text in texts:
        cleaned = _refined(text)
        before, after = len(text.split()), len(cleaned.split())
        yield None if before and (before - after) / before > _FLAGGED else cleaned


def _refined(text):
    kept = []
    for line in text.split("\n"):
        bare = line.strip()
        if not bare:
            kept.append(line)
            continue
        if _flagged(bare):
            continue
        if len(bare.split()) <= _SHORT:
            for pattern in _EDITS:
                bare = pattern.sub("", bare)
        if bare.strip():
            kept.append(bare)
    return "\n".join(kept)


def _flagged(line):
    upper = sum(ch.isupper() for ch in line) > len(line) / 2
    return upper or line.isdigit() or len(line.split()) == 1 or bool(_COUNTER.fullmatch(line.lower()))


def dolma_c4(texts):
    """dolma's tagger `c4_v1`: it only finds what C4's rules would take out."""
    from dolma.core.data_types import Document
    from dolma.taggers.c4 import C4Tagger

    tagger = C4Tagger()
    for number, text in enumerate(texts):
        tagger.predict(Document(source="texts", id=str(number), text=text))
        yield text


def clean_links(texts):
    """data-juicer's remover of links."""
    with contextlib.redirect_stdout(sys.stderr):
        from data_juicer.ops.mapper.clean_links_mapper import CleanLinksMapper

        cleaned = CleanLinksMapper().process_batched({"text": list(texts)})["text"]
    yield from cleaned


def unstructured_clean(texts):
    """unstructured's `clean` with all that it takes out, case aside."""
    from unstructured.cleaners.core import clean

    for text in texts:
        yield clean(text, extra_whitespace=True, dashes=True, bullets=True, trailing_punctuation=True)


def clean_text(texts):
    """clean-text's `clean` as it comes."""
    from cleantext import clean

    for text in texts:
        yield clean(text)


def justext(pages):
    """jusText with its English stop words: the paragraphs of a page that are no boilerplate."""
    from justext import get_stoplist
    from justext import justext as paragraphs

    words = get_stoplist("English")
    for page in pages:
        yield "\n".join(each.text for each in paragraphs(page.encode(), words) if not each.is_boilerplate)


def trafilatura(pages):
    """trafilatura as it comes."""
    from trafilatura import extract

    for page in pages:
        yield extract(page)


SYSTEMS = {each.__name__: each for each in (c4_lines, c4, c4_spans, repeated_sentences, refinedweb_lines, refinedweb)}
TIMED = {each.__name__: each for each in (c4_lines, dolma_c4, clean_links, repeated_sentences, unstructured_clean,
                                          clean_text, justext, trafilatura)}  # fmt: skip


def serve(system, file):
    """Clean all texts of a file whenever a line comes in; print the CPU seconds of that."""
    work, out = TIMED[system], sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        with Path(file).open(encoding="utf-8") as lines:
            texts = [json.loads(line) for line in lines]
        for _ in work(islice(texts, 5)):  # what is imported and read at first is not to count
            pass
        for _ in sys.stdin:
            begun = process_time()
            for _ in work(texts):
                pass
            print(process_time() - begun, file=out, flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--time":
        serve(*sys.argv[2:])
    else:
        found = [json.loads(line) for line in sys.stdin]
        for result in SYSTEMS[sys.argv[1]](found):
            print(json.dumps(result))
