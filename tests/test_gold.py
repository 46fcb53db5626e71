"""An extra where marked documents of others are at hand: CLEANER_GOLD names a directory of them."""

import os
from pathlib import Path

import pytest

from cleaner.testing import unmark_gold

GOLD = Path(os.environ.get("CLEANER_GOLD", "no such directory"))


@pytest.mark.skipif(not GOLD.is_dir(), reason="CLEANER_GOLD names no directory of marked documents")
def test_precision_and_recall_of_removal(pipeline):
    right = cut_chars = noise_chars = 0
    for path in sorted(GOLD.glob("*.txt")):
        text, marks = unmark_gold(path.read_bytes().decode("utf-8"))
        noise = {i for _, span in marks for i in range(*span) if text[i].isalnum()}
        cut = {i for span in pipeline.clean(text).spans for i in range(*span) if text[i].isalnum()}
        right += len(noise & cut)
        cut_chars += len(cut)
        noise_chars += len(noise)
    assert right / cut_chars >= 0.98
    assert right / noise_chars >= 0.80
