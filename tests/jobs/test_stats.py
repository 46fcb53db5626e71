"""Records summed up: what is counted for what, and that neither order nor files nor formats show."""

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import RecordError
from cleaner.jobs.facts import facts, read, source
from cleaner.jobs.stats import STEPS, Stats, sum_up
from cleaner.jobs.store import BadRecords, gather
from cleaner.record import CLASSES, CONFIDENCES, LEVELS
from cleaner.spans import union


def removal(start, end, rule="ad.x", confidence="high", **more):
    noise_class = rule.split(".")[0]
    text = "x" * (end - start)
    told = {"start": start, "end": end, "class": noise_class, "rule": rule, "confidence": confidence}
    return told | {"certainty": LEVELS[confidence], "evidence": "why", "text": text} | more


def record(name="quay/a.txt", *removals, characters=100, language="en", vetoes=(), **more):
    told = {"id": name, "output": name, **more, "sha256": "0", "characters": characters, "language": language}
    vetoed = [removal(0, 1) | {"guard": guard, "why": "x"} for guard in vetoes]
    return told | {"metadata": {}, "removals": list(removals), "vetoes": vetoed, "passes": 1}


def summed(*records, top=10, **more):
    return sum_up(map(facts, records), top, **more)


@st.composite
def removals(draw, length):
    start, end = sorted(draw(st.tuples(*[st.integers(0, length)] * 2)))
    rule = draw(st.sampled_from(CLASSES)) + "." + draw(st.sampled_from("abc"))
    certainty = draw(st.one_of(st.none(), st.floats(0, 1)))
    return removal(start, end, rule, draw(st.sampled_from(CONFIDENCES)), certainty=certainty)


@st.composite
def records(draw):
    length = draw(st.integers(0, 60))
    name = draw(st.sampled_from(["quay/a.txt", "quay/b.txt", "mill.txt", "/srv/mill/a.txt", "löwe/x"]))
    made = record(
        name,
        *draw(st.lists(removals(length), max_size=5)),
        characters=length,
        language=draw(st.sampled_from(["en", "de", None])),
        vetoes=draw(st.lists(st.sampled_from(["budget", "quotation", "seam"]), max_size=3)),
    )
    if draw(st.booleans()):
        made["url"] = f"https://{draw(st.sampled_from('abcdef'))}.example/story"
    if draw(st.booleans()):
        del made["characters"]
    return made


many = st.lists(records(), max_size=12)


@given(many, st.randoms(use_true_random=False), st.integers(1, 3), st.integers(1, 3))
def test_neither_order_nor_what_is_held_in_memory_shows(found, shuffler, held, top):
    shuffled = random.Random(shuffler.random()).sample(found, len(found))
    assert summed(*found, top=top).data() == summed(*shuffled, top=top, held=held).data()


@given(many, st.integers(0, 12))
def test_neither_files_nor_formats_show(found, at):
    with TemporaryDirectory() as folder:
        parts = [write(Path(folder) / f"{number}.jsonl", rows) for number, rows in enumerate((found[:at], found[at:]))]
        table = Path(folder) / "all.parquet"
        gather(parts, table, Path(folder))
        packed = Path(folder) / "all.jsonl.gz"
        gather(parts, packed, Path(folder))
        expected = summed(*found).data()
        assert all(sum_up(read(files), 10).data() == expected for files in (parts, parts[::-1], [table], [packed]))


def write(path, rows):
    path.write_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
    return path


@given(many)
def test_classes_rules_sources_languages_and_certainties_add_up_to_all_that_was_cut(found):
    stats = summed(*found)
    cut = sum(end - start for each in found for start, end in union((r["start"], r["end"]) for r in each["removals"]))
    cuts = sum(len(each["removals"]) for each in found)
    for table in (stats.classes, stats.rules, stats.certainty):
        assert sum(row.characters for row in table.values()) == cut
        assert sum(row.cuts for row in table.values()) == cuts
    for groups in (dict(stats.sources), stats.languages, {"": stats.whole}):
        assert sum(group.cut for group in groups.values()) == cut
        assert sum(group.documents for group in groups.values()) == len(found)


@given(many)
def test_shares_are_shares(found):
    stats = summed(*found)
    groups = [stats.whole, *stats.languages.values(), *(group for _, group in stats.sources)]
    assert all(group.share is None or 0 <= group.share <= 1 for group in groups)
    assert all(0 < each.data()["share"] <= 1 for each in stats.outliers)


def test_documents_cuts_and_shares_are_counted():
    stats = summed(record("quay/a.txt", removal(0, 10), removal(20, 30)), record("quay/b.txt"), record("mill/a.txt"))
    data = stats.data()
    counted = {name: data[name] for name in ("documents", "changed", "cut", "measured", "characters", "share")}
    assert counted == {
        "documents": 3, "changed": 1, "cut": 20, "measured": 3, "characters": 300, "share": 20 / 300,
    }  # fmt: skip
    assert data["rules"] == {"ad.x": {"cuts": 2, "characters": 20, "documents": 1, "mean": 10.0}}
    assert data["classes"] == {"ad": data["rules"]["ad.x"]}
    assert [(row["source"], row["share"]) for row in data["sources"]["top"]] == [("quay", 0.1), ("mill", 0.0)]
    assert data["outliers"] == [{"id": "quay/a.txt", "cut": 20, "characters": 100, "share": 0.2}]


def test_a_character_cut_twice_is_counted_for_the_cut_that_comes_first():
    stats = summed(record("a", removal(5, 15, "nav.y"), removal(0, 10), removal(0, 4, "promo.z")))
    assert {rule: row.characters for rule, row in stats.rules.items()} == {"ad.x": 10, "nav.y": 5, "promo.z": 0}
    assert {rule: (row.cuts, row.documents) for rule, row in stats.rules.items()} == dict.fromkeys(stats.rules, (1, 1))


def test_records_without_a_length_are_summed_up_without_a_share():
    old = record("a.txt", removal(0, 10))
    del old["characters"]
    stats = summed(old)
    assert stats.whole.share is None and stats.whole.cut == 10 and not stats.outliers
    mixed = summed(old, record("b.txt", removal(0, 50)))
    assert mixed.whole.share == 0.5 and (mixed.whole.measured, mixed.whole.documents, mixed.whole.cut) == (1, 2, 60)


def test_records_of_a_time_without_certainty_have_that_of_their_confidence():
    old = removal(0, 5, confidence="medium")
    del old["certainty"]
    assert summed(record("a", old)).certainty[0.9].cuts == 1


@pytest.mark.parametrize(("certainty", "step"), [(0, 0.0), (0.59, 0.5), (0.6, 0.6), (0.99, 0.99), (1, 0.99)])
def test_a_stretch_of_certainty_begins_at_its_step(certainty, step):
    stats = summed(record("a", removal(0, 5, certainty=certainty)))
    assert {each: row.cuts for each, row in stats.certainty.items()} == {each: int(each == step) for each in STEPS}


def test_vetoes_are_counted_by_guard_and_spared_documents_once():
    stats = summed(record("a", vetoes=["budget", "budget", "seam"]), record("b", vetoes=["seam", "passes"]))
    assert stats.spared == 2
    assert stats.data()["vetoes"] == {
        "budget": {"vetoes": 2, "documents": 1},
        "seam": {"vetoes": 2, "documents": 2},
        "passes": {"vetoes": 1, "documents": 1},
    }


def test_the_outliers_are_the_documents_of_which_the_largest_share_was_cut():
    stats = Stats(top=3)
    shares = list(range(1, 1001))
    random.Random(7).shuffle(shares)
    for share in shares:
        stats.count(facts(record(f"{share}.txt", removal(0, share), characters=1000)))
        assert len(stats.outliers) <= 2 * 3 + 100
    stats.settle()
    assert [each.name for each in stats.outliers] == ["1000.txt", "999.txt", "998.txt"]


@pytest.mark.parametrize(
    ("about", "expected"),
    [
        ({"id": "quay/old/a.txt"}, "quay"),
        ({"id": "./quay/a.txt"}, "quay"),
        ({"id": "../quay/a.txt"}, "quay"),
        ({"id": "a.txt"}, "a.txt"),
        ({"id": "12:30.txt"}, "12:30.txt"),
        ({"id": "a.jsonl:12", "line": 12}, "a.jsonl"),
        ({"id": "quay/a.csv:12", "row": 12}, "quay"),
        ({"id": "-:3", "line": 3}, "-"),
        ({"id": "/srv/quay/a.txt"}, "/srv/quay"),
        ({"id": "/a.txt"}, "/"),
        ({"id": "s3://bucket/quay/a.txt"}, "bucket"),
        ({"id": "a.warc:1", "row": 1, "url": "https://WWW.Quay.example:8080/x?y"}, "www.quay.example"),
        ({"id": "a.warc:1", "row": 1, "url": None}, "a.warc"),
        ({"id": "a.warc:1", "row": 1, "url": "https://[broken"}, "a.warc"),
        ({"id": "a.warc:1", "row": 1, "url": "no address"}, "a.warc"),
    ],
)
def test_the_source_is_the_host_or_the_first_directory_or_the_file(about, expected):
    assert source(about) == expected


def test_sources_beyond_what_is_held_are_counted_all_the_same():
    found = [record(f"d{number % 7}/{number}.txt", removal(0, number)) for number in range(50)]
    stats = summed(*found, top=2, held=2)
    assert stats.all_sources == 7 and [name for name, _ in stats.sources] == ["d0", "d6"]
    assert stats.sources[0][1].cut == sum(range(0, 50, 7)) and stats.sources[0][1].documents == 8


@pytest.mark.parametrize(
    "change",
    [
        {"id": ...},
        {"removals": 7},
        {"removals": [7]},
        {"removals": [{}]},
        {"removals": [removal(5, 2)]},
        {"removals": [removal(-1, 2)]},
        {"removals": [removal(0, 101)]},
        {"removals": [removal(0, 5, certainty=1.5)]},
        {"removals": [removal(0, 5, certainty=float("nan"))]},
        {"removals": [removal(0, 5) | {"confidence": "some"}]},
        {"vetoes": [{"rule": "ad.x"}]},
        {"characters": "many"},
    ],
)
def test_a_malformed_record_is_refused(change):
    bad = {name: value for name, value in (record("a") | change).items() if value is not ...}
    with pytest.raises(RecordError):
        facts(bad)


def test_what_is_no_record_is_named_by_file_and_line(tmp_path):
    rows = [record("a"), record("b") | {"removals": [{}]}]
    with pytest.raises(BadRecords, match=r"r\.jsonl:2: not a record: it has no 'start'"):
        list(read([write(tmp_path / "r.jsonl", rows)]))
    with pytest.raises(BadRecords, match=r"s\.jsonl:2: not a record"):
        list(read([write(tmp_path / "s.jsonl", [record("a"), "nonsense"])]))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(BadRecords, match=r"none\.jsonl: No such file"):
        list(read([tmp_path / "none.jsonl"]))
    cut_short = tmp_path / "r.jsonl.gz"
    gather(
        [write(tmp_path / "r.jsonl", [record(str(n), sha256=random.Random(n).random()) for n in range(2000)])],
        cut_short,
        tmp_path,
    )
    cut_short.write_bytes(cut_short.read_bytes()[:-2000])
    with pytest.raises(BadRecords, match=r"r\.jsonl\.gz:\d+: the gzip data is cut short"):
        list(read([cut_short]))
    (tmp_path / "r.parquet").write_bytes(b"PAR1 and nothing else")
    with pytest.raises(BadRecords, match=r"r\.parquet: not records"):
        list(read([tmp_path / "r.parquet"]))


def test_nothing_sums_up_to_nothing(tmp_path):
    data = sum_up(read([write(tmp_path / "r.jsonl", [])]), 10).data()
    assert (data["documents"], data["cut"], data["share"], data["sources"]) == (0, 0, None, {"all": 0, "top": []})


def test_the_tally_of_a_job_and_the_sum_of_its_records_agree(make, tmp_path):
    pipeline = make("match: {lines: [advertisement]}", "match: {pattern: '^share .*$'}")
    texts = ["Advertisement\nThe ferry sails again.\n", "The dyke held.\nShare this\nAdvertisement\n", "A bell rang.\n"]
    cleaned = [pipeline.clean(text) for text in texts]
    stats = summed(*(each.record(id=str(number)) for number, each in enumerate(cleaned)))
    assert stats.whole.cut == sum(sum(each.characters().values()) for each in cleaned) > 0
    assert stats.whole.changed == sum(each.changed for each in cleaned) == 2
    assert stats.whole.characters == sum(map(len, texts))
