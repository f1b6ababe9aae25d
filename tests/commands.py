"""What the tests of the command share: an article, lines in, lines out."""

from __future__ import annotations

import io
import json
import sys

import pytest

ARTICLE = "Bridge reopens\n\nThe old bridge reopened on Monday after a year of repairs, the mayor said.\n"
COMMAND = [sys.executable, "-m", "provenance"]


def jsonl(*records: object) -> bytes:
    """Return records as JSON Lines; bytes are a line as it stands."""
    lines = (record if isinstance(record, bytes) else json.dumps(record).encode() for record in records)
    return b"".join(line + b"\n" for line in lines)


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Let the command find ``data`` on its standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def objects(text: str) -> list[dict[str, object]]:
    """Return the objects of JSON Lines."""
    return [json.loads(line) for line in text.splitlines()]
