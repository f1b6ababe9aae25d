"""The evaluation data beside the repository: where it is, that it is the same, and its scorers.

It lies in ``../shared``, or where the environment variable PROVENANCE_SHARED says. On a machine that
has none of it, the tests that need it are skipped and say so.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SHARED = Path(os.environ.get("PROVENANCE_SHARED") or Path(__file__).parents[2] / "shared")


def needs(part: str) -> pytest.MarkDecorator:
    """Return the mark that skips a test where ``part`` of the data is missing."""
    path = SHARED / "data" / part
    reason = f"no evaluation data at {path}; set PROVENANCE_SHARED to the folder that holds data/{part}"
    return pytest.mark.skipif(not path.exists(), reason=reason)


def rows(path: str, digest: str) -> list[dict[str, Any]]:
    """Return the records of a JSON Lines file; fails when its SHA-256 is not ``digest``."""
    raw = (SHARED / "data" / path).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == digest, f"{path} is not the data that the floors were set on"
    text = (gzip.decompress(raw) if path.endswith(".gz") else raw).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line]


def scorer(name: str) -> ModuleType:
    """Return the scorer ``name`` as a module."""
    spec = importlib.util.spec_from_file_location(f"{name}_scorer", SHARED / "score" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
