"""spaCy: ``nlp.add_pipe("provenance")`` puts the analysis into ``doc._.provenance``.

Spans stay those of the text. Aligning them to tokens would move them, so that is left to
`spacy.tokens.Doc.char_span` and its ``alignment_mode`` where somebody wants it.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..analysis import analyze


@Language.component("provenance")
def annotate_doc(doc: Doc) -> Doc:
    """Set ``doc._.provenance`` to the `Analysis` of ``doc.text``."""
    doc._.provenance = analyze(doc.text)
    return doc


if not Doc.has_extension("provenance"):
    Doc.set_extension("provenance", default=None)
