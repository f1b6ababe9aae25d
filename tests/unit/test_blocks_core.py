"""What the last pass sees of a page besides: each line beside the core of the likely body."""

from hypothesis import given
from hypothesis import strategies as st

from provenance.blocks.balance import lowered
from provenance.blocks.core import NAMES, compare
from provenance.blocks.features import Page

UNIT = 64
PROSE = "The old ferry left the quay at seven in the morning and came back late in the dark."


def page(*lines: str) -> Page:
    return Page(list(lines))


def test_a_line_below_the_core_stands_further_apart_the_more_lies_between():
    scores = [4 * UNIT, 4 * UNIT, -6 * UNIT, UNIT, -6 * UNIT, UNIT]
    apart = compare(page(*[PROSE] * 6), scores, UNIT)["apart"]
    assert apart[0] == apart[1] < apart[3] < apart[5]


def test_a_line_less_certain_than_the_core_is_told_from_one_as_certain():
    against = compare(page(PROSE, PROSE, PROSE), [4 * UNIT, 4 * UNIT, UNIT], UNIT)["against_core"]
    assert against[0] == against[1] > against[2]


def test_a_line_of_the_same_length_tells_more_where_the_cores_lines_are_short():
    short = compare(page("One two three four.", "Five six seven."), [UNIT, UNIT], UNIT)["core_length"]
    long = compare(page("One two three four.", PROSE), [UNIT, 5 * UNIT], UNIT)["core_length"]
    assert short[0] != long[0]


@given(st.lists(st.tuples(st.sampled_from(["a", PROSE, "Ja, 12 Boote"]), st.integers(-900, 900)), min_size=1))
def test_every_line_of_any_page_has_a_small_bin_for_each_name(rows):
    found = compare(page(*[line for line, _ in rows]), [score for _, score in rows], UNIT)
    assert tuple(found) == NAMES
    for column in found.values():
        assert len(column) == len(rows)
        assert all(0 <= value < 140 for value in column)


def test_a_page_without_an_article_is_not_kept_whole():
    assert lowered([-6 * UNIT] * 9, [5] * 9, UNIT) == 2 * UNIT
