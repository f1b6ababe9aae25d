"""Every example script runs and prints what it promises."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"


def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", str(EXAMPLES / script), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True)


@pytest.mark.parametrize("script", sorted(path.name for path in EXAMPLES.glob("*.py")))
def test_the_script_runs(script: str) -> None:
    result = run(script)
    assert result.stdout.strip()
    assert "Traceback" not in result.stderr


def test_the_article_is_taken_apart() -> None:
    printed = run("analyze_article.py").stdout
    assert "Declared: method machine, from de, to en" in printed
    assert "because:  This article has been translated automatically, the German original" in printed
    assert "languages:  en, de" in printed


def test_the_filter_keeps_bodies_and_drops_machine_translations() -> None:
    result = run("filter_jsonl.py")
    kept = {page["id"]: page for page in map(json.loads, result.stdout.splitlines())}
    assert set(kept) == {"tram", "lighthouse"}
    assert kept["lighthouse"]["language"] == "es"
    assert "ghost run" in kept["tram"]["text"]
    assert "newsletter" not in kept["tram"]["text"]
    assert "machine translated from German" in result.stderr


def test_the_policy_is_quoted() -> None:
    printed = run("read_policy.py").stdout
    assert "moderation: pre" in printed
    assert "removal_right" in printed
    assert run("read_policy.py", str(EXAMPLES / "articles" / "market.fr.txt")).stdout.startswith("This page")
