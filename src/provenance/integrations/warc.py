"""WARC and WET files: the texts in them, with address and declared languages.

with open("pages.warc.wet.gz", "rb") as stream:
    for page in iter_records(stream):
        analysis = provenance.analyze(page.text)
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import reduce
from operator import or_
from typing import BinaryIO

from attrs import frozen
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

_TYPES = {"response": WarcRecordType.response, "conversion": WarcRecordType.conversion}


@frozen
class Page:
    """One record: ``text`` is extracted text of a ``"conversion"``, or the HTML of a ``"response"``.

    ``languages`` are those that the crawler wrote into WARC-Identified-Content-Language.
    """

    id: str
    url: str | None
    kind: str
    text: str
    languages: tuple[str, ...]


def iter_records(stream: BinaryIO, kinds: Collection[str] = ("response", "conversion")) -> Iterator[Page]:
    """Yield the records of ``kinds``; text that is not in its declared encoding is read with replacements.

    Raises `ValueError` for an unknown kind.
    """
    unknown = sorted(set(kinds) - set(_TYPES))
    if unknown:
        raise ValueError(f"no such kind of record: {unknown[0]!r}; there are {', '.join(_TYPES)}")
    wanted = reduce(or_, (_TYPES[kind] for kind in kinds))
    for record in ArchiveIterator(stream, record_types=wanted, parse_http=True):
        kind = "response" if record.record_type == WarcRecordType.response else "conversion"
        yield Page(
            record.record_id, record.headers.get("WARC-Target-URI"), kind, _text(record), _languages(record)
        )


def _text(record: WarcRecord) -> str:
    encoding = (record.http_charset if record.is_http else None) or "utf-8"
    raw: bytes = record.reader.read()
    try:
        return raw.decode(encoding, "replace")
    except LookupError:  # a page may declare any word as its encoding
        return raw.decode("utf-8", "replace")


def _languages(record: WarcRecord) -> tuple[str, ...]:
    declared = record.headers.get("WARC-Identified-Content-Language") or ""
    return tuple(filter(None, declared.split(",")))
