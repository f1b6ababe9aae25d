"""Pages made to be slow or large end in time and memory that are known before, or in `DocumentTooLarge`.

The whole of `analyze_html`, each page in a process of its own. Memory is what the process grows by: at
most 20 times the size of the page, or 100 MB for the smaller ones, of which a line costs up to 4 KB.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest.importorskip("turbohtml")
pytest.importorskip("resource")  # no such module on Windows

SECONDS = 5.0  # processor time; a busy machine may take more for the same work, so measured anew if so
TIMES, FLOOR = 20, 100_000_000  # memory in units of the page's size, and in bytes where that is less
MILLION = 1_000_000
PAGES = {
    "a million nested boxes": "'<div>' * MILLION",
    "a million nested words": "'<b>' * MILLION",
    "a hundred thousand attributes": "'<p ' + ' '.join(f'a{i}=v' for i in range(100_000)) + '>text here'",
    "comments that stay open": "'<!-- x ' * MILLION",
    "comments": "'<!--x-->' * MILLION",
    "references": "'<p>' + '&amp;' * (MILLION - 1)",
    "references of two code points": "'&nGt;' * MILLION",
    "ten million code points in words": "'word ' * (2 * MILLION)",
    "ten million code points in one word": "'x' * (10 * MILLION)",
    "a million code points in sentences": "'<p>' + 'The ferries stay in port today. ' * (MILLION // 33)",
    "a million ideographs": "'<p>' + '今天渡轮停在港口。' * (MILLION // 9 - 1)",
    "open tags": "'<' * MILLION",
    "links": "'<a href=/x>y</a>' * 49_000",
    "paragraphs": "'<p>x' * 19_900",
    "cells": "'<table>' + '<tr><td>a<td>b' * 9_900",
    "headings that are the title": "'<title>big words in it</title>' + '<h1>big words in it</h1>' * 19_900",
    "boxes called comments": "''.join(f'<p class=\"comment c{i}\">remark {i} on' for i in range(19_000))",
    "tags closed by others": "'<p><b><i><a>x</p>' * 19_000",
}  # fmt: skip
PROGRAM = """
import resource, time
from provenance import analyze_html
from provenance.html import DocumentTooLarge
MILLION = 1_000_000
for text in ("The ferries stay in port today, the office said.", "今天渡轮停在港口。"):
    analyze_html("<p>" + text)  # reads the models
page = {page}
unit = {unit}
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
start = time.process_time()
try:
    analyze_html(page)
except DocumentTooLarge:
    pass
seconds = time.process_time() - start
print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit - before, len(page))
"""


def run(page: str) -> tuple[float, int, int]:
    """Return the seconds and bytes that a page takes, and its size in code points."""
    unit = 1 if sys.platform == "darwin" else 1024
    program = PROGRAM.format(page=page, unit=unit)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    seconds, memory, size = done.stdout.split()
    return float(seconds), int(memory), int(size)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_hostile_page_ends_in_bounded_time_and_memory(page: str) -> None:
    seconds, memory, size = run(page)
    if seconds > SECONDS:
        seconds = run(page)[0]
    assert seconds <= SECONDS
    assert memory <= max(TIMES * size, FLOOR)
