"""Many texts over several processes: bounded memory, results in order, one bad text ends nothing."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from typing import Any, Generic, TypeAlias, TypeVar

from attrs import frozen

from .analysis import Analysis, analyze, analyze_html
from .export.records import Failure, Id, Markup, Record
from .html.limits import DocumentTooLarge
from .pipeline import Detector

Item: TypeAlias = str | tuple[Id, str] | Record

_AHEAD = 4  # items read ahead for each process
_CROWD = 8  # processes for each processor: more only cost memory, thousands stop the machine

T = TypeVar("T")
R = TypeVar("R")


@frozen
class Result:
    """What became of one text: either an ``analysis`` or a ``failure``, under the caller's ``id``.

    >>> next(analyze_many(["Fog over the bay."], processes=1)).to_dict()["length"]
    17
    """

    id: Id
    analysis: Analysis | None
    failure: Failure | None

    def to_dict(self) -> dict[str, Any]:
        """Return the canonical JSON object, or the error object that stands in its place."""
        if self.analysis is not None:
            return self.analysis.to_dict(id=self.id)
        assert self.failure is not None
        return self.failure.to_dict()


def analyze_many(
    items: Iterable[Item],
    *,
    processes: int | None = None,
    ordered: bool = True,
    pipeline: Detector | None = None,
) -> Iterator[Result]:
    """Yield a `Result` for every item: a text, an ``(id, text)`` pair or a `Record`.

    A text without an id gets its place, counted from 0. ``processes`` is the number of worker
    processes, by default that of the processors; 1 starts none. They are started as
    `multiprocessing` is set to, so a script that uses them needs its ``__main__`` guard where
    that is spawn or forkserver. At most four items a process are read ahead, and an unordered run
    yields whatever is done first. An item that cannot be analysed, or on which a worker dies,
    gives a failure and the rest goes on; an error of ``items`` itself is raised. Raises `TypeError`
    where ``items`` is one text, and `ValueError` where ``processes`` is below 1.

    >>> [result.id for result in analyze_many([("a", "Fog over the bay."), "No ferry today."], processes=1)]
    ['a', 1]
    """
    if isinstance(items, str | bytes):  # its letters would be analysed one by one
        raise TypeError("expected several texts, got one: analyze takes a single text")
    numbered = enumerate(items)
    work = partial(_analyze, pipeline=pipeline)
    return run_many(work, numbered, _died, processes=processes, ordered=ordered)


def _record(numbered: tuple[int, Item]) -> Record:
    number, item = numbered
    if isinstance(item, Record):
        return item
    if isinstance(item, tuple) and len(item) == 2:
        return Record(*item)
    return Record(number, item)  # what is no text is refused by `analyze`


def _analyze(numbered: tuple[int, Item], *, pipeline: Detector | None) -> Result:
    record = _record(numbered)
    found = attempt(partial(look, pipeline=pipeline), record)
    return Result(record.id, None, found) if isinstance(found, Failure) else Result(record.id, found, None)


def _died(numbered: tuple[int, Item]) -> Result:
    record = _record(numbered)
    return Result(record.id, None, worker_died(record))


def look(given: str | Markup, *, pipeline: Detector | None = None) -> Analysis:
    """Return the analysis of a text or an HTML page.

    >>> look(Markup("<p>Fog over the bay.")).text
    'Fog over the bay.'
    """
    if isinstance(given, Markup):
        return analyze_html(given.html, url=given.url, pipeline=pipeline)
    return analyze(given, pipeline=pipeline)


def attempt(run: Callable[[Any], R], record: Record) -> R | Failure:
    """Return what ``run`` makes of a record's text, or the failure that its exception amounts to."""
    try:
        return run(record.text)
    except DocumentTooLarge as error:
        return Failure(record.id, "too_large", str(error), record.line)
    except Exception as error:  # one text must not end a run over thousands
        if isinstance(error, ImportError) and isinstance(record.text, Markup):
            return Failure(record.id, "html_unsupported", str(error), record.line)
        kind = "internal" if isinstance(record.text, (str, Markup)) else "no_text"
        return Failure(record.id, kind, f"{type(error).__name__}: {error}", record.line)


def worker_died(record: Record) -> Failure:
    """Return the failure of an item on which a worker process died."""
    return Failure(record.id, "internal", "the process that worked on it died", record.line)


def run_many(
    work: Callable[[T], R],
    items: Iterable[T],
    died: Callable[[T], R],
    *,
    processes: int | None = None,
    ordered: bool = True,
) -> Iterator[R]:
    """Yield ``work(item)`` for every item, over ``processes``; ``died(item)`` where a worker died.

    ``work``, items and results have to be picklable where there is more than one process. However
    many are asked for, no more than eight for each processor are started.
    Raises `ValueError` when ``processes`` is below 1.
    """
    count = _processors() if processes is None else processes
    if count < 1:
        raise ValueError(f"expected at least one process, not {processes}")
    if count == 1:
        return map(work, items)
    return _Workers(work, died, min(count, _CROWD * _processors())).run(items, ordered=ordered)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@frozen
class _Task(Generic[T, R]):
    item: T
    future: Future[R]


class _Workers(Generic[T, R]):
    """A window of tasks over a pool of processes that is built anew when a worker dies."""

    def __init__(self, work: Callable[[T], R], died: Callable[[T], R], processes: int) -> None:
        self.work = work
        self.died = died
        self.processes = processes
        self.pool = _pool(processes)
        self.pending: deque[_Task[T, R]] = deque()

    def run(self, items: Iterable[T], *, ordered: bool) -> Iterator[R]:
        source = iter(items)
        try:
            while self._read_ahead(source):
                task = self._next(ordered)
                try:
                    result = task.future.result()
                except BrokenProcessPool:
                    yield from self._one_by_one(task)
                else:
                    yield result
        except BaseException:
            _stop(self.pool)
            raise
        self.pool.shutdown()

    def _read_ahead(self, source: Iterator[T]) -> bool:
        while len(self.pending) < _AHEAD * self.processes:
            try:
                item = next(source)
            except StopIteration:
                break
            self.pending.append(self._submit(item))
        return bool(self.pending)

    def _submit(self, item: T) -> _Task[T, R]:
        try:
            return _Task(item, self.pool.submit(self.work, item))
        except BrokenProcessPool as error:
            future: Future[R] = Future()
            future.set_exception(error)
            return _Task(item, future)

    def _next(self, ordered: bool) -> _Task[T, R]:
        if not ordered:
            wait([task.future for task in self.pending], return_when=FIRST_COMPLETED)
            done = next(task for task in self.pending if task.future.done())
            self.pending.remove(done)
            return done
        return self.pending.popleft()

    def _one_by_one(self, first: _Task[T, R]) -> Iterator[R]:
        """Yield what is pending, each item alone in a pool of its own: only the guilty one fails."""
        suspects = [first, *self.pending]
        self.pending.clear()
        self.pool.shutdown()
        for task in suspects:
            if task.future.done() and task.future.exception() is None:
                yield task.future.result()
                continue
            with _pool(1) as alone:
                try:
                    result = alone.submit(self.work, task.item).result()
                except BrokenProcessPool:
                    result = self.died(task.item)
            yield result
        self.pool = _pool(self.processes)


def _pool(processes: int) -> ProcessPoolExecutor:
    # Ctrl-C goes to every process of a terminal; the parent alone answers it, by ending the workers.
    return ProcessPoolExecutor(processes, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))


def _stop(pool: ProcessPoolExecutor) -> None:
    """End the workers at once: waiting for a text of ten megabytes would look like a hang."""
    workers = list((getattr(pool, "_processes", None) or {}).values())  # no public name before Python 3.14
    pool.shutdown(wait=False, cancel_futures=True)
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.join()
