"""A real spider over a local server, with the add-on switched on."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from hosts import Documents, needs

SPIDER = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess


class Texts(scrapy.Spider):
    name = "texts"
    custom_settings = {
        "ADDONS": {"provenance.integrations.scrapy.Addon": 500},
        "FEEDS": {sys.argv[2]: {"format": "jsonlines"}},
        "LOG_LEVEL": "ERROR",
        "TELNETCONSOLE_ENABLED": False,
    }
    start_urls = [f"{sys.argv[1]}/{n}.txt" for n in range(20)]

    def parse(self, response):
        yield {"id": response.url.rsplit("/", 1)[1], "text": response.text}
        yield {"id": "no text"}


process = CrawlerProcess()
crawler = process.create_crawler(Texts)
process.crawl(crawler)
process.start()
stats = crawler.stats.get_stats()
print(json.dumps({name: value for name, value in stats.items() if name.startswith("provenance/")}))
"""


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that writes no log and says that text is UTF-8."""

    extensions_map = {".txt": "text/plain; charset=utf-8"}  # noqa: RUF012  as the base class has it

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def server(tmp_path: Path, documents: Documents) -> Iterator[str]:
    for number, row in enumerate(documents[10:30]):
        (tmp_path / f"{number}.txt").write_bytes(row["text"].encode("utf-8"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


@needs("scrapy")
def test_a_spider_annotates_what_it_scrapes(server: str, tmp_path: Path, expected: list[str]) -> None:
    (tmp_path / "spider.py").write_text(SPIDER, "utf-8")
    command = [sys.executable, "spider.py", server, "out.jsonl"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    items = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    found = {item["id"]: item["provenance"] for item in items if "text" in item}
    for number, line in enumerate(expected[10:30]):
        assert {**found[f"{number}.txt"], "id": None} == {**json.loads(line), "id": None}
    assert [item for item in items if "text" not in item] == [{"id": "no text"}] * 20

    stats = json.loads(run.stdout.splitlines()[-1])
    assert stats["provenance/documents"] == 20
    assert sum(n for name, n in stats.items() if name.startswith("provenance/language/")) == 20
    assert stats["provenance/declared/machine"] >= 1
