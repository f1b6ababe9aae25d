"""Markers in markup, metadata and front matter, read as claims; and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.annotation import Evidence
from provenance.document import Document
from provenance.html.element import Element
from provenance.languages.segment import LanguageSegment
from provenance.notices import NoticeDetector
from provenance.pipeline import Pipeline, annotate
from provenance.span import Span
from provenance.translation import ClaimReader, CueFinder, TranslationClaim, TranslationCue, page_claim
from provenance.translation.languagetag import language, origin
from provenance.translation.markup import MarkupReader

TEXT = "The bridge was opened on Monday."


def element(tag: str, content: str = "", span: Span | None = None, **attributes: str) -> Element:
    place = span or Span(0, len(TEXT))
    named = tuple((name.strip("_").replace("_", "-"), value) for name, value in attributes.items())
    why = (Evidence("html.element", place),)
    return Element(place, 1.0, why, tag=tag, attributes=named, markup=Span(0, 9), content=content)


def facts(*elements: Element) -> tuple[str | None, ...] | None:
    claim = page_claim(annotate(Document(TEXT, elements), MarkupReader()))
    if claim is None:
        return None
    return (claim.method, claim.tool, claim.source_language, claim.target_language, claim.original_url)


JSON_LD = """{"@type": "NewsArticle", "inLanguage": "en",
  "translationOfWork": {"@type": "NewsArticle", "inLanguage": "de", "url": "https://news.example/de/1"},
  "translator": {"@type": "Person", "name": "Anna Bell"}}"""


@pytest.mark.parametrize(
    ("elements", "expected"),
    [
        ([element("html", lang="en-x-mtfrom-iw")], ("machine", None, "he", "en", None)),
        ([element("html", lang="pt-BR-t-en-t0-und")], ("machine", None, "en", "pt-BR", None)),
        ([element("p", lang="und-x-mtfrom-und")], ("machine", None, None, None, None)),
        (
            [element("link", rel="alternate machine-translated-from", hreflang="fr", href="https://fr.example/a")],
            ("machine", None, "fr", None, "https://fr.example/a"),
        ),
        ([element("html", class_="no-js translated-ltr")], ("machine", "Google Translate", None, None, None)),
        ([element("ya-tr-span")], ("machine", "Yandex Translate", None, None, None)),
        ([element("html", x_bergamot_translated="")], ("machine", "Bergamot", None, None, None)),
        ([element("meta", name="ms.translationtype", content_="MT")], ("machine", None, None, None, None)),
        ([element("script", JSON_LD, type="application/ld+json")],
         ("human", None, "de", "en", "https://news.example/de/1")),
        ([element("p", its_tool="DeepL", its_rev_person="Ann Lee")],
         ("machine_post_edited", "DeepL", None, None, None)),
        ([element("p", its_person="Ann Lee")], ("human", None, None, None, None)),
        ([element("#comment", " MACHINE TRANSLATED, do not edit ")], ("machine", None, None, None, None)),
        (
            [element("link", rel="canonical",
                     href="https://www-example-com.translate.goog/a?_x_tr_sl=de&_x_tr_tl=en")],
            ("machine", "Google Translate", "de", "en", None),
        ),
    ],
)  # fmt: skip
def test_a_marker_is_a_claim(elements: list[Element], expected: tuple[str | None, ...] | None) -> None:
    assert facts(*elements) == expected


@pytest.mark.parametrize(
    "elements",
    [
        [element("html", lang="en", translate="no", class_="notranslate")],
        [element("html", lang="{`en-x-mtfrom-${code}`}")],
        [element("html", lang="ja-Latn-t-ja-m0-hepburn")],
        [element("link", rel="alternate", hreflang="de", href="https://news.example/de")],
        [element("a", href="https://translate.google.com/translate?u=https://news.example")],
        [element("script", "{not json", type="application/ld+json")],
        [element("script", '{"@type": "NewsArticle"}', type="application/ld+json")],
        [element("link", rel="canonical", href="https://[broken")],
    ],
)
def test_what_only_offers_or_forbids_a_translation_is_no_claim(elements: list[Element]) -> None:
    assert facts(*elements) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\ntitle: Bridge\nmachine_translated: true\n---\nText", ("machine", None)),
        ("---\ntranslation_model: gpt-x\ntranslated_from: de\n---\nText", ("machine", "gpt-x")),
        ("<!-- co-op translator disclaimer start -->\nText", ("machine", "Co-op Translator")),
        ('A line.\n<span lang="ta-x-mtfrom-en">word</span>.', ("machine", None)),
    ],
)
def test_source_text_is_read_for_its_markers(text: str, expected: tuple[str, str | None]) -> None:
    claim = page_claim(annotate(Document(text), MarkupReader()))
    assert claim is not None
    assert (claim.method, claim.tool) == expected


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Machine translated: true\n---\n",
        "a <b> c",
        "<!-- teaser -->",
        'Write <p lang="fr-x-mtfrom-en"> there.',
    ],
)
def test_source_text_without_markers_makes_no_claim(text: str) -> None:
    assert page_claim(annotate(Document(text), MarkupReader())) is None


def test_many_parts_that_agree_make_one_claim_with_the_language_of_the_text_as_target() -> None:
    why = (Evidence("test", Span(0, 1)),)
    segment = LanguageSegment(Span(0, len(TEXT)), 0.9, why, language="en")
    parts = [
        Element(place, 1.0, why, tag="font", attributes=(("_msttexthash", "1"),), markup=place)
        for place in (Span(at, at + 3) for at in range(0, 28, 4))
    ]
    (claim,) = annotate(Document(TEXT, (segment, *parts)), MarkupReader()).select(TranslationClaim)
    assert (claim.tool, claim.target_language, claim.span) == ("Microsoft Translator", "en", Span(0, 27))
    assert len(claim.evidence) == 5


def test_text_and_markup_that_disagree_are_both_kept_and_the_conflict_is_told() -> None:
    text = "This article was translated from French by our editors."
    place = Span(0, len(text))
    why = (Evidence("html.element", place),)
    html = Element(place, 1.0, why, tag="html", attributes=(("lang", "en-x-mtfrom-de"),), markup=Span(0, 9))
    page = annotate(Document(text, (html,)), Pipeline(NoticeDetector(), ClaimReader(), CueFinder()))
    assert len(page.select(TranslationClaim)) == 2
    (cue,) = page.select(TranslationCue)
    assert (cue.cue, cue.suggests) == ("conflicting_claims", None)
    assert "source_language: de or fr" in cue.evidence[0].detail


def test_languages_of_tags_are_put_right() -> None:
    assert (language("iw"), language("zh_TW"), language("und"), language("")) == ("he", "zh-TW", None, None)


@given(st.text(max_size=60))
def test_no_tag_and_no_markup_raises(text: str) -> None:
    origin(text)
    MarkupReader()(Document(text))
    facts(element("html", lang=text), element("script", text, type="application/ld+json"))
    facts(element("link", rel="canonical", href=text), element("meta", name="translated_from", content=text))
