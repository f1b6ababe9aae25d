"""The facade for people in a hurry: one call, one object, no logic of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attrs import Attribute, field, frozen

from .annotation import Annotation
from .document import Document
from .pipeline import Detector, Pipeline, annotate

# The rooms are entered when they are needed: importing the facade should not compile the
# patterns of every detector, nor load the report and the exports.
if TYPE_CHECKING:
    from .blocks import Block
    from .export.units import Unit
    from .html import Limits, Metadata
    from .languages import LanguageSegment
    from .policy import CommentPolicy
    from .translation import TranslationClaim, TranslationCue


def _text_of(document: Document) -> str:
    return document.text


def _side_by_side(instance: object, attribute: Attribute[Any], value: tuple[Annotation, ...]) -> None:
    for before, after in pairwise(value):
        if after.span.start < before.span.end:
            raise ValueError(
                f"{attribute.name} are ordered and do not overlap, but {after.span} follows {before.span}; "
                "was the document annotated twice?"
            )


@frozen(repr=False)
class Analysis:
    r"""What was found out about one text; two are equal when text and findings are.

    ``document`` holds every annotation, also those no field shows (notices); it counts in a
    comparison only by its text, because the canonical JSON does not carry the rest.
    Raises `ValueError` when language segments or blocks overlap or are out of order.

    >>> found = analyze("Fog over the bay\n\nThe ferries stay in port today, the harbour office said.")
    >>> found
    <Analysis of 74 characters: 2 blocks, en, no translation declared>
    >>> [(segment.language, segment.span.of(found.text)[:12]) for segment in found.languages]
    [('en', 'Fog over the')]
    """

    document: Document = field(eq=_text_of)
    languages: tuple[LanguageSegment, ...] = field(validator=_side_by_side)
    blocks: tuple[Block, ...] = field(validator=_side_by_side)
    translation: TranslationClaim | None
    cues: tuple[TranslationCue, ...]
    comment_policy: CommentPolicy | None
    html: Metadata | None = None

    @classmethod
    def of(cls, document: Document) -> Analysis:
        """Return the analysis that the annotations of ``document`` amount to.

        >>> Analysis.of(Document("Not looked at yet.")).blocks
        ()
        """
        from .blocks import Block
        from .languages import LanguageSegment
        from .policy import comment_policy
        from .translation import TranslationCue, page_claim

        return cls(
            document,
            languages=document.select(LanguageSegment),
            blocks=document.select(Block),
            translation=page_claim(document),
            cues=document.select(TranslationCue),
            comment_policy=comment_policy(document),
            html=_metadata(document),
        )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], text: str) -> Analysis:
        """Return the analysis of ``text`` that `to_dict` made ``data`` of.

        Raises `ValueError` when ``data`` has another schema or was made from a text of another
        length, `KeyError` when a part is missing.

        >>> found = analyze("The ferries stay in port today.")
        >>> Analysis.from_dict(found.to_dict(), found.text) == found
        True
        """
        from .export import canonical, units

        data = units.in_code_points(data, text)
        canonical.check(data, text)
        claim, policy = canonical.read_claim(data), canonical.read_policy(data)
        languages, blocks, cues = (
            canonical.read_languages(data),
            canonical.read_blocks(data),
            canonical.read_cues(data),
        )
        claims = () if claim is None else (claim,)
        clauses = () if policy is None else policy.clauses
        document = Document(text, (*languages, *blocks, *claims, *cues, *clauses))
        return cls(document, languages, blocks, claim, cues, policy, canonical.read_html(data))

    @property
    def text(self) -> str:
        """The text as it was given."""
        return self.document.text

    @property
    def title(self) -> str | None:
        """The blocks of kind title, joined by newlines, or ``None`` where there is none."""
        return self._joined("title") or None

    @property
    def lead(self) -> str | None:
        """The blocks of kind lead, joined by newlines, or ``None`` where there is none."""
        return self._joined("lead") or None

    @property
    def body(self) -> str:
        """The blocks of kind lead and body, joined by newlines; empty where there is none."""
        return self._joined("lead", "body")

    def to_dict(
        self,
        *,
        id: str | int | None = None,  # noqa: A002 - the key's own name
        unit: Unit = "code_points",
    ) -> dict[str, Any]:
        """Return the canonical JSON object; ``id`` is the caller's name for the text.

        Its JSON Schema is ``docs/reference/analysis.schema.json``. Offsets are counted in ``unit``:
        ``"code_points"``, ``"utf16"`` (JavaScript, Java) or ``"utf8"`` (bytes).

        >>> analyze("The ferries stay in port today.").to_dict(id="ferry-1")["length"]
        31
        """
        from .export import canonical

        return canonical.to_dict(self, id=id, unit=unit)

    def to_html(self, *, name: str = "") -> str:
        """Return a self-contained HTML page that shows the text and what was found in it.

        >>> analyze("The ferries stay in port today.").to_html(name="ferry")[:15]
        '<!DOCTYPE html>'
        """
        from . import render

        return render.page([(name, self)])

    def _repr_html_(self) -> str:
        """Return the report as a notebook shows it."""
        from . import render

        return render.fragment(self)

    def __repr__(self) -> str:
        languages = "+".join(dict.fromkeys(s.language for s in self.languages)) or "no language"
        claim = "no translation declared" if self.translation is None else self.translation.method
        return f"<Analysis of {len(self.text)} characters: {len(self.blocks)} blocks, {languages}, {claim}>"

    def _joined(self, *kinds: str) -> str:
        return "\n".join(block.span.of(self.text) for block in self.blocks if block.kind in kinds)


def default_pipeline(
    *,
    candidates: Iterable[str] | None = None,
    priors: Mapping[str, float] | None = None,
    bias: float = 0.0,
) -> Pipeline:
    """Return the detectors that `analyze` runs, in order.

    ``candidates`` restricts the languages, ``priors`` weighs them; ``bias`` above 0 keeps more
    text as body, below 0 less.

    >>> pipeline = default_pipeline(candidates=["en", "de"])
    >>> analyze("Heute bleiben die Fähren im Hafen.", pipeline=pipeline).languages[0].language
    'de'
    """
    from .blocks import BlockDetector
    from .blocks.elements import HTML
    from .blocks.html_comments import comment_boxes
    from .languages import LanguageSegmenter
    from .notices import NoticeDetector
    from .policy import ClauseReader
    from .translation import ClaimReader, CueFinder

    return Pipeline(
        LanguageSegmenter(candidates=candidates, priors=priors),
        NoticeDetector(),
        comment_boxes,
        BlockDetector(bias=bias, family=HTML),
        ClaimReader(),
        CueFinder(),
        ClauseReader(),
    )


def _metadata(document: Document) -> Metadata | None:
    """Return what the page around the text says about itself, where the text was read from one."""
    if document.source is None:
        return None
    from .html import SourceMap, metadata

    return metadata(document) if isinstance(document.source, SourceMap) else None


@cache
def _standard() -> Pipeline:
    return default_pipeline()


def analyze(text: str, *, pipeline: Detector | None = None) -> Analysis:
    """Return what is found out about ``text``: languages, blocks, translation, comment policy.

    Raises `TypeError` when ``text`` is no `str`. With a ``pipeline`` of your own, what its
    detectors do not look for stays empty.

    >>> analyze("Good morning, and welcome to the news.").languages[0].language
    'en'
    """
    return Analysis.of(annotate(text, _standard() if pipeline is None else pipeline))


def analyze_html(
    html: str | bytes,
    *,
    url: str | None = None,
    charset: str | None = None,
    limits: Limits | None = None,
    pipeline: Detector | None = None,
) -> Analysis:
    """Return what is found out about the visible text of an HTML page, and what the page declares.

    Offsets are those of the visible text; ``found.document.source.span(span)`` leads to the HTML.
    For bytes, ``charset`` is that of the ``Content-Type`` header. Raises `ImportError` without the
    extra ``html``, `DocumentTooLarge` for a page beyond the ``limits``.

    >>> found = analyze_html("<html lang=en><h1>Fog</h1><p>The ferries stay in port &amp; wait.")
    >>> found.text.splitlines(), found.html.declared_language
    (['Fog', 'The ferries stay in port & wait.'], 'en')
    """
    from .html import parse

    document = parse(html, url, charset=charset, limits=limits)
    return Analysis.of(annotate(document, _standard() if pipeline is None else pipeline))
