"""What the reader knows of HTML's elements: which break lines, show no text, close each other."""

from __future__ import annotations

from typing import NamedTuple


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _names(
    "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr"
)
#: Their text is not shown, or is no text of the page.
SILENT = _names(
    "audio canvas datalist iframe math noembed noframes noscript object script select style svg template "
    "textarea title video"
)
#: They begin and end a line.
BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html legend li listing main "
    "menu nav ol "
    "optgroup option p plaintext pre search section summary table tbody td template tfoot th thead tr ul xmp"
)
#: An end tag inside one of these closes nothing outside it, table parts excepted.
SCOPES = _names("caption html table td template th")
TABLE = _names("caption colgroup table tbody td tfoot th thead tr")
_ROWS = _names("caption colgroup tbody td tfoot th thead tr")
_LISTS = _names("dir dl menu ol table td th ul")
#: A start tag closes the outermost open element of the first set that stands inside the second.
CLOSES = {
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dt", "dd"}), _LISTS),
    "dd": (frozenset({"dt", "dd"}), _LISTS),
    "td": (frozenset({"td", "th", "caption"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th", "caption"}), frozenset({"table", "tr"})),
    "tr": (frozenset({"tr", "td", "th", "caption", "colgroup"}), frozenset({"table"})),
    "tbody": (_ROWS, frozenset({"table"})),
    "thead": (_ROWS, frozenset({"table"})),
    "tfoot": (_ROWS, frozenset({"table"})),
}
#: A start tag of these closes an open paragraph.
CLOSES_P = BLOCKS - _names(
    "body caption frameset head html legend optgroup option tbody td template tfoot th thead tr"
)
#: Void elements that say something about the page.
SPEAKING = frozenset({"base", "link", "meta"})
#: Relations of a link that say nothing about the text.
UNUSED_LINKS = _names(
    "apple-touch-icon apple-touch-startup-image dns-prefetch icon manifest mask-icon modulepreload pingback "
    "preconnect prefetch preload prerender shortcut stylesheet"
)
#: Elements that are said when they show text.
KEPT = _names(
    "a address article aside blockquote body figcaption figure footer form h1 h2 h3 h4 h5 h6 header main nav "
    "p section table time"
)


class Kind(NamedTuple):
    """What the reader does with elements of one tag.

    ``scope`` says which tags an end tag may pass: 0 inline, 1 block, 2 part of a table; ``closes`` is
    as in `CLOSES`.
    """

    is_block: bool
    is_void: bool
    is_silent: bool
    is_scope: bool
    closes_p: bool
    is_kept: bool
    scope: int
    closes: tuple[frozenset[str], frozenset[str]] | None


def _kind(tag: str) -> Kind:
    scope = (2 if tag in TABLE else 1) if tag in BLOCKS else 0
    return Kind(
        is_block=scope > 0,
        is_void=tag in VOID,
        is_silent=tag in SILENT,
        is_scope=tag in SCOPES,
        closes_p=tag in CLOSES_P,
        is_kept=tag in KEPT or "-" in tag,
        scope=scope,
        closes=CLOSES.get(tag),
    )


#: Looked up once for each tag, because a page has thousands.
_COMMON = _names("a abbr b button cite code em i img label small span strong sub sup u")
KINDS = {tag: _kind(tag) for tag in sorted(VOID | SILENT | BLOCKS | TABLE | KEPT | _COMMON)}
INLINE, CUSTOM = _kind("span"), _kind("x-custom")
