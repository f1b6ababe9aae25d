"""What is asked of every input, whatever its bytes: each target takes bytes and raises when a law breaks.

`fuzz/run.py` drives them with a fuzzer that learns; tests/test_fuzz_corpus.py runs them over the small
corpus kept in fuzz/corpus, where every input that once broke something belongs.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import provenance
from provenance.export.records import Failure, Record, read_records
from provenance.html.parse import parse

CORPUS = Path(__file__).parent / "corpus"


def decoded(data: bytes) -> str:
    """Return a text for every bytes; what is not UTF-8 becomes lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def text(data: bytes) -> None:
    """Analyse a text and write it in every form."""
    given = decoded(data)
    analysis = provenance.analyze(given)
    position = 0
    for block in analysis.blocks:
        assert not given[position : block.span.start].strip()
        position = block.span.end
    assert not given[position:].strip()
    line = json.dumps(analysis.to_dict())
    assert provenance.Analysis.from_dict(json.loads(line), given) == analysis
    assert analysis.to_html().encode("utf-8")


def html(data: bytes) -> None:
    """Read a page; every annotation lies inside its text."""
    document = parse(decoded(data))
    for annotation in document.annotations:
        assert annotation.span.end <= len(document.text)


def jsonl(data: bytes) -> None:
    """Read JSON Lines: every line that is not blank gives one record or one failure."""
    lines = data.split(b"\n")
    found = list(read_records(lines))
    assert all(isinstance(one, Record | Failure) for one in found)
    lines[0] = lines[0].removeprefix(b"\xef\xbb\xbf")
    blank = sum(not line.strip() for line in lines)
    assert len(found) == len(lines) - blank


TARGETS: dict[str, Callable[[bytes], None]] = {"text": text, "html": html, "jsonl": jsonl}
