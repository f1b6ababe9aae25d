"""HTML through the facade, the canonical JSON and the command."""

import io
import json
import sys

import pytest

import provenance
from provenance import cli

PAGE = (
    '<html lang="en"><head><title>Ferries stay in port</title>'
    '<link rel="canonical" href="https://example.org/ferries"></head><body>'
    "<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav>"
    "<article><h1>Ferries stay in port</h1>"
    "<p>The ferries stay in port today because of the fog, the harbour office said on Monday morning.</p>"
    "<p>Passengers who have bought a ticket get their money back, a spokeswoman &amp; the mayor said.</p>"
    "</article></body></html>"
)


def run(arguments, capsys):
    status = cli.main(["analyze", "--format", "jsonl", *arguments])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_blocks_lead_back_to_the_html():
    found = provenance.analyze_html(PAGE, url="https://example.org/x")
    (block,) = [b for b in found.blocks if "spokeswoman" in b.span.of(found.text)]
    assert found.document.source.span(block.span).of(PAGE).endswith("spokeswoman &amp; the mayor said.")
    assert found.document.source.url == "https://example.org/x"


@pytest.mark.parametrize("page", ["", " \n", "<p>", "<!-- -->", "<title>Fog</title>", b""])
def test_a_page_that_shows_nothing_has_no_blocks(page):
    assert provenance.analyze_html(page).blocks == ()


def test_what_the_page_declares_is_in_the_json_and_comes_back():
    found = provenance.analyze_html(PAGE)
    data = found.to_dict()
    assert data["html"] == {
        "source_offsets": True,
        "title": "Ferries stay in port",
        "published": None,
        "authors": [],
        "site": None,
        "declared_language": "en",
        "canonical_url": "https://example.org/ferries",
    }
    assert provenance.Analysis.from_dict(data, found.text) == found
    assert provenance.analyze("plain").to_dict()["html"] is None


def test_comments_of_readers_are_no_body():
    comment = "I waited two hours at the pier on Monday morning and nobody told us anything at all."
    page = PAGE.replace(
        "</body>", f'<section class="comments"><ul><li><p>{comment}</li></ul></section></body>'
    )
    found = provenance.analyze_html(page)
    (block,) = [b for b in found.blocks if b.span.of(found.text) == comment]
    assert block.kind == "comment"
    assert "comments" in block.evidence[0].detail
    assert comment not in found.body


@pytest.mark.parametrize("name", ["comments-open", "has-comments", "hentry comments-enabled"])
def test_an_article_open_to_comments_is_none(name):
    page = PAGE.replace("<article>", f'<article class="{name}">').replace("h1>", "h2>")
    assert "comment" not in {block.kind for block in provenance.analyze_html(page).blocks}


def test_bytes_are_decoded():
    page = PAGE.replace("fog", "Nebel über See").encode("latin-1")
    assert "Nebel über See" in provenance.analyze_html(page, charset="iso-8859-1").text


def test_the_command_reads_html_files_and_records(tmp_path, monkeypatch, capsys):
    path = tmp_path / "page.HTML"
    path.write_bytes(PAGE.encode())
    expected = provenance.analyze_html(PAGE)
    assert run([str(path)], capsys) == (0, [expected.to_dict(id=str(path))])
    other = tmp_path / "page.txt"
    other.write_text(PAGE, "utf-8")
    assert run(["--input", "html", str(other)], capsys) == (0, [expected.to_dict(id=str(other))])
    record = json.dumps({"id": 7, "html": PAGE, "url": "https://example.org"}) + "\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(record.encode())))
    assert run(["-"], capsys) == (0, [expected.to_dict(id=7)])


def test_a_page_beyond_the_limits_is_an_error_in_its_place(tmp_path, capsys):
    path = tmp_path / "page.html"
    path.write_text("<p>x" * 30_000, "utf-8")
    status, (data,) = run([str(path)], capsys)
    assert status == 1
    assert data["error"]["type"] == "too_large"
    assert "Limits(lines=20000)" in data["error"]["message"]


def test_without_the_extra_the_error_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "turbohtml", None)
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    status, (data,) = run([str(path)], capsys)
    assert (status, data["error"]["type"]) == (1, "html_unsupported")
    assert "text-provenance[html]" in data["error"]["message"]


@pytest.mark.parametrize("value", [None, 5])
def test_what_is_no_page_is_refused(value):
    with pytest.raises(TypeError):
        provenance.analyze_html(value)


HEADINGS = (
    "<title>{title}</title><p>The Harbour News<h2>Ferries</h2>{heading}<h3>From the port</h3>"
    "<article><p>The ferries stay in port today because of the fog, the harbour office said on Monday.</p>"
    "<p>Passengers who have bought a ticket get their money back, a spokeswoman and the mayor said.</p>"
)


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("Fog keeps ferries in port - The Harbour News", "<h1>Fog keeps ferries in port</h1>", "declared"),
        ("Harbour: Fog keeps ferries in port", "<h2>Fog keeps ferries in port</h2>", "declared"),
        ("The Harbour News", "<h1>Fog keeps ferries in port</h1>", "a lone h1"),
        ("Fog &amp;amp; rain | News", "<h1>Fog keeps ferries in port</h1>", "said otherwise"),
    ],
)
def test_the_title_is_the_heading_that_the_page_declares(title, heading, expected):
    found = provenance.analyze_html(HEADINGS.format(title=title, heading=heading))
    assert found.title == "Fog keeps ferries in port", expected
    assert [b.kind for b in found.blocks].count("title") == 1


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("Fog keeps ferries in port – The Harbour News", "<h1>Fog keeps ferries in port</h1>", None),
        ("The Harbour News", "<h1>Fog keeps ferries in port</h1>", None),
        ("Fog &amp;amp; rain", "", "Fog & rain"),
    ],
)
def test_the_declared_title_is_given_without_the_name_of_the_site(title, heading, expected):
    page = HEADINGS.format(title=title, heading=heading)
    assert provenance.analyze_html(page).html.title == (expected or "Fog keeps ferries in port")
