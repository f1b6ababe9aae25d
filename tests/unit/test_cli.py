"""The command: what goes in, what comes out, and what is said about wrong use."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import provenance
from commands import ARTICLE, COMMAND, jsonl, objects, stdin
from provenance import cli


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "bridge.txt"
    path.write_text(ARTICLE, "utf-8")
    return str(path)


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


def test_colour_always_and_never(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["analyze", article, "--color=always"]) == 0
    assert "\x1b[1m" in capsys.readouterr().out
    assert cli.main(["analyze", article, "--colour", "never"]) == 0
    assert "\x1b" not in capsys.readouterr().out


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
    out = capsys.readouterr().out
    assert out.startswith("usage: provenance catalogue [-h] {check,new}")


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
