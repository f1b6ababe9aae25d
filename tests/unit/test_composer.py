"""Declarations of translation: what is read as one, what is not, and which facts are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.catalogue import CatalogueError
from provenance.catalogue.slots import all_slots, parse_slots
from provenance.notices.composer import compose
from provenance.notices.notice import Notice
from provenance.text import fold


def notices(text: str, languages: list[str] | None = None) -> list[Notice]:
    return list(compose(text, fold(text), languages))


DECLARED = [
    ("This story was automatically translated from Spanish.", "machine", None, "es"),
    ("Translated from German by DeepL.", "machine", "DeepL", "de"),
    ("This interview was translated from Polish by our editors.", "human", None, "pl"),
    ("Dieser Beitrag wurde automatisch aus dem Englischen übersetzt und redaktionell geprüft.",
     "machine_post_edited", None, "en"),
    ("Cet article a été traduit automatiquement de l'allemand avec DeepL.", "machine", "DeepL", "de"),
    ("Este artículo ha sido traducido por la redacción.", "human", None, None),
    ("Questo articolo è stato tradotto automaticamente dal tedesco.", "machine", None, "de"),
    ("Dit artikel is automatisch uit het Frans vertaald.", "machine", None, "fr"),
    ("Esta notícia foi traduzida do inglês com o DeepL.", "machine", "DeepL", "en"),
    ("Ten artykuł został przetłumaczony automatycznie z języka niemieckiego.", "machine", None, "de"),
    ("Эта статья переведена автоматически с английского языка.", "machine", None, "en"),
    ("Den här artikeln har översatts automatiskt från engelska.", "machine", None, "en"),
    ("Tento článek byl automaticky přeložen z němčiny.", "machine", None, "de"),
    ("Цю статтю перекладено автоматично з німецької мови.", "machine", None, "de"),
    ("この記事は英語から自動翻訳されました。", "machine", None, "en"),
    ("本文由机器翻译自英语。", "machine", None, "en"),
    ("이 기사는 영어에서 자동 번역되었습니다.", "machine", None, "en"),
    ("Bu haber Almancadan otomatik olarak çevrilmiştir.", "machine", None, "de"),
    ("تمت ترجمة هذا المقال آليًا من الإنجليزية.", "machine", None, "en"),
]  # fmt: skip

SILENT = [
    "The novel was translated into English by Anna Bell in 1931.",
    "This article was not translated by a machine; our staff wrote it.",
    "Her popularity has not translated into votes.",
    "Click to translate this page.",
    'The page carried the line "This article was translated automatically" in small print.',
    "The data set was machine-translated from English with DeepL.",
    "This text will be translated next week.",
    "Der Roman wurde von Karl Berg aus dem Russischen übersetzt.",
    "Dieser Artikel wurde nicht automatisch übersetzt.",
    "Diese Seite kann automatisch übersetzt werden.",
    "La page n'a pas été traduite.",
    "Esta página no ha sido traducida.",
    "Machine translation has come a long way since the fifties.",
    "Translated from the Dutch by Ann Lee, the poems lose their rhyme but keep a dry wit that the critics of "
    "three countries have praised since spring.",
    "`This page was translated automatically` is the default of the option.",
]


@pytest.mark.parametrize(("text", "method", "tool", "source"), DECLARED)
def test_a_declaration_is_read_with_its_facts(
    text: str, method: str, tool: str | None, source: str | None
) -> None:
    (notice,) = notices(text)
    assert (notice.fact("method"), notice.fact("tool"), notice.fact("source_language")) == (
        method,
        tool,
        source,
    )
    assert notice.family == "translation"
    assert notice.span.of(text) == text


@pytest.mark.parametrize("text", SILENT)
def test_what_declares_nothing_is_left_alone(text: str) -> None:
    assert notices(text) == []


def test_a_notice_over_a_line_break_is_one_span() -> None:
    text = "He left.\nThis report has been machine-translated,\nplease read the original here.\nComments"
    (notice,) = notices(text)
    assert notice.span.of(text) == "This report has been machine-translated,\nplease read the original here."


def test_every_hit_of_a_slot_is_evidence() -> None:
    text = "This article was translated automatically."
    (notice,) = notices(text)
    assert [(one.source, one.detail) for one in notice.evidence] == [
        ("en.translation_notice.self", "This article"),
        ("en.translation_notice.act", "translated"),
        ("en.translation_notice.means", "automatically"),
    ]


def test_the_address_of_the_original_is_read_and_that_of_the_tool_is_not() -> None:
    text = "This page was translated with [DeepL](https://deepl.example). See the [original](https://news.example/a1)."
    (notice,) = notices(text)
    assert notice.fact("original_url") == "https://news.example/a1"


def test_a_missing_review_by_a_person_does_not_negate_the_translation() -> None:
    text = "This article was translated by AI and has not been reviewed by a human editor."
    assert [notice.fact("method") for notice in notices(text)] == ["machine"]


def test_a_review_in_the_next_sentence_counts_and_one_in_the_next_paragraph_does_not() -> None:
    text = "This article was translated by AI. Our editors reviewed it."
    assert [notice.fact("method") for notice in notices(text)] == ["machine_post_edited"]
    apart = text.replace(". Our", ".\n\nOur")
    assert [notice.fact("method") for notice in notices(apart)] == ["machine"]


@pytest.mark.parametrize(
    ("text", "method", "tool"),
    [
        ("Translated from French by Claude Martin", "human", None),
        ("Translated from French by Claude.", "machine", "Claude"),
        ("Translated from French by Claude Opus", "machine", "Claude"),
        ("Translated by @anna_lee", "human", None),
        ("Translated by [annalee](https://github.com/annalee)", "human", None),
    ],
)
def test_a_person_a_tool_and_an_account_are_told_apart(text: str, method: str, tool: str | None) -> None:
    assert [(notice.fact("method"), notice.fact("tool")) for notice in notices(text)] == [(method, tool)]


def test_a_thing_without_a_pattern_counts_only_where_a_machine_translated_it() -> None:
    assert [notice.fact("method") for notice in notices("This seed packet was machine translated.")] == [
        "machine"
    ]
    assert notices("This seed packet was translated in the end.") == []
    assert notices("This data set was machine translated from English.") == []


@pytest.mark.parametrize(
    "text", ["Machine translation. It may contain errors.", "AI translation, edited by a person"]
)
def test_a_machine_translation_without_a_verb_needs_a_word_of_warning_or_review(text: str) -> None:
    assert len(notices(text)) == 1
    assert notices("Machine translation.") == []


def test_a_credit_behind_who_wrote_the_text_is_read_and_a_label_of_settings_is_not() -> None:
    assert [notice.fact("method") for notice in notices("Text: Ann Lee, translation: Karen Vogel")] == [
        "human"
    ]
    assert notices("翻訳:有効にするには設定を開いてください") == []


def test_the_sentence_behind_the_original_takes_the_text_up_in_the_same_paragraph_only() -> None:
    found = notices("This essay first appeared in Czech. It was translated by Ann Lee.")
    assert [notice.fact("method") for notice in found] == ["human"]
    assert [notice.fact("source_language") for notice in found] == ["cs"]
    assert not notices("This essay first appeared in Czech.\n\nIt was translated by Ann Lee.")
    assert not notices("Her first novel was a success. It was translated by Ann Lee.")


def test_a_body_may_have_used_people_or_machines() -> None:
    assert [n.fact("method") for n in notices("Translated by the Language Service")] == ["unknown"]
    assert [n.fact("method") for n in notices("Translated by Ann Lee")] == ["human"]
    assert not notices("Translated by the agency, the papers show what the council had planned.")


def test_whatever_a_machine_translated_counts_beside_a_link_to_the_original() -> None:
    assert [
        n.fact("method") for n in notices("Seed packet details translated by software. Show original")
    ] == ["machine"]
    assert not notices("Seed packet details translated by software. Show more")
    assert not notices("Seed packet details translated by software. Nobody saw the original.")


def test_who_edited_what_a_machine_wrote_is_no_tool() -> None:
    (found,) = notices("AI-generated English version, edited by Ann Lee.")
    assert (found.fact("method"), found.fact("tool")) == ("machine_post_edited", None)


def test_a_line_that_breaks_off_takes_a_bounded_list_of_names() -> None:
    text = "Translated by\n" + "Ann Lee\n" * 1000
    (notice,) = notices(text)
    assert len(notice.span) < 400


def test_a_line_that_breaks_off_takes_the_names_behind_it_and_nothing_else() -> None:
    text = "Translated by\nMaria Lopez ,\nJohn Miller\nand\nAnn Lee .\nThe county has built a long bridge."
    (notice,) = notices(text)
    assert notice.span.of(text) == "Translated by\nMaria Lopez ,\nJohn Miller\nand\nAnn Lee ."


def test_an_article_behind_a_line_that_breaks_off_is_not_swallowed() -> None:
    text = "Translated by\nMaria Lopez\n\nA new bridge\n\nA bridge was built. It was opened on Monday."
    (notice,) = notices(text)
    assert notice.span.of(text) == "Translated by\nMaria Lopez"


def test_a_text_translated_into_a_language_that_is_not_its_own_is_another_text() -> None:
    text = "This article was translated into German."
    assert list(compose(text, fold(text), spoken=["en"])) == []
    (notice,) = compose(text, fold(text), spoken=["de"])
    assert notice.fact("target_language") == "de"


EXAMPLES = [
    (table.tag, text, text in table.match)
    for table in all_slots()
    for text in (*table.match, *table.no_match)
]


def test_every_table_of_slots_has_examples_of_both_kinds() -> None:
    assert [table.tag for table in all_slots() if not (table.match and table.no_match)] == []


@pytest.mark.parametrize(("tag", "example", "declared"), EXAMPLES)
def test_the_examples_of_the_tables_are_read_as_they_say(tag: str, example: str, declared: bool) -> None:
    text, _, stated = example.partition(" => ")
    found = list(compose(text, fold(text), spoken=[tag]))
    assert [notice.language for notice in found] == ([tag] if declared else [])
    if stated:
        read = [found[0].fact(name) or "-" for name in ("method", "tool", "source_language")]
        assert ", ".join(read) == stated


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"act": ["translated"]}, "'triggers' is missing"),
        ({"triggers": ["translat"], "acts": []}, "unknown key 'acts'"),
        ({"triggers": ["translat"], "act": "translated"}, "'act' is a list of texts"),
        ({"triggers": ["translat"], "languages": ["en"]}, "'languages' is a table"),
    ],
)
def test_a_table_that_is_not_valid_is_refused_by_name(table: dict[str, object], complaint: str) -> None:
    with pytest.raises(CatalogueError, match=rf"xx\.toml: translation: {complaint}"):
        parse_slots(table, "xx")


def test_a_pattern_that_is_none_names_its_file_and_slot() -> None:
    table = parse_slots({"triggers": ["a"], "act": ["(a"]}, "xx")
    with pytest.raises(CatalogueError, match=r"xx\.toml: translation slot 'act'"):
        table.find("act", "a")


def test_only_the_languages_asked_for_are_read() -> None:
    text = "Dieser Artikel wurde automatisch übersetzt."
    assert notices(text, ["en"]) == []
    assert len(notices(text, ["de"])) == 1


@given(
    st.text(
        alphabet=st.sampled_from(
            "this article was translated from german by \n.\"'`「」[](){}:;/\ud800\x00é"
        ),
        max_size=300,
    )
)
def test_no_text_raises_and_spans_stay_inside(text: str) -> None:
    for notice in notices(text):
        assert 0 <= notice.span.start < notice.span.end <= len(text)
        for one in notice.evidence:
            assert 0 <= one.span.start <= one.span.end <= len(text)


@pytest.mark.parametrize(
    "piece", ["translated ", "this article ", "[(", "translated\n", "über", '"', "translated by A", "a."]
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    assert isinstance(notices(piece * 20_000), list)
