"""A rule that finds data by which a person can be reached or charged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen
from attrs.validators import deep_iterable, in_

from ..span import Span
from .addresses import overlaps_any
from .decision import Context, Reason, Rule, Submission, an_outcome, listed
from .numbers import find_cards, find_ibans, find_phones
from .reading import Reading

#: The kinds of personal data that are found, the surest first.
PERSONAL_KINDS = ("email", "iban", "payment_card", "phone")

_FIVE_DIGITS = re.compile(r"\d(?:.{0,3}\d){4}", re.DOTALL)


def find_personal_data(text: str) -> Iterator[tuple[str, Span]]:
    """Yield kind and span of the personal data in ``text``, in order and without overlap.

    The kinds are `PERSONAL_KINDS`. IBANs and cards need valid check digits.

    >>> text = "mail ana@mail.example or call +43 660 5550143"
    >>> [(kind, span.of(text)) for kind, span in find_personal_data(text)]
    [('email', 'ana@mail.example'), ('phone', '+43 660 5550143')]
    """
    yield from _personal_data(Reading(text))


def _personal_data(reading: Reading) -> Iterator[tuple[str, Span]]:
    folded = reading.folded
    found: dict[str, Sequence[Span]] = {"email": reading.emails}
    if _FIVE_DIGITS.search(folded):
        for kind, finder in (("iban", find_ibans), ("payment_card", find_cards), ("phone", find_phones)):
            before = tuple(found.values())
            found[kind] = [s for s in finder(folded) if not any(overlaps_any(s, spans) for spans in before)]
    yield from sorted(((kind, s) for kind, spans in found.items() for s in spans), key=lambda item: item[1])


@frozen(repr=False)
class _PersonalData:
    kinds: tuple[str, ...] = field(validator=deep_iterable(in_(PERSONAL_KINDS)))
    severity: str = field(validator=an_outcome)

    def __call__(self, submission: Submission, context: Context) -> Iterator[Reason]:
        for kind, span in _personal_data(submission.reading):
            if kind in self.kinds:
                yield Reason("personal_data", span, self.severity, detail=kind)

    def __repr__(self) -> str:
        return f"personal_data({list(self.kinds)!r}, severity={self.severity!r})"


def personal_data(kinds: Iterable[str] = PERSONAL_KINDS, *, severity: str = "hold") -> Rule:
    """Return a rule that finds e-mail addresses, phone numbers, IBANs and payment cards.

    >>> comment = Submission("IBAN DE89 3704 0044 0532 0130 00!")
    >>> [(reason.detail, reason.span) for reason in personal_data()(comment, Context())]
    [('iban', Span(start=5, end=32))]
    """
    return _PersonalData(listed("kinds", kinds), severity)
