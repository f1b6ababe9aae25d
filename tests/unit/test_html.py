"""Reading HTML: what text is shown, where it stands, which elements are said, what is refused."""

import builtins
import pickle

import pytest

from provenance import Span
from provenance.html import DocumentTooLarge, Element, Limits, decode, metadata, parse


def lines(html):
    return parse(html).text.split("\n")


def elements(html, tag):
    return [element for element in parse(html).select(Element) if element.tag == tag]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>Fog</h1><p>The ferries stay\n in   port.</p>", "Fog\nThe ferries stay in port."),
        ("<p>one<p>two<div>three</div>four", "one\ntwo\nthree\nfour"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
        ("<table><tr><td>one<td>two<tr><td>three</table>", "one\ntwo\nthree"),
        ("<p>bold <b>word</b>s<i>, more</i>", "bold words, more"),
        ("first<br>second<hr>third", "first\nsecond\nthird"),
        ("<pre>a\n  b</pre>c", "a\nb\nc"),
        ("<a href=a>Home</a><a href=b>News</a>", "Home News"),
        ("<p>Fish &amp; chips &#8211; &euro;5&nbsp;a go &unknown;", "Fish & chips – €5\xa0a go &unknown;"),
        ("<p>shown<script>a < b</script><style>p{}</style><noscript>no</noscript>", "shown"),
        ("<title>Tab</title><template><p>t</p></template><svg><text>s</text></svg>shown", "shown"),
        ("<svg><path><p>a paragraph ends the drawing", "a paragraph ends the drawing"),
        ("<p>a</b></i></div> b", "a\nb"),
        ("<div><p>in</div>out", "in\nout"),
        ("<p>&nbsp;</p><p>\u2028</p>\u2028", ""),
        ("one\u2028two\x0bthree", "one two three"),
        ("<!-- unclosed <p>gone", ""),
        ("<p>before<p unclosed", "before"),
        ("<p>a < b && c", "a < b && c"),
        ("\ud800 <b>\udc00</b>", "\ud800 \udc00"),
        ("", ""),
    ],
)
def test_visible_text(html, text):
    assert parse(html).text == text


def test_line_ends_of_all_systems_count_alike_and_keep_offsets():
    html = "<p>one\r\ntwo\rthree</p>\r\n<p>four"
    page = parse(html)
    assert page.text == "one two three\nfour"
    at = page.text.index("three\nfour")
    assert page.source.span(Span(at, len(page.text))).of(html) == "three</p>\r\n<p>four"


def test_a_span_leads_to_its_markup():
    html = "<p>Fish &amp;&lt; <b>chips</b>\n</p><p>&copy;&nbsp;2026</p>"
    page = parse(html)

    def source(part):
        at = page.text.index(part)
        return page.source.span(Span(at, at + len(part))).of(html)

    assert source("Fish &") == "Fish &amp;"
    assert source("<") == "&lt;"
    assert source("& chips".replace("& ", "< ")) == "&lt; <b>chips"
    assert source("s\n©") == "s</b>\n</p><p>&copy;"
    assert source("\n©\xa0") == "&copy;&nbsp;"
    assert source("2026") == "2026"


def test_an_empty_span_is_a_place():
    page = parse("<p>ab&amp;c")
    assert page.source.span(Span(1, 1)) == Span(4, 4)


def test_nothing_shown_leads_nowhere():
    with pytest.raises(ValueError, match="without visible text"):
        parse("<p></p>").source.span(Span(0, 0))


def test_elements_cover_their_text_and_their_markup():
    html = '<main><p>See <a href="/en?a=1&amp;b=2" HREF=x>the original</a>.</p></main>'
    page = parse(html)
    found = {element.tag: element for element in page.select(Element)}
    assert found["a"].span.of(page.text) == "the original"
    assert found["a"].get("href") == "/en?a=1&b=2"
    assert found["a"].markup.of(html).endswith("original</a>")
    assert found["main"].span == Span(0, len(page.text))
    assert found["p"].markup.of(html).startswith("<p>See")


def test_marks_of_translation_are_kept_even_without_text():
    html = (
        '<html lang="en-x-mtfrom-de" class="translated-ltr"><head><title>Fog &amp; rain</title>'
        '<link rel="alternate machine-translated-from" hreflang="de" href="https://example.org/de">'
        '<link rel="stylesheet" href="a.css"><meta name="generator" content="x">'
        '<script type="application/ld+json">{"inLanguage": "en"}</script></head>'
        '<body x-bergamot-translated><div its-ta-confidence="0.8"></div><span _msttexthash="1">text</span>'
        "<ya-tr-span data-source>word</ya-tr-span></body></html>"
    )
    page = parse(html)
    tags = [element.tag for element in page.select(Element)]
    assert sorted(tags) == sorted(
        ["html", "title", "link", "meta", "script", "body", "div", "span", "ya-tr-span"]
    )
    by_tag = {element.tag: element for element in page.select(Element)}
    assert by_tag["html"].classes == ("translated-ltr",)
    assert by_tag["title"].content == "Fog & rain"
    assert by_tag["script"].content == '{"inLanguage": "en"}'
    assert by_tag["link"].get("hreflang") == "de"


def test_a_word_beside_a_nested_end_tag_stays_in_its_element():
    (link,) = elements("<section><a href=x><div>block</div> and more</a> rest", "a")
    page = parse("<section><a href=x><div>block</div> and more</a> rest")
    assert link.span.of(page.text) == "block\nand more"


def test_layout_tells_links_and_boxes():
    layout = parse("<nav><a href=a>Home</a> | <a href=b>News</a></nav><p>Text").source.layout
    first, second = layout.lines
    assert (first.linked, first.links, second.linked) == (8, 2, 0)
    assert layout.boxes[second.box].tag == "p"
    assert layout.boxes[layout.boxes[first.box].parent].tag == "nav"


@pytest.mark.parametrize(
    ("html", "limits", "name"),
    [
        ("x" * 11, Limits(length=10), "length"),
        (b"x" * 11, Limits(length=10), "length"),
        ("<p>x" * 20, Limits(text=10), "text"),
        ("<p>x" * 20, Limits(elements=10), "elements"),
        ("x<br>" * 20, Limits(lines=10), "lines"),
        ("<pre>" + "x\n" * 20, Limits(lines=10), "lines"),
    ],
)
def test_too_large_names_the_limit(html, limits, name):
    with pytest.raises(DocumentTooLarge, match=rf"Limits\({name}=10\)"):
        parse(html, limits=limits)


def test_a_limit_is_no_negative_number():
    with pytest.raises(ValueError, match="length"):
        Limits(length=-1)


@pytest.mark.parametrize("value", [None, 3, ["<p>"]])
def test_other_types_are_refused(value):
    with pytest.raises(TypeError, match="expected str"):
        parse(value)


def test_without_the_extra_the_message_names_it(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name.startswith("turbohtml"):
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    for call in (lambda: parse("<p>x"), lambda: decode(b"<p>x")):
        with pytest.raises(ImportError, match=r"pip install text-provenance\[html\]"):
            call()


@pytest.mark.parametrize(
    ("data", "charset", "text", "encoding"),
    [
        (b"\xef\xbb\xbfF\xc3\xbc", "latin1", "Fü", "utf-8"),
        (b"\xff\xfeF\x00\xfc\x00", None, "Fü", "utf-16le"),
        (b"\xfe\xff\x00F", None, "F", "utf-16be"),
        (b"<meta charset=utf-8>F\xfc", "ISO-8859-1", "<meta charset=utf-8>Fü", "iso-8859-1"),
        (b"<meta charset=latin1>F\xfc", "no such name", "<meta charset=latin1>Fü", "windows-1252"),
        ("Füße".encode(), None, "Füße", "utf-8"),
        ("Привет, мир, как дела".encode("windows-1251"), None, "Привет, мир, как дела", "windows-1251"),
        (b"<meta charset=utf-8>F\xfc", None, "<meta charset=utf-8>F\ufffd", "utf-8"),
        (b"", None, "", "utf-8"),
    ],
)
def test_the_encoding_is_found_as_browsers_find_it(data, charset, text, encoding):
    assert decode(data, charset) == (text, encoding)
    assert parse(data, charset=charset).text == parse(text).text


def test_metadata_prefers_the_structured():
    page = parse(
        '<html lang="de-AT"><title>Tab title</title><link rel="canonical" href="https://example.org/a">'
        '<meta property="og:site_name" content="Der Bote"><meta name="author" content="Someone Else">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",'
        '"headline": " Nebel  am Hafen",'
        '"datePublished": "2026-03-01T08:00:00Z", "author": [{"name": "Ada Berg"}, "Ida Tal"]}]}</script>'
        "<h1>Heading</h1>"
    )
    found = metadata(page)
    assert found.title == "Nebel am Hafen"
    assert found.published == "2026-03-01T08:00:00Z"
    assert found.authors == ("Ada Berg", "Ida Tal")
    assert (found.site, found.declared_language) == ("Der Bote", "de-AT")
    assert found.canonical_url == "https://example.org/a"


def test_metadata_falls_back_to_markup():
    found = metadata(parse("<title>Tab</title><h1>Fog</h1><time datetime=2026-03-01>1 March</time>"))
    assert (found.title, found.published, found.authors) == ("Fog", "2026-03-01", ())
    assert found.site is found.declared_language is found.canonical_url is None


@pytest.mark.parametrize("script", ["{", "[" * 5000, '{"headline": 3}', "[null, [[]], 5]", '{"author": {}}'])
def test_broken_structured_data_is_passed_over(script):
    found = metadata(parse(f'<script type="application/ld+json">{script}</script>'))
    assert found.title is None
    assert found.authors == ()


def test_a_page_can_be_sent_to_another_process():
    page = parse("<p>Fish &amp; <a href=x>chips</a>")
    again = pickle.loads(pickle.dumps(page))
    assert again.annotations == page.annotations
    assert again.source.span(Span(5, 12)) == page.source.span(Span(5, 12))
    assert again.source.layout == page.source.layout


def test_a_comment_of_a_translation_tool_is_an_element_and_others_are_none() -> None:
    page = "<p>Fog.</p><!-- ad slot 3 --><!-- Machine translated by Examplator -->"
    (comment,) = [e for e in parse(page).select(Element) if e.tag == "#comment"]
    assert comment.content.strip() == "Machine translated by Examplator"
    assert comment.markup.of(page) == "<!-- Machine translated by Examplator -->"
