"""Records: what they hold, and what is refused."""

import json

import pytest

from cleaner import RecordError, apply, restore
from cleaner.record import Cleaned, Removal, digest
from cleaner.spans import Span

TEXT = "Advertisement\nThe board voted.\nShare\n"


def removal(start, end, rule="ad.x", noise_class="ad", confidence="high"):
    return Removal(Span(start, end), rule, noise_class, confidence, "why")


CLEANED = Cleaned(TEXT, "The board voted.\n", (removal(0, 14), removal(31, 37, "share.x", "share")))


def test_a_record_survives_json():
    record = json.loads(json.dumps(CLEANED.record(id="a.txt")))
    assert next(iter(record)) == "id" and record["characters"] == len(TEXT)
    assert record["removals"][0] == {
        "start": 0, "end": 14, "class": "ad", "rule": "ad.x", "confidence": "high", "certainty": 0.99,
        "evidence": "why", "text": "Advertisement\n",
    }  # fmt: skip
    assert restore(CLEANED.text, record) == TEXT and apply(TEXT, record) == CLEANED.text


def test_a_record_that_does_not_know_the_length_restores():
    record = CLEANED.record()
    del record["characters"]
    assert restore(CLEANED.text, record) == TEXT and apply(TEXT, record) == CLEANED.text


def test_overlapping_removals_restore():
    cleaned = Cleaned("abcdef", "af", (removal(1, 4), removal(2, 5), removal(3, 4)))
    assert restore("af", cleaned.record()) == "abcdef"
    assert cleaned.spans == (Span(1, 5),)


def test_characters_are_counted_once():
    cleaned = Cleaned("abcdef", "af", (removal(1, 4), removal(2, 5, "share.x", "share")))
    assert cleaned.characters() == {"ad": 3, "share": 1}


def test_another_text_is_refused():
    record = CLEANED.record()
    with pytest.raises(RecordError, match="another text"):
        apply(TEXT + "x", record)
    with pytest.raises(RecordError, match="does not belong"):
        restore(CLEANED.text + "x", record)


@pytest.mark.parametrize(
    "damage",
    [{"removals": None}, {"removals": [{"start": 0}]}, {"removals": [{"start": 5, "end": 3, "text": ""}]},
     {"removals": [{"start": 0, "end": 3, "text": "x"}]}],
)  # fmt: skip
def test_a_malformed_record_is_refused(damage):
    with pytest.raises(RecordError, match="malformed"):
        restore(CLEANED.text, CLEANED.record() | damage)


def test_a_damaged_record_is_refused():
    record = CLEANED.record()
    record["removals"][0]["text"] = "Advertisemend\n"
    with pytest.raises(RecordError):
        restore(CLEANED.text, record)
    with pytest.raises(RecordError, match="damaged"):
        apply(TEXT, record)


def test_a_lone_surrogate_has_a_digest():
    assert len(digest("\ud800")) == 64
