"""What is asked of every input, whatever its bytes: each target takes bytes and raises when a law breaks.

`fuzz/run.py` drives them with a fuzzer that learns; tests/test_fuzz_corpus.py runs them over the small
corpus kept in fuzz/corpus, where every input that once broke something belongs.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import provenance
from provenance.export.records import Failure, Record, read_records
from provenance.html.parse import parse
from provenance.moderation import (
    Context,
    Moderator,
    Submission,
    first_comment,
    links,
    moderator_from,
    not_,
    rate,
    statement_of_reasons,
)

CORPUS = Path(__file__).parent / "corpus"
DAY = date(2030, 1, 1)


def decoded(data: bytes) -> str:
    """Return a text for every bytes; what is not UTF-8 becomes lone surrogates."""
    return data.decode("utf-8", "surrogateescape")


def text(data: bytes) -> None:
    """Analyse a text and write it in every form."""
    given = decoded(data)
    analysis = provenance.analyze(given)
    position = 0
    for block in analysis.blocks:
        assert not given[position : block.span.start].strip()
        position = block.span.end
    assert not given[position:].strip()
    line = json.dumps(analysis.to_dict())
    assert provenance.Analysis.from_dict(json.loads(line), given) == analysis
    assert analysis.to_html().encode("utf-8")


def html(data: bytes) -> None:
    """Read a page; every annotation lies inside its text."""
    document = parse(decoded(data))
    for annotation in document.annotations:
        assert annotation.span.end <= len(document.text)


def jsonl(data: bytes) -> None:
    """Read JSON Lines: every line that is not blank gives one record or one failure."""
    lines = data.split(b"\n")
    found = list(read_records(lines))
    assert all(isinstance(one, Record | Failure) for one in found)
    lines[0] = lines[0].removeprefix(b"\xef\xbb\xbf")
    blank = sum(not line.strip() for line in lines)
    assert len(found) == len(lines) - blank


# The notices that comments are moderated under, and rules with lists as an operator would give them.
NOTICE = "Comments are checked before they are published. We delete insulting comments and advertising."


@cache
def moderator() -> Moderator:
    """Return a moderator with every rule."""
    page = provenance.analyze(NOTICE)
    words = ("dummbeutel", "depp*", "*kopf*", "halt den mund")
    started = moderator_from(page.comment_policy, NOTICE, words=words, domains=("spam.example",))
    return started.with_rules(rate(), first_comment(), not_(links(most=0), severity="reject"))


def statements(data: bytes) -> None:
    """Decide about a comment, and make, check and send the statement of reasons."""
    said, _, earlier = decoded(data).partition("\x1e")
    comment, context = Submission(said, author="ana", id="c-1"), Context(history=earlier.split("\x1f"))
    decision = moderator().decide(comment, context)
    assert decision == moderator().decide(Submission(said, author="ana", id="c-1"), context)
    assert all(reason.span.end <= len(said) for reason in decision.reasons)
    for known in (decision, decision.settled("reject", decision.reasons)):
        made = statement_of_reasons(known, comment, puid="c-1", content_date=DAY, application_date=DAY)
        assert (made is None) == (known.outcome != "reject")
        if made is not None:
            assert json.loads(json.dumps(made.to_dsa())) == made.to_dsa()
            for language in ("de", "fr"):
                assert made.render(language).encode("utf-8")
    personal = [reason.span.of(said) for reason in decision.reasons if reason.rule == "personal_data"]
    if made is not None and personal:
        assert not any(part in made.to_dsa()["decision_facts"] for part in personal)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text,
    "html": html,
    "jsonl": jsonl,
    "statements": statements,
}
