"""What single hosts do beyond annotating: filters, archives, one bad text among many."""

from __future__ import annotations

import gzip
from io import BytesIO
from typing import Any

import pytest

from hosts import needs
from provenance.integrations._result import body_share, languages, line, method, result

ARTICLE = """Harbour talks drag on
The council met on Monday to discuss the future of the old harbour, and parted without a decision.
"We shall meet again in June, and we shall bring sandwiches," the mayor told reporters after midnight.
"""
MACHINE = ARTICLE + "This article was machine translated from German."
HUMAN = ARTICLE + "Translated from the German by Ada Marlowe."
GERMAN = "Der Stadtrat hat am Montag über den Hafen beraten und nichts beschlossen."


def test_a_text_that_is_none_gives_an_error_object_and_no_exception() -> None:
    found = result(None, "a")
    assert found["id"] == "a"
    assert found["error"]["type"] == "no_text"
    assert (languages(found), body_share(found), method(found)) == ({}, 0.0, None)
    assert line("ok") == line("ok", None)


def test_what_filters_ask_for() -> None:
    found = result(MACHINE)
    assert method(found) == "machine"
    assert list(languages(found)) == ["en"]
    assert 0.6 < body_share(found) < 0.8


@needs("datatrove")
def test_datatrove_filter_says_why_it_drops() -> None:
    from datatrove.data import Document

    from provenance.integrations.datatrove import ProvenanceFilter

    def judged(text: str, **options: Any) -> bool | tuple[bool, str]:
        return ProvenanceFilter(**options).filter(Document(text=text, id="a"))

    assert judged(MACHINE) == (False, "translation_machine")
    assert judged(HUMAN) is True
    assert judged(HUMAN, methods=("human",)) == (False, "translation_human")
    assert judged(GERMAN, languages=["en"]) == (False, "language")
    assert judged(GERMAN, languages=["de", "en"]) is True
    assert judged(HUMAN, body=0.9) == (False, "little_body")


def archive(*records: tuple[str, bytes, bytes]) -> BytesIO:
    """Return a WARC file of HTTP responses (address, content type, body), compressed one by one."""
    parts = []
    for url, kind, body in records:
        block = b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n" + body
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Record-ID: <urn:uuid:{url}>\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        parts.append(gzip.compress(head.encode() + block + b"\r\n\r\n"))
    return BytesIO(b"".join(parts))


@needs("fastwarc")
def test_warc_responses_are_decoded_as_they_declare() -> None:
    from provenance.integrations.warc import iter_records

    stream = archive(
        ("http://a.example/", b"text/html; charset=iso-8859-1", "<p>Grüße</p>".encode("latin-1")),
        ("http://b.example/", b"text/html; charset=no-such-thing", "<p>Grüße</p>".encode()),
        ("http://c.example/", b"text/html", b"<p>\xff\xfe</p>"),
    )
    pages = list(iter_records(stream))
    assert [page.text for page in pages] == ["<p>Grüße</p>", "<p>Grüße</p>", "<p>\ufffd\ufffd</p>"]
    assert {page.kind for page in pages} == {"response"}
    assert list(iter_records(archive(), kinds={"conversion"})) == []


@needs("fastwarc")
def test_an_unknown_kind_of_record_is_named() -> None:
    from provenance.integrations.warc import iter_records

    with pytest.raises(ValueError, match="no such kind of record: 'metadata'"):
        next(iter_records(BytesIO(), kinds={"metadata"}))
