"""Scrapy: a crawl of local files, in a process of its own."""

import json
import subprocess
import sys

import pytest

pytest.importorskip("scrapy")
pytestmark = pytest.mark.engines

CRAWL = """\
import json, sys
from dataclasses import dataclass
import scrapy
from scrapy.crawler import CrawlerProcess

rows = json.loads(open(sys.argv[1], encoding="utf-8").read())

@dataclass
class Article:
    id: int
    body: str | None
    cleaner_error: str | None = None

class Stories(scrapy.Spider):
    name = "stories"
    start_urls = ["file://" + sys.argv[1]]

    def parse(self, response):
        for number, row in enumerate(response.json()):
            one = Article(row["id"], row["text"]) if number % 2 else {"id": row["id"], "body": row["text"]}
            yield one
        yield {"id": -1, "price": 3}

process = CrawlerProcess({
    "ITEM_PIPELINES": {"cleaner.adapters.scrapy.CleanerPipeline": 300},
    "CLEANER_FIELD": "body",
    "CLEANER_OPTIONS": {"add": ["error"], "rules": [sys.argv[2]]},
    "FEEDS": {sys.argv[3]: {"format": "jsonlines"}},
    "TELNETCONSOLE_ENABLED": False,
    "LOG_LEVEL": "ERROR",
})
crawler = process.create_crawler(Stories)
process.crawl(crawler)
process.start()
print(json.dumps({k: v for k, v in crawler.stats.get_stats().items() if k.startswith("cleaner/")}))
"""


def test_the_same_as_the_plain_pipeline(rows, expected, own, tmp_path):
    (tmp_path / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
    arguments = [str(tmp_path / "rows.json"), str(own), str(tmp_path / "out.jsonl")]
    ran = subprocess.run([sys.executable, "-c", CRAWL, *arguments], capture_output=True, text=True, check=True)
    done = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert done.pop() == {"id": -1, "price": 3}
    assert [(row["id"], row["body"]) for row in done] == [(row["id"], row["text"]) for row in expected]
    assert sum(row.get("cleaner_error") is not None for row in done) == 1
    changed = sum(before != after for before, after in zip(rows, expected, strict=True))
    nulls = sum(row["text"] is None for row in rows)
    assert json.loads(ran.stdout) == {
        "cleaner/items": len(rows) - nulls,
        "cleaner/changed": changed,
        "cleaner/without_text": nulls + 1,
    }
