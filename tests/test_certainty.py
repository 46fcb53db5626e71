"""How sure a cut is, and the least certainty a pipeline asks for."""

import pytest

from cleaner import Removal, Span
from cleaner.record import CONFIDENCES, LEVELS, confidence_of


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_a_rule_of_words_is_as_sure_as_its_confidence(confidence):
    removal = Removal(Span(0, 1), "ad.x", "ad", confidence, "why")
    assert removal.certainty == LEVELS[confidence]


def test_a_score_stands_for_itself():
    assert Removal(Span(0, 1), "ad.x", "ad", "medium", "why", score=0.93).certainty == 0.93


@pytest.mark.parametrize(
    ("score", "confidence"), [(1, "high"), (0.99, "high"), (0.95, "medium"), (0.7, "low"), (0.1, "low")]
)
def test_a_score_has_a_confidence(score, confidence):
    assert confidence_of(score) == confidence
