"""Exports for other programs: units, Dolma, Web Annotation, spaCy, Arrow; read back by their own readers."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import module_from_spec, spec_from_file_location
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from provenance.analysis import Analysis, analyze
from provenance.document import Document
from provenance.export.arrow import from_arrow, to_arrow
from provenance.export.formats import labelled, to_dolma, to_spacy, to_web_annotation
from provenance.export.units import Unit, in_unit, positions

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
UNITS: tuple[Unit, ...] = ("code_points", "utf16", "utf8")
CODECS = {"utf16": ("utf-16-le", 2), "utf8": ("utf-8", 1)}


def cut(text: str, start: int, end: int, unit: Unit) -> str:
    """Cut a text as a program that counts in ``unit`` does."""
    if unit == "code_points":
        return text[start:end]
    codec, size = CODECS[unit]
    data = text.encode(codec, "surrogatepass")
    return data[start * size : end * size].decode(codec, "surrogatepass")


@given(st.text(max_size=40), st.data(), st.sampled_from(UNITS))
def test_positions_cut_out_the_same_words(text: str, data: st.DataObject, unit: Unit) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = positions(text, [end, start], unit)
    assert cut(text, at[start], at[end], unit) == text[start:end]


def test_lone_surrogates_count_like_the_characters_they_are() -> None:
    assert positions("\ud83d\ude00😀", [1, 2, 3], "utf16") == {1: 1, 2: 2, 3: 4}
    assert positions("\ud83d\ude00😀", [1, 2, 3], "utf8") == {1: 3, 2: 6, 3: 10}


@pytest.mark.parametrize("unit", ["utf16", "utf8"])
def test_canonical_json_in_another_unit_reads_back(sample: Analysis, unit: Unit) -> None:
    text = "😀é" + sample.text[2:]
    moved = evolve(sample, document=Document(text))
    data = json.loads(json.dumps(moved.to_dict(id="a", unit=unit)))
    assert data["unit"] == unit
    claim = data["translation"]
    assert cut(text, claim["start"], claim["end"], unit).startswith("This text was translated with DeepL")
    assert Analysis.from_dict(data, text) == moved
    with pytest.raises(ValueError, match="no border of a character"):
        Analysis.from_dict({**data, "length": data["length"] + 1}, text)


@given(ANY_TEXT, st.sampled_from(UNITS))
def test_any_text_survives_any_unit(text: str, unit: Unit) -> None:
    found = analyze(text)
    assert Analysis.from_dict(found.to_dict(unit=unit), text) == found


def test_an_unknown_unit_is_refused(sample: Analysis) -> None:
    with pytest.raises(ValueError, match="expected a unit of code_points, utf16, utf8, got 'bytes'"):
        in_unit(sample.to_dict(), sample.text, "bytes")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="got 'utf32'"):
        Analysis.from_dict({**sample.to_dict(), "unit": "utf32"}, sample.text)


def test_dolma_attributes_are_spans_by_layer_and_label(sample: Analysis) -> None:
    data = to_dolma(sample, id="doc-1", name="prov-1")
    assert data["id"] == "doc-1"
    assert data["attributes"]["prov_1__block__title"] == [[0, 29, 0.75]]
    assert set(data["attributes"]) >= {"prov_1__language__de", "prov_1__translation__machine"}
    flat = [tuple(span) for spans in data["attributes"].values() for span in spans]
    assert sorted(flat) == sorted(
        (one.span.start, one.span.end, one.annotation.confidence) for one in labelled(sample)
    )


def dolma_types() -> Any:
    """Return Dolma's own module of data types, without the two dozen packages that the rest of it needs."""
    pytest.importorskip("msgspec", reason="pip install --no-deps dolma msgspec typing_extensions (nightly)")
    try:
        path = distribution("dolma").locate_file("dolma/core/data_types.py")
    except PackageNotFoundError:
        pytest.skip("pip install --no-deps dolma msgspec typing_extensions (nightly)")
    spec = spec_from_file_location("dolma_data_types", str(path))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_dolma_reads_its_attributes(sample: Analysis) -> None:
    types = dolma_types()
    msgspec = pytest.importorskip("msgspec")
    data = to_dolma(sample, id="doc-1")
    read = msgspec.json.decode(json.dumps(data).encode(), type=types.OutputSpec)
    assert read.attributes == {k: [tuple(s) for s in v] for k, v in data["attributes"].items()}


WEB = Draft202012Validator(
    {
        "type": "object",
        "required": ["@context", "type", "items"],
        "properties": {
            "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
            "type": {"const": "AnnotationPage"},
            "items": {
                "items": {
                    "required": ["type", "motivation", "body", "target"],
                    "properties": {
                        "type": {"const": "Annotation"},
                        "body": {"minItems": 1, "items": {"required": ["type", "value"]}},
                        "target": {"required": ["source", "selector"]},
                    },
                }
            },
        },
    }
)


def find(text: str, selector: dict[str, str]) -> list[int]:
    """Find a quotation as the recommendation says: with what stands before and after it."""
    whole = selector["prefix"] + selector["exact"] + selector["suffix"]
    starts = (i for i in range(len(text) + 1) if text.startswith(whole, i))
    return [i + len(selector["prefix"]) for i in starts]


@pytest.mark.parametrize("unit", UNITS)
def test_web_annotations_find_their_place_twice(sample: Analysis, unit: Unit) -> None:
    found = list(labelled(sample))
    page = json.loads(json.dumps(to_web_annotation(sample, "https://example.org/ferry", unit=unit)))
    WEB.validate(page)
    assert len(page["items"]) == len(found)
    for one, item in zip(found, page["items"], strict=True):
        position, quote = item["target"]["selector"]
        assert cut(sample.text, position["start"], position["end"], unit) == one.span.of(sample.text)
        assert one.span.start in find(sample.text, quote)
        assert item["body"][0]["value"] == f"{one.layer}:{one.label}"
        assert one.annotation.evidence[0].source in item["body"][1]["value"]


def read_spacy(data: dict[str, Any]) -> list[tuple[int, int, str]]:
    """Check the rules that spaCy's own reader asks for and return the spans."""
    text, tokens, at = data["text"], data["tokens"], 0
    starts, ends = {t["start"] for t in tokens}, {t["end"] for t in tokens}
    for token in tokens:
        assert text[at : token["start"]] in ("", " ")
        assert token["end"] > token["start"]
        at = token["end"]
    assert text[at:] in ("", " ")
    assert [t["id"] for t in tokens] == list(range(len(tokens)))
    spans = [(s["start"], s["end"], s["label"]) for s in data["spans"]["provenance"]]
    assert all(start in starts and end in ends for start, end, _ in spans)
    return spans


def expected(analysis: Analysis) -> list[tuple[int, int, str]]:
    stripped = ((one, one.span.strip(analysis.text)) for one in labelled(analysis))
    return [(s.start, s.end, f"{one.layer}:{one.label}") for one, s in stripped if len(s)]


def test_spacy_json_keeps_every_span(sample: Analysis) -> None:
    assert read_spacy(to_spacy(sample)) == expected(sample)


@given(st.one_of(ANY_TEXT, st.text(" \n\tab.", max_size=30)))
def test_spacy_json_of_any_text(text: str) -> None:
    found = analyze(text)
    assert read_spacy(to_spacy(found)) == expected(found)


@pytest.mark.parametrize("text", ["", " ", "  a  b ", "\n\n One.  Two\tthree \n", "İzmir’de   yağmur. "])
def test_spacy_reads_its_own(sample: Analysis, text: str) -> None:
    spacy = pytest.importorskip("spacy", reason="needs spaCy")
    from spacy.tokens import Doc

    for found in (sample, analyze(text)):
        doc = Doc(spacy.blank("en").vocab).from_json(to_spacy(found), validate=True)
        assert doc.text == found.text
        spans = [(s.start_char, s.end_char, s.label_) for s in doc.spans["provenance"]]
        assert spans == expected(found)


def test_arrow_gives_every_row_back(sample: Analysis) -> None:
    pytest.importorskip("pyarrow", reason="needs pyarrow")
    rows = [sample.to_dict(id="a"), analyze("").to_dict(), analyze("Fog over the bay.").to_dict(id="c")]
    table = to_arrow(rows)
    assert from_arrow(table) == rows
    assert table.column("id").to_pylist() == ["a", None, "c"]


def test_arrow_survives_ids_and_letters_it_cannot_hold(sample: Analysis) -> None:
    pytest.importorskip("pyarrow", reason="needs pyarrow")
    (row,) = from_arrow(to_arrow([{**sample.to_dict(id=7), "html": {"source_offsets": True}}]))
    assert (row["id"], row["html"]) == ("7", {"source_offsets": True})
    (row,) = from_arrow(to_arrow([sample.to_dict(id="\ud800x😀")]))
    assert row["id"] == "\ufffdx😀"
    with pytest.raises(KeyError):
        to_arrow([{"id": "a", "error": {"type": "no_text"}}])
