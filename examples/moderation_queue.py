"""A moderation queue on SQLite: comments, decisions and the audit log outlive a restart.

    python examples/moderation_queue.py [DATABASE]

The library keeps no state of its own; this file shows where it goes. Every move is written in one
transaction with its log entry, so that whatever happens the log replays to the state on record.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from provenance.moderation import (
    Context,
    LogEntry,
    Moderator,
    Submission,
    near_duplicates,
    replay,
    statement_of_reasons,
    transition,
)

TABLES = """
CREATE TABLE IF NOT EXISTS comment (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE, author TEXT, text TEXT, state TEXT);
CREATE TABLE IF NOT EXISTS log (
    number INTEGER PRIMARY KEY, comment TEXT REFERENCES comment (id), before TEXT, event TEXT, after TEXT,
    actor TEXT, at TEXT);
CREATE TABLE IF NOT EXISTS reason (
    comment TEXT REFERENCES comment (id), rule TEXT, start INT, "end" INT, detail TEXT);
"""
SETTINGS = {"blocked_words": ["dummbeutel"], "blocked_word": "reject", "max_links": 0, "links": "hold"}
EVENTS = {"publish": "publish", "hold": "hold", "reject": "reject"}
COMMENTS = (
    ("c-1", "ana", "A fine bridge, and about time."),
    ("c-2", "ben", "Whoever built this is a D u m m b e u t e l!"),
    ("c-3", "cem", "More about it at https://bridges.example/otters"),
    ("c-4", "ana", "A fine bridge,  and about TIME!!"),
)


class Queue:
    """Comments and their moves in one database file."""

    def __init__(self, path: Path, moderator: Moderator) -> None:
        self.db = sqlite3.connect(path)
        self.db.executescript(TABLES)
        self.moderator = moderator

    def submit(self, submission: Submission) -> None:
        """Record a comment; from here on it cannot be lost. Sent twice, it is recorded once."""
        with self.db:
            row = (submission.id, submission.author, submission.text, "submitted")
            self.db.execute(
                "INSERT OR IGNORE INTO comment (id, author, text, state) VALUES (?, ?, ?, ?)", row
            )

    def work(self, at: datetime, *, most: int = 100) -> int:
        """Decide up to ``most`` waiting comments, each in a transaction; return how many."""
        waiting = self.db.execute(
            "SELECT number, id, author, text FROM comment WHERE state = 'submitted' ORDER BY number LIMIT ?",
            (most,),
        ).fetchall()
        for number, key, author, text in waiting:
            submission = Submission(text, author=author, id=key)
            earlier = self.db.execute(
                "SELECT text FROM comment WHERE author = ? AND number < ? ORDER BY number", (author, number)
            )
            decision = self.moderator.decide(submission, Context(at=at, history=[t for (t,) in earlier]))
            with self.db:
                rows = [(key, r.rule, r.span.start, r.span.end, r.detail) for r in decision.reasons]
                self.db.executemany("INSERT INTO reason VALUES (?, ?, ?, ?, ?)", rows)
                self.move(key, EVENTS[decision.outcome], "rules", at)
            statement = statement_of_reasons(
                decision, submission, puid=key, content_date=at.date(), application_date=at.date(),
                redress=("Write to complaints@paper.example.",), publisher="The paper",
            )  # fmt: skip
            if statement is not None:
                statement.validate()
                print(statement.render("en"))
        return len(waiting)

    def move(self, key: str, event: str, actor: str, at: datetime) -> None:
        """Make one move and log it, or change nothing."""
        (state,) = self.db.execute("SELECT state FROM comment WHERE id = ?", (key,)).fetchone()
        after, entry = transition(state, event, actor, at)
        row = (key, entry.before, entry.event, entry.after, entry.actor, entry.at.isoformat())
        with self.db:
            self.db.execute("UPDATE comment SET state = ? WHERE id = ?", (after, key))
            self.db.execute(
                "INSERT INTO log (comment, before, event, after, actor, at) VALUES (?, ?, ?, ?, ?, ?)", row
            )

    def states(self) -> Iterator[tuple[str, str]]:
        """Yield every comment with its state."""
        yield from self.db.execute("SELECT id, state FROM comment ORDER BY number")

    def log(self, key: str) -> list[LogEntry]:
        """Return the audit log of a comment."""
        rows = self.db.execute(
            "SELECT before, event, after, actor, at FROM log WHERE comment = ? ORDER BY number", (key,)
        )
        return [LogEntry(*rest, datetime.fromisoformat(at)) for *rest, at in rows]


def main(path: Path) -> None:
    """Take in four comments, stop in mid-queue, start again, let a person decide, and audit."""
    moderator = Moderator.from_policy(SETTINGS).with_rules(near_duplicates())
    noon = datetime(2030, 1, 1, 12)
    with closing((queue := Queue(path, moderator)).db):
        for key, author, text in COMMENTS:
            queue.submit(Submission(text, author=author, id=key))
        print("decided before the restart:", queue.work(noon, most=2))
    with closing((queue := Queue(path, moderator)).db):
        print("decided after it:", queue.work(noon + timedelta(minutes=1)))
        queue.move("c-3", "publish", "dora", noon + timedelta(hours=1))
        queue.move("c-2", "appeal", "ben", noon + timedelta(hours=2))
        queue.move("c-2", "uphold", "dora", noon + timedelta(hours=3))
        for key, state in queue.states():
            assert replay(queue.log(key)) == state
            moves = ", ".join(f"{entry.event} by {entry.actor}" for entry in queue.log(key))
            print(f"{key} is {state}: {moves}")
        print("lost:", len(COMMENTS) - sum(1 for _ in queue.states()))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder) / "queue.sqlite")
