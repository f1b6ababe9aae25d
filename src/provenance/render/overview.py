"""One page that sums up many texts: charts of what was found, and a row for each text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from attrs import frozen

from ..findings import Findings
from . import words
from .html import FOOT, escaped, head

_BARS = 20  # of one chart; the rest is summed up in a last one
_BODY = ("body", "lead", "title")


@frozen
class Row:
    """What the overview needs to know of one text; small, and fit to travel between processes."""

    name: str
    length: int = 0
    languages: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    claim: str = ""
    moderation: str = ""
    clauses: tuple[str, ...] = ()
    failure: str = ""

    @property
    def body_share(self) -> float:
        """The share of body, lead and title in what lies in blocks."""
        total = sum(size for _, size in self.kinds)
        return sum(size for kind, size in self.kinds if kind in _BODY) / total if total else 0.0


def summarize(findings: Findings, name: str = "") -> Row:
    """Return the row of one analysed text.

    >>> from provenance import analyze
    >>> summarize(analyze("Fog over the bay this morning."), "fog.txt").languages
    (('en', 30),)
    """
    kinds: Counter[str] = Counter()
    for block in findings.blocks:
        kinds[block.kind] += len(block.span)
    claim, policy = findings.translation, findings.comment_policy
    pair = claim and f"{claim.source_language or '?'} → {claim.target_language or '?'}, {claim.method}"
    return Row(
        name,
        len(findings.text),
        languages=tuple(words.language_shares(findings)),
        kinds=tuple(sorted(kinds.items())),
        claim=(pair or "").replace("_", " "),
        moderation=policy.moderation if policy else "",
        clauses=tuple(sorted({clause.type for clause in policy.clauses})) if policy else (),
    )


def page(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the overview of ``rows`` in parts: a self-contained page, everything in it escaped.

    >>> "".join(page([Row("a & b", failure="not UTF-8")])).count("a &amp; b")
    1
    """
    good = [row for row in rows if not row.failure]
    yield head("Provenance overview")
    yield f"<article>\n<h1>Overview</h1>\n{_summary(rows, good)}"
    yield '<div class="charts">\n'
    for chart in _charts(good):
        yield _chart(*chart)
    yield "</div>\n"
    yield from _table(good)
    yield from _failures([row for row in rows if row.failure])
    yield f"</article>\n{FOOT}"


def _summary(rows: Sequence[Row], good: Sequence[Row]) -> str:
    claims = sum(bool(row.claim) for row in good)
    policies = sum(bool(row.moderation) for row in good)
    parts = [_counted(len(good), "text"), _counted(sum(row.length for row in good), "character")]
    parts += [
        _counted(claims, "declared translation"),
        _counted(policies, "comment policy", "comment policies"),
    ]
    if len(good) < len(rows):
        parts.append(f"{len(rows) - len(good)} without a result")
    return f'<p class="summary">{" · ".join(parts)}</p>\n'


def _counted(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"


def _charts(rows: Sequence[Row]) -> Iterator[tuple[str, str, Counter[str], int]]:
    """Yield title, unit, counts, and what their shares are of."""
    main: Counter[str] = Counter(row.languages[0][0] if row.languages else "none" for row in rows)
    letters: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for row in rows:
        letters.update(dict(row.languages))
        kinds.update(dict(row.kinds))
    names = {
        "pre": "before publication",
        "post": "after publication",
        "unknown": "not stated",
        "": "no policy",
    }
    moderated: Counter[str] = Counter(names[row.moderation] for row in rows)
    policies = sum(bool(row.moderation) for row in rows)
    yield "Main language", "texts", main, len(rows)
    yield "Languages", "characters", letters, letters.total()
    yield "Kinds of blocks", "characters", kinds, kinds.total()
    yield "Declared translations", "texts", Counter(row.claim or "none declared" for row in rows), len(rows)
    yield "Comments are moderated", "texts", moderated, len(rows)
    yield "Clauses", "texts with a policy", Counter(kind for row in rows for kind in row.clauses), policies


def _chart(title: str, unit: str, counts: Counter[str], total: int) -> str:
    bars = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown, rest = bars[:_BARS], bars[_BARS:]
    if rest:
        shown.append((f"{len(rest)} others", sum(count for _, count in rest)))
    lines = "".join(_bar(label, count, total, max(count for _, count in shown)) for label, count in shown)
    body = f"<tbody>\n{lines}</tbody>" if lines else "<tbody><tr><td>none</td></tr></tbody>"
    return (
        f'<table class="chart"><caption>{title} <span class="place">{unit}</span></caption>\n{body}</table>\n'
    )


def _bar(label: str, count: int, total: int, most: int) -> str:
    group = words.group(label) if label in words.KIND_NAMES else "article"
    width = f"{100 * count / most:.1f}%" if most else "0"
    share = _share(count, total) if total else ""
    return (
        f'<tr class="g-{group}"><th scope="row">{escaped(label)}</th>'
        f'<td class="bar"><span style="width:{width}"></span></td><td>{count}</td><td>{share}</td></tr>\n'
    )


def _share(count: int, total: int) -> str:
    percent = f"{100 * count / total:.1f}"
    return "&lt; 0.1%" if count and percent == "0.0" else f"{percent}%"


def _table(rows: Iterable[Row]) -> Iterator[str]:
    titles = ("Text", "Characters", "Languages", "Body", "Translation", "Comments")
    header = "".join(f'<th scope="col">{title}</th>' for title in titles)
    yield f'<h2>Texts</h2>\n<div class="wide"><table class="rows"><thead><tr>{header}</tr></thead>\n<tbody>\n'
    for row in rows:
        total = sum(size for _, size in row.languages) or 1
        languages = ", ".join(f"{tag} {100 * size // total}%" for tag, size in row.languages[:3])
        policy = f"{row.moderation}, clause types: {len(row.clauses)}" if row.moderation else ""
        cells = (row.name, str(row.length), languages, words.percent(row.body_share), row.claim, policy)
        yield "<tr>" + "".join(f"<td>{escaped(cell)}</td>" for cell in cells) + "</tr>\n"
    yield "</tbody></table></div>\n"


def _failures(rows: Sequence[Row]) -> Iterator[str]:
    if rows:
        yield "<h2>Without a result</h2>\n<ul>\n"
        for row in rows:
            yield f"<li><b>{escaped(row.name)}</b> {escaped(row.failure)}</li>\n"
        yield "</ul>\n"
