"""Languages as data: every file is sound, and what is wrong with one is said plainly."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.catalogue import CatalogueError, chain, load, parse, tags
from provenance.catalogue.__main__ import main, skeleton
from provenance.catalogue.check import clause_kinds, matches, problems
from provenance.catalogue.concepts import known, pattern_of, stems, triggers_of
from provenance.catalogue.rule import compiled

HEAD = '[language]\nname = "Test"\n'
RULE = '[[clause]]\nid = "x"\nkind = "greeting"\ntriggers = ["hello"]\n'


@pytest.mark.parametrize("tag", tags())
def test_every_language_file_keeps_its_examples_and_is_fast(tag: str) -> None:
    assert problems(tag) == ()


def test_a_region_falls_back_on_its_language() -> None:
    assert chain("de-CH") == ("de",)
    assert chain("xx-YY") == ()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("name = ", "xx.toml"),
        ('[words]\na = ["b"]\n', "'language' is missing"),
        (HEAD + RULE, "either 'pattern' or 'slots'"),
        (HEAD + RULE + 'pattern = "a"\nslots = ["b"]\n', "either 'pattern' or 'slots'"),
        (HEAD + RULE + 'pattern = "a"\ncolour = "red"\n', "unknown key 'colour'"),
        (HEAD + RULE + 'pattern = "a"\nunit = "page"\n', "'unit' is one of"),
        (HEAD + '[[clause]]\nid = "x"\nkind = "greeting"\npattern = "a"\n', "'triggers' is missing"),
        (HEAD + '[[clause]]\nid = "x"\ntriggers = ["a"]\npattern = "a"\n', "'kind' is missing"),
        (HEAD + (RULE + 'pattern = "a"\n') * 2, "two rules are called 'xx.greeting.x'"),
    ],
)
def test_a_bad_file_is_named_with_its_fault(source: str, said: str) -> None:
    with pytest.raises(CatalogueError, match=said):
        parse(source, "xx")


def test_an_unknown_language_is_an_error() -> None:
    with pytest.raises(CatalogueError, match=r"xx\.toml"):
        load("xx")


def test_a_schema_becomes_a_rule_of_the_language_that_has_its_words() -> None:
    schema = {
        "id": "hail",
        "kind": "greeting",
        "slots": ["{hail}", "(?:{guest}|{host})"],
        "unless": ["{news}"],
    }
    words = '[words]\nhail = ["hullo*"]\nguest = ["reader*"]\n'
    language = parse(HEAD + words, "xx", schemas=[schema])
    assert [rule.id for rule in language.rules] == ["xx.greeting.hail"]
    assert clause_kinds(language, "Hullo, dear readers!") == ("greeting",)
    assert clause_kinds(language, "Hullo, dear writers!") == ()


def test_a_language_without_the_words_has_no_such_rule() -> None:
    schema = {"id": "hail", "kind": "greeting", "slots": ["{hail}", "{guest}"]}
    assert parse(HEAD + '[words]\nhail = ["hullo"]\nguest = []\n', "xx", schemas=[schema]).rules == ()


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        (["delet*"], "we deleted it", "deleted"),
        (["delet*"], "undeleted", None),
        (["*kommentar*"], "leserkommentare", "kommentare"),
        (["take down"], "take  down", "take  down"),
        (["reserve ... right"], "reserve to us the right", "reserve to us the right"),
        (["reserve ... right"], "reserve right", "reserve right"),
        (["コメント"], "このコメントは", "コメント"),
        (["age: \\b1[0-9]\\b"], "age 16", "16"),
        (["「melden"], "über 「melden", "「melden"),
    ],
)
def test_words_are_found_as_they_are_written(words: list[str], text: str, found: str | None) -> None:
    match = compiled(pattern_of(words)).search(text)
    assert (match[0] if match else None) == found
    assert found is None or any(trigger in text for trigger in triggers_of(words))


def test_a_slot_is_triggered_by_the_words_of_all_its_concepts() -> None:
    words = {"a": ["one*"], "b": ["two three"]}
    assert stems("(?:{a}|{b}|{c})", words) == ("one", "three")
    assert known(["{a}", "{c}"], words) is False


def test_a_broken_example_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    language = parse(
        HEAD + RULE + 'pattern = "hello"\nmatch = ["Good day"]\nno_match = ["Hello there"]\n'
        '[words]\nhail = ["Hullo"]\n[examples]\nnone = ["Hello!"]\nban_right = ["Hello?"]\n',
        "xx",
    )
    monkeypatch.setattr("provenance.catalogue.check.load", lambda _: language)
    said = "\n".join(problems("xx"))
    for part in (
        "does not match 'Good day'",
        "matches 'Hello there'",
        "'Hullo'",
        "read as greeting",
        "ban_right",
    ):
        assert part in said


def test_a_slow_pattern_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    language = parse(HEAD + RULE + "pattern = '(?:a|aa|hello )+$'\n", "xx")
    monkeypatch.setattr("provenance.catalogue.check.load", lambda _: language)
    monkeypatch.setattr("provenance.catalogue.check._PATIENCE", 0.2)
    assert any("is slow" in problem for problem in problems("xx"))


def test_a_rule_needs_its_trigger() -> None:
    rule = parse(HEAD + RULE + 'pattern = "h[ae]llo"\n', "xx").rules[0]
    assert matches(rule, "HELLO")
    assert not matches(rule, "hallo")


def test_the_command_checks_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "und.toml", "src/any/de.toml"]) == 0
    assert main(["check", "xx.toml"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "und.toml: sound", "de.toml: sound", "no language file xx.toml", "xx.toml: 1 problems",
    ]  # fmt: skip


def test_the_skeleton_is_a_valid_file_that_says_nothing_yet() -> None:
    language = parse(skeleton("Test"), "xx")
    assert language.rules == ()
    assert "comment" in language.tables["words"]
    assert language.tables["examples"]["removal_right"] == []


def test_new_does_not_overwrite(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "de"]) == 1
    assert "there already" in capsys.readouterr().err


def test_new_writes_the_skeleton(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr("provenance.catalogue.__main__.__file__", str(tmp_path / "__main__.py"))
    assert main(["new", "xx"]) == 0
    assert (tmp_path / "data/xx.toml").read_text("utf-8") == skeleton("xx")
    assert capsys.readouterr().out.strip().endswith("xx.toml")
