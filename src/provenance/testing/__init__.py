"""Help for testing programs that read articles: see `provenance.testing.strategies`.

Needs Hypothesis (the extra ``testing``).
"""
