"""Bytes to text, by the encoding a browser would find."""

from __future__ import annotations

import codecs

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xfe\xff", "utf-16be"), (b"\xff\xfe", "utf-16le"))
NOT_INSTALLED = "reading HTML needs turbohtml: pip install text-provenance[html]"


def decode(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """Return the text of the HTML in ``data``, and the name of the encoding found.

    In this order: a byte order mark, ``charset`` (that of the ``Content-Type`` header), the page's
    own ``meta`` element, a detector. Bytes that the encoding lacks become U+FFFD; an unknown
    ``charset`` is passed over. Labels and decoders are those of the Encoding Standard.
    Raises `ImportError` without the extra ``html``.

    >>> decode("<meta charset=latin1>Füße".encode("windows-1252"))
    ('<meta charset=latin1>Füße', 'windows-1252')
    """
    try:
        from turbohtml.detect import detect  # registers the Standard's codecs
    except ImportError as error:
        raise ImportError(NOT_INSTALLED) from error
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(f"whatwg-{name}", "replace"), name
    name = _known(charset or "") or (detect(data).encoding or "utf-8").lower()
    return data.decode(f"whatwg-{name}", "replace"), name


def _known(charset: str) -> str | None:
    """Return the label of ``charset`` in lower case, or `None` for one the Standard does not know."""
    label = charset.strip(" \t\r\n\f\"'").lower()
    try:
        codecs.lookup(f"whatwg-{label}")
    except (LookupError, ValueError, UnicodeError):
        return None
    return label
