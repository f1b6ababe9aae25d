"""The corpus example goes on after a kill -9, and no document is lost or doubled."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from hosts import needs

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"
PARTS, PAGES = 6, 60


def script(name: str, *arguments: object) -> list[str]:
    return [sys.executable, "-X", "utf8", str(CORPUS / name), *map(str, arguments)]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    subprocess.run(script("make_pages.py", folder, "--parts", PARTS, "--pages", PAGES), check=True)
    return folder


def written(target: Path) -> Counter[str]:
    parts = [path.read_text("utf-8") for path in (target / "data").glob("*.jsonl")]
    return Counter(json.loads(line)["id"] for part in parts for line in part.splitlines())


def done(target: Path) -> int:
    return len(list((target / "logs" / "completions").glob("*")))


@needs("datatrove")
def test_a_killed_run_goes_on_where_it_was(pages: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    command = script("annotate.py", pages, target, "--tasks", PARTS, "--workers", 1)
    run = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 120
    while done(target) < 2 and run.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    finished = done(target)
    assert 2 <= finished < PARTS, "killed in the middle"

    kept = {path: path.stat().st_mtime_ns for path in (target / "logs" / "completions").iterdir()}
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    assert written(target) == Counter(f"page-{number}" for number in range(PARTS * PAGES))
    assert {path: path.stat().st_mtime_ns for path in kept} == kept, "what was done is not done again"

    report = subprocess.run(script("report.py", target), check=True, capture_output=True, text=True).stdout
    assert f"{PARTS * PAGES} documents" in report
    assert "de -> en, machine" in report
    assert "boilerplate on harbour-gazette.example" in report


@needs("datatrove", "ray")
def test_the_same_script_runs_on_ray(pages: Path, tmp_path: Path) -> None:
    local, on_ray = tmp_path / "local", tmp_path / "ray"
    for target, executor in ((local, "local"), (on_ray, "ray")):
        command = script("annotate.py", pages, target, "--tasks", 2, "--executor", executor)
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    for path in sorted((local / "data").iterdir()):
        assert (on_ray / "data" / path.name).read_bytes() == path.read_bytes()
