"""Numbers that belong to a person: IBANs and payment cards by their check digits, phone numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..span import Span
from .addresses import address_words, alternatives, overlaps_any

# Lengths of IBANs by country, from the registry of ISO 13616.
_IBAN_LENGTHS = {
    code: int(length)
    for code, length in (
        entry.split(":")
        for entry in [
            "ad:24",
            "ae:23",
            "al:28",
            "at:20",
            "az:28",
            "ba:20",
            "be:16",
            "bg:22",
            "bh:22",
            "br:29",
            "by:28",
            "ch:21",
            "cr:22",
            "cy:28",
            "cz:24",
            "de:22",
            "dk:18",
            "do:28",
            "ee:20",
            "eg:29",
            "es:24",
            "fi:18",
            "fo:18",
            "fr:27",
            "gb:22",
            "ge:22",
            "gi:23",
            "gl:18",
            "gr:27",
            "gt:28",
            "hr:21",
            "hu:28",
            "ie:22",
            "il:23",
            "iq:23",
            "is:26",
            "it:27",
            "jo:30",
            "kw:30",
            "kz:20",
            "lb:28",
            "lc:32",
            "li:21",
            "lt:20",
            "lu:20",
            "lv:21",
            "mc:27",
            "md:24",
            "me:22",
            "mk:19",
            "mr:27",
            "mt:31",
            "mu:30",
            "nl:18",
            "no:15",
            "pk:24",
            "pl:28",
            "ps:29",
            "pt:25",
            "qa:29",
            "ro:24",
            "rs:22",
            "sa:24",
            "se:24",
            "si:19",
            "sk:24",
            "sm:27",
            "tl:23",
            "tn:24",
            "tr:26",
            "ua:29",
            "va:22",
            "vg:24",
            "xk:20",
        ]
    )
}
_IBAN = re.compile(r"(?<![^\W_])[a-z]{2}[ ]?\d{2}(?:[ .-]?[0-9a-z]){11,30}")

# First digits of the payment cards in use; ISBNs (978, 979) and ticket numbers begin otherwise.
_CARD = re.compile(r"(?<![\w.,/=#+-])(?:4|5[1-5]|2[2-7]|3[0-9]|6)\d(?:[ -]?\d){10,17}(?![\w])")

_PHONE = re.compile(
    r"""
    (?<![\w.,:/#+€$£-])
    (?: (?:\+|00)[1-9]\d{0,2} (?:[ ./-]{0,2}\(0\))? (?:[ ./-]{0,2}\(?\d{1,5}\)?){2,6}   # international
      | \(?0[1-9]\d{1,4}\)? [ ]?[/ -]?[ ]? \d{2,8} (?:[ /-]\d{2,6}){0,4}              # national, with its 0
      | 0[1-9][ ]?[ /-][ ]?(?:\d{7,8}|\d{3}[ ]\d\d[ ]\d\d)                              # of a short area code
      | 0\d (?:[ .-]\d\d){4}                                                           # in pairs
      | (?!(?:1[ .-])?\(?8(?:00|33|44|55|66|77|88)\b)                                    # not a free one
        (?:1[ .-]?)?(?:\(\d{3}\)[ ]?\d{3}[ -]\d{4} | \d{3}([ .-])\d{3}\1\d{4})           # North American
      | 8[ -]?\(\d{3}\)[ -]?\d{3}[ -]\d\d[ -]\d\d | \(\d\d\)[ ]?\d{4,5}-\d{4}           # Russian, Brazilian
    )
    (?![\w€$£%]|[.,:/-]\d)
    """,
    re.VERBOSE,
)
_BEFORE = 40  # code points in front of a number in which a word may say what it is
_IBAN_SHAPE = re.compile(r"(?<![^\W_])[a-z]{2}\d\d(?:[ ]?\d{4}){3,}(?:[ ]?\d{1,3})?(?!\d)")
_PAIRS = re.compile(r"0\d([ .-])\d\d(?:\1\d\d){3}")
_PARTED_BY_BLANK_OR_DASH = re.compile(r"[\d -]+")
_DATE = re.compile(r"^\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}\b|^\d{4}[./-]\d\d[./-]\d\d\b")


def find_ibans(folded: str) -> Iterator[Span]:
    """Yield the IBANs in folded text whose length and check digits are right.

    >>> list(find_ibans("de89 3704 0044 0532 0130 00, de00 3704 0044 0532 0130 00"))
    [Span(start=0, end=27)]
    """
    for match in _IBAN.finditer(folded):
        length = _IBAN_LENGTHS.get(match[0][:2], 0)
        places = [n for n, char in enumerate(match[0]) if char.isalnum()][:length]
        code = "".join(match[0][n] for n in places)
        end = match.start() + places[-1] + 1 if places else 0
        ends_here = not folded[end : end + 1].isalnum()
        if length and len(code) == length and code.isascii() and ends_here and _mod_97(code) == 1:
            yield Span(match.start(), end)


def _mod_97(code: str) -> int:
    return int("".join(str(int(char, 36)) for char in code[4:] + code[:4])) % 97


def find_cards(folded: str) -> Iterator[Span]:
    """Yield the numbers of payment cards whose check digit is right.

    >>> list(find_cards("4111 1111 1111 1111 or 4111 1111 1111 1112"))
    [Span(start=0, end=19)]
    """
    for match in _CARD.finditer(folded):
        digits = [int(char) for char in match[0] if char.isascii() and char.isdigit()]
        if 13 <= len(digits) <= 19 and len(set(digits)) > 1 and _luhn(digits):
            yield Span(*match.span())


def _luhn(digits: list[int]) -> bool:
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


@cache
def _named() -> re.Pattern[str]:
    words = alternatives(address_words()["phone"])
    return re.compile(
        rf"(?<!\w)(?:{words})[.:]{{0,2}}[ ]{{0,3}}(?P<number>\+?\(?\d(?:[ ./()-]{{0,2}}\d){{5,14}})(?!\w)"
    )


@cache
def _numbered() -> re.Pattern[str]:
    words = alternatives(address_words()["numbered"])
    return re.compile(rf"(?<!\w)(?:{words})[ .:#]{{0,3}}(?:n[or]|number|nummer)?[ .:#]{{0,3}}$")


def find_phones(folded: str) -> Iterator[Span]:
    """Yield phone numbers: international, national with a leading 0, North American, or named as such.

    >>> text = "+43 660 5550143 on 12.03.2024, 1914-1918, tel: 555 01 43"
    >>> [span.of(text) for span in find_phones(text)]
    ['+43 660 5550143', '555 01 43']
    """
    # The groups of a wrong IBAN are no phone number either.
    last, other = 0, [Span(*match.span()) for match in _IBAN_SHAPE.finditer(folded)]
    for span in sorted({*_by_shape(folded), *_by_name(folded)}):
        if span.start >= last and not overlaps_any(span, other):
            last = span.end
            yield span


def _by_shape(folded: str) -> Iterator[Span]:
    for match in _PHONE.finditer(folded):
        digits = sum(char.isdigit() for char in match[0])
        # Eight digits are also a time of day from and to, or two numbers of something.
        fewest = 9 if _PARTED_BY_BLANK_OR_DASH.fullmatch(match[0]) else 8
        if not fewest <= digits <= 15 or (_DATE.match(match[0]) and not _PAIRS.fullmatch(match[0])):
            continue
        if not _numbered().search(folded[max(0, match.start() - _BEFORE) : match.start()]):
            yield _in_brackets(folded, Span(*match.span()))


def _in_brackets(folded: str, span: Span) -> Span:
    """Leave out a bracket around the number that is no part of it: "(+43 660 5550143)"."""
    number = span.of(folded)
    opened, closed = number.count("("), number.count(")")
    if opened > closed and number[0] == "(":
        return Span(span.start + 1, span.end)
    if closed > opened and number[-1] == ")":
        return Span(span.start, span.end - 1)
    return span


def _by_name(folded: str) -> Iterator[Span]:
    yield from (Span(*match.span("number")) for match in _named().finditer(folded))
