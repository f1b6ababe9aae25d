"""What must stand in a text before a pattern can be found in it, and where such strings stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.catalogue import compiled, load, tags
from provenance.catalogue.concepts import expand, pattern_of
from provenance.catalogue.engine import compiler_for
from provenance.catalogue.literals import needs
from provenance.catalogue.load import table as table_of
from provenance.catalogue.slots import parse_slots, slots
from provenance.catalogue.triggers import Triggers
from provenance.text import fold

WORDS = {"remove": ["delet*", "take down"], "age": ["age: \\b1[0-9] years\\b"]}


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("comment", {"comment"}),
        ("comments?", {"comment"}),
        ("colou?r", {"colo"}),
        ("go+al", {"go"}),
        ("a{0,3}bc", {"bc"}),
        ("(?:red|green)", {"red", "green"}),
        ("(?P<colour>red|green) light", {" light"}),
        ("(?:very )?good", {"good"}),
        ("(?:ab)+", {"ab"}),
        (r"\bby\b.{0,9}\d+\p{Lu}x", {"by"}),
        (r"a\.b\-c", {"a.b-c"}),
        ("(?<!not )here(?! today)", {"here"}),
        ("[abc]|x", None),
        ("(?:a|)", None),
        ("(?i)comment", None),
        (r"(a)\1", None),
        ("(?:ab){e<=1}", None),
        ("{remove}", {"delet", "take"}),
        ("{remove}, {age}", {" years"}),
        ("(?:{remove}|{unheard_of})", {"delet", "take"}),
        ("{unheard_of}", set()),
        ("(", None),
    ],
)
def test_what_a_pattern_needs(pattern: str, needed: set[str] | None) -> None:
    assert needs(pattern, WORDS) == needed


def test_every_shipped_pattern_is_understood_and_needs_what_its_examples_hold() -> None:
    for tag in tags():
        language = load(tag)
        shown = [sentence for listed in language.tables.get("examples", {}).values() for sentence in listed]
        for rule in language.rules:
            texts = [fold(sentence) for sentence in (*rule.match, *rule.no_match, *shown)]
            for slot in rule.slots:
                strings = needs(slot, rule.words)
                assert strings is not None, f"{rule.id}: {slot!r} cannot be looked for quickly"
                held = [text for text in texts if any(string in text for string in strings)]
                found = compiled(expand(slot, rule.words)).search
                assert not any(found(text) for text in texts if text not in held), rule.id


ATOMS = st.sampled_from(["a", "b", "ab", ".", "[ab]", r"\w", r"\b", "(?=a)", "c"])
PATTERNS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{0,2}", "{2}", "*+", "??"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=8,
)


@given(PATTERNS, st.text("abcd", max_size=12))
def test_whatever_is_found_holds_what_is_needed(pattern: str, text: str) -> None:
    strings = needs(pattern, {})
    for found in compiled(pattern).finditer(text):
        assert strings is None or any(string in found[0] for string in strings)


LETTERS = "abé\ud800\ufffd😀👩"


@given(st.lists(st.text(LETTERS, min_size=1, max_size=6)), st.text(LETTERS, max_size=60))
def test_triggers_are_found_wherever_they_stand(strings: list[str], text: str) -> None:
    found = {string: list(starts) for string, starts in Triggers(strings).places(text).items()}
    expected = {s: [at for at in range(len(text)) if text.startswith(s, at)] for s in strings}
    assert found == {string: starts for string, starts in expected.items() if starts}


@given(
    st.lists(st.from_regex(r"\*?[abコ](?:[ab -]| \.\.\. |\*){0,5}[abコ-]\*?", fullmatch=True), min_size=1),
    st.text("abコ -", max_size=20),
)
def test_words_are_found_together_as_one_after_the_other(words: list[str], text: str) -> None:
    together = compiled(pattern_of(words)).finditer(text)
    in_order = compiled("|".join(pattern_of([word]) for word in words)).finditer(text)
    assert [found.span() for found in together] == [found.span() for found in in_order]


def test_triggers_are_found_across_windows() -> None:
    text = "x" * ((1 << 16) - 3) + "trigger" + "x" * (1 << 16) + "trigger"
    assert [list(starts) for starts in Triggers(["trigger"]).places(text).values()] == [[65533, 131076]]


@pytest.mark.parametrize("tag", tags())
def test_both_engines_find_the_same_in_plain_texts(tag: str) -> None:
    shown = [text for rule in load(tag).rules for text in (*rule.match, *rule.no_match)]
    shown += [text for texts in load(tag).tables.get("examples", {}).values() for text in texts]
    texts = [text for text in map(fold, shown) if compiler_for(text) is not compiled]
    for pattern in sorted({pattern for rule in load(tag).rules for pattern in rule.patterns}):
        for text in texts:
            one, other = compiler_for(text)(pattern).finditer(text), compiled(pattern).finditer(text)
            assert [(m.span(), m.groupdict()) for m in one] == [(m.span(), m.groupdict()) for m in other]


@pytest.mark.parametrize("kind", [r"\w", r"\d", r"\s", ".", r"a\b", "[^a]"])
def test_both_engines_take_plain_signs_for_the_same(kind: str) -> None:
    signs = "".join(sign for sign in map(chr, range(0x3000)) if compiler_for(sign) is not compiled)
    assert len(signs) > 600
    text = "".join(f"a{sign}" for sign in signs)
    found = [match.span() for match in compiler_for(text)(kind).finditer(text)]
    assert found == [match.span() for match in compiled(kind).finditer(text)]


@pytest.mark.parametrize("tag", tags())
def test_a_language_at_the_end_of_several_patterns_is_found_as_in_each(tag: str) -> None:
    listed, table = table_of(tag, "translation") or {}, slots(tag)
    texts = [*map(fold, table.match), *map(fold, table.no_match)] if table else []
    for slot in sorted({"source", "from", "to"} & listed.keys()):
        assert table is not None
        one_by_one = parse_slots(
            {**listed, slot: [part for pattern in listed[slot] for part in (pattern, "(?!)")]}, tag
        )
        for text in texts:
            assert table.languages(slot, text) == one_by_one.languages(slot, text)
