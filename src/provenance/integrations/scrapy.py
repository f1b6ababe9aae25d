"""Scrapy: an item pipeline that annotates, and an add-on that switches it on.

``ADDONS = {"provenance.integrations.scrapy.Addon": 500}`` is all a project needs. Settings:
PROVENANCE_TEXT_FIELD (default ``"text"``) is read, PROVENANCE_FIELD (``"provenance"``) is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from itemadapter import ItemAdapter

from ._result import languages, method, result

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings
    from scrapy.statscollectors import StatsCollector


class ProvenancePipeline:
    """Writes the canonical JSON object of an item's text into the item, and counts what it saw.

    Give it the text that offsets shall refer to: a parsel tree has none.
    """

    def __init__(self, stats: StatsCollector, text_field: str = "text", field: str = "provenance") -> None:
        self.stats = stats
        self.text_field = text_field
        self.field = field

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ProvenancePipeline:
        """Return the pipeline as the crawler's settings want it."""
        settings = crawler.settings
        text_field = settings.get("PROVENANCE_TEXT_FIELD", "text")
        return cls(crawler.stats, text_field, settings.get("PROVENANCE_FIELD", "provenance"))

    def process_item(self, item: Any, spider: Any = None) -> Any:
        """Return ``item`` with its annotations; an item without the text field passes unchanged."""
        adapter = ItemAdapter(item)
        text = adapter.get(self.text_field)
        if text is not None:
            found = result(text, adapter.get("id") or adapter.get("url"))
            adapter[self.field] = found
            self._count(found)
        return item

    def _count(self, found: dict[str, Any]) -> None:
        main = next(iter(languages(found)), "und")
        names = ("errors",) if "error" in found else (f"language/{main}", f"declared/{method(found)}")
        for name in ("documents", *names):
            self.stats.inc_value(f"provenance/{name}")


class Addon:
    """Switches `ProvenancePipeline` on, late among the item pipelines, unless it is already there."""

    def update_settings(self, settings: BaseSettings) -> None:
        """Add the pipeline to the settings of a crawl."""
        settings.setdefault_in_component_priority_dict("ITEM_PIPELINES", ProvenancePipeline, 800)
