"""Laws of the exports, for any analysis at all: also such as no detector would make."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from provenance.analysis import Analysis
from provenance.export.records import Failure, Record, dump_line, read_records
from provenance.testing.findings import WORDS, analyses

VALIDATOR = Draft202012Validator(
    json.loads((Path(__file__).parents[2] / "docs/reference/analysis.schema.json").read_text("utf-8"))
)

ANY_CHARACTER = st.characters(exclude_categories=())


@given(analyses(), st.none() | st.integers() | WORDS)
def test_what_is_written_is_valid_and_reads_back_the_same(analysis: Analysis, name: str | int | None) -> None:
    line = dump_line(analysis.to_dict(id=name))
    data = json.loads(line)
    VALIDATOR.validate(data)
    assert data["id"] == name
    assert Analysis.from_dict(data, analysis.text) == analysis
    assert line == dump_line(Analysis.from_dict(data, analysis.text).to_dict(id=name))


@given(st.text(ANY_CHARACTER), st.none() | st.integers(-(10**18), 10**18) | WORDS)
def test_a_written_record_is_read_as_it_was(text: str, name: str | int | None) -> None:
    line = dump_line({"id": name, "text": text})
    assert line.count("\n") == 1
    assert list(read_records([line.encode("ascii")])) == [Record(name, text)]


@given(st.lists(st.binary(max_size=40).map(lambda line: line.replace(b"\n", b" ")), max_size=6))
def test_any_bytes_give_one_result_for_each_line_that_is_not_blank(lines: list[bytes]) -> None:
    found = list(read_records([line + b"\n" for line in lines]))
    kept = [
        n for n, line in enumerate(lines, 1) if line.removeprefix(b"\xef\xbb\xbf" if n == 1 else b"").strip()
    ]
    assert len(found) == len(kept)
    for item, number in zip(found, kept, strict=True):
        assert not isinstance(item, Failure) or item.line == number
