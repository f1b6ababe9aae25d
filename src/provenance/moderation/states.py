"""The life of a comment: its states, the moves between them, and the log that replays to a state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from attrs import field, frozen
from attrs.validators import and_, in_, instance_of, min_len

#: The states of a comment; it begins as ``submitted``, and ``upheld`` is final.
STATES = ("submitted", "in_review", "published", "rejected", "reported", "removed", "appealed", "upheld")

#: State -> event -> next state; every other move is illegal.
MOVES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "submitted": {"publish": "published", "hold": "in_review", "reject": "rejected"},
        "in_review": {"publish": "published", "reject": "rejected"},
        "published": {"report": "reported", "remove": "removed"},
        "reported": {"dismiss": "published", "hold": "in_review", "remove": "removed"},
        "rejected": {"appeal": "appealed"},
        "removed": {"appeal": "appealed"},
        "appealed": {"publish": "published", "uphold": "upheld"},
        "upheld": {},
    }
)

EVENTS = tuple(sorted({event for moves in MOVES.values() for event in moves}))


class IllegalMove(ValueError):  # noqa: N818 - it names what happened, and is a kind of ValueError
    """Raised for a move that the state does not allow; nothing has changed then."""


@frozen
class LogEntry:
    """One move of a comment: from where, by which event, to where, by whom and when.

    >>> entry = LogEntry("submitted", "publish", "published", "ana", datetime(2030, 1, 1))
    >>> entry.actor
    'ana'
    """

    before: str = field(validator=in_(STATES))
    event: str = field(validator=in_(EVENTS))
    after: str = field(validator=in_(STATES))
    actor: str = field(validator=and_(instance_of(str), min_len(1)))
    at: datetime = field(validator=instance_of(datetime))


def transition(state: str, event: str, actor: str, at: datetime) -> tuple[str, LogEntry]:
    """Return the next state and the entry for the log.

    Raises `IllegalMove` where ``state`` does not allow ``event``, and says what it allows.

    >>> state, entry = transition("submitted", "hold", "rules", datetime(2030, 1, 1))
    >>> state
    'in_review'
    >>> transition("upheld", "appeal", "ana", datetime(2030, 1, 1))
    Traceback (most recent call last):
    ...
    provenance.moderation.states.IllegalMove: 'appeal' is no move from 'upheld', which is final
    """
    if state not in MOVES:
        raise IllegalMove(f"{state!r} is no state; states are {', '.join(STATES)}")
    moves = MOVES[state]
    if event not in moves:
        allowed = f"; it allows {', '.join(sorted(moves))}" if moves else ", which is final"
        raise IllegalMove(f"{event!r} is no move from {state!r}{allowed}")
    entry = LogEntry(state, event, moves[event], actor, at)
    return entry.after, entry


def replay(entries: Iterable[LogEntry], *, start: str = "submitted") -> str:
    """Return the state that a log leads to.

    Raises `IllegalMove` where an entry does not follow from the one before.

    >>> _, entry = transition("submitted", "publish", "rules", datetime(2030, 1, 1))
    >>> replay([entry])
    'published'
    """
    state = start
    for number, entry in enumerate(entries, start=1):
        if entry.before != state:
            raise IllegalMove(
                f"entry {number} of the log leaves {entry.before!r}, but the comment is {state!r}"
            )
        state, made = transition(state, entry.event, entry.actor, entry.at)
        if made != entry:
            raise IllegalMove(f"entry {number} of the log leads to {entry.after!r}, not to {state!r}")
    return state
