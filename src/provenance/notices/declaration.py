"""Tell whether a sentence declares a translation.

It does when an ``act`` (translated, translation of) stands with a ``self`` (this article),
or heads the sentence and stands with a means, a tool, a source language or a person, and
no guard speaks against it.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from ..catalogue.slots import Slots
from ..span import Span
from .facts import targets
from .sentence import Sentence

#: What makes a sentence a declaration: names of slots, each with the place in the sentence.
Hits = tuple[tuple[str, Span], ...]

#: How far a ``self`` may stand from its ``act``, in code points, with and without blanks between words.
_REACH = {True: 90, False: 40}
#: What stands behind the act must follow it closely ("translation of this page").
_BEHIND = 12
#: A sentence that a declaration heads ends soon; a longer one is about something else.
_TAIL = 14
_NOUN_TAIL = 6  # "Machine translation from Swahili got better by four points in the last test"
_BODY_TAIL = 3  # behind an institute that is all that is said of the translation
#: Words (without blanks: code points) of a sentence that only leads to the original.
_SHORT = {True: 6, False: 16}
#: Words in front of what a sentence says about the original ("This piece first appeared in German").
_SUBJECT = 5
#: A negation speaks about what follows it within this distance.
_NEGATION = {True: 28, False: 6}
#: What an act needs beside it where the sentence does not say what was translated.
_BESIDE = ("means", "tool", "from", "human", "body")
#: How far back the sentence is read that presents a quoted notice.
_PRESENTED = 120
#: More acts than these in one sentence are no declaration but a flood.
_MAX_ACTS = 6

# Who wrote, in front of who translated: "Text: Ann Lee, ".
_BYLINE = regex.compile(
    r"[^\p{L}\p{N}]*(?:[\p{L}\p{M}]{1,12}\s?[:：][^:：\n]{2,40}[\s,，;；、،|/·–—-]"
    r"|[\p{L}\p{M}]{3,16}(?:\ \p{L}{1,3}\ |,\ |\ ?[/·・&+]\ ?)(?:\p{L}{3,12}\ )?)"  # "Transcript and "
)
_CLAUSE = regex.compile(r"[;；。.!?](?=\s|$)")
_LINK = regex.compile(r"\]\([^()\s]{1,300}\)")  # its address is nothing that a reader sees
_BREAK = regex.compile(r"[,;:.]\s")
# What parts "It first appeared in Dutch" from "and we translated it": the mark, and a short word.
_PART = regex.compile(r"[;；·؛,，،–—-]\s*(?:\p{L}{1,4}\s)?\s*$")
_QUESTION = ("?", "？", "؟")
_QUOTED = regex.compile(
    r"`[^`]{1,400}`|\"[^\"]{1,400}\"|„[^“”\"]{1,400}[“”\"]|«[^»]{1,400}»|“[^”]{1,400}”|「[^」]{1,200}」"
)
# Source code and its file names: what is translated there is no text.
_CODE = regex.compile(r"^//|^[A-Za-z]+_\w+\s?[:=]|\\s|[\w/-]\.(?:py|js|ts|c|h|cpp|java|rs|go|cs)(?![\w-])")
# A notice that stands quoted behind a sentence with a colon shows what notices look like.
_SHOWN = regex.compile(r"(?:\p{L}+\P{L}+){3,}\p{L}+[^\p{L}\n]{0,6}[:：][*_]{0,3}\s{1,4}>\s*$")
# Without blanks between words every sign counts, but a Latin word counts once.
_SIGNS = regex.compile(r"[\p{Latin}\p{N}]+|[\p{L}\p{M}]")
_LETTERS = regex.compile(r"[\p{L}\p{M}\p{N}]+")


def declaration(sentence: Sentence, spoken: Sequence[str]) -> Hits:
    """Return the hits that make the sentence a declaration; empty when it is none."""
    acts, nouns = sentence.acts, sentence.find("noun")
    if not (acts or nouns) or sentence.find("offer") or _CODE.search(sentence.shown):
        return ()
    if sentence.shown.endswith(_QUESTION) or _is_example(sentence):
        return ()
    elsewhere = any(tag not in (sentence.table.tag, *spoken) for tag in targets(sentence))
    for act in (*acts, *nouns)[:_MAX_ACTS]:
        if elsewhere and not _credit(sentence, act):
            continue
        if not _negated(sentence, act) and not _quoted(sentence, act):
            kept = _about_this(sentence, act) or _heading(sentence, act, act in nouns)
            if kept:
                return tuple(sorted(kept, key=lambda hit: hit[1]))
    return ()


def _is_example(sentence: Sentence) -> bool:
    """Tell whether a sentence in front of it presents the sentence as a block quotation."""
    start = sentence.span.start
    line = sentence.text[max(0, start - _PRESENTED) : start]
    return line.rstrip().endswith(">") and bool(_SHOWN.search(line))


def _credit(sentence: Sentence, act: Span) -> bool:
    """Tell whether the sentence begins with the act and names who did it, as translators sign."""
    return bool(sentence.hits["human"]) and _heads(sentence, act.start)


def _beside(sentence: Sentence) -> Hits:
    return tuple((slot, span) for slot in _BESIDE for span in sentence.hits[slot])


def _says_how(beside: Hits) -> bool:
    return any(slot != "body" for slot, _ in beside)


def _about_this(sentence: Sentence, act: Span) -> Hits:
    """Return the hits where the sentence names this very text as what was translated."""
    beside = _beside(sentence)
    near = [("self", span) for span in sentence.hits["self"] if _near(sentence, span, act)]
    if not near and (_says_how(beside) or _told_of_original(sentence, act.start)):
        near = [("bare", span) for span in sentence.hits["bare"] if _follows(sentence, span, act)]
    if not near and act in sentence.acts and sentence.by_machine and not sentence.find("other"):
        near = [("self", span) for span in sentence.find("this") if _near(sentence, span, act)]
    if not near:
        near = [("it", span) for span in sentence.find("it") if _takes_up(sentence, span, act)]
    return (("act", act), *near, *beside) if near else ()


def _takes_up(sentence: Sentence, it: Span, act: Span) -> bool:
    """Tell whether ``it`` takes up this text, told of in front of it, and goes on to ``act``."""
    part = _PART.search(sentence.here, 0, it.start)
    if part and it.start <= act.end and _near(sentence, it, act):
        return _told_before(sentence.table, sentence.here[: part.start()])
    return _follows(sentence, it, act) and _told_before(sentence.table, sentence.before)


def _told_before(table: Slots, before: str) -> bool:
    """Tell whether ``before`` speaks of this text and of where or in what language it appeared."""
    if not table.find("source", before):
        return False
    heading = (span for span in table.find("bare", before) if not _LETTERS.search(before, 0, span.start))
    return bool(table.find("self", before)) or any(heading)


def _follows(sentence: Sentence, one: Span, act: Span) -> bool:
    """Tell whether the sentence begins with ``one`` and goes on to ``act`` ("It was translated")."""
    return one.end <= act.start and _near(sentence, one, act) and _heads(sentence, one.start)


def _heading(sentence: Sentence, act: Span, is_noun: bool) -> Hits:
    """Return the hits where the sentence begins with the act: "Translated from German by DeepL."."""
    beside = _beside(sentence)
    stated = any(slot != "means" or not is_noun for slot, _ in beside) or bool(sentence.find("review"))
    vouched = _offers_original(sentence) or _follows_original(sentence)
    if not (stated or vouched or ((beside or is_noun) and _warns(sentence))):
        return ()
    if any(sentence.table.find("other", unit) for unit in sentence.around):
        return ()
    places = [act, *(span for _, span in beside)]
    first = min(span.start for span in places)
    tail = _LETTERS.findall(sentence.here[max(span.end for span in places) :])
    limit = _TAIL if _says_how(beside) or not beside else _BODY_TAIL
    if is_noun and not (sentence.hits["tool"] or sentence.hits["human"] or _warns(sentence)):
        limit = min(limit, _NOUN_TAIL)
    close = act.start - first < _REACH[sentence.table.spaced]
    heads = _heads(sentence, first) or (bool(beside) and _told_of_original(sentence, first))
    heads = heads or (act in sentence.credits and bool(_BYLINE.fullmatch(sentence.here, 0, act.start)))
    heads = heads or (is_noun and _follows_original(sentence))
    named = sentence.by_machine or bool(sentence.hits["from"])
    heads = heads or (not is_noun and named and _is_banner(sentence))
    led = len(tail) >= _BODY_TAIL and _led(sentence, first)
    return (("act", act), *beside) if close and len(tail) <= limit and heads and not led else ()


def _led(sentence: Sentence, first: int) -> bool:
    """Tell whether a noun that is not this text leads on to the act ("Copies translated by students ...")."""
    led = _LETTERS.search(sentence.here, sentence.begin, first) if sentence.begin < first else None
    known = (span for slot in ("self", "bare") for span in sentence.hits[slot])
    return led is not None and not any(span.overlaps(Span(*led.span())) for span in known)


def _told_of_original(sentence: Sentence, first: int) -> bool:
    """Tell whether the sentence begins with the original ("First published in German, ...")."""
    return any(
        0 <= first - span.end < _REACH[sentence.table.spaced]
        and len(_LETTERS.findall(sentence.here[sentence.begin : span.start])) <= _SUBJECT
        for span in sentence.find("source")
    )


def _follows_original(sentence: Sentence) -> bool:
    """Tell whether a short sentence follows one on the original's language ("Original language: German.")."""
    short = len(_LETTERS.findall(sentence.here)) <= _SHORT[True]
    before = sentence.before
    return short and any(
        tag and len(_LETTERS.findall(before[: span.start])) <= 1
        for span, tag in sentence.table.languages("source", before)
    )


def _warns(sentence: Sentence) -> bool:
    """Tell whether the sentence, or the next one, says that nobody vouches for it ("may contain errors")."""
    return any(sentence.table.find("caution", unit) for unit in (sentence.here, sentence.behind))


def _offers_original(sentence: Sentence) -> bool:
    """Tell whether the sentence, or a short one behind it, names the original ("Show original")."""
    behind = sentence.behind
    limit = _SHORT[sentence.table.spaced]
    length = len(_LETTERS.findall(behind)) if sentence.table.spaced else len(behind)
    return bool(sentence.find("original") or (length <= limit and sentence.table.find("original", behind)))


def _is_banner(sentence: Sentence) -> bool:
    """Tell whether a short sentence leads to the original ("Ad translated by AI. Show original")."""
    spaced = sentence.table.spaced
    words = _LETTERS.findall(sentence.here)
    short = (len(words) if spaced else sum(map(len, words))) <= _SHORT[spaced]
    link = sentence.here if sentence.find("original") else sentence.behind
    return short and not link.endswith((".", "!", "?", "。")) and _offers_original(sentence)


def _heads(sentence: Sentence, at: int) -> bool:
    """Tell whether at most a word or a label ("Note:") stands before ``at`` in the sentence."""
    begin = sentence.begin if sentence.begin <= at else 0
    limit, letters = (1, _LETTERS) if sentence.table.spaced else (4, _SIGNS)
    return len(letters.findall(sentence.here[begin:at])) <= limit


def _near(sentence: Sentence, one: Span, act: Span) -> bool:
    if one.overlaps(act):
        return True
    gap = _LINK.sub("]", sentence.here[min(one.end, act.end) : max(one.start, act.start)])
    reach = _REACH[sentence.table.spaced] if one.start < act.start else _BEHIND
    return len(gap) <= reach and not _CLAUSE.search(gap)


def _negated(sentence: Sentence, act: Span) -> bool:
    spaced, negs = sentence.table.spaced, sentence.hits["neg"]
    before = any(
        0 <= act.start - neg.end <= _NEGATION[spaced]
        and not _BREAK.search(sentence.here[neg.end : act.start])
        for neg in negs
    )
    return before or (not spaced and any(act.start <= neg.start <= act.end + 1 for neg in negs))


def _quoted(sentence: Sentence, act: Span) -> bool:
    """Tell whether the declaration stands inside quotation marks or code."""
    hits = sentence.hits
    others = [span for slot in ("self", "bare", "means", "tool", "from") for span in hits[slot]]
    for found in _QUOTED.finditer(sentence.shown):
        quote = Span(*found.span())
        if quote.contains(act) and (found[0][0] == "`" or any(quote.contains(span) for span in others)):
            return True
    return False
