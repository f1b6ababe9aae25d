"""HTML: offsets exact on every open page, and floors of the body on some; they may only be raised.

The shipped model was trained on these pages, so the floors guard against damage and are no
estimate of accuracy; that is what ``tools/train_html.py --cv`` prints.
"""

import hashlib
import html as standard
import statistics

import shared
from provenance import Span, analyze_html
from provenance.html import Element, parse

DIGEST = "a30fd2362a73325f667b8b3f01acf1fc2e1fd36050706ce9a1e6b0f4ae040127"

pytestmark = shared.needs("boilerplate")


def rows(part, of):
    for row in shared.rows("boilerplate/html.jsonl.gz", DIGEST):
        if hashlib.sha256(row["id"].encode()).digest()[0] % of == part:
            yield row


def plain(text):
    return "".join(standard.unescape(text).split())


def test_every_word_leads_to_where_it_stands_in_the_html():
    for row in rows(0, 1):
        page, document = row["html"], parse(row["html"])
        at = 0
        for number, word in enumerate(document.text.split()):
            at = document.text.index(word, at)
            if number % 29 == 0:
                found = document.source.span(Span(at, at + len(word))).of(page)
                assert "<" in found or plain(found) == "".join(word.split())
            at += len(word)
        for element in document.select(Element):
            if element.tag == "#comment":
                assert page.startswith("<!--", element.markup.start)
                continue
            start = page[element.markup.start : element.markup.start + len(element.tag) + 1]
            assert start.lower() == f"<{element.tag}"


def test_body_against_the_gold_text():
    score = shared.scorer("boilerplate")
    found = [
        (row, score.score_html(row["body"], analyze_html(row["html"]).body)["word"]) for row in rows(1, 8)
    ]
    assert statistics.mean(value[2] for _, value in found) >= 0.93
    assert statistics.mean(value[1] for _, value in found) >= 0.94
