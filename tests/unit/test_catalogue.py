"""Languages as data: every file is sound, and what is wrong with one is said plainly."""

from __future__ import annotations

from pathlib import Path

import pytest

from provenance.catalogue import CatalogueError, chain, load, parse, tags
from provenance.catalogue.__main__ import main, skeleton
from provenance.catalogue.check import clause_kinds, matches, problems
from provenance.catalogue.concepts import known, pattern_of, stems, triggers_of
from provenance.catalogue.engine import compiled
from provenance.catalogue.load import concepts_of, schemas, source_of, table

HEAD = '[language]\nname = "Test"\n'
RULE = '[[clause]]\nid = "x"\nkind = "greeting"\ntriggers = ["hello"]\n'


@pytest.mark.parametrize("tag", tags())
def test_every_language_file_keeps_its_examples_and_is_fast(tag: str) -> None:
    assert problems(source_of(tag), tag) == ()


def test_every_concept_of_the_shared_rules_is_explained() -> None:
    assert set(concepts_of(schemas())) <= set(load("und").tables["concepts"])


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


def test_broken_examples_are_reported() -> None:
    said = "\n".join(
        problems(
            HEAD + RULE + 'pattern = "hello"\nmatch = ["Good day"]\nno_match = ["Hello there"]\n'
            '[examples]\nnone = ["Hello!"]\nban_right = ["Hello?"]\n',
            "xx",
        )
    )
    for part in (
        "does not match 'Good day'",
        "matches 'Hello there'",
        "read as greeting",
        "not read as ban_right",
    ):
        assert part in said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("[language", "Expected"),
        (HEAD, "nothing is filled in yet"),
        (HEAD + RULE + 'pattern = "(a"\n', "is no pattern: missing )"),
        (HEAD + RULE + 'slots = ["{nobody}"]\n', "nothing is known of {nobody}"),
        (HEAD + RULE.replace('["hello"]', '"hello"') + 'pattern = "a"\n', "'triggers' is a list of texts"),
        (HEAD + RULE + "pattern = 3\n", "'pattern' is a text"),
        (HEAD + RULE + 'pattern = "a"\nsays = "b"\n', "'says' is a table"),
        ('clause = "a"\n' + HEAD, "a [[clause]] of its own"),
        (HEAD + '[words]\nhail = "hello"\n', "[words] hail: a list of texts is wanted, not 'hello'"),
        ('words = "a"\n' + HEAD, "[words] is a table"),
        (HEAD + '[words]\nhail = ["Hullo"]\n', "can never be found"),
        (HEAD + '[words]\nhail = ["*"]\n', "an empty word"),
        (HEAD + "[words]\nhail = ['a: (a']\n", "is no pattern"),
        (HEAD + "[translation]\nact = ['(a']\n", "[translation] act"),
        (HEAD + "[translation.languages]\nen = '(a'\n", "[translation] languages"),
        (HEAD + RULE.replace("greeting", "welcomming") + 'pattern = "a"\n', "no clause kind 'welcomming'"),
        (HEAD + RULE + 'pattern = "a"\nconfidence = 1.5\n', "a number from 0 to 1"),
    ],
)
def test_a_file_out_of_shape_is_told_what_is_wanted(source: str, said: str) -> None:
    assert any(said in problem for problem in problems(source, "xx")), problems(source, "xx")


@pytest.mark.parametrize(
    "pattern",
    ["(?:a|aa|hello )+$", "a{1,400}b?a{1,400}c", r"\\w+@", "(?:hello|hell)+o+x", ".*hello.*hello.*x"],
)
def test_a_slow_pattern_is_reported(pattern: str) -> None:
    source = HEAD + RULE + f'pattern = "{pattern}"\n'
    assert any("is slow" in problem for problem in problems(source, "xx"))


def test_a_slow_slot_of_a_translation_is_reported() -> None:
    source = HEAD + "[translation]\nact = ['(?:a|aa)+ by']\n"
    assert any("[translation] act" in problem and "is slow" in problem for problem in problems(source, "xx"))


def test_a_rule_needs_its_trigger() -> None:
    rule = parse(HEAD + RULE + 'pattern = "h[ae]llo"\n', "xx").rules[0]
    assert matches(rule, "HELLO")
    assert not matches(rule, "hallo")


def test_the_command_checks_shipped_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "und.toml", "ja"]) == 0
    assert main(["check", "xx.toml"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "und.toml: sound", "ja: sound", "xx.toml: no language file xx.toml", "xx.toml: 1 problem",
    ]  # fmt: skip


def test_the_command_checks_the_file_at_a_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "de.toml"
    path.write_text(HEAD + RULE + 'pattern = "(a"\n', "utf-8")
    assert main(["check", str(path)]) == 1
    assert "is no pattern" in capsys.readouterr().out
    assert main(["check", str(tmp_path / "en.toml")]) == 1


def test_the_command_wants_a_file() -> None:
    with pytest.raises(SystemExit):
        main(["check"])


def test_the_skeleton_explains_itself_and_says_nothing_yet() -> None:
    source = skeleton("xx")
    language = parse(source, "xx", schemas=schemas())
    assert language.rules == ()
    assert set(concepts_of(schemas())) <= set(language.tables["words"])
    assert "# delete, remove, edit, shorten, refuse\nremove = []" in source
    assert problems(source, "xx") == ("nothing is filled in yet",)


def test_new_says_where_it_may_not_write(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "write_text", refuse)
    assert main(["new", "xx"]) == 1
    assert "xx.toml: Permission denied" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("tag", "said"), [("de", "there already"), ("../sk", "no BCP 47 tag"), ("x/sk", "no BCP")]
)
def test_new_writes_nothing_where_it_should_not(
    tag: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", tag]) == 1
    assert said in capsys.readouterr().err


def test_new_writes_the_skeleton(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    monkeypatch.setattr("provenance.catalogue.__main__.resources.files", lambda _: tmp_path)
    monkeypatch.setattr("provenance.catalogue.__main__.skeleton", lambda tag: f"# {tag}")
    assert main(["new", "pt-BR"]) == 0
    assert (tmp_path / "data/pt-BR.toml").read_text("utf-8") == "# pt-BR"
    assert capsys.readouterr().out.strip().endswith("pt-BR.toml")


def test_one_table_is_read_as_from_the_whole_file() -> None:
    for tag in tags():
        for name in ("translation", "words", "unheard-of"):
            found = table(tag, name)
            assert (None if found is None else dict(found)) == load(tag).tables.get(name)
