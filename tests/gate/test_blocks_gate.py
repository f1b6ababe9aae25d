"""Floors of the block detector on a quarter of the open pages; they may only be raised.

The shipped model was trained on these pages, so the floors guard against damage and are no
estimate of accuracy; that is what ``tools/train_blocks.py --cv`` prints.
"""

import hashlib
import statistics

import shared
from provenance.blocks import BlockDetector
from provenance.document import Document
from provenance.notices import NoticeDetector

DIGESTS = {
    "text": "d0179b8ad38aff82dc86bd9b13bc97e8bb5c8293e94f3af541b2318a988491d3",
    "text_alt": "13818c62c817eb5363e45b80ee52b1e59dd20a2fc927c23060d8138342d00f05",
    "text_sparse": "b8f1284df582b13921f3a327efe50ef82ae9593f0ced6f35a0d9a1fae8706045",
}
BODY = ("body", "title", "lead")

pytestmark = shared.needs("boilerplate")


def rows(name):
    for row in shared.rows(f"boilerplate/{name}.jsonl.gz", DIGESTS[name]):
        if row["lines"] and hashlib.sha256(row["id"].encode()).digest()[0] % 4 == 0:
            yield row


def labels(row):
    """Label every line of the row by the block that begins it."""
    text = "\n".join(row["lines"])
    found = {}
    document = Document(text)
    document = document.with_annotations(NoticeDetector(languages=[row["lang"]])(document))
    for block in BlockDetector()(document):
        found.update(dict.fromkeys(range(block.span.start, block.span.end), block.kind in BODY))
    at, result = 0, []
    for line in row["lines"]:
        result.append(int(found.get(at + len(line) - len(line.lstrip()), False)))
        at += len(line) + 1
    return result


def means(name, keep=lambda row: True):
    score = shared.scorer("boilerplate")
    values = [
        score.score_text(row["lines"], row["gold"], labels(row))["tok"] for row in rows(name) if keep(row)
    ]
    return [statistics.mean(value[k] for value in values) for k in range(3)]


def test_one_line_per_block_element():
    _, recall, f1 = means("text")
    assert f1 >= 0.944
    assert recall >= 0.975


def test_german_pages():
    assert means("text", lambda row: row["lang"] == "de")[2] >= 0.965


def test_one_line_per_text_node():
    assert means("text_alt")[2] >= 0.933


def test_snippets_of_old_and_blog_pages():
    right = {0: [], 1: []}
    for row in rows("text_sparse"):
        for truth, label in zip(row["gold"], labels(row), strict=True):
            if truth is not None:
                right[truth].append(truth == label)
    assert statistics.mean(right[1]) >= 0.915
    assert statistics.mean(map(statistics.mean, right.values())) >= 0.924
