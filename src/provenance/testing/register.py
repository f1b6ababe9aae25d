"""How Hypothesis draws the types of this library: an entry point that Hypothesis calls itself.

It is called by ``import hypothesis`` in every environment that has both, so it must be quick: the
annotation types of the wings are registered only by `provenance.testing`.
"""

from __future__ import annotations

from hypothesis import strategies as st

from ..annotation import Annotation, Evidence
from ..span import Span


@st.composite
def spans(draw: st.DrawFn, length: int = 1000) -> Span:
    """Draw a span of a text of ``length`` code points."""
    ends = draw(st.tuples(st.integers(0, length), st.integers(0, length)))
    return Span(min(ends), max(ends))


def evidence(length: int = 1000) -> st.SearchStrategy[Evidence]:
    """Return a strategy for evidence in a text of ``length`` code points."""
    return st.builds(Evidence, st.text(min_size=1, max_size=12), spans(length), st.text(max_size=20))


def reasons(length: int = 1000) -> st.SearchStrategy[tuple[Evidence, ...]]:
    """Return a strategy for the evidence of one annotation."""
    return st.lists(evidence(length), min_size=1, max_size=3).map(tuple)


def core() -> None:
    """Tell Hypothesis how to draw `Span`, `Evidence` and `Annotation`."""
    st.register_type_strategy(Span, spans())
    st.register_type_strategy(Evidence, evidence())
    st.register_type_strategy(Annotation, st.builds(Annotation, spans(), st.floats(0, 1), reasons()))
