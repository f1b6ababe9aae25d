"""The corpus example goes on after a kill -9 in any of its passes, and no document is lost or doubled."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hosts import needs

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"
PARTS, PAGES = 6, 60
OF_THE_EDITORS = "The editors read every letter"


def script(name: str, *arguments: object) -> list[str]:
    return [sys.executable, "-X", "utf8", str(CORPUS / name), *map(str, arguments)]


def make_pages(folder: Path, *options: str) -> Path:
    command = script("make_pages.py", folder, "--parts", PARTS, "--pages", PAGES, *options)
    subprocess.run(command, check=True)
    return folder


def run(command: list[str]) -> None:
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def documents(target: Path) -> Iterator[dict[str, Any]]:
    for path in sorted((target / "data").glob("*.jsonl")):
        yield from map(json.loads, path.read_text("utf-8").splitlines())


def done(target: Path, name: str) -> dict[Path, int]:
    """Return the marks of the tasks that a pass has ended, and when."""
    marks = (target / "logs" / name / "completions").glob("*")
    return {path: path.stat().st_mtime_ns for path in marks}


def killed_in(name: str, command: list[str], target: Path) -> bool:
    """Run until one task of the pass is done, kill all processes; tell whether it was in the middle."""
    running = subprocess.Popen(
        command, start_new_session=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 120
    while not done(target, name) and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.002)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    return 1 <= len(done(target, name)) < PARTS


@needs("datatrove", "fastwarc", "turbohtml")
@pytest.mark.parametrize(("killed", "options"), [("learn", ["--warc"]), ("annotate", [])])
def test_a_killed_run_goes_on_where_it_was(killed: str, options: list[str], tmp_path: Path) -> None:
    pages = make_pages(tmp_path / "pages", *options)
    for attempt in range(5):  # a busy machine may let the run get to its end first
        target = tmp_path / f"out-{attempt}"
        command = script("annotate.py", pages, target, "--tasks", PARTS, "--workers", 1)
        if killed_in(killed, command, target):
            break
    kept = done(target, killed)
    assert 1 <= len(kept) < PARTS, "killed in the middle"
    run(command)
    assert {path: stamp for path, stamp in done(target, killed).items() if path in kept} == kept

    prefix = "<urn:example:page-{}>" if options else "page-{}"
    assert Counter(d["id"] for d in documents(target)) == Counter(map(prefix.format, range(PARTS * PAGES)))
    run(script("annotate.py", pages, tmp_path / "whole", "--tasks", PARTS, "--workers", 1))
    assert (target / "sites.json").read_bytes() == (tmp_path / "whole" / "sites.json").read_bytes()
    for path in sorted((tmp_path / "whole" / "data").iterdir()):
        assert (target / "data" / path.name).read_bytes() == path.read_bytes()

    report = subprocess.run(script("report.py", target), check=True, capture_output=True, text=True).stdout
    assert f"{PARTS * PAGES} documents" in report
    assert "de -> en, machine" in report
    assert "boilerplate on harbour-gazette.example" in report


@needs("datatrove", "fastwarc", "turbohtml")
@pytest.mark.parametrize("options", [["--warc"], []])
def test_what_a_site_repeats_is_no_body_though_it_reads_like_it(options: list[str], tmp_path: Path) -> None:
    pages = make_pages(tmp_path / "pages", *options)
    run(script("annotate.py", pages, tmp_path / "out", "--tasks", 2, "--workers", 2))
    kinds: Counter[bool] = Counter()
    for document in documents(tmp_path / "out"):
        text, blocks = document["text"], document["metadata"]["provenance"]["blocks"]
        bodies = [text[block["start"] : block["end"]] for block in blocks if block["kind"] == "body"]
        assert bodies
        assert all(" euros, as we learned on Monday." in body or OF_THE_EDITORS in body for body in bodies)
        if OF_THE_EDITORS in text:
            kinds[any(OF_THE_EDITORS in body for body in bodies)] += 1
    assert kinds[False] > PARTS * PAGES / 4
    assert kinds[True] == 0


@needs("datatrove", "turbohtml")
def test_a_broken_address_does_not_end_the_run(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    page = {"id": "page-0", "text": "The ferry sails again on Monday.", "url": "http://["}
    (pages / "0.jsonl").write_text(json.dumps(page), "utf-8")
    run(script("annotate.py", pages, tmp_path / "out", "--tasks", 1, "--workers", 1))
    (document,) = documents(tmp_path / "out")
    assert document["metadata"]["provenance"]["languages"][0]["language"] == "en"


@needs("datatrove", "ray", "fastwarc", "turbohtml")
def test_the_same_script_runs_on_ray(tmp_path: Path) -> None:
    pages = make_pages(tmp_path / "pages")
    local, on_ray = tmp_path / "local", tmp_path / "ray"
    for target, executor in ((local, "local"), (on_ray, "ray")):
        run(script("annotate.py", pages, target, "--tasks", 2, "--executor", executor))
    assert (on_ray / "sites.json").read_bytes() == (local / "sites.json").read_bytes()
    for path in sorted((local / "data").iterdir()):
        assert (on_ray / "data" / path.name).read_bytes() == path.read_bytes()
