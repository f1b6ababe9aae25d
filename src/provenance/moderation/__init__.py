"""Moderate comments: rules with spans, decisions with reasons, states with a log, and statements.

>>> from provenance.moderation import Moderator, Submission, blocked_words
>>> decision = Moderator([blocked_words(["dummbeutel"])]).decide(Submission("D u m m b e u t e l!"))
>>> decision.outcome, decision.reasons[0].span
('hold', Span(start=0, end=19))
"""

from .classifier import Classifier, classified
from .combine import all_of, any_of, graded, not_
from .decision import OUTCOMES, Citation, Context, Decision, Earlier, Reason, Rule, Submission
from .letter import letter_languages
from .links import blocked_domains, links
from .moderator import Moderator
from .notice import moderator_from
from .personal import PERSONAL_KINDS, find_personal_data, personal_data
from .repeats import first_comment, near_duplicates, rate
from .shape import capitals, empty, floods, too_long
from .spam import spam, spam_languages
from .statement import StatementError, StatementOfReasons, statement_of_reasons
from .states import EVENTS, MOVES, STATES, IllegalMove, LogEntry, replay, transition
from .thread import closed_thread, everything, signed_in
from .words import blocked_words

__all__ = [
    "EVENTS",
    "MOVES",
    "OUTCOMES",
    "PERSONAL_KINDS",
    "STATES",
    "Citation",
    "Classifier",
    "Context",
    "Decision",
    "Earlier",
    "IllegalMove",
    "LogEntry",
    "Moderator",
    "Reason",
    "Rule",
    "StatementError",
    "StatementOfReasons",
    "Submission",
    "all_of",
    "any_of",
    "blocked_domains",
    "blocked_words",
    "capitals",
    "classified",
    "closed_thread",
    "empty",
    "everything",
    "find_personal_data",
    "first_comment",
    "floods",
    "graded",
    "letter_languages",
    "links",
    "moderator_from",
    "near_duplicates",
    "not_",
    "personal_data",
    "rate",
    "replay",
    "signed_in",
    "spam",
    "spam_languages",
    "statement_of_reasons",
    "too_long",
    "transition",
]
