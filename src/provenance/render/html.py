"""The report as HTML: one page without scripts or outside parts, or a fragment for a notebook.

Kinds of blocks and languages are two layers: the colour of the bar beside a block is its
kind, the line under the words is their language. Each is also written out, so nothing hangs on
colour. What was found inside a block is marked, with the evidence as its title.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from attrs import frozen

from ..annotation import Annotation
from ..blocks.block import Block
from ..findings import Findings
from ..languages.segment import UNDETERMINED, LanguageSegment
from ..policy import PolicyClause
from ..span import Span
from ..translation.claim import TranslationClaim, TranslationCue
from . import words
from .layers import Piece, cut
from .visible import one_line, shortened, visible

_STYLES = 6  # kinds of line that the style sheet knows for languages
# Without a script: the style sheet looks whether the boxes are ticked.
_SWITCHES = (
    '<p class="switches">Show '
    + " ".join(
        f'<label><input type="checkbox" class="show-{layer}" checked> {layer}</label>'
        for layer in ("kinds", "languages", "marks")
    )
    + "</p>\n"
)
_QUOTE = 200  # code points of a quotation


def page(reports: Iterable[tuple[str, Findings]]) -> str:
    """Return a self-contained page for any number of (name, findings); everything is escaped.

    >>> from provenance import analyze
    >>> "<h1>a &amp; b</h1>" in page([("a & b", analyze("Fog over the bay."))])
    True
    """
    return "".join((head(), *(article(findings, name) for name, findings in reports), FOOT))


def head(title: str = "Provenance report") -> str:
    """Return the beginning of a page, up to where its articles stand; `FOOT` ends it."""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escaped(title)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
        '<main class="provenance">\n'
    )


FOOT = "</main>\n</body>\n</html>\n"


def article(findings: Findings, name: str = "") -> str:
    """Return the report on one text, to stand between `head` and `FOOT`."""
    return "".join(_article(findings, name))


def fragment(findings: Findings) -> str:
    """Return the report as a fragment with its style; its classes all lie under ``provenance``.

    >>> from provenance import analyze
    >>> fragment(analyze("Fog over the bay."))[:24]
    '<div class="provenance">'
    """
    return f'<div class="provenance">\n<style>\n{_style()}</style>\n{article(findings)}</div>\n'


@cache
def _style() -> str:
    return files(__package__).joinpath("report.css").read_text("utf-8")


def _text(text: str) -> str:
    return escape(visible(text))


def escaped(text: str) -> str:
    """Return ``text`` on one line, fit for an element or an attribute."""
    return escape(one_line(text))


@frozen
class _Ranks:
    """Which line each language is drawn with: the widest language gets the first."""

    of: dict[str, int]

    def css(self, language: str) -> str:
        if language == UNDETERMINED or language not in self.of:
            return "lang"
        return f"lang l{min(self.of[language], _STYLES - 1)}"


def _article(findings: Findings, name: str) -> Iterator[str]:
    widest = (language for language, _ in words.language_shares(findings))
    ranks = _Ranks({language: rank for rank, language in enumerate(widest)})
    yield f"<article>\n<h1>{escaped(name)}</h1>\n" if name else "<article>\n"
    yield _summary(findings, ranks)
    yield '<div class="blocks">\n'
    for span, block, marks in _sections(findings):
        yield _section(findings, span, block, marks, ranks)
    yield "</div>\n"
    yield _translation(findings)
    yield _cues(findings)
    yield _policy(findings)
    yield "</article>\n"


def _summary(findings: Findings, ranks: _Ranks) -> str:
    languages = [
        f'<span class="{ranks.css(tag)}">{escaped(tag)}</span> {share}'
        for tag, share in words.shares_in_percent(findings)
    ]
    groups = dict.fromkeys(words.group(block.kind) for block in findings.blocks)
    kinds = [f'<span class="key g-{group}">{group}</span>' for group in groups]
    classes = dict.fromkeys(_mark_class(a) for a in _marks(findings) if not isinstance(a, LanguageSegment))
    marks = [f'<mark class="{css}">{css}</mark>' for css in classes]
    rows = (("Languages", languages), ("Blocks", kinds), ("Marks", marks))
    legend = "".join(f"<dt>{label}</dt><dd>{' '.join(items) or 'none'}</dd>" for label, items in rows)
    counts = f"{len(findings.text)} characters · {len(findings.blocks)} blocks"
    return f'<p class="summary">{counts}</p>\n{_SWITCHES}<dl class="legend">{legend}</dl>\n'


def _sections(findings: Findings) -> Iterator[tuple[Span, Block | None, list[Annotation]]]:
    """Yield every block and every other stretch that holds more than white space, with its marks."""
    marks = sorted(_marks(findings), key=lambda a: a.span)
    open_marks: list[Annotation] = []
    upcoming = iter(marks)
    following = next(upcoming, None)
    for span, block in _stretches(findings):
        while following is not None and following.span.start < span.end:
            open_marks.append(following)
            following = next(upcoming, None)
        open_marks = [a for a in open_marks if a.span.end > span.start]
        yield span, block, list(open_marks)


def _stretches(findings: Findings) -> Iterator[tuple[Span, Block | None]]:
    at = 0
    for block in findings.blocks:
        yield from _unlabelled(findings, at, block.span.start)
        if block.span.end > at:
            yield Span(max(at, block.span.start), block.span.end), block
        at = max(at, block.span.end)
    yield from _unlabelled(findings, at, len(findings.text))


def _unlabelled(findings: Findings, start: int, end: int) -> Iterator[tuple[Span, None]]:
    if start < end and not findings.text[start:end].isspace():
        yield Span(start, end), None


def _marks(findings: Findings) -> Iterator[Annotation]:
    yield from findings.languages
    if findings.translation is not None:
        yield findings.translation
    yield from findings.cues
    if findings.comment_policy is not None:
        yield from findings.comment_policy.clauses


def _section(
    findings: Findings, span: Span, block: Block | None, marks: list[Annotation], ranks: _Ranks
) -> str:
    language = words.language_at(findings, span)
    if block is None:
        group, label, reasons = "none", "no block", ""
    else:
        group, reasons = words.group(block.kind), _evidence(findings, block)
        label = f"{block.kind} · {escaped(language)} · {words.percent(block.confidence)}"
    lang = "" if language == UNDETERMINED else f' lang="{escaped(language)}"'
    text = "".join(_piece(findings, piece, ranks) for piece in cut(span, marks))
    return (
        f'<section class="g-{group}">\n<details><summary>{label}</summary>{reasons}</details>\n'
        f'<p class="text" dir="auto"{lang}>{text}</p>\n</section>\n'
    )


def _piece(findings: Findings, piece: Piece, ranks: _Ranks) -> str:
    html = _text(piece.span.of(findings.text))
    marks = [a for a in piece.over if not isinstance(a, LanguageSegment)]
    if marks:
        css = " ".join(sorted({_mark_class(a) for a in marks}))
        html = f'<mark class="{css}"{_title(piece, marks)}>{html}</mark>'
    for segment in piece.over:
        if isinstance(segment, LanguageSegment):
            tag = segment.language
            start = f'<span class="{ranks.css(tag)}" lang="{escaped(tag)}"{_title(piece, [segment])}>'
            html = f"{start}{html}</span>"
    return html


def _title(piece: Piece, said: list[Annotation]) -> str:
    """Return the title of a piece; the first piece of an annotation is also a stop of the Tab key."""
    title = "\n".join(f"{_name(a)}, {words.percent(a.confidence)}; {one_line(words.reason(a))}" for a in said)
    stop = ' tabindex="0"' if any(a.span.start == piece.span.start for a in said) else ""
    return f' title="{_text(title)}"{stop}'


def _mark_class(annotation: Annotation) -> str:
    kinds = {TranslationClaim: "claim", TranslationCue: "cue", PolicyClause: "clause"}
    return next(css for kind, css in kinds.items() if isinstance(annotation, kind))


def _name(annotation: Annotation) -> str:
    match annotation:
        case LanguageSegment():
            return f"language: {one_line(annotation.language)}"
        case TranslationClaim():
            return f"translation declared: {annotation.method.replace('_', ' ')}"
        case TranslationCue():
            return one_line(_cue(annotation))
        case PolicyClause():
            return f"clause: {annotation.type}"
    return type(annotation).__name__


def _cue(cue: TranslationCue) -> str:
    return f"cue: {cue.cue}" + (f", suggests {cue.suggests}" if cue.suggests else "")


def _evidence(findings: Findings, annotation: Annotation) -> str:
    items = "".join(
        f"<li><code>{escaped(e.source)}</code> {escaped(e.detail)} "
        f'<span class="place">{e.span.start}–{e.span.end}</span></li>'
        for e in annotation.evidence
    )
    return f"<ul>{items}</ul>"


def _found(findings: Findings, said: Annotation, label: str) -> str:
    quote = escaped(shortened(said.span.of(findings.text), _QUOTE))
    place = f'<span class="place">{said.span.start}–{said.span.end}</span>'
    return (
        f"<li><details><summary><b>{escaped(label)}</b> <q>{quote}</q> {place}</summary>"
        f"{_evidence(findings, said)}</details></li>\n"
    )


def _facts(facts: words.Facts) -> str:
    rows = "".join(f"<dt>{label}</dt><dd>{escaped(value)}</dd>" for label, value in facts)
    return f"<dl>{rows}</dl>\n"


def _translation(findings: Findings) -> str:
    claim = findings.translation
    if claim is None:
        return "<h2>Translation</h2>\n<p>None declared.</p>\n"
    found = _found(findings, claim, "declared")
    return f"<h2>Translation</h2>\n{_facts(words.claim_facts(claim))}<ul>{found}</ul>\n"


def _cues(findings: Findings) -> str:
    if not findings.cues:
        return ""
    items = "".join(_found(findings, cue, _cue(cue).removeprefix("cue: ")) for cue in findings.cues)
    return f"<h2>Cues</h2>\n<p>Inferred; none of them declares a translation.</p>\n<ul>{items}</ul>\n"


def _policy(findings: Findings) -> str:
    policy = findings.comment_policy
    if policy is None:
        return "<h2>Comment policy</h2>\n<p>None found.</p>\n"
    clauses = "".join(_found(findings, clause, clause.type) for clause in policy.clauses)
    return f"<h2>Comment policy</h2>\n{_facts(words.policy_facts(policy))}<ul>{clauses}</ul>\n"
