"""The canonical JSON, its schema, and JSON Lines with an error object for every bad line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from jsonschema import Draft202012Validator

from provenance.analysis import Analysis, analyze
from provenance.blocks.block import KINDS
from provenance.document import Document
from provenance.export.inputs import read_inputs
from provenance.export.records import Failure, Record, dump_line, read_records
from provenance.policy import CLAUSE_TYPES
from provenance.translation.claim import METHODS

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "docs/reference/analysis.schema.json").read_text("utf-8")
)
VALIDATOR = Draft202012Validator(SCHEMA)


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_knows_every_kind_and_type() -> None:
    parts = SCHEMA["$defs"]
    assert parts["block"]["properties"]["kind"]["enum"] == list(KINDS)
    assert parts["clause"]["properties"]["type"]["enum"] == list(CLAUSE_TYPES)
    assert parts["translation"]["properties"]["method"]["enum"] == list(METHODS)


def test_the_whole_object_is_as_documented(sample: Analysis) -> None:
    data = sample.to_dict(id="ferry-1")
    VALIDATOR.validate(data)
    assert list(data) == SCHEMA["required"]
    assert (data["schema"], data["id"], data["length"], data["html"]) == (
        1,
        "ferry-1",
        len(sample.text),
        None,
    )
    assert data["translation"]["declared"] is True
    assert data["translation"]["tag"] == "en-t-de-t0-und"
    assert data["comment_policy"]["forum"] == "Hafen-Forum"
    place = data["cues"][0]["evidence"][0]
    assert sample.text[place["start"] : place["end"]] == "Kuxhafen"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("languages", 0, "language"), "not a tag"),
        (("blocks", 0, "kind"), "headline"),
        (("blocks", 0, "evidence"), []),
        (("blocks", 0, "confidence"), 1.5),
        (("translation", "declared"), False),
        (("comment_policy", "moderation"), "sometimes"),
        (("length",), -1),
    ],
)
def test_the_schema_refuses_what_is_wrong(sample: Analysis, path: tuple[Any, ...], value: object) -> None:
    data = sample.to_dict()
    at: Any = data
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    assert not VALIDATOR.is_valid(data)


def test_nothing_found_is_null_and_empty() -> None:
    data = Analysis(Document(""), (), (), None, (), None).to_dict()
    VALIDATOR.validate(data)
    assert (data["id"], data["translation"], data["comment_policy"], data["blocks"]) == (None, None, None, [])


def test_reading_gives_the_same_analysis_back(sample: Analysis) -> None:
    data = json.loads(dump_line(sample.to_dict()))
    again = Analysis.from_dict(data, sample.text)
    assert again == sample
    assert again.comment_policy == sample.comment_policy
    assert again.document.select(type(sample.blocks[0])) == sample.blocks
    assert again.to_dict() == sample.to_dict()


def test_reading_keeps_every_bit_of_a_confidence(sample: Analysis) -> None:
    odd = evolve(sample, cues=(evolve(sample.cues[0], confidence=0.1 + 0.2),))
    assert Analysis.from_dict(json.loads(dump_line(odd.to_dict())), odd.text) == odd


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": 2}, "expected schema 1, got 2"),
        ({"length": 3}, "made from 3 code points, but the text has"),
        ({"error": {"type": "not_json"}}, "an error object holds no analysis"),
    ],
)
def test_reading_refuses_what_is_of_another_text(
    sample: Analysis, change: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Analysis.from_dict({**sample.to_dict(), **change}, sample.text)


def test_a_lone_surrogate_gives_a_valid_line() -> None:
    line = dump_line({"id": "\ud800", "error": "\x7f\u202e\u2028"})
    assert line.isascii()
    assert "\x7f" not in line
    assert json.loads(line) == {"id": "\ud800", "error": "\x7f\u202e\u2028"}


def test_a_text_with_lone_surrogates_can_be_written() -> None:
    data = analyze("Ein \ud800 verirrtes Zeichen\udfff steht in diesem Satz.").to_dict()
    VALIDATOR.validate(json.loads(dump_line(data)))


GOOD = b'{"id": "a", "text": "Hello\\u2028there"}'


def read(*lines: bytes) -> list[Record | Failure]:
    return list(read_records(line + b"\n" for line in lines))


def test_good_lines_are_records_in_order() -> None:
    found = read(b"\xef\xbb\xbf" + GOOD, b"  ", b'{"id": 7, "text": ""}', b'{"text": "no id"}')
    assert found == [Record("a", "Hello\u2028there"), Record(7, ""), Record(None, "no id")]


@pytest.mark.parametrize(
    ("line", "type_", "id_"),
    [
        (b"{", "not_json", None),
        (b'{"id": "a", "text": NaN}', "not_json", None),
        (b"[" * 100_000, "not_json", None),
        (b'{"id": ' + b"9" * 5000 + b"}", "not_json", None),
        (b'{"id": "\xff", "text": "x"}', "not_utf8", None),
        (b'["a"]', "not_a_record", None),
        (b"null", "not_a_record", None),
        (b'{"id": {"x": 1}, "text": "x"}', "bad_id", None),
        (b'{"id": true, "text": "x"}', "bad_id", None),
        (b'{"id": 1.5, "text": "x"}', "bad_id", None),
        (b'{"id": "b"}', "no_text", "b"),
        (b'{"id": "b", "text": 5}', "no_text", "b"),
        (b'{"id": "b", "text": null}', "no_text", "b"),
        (b'{"id": "b", "html": 3}', "no_text", "b"),
    ],
)
def test_a_bad_line_is_a_failure_in_its_place(line: bytes, type_: str, id_: str | None) -> None:
    before, failure, after = read(GOOD, line, GOOD)
    assert isinstance(failure, Failure)
    assert (failure.type, failure.id, failure.line) == (type_, id_, 2)
    assert isinstance(before, Record)
    assert isinstance(after, Record)
    errors = Draft202012Validator({"$ref": "#/$defs/error", "$defs": SCHEMA["$defs"]})
    errors.validate(json.loads(dump_line(failure.to_dict())))


def test_plain_files_keep_their_line_ends_and_lose_their_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree\n")
    (record,) = read_inputs([str(path)], encoding="utf-8-sig")
    assert record == Record(str(path), "one\r\ntwo\rthree\n")


def test_what_cannot_be_read_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    good, bad, odd = tmp_path / "good.txt", tmp_path / "bad.txt", tmp_path / "odd.txt"
    good.write_text("fine", "utf-8")
    bad.write_bytes(b"caf\xe9")
    odd.write_bytes(b"\xff\xfea")
    names = [str(tmp_path / "none.txt"), str(bad), str(tmp_path), str(good)]
    found = list(read_inputs(names, encoding="utf-8"))
    assert [getattr(f, "type", "record") for f in found] == [
        "unreadable",
        "undecodable",
        "unreadable",
        "record",
    ]
    assert [f.id for f in found] == names
    assert "byte 3; give --encoding" in found[1].message  # type: ignore[union-attr]
    assert list(read_inputs([str(bad)], encoding="latin-1")) == [Record(str(bad), "café")]
    (short,) = read_inputs([str(odd)], encoding="utf-16")
    assert isinstance(short, Failure)
    good.write_bytes(b"a")
    (none,) = read_inputs([str(good)], encoding="undefined")
    assert isinstance(none, Failure)


@pytest.mark.parametrize(("name", "kind"), [("a.jsonl", "auto"), ("A.NDJSON", "auto"), ("a.txt", "jsonl")])
def test_json_lines_are_known_by_name_or_option(tmp_path: Path, name: str, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(GOOD + b"\n" + GOOD)
    assert (
        list(read_inputs([str(path)], kind=kind, encoding="utf-8")) == [Record("a", "Hello\u2028there")] * 2
    )


def test_a_file_of_json_lines_can_be_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(GOOD)
    assert list(read_inputs([str(path)], kind="text", encoding="utf-8")) == [Record(str(path), GOOD.decode())]
