import json

import pytest

from cleaner.bench.marks import BadGold
from cleaner.bench.sources import find


def put(root, **files):
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("_txt", ".txt").replace("_jsonl", ".jsonl")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def read(gold):
    return [(name, labels.body) for entry in gold.entries for name, _, labels in entry.read()]


def test_marked_documents(tmp_path):
    put(tmp_path, b_txt="⟦ad|Buy⟧ now", a_txt="The dig")
    (gold,) = find([tmp_path])
    assert (gold.name, gold.kind) == (tmp_path.name, "marked")
    assert read(gold) == [("a.txt", "The dig"), ("b.txt", " now")]
    assert read(find([tmp_path / "b.txt"])[0]) == [("b.txt", " now")]


def test_pairs_side_by_side_and_apart(tmp_path):
    put(tmp_path, raw__in__a_txt="Buy now", clean__in__a_txt="now")
    for found in (find([tmp_path]), find([], (tmp_path / "raw", tmp_path / "clean"))):
        assert [each.kind for each in found] == ["pairs"]
        assert read(found[0]) == [("in/a.txt", "now")]


def test_pairs_of_json_lines(tmp_path):
    rows = [json.dumps({"text": text}) for text in ("Buy now", "Stay")]
    put(tmp_path, raw__a_jsonl="\n".join(rows), clean__a_jsonl="\n".join(rows).replace("Buy ", ""))
    assert read(find([tmp_path])[0]) == [("a.jsonl:1", "now"), ("a.jsonl:2", "Stay")]
    put(tmp_path, clean__a_jsonl=rows[0])
    with pytest.raises(BadGold, match="it has 1 documents"):
        read(find([tmp_path])[0])


def test_pages_for_each_extractor_without_the_doubtful(tmp_path):
    pages = {f"{place}__{name}_txt": "The dig" for place in ("gold", "noisy__x", "noisy__y") for name in "ab"}
    put(tmp_path, **pages, doubtful_txt="b\n")
    found = find([tmp_path])
    assert [(each.name, each.kind, each.skipped) for each in found] == [
        (f"{tmp_path.name}/{name}", "pages", 1) for name in "xy"
    ]
    assert read(found[0]) == [("a.txt", "The dig")]


def test_pages_of_one_extractor(tmp_path):
    put(tmp_path, gold__a_txt="The dig", noisy__a_txt="The dig Buy")
    assert [each.name for each in find([tmp_path])] == [tmp_path.name]


@pytest.mark.parametrize(
    "files, said",
    [
        ({}, "no gold here"),
        ({"raw__a_txt": "x", "clean__b_txt": "x"}, "has no clean text"),
        ({"gold__a_txt": "x", "noisy__b_txt": "x"}, "no such page"),
        ({"gold__a_md": "x", "noisy__b_txt": "x"}, "no gold bodies"),
    ],
)
def test_what_is_no_gold_is_said(tmp_path, files, said):
    with pytest.raises(BadGold, match=said):
        find([put(tmp_path, **files)])


def test_two_sets_of_one_name(tmp_path):
    put(tmp_path, a__x__a_txt="x", b__x__a_txt="x")
    with pytest.raises(BadGold, match="called x"):
        find([tmp_path / "a/x", tmp_path / "b/x"])


def test_the_digest_is_of_text_and_gold(tmp_path):
    digests = set()
    for text in ("⟦ad|Buy⟧ now", "⟦ad|Buy⟧  now", "⟦nav|Buy⟧ now", "Buy ⟦ad|now⟧"):
        put(tmp_path, a_txt=text)
        digests |= {digest for _, digest, _ in find([tmp_path])[0].entries[0].read()}
    assert len(digests) == 4
