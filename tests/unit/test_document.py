"""Documents: a text and all that has been said about it."""

from __future__ import annotations

import pytest

from provenance.annotation import Annotation, Evidence
from provenance.blocks.block import Block
from provenance.document import Document, require_text
from provenance.span import Span


def say(start: int, end: int) -> Annotation:
    span = Span(start, end)
    return Annotation(span, 1.0, (Evidence("test", span),))


def block(start: int, end: int) -> Block:
    span = Span(start, end)
    return Block(span, 1.0, (Evidence("test", span),), kind="body")


@pytest.mark.parametrize("data", [b"abc", bytearray(b"abc"), memoryview(b"abc")])
def test_bytes_are_told_to_be_decoded_first(data: object) -> None:
    with pytest.raises(TypeError, match=r"expected str, got \w+: decode it first"):
        require_text(data)
    with pytest.raises(TypeError, match="decode it first"):
        Document(data)  # type: ignore[arg-type]


def test_a_text_is_handed_back() -> None:
    assert require_text("abc") == "abc"


@pytest.mark.parametrize("value", [None, 3, ["abc"]])
def test_what_is_no_text_is_refused_with_its_type(value: object) -> None:
    with pytest.raises(TypeError, match=f"expected str, got {type(value).__name__}$"):
        Document(value)  # type: ignore[arg-type]


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside a text of 3 code points"):
        Document("abc", (say(2, 4),))
    with pytest.raises(ValueError, match="outside"):
        Document("abc").with_annotations([say(2, 4)])


def test_adding_leaves_the_old_document_as_it_was() -> None:
    old = Document("abc", [say(0, 1)], source="a page")
    new = old.with_annotations(iter([say(1, 2)]))
    assert old.annotations == (say(0, 1),)
    assert new.annotations == (say(0, 1), say(1, 2))
    assert (new.text, new.source) == ("abc", "a page")


def test_select_takes_one_type_ordered_by_place() -> None:
    document = Document("abcdef", [block(4, 6), say(0, 6), block(0, 2)])
    assert document.select(Block) == (block(0, 2), block(4, 6))
    assert len(document.select(Annotation)) == 3


def test_adding_nothing_changes_nothing() -> None:
    document = Document("Guten Tag", (say(0, 5),), "source")
    assert document.with_annotations(()) == document


@pytest.mark.parametrize("kind", [Annotation, Block])
def test_what_was_selected_before_does_not_hide_what_is_added(kind: type[Annotation]) -> None:
    before = Document("Guten Tag", (say(6, 9), block(6, 9)))
    earlier = before.select(kind)
    added = block(0, 5)
    assert before.with_annotations([added]).select(kind) == (added, *earlier)
    assert before.with_annotations([say(0, 5)]).select(Block) == (block(6, 9),)
    assert before.select(kind) == earlier


def test_the_text_is_kept_bit_for_bit() -> None:
    text = "a\r\nb\u2028\ud800\x00\u202ee\u0301"
    assert Document(text).text is text
