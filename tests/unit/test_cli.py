"""The command: what comes out, what status it ends with, and that no text drives the terminal."""

from __future__ import annotations

import io
import json
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

import provenance
from provenance import cli
from provenance.cli.output import Progress

ARTICLE = "Bridge reopens\n\nThe old bridge reopened on Monday after a year of repairs, the mayor said.\n"
COMMAND = [sys.executable, "-m", "provenance"]


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, "utf-8")
    return str(path)


def jsonl(*records: object) -> bytes:
    return b"".join(
        record + b"\n" if isinstance(record, bytes) else json.dumps(record).encode() + b"\n"
        for record in records
    )


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def objects(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_text_is_the_default(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["analyze", article]) == 0
    out, err = capsys.readouterr()
    assert f"{article} · {len(ARTICLE)} characters · en 100%" in out
    assert "The old bridge reopened on Monday" in out
    assert "\x1b" not in out
    assert err == ""


def test_a_plain_file_gives_one_json_line(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["analyze", "--format", "jsonl", article]) == 0
    (data,) = objects(capsys.readouterr().out)
    assert data == provenance.analyze(ARTICLE).to_dict(id=article)


def test_json_lines_keep_order_and_a_bad_line_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, jsonl({"id": "a", "text": ARTICLE}, b"no json", {"id": 3}, {"id": "z", "text": ""}))
    assert cli.main(["analyze", "-", "--format=jsonl"]) == 1
    out, err = capsys.readouterr()
    first, second, third, last = objects(out)
    assert first == provenance.analyze(ARTICLE).to_dict(id="a")
    assert second["id"] is None
    assert second["error"] == {
        "type": "not_json",
        "message": "the line is not JSON: Expecting value at column 1",
        "line": 2,
    }
    assert third["id"] == 3
    assert (last["id"], last["length"]) == ("z", 0)
    assert "provenance: line 2: the line is not JSON" in err
    assert "provenance: 3: line 3: the record has no" in err
    assert "provenance: 4 inputs, 2 of them without a result" in err


@pytest.mark.parametrize("mode", ["text", "html"])
def test_a_bad_line_is_reported_in_every_format(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], mode: str
) -> None:
    stdin(monkeypatch, jsonl({"id": "first", "text": ARTICLE}, b"{", {"id": "last", "text": ARTICLE}))
    assert cli.main(["analyze", "-", "--format", mode]) == 1
    out, err = capsys.readouterr()
    assert out.index("first") < out.index("last")
    assert "line 2: the line is not JSON" in err


def test_standard_input_of_plain_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stdin(monkeypatch, ARTICLE.encode("utf-16"))
    assert cli.main(["analyze", "-", "--format", "jsonl", "--encoding", "utf-16"]) == 0
    (data,) = objects(capsys.readouterr().out)
    assert (data["id"], data["length"]) == ("-", len(ARTICLE))


def test_missing_and_undecodable_files_do_not_stop_the_rest(
    article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "latin.txt"
    broken.write_bytes("Fünf".encode("latin-1"))
    missing = str(tmp_path / "missing.txt")
    assert cli.main(["analyze", missing, str(broken), article, "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    ids = [data["id"] for data in objects(out)]
    assert ids == [missing, str(broken), article]
    assert "No such file" in err
    assert "latin.txt: not utf-8: invalid start byte at byte 1; give --encoding" in err


def test_a_folder_stands_for_the_files_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.txt", "a.html", "deep/c.jsonl", "notes.md", ".hidden/d.txt", "deep/.e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('{"id": "c", "text": "Fog."}' if name.endswith("l") else "Fog.", "utf-8")
    (tmp_path / "folder.txt").mkdir()
    assert cli.main(["languages", str(tmp_path), "--format", "jsonl"]) == 0
    ids = [data["id"] for data in objects(capsys.readouterr().out)]
    assert ids == [str(tmp_path / "a.html"), str(tmp_path / "b.txt"), "c"]


def test_a_folder_with_nothing_to_read_says_what_it_looked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.md").write_text("Fog.", "utf-8")
    assert cli.main(["analyze", str(tmp_path)]) == 1
    assert "a folder without any file named .txt, .jsonl, .ndjson, .html" in capsys.readouterr().err


@pytest.mark.parametrize("processes", ["1", "2"])
def test_a_line_that_cannot_be_analysed_has_its_number(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], processes: str
) -> None:
    source = tmp_path / "in.jsonl"
    source.write_bytes(jsonl({"text": "Fog."}, {"html": "<p>line" * 30_000}))
    assert cli.main(["analyze", str(source), "--format", "jsonl", "--parallel", processes]) == 1
    out, err = capsys.readouterr()
    error = objects(out)[1]["error"]
    assert (error["type"], error["line"]) == ("too_large", 2)
    assert "provenance: line 2: " in err


def test_the_page_goes_to_a_file(article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "report.html"
    assert cli.main(["analyze", article, article, "--format", "html", "-o", str(target)]) == 0
    html = target.read_text("utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert html.count("<article>") == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "provenance: 2 inputs\n"


def test_an_error_inside_does_not_end_the_run(
    article: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(text: str, **_: object) -> None:
        raise RuntimeError("a detector broke")

    monkeypatch.setattr("provenance.many.analyze", fail)
    assert cli.main(["analyze", article, article, "--format", "jsonl"]) == 1
    for data in objects(capsys.readouterr().out):
        assert data["error"] == {
            "type": "internal",
            "message": "RuntimeError: a detector broke",
            "line": None,
        }


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["analyze"], "the following arguments are required: FILE"),
        (["analyze", "-", "-"], "can be read only once"),
        (["analyze", "x", "--encoding", "klingon"], "unknown text encoding 'klingon'"),
        (["analyze", "x", "--encoding", "hex"], "unknown text encoding 'hex'"),
        (["analyze", "x", "--encoding", "undefined"], "unknown text encoding 'undefined'"),
        (["analyze", "x", "--format", "pdf"], "invalid choice: 'pdf'"),
        (["destroy"], "invalid choice: 'destroy'"),
    ],
)
def test_wrong_usage_is_said_with_status_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(arguments)
    assert end.value.code == 2
    assert message in capsys.readouterr().err


def test_an_input_is_never_overwritten(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["analyze", article, "-o", article])
    assert "is also an input" in capsys.readouterr().err
    assert Path(article).read_text("utf-8") == ARTICLE


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


def test_an_output_that_cannot_be_opened(
    article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["analyze", article, "-o", str(tmp_path / "no" / "such")]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    assert "usage: provenance" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["--version"])
    assert end.value.code == 0
    said = capsys.readouterr().out
    assert re.fullmatch(r"provenance \d+\.\d+\.\d+\S*\n", said)
    done = subprocess.run([*COMMAND, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == said


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


def test_colour_always_and_never(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["analyze", article, "--color=always"]) == 0
    assert "\x1b[1m" in capsys.readouterr().out
    assert cli.main(["analyze", article, "--colour", "never"]) == 0
    assert "\x1b" not in capsys.readouterr().out


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
        assert process.stderr is not None
        process.stdin.write(jsonl({"id": "a", "text": ARTICLE}))
        process.stdin.flush()
        for _ in range(600):
            if target.exists() and target.stat().st_size:
                break
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b"provenance: interrupted\n"
        assert process.wait(timeout=60) == cli.INTERRUPTED
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
        for _ in range(600):
            if target.exists() and target.stat().st_size:
                break
            time.sleep(0.05)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does it
        assert process.stderr.read() == b"provenance: interrupted\n"
        assert process.wait(timeout=60) == cli.INTERRUPTED
        with pytest.raises(ProcessLookupError):  # the whole group is gone
            os.killpg(process.pid, 0)
    ids = [data["id"] for data in objects(target.read_text("utf-8"))]
    assert ids == [i % 40 for i in range(len(ids))]
    assert ids


def test_only_the_languages(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["languages", article]) == 0
    assert re.search(r"0-\d+ +en +9\d%|0-\d+ +en +100%", capsys.readouterr().out)
    assert cli.main(["languages", article, "--format", "jsonl"]) == 0
    (data,) = objects(capsys.readouterr().out)
    whole = provenance.analyze(ARTICLE).to_dict(id=article)
    assert data == {key: whole[key] for key in ("schema", "id", "length", "languages")}


def test_only_the_policy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "notice.txt"
    path.write_text("Kommentare werden vor der Veröffentlichung von der Redaktion geprüft.", "utf-8")
    assert cli.main(["policy", str(path)]) == 0
    out = capsys.readouterr().out
    assert "moderation   before publication" in out
    assert "premoderation" in out
    assert "Translation" not in out
    assert cli.main(["policy", str(path), "--format", "jsonl"]) == 0
    (data,) = objects(capsys.readouterr().out)
    assert list(data) == ["schema", "id", "length", "comment_policy"]


def test_the_catalogue_has_its_door_here(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        cli.main(["catalogue", "--help"])
    assert end.value.code == 0
    assert "check" in capsys.readouterr().out


def test_the_number_of_processes_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["analyze", "x", "--parallel", "0"])
    assert "--parallel takes a number above 0, not 0" in capsys.readouterr().err


@pytest.mark.parametrize("mode", ["dolma", "webannotation", "spacy"])
def test_other_formats_are_lines_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], mode: str
) -> None:
    stdin(monkeypatch, jsonl({"id": "a", "text": ARTICLE}, b"no json", {"id": "b", "text": ""}))
    assert cli.main(["analyze", "-", "--format", mode]) == 1
    first, bad, last = objects(capsys.readouterr().out)
    assert ("items" if mode == "webannotation" else {"dolma": "attributes", "spacy": "spans"}[mode]) in first
    assert list(first) == list(last)
    # Dolma reads attributes line by line beside the documents.
    assert bad == {"id": None, "attributes": {}} if mode == "dolma" else "error" in bad


def test_offsets_in_another_unit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text("😀" + ARTICLE, "utf-8")
    assert cli.main(["analyze", str(path), "--format", "jsonl", "--unit", "utf16"]) == 0
    (data,) = objects(capsys.readouterr().out)
    assert (data["unit"], data["length"]) == ("utf16", len(ARTICLE) + 2)
    assert cli.main(["languages", str(path), "--format", "jsonl", "--unit", "utf8"]) == 0
    (data,) = objects(capsys.readouterr().out)
    assert (data["unit"], data["length"]) == ("utf8", len(ARTICLE) + 4)
    with pytest.raises(SystemExit):
        cli.main(["analyze", str(path), "--unit", "utf8"])
    assert "--unit is for the formats jsonl, dolma, webannotation" in capsys.readouterr().err
