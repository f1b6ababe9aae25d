"""Reports show the whole text, escape all of it, and hide nothing that is invisible."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from provenance.analysis import Analysis, analyze
from provenance.annotation import Annotation, Evidence
from provenance.blocks.block import KINDS
from provenance.document import Document
from provenance.render import fragment, lines, page
from provenance.render.layers import cut
from provenance.render.terminal import columns, wrap
from provenance.render.visible import one_line, shortened, visible
from provenance.render.words import GROUPS, group, language_at, percent
from provenance.span import Span

VOID = {"meta", "br", "hr", "img", "link", "input"}
HOSTILE = "<script>alert(1)</script>\"'&amp;</p>\x1b[2J\x00\x9b31m\u202e\u2066\ud800 --><!-- ]]>"


class Page(HTMLParser):
    """Reads a page: are its elements closed in order, and what text do the blocks show?"""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.shown: list[str] = []
        self.in_text = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)
        if tag == "p" and ("class", "text") in attrs:
            self.shown.append("")
            self.in_text = len(self.open)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if len(self.open) < self.in_text:
            self.in_text = 0

    def handle_data(self, data: str) -> None:
        if self.in_text:
            self.shown[-1] += data


def test_the_page_is_self_contained_and_well_formed(sample: Analysis) -> None:
    html = sample.to_html(name="ferry <1>.txt")
    read = Page(html)
    assert read.open == []
    assert "script" not in read.tags
    assert not {name for name, _ in read.attributes} & {"src", "href"}
    assert not re.search(r"@import|url\(", html)
    assert "<h1>ferry &lt;1&gt;.txt</h1>" in html


def test_the_blocks_show_the_whole_text(sample: Analysis) -> None:
    shown = Page(sample.to_html()).shown
    assert shown == [block.span.of(sample.text) for block in sample.blocks]


def test_text_outside_of_every_block_is_shown_too(sample: Analysis) -> None:
    html = evolve(sample, blocks=sample.blocks[1:3]).to_html()
    assert "".join("".join(Page(html).shown).split()) == "".join(sample.text.split())
    assert html.count("<summary>no block</summary>") == 2


def test_every_finding_carries_its_evidence(sample: Analysis) -> None:
    html = sample.to_html()
    for source in ("blocks.position", "en.translation.tool", "und.name", "de.premoderation.x"):
        assert f"<code>{source}</code>" in html
    assert 'lang="de"' in html
    titles = [value for name, value in Page(html).attributes if name == "title" and value]
    assert "cue: name_spelling, suggests de, 60%; und.name" in titles
    assert "language: de, 95%; languages.words" in titles
    assert "translation declared: machine, 97%; en.translation.tool: DeepL" in titles


def test_every_mark_can_be_reached_by_keyboard_once(sample: Analysis) -> None:
    stops = [value for name, value in Page(sample.to_html()).attributes if name == "tabindex"]
    assert sample.comment_policy is not None
    # One stop for each language segment, the claim, the cue and each clause.
    assert len(stops) == 2 + 1 + 1 + len(sample.comment_policy.clauses)


def test_what_was_not_found_is_said(sample: Analysis) -> None:
    html = evolve(sample, translation=None, cues=(), comment_policy=None).to_html()
    assert "None declared." in html
    assert "<h2>Comment policy</h2>\n<p>None found.</p>" in html
    assert "<h2>Cues</h2>" not in html


def test_nothing_of_a_hostile_text_is_markup_or_invisible() -> None:
    found = analyze(HOSTILE)
    html = page([(HOSTILE, found)])
    assert Page(html).open == []
    assert "script" not in Page(html).tags
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert html.encode("utf-8")
    assert "".join(Page(html).shown) == visible(HOSTILE)


def test_a_hostile_attribute_stays_an_attribute(sample: Analysis) -> None:
    nasty = '"><img src=x onerror=alert(1)>'
    segment = sample.languages[0]
    odd = evolve(segment, language=nasty, evidence=(Evidence(nasty, segment.span, nasty),))
    read = Page(evolve(sample, languages=(odd,)).to_html())
    assert "img" not in read.tags
    assert ("lang", nasty) in read.attributes


def test_the_notebook_shows_a_fragment_whose_style_stays_inside(sample: Analysis) -> None:
    html = sample._repr_html_()
    assert html == fragment(sample)
    assert "<html" not in html
    css = re.sub(r"/\*.*?\*/", "", re.findall(r"<style>(.*?)</style>", html, flags=re.S)[0])
    selectors = re.findall(r"(?:^|[{}])\s*([^{}@]+)\{", css)
    assert selectors
    assert all(".provenance" in part for selector in selectors for part in selector.split(","))


def test_several_texts_make_one_page(sample: Analysis) -> None:
    html = page([("one", sample), ("two", sample)])
    assert html.count("<style>") == 1
    assert html.count("<article>") == 2
    assert Page(html).open == []


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_any_text_gives_a_well_formed_page(text: str) -> None:
    html = analyze(text).to_html(name=text)
    assert Page(html).open == []
    assert html.encode("utf-8")


@given(
    st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=8),
    st.integers(0, 10),
    st.integers(0, 15),
)
def test_pieces_cover_the_whole_and_know_what_lies_over_them(
    ends: list[tuple[int, int]], start: int, length: int
) -> None:
    whole = Span(start, start + length)
    spans = [Span(min(pair), max(pair)) for pair in ends]
    said = [Annotation(span, 1.0, (Evidence("x", span),)) for span in spans]
    pieces = list(cut(whole, said))
    assert [p for piece in pieces for p in range(piece.span.start, piece.span.end)] == list(
        range(whole.start, whole.end)
    )
    for piece in pieces:
        over = {id(a) for a in said if a.span.overlaps(piece.span)}
        assert {id(a) for a in piece.over} == over
        assert all(a.span.contains(piece.span) or a.span.overlaps(whole) for a in piece.over)


def test_the_terminal_report_says_it_all(sample: Analysis) -> None:
    report = "\n".join(lines(sample, name="ferry.txt", width=100))
    for part in (
        "ferry.txt · 314 characters · en 7",
        "title              en 75%",
        "Ferry <Möwe> & crew come home",
        "comment_policy     de 95%",
        "declared  en.translation.tool: DeepL",
        "tool         DeepL",
        "name_spelling → de",
        "“Kuxhafen”",
        "moderation   before publication",
        "operator     Hafenblatt GmbH",
        "premoderation  de.premoderation.x",
        "“Kommentare werden vor der Freigabe gelesen.”",
    ):
        assert part in report
    assert "\x1b" not in report


def test_the_terminal_report_says_what_was_not_found() -> None:
    report = "\n".join(lines(Analysis(Document(""), (), (), None, (), None)))
    assert "0 characters · no language" in report
    assert "Translation  none declared" in report
    assert "Comment policy  none found" in report


def test_colour_is_only_ours(sample: Analysis) -> None:
    plain = list(lines(sample))
    coloured = list(lines(sample, colour=True))
    assert any("\x1b[" in line for line in coloured)
    assert [re.sub(r"\x1b\[\d+m", "", line) for line in coloured] == plain


@given(st.text(st.characters(exclude_categories=()), max_size=80), st.booleans())
def test_no_control_of_a_text_reaches_the_terminal(text: str, colour: bool) -> None:
    for line in lines(analyze(text), name=text, colour=colour, width=60):
        bare = re.sub(r"\x1b\[\d+m", "", line)
        assert bare == visible(bare)
        assert "\n" not in bare
        bare.encode("utf-8")


@given(st.text(max_size=80), st.integers(8, 40))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    text = one_line(text)
    wrapped = wrap(text, width)
    assert all(sum(map(columns, line)) <= width for line in wrapped)
    assert "".join("".join(wrapped).split(" ")) == "".join(text.split(" "))


def test_wide_letters_take_two_columns() -> None:
    assert wrap("昨日の雨で川", 8) == ["昨日の雨", "で川"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\rc\u2028d\x85e", "a ⏎ b ⏎ c ⏎ d ⏎ e"),
        ("\x07\x7f\x9b", "␇␡⟨U+009B⟩"),
        ("\ud800\u200f", "⟨U+D800⟩⟨U+200F⟩"),
        ("نمی\u200cخواهم 👩\u200d🚀", "نمی\u200cخواهم 👩\u200d🚀"),
    ],
)
def test_what_is_invisible_is_spelt_out(text: str, shown: str) -> None:
    assert one_line(text) == shown


@given(st.text(max_size=60), st.integers(8, 30))
def test_shortened_is_no_longer_than_asked(text: str, limit: int) -> None:
    assert len(shortened(text, limit)) <= max(limit, 8)


def test_every_kind_of_block_has_one_group() -> None:
    grouped = [kind for kinds in GROUPS.values() for kind in kinds]
    assert sorted(grouped) == sorted(KINDS)
    assert group("a kind of tomorrow") == "other"


def test_the_language_of_a_span_is_the_one_that_covers_most_of_it(sample: Analysis) -> None:
    german = sample.languages[1].span
    assert language_at(sample, Span(german.start - 4, german.end)) == "de"
    assert language_at(sample, Span(german.start - 40, german.start + 20)) == "en"
    assert language_at(evolve(sample, languages=()), german) == "und"


@pytest.mark.parametrize(
    ("value", "shown"), [(0.0, "0%"), (0.29, "29%"), (0.9999999999999, "99%"), (1.0, "100%")]
)
def test_percentages_do_not_overstate(value: float, shown: str) -> None:
    assert percent(value) == shown
