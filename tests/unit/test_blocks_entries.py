"""Where a list of dated entries begins below an article."""

import pytest

from provenance.blocks.entries import entries_start
from provenance.blocks.features import Page

PROSE = "The old ferry left the quay at seven in the morning and came back late in the dark of the bay."
REMARK = "I have taken that ferry since I was a child and never once was it on time."
BODY = [PROSE] * 4


def start(lines: list[str]) -> int | None:
    return entries_start(Page(lines), lambda: [len(line) > 40 for line in lines])


@pytest.mark.parametrize(
    "stamp", ["May 4, 2023 at 7:42 am", "04.05.2023 19:42", "2023-05-04 19:42", "Ada, 4. Mai 2023, 19.42 Uhr"]
)
def test_entries_begin_at_the_first_line_with_date_and_time(stamp):
    assert start([*BODY, *[stamp, REMARK] * 3]) == len(BODY)


def test_two_entries_are_no_list():
    assert start([*BODY, *["May 4, 2023 at 7:42 am", REMARK] * 2]) is None


@pytest.mark.parametrize("stamp", ["19:42", "May 4, 2023", "04.05.2023", "Version 3.10.2023"])
def test_a_time_or_a_date_alone_makes_no_entry(stamp):
    assert start([*BODY, *[stamp, REMARK] * 5]) is None


def test_the_dates_above_the_article_are_none_of_its_entries():
    assert start([*["May 4, 2023 at 7:42 am", PROSE] * 2, *BODY, "May 4, 2023 at 9:00 am", REMARK]) is None


def test_a_list_without_running_text_holds_no_entries():
    assert start([*BODY, *["May 4, 2023 at 7:42 am", "Quay"] * 5]) is None
