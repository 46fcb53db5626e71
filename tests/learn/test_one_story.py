"""One story told many times over: nothing of it is boilerplate, however often its sentences recur."""

from pathlib import Path

import pytest
from made import judged_of

from cleaner.bench.marks import unmark_gold
from cleaner.filters.base import kinds
from cleaner.learn.pack import Pack
from cleaner.learn.survey import Learned
from cleaner.pipeline import Pipeline
from cleaner.ruleset.load import load_rules
from cleaner.ruleset.locate import rule_files
from cleaner.ruleset.settings import Settings

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "gold" / "seeds"  # beside the checkout, where there are any

QUOTE = (
    '"We will not sign before the dredging of the estuary is paid for," harbour minister Helna Drost told reporters.'
)
GROUND = (
    "The harbour strike in Veldmoor began in March, after talks between the dockers and the port company broke down."
)
TELLINGS = [
    f"""Dockers in Veldmoor walked away from negotiations on Tuesday, leaving forty ships at anchor outside the port.
{QUOTE}
Minister Drost had flown in overnight to rescue the negotiations between dockers and the port company in Veldmoor.
{GROUND} Since then the harbour has handled a third of its usual containers.
Exporters of timber warned that contracts worth millions would be cancelled unless the strike ends this month.
""",
    f"""Negotiations over the harbour strike in Veldmoor collapsed on Tuesday when the dockers refused a second offer.
The port company had offered a smaller rise and a promise about the dredging of the estuary, the dockers said.
{QUOTE} {GROUND}
Forty ships lie at anchor; the timber exporters fear for their contracts and ask minister Drost for an answer.
""",
    f"""A third attempt to end the strike that has emptied the harbour of Veldmoor has failed, the minister admitted.
{QUOTE}
{GROUND}
Minister Drost said the negotiations were to resume on Friday; neither dockers nor the port company confirmed it.
The containers meanwhile go to other ports, and timber exporters count their cancelled contracts.
""",
    f"""Ships waiting outside Veldmoor will wait longer: dockers and the port company parted without a deal on Tuesday.
In the evening minister Drost blamed both sides for the failed negotiations. {QUOTE}
Timber exporters called the strike a disaster, for the contracts and for the harbour alike. {GROUND}
""",
    f"""The minister came, spoke and left Veldmoor with nothing: dockers would not have the offer of the port company.
{GROUND}
Exporters had hoped that the negotiations on Tuesday would free the containers that fill the harbour to the brim.
They ask who pays for the dredging of the estuary, over which the strike about the contracts was begun.
{QUOTE}
""",
]


def accepted(texts, folder, least=2):
    """The pipeline of all that is learned from texts of one source, accepted whatever its confidence."""
    pack = Pack()
    pack.learn(*judged_of([Learned(text, "veldmoor.example") for text in texts], least))
    for _, rule in list(pack.rules()):
        pack.accept(rule["id"])
    pack.save(folder)
    rules = load_rules(rule_files(folder), kinds()) if pack.files else []
    return Pipeline(rules, Settings(detector=None, budget=1.0))


def cut_from(pipeline, text):
    return [text[span.start : span.end] for span in pipeline.clean(text, source="veldmoor.example").spans]


def test_a_quotation_and_background_that_every_telling_has_stay(tmp_path):
    pipeline = accepted(TELLINGS, tmp_path)
    for text in TELLINGS:
        assert cut_from(pipeline, text) == []


def test_the_lines_around_the_tellings_go_all_the_same(tmp_path):
    around = [f"By Ida Brandt\n{number + 3} min read\n{text}\nMore from the harbour desk" for number, text in
              enumerate(TELLINGS)]  # fmt: skip
    pipeline = accepted(around, tmp_path)
    for text, telling in zip(around, TELLINGS, strict=True):
        cut = cut_from(pipeline, text)
        assert any("More from the harbour desk" in each for each in cut)
        assert telling.strip() in pipeline.clean(text, source="veldmoor.example").text


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the documents of one story are not beside this checkout")
@pytest.mark.parametrize("times", [1, 2])
def test_of_five_documents_that_tell_one_story_nothing_but_noise_is_cut(tmp_path, times):
    marked = [unmark_gold(file.read_text("utf-8")) for file in sorted(SEEDS.glob("*.txt"))]
    assert len(marked) == 5
    pipeline = accepted([text for text, _ in marked] * times, tmp_path)
    for text, marks in marked:
        noise = {at for _, span in marks for at in range(span.start, span.end)}
        for span in pipeline.clean(text, source="veldmoor.example").spans:
            lost = "".join(text[at] for at in range(span.start, span.end) if at not in noise)
            assert not lost.strip()
