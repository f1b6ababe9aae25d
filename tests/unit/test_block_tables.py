"""The model's tables side by side say what each of them says alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.blocks.tables import Pass, Reader, Sheet, look_up, readers

WEIGHTS = st.lists(st.integers(-3000, 3000), min_size=1, max_size=5).map(tuple)
PASSES = st.builds(
    Pass,
    st.integers(-300, 300),
    st.lists(st.tuples(st.sampled_from("abc"), WEIGHTS), unique_by=lambda t: t[0], min_size=1).map(tuple),
)
LINES = st.lists(st.tuples(*[st.integers(0, 7)] * 3), min_size=1, max_size=6)


def alone(step, columns, line):
    return step.bias + sum(table[min(columns[name][line], len(table) - 1)] for name, table in step.tables)


@given(PASSES, st.lists(PASSES, min_size=1, max_size=4), LINES)
def test_joint_tables_and_those_of_later_passes_add_up_to_each_pass_alone(ending, passes, lines):
    columns = {name: [line[k] for line in lines] for k, name in enumerate("abc")}
    sheet, pages = Sheet.of(ending, passes), readers(columns, columns)
    first, end, *further = sheet.totals(pages, len(lines))
    for line in range(len(lines)):
        assert first[line] == alone(passes[0], columns, line)
        assert end[line] == alone(ending, columns, line)
        for sums, later, step in zip(further, sheet.later, passes[1:], strict=True):
            assert sums[line] + sum(row[line] for row in look_up(later, pages)) == alone(step, columns, line)


def test_sums_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="524288"):
        Sheet.of(Pass(0, ()), [Pass(0, (("a", (524288,)),))])


def test_the_last_entry_of_a_table_stands_for_all_above_also_on_a_page_of_one_line():
    assert Reader([3])((5, 6)) == (6,)
    assert Reader([0, 1, 3])((5, 6)) == (5, 6, 6)
