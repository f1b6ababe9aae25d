"""The package as a whole: its version, its names, and how little an import does."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import provenance

ROOT = Path(__file__).parents[2]


def test_the_version_is_that_of_the_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert provenance.__version__ == project["version"]


def test_every_public_name_is_there() -> None:
    for name in provenance.__all__:
        assert getattr(provenance, name) is not None
    assert set(provenance.__all__) <= set(dir(provenance))
    with pytest.raises(AttributeError, match="no attribute 'analyse'"):
        provenance.analyse  # noqa: B018  the look-up is what is tested


@pytest.mark.parametrize("name", [name for name in provenance.__all__ if name != "Detector"])
def test_every_public_name_is_shown_in_use(name: str) -> None:
    """`Detector` is an alias of a type and has no docstring of its own."""
    assert ">>>" in (getattr(provenance, name).__doc__ or ""), f"{name} has no doctest"


def test_an_import_loads_no_other_package() -> None:
    """Modules of the standard library apart, whose number differs from one Python to the next."""
    program = (
        "import sys; before = set(sys.modules); import provenance; "
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}; "
        "print(*sorted(new - sys.stdlib_module_names))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["provenance"]


def test_python_m_provenance_is_the_command() -> None:
    command = [sys.executable, "-m", "provenance", "--version"]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    assert provenance.__version__ in shown.stdout
