"""Claims and cues: what is declared, what is only inferred, and the tag that says so."""

from __future__ import annotations

import pytest

from provenance.annotation import Evidence
from provenance.blocks.block import Block
from provenance.document import Document
from provenance.languages.segment import LanguageSegment
from provenance.notices import NoticeDetector
from provenance.pipeline import Pipeline, annotate
from provenance.span import Span
from provenance.translation import (
    ClaimReader,
    CueFinder,
    TranslationClaim,
    TranslationCue,
    extension_t,
    page_claim,
)
from provenance.translation.names import sound_key, table, written

WHY = (Evidence("test", Span(0, 1)),)


def segmented(*parts: tuple[str, str]) -> Document:
    """Return a document of ``(text, language)`` parts on lines of their own."""
    at, segments = 0, []
    for text, language in parts:
        segments.append(LanguageSegment(Span(at, at + len(text)), 0.9, WHY, language=language))
        at += len(text) + 1
    return Document("\n".join(text for text, _ in parts), tuple(segments))


def claims(document: Document) -> tuple[TranslationClaim, ...]:
    return annotate(document, Pipeline(NoticeDetector(), ClaimReader())).select(TranslationClaim)


def cues(document: Document) -> list[tuple[str, str, str | None]]:
    found = annotate(document, CueFinder()).select(TranslationCue)
    return [(cue.cue, cue.span.of(document.text), cue.suggests) for cue in found]


def claim(method: str = "machine", **facts: str) -> TranslationClaim:
    return TranslationClaim(Span(0, 1), 0.9, WHY, method=method, **facts)


def test_the_target_is_the_language_of_the_content() -> None:
    body = "La ministre a présenté son projet mardi."
    document = segmented((body, "fr"), ("This article was translated from German.", "fr"))
    assert [(one.source_language, one.target_language) for one in claims(document)] == [("de", "fr")]


def test_the_target_is_never_the_source() -> None:
    document = segmented(("Dieser Text wurde aus dem Englischen übersetzt.", "en"))
    assert [one.target_language for one in claims(document)] == ["de"]


def test_a_claim_in_a_comment_is_not_about_the_page() -> None:
    text = "This article was translated by AI."
    document = Document(text, (Block(Span(0, len(text)), 0.9, WHY, kind="comment"),))
    page = annotate(document, Pipeline(NoticeDetector(), ClaimReader()))
    assert len(page.select(TranslationClaim)) == 1
    assert page_claim(page) is None


def test_the_claim_of_the_page_is_the_most_certain_one() -> None:
    first, second = "This article was translated by AI.", "This page was translated from Dutch by DeepL."
    text = f"{first}\n{second}"
    blocks = (
        Block(Span(0, len(first)), 0.9, WHY, kind="body"),
        Block(Span(len(first) + 1, len(text)), 0.9, WHY, kind="translation_notice"),
    )
    chosen = page_claim(annotate(Document(text, blocks), Pipeline(NoticeDetector(), ClaimReader())))
    assert chosen is not None
    assert chosen.tool == "DeepL"


def test_of_equally_certain_claims_the_one_that_states_most_is_chosen() -> None:
    document = Document("This article was translated.\nThis article was translated from Dutch by DeepL.")
    chosen = page_claim(annotate(document, Pipeline(NoticeDetector(), ClaimReader())))
    assert chosen is not None
    assert chosen.source_language == "nl"


@pytest.mark.parametrize(
    ("facts", "tag"),
    [
        ({"target_language": "en"}, "en-t-t0-und"),
        ({"target_language": "en", "source_language": "pt-BR"}, "en-t-pt-br-t0-und"),
        ({"target_language": "de", "source_language": "en", "method": "human"}, "de-t-en"),
        ({"target_language": "de", "method": "unknown"}, "de-t-und"),
        ({}, "und-t-t0-und"),
        ({"target_language": "en-u-nu-latn", "source_language": "de-x-foo"}, "en-t-de-t0-und"),
        ({"target_language": "x-own"}, "und-t-t0-und"),
    ],
)
def test_the_tag_says_what_the_claim_says(facts: dict[str, str], tag: str) -> None:
    assert extension_t(claim(**facts)) == tag


def test_a_spelling_of_another_language_is_a_cue() -> None:
    document = segmented(("President Lukaschenko met Putin in Moscow.", "en"))
    assert cues(document) == [("name_spelling", "Lukaschenko", "de")]


def test_a_foreign_name_of_a_city_is_a_cue_only_beside_another_of_that_language() -> None:
    assert cues(segmented(("The minister flew to Prag on Friday.", "en"))) == []
    document = segmented(("The minister flew to Prag, then to Bukarest and home.", "en"))
    assert [text for _, text, _ in cues(document)] == ["Prag", "Bukarest"]


def test_the_spelling_of_the_own_language_is_none() -> None:
    assert cues(segmented(("Lukaschenko traf Putin in Moskau.", "de"))) == []


def test_one_name_in_two_spellings_is_a_cue() -> None:
    document = segmented(("Governor Kovalenko arrived. Kowalenko said nothing.", "en"))
    assert cues(document) == [("inconsistent_name", "Kovalenko", None)]


def test_a_word_that_also_stands_in_lower_case_is_no_name() -> None:
    assert cues(segmented(("Centers and centers. Senters are shops.", "en"))) == []


def test_of_very_many_spellings_of_a_name_the_first_are_evidence() -> None:
    spellings = [f"Kowalenk{'o' * more}" for more in range(1, 200)]
    document = segmented(("Governor Kovalenko. " + " ".join(spellings), "en"))
    (cue,) = annotate(document, CueFinder()).select(TranslationCue)
    assert [evidence.detail for evidence in cue.evidence[:2]] == ["Kovalenko", "Kowalenko"]
    assert len(cue.evidence) == 12


def test_a_word_of_any_length_is_no_name() -> None:
    document = segmented((f"Kow{'a' * 1000}lenko and Kov{'a' * 1000}lenko", "en"))
    assert cues(document) == []


def test_a_rest_in_another_language_is_a_cue() -> None:
    rest = "Kommentare werden von der Redaktion gelesen und erst dann freigeschaltet."
    document = segmented(("The minister presented her plans on Tuesday. " * 3, "en"), (rest, "de"))
    assert cues(document) == [("leftover_language", rest, "de")]


def test_a_quotation_in_the_language_of_its_speaker_is_none() -> None:
    quote = "« Je ne quitterai pas cette maison avant la fin des travaux, et personne ne m'y forcera. »"
    document = segmented(("The minister presented her plans on Tuesday. " * 3, "en"), (quote, "fr"))
    assert cues(document) == []


def test_a_short_foreign_line_and_undetermined_text_are_none() -> None:
    document = segmented(("The minister presented her plans.", "en"), ("Mehr dazu", "de"), ("1 " * 60, "und"))
    assert cues(document) == []


def test_many_notices_take_linear_time() -> None:
    line = "This page was translated from Dutch by DeepL."
    lines = 1500
    document = segmented(*[(line, "en"), ("Deze pagina is vertaald.", "nl")] * (lines // 2))
    blocks = tuple(Block(s.span, 0.9, WHY, kind="comment") for s in document.select(LanguageSegment))
    page = annotate(
        document.with_annotations(blocks), Pipeline(NoticeDetector(languages=["en"]), ClaimReader())
    )
    assert len(page.select(TranslationClaim)) == lines // 2
    assert page_claim(page) is None


def test_without_a_language_there_is_no_cue() -> None:
    assert cues(Document("Selenskyj and Zelensky")) == []


def test_every_name_of_the_table_is_known_in_two_languages_or_more() -> None:
    for spelling, name in table().items():
        assert len(written(name.entity)) >= 2, spelling


@pytest.mark.parametrize(
    "spellings",
    [
        ("Zelensky", "Selenskyj", "Zelenskiy", "Zełenski", "Zelenszkij"),
        ("Lukashenko", "Lukaschenko", "Loukachenko", "Łukaszenko"),
        ("Lavrov", "Lawrow"),
        ("Poroshenko", "Poroschenko", "Poroszenko"),
    ],
)
def test_spellings_of_one_name_meet(spellings: tuple[str, ...]) -> None:
    assert len({sound_key(spelling) for spelling in spellings}) == 1
