"""The command as a process: its streams, signals, exit status and workers; no text drives the terminal."""

from __future__ import annotations

import io
import os
import pty
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands import ARTICLE, COMMAND, jsonl, objects
from provenance import cli
from provenance.cli.output import Progress


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, "utf-8")
    return str(path)


@pytest.mark.parametrize("redirect", ["- -o {0} < {0}", "- >> {0} < {0}", "{0} >> {0}"])
def test_no_file_is_read_while_it_is_written(article: str, redirect: str) -> None:
    command = f"{shlex.join(COMMAND)} analyze --format jsonl {redirect.format(shlex.quote(article))}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert done.returncode == 2
    assert "the output is also an input" in done.stderr
    assert Path(article).read_text("utf-8") == ARTICLE


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ("- <&-", 1, "provenance: -: cannot read: standard input is closed\n"),
        ("{0} >&-", 2, "provenance: cannot write standard output: it is closed\n"),
        ("{0} missing 2>&-", 1, ""),
    ],
)
def test_closed_streams_are_said(article: str, arguments: str, status: int, said: str) -> None:
    command = f"{shlex.join(COMMAND)} analyze {arguments.format(shlex.quote(article))}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (status, said)
    assert ("old bridge" in done.stdout) == (said == "")
    assert "provenance:" not in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the full device of Linux")
@pytest.mark.parametrize("to_a_file", [True, False])
def test_a_full_disk_is_said(article: str, to_a_file: bool) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*COMMAND, "analyze", article, *(["-o", "/dev/full"] if to_a_file else [])],
            stdout=None if to_a_file else full,
            stderr=subprocess.PIPE,
        )
    assert done.returncode == 1
    assert done.stderr == b"provenance: cannot write: No space left on device\n"


@pytest.mark.parametrize(
    ("error", "status"),
    [(KeyboardInterrupt, cli.INTERRUPTED), (BrokenPipeError, cli.BROKEN_PIPE), (OSError, cli.FAILED)],
)
def test_every_end_has_its_status(
    article: str, error: type[BaseException], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> int:
        raise error

    monkeypatch.setattr(cli, "run", end)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert cli.main(["analyze", article]) == status


def on_a_terminal(arguments: list[str], environment: dict[str, str]) -> bytes:
    """Return what the command writes to a terminal of its own."""
    pid, handle = pty.fork()
    if pid == 0:
        os.execve(sys.executable, [*COMMAND, *arguments], {**os.environ, **environment})
    written = b""
    while True:
        try:
            piece = os.read(handle, 65536)
        except OSError:  # Linux answers so when the other end has closed
            break
        if not piece:
            break
        written += piece
    os.close(handle)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    return written


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({"TERM": "xterm", "NO_COLOR": ""}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_a_terminal_gets_colour_unless_it_says_no(
    article: str, environment: dict[str, str], coloured: bool
) -> None:
    assert (b"\x1b[" in on_a_terminal(["analyze", article], environment)) is coloured


def test_a_text_cannot_drive_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "evil\x1b]0;owned\x07.txt"
    path.write_text(
        "Click \x1b[2J\x1b]8;;http://example.org\x07here\x9b31m \u202eexe.cod\x08\x08 now.", "utf-8"
    )
    for mode in ("text", "jsonl", "html"):
        shown = on_a_terminal(["analyze", str(path), "--color", "never", "--format", mode], {}).decode()
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)


def test_a_narrow_encoding_gets_escapes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Größe zählt nicht – sagt die Behörde.", "utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*COMMAND, "analyze", str(path)], capture_output=True, env=environment, check=True)
    assert rb"Gr\xf6\xdfe z\xe4hlt nicht \u2013" in done.stdout


def test_a_broken_pipe_ends_quietly(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_bytes(jsonl(*({"id": i, "text": ARTICLE} for i in range(300))))
    command = [*COMMAND, "analyze", str(path), "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"schema": 1, "id": 0')
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == cli.BROKEN_PIPE


def wait_for_output(target: Path) -> None:
    """Wait until something stands in ``target``; a busy machine may take long to get there."""
    end = time.monotonic() + 180
    while not (target.exists() and target.stat().st_size):
        assert time.monotonic() < end, "nothing was written"
        time.sleep(0.05)


def listen() -> None:
    """Let a child hear SIGINT where the tests run in the background, which has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_interrupt_ends_with_a_word_and_whole_lines(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    command = [*COMMAND, "analyze", "-", "--input", "jsonl", "--format", "jsonl", "-o", str(target)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=listen
    ) as process:
        assert process.stdin is not None
        process.stdin.write(jsonl({"id": "a", "text": ARTICLE}))
        process.stdin.flush()
        wait_for_output(target)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=180)  # ends the input, so that no failure can hang
        assert err == b"provenance: interrupted\n"
        assert process.returncode == cli.INTERRUPTED
    assert [data["id"] for data in objects(target.read_text("utf-8"))] == ["a"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_is_counted_in_place_on_a_terminal() -> None:
    stream = Terminal()
    progress = Progress(stream, shown=True)
    for _ in range(3):
        progress.step()
    progress.end(1)
    assert stream.getvalue() == (
        "\r2 inputs\r3 inputs\r\x1b[Kprovenance: 3 inputs, 1 of them without a result\n"
    )


def test_progress_is_a_bar_where_the_end_is_known() -> None:
    stream = Terminal()
    progress = Progress(stream, shown=True, total=4)
    for _ in range(3):
        progress.step()
    assert stream.getvalue().endswith(f"\r[{'#' * 22}{'.' * 8}] 3 of 4 inputs")


def test_progress_is_a_line_now_and_then_elsewhere() -> None:
    stream = io.StringIO()
    progress = Progress(stream, shown=True)
    for _ in range(2500):
        progress.step()
    progress.end(0)
    assert stream.getvalue().splitlines() == [
        "provenance: 1000 inputs",
        "provenance: 2000 inputs",
        "provenance: 2500 inputs",
    ]


RECORDS = [{"id": i, "text": ARTICLE * (1 + i % 3)} for i in range(40)]


@pytest.mark.parametrize("mode", ["jsonl", "text", "html"])
def test_several_processes_write_the_same(tmp_path: Path, mode: str) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(jsonl(*RECORDS[:20], b"no json", *RECORDS[20:]))
    written = []
    for processes in ("1", "3"):
        target = tmp_path / f"out{processes}"
        assert (
            cli.main(["analyze", str(source), "-o", str(target), "--format", mode, "--parallel", processes])
            == 1
        )
        written.append(target.read_bytes())
    assert written[0] == written[1]


def test_an_interrupt_of_several_processes_leaves_whole_lines_and_no_worker(tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(jsonl(*RECORDS * 100))
    command = [*COMMAND, "analyze", str(source), "--format", "jsonl", "-o", str(target), "--parallel", "2"]
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=listen
    ) as process:
        assert process.stderr is not None
        wait_for_output(target)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
        assert process.stderr.read() == b"provenance: interrupted\n"
        assert process.wait(timeout=60) == cli.INTERRUPTED
        with pytest.raises(ProcessLookupError):  # the whole group is gone
            os.killpg(process.pid, 0)
    ids = [data["id"] for data in objects(target.read_text("utf-8"))]
    assert ids == [i % 40 for i in range(len(ids))]
    assert ids
