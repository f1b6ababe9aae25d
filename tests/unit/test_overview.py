"""The overview of many texts: right numbers, nothing unescaped, failures listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from provenance import analyze, cli
from provenance.analysis import Analysis
from provenance.render.overview import Row, page, summarize


def cells(html: str, title: str) -> dict[str, tuple[int, str]]:
    """Return label -> (count, share) of one chart."""
    table = re.search(rf"<caption>{title} .*?</table>", html, flags=re.S)
    assert table is not None
    rows = re.findall(r'<th scope="row">(.*?)</th>.*?<td>(\d+)</td><td>(.*?)</td>', table[0])
    return {label: (int(count), share) for label, count, share in rows}


def test_a_row_holds_what_was_found(sample: Analysis) -> None:
    row = summarize(sample, "ferry")
    assert row.languages == (("en", 230), ("de", 81))
    assert dict(row.kinds)["title"] == 29
    assert (row.claim, row.moderation) == ("de → en, machine", "pre")
    assert row.clauses == ("netiquette_reference", "premoderation")
    assert 0.4 < row.body_share < 0.5


def test_charts_count_texts_and_characters(sample: Analysis) -> None:
    plain = analyze("The harbour office said on Monday that no ferry will sail today.")
    html = "".join(page([summarize(sample, "a"), summarize(sample, "b"), summarize(plain, "c")]))
    assert cells(html, "Main language") == {"en": (3, "100.0%")}
    assert cells(html, "Languages")["de"][0] == 162
    assert cells(html, "Declared translations") == {
        "de → en, machine": (2, "66.7%"),
        "none declared": (1, "33.3%"),
    }
    assert cells(html, "Comments are moderated") == {
        "before publication": (2, "66.7%"),
        "no policy": (1, "33.3%"),
    }
    assert cells(html, "Clauses")["premoderation"] == (2, "100.0%")
    assert "3 texts · 692 characters · 2 declared translations · 2 comment policies" in html


def test_a_long_chart_ends_in_the_rest() -> None:
    rows = [Row(str(i), languages=((f"l{i:02}", 10),)) for i in range(30)]
    chart = cells("".join(page(rows)), "Main language")
    assert len(chart) == 21
    assert chart["10 others"] == (10, "33.3%")


def test_nothing_is_unescaped_and_failures_are_listed() -> None:
    nasty = "<img src=x onerror=alert(1)>\x1b\u202e"
    html = "".join(page([Row(nasty, failure=nasty), Row(nasty, claim=nasty, languages=((nasty, 1),))]))
    assert "<img" not in html
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", html)
    assert "1 without a result" in html
    assert "<h2>Without a result</h2>" in html


def test_no_texts_make_a_page_too() -> None:
    html = "".join(page([]))
    assert "0 texts" in html
    assert "Without a result" not in html


def test_the_command_sums_up_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "articles"
    (folder / "deep").mkdir(parents=True)
    (folder / "b.txt").write_text("The harbour office closed at noon on Monday, it said.", "utf-8")
    (folder / "a.jsonl").write_text(
        '{"id": "x", "text": "Der Hafen war am Montag geschlossen."}\nbroken\n', "utf-8"
    )
    (folder / "deep" / "c.txt").write_bytes(b"\xff")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    target = tmp_path / "overview.html"
    for processes in ("1", "2"):
        assert cli.main(["report", str(folder), "-o", str(target), "--parallel", processes]) == 1
        html = target.read_text("utf-8")
        assert cells(html, "Main language") == {"de": (1, "50.0%"), "en": (1, "50.0%")}
        assert "2 without a result" in html
        assert "line 2" in html
        assert "c.txt" in html
    assert "picture" not in html
    assert "provenance: 4 inputs, 2 of them without a result" in capsys.readouterr().err


def test_a_folder_without_texts_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["report", str(tmp_path)]) == 1
    assert "a folder without any file named .txt" in capsys.readouterr().err
