import pytest

from cleaner.bench.figures import Figures
from cleaner.bench.marks import BadGold
from cleaner.bench.run import bench, thresholds
from cleaner.bench.sources import find
from cleaner.ruleset.settings import Settings

RULES = (
    "match: {pattern: '^buy'}\nconfidence: high\n",
    "match: {pattern: '^sell'}\nconfidence: medium\n",
    "match: {pattern: '^swap'}\nconfidence: low\n",
)
STORY = "The ferry left at seven, as it has done every morning since the war.\n"


@pytest.fixture
def sets(tmp_path):
    for name, noise in (("a", "Buy this"), ("b", "Sell that"), ("c", "Swap all")):
        (tmp_path / f"{name}.txt").write_text(f"{STORY}⟦ad|{noise}\n⟧{STORY[:40]}{name}.\n", "utf-8")
    return find([tmp_path])


@pytest.fixture
def traders(make):
    return make(*RULES, settings=Settings(detector=None, budget=1.0, certainty=0.9))


def test_each_threshold_is_measured_as_if_alone(sets, traders):
    swept = bench(sets, traders, at=thresholds(traders))
    for level, figures in swept.items():
        assert figures == bench(sets, traders.at(level))[level]
    recalls = [figures[0].recall for figures in swept.values()]
    assert recalls[0] == 1 and recalls[-1] == 0 and recalls == sorted(recalls, reverse=True)


def test_thresholds_hold_the_presets_and_the_pipelines_own(traders):
    assert {0.5, 0.9, 0.97} < set(thresholds(traders)) and 0.66 in thresholds(traders.at(0.66))


def test_the_outcome_does_not_depend_on_the_number_of_workers(sets, traders):
    seen = []
    assert bench(sets, traders, workers=2, seen=lambda: seen.append(1)) == bench(sets, traders)
    assert len(seen) == 3


def test_bad_gold_is_raised_from_workers_too(sets, traders, tmp_path):
    (tmp_path / "b.txt").write_text("⟦ad|never closed", "utf-8")
    for workers in (1, 2):
        with pytest.raises(BadGold, match="never closed"):
            bench(sets, traders, workers=workers)


def test_a_document_that_can_not_be_cleaned_is_named(sets, traders, monkeypatch):
    from cleaner.errors import PatternTimeout
    from cleaner.pipeline import Pipeline

    clean = Pipeline.clean

    def slow(self, text, language=None):
        if "Sell" in text:
            raise PatternTimeout("too slow")
        return clean(self, text, language)

    monkeypatch.setattr(Pipeline, "clean", slow)
    (found,) = bench(sets, traders)[0.9]
    assert isinstance(found, Figures) and found.failed == (("b.txt", "too slow"),)
    assert [each.name for each in found.scores] == ["a.txt", "c.txt"]
