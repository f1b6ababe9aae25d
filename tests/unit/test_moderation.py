"""Moderation rules, decisions, notices and the queue, as an operator meets them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from provenance.moderation import (
    Context,
    Decision,
    Earlier,
    Moderator,
    Rule,
    Submission,
    all_of,
    any_of,
    blocked_domains,
    blocked_words,
    capitals,
    classified,
    closed_thread,
    empty,
    everything,
    find_personal_data,
    first_comment,
    floods,
    graded,
    links,
    near_duplicates,
    not_,
    personal_data,
    rate,
    signed_in,
    spam,
    too_long,
)

NOON = datetime(2030, 1, 1, 12)


def hits(rule: Rule, text: str, **context: object) -> list[str]:
    """Return what the reasons of a rule point at."""
    return [reason.span.of(text) for reason in rule(Submission(text), Context(**context))]  # type: ignore[arg-type]


DISGUISED = [
    "dummbeutel", "DUMMBEUTEL", "dummb3ut3l", "dummb3utel", "d.u.m.m.b.e.u.t.e.l", "d u m m b e u t e l",
    "d-u-m-m-b-e-u-t-e-l", "dum\u200bmbeutel", "dum\u00admbeutel", "dummbеutеl", "ＤＵＭＭbeutel",
    "duuuummbeutel",
    "ddduuummmbbbeeeuuuttteeelll", "d\u0336u\u0336m\u0336m\u0336b\u0336e\u0336u\u0336t\u0336e\u0336l\u0336",
    "dúmmbéutel", "du\u0301mmbeutel", "𝐝𝐮𝐦𝐦𝐛𝐞𝐮𝐭𝐞𝐥", "dumm-beutel", "dumm_beu.tel", "🅳🆄🅼🅼🅱🅴🆄🆃🅴🅻",
]  # fmt: skip


ONE_STRING = {
    "words": lambda: blocked_words("fool"),
    "allowed": lambda: blocked_words(["fool"], allowed="foolscap"),
    "domains": lambda: blocked_domains("spam.example"),
    "own": lambda: spam(own="paper.example"),
    "languages": lambda: spam("en"),
    "kinds": lambda: personal_data("email"),
    "history": lambda: Context(history="First!"),
}


@pytest.mark.parametrize("name", ONE_STRING)
def test_one_string_is_not_taken_for_a_list_of_letters(name: str) -> None:
    with pytest.raises(TypeError, match=name):
        ONE_STRING[name]()


@pytest.mark.parametrize("word", DISGUISED)
@pytest.mark.parametrize("frame", ["{}", "So ein {}", "{} und Co.", "({}!)", "das sagt „{}“, nicht ich"])
def test_a_blocked_word_is_seen_through_its_disguise(word: str, frame: str) -> None:
    (found,) = hits(blocked_words(["dummbeutel"]), frame.format(word))
    assert found == word


@pytest.mark.parametrize(
    ("word", "comment"),
    [
        ("arsch", "Es war schön hier"),
        ("arsch", "wa rschön und w a r s c h ö n"),
        ("arsch", "Barsch und Marsch, M a r s c h!"),
        ("hell", "Er heißt Hel, nicht Heil"),
        ("schwul", "Heute ist es schwül"),
        ("schwul", "Heute ist es schwu\u0308l"),
        ("ass", "Klasse, 455 Tassen in class 1A"),
        ("leet", "1337"),
        ("сор", "The cop came"),
        ("cop", "Вынеси сор из избы"),
        ("dummbeutel", "Der Beutel ist dumm, dumm Beutel"),
        ("depp", "DE PP 3"),
    ],
)
def test_innocent_words_are_left_alone(word: str, comment: str) -> None:
    assert hits(blocked_words([word]), comment) == []


def test_entries_may_go_on_and_be_phrases_and_be_excused() -> None:
    assert hits(blocked_words(["depp*"]), "Ihr Deppen, du D3pp!") == ["Deppen", "D3pp"]
    assert hits(blocked_words(["*kopf*"]), "Quatschköpfe? Quatschkopf!") == ["Quatschkopf"]
    assert hits(blocked_words(["halt den mund"]), "Halt  den   MUND bitte") == ["Halt  den   MUND"]
    assert hits(blocked_words(["kot*"], allowed=["kotelett"]), "Kotelett") == []
    assert hits(blocked_words(["tölpel"]), "TOELPEL, Tölpel") == ["TOELPEL", "Tölpel"]
    with pytest.raises(ValueError, match="needs a letter"):
        blocked_words(["123"])


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("see https://spam.example/x?y=1, now", ["https://spam.example/x?y=1"]),
        ("www.spam.example", ["www.spam.example"]),
        ("a.b.spam.example/c", ["a.b.spam.example/c"]),
        ("ＳＰＡＭ.example", ["ＳＰＡＭ.example"]),
        ("http://me@spam.example:80/", ["http://me@spam.example:80/"]),
        ("notspam.example, spam.example.org, my spam. Example", []),
        ("https://fine.example/?u=spam.example", []),
    ],
)
def test_blocked_domains_and_what_lies_under_them(comment: str, found: list[str]) -> None:
    assert hits(blocked_domains(["spam.example"]), comment) == found


def test_links_are_counted_and_sentences_without_a_blank_are_none() -> None:
    assert hits(links(most=0), "Er ging.Das war gut.so ist es. z.B. am 1.2.2030 3.50 Euro") == []
    assert hits(links(most=1), "a.example and b.example!") == ["a.example and b.example"]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Schreib an ana.b+c@mail.example.", "email", "ana.b+c@mail.example"),
        ("ana (ät) mail [punkt] de", "email", "ana (ät) mail [punkt] de"),
        ("(+43 660 5550143)", "phone", "+43 660 5550143"),
        ("ruf 0660/5550143 an", "phone", "0660/5550143"),
        ("call 212-555-0143", "phone", "212-555-0143"),
        ("call 1-212-555-0143!", "phone", "1-212-555-0143"),
        ("+49 151 12345678", "phone", "+49 151 12345678"),  # its digits pass for a card's
        ("06.12.34.56.78", "phone", "06.12.34.56.78"),
        ("01/234 56 78", "phone", "01/234 56 78"),
        ("8 (495) 123-45-67", "phone", "8 (495) 123-45-67"),
        ("(11) 91234-5678", "phone", "(11) 91234-5678"),
        ("ana ät mail.de", "email", "ana ät mail.de"),
        ("de89370400440532013000", "iban", "de89370400440532013000"),
        ("GB29 NWBK 6016 1331 9268 19", "iban", "GB29 NWBK 6016 1331 9268 19"),
        ("4111-1111-1111-1111", "payment_card", "4111-1111-1111-1111"),
    ],
)
def test_personal_data_is_found_with_its_kind(text: str, kind: str, found: str) -> None:
    assert [(k, s.of(text)) for k, s in find_personal_data(text)] == [(kind, found)]


@pytest.mark.parametrize(
    "text",
    [
        "Am 12.03.2030 um 17:30 Uhr, 1914-1918, 45.300 Zuschauer, 300 000 Euro, 1,884,034,783 views",
        "DE00 3704 0044 0532 0130 00 ist falsch, 4111 1111 1111 1112 auch",
        "ISBN 978-3-16-148410-0, RFC 2119, #20301104-77, 2 + 2 = 5 @ 1984",
        "@ana look at the dot com boom",
        "Bestellnummer 0123456789, invoice no. 0123456789, EUR 0815 4711, 0800-1800 Uhr",
        "05/2012 2013, 07-08-2012 09-10-2012",
        "The helpline is at 1-800-555-0143",
    ],
)
def test_numbers_of_other_kinds_are_no_personal_data(text: str) -> None:
    assert list(find_personal_data(text)) == []


def test_capitals_do_not_count_names_of_accounts_or_few_letters() -> None:
    assert hits(capitals(), "WARUM HÖRT UNS NIEMAND ZU?") == ["WARUM HÖRT UNS NIEMAND ZU?"]
    assert hits(capitals(), "@REDAKTION @USER ja") == []
    assert hits(capitals(), "USA! USA! USA!") == []


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("ach neeeeeeeein!", ["neeeeeeeein"]),
        ("weg weg weg weg weg da", ["weg weg weg weg weg"]),
        ("so ja so ja so ja so ja", ["so ja so ja so ja so ja"]),
        ("😂😂😂😂😂😂", ["😂😂😂😂😂😂"]),
        ("👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽", ["👍🏽👍🏽👍🏽👍🏽👍🏽👍🏽"]),
        ("Nein, nein und nochmals nein!", []),
        ("@USER @USER @USER @USER @USER @USER", []),
        ("1000000 Euro ........", []),
    ],
)
def test_floods(comment: str, found: list[str]) -> None:
    assert hits(floods(), comment) == found


def test_length_and_emptiness() -> None:
    assert hits(empty(), " \n\u200b") == [" \n\u200b"]
    assert hits(empty(fewest=2), "x") == ["x"]
    assert hits(empty(), "x") == []
    assert hits(too_long(most=3), "abcd") == ["d"]


def test_near_duplicates_are_seen_through_disguises_and_thanks_may_be_said_again() -> None:
    said = "Diese Brücke ist das Beste, was der Stadt passieren konnte."
    rule = near_duplicates()
    assert hits(rule, said.upper() + "!!!", history=["Hallo", said])
    assert hits(rule, "PS: " + said.replace("e", "е").replace(" ", "  "), history=[said])
    assert not hits(rule, "Diese Straße ist schon wieder gesperrt, danke auch.", history=[said])
    assert not hits(rule, "Danke!", history=["Danke!"])


def test_rate_counts_what_came_in_within_the_time() -> None:
    history = [Earlier("x", NOON - timedelta(minutes=m)) for m in (1, 2, 30)]
    assert hits(rate(most=2), "y", at=NOON, history=history)
    assert not hits(rate(most=3), "y", at=NOON, history=history)
    assert not hits(rate(most=1), "y", history=history)


def test_the_place_and_the_person() -> None:
    assert hits(closed_thread(), "x", closed=True)
    assert not hits(closed_thread(), "x")
    assert hits(first_comment(), "x", published=0)
    assert not hits(first_comment(), "x", published=1)
    assert list(signed_in()(Submission("x", author="ana"), Context())) == []
    assert hits(signed_in(), "x")


def test_spam_adds_cues_up() -> None:
    assert hits(spam(["en"]), "Hey guys, check out my new channel!")
    assert hits(spam(["de"]), "Verdiene 3000 Euro im Monat von zu Hause!")
    assert not hits(spam(), "Ich verdiene zu wenig, und mein Nachbar auch. Check the facts please.")
    assert hits(spam(), "https://shop.example/offer")
    assert not hits(spam(own=["paper.example"]), "https://www.paper.example/story")
    with pytest.raises(ValueError, match="no spam cues for 'xx'"):
        spam(["xx"])


def test_combinators() -> None:
    both = all_of(first_comment(), links(most=0))
    assert len(list(both(Submission("a.example"), Context(published=0)))) == 2
    assert not list(both(Submission("a.example"), Context(published=2)))
    assert len(list(any_of(closed_thread(), links(most=0))(Submission("a.example"), Context()))) == 1
    assert hits(not_(links(most=0)), "no link") == ["no link"]
    assert not hits(not_(links(most=0)), "a.example")
    assert (
        repr(graded(links(), severity="reject"))
        == "graded(links(most=1, severity='hold'), severity='reject')"
    )


def test_a_classifier_plugs_in_under_its_labels() -> None:
    rule = classified(
        lambda texts: [{"insult": 0.7, "threat": 0.1} for _ in texts], {"insult": 0.5, "threat": 0.5}
    )
    assert [(r.rule, r.detail) for r in rule(Submission("x"), Context())] == [("insult", "insult 0.70")]


def test_all_reasons_are_kept_and_the_strictest_outcome_wins() -> None:
    moderator = Moderator([links(most=0), blocked_words(["depp"], severity="reject"), capitals()])
    decision = moderator.decide(Submission("Depp a.example"))
    assert decision.outcome == "reject"
    assert [reason.rule for reason in decision.reasons] == ["links", "blocked_word"]
    assert [reason.rule for reason in decision.decisive] == ["blocked_word"]
    lenient = Moderator(moderator.rules, precedence=("hold", "reject", "publish"))
    assert lenient.decide(Submission("Depp a.example")).outcome == "hold"
    assert Moderator([], default="hold").decide(Submission("x")) == Decision("hold")
    with pytest.raises(ValueError, match="each once"):
        Moderator([], precedence=("hold",))


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"blocked_wrods": []}, "'blocked_wrods' is no setting"),
        ({"links": "delete"}, "links is one of reject, hold, publish, not 'delete'"),
        ({"max_links": -1}, "max_links is a whole number"),
        ({"most_read": "all"}, "most_read is a whole number"),
        ({"max_links": True}, "max_links is a whole number"),
        ({"caps_ratio": 7}, "caps_ratio lies between 0 and 1"),
        ({"blocked_words": "depp"}, "blocked_words is a list of strings"),
    ],
)
def test_wrong_settings_are_named(settings: dict[str, object], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Moderator.from_policy(settings)


def test_rules_read_as_they_are_written() -> None:
    assert repr(blocked_words(["a", "b"])) == "blocked_words(['a', 'b'], severity='hold')"
    assert repr(everything()) == "everything(name='premoderation', severity='hold')"
    assert repr(any_of(links(), empty())).startswith("any_of(links(most=1")
