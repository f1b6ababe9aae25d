"""What the tests of hosts share: which host is there, and the documents they run."""

from __future__ import annotations

import gzip
import importlib.util
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

import pytest

Documents: TypeAlias = list[dict[str, str]]


def needs(*modules: str) -> pytest.MarkDecorator:
    """Return the mark that skips a test where one of the host's packages is not installed."""
    missing = [name for name in modules if importlib.util.find_spec(name) is None]
    reason = f"{', '.join(missing)} not installed; .ci/hosts runs the tests of hosts"
    return pytest.mark.skipif(bool(missing), reason=reason)


def write_wet(path: Path, documents: Documents) -> None:
    """Write the documents as the extracted texts of a crawl, compressed record by record."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    with path.open("wb") as raw:
        for row in documents:
            record = WarcRecord()
            record.init_headers(record_type=WarcRecordType.conversion)
            record.headers["WARC-Target-URI"] = f"https://example.org/{row['id']}"
            record.headers["WARC-Identified-Content-Language"] = "eng,deu"
            record.set_bytes_content(row["text"].encode("utf-8"))
            buffer = BytesIO()
            record.write(buffer)
            raw.write(gzip.compress(buffer.getvalue()))
