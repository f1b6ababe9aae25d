"""Whole articles and what a reader says about them: tests/cases/<language>/*.toml.

CONTRIBUTING.md describes the format. The article stands in ``article``, each line behind a margin
that says what it is: ``kind | text``, ``kind:de | text`` for another language than the article's,
``kind/kind | text`` where either is right, ``+ | text`` for a line that goes on with the block above,
``& kind | text`` for a block of its own that stands in the same line, behind a blank.
A ``!`` behind the kind marks a line that is known to be read wrongly today, for the reason in
``xfail.lines``; ``[xfail]`` with the name of an aspect expects the whole aspect to fail.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

import provenance
from provenance.blocks.block import KINDS
from provenance.span import Span

CASES = Path(__file__).parent / "cases"
PATHS = sorted(CASES.rglob("*.toml"))
MARGIN = re.compile(r"(?P<kinds>[a-z_/]+)(?::(?P<language>[\w-]+))?(?P<wrong>!)? \| (?P<text>.*)")
IN_BODY = {"body", "title", "lead"}
UNSCORED = {"other", "greeting"}
KEYS = {"label", "comment", "language", "line_end", "article", "translation", "cue", "policy", "xfail"}
ASPECTS = {"body", "blocks", "languages", "translation", "cues", "policy", "lines"}


@frozen
class Unit:
    """One block as the case has it: where it is and what kinds are right."""

    span: Span
    kinds: frozenset[str]
    language: str
    known_wrong: bool


@frozen
class Case:
    """One article with its expected reading; ``data`` is the TOML as it stands."""

    name: str
    text: str
    units: tuple[Unit, ...]
    data: dict[str, Any]

    def find(self, quote: str) -> Span:
        """Return where the quoted words stand; white space in the quote matches any white space."""
        pattern = r"\s+".join(map(re.escape, quote.split()))
        found = [Span(*m.span()) for m in re.finditer(pattern, self.text)]
        assert len(found) == 1, f"{self.name}: {len(found)} places for the quote {quote!r}"
        return found[0]


def read_article(article: str, language: str, line_end: str) -> tuple[str, tuple[Unit, ...]]:
    """Return the text of an article and its units, without the margin."""
    text, units = "", []
    for line in article.split("\n"):
        if line.startswith("+ | "):
            last = units.pop()
            text += line.removeprefix("+ | ")
            units.append(Unit(Span(last.span.start, len(text)), last.kinds, last.language, last.known_wrong))
        elif line:
            if line.startswith("& "):
                text, line = text.removesuffix(line_end) + " ", line.removeprefix("& ")
            margin = MARGIN.fullmatch(line)
            assert margin, f"no margin: {line!r}"
            span = Span(len(text), len(text) + len(margin["text"]))
            kinds = frozenset(margin["kinds"].split("/"))
            units.append(Unit(span, kinds, margin["language"] or language, bool(margin["wrong"])))
            text += margin["text"]
        text += line_end
    return text, tuple(units)


@cache
def load(path: Path) -> Case:
    """Return the case in a file."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    text, units = read_article(data["article"].rstrip("\n"), data["language"], data.get("line_end", "\n"))
    return Case(path.relative_to(CASES).with_suffix("").as_posix(), text, units, data)


@cache
def analysis_of(path: Path) -> provenance.Analysis:
    """Return what the library says about the case, worked out once."""
    return provenance.analyze(load(path).text)


def each(aspect: str) -> pytest.MarkDecorator:
    """Parametrise over the cases; one whose ``[xfail]`` names the aspect is expected to fail."""
    rows = []
    for path in PATHS:
        reason = load(path).data.get("xfail", {}).get(aspect)
        marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
        rows.append(pytest.param(path, id=load(path).name, marks=marks))
    return pytest.mark.parametrize("path", rows)


def as_read(path: Path) -> dict[Span, str]:
    """Return the library's blocks as span -> kind."""
    return {block.span: block.kind for block in analysis_of(path).blocks}


def overlap(a: Span, b: Span) -> float:
    """Return the intersection of two spans over their union."""
    shared = min(a.end, b.end) - max(a.start, b.start)
    return max(0, shared) / (max(a.end, b.end) - min(a.start, b.start))


def test_there_are_enough_cases() -> None:
    assert len(PATHS) >= 14
    assert len({path.parent.name for path in PATHS}) >= 6


@pytest.mark.parametrize("path", PATHS, ids=lambda path: load(path).name)
def test_the_case_is_well_formed(path: Path) -> None:
    case = load(path)
    assert set(case.data) <= KEYS
    assert case.data["label"]
    assert case.data["comment"]
    assert frozenset().union(*(unit.kinds for unit in case.units)) <= set(KINDS)
    assert set(case.data.get("xfail", ())) <= ASPECTS
    assert ("lines" in case.data.get("xfail", ())) is any(unit.known_wrong for unit in case.units)
    for said in (case.data.get("translation"), *case.data.get("policy", {}).get("clause", ())):
        assert said is None or case.find(said["quote"])


@each("body")
def test_body(path: Path) -> None:
    """Every line of the article is in the body, and no other line is."""
    case, read = load(path), as_read(path)
    wrong = []
    for unit in case.units:
        said = {kind in IN_BODY for span, kind in read.items() if span.overlaps(unit.span)}
        if not unit.known_wrong and said != {bool(unit.kinds & IN_BODY)}:
            wrong.append((unit.span.of(case.text)[:60], sorted(unit.kinds)))
    assert not wrong


@each("blocks")
def test_blocks(path: Path) -> None:
    """Every line is a block of its own, of the right kind; a summary may count as lead or body."""
    case, read = load(path), as_read(path)
    wrong = []
    for unit in case.units:
        allowed = unit.kinds | ({"lead", "body"} if unit.kinds & {"lead", "body"} else set())
        said = read.get(unit.span, "no block of this span")
        if not unit.known_wrong and said not in allowed:
            wrong.append((unit.span.of(case.text)[:60], said, sorted(unit.kinds)))
    assert not wrong


def test_lines_known_to_be_read_wrongly_still_are() -> None:
    """A strict xfail for single lines: one that is read rightly by now loses its mark."""
    mended = [
        (load(path).name, unit.span.of(load(path).text)[:60])
        for path in PATHS
        for unit in load(path).units
        if unit.known_wrong and as_read(path).get(unit.span) in unit.kinds
    ]
    assert not mended, "read rightly by now: take the '!' away"


@each("languages")
def test_languages(path: Path) -> None:
    """Runs of lines in one language are one segment each."""
    case = load(path)
    expected: list[tuple[str, str]] = []
    start = 0
    for number, unit in enumerate(case.units):
        following = case.units[number + 1] if number + 1 < len(case.units) else None
        if following is None or following.language != unit.language:
            expected.append((unit.language, Span(start, unit.span.end).strip(case.text).of(case.text)))
            start = unit.span.end
    segments = analysis_of(path).languages
    assert [(s.language, s.span.strip(case.text).of(case.text)) for s in segments] == expected


FACTS = ("method", "tool", "source_language", "target_language", "original_url")


@each("translation")
def test_translation(path: Path) -> None:
    """The claim states exactly the facts of the notice; it holds the declaring words, and no other block."""
    case, claim = load(path), analysis_of(path).translation
    expected = case.data.get("translation")
    if expected is None:
        assert claim is None, f"nothing is declared here, but: {claim}"
        return
    assert claim is not None, "the notice was not found"
    assert {fact: getattr(claim, fact) for fact in FACTS} == {fact: expected.get(fact) for fact in FACTS}
    quote = case.find(expected["quote"])
    (block,) = (unit.span for unit in case.units if unit.span.contains(quote))
    assert claim.span.contains(quote), claim.span.of(case.text)
    assert block.contains(claim.span), claim.span.of(case.text)


@each("cues")
def test_cues(path: Path) -> None:
    """The expected cues are there, and where none is expected none suggests another language."""
    expected = {(cue["cue"], cue["suggests"]) for cue in load(path).data.get("cue", ())}
    found = {(cue.cue, cue.suggests) for cue in analysis_of(path).cues}
    assert expected <= found
    if not expected:
        assert {suggests for _, suggests in found} <= {None}


@each("policy")
def test_policy(path: Path) -> None:
    """Each clause of the notice is found, on its words, and no other clause is made up."""
    case, policy = load(path), analysis_of(path).comment_policy
    expected = case.data.get("policy")
    if expected is None:
        assert policy is None, f"there is no notice here, but: {policy}"
        return
    assert policy is not None, "the notice was not found"
    clauses = [(c.type, c.span) for c in policy.clauses if c.type not in UNSCORED]
    wanted = [({c["type"], *c.get("alt", ())}, case.find(c["quote"])) for c in expected["clause"]]
    missed = [
        (sorted(types), span.of(case.text))
        for types, span in wanted
        if not any(t in types and overlap(s, span) >= 0.5 for t, s in clauses)
    ]
    made_up = [
        (t, s.of(case.text))
        for t, s in clauses
        if not any(t in types and overlap(s, span) >= 0.5 for types, span in wanted)
    ]
    assert (missed, made_up) == ([], [])
    assert policy.moderation == expected["moderation"]
    for name in ("operator", "forum"):
        if name in expected:
            assert getattr(policy, name) == expected[name]
