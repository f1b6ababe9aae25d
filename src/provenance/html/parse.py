"""HTML in, a document out: the visible text, its elements, and the way back to the HTML."""

from __future__ import annotations

from ..document import Document, require_text
from .encoding import NOT_INSTALLED, decode
from .limits import Limits
from .tree import Tree
from .writer import Writer

_LONGEST_TAG = 500_000  # code points


def parse(
    html: str | bytes, url: str | None = None, *, charset: str | None = None, limits: Limits | None = None
) -> Document:
    r"""Return the visible text of a page as a document, one line for each block element.

    Bytes are read as `decode` reads them; offsets in the HTML then count its text.
    Its annotations are `Element`; its ``source`` is a `SourceMap` that leads back to the HTML.
    Raises `DocumentTooLarge` for more than ``limits`` allow, `ImportError` without the extra ``html``.

    >>> page = parse("<h1>Fog</h1><p>The ferries<br>stay in <a href='/port'>port</a>.")
    >>> page.text
    'Fog\nThe ferries\nstay in port.'
    >>> from provenance.html import Element
    >>> [(e.tag, e.span.of(page.text)) for e in page.select(Element)][-1]
    ('a', 'port')
    """
    allowed = limits or Limits()
    allowed.check("length", len(html) if isinstance(html, bytes) else len(require_text(html)))
    if isinstance(html, bytes):
        html, _ = decode(html, charset)
    writer = Writer()
    tree = Tree(writer, allowed)
    _read(html, tree)
    return Document(writer.text, tree.elements(), writer.source(url))


def _read(html: str, tree: Tree) -> None:
    """Hand the tokens of ``html`` to the tree, each with its place."""
    try:
        from turbohtml import TokenType, tokenize
    except ImportError as error:
        raise ImportError(NOT_INSTALLED) from error
    text, start, end, reference, comment = (
        TokenType.TEXT,
        TokenType.START_TAG,
        TokenType.END_TAG,
        TokenType.CHARACTER_REFERENCE,
        TokenType.COMMENT,
    )
    # The tokenizer counts a CR LF as one; of the same length, all its offsets are true.
    plain = html.replace("\r\n", " \n").replace("\r", "\n") if "\r" in html else html
    at = 0
    for token in tokenize(plain, resolve_references=False, capture_source=True):
        kind = token.type
        if kind is text:
            data = token.data or ""
            tree.text(data, at)
            at += len(data)
            continue
        source = token.source or ""
        after = at + len(source)
        if kind is start:
            # A start tag of that length is no markup but data: its attributes stay unread.
            attributes = token.attrs if len(source) < _LONGEST_TAG else None
            tree.start(token.tag or "", attributes or [], at, after)
        elif kind is end:
            tree.end(token.tag or "", at, after)
        elif kind is reference:
            tree.reference(token.data or "", at, len(source))
        elif kind is comment:
            tree.comment(token.data or "", at, after)
        at = after
    tree.close(len(html))
