"""Layouts of the public benchmarks, as `benchmarks/pages.py` reads them."""

import gzip
import json

import pytest
from click.testing import CliRunner

from benchmarks.pages import main, page_sets, public_pages

BODY = " ".join(f"The ferry left the quay at {hour} and came back with {hour * 3} passengers." for hour in range(5, 20))
PAGE = f"<html><body><article><h1>Ferries</h1><p>{BODY}</p></article></body></html>"


def html(place, *names):
    (place / "html").mkdir(parents=True)
    for name in names:
        (place / "html" / f"{name}.html.gz").write_bytes(gzip.compress(PAGE.encode()))


@pytest.fixture
def one_file(tmp_path):
    place = tmp_path / "one"
    html(place, "a", "b")
    truth = {"b": {"articleBody": BODY, "url": "x"}, "a": {"articleBody": BODY}}
    (place / "ground-truth.json").write_text(json.dumps(truth), "utf-8")
    return place


@pytest.fixture
def many_files(tmp_path):
    place = tmp_path / "many" / "dev"
    html(place, "1", "2")
    (place / "ground-truth").mkdir()
    for name, kind in (("1", "article"), ("2", "forum")):
        entry = {"_internal": {"page_type": {"primary": kind}}, "ground_truth": {"main_content": BODY}}
        (place / "ground-truth" / f"{name}.json").write_text(json.dumps(entry), "utf-8")
    return place


def test_one_file_of_bodies(one_file):
    assert [(page.group, page.name, page.body) for page in public_pages(one_file)] == [
        ("one", "a", BODY),
        ("one", "b", BODY),
    ]


def test_a_file_for_each_body_with_articles_apart(many_files, tmp_path):
    assert [(page.group, page.name) for page in public_pages(many_files)] == [("dev-article", "1"), ("dev-other", "2")]
    found = page_sets(tmp_path / "many", tmp_path / "work")
    assert [each.name for each in found] == ["dev-article", "dev-other"]


def test_pages_are_extracted_and_scored(one_file, tmp_path):
    done = CliRunner().invoke(main, [str(one_file), "--json", "-", "--extracted", str(tmp_path / "work")])
    (told,) = json.loads(done.stdout)["sets"]
    assert (told["set"], told["documents"]) == ("one/trafilatura", 2)
    assert BODY in (tmp_path / "work/one/noisy/trafilatura/a.txt").read_text("utf-8")


def test_what_is_no_benchmark_is_said(tmp_path):
    done = CliRunner().invoke(main, [str(tmp_path)])
    assert done.exit_code == 2 and "no known layout" in done.stderr
