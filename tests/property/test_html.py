"""Whatever stands in a page: its text leads back to the HTML, and nothing raises or hangs."""

import html as standard

from hypothesis import given
from hypothesis import strategies as st

from provenance import Span
from provenance.html import Element, parse
from provenance.text import LINE_END

PIECES = st.sampled_from(
    (
        *("<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<a>", "</a>", "<li>", "<ul>", "</ul>", "<br>"),
        *("<table>", "<tr>", "<td>", "</td>", "</table>", "<pre>", "</pre>", "<script>", "</script>"),
        *("<svg>", "</svg>", "<title>", "</title>", "<!--", "-->", "<select>", "</select>", "<", ">", "&"),
        *("&amp;", "&nbsp;", "&#10;", "&lt", "&NotEqualTilde;", "\x00", " ", "\r\n", "\r", "\n", "\u2028"),
        *("\x85", "\ud800", "\ufeff", "İ", "é"),
    )
)
PAGES = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join)
ESCAPED = st.text(st.characters(exclude_characters="\x00\r"), max_size=40)


def plain(text: str) -> str:
    """Return HTML without tags as a reader sees it, white space apart."""
    return "".join(standard.unescape(text).split())


@given(PAGES)
def test_each_word_leads_to_where_it_stands(page: str) -> None:
    document = parse(page)
    for line in document.text.split("\n"):
        assert line == line.strip(" \t\r\f")
    at = 0
    for word in document.text.split():
        at = document.text.index(word, at)
        found = document.source.span(Span(at, at + len(word))).of(page)
        assert found
        if "<" not in found and "&" not in found:
            assert plain(found) == "".join(word.split())
        at += len(word)


@given(PAGES)
def test_single_characters_stand_as_they_are_or_as_references(page: str) -> None:
    document = parse(page)
    for at, char in enumerate(document.text):
        found = document.source.span(Span(at, at + 1)).of(page)
        if not char.isspace():
            assert found == char or found.startswith("&")


@given(PAGES)
def test_spans_grow_with_their_text(page: str) -> None:
    document = parse(page)
    last = Span(0, 0)
    for at in range(len(document.text)):
        here = document.source.span(Span(at, at + 1))
        assert last.start <= here.start
        assert last.end <= here.end
        last = here


@given(PAGES)
def test_elements_and_lines_are_in_order(page: str) -> None:
    document = parse(page)
    elements = [a for a in document.annotations if isinstance(a, Element)]
    assert [e.markup.start for e in elements] == sorted(e.markup.start for e in elements)
    layout = document.source.layout
    starts = [line.start for line in layout.lines]
    assert starts == [0, *(m.end() for m in LINE_END.finditer(document.text))][: len(starts)]
    assert len(starts) == len(document.text.split("\n")) or not document.text
    assert all(box.parent < number for number, box in enumerate(layout.boxes))


@given(st.lists(ESCAPED, max_size=5))
def test_escaped_text_comes_back(parts: list[str]) -> None:
    page = "".join(f"<p title='{standard.escape(part)}'>{standard.escape(part)}</p>" for part in parts)
    shown = [" ".join(part.split()) for part in parts]
    found = [" ".join(line.split()) for line in parse(page).text.split("\n")]
    assert [line for line in found if line] == [line for line in shown if line]
