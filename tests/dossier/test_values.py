"""What the small dossier says is what is read; and scalars follow YAML 1.2, never 1.1."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from fractions import Fraction
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from responsegen.dossier.model import (
    AnyOf,
    Attribution,
    Clearance,
    ClearedBy,
    ContributionAnswer,
    ContributionTopic,
    Event,
    EventHappens,
    Firmness,
    Internal,
    InternalText,
    Interval,
    MinimumForce,
    Necessity,
    NeedsAnswer,
    NeedsTopic,
    OffersAnswer,
    OptionsAnswer,
    OptionsTopic,
    PositionStatus,
    RangeAnswer,
    Received,
    Release,
    ReservationCounting,
    ReservationKind,
    Stance,
    Term,
    Together,
    UsProvides,
    Willingness,
)
from responsegen.dossier.states import EU, NATO, in_protocol_order
from responsegen.problem import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from responsegen.dossier.model import Dossier, Position
    from responsegen.dossier.reading import Reading

    Check = Callable[[Mapping[str, bytes | None]], Reading]

ANYWHERE = Place("")  # places of conditions do not count when they are compared
ADDRESSED = """\
reply_by: 2025-02-16T12:00Z
addressee: {code: UNFCCC, name: the UNFCCC secretariat}
parties: {EEAS: the External Action Service}"""


@pytest.fixture(scope="module")
def dossier(check: Check) -> Dossier:
    found = check({}).dossier
    assert found is not None
    return found


@pytest.fixture(scope="module")
def sweden(dossier: Dossier) -> Position:
    return dossier.positions["SE"]


def answer_of(check: Check, topic: str, value: str, country: str = "DE") -> object:
    """What is read where a delegation writes this value under this topic."""
    file = f"country: {country}\nstatus: draft\n{topic}: {value}\n"
    reading = check({f"positions/{country}.yaml": file.encode()})
    assert reading.dossier is not None, reading.problems
    return reading.dossier.positions[country].answers.get(topic)


def test_who_takes_part(dossier: Dossier) -> None:
    assert dossier.delegations == (*EU, "NO", "UK")
    assert dossier.addressee == "US"
    assert dossier.groups == {"Nordic": ("DK", "FI", "SE", "NO"), "Weimar": ("DE", "FR", "PL")}
    assert list(dossier.positions) == ["FR", "SE", "NO"]
    assert dossier.spoken_for == {"FI": "SE"}


def test_nato_leaves_out_the_addressee(check: Check, small: dict[str, bytes]) -> None:
    allies = small["dossier.yaml"].replace(b"[EU, NO, UK]", b"[NATO, IE]")
    allies = allies.replace(b"basis: restrictive-measures", b"basis: nato").replace(b"FI, SE, NO", b"FI, SE")
    dossier = check({"dossier.yaml": allies, "positions/FR.yaml": None}).dossier
    assert dossier is not None
    assert dossier.delegations == in_protocol_order({*NATO, "IE"} - {"US"})
    assert dossier.topics["sanctions"].electorate == in_protocol_order({*NATO} - {"US"})


def test_when_and_under_what_name(dossier: Dossier) -> None:
    assert dossier.as_of == datetime(2025, 2, 16, 17, tzinfo=UTC)
    assert dossier.silence_deadline == datetime(2025, 2, 17, 8, tzinfo=UTC)
    assert dossier.meeting is not None
    assert (dossier.meeting.place, dossier.meeting.date) == ("Paris", date(2025, 2, 17))
    assert (dossier.reference, dossier.revision, dossier.exercise) == ("TEST 1/25", 1, True)
    assert (dossier.sender, dossier.recipient) == ("Pen-holder", "Delegations")


def test_figures_of_the_dossiers_own_are_read_exactly(check: Check, small: dict[str, bytes]) -> None:
    figures = dict.fromkeys(EU, "1") | {"DE": "83.4", "FR": "68_000k", "MT": "0.57"}
    own = f"population: {{source: A note, valid: [2025-05-01, 2026-04-30], figures: {json.dumps(figures)}}}\n"
    dossier = check({"dossier.yaml": small["dossier.yaml"] + own.encode()}).dossier
    assert dossier is not None
    assert [dossier.population.figures[d] for d in ("DE", "FR", "MT")] == [
        *(Fraction("83.4"), Fraction(68_000_000), Fraction("0.57"))
    ]
    assert dossier.population.weights["MT"] == 114
    assert (dossier.population.source, dossier.population_is_valid) == ("A note", False)


def test_each_rule_has_its_usual_electorate(dossier: Dossier) -> None:
    assert dossier.topics["sanctions"].electorate == EU
    assert dossier.topics["force_size"].electorate == dossier.delegations
    assert dossier.topics["troops"].electorate == dossier.delegations


def test_topics_know_their_question_and_kind(dossier: Dossier) -> None:
    assert list(dossier.topics) == ["troops", "force_size", "duration", "sanctions", "us_requirements", "assistance"]
    assert [topic.question for topic in dossier.topics.values()] == [1, 1, 1, 2, 2, 2]
    troops, sanctions, needs = (dossier.topics[id_] for id_ in ("troops", "sanctions", "us_requirements"))
    assert isinstance(troops, ContributionTopic)
    assert isinstance(sanctions, OptionsTopic)
    assert isinstance(needs, NeedsTopic)
    assert troops.required == "force_size"
    assert troops.military
    assert not sanctions.military
    assert sanctions.options["oil-price-cap"].text == "The cap is lowered."
    assert needs.options["airlift"].term == {Term.SHORT, Term.LONG}
    assert needs.place == Place("dossier.yaml", 35, 3)


def test_all_means_all(dossier: Dossier) -> None:
    assert dossier.scenarios["no-us"].us == frozenset()
    assert dossier.scenarios["no-us"].events == {"ceasefire"}
    assert dossier.scenarios["full"].us == {"air-defence", "airlift"}


def test_the_rest_of_the_dossier(dossier: Dossier) -> None:
    assert dossier.rotation_factors == (3, Fraction(5, 2))
    assert dossier.documents["response"].attribution is Attribution.GROUPED
    assert dossier.documents["response"].marking is None
    assert dossier.documents["synthesis"].marking == "LIMITE"
    assert dict(dossier.reservations_count_as) == {
        ReservationKind.SCRUTINY: ReservationCounting.OUTSTANDING,
        ReservationKind.GENERAL: ReservationCounting.OUTSTANDING,
        ReservationKind.PARLIAMENTARY: ReservationCounting.OUTSTANDING,  # as this dossier has it
        ReservationKind.LINGUISTIC: ReservationCounting.AS_STATED,
        ReservationKind.SUBSTANTIVE: ReservationCounting.AGAINST,
    }


def test_without_documents_there_are_the_four_usual_ones(check: Check, small: dict[str, bytes]) -> None:
    before, _, _ = small["dossier.yaml"].partition(b"documents:")
    dossier = check({"dossier.yaml": before}).dossier
    assert dossier is not None
    assert {id_: document.release for id_, document in dossier.documents.items()} == {
        "response": Release.ADDRESSEE,
        "synthesis": Release.PARTICIPANTS,
        "brief": Release.INTERNAL,
        "fiche": Release.DELEGATION,
    }


def test_a_position_and_its_remarks(sweden: Position) -> None:
    assert sweden.status is PositionStatus.CLEARED
    assert (sweden.date, sweden.speaks_for) == (date(2025, 2, 16), ("FI",))
    (reservation,) = sweden.reservations
    assert (reservation.topic, reservation.option, reservation.kind) == (
        "duration",
        None,
        ReservationKind.PARLIAMENTARY,
    )
    (source,) = sweden.sources
    assert (source.topic, source.said_on, source.url) == ("troops", date(2025, 2, 17), "https://example.org/a")
    assert sweden.internal.red_lines == (InternalText("No troops without air defence."),)
    assert sweden.internal.notes == (InternalText("Call again in the evening."),)


def test_a_party_answers_and_votes_only_where_no_rule_of_the_union_decides(
    check: Check, small: dict[str, bytes]
) -> None:
    asked = small["dossier.yaml"].decode().replace("addressee: US", ADDRESSED).replace("NO, UK]", "EEAS, NO, UK]", 1)
    said = b"country: EEAS\nstatus: cleared\ncleared_by: official\nsanctions: support\nforce_size: 10-20\n"
    reading = check({"dossier.yaml": asked.encode(), "positions/EEAS.yaml": said})
    (warning,) = map(str, reading.problems)
    assert warning.endswith("(got one from EEAS). It is recorded and shown, not counted")
    dossier = reading.dossier
    assert dossier is not None
    assert (dossier.delegations[-2:], list(dossier.positions)[-1]) == (("UK", "EEAS"), "EEAS")
    assert dossier.topics["force_size"].electorate[-1] == "EEAS"
    assert "EEAS" not in dossier.topics["sanctions"].electorate
    assert (dossier.addressee, dossier.reply_by) == ("UNFCCC", datetime(2025, 2, 16, 12, tzinfo=UTC))
    named = [dossier.name_in_text(code) for code in ("UNFCCC", "EEAS", "NL")]
    assert named == ["the UNFCCC secretariat", "the External Action Service", "the Netherlands"]


def test_what_papers_call_things(check: Check, small: dict[str, bytes]) -> None:
    asked = small["dossier.yaml"].decode()
    for before, after in {
        "text: The cap is lowered.": "text: The cap is lowered., fallback: It is studied., phrase: a lower cap",
        "text: Airlift is provided.": "text: Airlift is provided., fallback: Some is., phrase: some airlift",
        "events: {ceasefire: A ceasefire is in force}": "events: {ceasefire: {label: A ceasefire, phrase: arms rest}}",
        "kind: range, unit: months,": "kind: range, unit: months, electorate_name: the planners, supported_by: firmly,",
    }.items():
        assert before in asked
        asked = asked.replace(before, after, 1)
    dossier = check({"dossier.yaml": asked.encode()}).dossier
    assert dossier is not None
    sanctions, needs, duration = (dossier.topics[t] for t in ("sanctions", "us_requirements", "duration"))
    assert isinstance(sanctions, OptionsTopic)
    assert isinstance(needs, NeedsTopic)
    cap, airlift = sanctions.options["oil-price-cap"], needs.options["airlift"]
    assert (cap.fallback, cap.phrase) == ("It is studied.", "a lower cap")
    assert (airlift.fallback, airlift.phrase) == ("Some is.", "some airlift")
    assert dossier.events == {"ceasefire": Event("A ceasefire", "arms rest")}
    assert (duration.electorate_name, duration.supported_by) == ("the planners", "firmly")


def test_texts_beside_an_answer(check: Check) -> None:
    said = """\
        country: NO
        status: draft
        invented: true
        clearance: {by: ambassador, date: 2025-02-16, of: 3f2a}
        received: {file: NO.docx, sha256: 9a0c, date: 2025-02-15}
        sanctions: {stance: support, would_support_if: they work, proposes: We will., comment: All.}
        us_requirements: {necessity: essential, term: both, comment: All of it.}
        force_size: {acceptable: 2.5k, would_support_if: it is asked, proposes: A few., comment: Or less.}
        troops: {stance: undecided, would_support_if: asked, comment: No hurry.}
        internal: {red_lines: {on: sanctions.shadow-fleet, text: Never.}, notes: [One., {on: troops, text: Two.}]}
        """
    dossier = check({"positions/NO.yaml": dedent(said).encode()}).dossier
    assert dossier is not None
    norway = dossier.positions["NO"]
    assert norway.invented
    assert norway.clearance == Clearance(ClearedBy.AMBASSADOR, date(2025, 2, 16), "3f2a")
    assert norway.received == Received("NO.docx", "9a0c", date(2025, 2, 15))
    sanctions, needs, size, troops = (
        norway.answers[t] for t in ("sanctions", "us_requirements", "force_size", "troops")
    )
    assert isinstance(sanctions, OptionsAnswer)
    assert sanctions.comment == "All."
    assert {(s.stance, s.would_support_if, s.proposes, s.comment) for s in sanctions.stances.values()} == {
        (Stance.SUPPORT, "they work", "We will.", "All.")
    }
    assert isinstance(needs, NeedsAnswer)
    assert needs.comment == "All of it."
    assert {(n.necessity, n.term) for n in needs.needs.values()} == {(Necessity.ESSENTIAL, frozenset(Term))}
    assert isinstance(size, RangeAnswer)
    assert (size.acceptable, size.would_support_if, size.proposes) == (Interval(2500, 2500), "it is asked", "A few.")
    assert isinstance(troops, ContributionAnswer)
    assert troops.would_support_if == "asked"
    assert norway.internal == Internal(
        (InternalText("Never.", "sanctions", "shadow-fleet"),), (InternalText("One."), InternalText("Two.", "troops"))
    )


def test_a_contribution(sweden: Position) -> None:
    answer = sweden.answers["troops"]
    assert isinstance(answer, ContributionAnswer)
    assert answer.place == Place("positions/SE.yaml", 6, 1)
    assert (answer.stance, answer.pledge) == (Willingness.CONDITIONAL, Interval(600, 1000))
    assert (answer.ready, answer.sustain) == (90, 720)
    assert answer.conditions == (
        UsProvides("air-defence", ANYWHERE),
        EventHappens("ceasefire", ANYWHERE),
        Together(("FR", "UK"), ANYWHERE),
        MinimumForce(20000, ANYWHERE),
        AnyOf((UsProvides("airlift", ANYWHERE), Together(("UK",), ANYWHERE)), ANYWHERE),
    )


def test_ranges(sweden: Position) -> None:
    assert sweden.answers["force_size"] == RangeAnswer(Place("positions/SE.yaml", 18, 1), Interval(30000, 50000))
    duration = sweden.answers["duration"]
    assert isinstance(duration, RangeAnswer)
    assert (duration.acceptable, duration.preferred) == (Interval(24, 60), Interval(36, 36))


def test_needs_offers_and_options(sweden: Position) -> None:
    needs, offers, options = (sweden.answers[topic] for topic in ("us_requirements", "assistance", "sanctions"))
    assert isinstance(needs, NeedsAnswer)
    assert isinstance(offers, OffersAnswer)
    assert isinstance(options, OptionsAnswer)
    assert needs.needs["airlift"].necessity is Necessity.DESIRABLE
    assert needs.needs["airlift"].term == {Term.LONG}
    assert needs.needs["air-defence"].term is None
    artillery = offers.offers["artillery"]
    assert (artillery.quantity, artillery.firmness) == (Interval(50000, 50000), Firmness.FIRM)
    assert artillery.by == date(2025, 6, 30)
    assert options.stances["oil-price-cap"].stance is Stance.UNDECIDED
    assert options.stances["oil-price-cap"].would_support_if == "LNG is exempted"
    assert options.stances["shadow-fleet"].place == Place("positions/SE.yaml", 26, 3)


def test_a_single_word_holds_for_every_option(dossier: Dossier) -> None:
    france = dossier.positions["FR"]
    sanctions, needs = france.answers["sanctions"], france.answers["us_requirements"]
    assert isinstance(sanctions, OptionsAnswer)
    assert isinstance(needs, NeedsAnswer)
    assert {id_: one.stance for id_, one in sanctions.stances.items()} == dict.fromkeys(
        ("shadow-fleet", "oil-price-cap"), Stance.CONSTRUCTIVE_ABSTENTION
    )
    assert {one.necessity for one in needs.needs.values()} == {Necessity.ABSTAIN}


def test_no_is_norway_and_no_is_a_stance(dossier: Dossier) -> None:
    answer = dossier.positions["NO"].answers["troops"]
    assert isinstance(answer, ContributionAnswer)
    assert answer.stance is Willingness.NO


@pytest.mark.parametrize("value", ["open-ended", "undecided"])
def test_open_ended_and_undecided_are_not_the_same(check: Check, value: str) -> None:
    answer = answer_of(check, "duration", value)
    assert isinstance(answer, RangeAnswer)
    assert answer.acceptable == (Interval(0, None) if value == "open-ended" else None)
    assert answer.stance is (Stance.UNDECIDED if value == "undecided" else None)


@pytest.mark.parametrize("value", ["", "~", "null", '""', "{}", "{shadow-fleet: }", "{comment: Later.}"])
def test_what_is_blank_is_no_answer(check: Check, value: str) -> None:
    assert answer_of(check, "sanctions", value) is None


@pytest.mark.parametrize("value", ["", "{}", "{air-defence: }", "{comment: Later.}"])
def test_blank_needs_are_no_answer_either(check: Check, value: str) -> None:
    assert answer_of(check, "us_requirements", value) is None


def test_a_blank_need_beside_an_answer_is_undecided_not_unmentioned(check: Check) -> None:
    answer = answer_of(check, "us_requirements", "{airlift: essential, air-defence: }")
    assert isinstance(answer, NeedsAnswer)
    assert answer.needs["air-defence"].necessity is Necessity.UNDECIDED


@pytest.mark.parametrize(
    "text", ["2025", "0017", "1_000", "1:30", "017", "yes", "off", "true", "1e3", "=", "2025-02-16"]
)
def test_a_text_stays_as_it_was_written(check: Check, text: str, small: dict[str, bytes]) -> None:
    title = b"title: A small dossier with one topic of each kind"
    dossier = check({"dossier.yaml": small["dossier.yaml"].replace(title, b"title: " + text.encode())}).dossier
    assert dossier is not None
    assert dossier.title == text


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"---\n", b"# A comment.\n"])
def test_a_mark_a_document_start_and_comments_are_allowed(start: bytes, check: Check, small: dict[str, bytes]) -> None:
    assert check({"positions/SE.yaml": start + small["positions/SE.yaml"]}).problems == ()


def test_line_ends_of_windows_change_nothing(check: Check, small: dict[str, bytes], dossier: Dossier) -> None:
    reading = check({path: content.replace(b"\n", b"\r\n") for path, content in small.items()})
    assert reading.dossier == dossier


def test_a_template_in_a_text_is_a_text(check: Check) -> None:
    answer = answer_of(check, "sanctions", '{shadow-fleet: {stance: support, comment: "{{ 7 * 7 }} <b> & {% raw %}"}}')
    assert isinstance(answer, OptionsAnswer)
    assert answer.stances["shadow-fleet"].comment == "{{ 7 * 7 }} <b> & {% raw %}"


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        ("basis: restrictive-measures", "EEAS cannot speak for DK on sanctions, which Member States decide"),
        ("rule: consensus", ""),
    ],
)
def test_a_party_speaks_for_no_member_state_where_an_eu_rule_decides(
    check: Check, small: dict[str, bytes], basis: str, said: str
) -> None:
    asked = small["dossier.yaml"].decode()
    asked = asked.replace("addressee: US", "addressee: US\nparties: {EEAS: European External Action Service}")
    asked = asked.replace("delegations: [EU,", "delegations: [EU, EEAS,")
    asked = asked.replace("basis: restrictive-measures", basis)
    position = b"country: EEAS\nstatus: cleared\ndate: 2025-02-16\nspeaks_for: [DK]\nforce_size: 10-20\n"
    found = check({"dossier.yaml": asked.encode(), "positions/EEAS.yaml": position}).problems
    errors = [str(p) for p in found if p.code == "RG075"]
    assert len(errors) == bool(said)
    assert all(said in error and "Article 239 TFEU" in error for error in errors)
