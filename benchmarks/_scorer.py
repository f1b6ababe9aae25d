"""The scorers of the evaluation data, which are files beside it and no package."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType


def load(path: Path) -> ModuleType:
    """Return the scorer in a file as a module."""
    spec = importlib.util.spec_from_file_location(f"{path.stem}_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
