"""Scrapy: an item pipeline that cleans a field of each item.

Settings: CLEANER_FIELD, the field (by default `text`); CLEANER_OPTIONS, a dict of options of DocumentCleaner.
"""

from __future__ import annotations

from typing import Any

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from cleaner.portable import DocumentCleaner


class CleanerPipeline:
    """Cleans the text of items that have one; what `add` names becomes fields, each with `cleaner_` before it.

    An item that must declare its fields has to declare those too. Counts in the crawler's stats: `cleaner/items`,
    `cleaner/changed`, and `cleaner/without_text` for items passed on without a look.
    """

    def __init__(self, field: str, cleaner: DocumentCleaner, stats: StatsCollector) -> None:
        self.field, self.cleaner, self.stats = field, cleaner, stats

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleanerPipeline:
        """Made as the settings say. Raises what DocumentCleaner raises."""
        settings = crawler.settings
        assert crawler.stats
        cleaner = DocumentCleaner(**settings.getdict("CLEANER_OPTIONS"))
        return cls(settings.get("CLEANER_FIELD", "text"), cleaner, crawler.stats)

    def process_item(self, item: Any) -> Any:
        """The item, its text cleaned."""
        adapter = ItemAdapter(item)
        before = adapter.get(self.field)
        if not isinstance(before, str):
            self.stats.inc_value("cleaner/without_text")
            return item
        text, told = self.cleaner.document(before, self.cleaner.source(adapter))
        adapter.update({self.field: text, **told})
        self.stats.inc_value("cleaner/items")
        self.stats.inc_value("cleaner/changed", int(text != before))
        return item
