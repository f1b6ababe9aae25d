"""The statement of reasons that EU law (Digital Services Act, article 17) asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from attrs import field, frozen

from .addresses import overlaps_any
from .decision import Decision, Submission, listed
from .letter import Letter, cited_clause, personal_spans, render
from .shipped import shipped

_REMOVED, _NEVER_SHOWN = "DECISION_VISIBILITY_CONTENT_REMOVED", "DECISION_VISIBILITY_CONTENT_DISABLED"


class StatementError(ValueError):
    """Raised by a statement that the database would refuse; ``problems`` lists why, a field each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def form() -> Mapping[str, Any]:
    """Return the form: fields, values, limits and conditions of the transparency database.

    >>> "puid" in form()["required"]
    True
    """
    return shipped("statement")


def _kept(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a copy that nobody can change."""
    return MappingProxyType({name: tuple(v) if isinstance(v, list) else v for name, v in given.items()})


@frozen
class StatementOfReasons:
    """A statement of reasons: the fields of the transparency database, and the letter to the author.

    ``fields`` maps the database's names to values; it is checked by `validate`, not before, so that
    a statement can be filled step by step. ``letter`` is what `render` needs besides.

    >>> StatementOfReasons({"puid": "c-1"}).problems()[0]
    'decision_ground is missing'
    """

    fields: Mapping[str, Any] = field(converter=_kept)
    letter: Letter | None = None

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong with the fields, a sentence each; nothing when they are valid."""
        return tuple(_problems({name: value for name, value in self.fields.items() if value is not None}))

    def validate(self) -> StatementOfReasons:
        """Return the statement itself; raises `StatementError` when a field is wrong."""
        if found := self.problems():
            raise StatementError(found)
        return self

    def to_dsa(self) -> dict[str, Any]:
        """Return the valid statement as the database takes it: plain types, JSON ready."""
        self.validate()
        given = {name: value for name, value in self.fields.items() if value is not None}
        return {name: list(v) if isinstance(v, tuple) else v for name, v in given.items()}

    def render(self, language: str) -> str:
        """Return the letter to the author in ``language`` (a BCP 47 tag).

        Raises `ValueError` for a language without a template, and where there is no letter.
        """
        if self.letter is None:
            raise ValueError("this statement was made without a letter")
        return render(self.letter, language)


def statement_of_reasons(
    decision: Decision,
    submission: Submission,
    *,
    puid: str,
    content_date: date,
    application_date: date,
    ground: str = "",
    legal_ground: str = "",
    category: str = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
    removed: bool = False,
    automated_decision: str = "AUTOMATED_DECISION_FULLY",
    source_type: str = "SOURCE_VOLUNTARY",
    publisher: str = "",
    redress: tuple[str, ...] = (),
    **more: Any,
) -> StatementOfReasons | None:
    """Return the statement for a decision against a comment, ``None`` for one that holds or publishes.

    ``ground`` names the terms that were broken (the quoted clause where it is empty); with
    ``legal_ground`` the comment counts as illegal instead. ``removed`` tells that it had been
    published. ``redress`` lists ways to object, as sentences for the letter. ``more`` are further
    fields of the database; the letter tells of ``territorial_scope`` and
    ``end_date_visibility_restriction``. No field is checked before `StatementOfReasons.validate`.
    Raises `TypeError` where ``redress`` or ``territorial_scope`` is one string, and for a date that is none.

    >>> from provenance.moderation import Context, blocked_words
    >>> comment = Submission("You dummbeutel", id="c-7")
    >>> reasons = tuple(blocked_words(["dummbeutel"], severity="reject")(comment, Context()))
    >>> day = date(2030, 1, 1)
    >>> made = statement_of_reasons(Decision("reject", reasons), comment, puid="c-7",
    ...     content_date=day, application_date=day)
    >>> made.to_dsa()["decision_facts"]
    'The comment breaks the rules of the comment section: blocked_word at 4 to 14, "dummbeutel".'
    """
    if not isinstance(decision, Decision) or not isinstance(submission, Submission):
        got = f"{type(decision).__name__} and {type(submission).__name__}"
        raise TypeError(f"expected a Decision and a Submission, got {got}")
    if decision.outcome != "reject":
        return None
    facts = _facts(decision, submission)
    cited = cited_clause(decision)
    terms = ground or (f"“{cited.quote}”" if cited else "Rules of the comment section")
    given: dict[str, Any] = {
        "decision_visibility": (_REMOVED if removed else _NEVER_SHOWN,),
        "content_type": ("CONTENT_TYPE_TEXT",),
        "category": category,
        "content_date": _day("content_date", content_date),
        "application_date": _day("application_date", application_date),
        "decision_facts": facts,
        "source_type": source_type,
        "automated_detection": "Yes" if decision.reasons else "No",
        "automated_decision": automated_decision,
        "puid": puid,
        **_grounds(terms, legal_ground, facts),
        **{name: _day(name, v) if isinstance(v, date) else v for name, v in more.items()},
    }
    territory = listed("territorial_scope", more.get("territorial_scope") or ())
    until = given.get("end_date_visibility_restriction")
    letter = Letter(
        decision, submission, ground, legal_ground, removed, automated_decision, publisher,
        listed("redress", redress), source_type, territory, until or "",
    )  # fmt: skip
    return StatementOfReasons(given, letter)


def _day(name: str, value: date) -> str:
    if not isinstance(value, date):
        raise TypeError(f"{name} is a date, not {value!r}")
    return value.isoformat()[:10]  # a datetime is a date too


def _grounds(terms: str, legal_ground: str, facts: str) -> dict[str, str]:
    longest = form()["longest"]
    if legal_ground:
        return {
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": legal_ground,
            "illegal_content_explanation": _cut(facts, longest["illegal_content_explanation"]),
        }
    return {
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": _cut(terms, longest["incompatible_content_ground"]),
        "incompatible_content_explanation": _cut(facts, longest["incompatible_content_explanation"]),
    }


def _facts(decision: Decision, submission: Submission) -> str:
    """Return what was found where, with quotes; personal data is named but not repeated."""
    told: list[str] = []
    room = longest = form()["longest"]["decision_facts"]
    hidden = personal_spans(decision)
    secrets = {span.of(submission.text) for span in hidden}
    for reason in decision.decisive:
        words = reason.span.of(submission.text)
        quote = _cut(words, 200)
        secret = overlaps_any(reason.span, hidden) or any(map(words.__contains__, secrets))
        shown = "" if secret or not quote.strip() else f', "{quote}"'
        told.append(f"{reason.rule} at {reason.span.start} to {reason.span.end}{shown}")
        room -= len(told[-1])
        if room < 0:  # the field holds no more
            break
    facts = "; ".join(told) or "found by a moderator"
    return _cut(f"The comment breaks the rules of the comment section: {facts}.", longest)


def _cut(text: str, longest: int) -> str:
    clean = text.encode("utf-8", "replace").decode("utf-8")
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


def _problems(given: Mapping[str, Any]) -> Iterator[str]:
    rules = form()
    for name in rules["required"]:
        if given.get(name) in (None, "", ()):
            yield f"{name} is missing"
    if not any(given.get(name) for name in rules["one_of"]):
        yield f"one of {', '.join(rules['one_of'])} must be given"
    for name, value in given.items():
        yield from _field_problems(name, value)
    for rule in rules["needs"]:
        if rule["value"] in _listed(given.get(rule["field"])):
            for other in rule["others"]:
                if not given.get(other):
                    yield f"{other} is missing: {rule['field']} is {rule['value']}"
    for rule in rules["excluded"]:
        value = given.get(rule["when"])
        applies = value == rule["is"] if "is" in rule else value != rule["is_not"]
        if rule["field"] in given and applies:
            yield f"{rule['field']} must be left out: {rule['when']} is {value}"


def _listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _field_problems(name: str, value: Any) -> Iterator[str]:
    rules = form()
    if name not in rules["fields"]:
        yield f"{name} is no field of a statement"
        return
    if (name in rules["lists"]) != isinstance(value, tuple):
        yield f"{name} must {'' if name in rules['lists'] else 'not '}be a list"
        return
    for item in _listed(value):
        if not isinstance(item, str):
            yield f"{name} holds {item!r}, which is no text"
        elif name in rules["values"] and item not in rules["values"][name]:
            yield f"{name} is {item!r}, which is none of its values"
        elif len(item) > rules["longest"].get(name, len(item)):
            yield f"{name} is {len(item)} characters long, {rules['longest'][name]} at most"
        else:
            yield from _format_problems(name, item)


_FORMATS = {
    "puid": (re.compile(r"[a-zA-Z0-9_-]+"), "letters, digits, '-' and '_' only"),
    "territorial_scope": (re.compile(r"[A-Z]{2}"), "codes of countries in two capitals"),
    "content_language": (re.compile(r"[A-Z]{2}"), "a code of a language in two capitals"),
}


def _format_problems(name: str, item: str) -> Iterator[str]:
    pattern, told = _FORMATS.get(name, (None, ""))
    if pattern is not None and not pattern.fullmatch(item):
        yield f"{name} is {item!r}; it takes {told}"
    if name in form()["days"]:
        first, last = form()["days"][name]
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", item, re.ASCII) or not _is_day(item):
            yield f"{name} is {item!r}, which is no day written YYYY-MM-DD"
        elif not first <= item <= last:
            yield f"{name} is {item}, it must lie between {first} and {last}"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
