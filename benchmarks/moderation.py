"""The figures of reading notices and moderating comments, for any folder laid out like the open data.

    python benchmarks/moderation.py --data DIR [--json]

Takes what is present: notices and negatives (section A), decisions with their policy, duplicates,
personal_data, shouting_flooding, spam_*, offensive_*. Blocked words are disguised here in eleven
ways and put into the clean comments of the folder. Speed is that of all rules together on one core.
"""

from __future__ import annotations

import argparse
import json
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from provenance.moderation import (
    Context,
    Moderator,
    Reason,
    Rule,
    Submission,
    blocked_words,
    capitals,
    closed_thread,
    everything,
    find_personal_data,
    first_comment,
    floods,
    near_duplicates,
    personal_data,
    rate,
    signed_in,
    spam,
)

#: Where links are no advertising, by the source of a spam corpus.
OWN = {"youtube": ("youtube.com", "youtu.be")}
# Harmless stand-ins beside those of the policy; short ones and umlauts are the hard cases.
WORDS = ("blubberwort", "quatschkopf", "dummbeutel", "tropf", "lump", "tölpel", "hundsfott", "klotzkopf")
_LOOKS = str.maketrans("aeopcxyi", "аеорсхуі")
_LEET = str.maketrans("aeiost", "431057")
DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "upper": str.upper,
    "leet": lambda word: word.translate(_LEET),
    "dots": ".".join,
    "spaces": " ".join,
    "zero width": lambda word: word[:2] + "\u200b" + word[2:],
    "look-alikes": lambda word: word.translate(_LOOKS),
    "stretched": lambda word: word[:2] + word[2] * 3 + word[3:],
    "full width": lambda word: "".join(chr(ord(c) + 0xFEE0) if c.isascii() else c for c in word),
    "combining": lambda word: unicodedata.normalize("NFC", "".join(c + "\u0301" for c in word)),
    "struck": lambda word: "".join(c + "\u0336" for c in word),
    "soft hyphen": lambda word: word[:3] + "\u00ad" + word[3:],
}


def read(folder: Path, name: str) -> list[dict[str, Any]]:
    """Return the records of all files that ``name`` matches."""
    files = sorted(folder.glob(name))
    return [json.loads(line) for f in files for line in f.read_text("utf-8").split("\n") if line.strip()]


def shares(right: int, false: int, missed: int) -> dict[str, float]:
    """Return precision, recall and F1."""
    p = right / (right + false) if right + false else 0.0
    r = right / (right + missed) if right + missed else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {
        "precision": round(p, 4),
        "recall": round(r, 4),
        "f1": round(f1, 4),
        "false": false,
        "missed": missed,
    }


def judged(pairs: Iterable[tuple[bool, bool]]) -> dict[str, float]:
    """Return the shares of (gold, said) pairs."""
    c = Counter((bool(gold), bool(said)) for gold, said in pairs)
    return shares(c[True, True], c[False, True], c[True, False])


def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    """Return intersection over union."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(0, shared) / (max(a[1], b[1]) - min(a[0], b[0]) or 1)


def fires(rule: Rule, text: str, **context: Any) -> bool:
    """Tell whether the rule has a reason."""
    return any(True for _ in rule(Submission(text), Context(**context)))


def _hits(gold: dict[str, Any], reason: Reason) -> bool:
    """Tell whether a reason is the labelled one: the same rule, and the same place where one is given."""
    if reason.rule != gold["rule"]:
        return False
    said = (reason.span.start, reason.span.end)
    return "start" not in gold or overlap((gold["start"], gold["end"]), said) >= 0.5


def decisions(folder: Path) -> dict[str, Any]:
    """Score decisions under the folder's policy: accuracy, macro-F1, and reasons found with their span."""
    moderator = Moderator.from_policy(json.loads((folder / "decision_policy.json").read_text("utf-8")))
    rows = read(folder, "decisions.jsonl")
    pairs, found, wanted, wrong = [], 0, 0, []
    for row in rows:
        decision = moderator.decide(Submission(row["text"]))
        pairs.append((row["expected"], decision.outcome))
        if row["expected"] != decision.outcome:
            wrong.append(row["id"])
        for gold in row["reasons"]:
            wanted += 1
            found += any(_hits(gold, reason) for reason in decision.reasons)
    per = [
        judged((g == outcome, p == outcome) for g, p in pairs)["f1"]
        for outcome in ("publish", "hold", "reject")
    ]
    return {
        "texts": len(rows),
        "accuracy": round(sum(g == p for g, p in pairs) / len(rows), 4),
        "macro_f1": round(sum(per) / 3, 4),
        "reason_recall": round(found / max(1, wanted), 4),
        "wrong": wrong,
    }


def clean_comments(folder: Path) -> list[str]:
    """Return the comments that should trigger no rule about words or personal data."""
    inoffensive = [row["text"] for row in read(folder, "offensive_*.jsonl") if not row["offensive"]]
    rows = [row["text"] for row in read(folder, "decisions.jsonl") if row["tag"] == "clean"]
    return rows + inoffensive[:3000]


def disguises(folder: Path) -> dict[str, Any]:
    """Put each word in each disguise at the start, in the middle and at the end of clean comments."""
    clean = clean_comments(folder)
    rule = blocked_words(WORDS)
    bare = [text for text in clean if not any(word in text.casefold() for word in WORDS)]
    out: dict[str, Any] = {}
    for name, dress in DISGUISES.items():
        hit = total = 0
        for n, word in enumerate(WORDS):
            for text in bare[n * 7 : n * 7 + 12]:
                for cut in (0, text.find(" ") + 1, len(text)):
                    left = text[:cut] + (" " if cut == len(text) else "")
                    made = left + dress(word) + " " + text[cut:]
                    gold = (len(left), len(left) + len(dress(word)))
                    spans = [r.span for r in rule(Submission(made), Context())]
                    hit += any(overlap(gold, (s.start, s.end)) >= 0.5 for s in spans)
                    total += 1
        out[name] = round(hit / total, 4)
    recall = round(sum(out.values()) / len(out), 4)
    return {
        "recall": recall,
        "clean": len(bare),
        "false_alarms": sum(fires(rule, t) for t in bare),
        "by_disguise": out,
    }


def personal(folder: Path) -> dict[str, Any]:
    """Score spans of personal data, and count the clean texts with an alarm."""
    right = false = missed = 0
    alarms = []
    rows = read(folder, "personal_data.jsonl")
    for row in rows:
        said = [(kind, span.start, span.end) for kind, span in find_personal_data(row["text"])]
        for gold in row["pii"]:
            place = (gold["start"], gold["end"])
            alike = (s for s in said if s[0] == gold["type"] and overlap(s[1:], place) >= 0.5)
            match = next(alike, None)
            right += match is not None
            missed += match is None
            said = [s for s in said if s is not match]
        false += len(said)
        if said and not row["pii"]:
            alarms += [row["text"][start:end] for _, start, end in said]
    clean = sum(not row["pii"] for row in rows)
    return {**shares(right, false, missed), "clean_texts": clean, "alarms_on_clean": alarms}


def duplicates(folder: Path) -> dict[str, Any]:
    """Score near-duplicates of an author's history."""
    rule, rows = near_duplicates(), read(folder, "duplicates.jsonl")
    pairs = [(row["duplicate"], fires(rule, row["text"], history=row["history"])) for row in rows]
    found = sum(gold and said for gold, said in pairs)
    return {
        "found": found,
        "of": sum(gold for gold, _ in pairs),
        "false": sum(said and not gold for gold, said in pairs),
    }


def shouting(folder: Path) -> dict[str, Any]:
    """Score capitals and floods, each against all the rest."""
    rows = read(folder, "shouting_flooding.jsonl")
    said = [
        "flood" if fires(floods(), row["text"]) else "caps" if fires(capitals(), row["text"]) else "none"
        for row in rows
    ]
    return {
        label: judged((row["label"] == label, s == label) for row, s in zip(rows, said, strict=True))
        for label in ("caps", "flood")
    }


def spam_by_corpus(folder: Path) -> dict[str, Any]:
    """Score the spam rule alone, corpus by corpus and source by source."""
    out: dict[str, Any] = {}
    for path in sorted(folder.glob("spam_*.jsonl")):
        own = next((sites for name, sites in OWN.items() if name in path.name), ())
        rule, rows = spam(own=own), read(folder, path.name)
        pairs = [(row["source"], row["spam"], fires(rule, row["text"])) for row in rows]
        out[path.stem] = judged((gold, said) for _, gold, said in pairs)
        out[path.stem]["by_source"] = {
            source: judged((g, s) for from_, g, s in pairs if from_ == source)
            for source in sorted({p[0] for p in pairs})
        }
    return out


def insult_without_a_model(folder: Path) -> dict[str, Any]:
    """Tell what the rules find of offensive comments: next to nothing, as no rule looks for insult."""
    rule_set = (capitals(), floods(), personal_data(), spam())
    out = {}
    for path in sorted(folder.glob("offensive_*.jsonl")):
        rows = read(folder, path.name)[:3000]
        out[path.stem] = judged(
            (row["offensive"], any(fires(r, row["text"]) for r in rule_set)) for row in rows
        )
    return out


def speed(folder: Path) -> dict[str, Any]:
    """Decide comments with all rules there are and a history of five, in CPU time; best of five rounds.

    Once the history is the same objects for all comments, as where an author's page is kept in memory;
    once it is made anew for each, as where it comes from a database.
    """
    settings = json.loads((folder / "decision_policy.json").read_text("utf-8"))
    extra = (near_duplicates(), rate(), first_comment(), closed_thread(), signed_in(), spam(), everything())
    moderator = Moderator.from_policy(settings).with_rules(*extra)
    texts = clean_comments(folder)[:1500]
    kept = Context(history=texts[:5], published=3)
    moderator.decide(Submission("wärm up 1 https://a.example"), kept)
    contexts = {
        "comments_per_second": lambda: kept,
        "with_a_new_history_each": lambda: Context(history=texts[:5], published=3),
    }
    best = dict.fromkeys(contexts, float("inf"))
    for _ in range(5):
        for name, context in contexts.items():
            start = time.process_time()
            for text in texts:
                moderator.decide(Submission(text, author="a"), context())
            best[name] = min(best[name], time.process_time() - start)
    figures = {name: round(len(texts) / seconds) for name, seconds in best.items()}
    return {**figures, "comments": len(texts), "rules": len(moderator.rules)}


def notices(folder: Path) -> dict[str, Any]:
    """Return the figures of section A."""
    from _notices import figures  # beside this file: on the path only when it runs as a script

    return figures(folder)


SECTIONS: Sequence[tuple[str, str, Callable[[Path], dict[str, Any]]]] = (
    ("notices", "notices.jsonl", notices),
    ("decisions", "decisions.jsonl", decisions),
    ("blocked words in disguise", "decisions.jsonl", disguises),
    ("personal data", "personal_data.jsonl", personal),
    ("near-duplicates", "duplicates.jsonl", duplicates),
    ("capitals and floods", "shouting_flooding.jsonl", shouting),
    ("spam", "spam_*.jsonl", spam_by_corpus),
    ("offensive comments, rules without a model", "offensive_*.jsonl", insult_without_a_model),
    ("speed", "decisions.jsonl", speed),
)


def lines(result: Any, depth: int = 0) -> Iterator[str]:
    """Yield figures as indented lines."""
    for name, value in result.items():
        if isinstance(value, dict):
            yield "  " * depth + name
            yield from lines(value, depth + 1)
        else:
            yield f"{'  ' * depth}{name}: {value}"


def main() -> None:
    """Measure what is present and print it."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--only", default="", metavar="WORD", help="sections whose title holds the word")
    options = parser.parse_args()
    chosen = [section for section in SECTIONS if options.only in section[0]]
    if not chosen:
        parser.error(f"no section has {options.only!r} in its title: {', '.join(s[0] for s in SECTIONS)}")
    if not any(any(options.data.glob(needed)) for _, needed, _ in chosen):
        parser.error(f"{options.data} has none of {', '.join(dict.fromkeys(s[1] for s in chosen))}")
    result = {title: run(options.data) for title, needed, run in chosen if any(options.data.glob(needed))}
    print(json.dumps(result, indent=1, ensure_ascii=False) if options.json else "\n".join(lines(result)))


if __name__ == "__main__":
    main()
