"""The laws of learning: the order of documents, how they are spread and how parts are merged change nothing at all."""

import json
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.outlets import articles
from cleaner.jobs.walk import Ask, plan
from cleaner.learn import sketch
from cleaner.learn.corpus import Corpus
from cleaner.learn.evidence import Evidence, Frequent
from cleaner.learn.judge import verdicts
from cleaner.learn.pack import Pack
from cleaner.learn.run import learn
from cleaner.learn.survey import Learned, Survey

WIDTH = 1 << 10  # few cells, so that counts are too high now and then: that must not depend on order either
SUBJECTS = ("ferry", "mill", "orchard", "lock", "choir", "bakery", "tunnel", "museum")
SENTENCES = [
    f"{opening} the {subject} near the {place}, and the {people} there agreed after a long evening of talk."
    for subject in SUBJECTS
    for opening, place, people in (
        ("The council mended", "old harbour", "fishermen"),
        ("Nobody had painted", "station", "children"),
        ("A storm in spring damaged", "northern bridge", "neighbours"),
        ("Two sisters from Oster bought", "market square", "traders"),
        ("The insurers argued over", "lighthouse", "lawyers"),
    )
]
AROUND = [
    "Our evening letter: what the harbour talks about",
    "By Ida Brandt, reporter",
    "By Tor Lund Vik, reporter",
    "By Mara Seld, reporter",
    "4 min read",
    "12 min read",
    "31 min read",
    "More from Oster",
    "Complaints about this paper go to its board, which answers every one of them within a fortnight of hearing it.",
    "(il/tv)",
]


@st.composite
def documents(draw):
    """A document of one of two sources: sentences of one or two subjects, and lines around and among them."""
    subject = draw(st.integers(0, len(SUBJECTS) - 1))
    told = draw(st.lists(st.sampled_from(SENTENCES[subject * 5 : subject * 5 + 7]), min_size=1, max_size=5))
    head = draw(st.lists(st.sampled_from(AROUND), max_size=2))
    tail = draw(st.lists(st.sampled_from(AROUND), max_size=3))
    source = draw(st.sampled_from(["quay.example", "mill.example"]))
    return Learned("\n".join([*head, *told, *tail]), source, draw(st.sampled_from(["", "2024-02"])))


def told(number: int, around: tuple[str, ...]) -> Learned:
    return Learned("\n".join([around[0], *SENTENCES[number * 5 : number * 5 + 4], *around[1:]]), "quay.example")


# In every corpus there is something to be learned: the law would hold of empty packs, too.
BASE = [
    told(number, (f"By {name}, reporter", f"{number + 3} min read", AROUND[0], AROUND[8]))
    for number, name in enumerate(["Ida Brandt", "Tor Lund", "Mara Seld", "Ada Rehn", "Ole Friis", "Una Holm"])
]


def parts(corpus, cuts, chance):
    """The corpus shuffled, in as many parts as there are cuts and one more; some may be empty."""
    shuffled = list(corpus)
    chance.shuffle(shuffled)
    edges = [0, *sorted(cut % (len(corpus) + 1) for cut in cuts), len(corpus)]
    return [shuffled[start:end] for start, end in zip(edges, edges[1:], strict=False)]


def merged(found, chance):
    """Partial results made one, two by two, whichever come first."""
    found = list(found)
    while len(found) > 1:
        chance.shuffle(found)
        other = found.pop()
        found[chance.randrange(len(found))].merge(other)
    return found[0]


def first_pass(part):
    found = Survey()
    for document in part:
        found.add(document)
    return found


def second_pass(part, frequent):
    found = Evidence()
    for document in part:
        found.add([document], frequent)
    return found


def evidence_of(shards, chance, again):
    """Evidence from the parts of a corpus; `again` are the parts that the second pass sees."""
    frequent = Frequent(merged(map(first_pass, shards), chance), 3)
    return merged([second_pass(part, frequent) for part in again], chance)


def plain(evidence):
    """Evidence as plain data."""
    found = {
        key: [entry.source, entry.kind, entry.key, sorted(entry.stories), entry.places,
              entry.prose, entry.company, list(entry.below), entry.texts.values,
              entry.examples.values, entry.sample.values, entry.first, entry.last]
        for key, entry in sorted(evidence.found.items())
    }  # fmt: skip
    known = {
        name: (sorted(source.stories), source.near.values, source.sample.values)
        for name, source in sorted(evidence.sources.items())
    }
    return found, known


def written(evidence):
    """The files of the pack that evidence amounts to, by name."""
    pack = Pack()
    pack.learn(evidence, verdicts(evidence, least=3, share=0.0))
    with TemporaryDirectory() as folder:
        pack.save(Path(folder))
        files = [*Path(folder).rglob("*.yaml"), *Path(folder).rglob("*.json")]
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture(autouse=True, scope="module")
def small():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sketch, "WIDTH", WIDTH)
        yield


CUTS = st.lists(st.integers(0, 1000), max_size=3)


@settings(max_examples=40)
@given(st.lists(documents(), max_size=14), st.integers(0, 6), CUTS, CUTS, st.randoms(use_true_random=False))
def test_order_shards_and_merging_change_nothing(drawn, doubled, cuts, other_cuts, chance):
    corpus = [*BASE, *drawn, *drawn[:doubled], *BASE[:doubled]]
    one = evidence_of([corpus], chance, [corpus])
    other = evidence_of(parts(corpus, cuts, chance), chance, parts(corpus, other_cuts, chance))
    assert plain(one) == plain(other)
    files = written(one)
    assert files == written(other)
    assert json.loads(files["learned.json"])["rules"]


@pytest.fixture(scope="module")
def outlets():
    """Articles of two outlets; some tell the same story in other words, some stand there twice."""
    made = [Learned(each.text, each.source, each.date) for each in articles(2, 12)]
    return [*made, *made[::5]]


def test_the_same_of_whole_outlets(outlets):
    one = written(evidence_of([outlets], Random(0), [outlets]))
    assert len(json.loads(one["learned.json"])["rules"]) > 10
    for seed in range(3):
        chance = Random(seed)
        assert written(evidence_of(parts(outlets, [5, 9, 17], chance), chance, parts(outlets, [11, 20], chance))) == one


def test_workers_change_nothing(outlets, tmp_path, monkeypatch):
    monkeypatch.setattr(sketch, "WIDTH", 1 << 24)  # as it is in the other processes
    for number in range(3):
        rows = [json.dumps({"text": each.text, "source": each.source}) for each in outlets[number::3]]
        (tmp_path / f"{number}.jsonl").write_text("\n".join(rows), encoding="utf-8")
    corpus = Corpus(plan([tmp_path], None, Ask()), "source")
    one, two = (learn(corpus, least=3, share=0.0, workers=workers) for workers in (1, 2))
    assert plain(one[0]) == plain(two[0])
    assert written(one[0]) == written(two[0])
