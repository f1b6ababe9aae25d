"""Many texts over several processes: order, failures, memory, dying workers."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from itertools import count, islice
from multiprocessing import active_children
from pathlib import Path

import pytest

from provenance import analyze, analyze_many
from provenance.export.records import Record
from provenance.many import run_many
from provenance.pipeline import Pipeline

TEXTS = [f"Ferry number {i} stays in port today, the harbour office said." for i in range(30)]


@pytest.mark.parametrize("processes", [1, 3])
def test_results_are_those_of_analyze_in_order(processes: int) -> None:
    results = list(analyze_many(TEXTS, processes=processes))
    assert [result.id for result in results] == list(range(30))
    assert [result.analysis for result in results] == [analyze(text) for text in TEXTS]


def test_every_form_of_item_is_taken() -> None:
    items = ["plain", ("pair", "text"), Record("record", "text"), ("", "")]
    results = list(analyze_many(items, processes=1))
    assert [result.id for result in results] == [0, "pair", "record", ""]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_bad_item_gives_a_failure_and_the_rest_goes_on(processes: int) -> None:
    items = [TEXTS[0], b"bytes", ("n", None), TEXTS[1]]
    results = list(analyze_many(items, processes=processes))  # type: ignore[arg-type]
    assert [result.analysis is None for result in results] == [False, True, True, False]
    failure = results[1].failure
    assert failure is not None
    assert (failure.id, failure.type) == (1, "no_text")
    assert "expected str, got bytes: decode it first" in failure.message
    assert results[2].to_dict()["error"]["type"] == "no_text"
    assert results[3].to_dict() == analyze(TEXTS[1]).to_dict(id=3)


def test_an_own_pipeline_runs_in_the_workers() -> None:
    (result,) = analyze_many(TEXTS[:1], processes=2, pipeline=Pipeline())
    assert result.analysis is not None
    assert result.analysis.languages == ()


def test_no_items_give_no_results() -> None:
    assert list(analyze_many([], processes=2)) == []


@pytest.mark.parametrize("processes", [0, -1])
def test_a_number_of_processes_below_one_is_refused(processes: int) -> None:
    with pytest.raises(ValueError, match="at least one process"):
        analyze_many(TEXTS, processes=processes)


def test_a_single_text_is_not_taken_letter_by_letter() -> None:
    with pytest.raises(TypeError, match="expected several texts, got one"):
        analyze_many("Fog over the bay.")


def worker(_: int) -> int:
    return os.getpid()


def test_far_too_many_processes_do_not_stop_the_machine() -> None:
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    results = run_many(worker, range(3), worker, processes=10_000)
    next(results)
    assert len(active_children()) <= 8 * processors
    assert len(list(results)) == 2


def slow_first(number: int) -> int:
    time.sleep(0.5 if number == 0 else 0.0)
    return number


def test_an_unordered_run_does_not_wait_for_a_slow_item() -> None:
    given = list(run_many(slow_first, range(12), slow_first, processes=2, ordered=False))
    assert sorted(given) == list(range(12))
    assert given[0] != 0
    assert list(run_many(slow_first, range(12), slow_first, processes=2)) == list(range(12))


def test_an_endless_source_is_read_only_a_little_ahead() -> None:
    read: list[int] = []

    def source() -> Iterator[int]:
        for number in count():
            read.append(number)
            yield number

    results = run_many(slow_first, source(), slow_first, processes=2)
    assert list(islice(results, 20)) == list(range(20))
    assert len(read) <= 20 + 4 * 2


def test_stopping_early_leaves_no_process_behind() -> None:
    results = run_many(slow_first, count(), slow_first, processes=2)
    assert next(results) == 0
    assert active_children()
    results.close()  # type: ignore[attr-defined]
    assert not active_children()


def dies_on_seven(number: int) -> int:
    if number % 10 == 7:
        os._exit(1)
    return number


def minus(number: int) -> int:
    return -number


@pytest.mark.parametrize("ordered", [True, False])
def test_a_dying_worker_costs_only_its_own_item(ordered: bool) -> None:
    given = list(run_many(dies_on_seven, range(25), minus, processes=2, ordered=ordered))
    right = [-n if n % 10 == 7 else n for n in range(25)]
    assert sorted(given) == sorted(right)
    if ordered:
        assert given == right


def test_an_error_of_the_source_is_raised_and_ends_the_workers() -> None:
    def source() -> Iterator[str]:
        yield TEXTS[0]
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(analyze_many(source(), processes=2))
    assert not active_children()


def test_memory_stays_bounded() -> None:
    """Five hundred results of a fifth of a megabyte each, of which only the window may be held."""
    texts = (TEXTS[0] * 50 for _ in range(500))
    size = 0
    for number, result in enumerate(analyze_many(texts, processes=1)):
        assert result.analysis is not None
        if number == 50:
            size = resident()
        if number == 150:
            break
    assert resident() - size < 20_000_000


def resident() -> int:
    """Return the resident bytes of this process."""
    pages = Path("/proc/self/statm")
    if not pages.exists():
        pytest.skip("needs /proc")
    return int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
