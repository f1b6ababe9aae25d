"""Twice the text takes about twice the time, also for texts made to be slow.

CPU time of one process, the least of three runs. A family that fails is measured again with twice the text,
up to three times: a machine that is busy with something else says nothing about the library, and a step (a
window begins to slide, a cache no longer holds all) is passed once; what grows faster does so at every size.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice

import pytest

import provenance

MOST = 2.3  # t(2n) / t(n)
ENOUGH = 0.04  # seconds: shorter times say nothing
LARGEST = 400_000  # code points of the shorter text
SENTENCES = (
    "The harbour master closed the swing bridge after the second storm warning of the week. ",
    "Die Gemeinde will den alten Bahnhof kaufen, doch der Preis ist noch umstritten. ",
)
FAMILIES = [
    # single characters and their runs
    "a", " ", "\n", "\r\n", "\u2028", ".", "…", "?!", "(", ")", "[", "<", "&", '"', "“", "«", "-", "_", "1",
    "İ", "e\u0301", "\u202e", "\ud800", "\x00", "漢", "。", "あ", "ا", "👩‍👩‍👧",
    # the stuff of sentence, word, address and markup patterns
    "a. ", "A. b ", "1.2,", "a_", "a-b'", "<a ", "</p", "&amp;", "http://a/", "a@b.", "© ", "x y z ",
    # words that rules wait for
    "Kommentare ", "translated from ", "This article was translated ", "comments will be removed ", "cookie ",
    "Selenskyj Zelensky ", "Von By Par ", "reserve the right to ",
    # lines
    "a\n", "Share\n", "\n\na", "Kommentare\n", "5 May 2025\n", "By Ada Marlowe\n", "This was translated,\n",
    "Übersetzt von\n", "This page was translated by\nAnn Lee\n",
    SENTENCES[0], SENTENCES[0] + "\n", SENTENCES[0] + "\n" + SENTENCES[1] + "\n", "".join(SENTENCES),
]  # fmt: skip


def seconds(text: str) -> float:
    """Return the least CPU time of three analyses."""
    times = []
    for _ in range(3):
        start = time.process_time()
        provenance.analyze(text)
        times.append(time.process_time() - start)
    return min(times)


def growths(unit: str) -> Iterator[float]:
    """Yield t(2n) / t(n) for an n that takes long enough to be measured, and for its doubles."""
    size = 4000
    while True:
        text = unit * (size // len(unit) + 1)
        once = seconds(text)
        if once >= ENOUGH or size >= LARGEST:
            break
        size = min(LARGEST, int(size * max(2.0, min(16.0, 1.2 * ENOUGH / max(once, 0.0005)))))
    while True:
        text *= 2
        twice = seconds(text)
        yield twice / max(once, 0.001)
        once = twice


@pytest.mark.parametrize("unit", FAMILIES, ids=[ascii(unit)[1:25] for unit in FAMILIES])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    grown = list[float]()
    for ratio in islice(growths(unit), 4):
        grown.append(ratio)
        if ratio <= MOST:
            return
    pytest.fail(f"twice the text took {grown} times as long, again and again")


def test_there_are_forty_families() -> None:
    assert len(set(FAMILIES)) >= 40
