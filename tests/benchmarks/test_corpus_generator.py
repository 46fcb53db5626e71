from itertools import islice

from benchmarks.corpus import LARGEST, articles
from benchmarks.templates import page
from benchmarks.workdir import Workdir, size, text_bytes
from cleaner.extract import extract

SIZE = 60_000


def test_the_same_seed_gives_the_same_corpus_and_another_seed_another():
    assert list(articles(SIZE, 1)) == list(articles(SIZE, 1))
    assert list(articles(SIZE, 1)) != list(articles(SIZE, 2))


def test_the_corpus_is_of_the_size_asked_and_at_most_an_article_more():
    texts = [each.text for each in articles(SIZE)]
    assert SIZE <= text_bytes(texts) < SIZE + 2 * LARGEST


def test_small_articles_are_small():
    assert all(len(each.text.encode()) < 3 * 2_000 for each in islice(articles(SIZE, largest=2_000), 20))


def test_what_a_work_directory_holds_is_used_again(tmp_path):
    first = Workdir(tmp_path, 0.05, seed=3)
    made = first.corpus.stat().st_mtime_ns
    again = Workdir(tmp_path, 0.05, seed=3)
    assert again.corpus.stat().st_mtime_ns == made
    assert Workdir(tmp_path, 0.05, seed=4).corpus != first.corpus
    assert 50_000 <= size(again.corpus) < 120_000


def test_every_layout_is_a_page_in_which_the_article_is_found():
    for number, article in enumerate(each for each in islice(articles(10**6, seed=5), 30) if each.language == "en"):
        longest = max(article.text.split("\n"), key=len)
        assert longest[:60] in " ".join(extract(page(number, article.text)).split("\n")), number
