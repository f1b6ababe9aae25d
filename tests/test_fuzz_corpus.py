"""The fuzzer's targets hold on the corpus that is kept: no fuzzer needed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

FUZZ = Path(__file__).parents[1] / "fuzz"
SPEC = importlib.util.spec_from_file_location("fuzz_targets", FUZZ / "targets.py")
assert SPEC is not None
assert SPEC.loader is not None
targets = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(targets)

INPUTS = sorted(path for path in (FUZZ / "corpus").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.relative_to(FUZZ / "corpus").as_posix())
def test_the_laws_hold(path: Path) -> None:
    targets.TARGETS[path.parent.name](path.read_bytes())


def test_every_target_has_a_corpus() -> None:
    assert {path.parent.name for path in INPUTS} == set(targets.TARGETS)
