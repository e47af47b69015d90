"""Who says what, and the exact lines that explain how it counts: every rule, reservation, silence and move."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.dossier.model import Answer, AnyTopic, Dossier, Number, Position, PositionStatus
from responsegen.explaining.explanation import explain
from responsegen.explaining.page import Asked, Part
from tests.consensus.builders import (
    AS_OF,
    contribution,
    dossier,
    event,
    needed,
    needs,
    offered,
    offers,
    options,
    partners,
    pledge,
    position,
    ranges,
    reservation,
    scenario,
    span,
    stances,
)

THREE = ("DE", "HU", "SE")
OVER, RUNNING = AS_OF - timedelta(hours=1), AS_OF + timedelta(hours=1)


def told(case: Dossier, topic: str, option: str | None) -> dict[str, list[str]]:
    """The lines of an explanation by their heading, each after what it is about, with plain blanks."""
    first, *others = explain(case, joint_answer(case), Asked(topic=case.topics[topic], option=option))
    found: dict[str, list[str]] = {"": []}
    for part in (replace(first, heading=""), *others):
        found.setdefault(part.heading, []).extend(line for line in in_lines([part]) if "Question 1" not in line)
    return found


def in_lines(parts: Iterable[Part]) -> list[str]:
    """The lines of an explanation, each after what it is about, with plain blanks."""
    told = [" ".join(filter(None, (each.term, each.words, each.note, each.command))) for p in parts for each in p.lines]
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in told]


def listings(rule: str, *positions: Position, **fields: object) -> tuple[Dossier, str, str]:
    """One option, decided by this rule."""
    return dossier([options(rule, THREE)], positions, THREE, **fields), "sanctions", "listings"


def airlift(*positions: Position, **fields: object) -> tuple[Dossier, str, str]:
    """One need, decided by consensus."""
    return dossier([needs(electorate=THREE)], positions, THREE, **fields), "us_requirements", "airlift"


def size(rule: str, *positions: Position, **fields: object) -> tuple[Dossier, str, None]:
    """A range of personnel, decided by this rule."""
    return dossier([ranges(rule, THREE)], positions, THREE, **fields), "force_size", None


def troops(*positions: Position) -> tuple[Dossier, str, None]:
    """A contribution in one scenario, in which a ceasefire is in force."""
    held = {"calm": scenario("calm", events=["ceasefire"])}
    topics: list[AnyTopic] = [
        contribution(THREE, sustained="duration"),
        ranges("consensus", THREE, "months", "duration"),
    ]
    return dossier(topics, positions, THREE, scenarios=held, events={"ceasefire": "a ceasefire"}), "troops", None


def says(code: str, stance: str, *reserved: str) -> Position:
    """`says("HU", "oppose", "scrutiny")`: a stance under reservations of these kinds."""
    return position(
        code, {"sanctions": stances({"listings": stance})}, *(reservation("sanctions", k) for k in reserved)
    )


def wants(code: str, necessity: str) -> Position:
    """A delegation that says this of the airlift."""
    return position(code, {"us_requirements": needed({"airlift": necessity})})


def accepts(code: str, low: Number | str, high: Number | None = None, *reserved: str) -> Position:
    """A delegation with this range, under reservations of these kinds."""
    return position(code, {"force_size": span(low, high)}, *(reservation("force_size", k) for k in reserved))


def sends(code: str, answer: Answer, *reserved: str) -> Position:
    """A delegation with this contribution, under reservations of these kinds."""
    return position(code, {"troops": answer}, *(reservation("troops", kind) for kind in reserved))


def case(name: str, asked: tuple[Dossier, str, str | None], parts: dict[str, list[str]]) -> object:
    """One row: the answers, and the lines of the explanation below some of its headings."""
    return pytest.param(*asked, parts, id=name)


YES_DE, YES_SE = says("DE", "support"), says("SE", "accept")
CASES = [
    case(
        "silence under a rule without silence",
        listings("qualified-majority", YES_DE, YES_SE, silence_deadline=OVER),
        {
            "": [
                "Agreed. 2 of 3 members are in favour (2 needed), with 90.72 % of the population (65 % needed).",
                "Silence It counts for nothing under this rule.",
            ],
        },
    ),
    case(
        "silence before the deadline",
        listings("consensus", YES_DE, YES_SE, silence_deadline=RUNNING),
        {
            "": [
                "Open. Nobody opposes, but consensus waits for HU; 2 of 3 delegations are in favour.",
                "Silence No consent yet: the procedure ends on 16 February 2025, 19.00 (UTC).",
                "Try it what-if HU.sanctions.listings=abstain",
            ],
            "Yet to reply": ["HU no position"],
        },
    ),
    case(
        "silence that the procedure leaves out",
        listings("consensus", YES_DE, YES_SE, silence_deadline=RUNNING, silence_topics=()),
        {
            "": [
                "Open. Nobody opposes, but consensus waits for HU; 2 of 3 delegations are in favour.",
                "Silence The silence procedure leaves this topic out.",
                "Try it what-if HU.sanctions.listings=abstain",
            ],
        },
    ),
    case(
        "silence after the deadline",
        listings("consensus", YES_DE, YES_SE, silence_deadline=OVER),
        {
            "": [
                "Agreed. All three delegations are in favour, HU by silence.",
                "Silence Consent of HU since the procedure ended on 16 February 2025, 17.00 (UTC).",
            ],
            "In favour (3)": ["DE, HU (by silence), SE"],
        },
    ),
    case(
        "silence where everybody has spoken",
        listings("consensus", YES_DE, YES_SE, says("HU", "abstain"), silence_deadline=OVER),
        {
            "": [
                "Agreed. Nobody opposes, and 2 of 3 delegations are in favour; HU abstains.",
                "Silence Consent since the procedure ended on 16 February 2025, 17.00 (UTC).",
            ],
        },
    ),
    case(
        "each kind of reservation",
        listings(
            "consensus",
            says("DE", "support", "parliamentary", "linguistic"),
            says("HU", "accept", "substantive"),
            says("SE", "accept", "scrutiny", "general"),
        ),
        {
            "": [
                (
                    "Not agreed. HU, having entered a substantive reservation, counts as against; consensus needs that "
                    "nobody is; 1 of 3 delegations supports it."
                ),
                "Lines XX.yaml:1 (all: --lines)",
            ],
            "In the way": ["HU can accept; substantive reservation"],
            "Yet to reply": ["SE can accept; scrutiny and general reservation"],
            "Reservations": [
                "DE parliamentary reservation (stance counts)",
                "DE linguistic reservation (stance counts)",
                "HU substantive reservation (counts as against)",
                "SE scrutiny reservation (counts as outstanding)",
                "SE general reservation (counts as outstanding)",
            ],
            "Smallest moves": ["HU lifts its substantive reservation; SE lifts its general reservation -> agreed"],
        },
    ),
    case(
        "moves of those with a reservation",
        listings(
            "consensus",
            says("DE", "support", "parliamentary", "linguistic"),
            says("HU", "accept", "substantive"),
            says("SE", "oppose", "scrutiny"),
        ),
        {
            "Smallest moves": [
                "HU lifts its substantive reservation; SE lifts its scrutiny reservation and abstains -> agreed"
            ],
        },
    ),
    case(
        "every stance",
        listings("unanimity", says("DE", "support"), says("HU", "oppose"), says("SE", "constructive-abstention")),
        {
            "In the way": ["HU opposes (no reason given)"],
            "Abstaining constructively, need not move": ["SE"],
            "In favour (1)": ["DE"],
            "Arithmetic": [
                "Members against 1, 0 allowed not met",
                "Members 1 of 3, 1 needed met",
                "Members abstaining constructively 1, fewer than 1 allowed not met",
                "Population abstaining constructively 10.19 %, fewer than 33.33 % allowed met",
                "Population 80.53 % in favour; this rule does not ask for it",
                (
                    "Shares of 2025: Agence Europe, bulletin 13544 of 12 December 2024: figures approved for "
                    "Annex III of the Council's Rules of Procedure."
                ),
            ],
            "Smallest moves": ["HU abstains -> agreed"],
        },
    ),
    case(
        "undecided, draft and missing",
        listings("consensus", says("DE", "undecided"), replace(says("HU", "oppose"), status=PositionStatus.DRAFT)),
        {
            "": [
                "Open. Nobody opposes, but consensus waits for DE, HU and SE; nobody is in favour yet.",
                (
                    "Try it what-if HU.status=cleared DE.sanctions.listings=support HU.sanctions.listings=abstain "
                    "SE.sanctions.listings=abstain"
                ),
            ],
            "Yet to reply": ["DE is undecided", "HU draft, not counted: opposes", "SE no position"],
            "Smallest moves": ["DE, HU and SE support or abstain -> agreed", "One of them has to support it."],
        },
    ),
    case(
        "one speaks for another",
        listings("consensus", YES_DE, replace(YES_SE, speaks_for=("HU",))),
        {
            "In favour (3)": ["DE, HU (by SE), SE"],
        },
    ),
    case(
        "nobody speaks for another on needs",
        airlift(wants("DE", "essential"), replace(wants("SE", "desirable"), speaks_for=("HU",))),
        {
            "Yet to reply": ["HU no position (SE speaks for it on options and ranges only)"],
        },
    ),
    case(
        "an item left out",
        airlift(wants("DE", "essential"), wants("SE", "desirable"), position("HU", {"us_requirements": needed({})})),
        {
            "": ["Agreed. Nobody opposes, and 2 of 3 delegations are in favour."],
            "Not mentioned": ["HU"],
        },
    ),
    case(
        "a topic left out",
        airlift(wants("DE", "essential"), position("SE"), position("HU", {"us_requirements": needed({})})),
        {
            "Not mentioned, need not move": ["HU"],
            "Yet to reply": ["SE not answered"],
        },
    ),
    case(
        "what a need is worth",
        airlift(wants("DE", "essential"), wants("SE", "desirable"), wants("HU", "oppose")),
        {
            "What it is worth": [
                "Necessity essential, short term",
                "Essential to DE",
                "Depending on it 0 personnel, who would leave if it alone were missing",
            ],
        },
    ),
    case(
        "a need that nobody wants",
        airlift(wants("HU", "not-needed")),
        {
            "What it is worth": ["Depending on it 0 personnel, who would leave if it alone were missing"],
        },
    ),
    case(
        "what undoes an agreement that nobody opposes",
        listings("consensus", YES_DE, YES_SE, says("HU", "abstain")),
        {
            "What would stop it": ["Any one member that opposes it stops it."],
        },
    ),
    case(
        "what undoes a majority",
        listings("simple-majority", YES_DE, YES_SE, says("HU", "support")),
        {
            "What would stop it": ["It fails if DE and HU, or DE and SE, or HU and SE no longer support it."],
        },
    ),
    case(
        "what undoes a narrow majority",
        listings("simple-majority", YES_DE, YES_SE, says("HU", "oppose")),
        {
            "Against": ["HU"],
            "What would stop it": ["It fails if DE or SE no longer supports it."],
        },
    ),
    case(
        "moves to a majority",
        listings("simple-majority", YES_DE, says("SE", "abstain"), says("HU", "oppose")),
        {
            "": [
                "Not agreed. 1 of 3 members supports it (2 needed). HU or SE would carry it.",
                "Try it what-if HU.sanctions.listings=support",
                "Lines XX.yaml:1 (all: --lines)",
            ],
            "In the way": ["HU opposes (no reason given)", "SE abstains (no reason given)"],
            "Smallest moves": [
                "HU supports -> 2 of 3 agreed",
                "SE supports -> 2 of 3 agreed",
                "To abstain is not enough.",
            ],
        },
    ),
    case(
        "moves to consensus",
        listings("consensus", YES_DE, YES_SE, says("HU", "oppose")),
        {
            "": [
                "Not agreed. HU opposes; consensus needs that nobody does; 2 of 3 delegations are in favour.",
                "Try it what-if HU.sanctions.listings=abstain",
                "Lines XX.yaml:1 (all: --lines)",
            ],
            "Smallest moves": ["HU abstains -> agreed"],
        },
    ),
    case(
        "abstentions alone",
        listings("consensus", says("DE", "abstain"), says("SE", "abstain"), says("HU", "abstain")),
        {
            "": ["Not agreed. Nobody is in favour, and consensus needs somebody who is."],
            "Smallest moves": ["Any one member supports it -> agreed"],
        },
    ),
    case(
        "silence alone",
        listings("consensus", silence_deadline=OVER),
        {
            "": [
                "Agreed. Nobody opposes, and nobody has spoken in favour: it is adopted by silence alone.",
                "Silence Consent of DE, HU and SE since the procedure ended on 16 February 2025, 17.00 (UTC).",
            ],
            "In favour (3)": ["DE (by silence), HU (by silence), SE (by silence)"],
        },
    ),
    case(
        "a third abstains constructively",
        listings("unanimity", YES_SE, says("DE", "constructive-abstention"), says("HU", "support")),
        {
            "": [
                (
                    "Not agreed. DE abstains constructively, 1 of 3 members with 80.53 % of the population; a "
                    "third of both prevents the decision."
                ),
                "Lines XX.yaml:1 (all: --lines)",
            ],
            "In the way": ["DE abstains constructively, by formal declaration (no reason given)"],
            "Smallest moves": ["DE withdraws the declaration to abstain constructively -> agreed"],
        },
    ),
    case(
        "outside the electorate",
        (
            dossier([options("consensus", ("DE", "SE"))], [YES_DE, YES_SE, says("HU", "oppose")], THREE),
            "sanctions",
            "listings",
        ),
        {
            "Outside the electorate, not counted": ["HU opposes"],
        },
    ),
    case(
        "ranges: columns",
        size("consensus", accepts("DE", 10, 20), accepts("HU", 15), accepts("SE", "abstain")),
        {
            "": ["Agreed. Between 15 and 20 personnel suit both who stated a range."],
            "Ranges, in personnel": ["Abstaining: SE"],
        },
    ),
    case(
        "ranges: by reservation and silence",
        size("consensus", accepts("DE", 10, 20), accepts("HU", 15, 30, "substantive"), silence_deadline=OVER),
        {
            "": [
                (
                    "Not agreed. HU, having entered a substantive reservation, counts as against every value; "
                    "consensus needs a value that nobody opposes; SE counts as in favour of every value by silence."
                ),
                "15 personnel carry if HU does not oppose it.",
                "20 personnel carry if HU does not oppose it.",
                "Silence Consent of SE since the procedure ended on 16 February 2025, 17.00 (UTC).",
            ],
            "Ranges, in personnel (! under reservation)": [
                "For every value by silence: SE",
                "Against every value by a reservation: HU",
            ],
            "Smallest moves": [
                "15 carries if HU lifts the reservation",
                "20 carries if HU lifts the reservation",
                "10 carries if HU 15 -> 10; HU lifts the reservation",
            ],
        },
    ),
    case(
        "ranges: support",
        size("consensus", accepts("DE", 10, 20), accepts("HU", 15)),
        {
            "": [
                "Open. 15 to 20 personnel lie within both ranges stated, but consensus waits for SE.",
                "15 personnel carry if SE does not oppose it.",
                "20 personnel carry if SE does not oppose it.",
                "Try it what-if SE.force_size=abstain",
            ],
            "Which value": ["15-20 2 of 3 DE HU", "10 1 of 3 DE"],
        },
    ),
    case(
        "ranges: a pair apart",
        size("consensus", accepts("DE", 10, 20), accepts("HU", 30, 40), accepts("SE", 10, 40)),
        {
            "": [
                "Not agreed. No value suits all: the ranges of DE and HU do not meet.",
                "20 personnel carry if HU moves.",
                "30 personnel carry if DE moves.",
                "Try it what-if HU.force_size=20-40",
            ],
            "Which value": ["10-20 2 of 3 DE SE", "30-40 2 of 3 HU SE"],
            "Smallest moves": [
                "20 carries if HU 30 -> 20",
                "30 carries if DE 20 -> 30",
                "10 carries if HU 30 -> 10",
                "40 carries if DE 20 -> 40",
            ],
            "Ranges that do not meet": ["DE-HU"],
        },
    ),
    case(
        "ranges: a draft is cleared before it is counted",
        size("consensus", accepts("DE", 10, 20), replace(accepts("HU", 30, 40), status=PositionStatus.DRAFT)),
        {
            "Smallest moves": ["10 carries if HU and SE agree or abstain", "20 carries if HU and SE agree or abstain"],
            "": [
                ("Open. 10 to 20 personnel lie within the one range stated, but consensus waits for HU and SE."),
                "10 personnel carry if HU and SE do not oppose it.",
                "20 personnel carry if HU and SE do not oppose it.",
                "Try it what-if HU.status=cleared HU.force_size=abstain SE.force_size=abstain",
            ],
        },
    ),
    case(
        "ranges: a decimal is typed as files have it",
        size("consensus", accepts("DE", 1, Fraction(3, 2)), accepts("HU", 3, 4), accepts("SE", 1, 4)),
        {
            "": [
                "Not agreed. No value suits all: the ranges of DE and HU do not meet.",
                "1.5 personnel carry if HU moves.",
                "3 personnel carry if DE moves.",
                "Try it what-if HU.force_size=1.5-4",
            ],
        },
    ),
    case(
        "ranges: moves of the outstanding",
        size("consensus", accepts("DE", 10, 20), accepts("HU", "undecided")),
        {
            "Smallest moves": ["10 carries if HU and SE agree or abstain", "20 carries if HU and SE agree or abstain"],
        },
    ),
    case(
        "ranges: moves under a majority",
        size("simple-majority", accepts("DE", 10, 20), accepts("HU", 30, 40), accepts("SE", "abstain")),
        {
            "": [
                (
                    "Not agreed. No value carries by simple majority; the widest support is 1 of 3 members, for"
                    " 10 to 20 and 30 to 40 personnel."
                ),
                "10 personnel carry if SE accepts it.",
                "20 personnel carry if SE accepts it.",
                "Try it what-if SE.force_size=10",
            ],
            "Smallest moves": [
                "10 carries if SE agrees",
                "20 carries if SE agrees",
                "30 carries if SE agrees",
                "40 carries if SE agrees",
            ],
        },
    ),
    case(
        "ranges: nobody has stated one",
        size("consensus"),
        {
            "": ["Open. Nobody has stated a range."],
        },
    ),
    case(
        "ranges: ends held",
        size("consensus", accepts("DE", 10, 20), accepts("HU", 15), accepts("SE", 5, 20)),
        {
            "": ["Agreed. Between 15 and 20 personnel suit all three who stated a range."],
            "What would stop it": [
                "HU holds the lower end.",
                "DE and SE hold the upper end.",
                "It fails if the range of any one member ended below 15 or began above 20.",
            ],
        },
    ),
    case(
        "ranges: an end that nobody holds",
        size("consensus", accepts("DE", 0, 20), accepts("HU", 0), accepts("SE", 0, 30)),
        {
            "What would stop it": [
                "DE holds the upper end.",
                "It fails if the range of any one member began above 20.",
            ],
        },
    ),
    case(
        "ranges: agreed by a majority",
        size("simple-majority", accepts("DE", 10, 20), accepts("HU", 15), accepts("SE", 5, 20)),
        {
            "": [
                (
                    "Agreed. 10 to 20 personnel carry by simple majority; the widest support is 3 of 3 members,"
                    " for 15 to 20 personnel."
                )
            ],
        },
    ),
    case(
        "contributions: who waits for whom, and what lasts",
        troops(
            sends("DE", pledge(100, 200, partners("SE"), sustain=720)),
            sends("SE", pledge(7, 7, partners("DE")), "linguistic"),
            position("HU", {"duration": span(24, 36)}),
        ),
        {
            "calm (calm)": [
                "US provides nothing",
                "Has happened ceasefire",
                "Peak 107–207 personnel at once, from day 0",
                "Lasting 107–207 for 24 months, a length not agreed",
                "Waiting for each other DE and SE",
            ],
        },
    ),
    case(
        "contributions: columns",
        troops(
            sends("DE", pledge(100, 200, event("ceasefire"), ready=None)),
            sends("HU", pledge(stance="no")),
            sends("SE", pledge(stance="undecided")),
        ),
        {
            "On conditions (1)": [
                "DE ready to contribute, between 100 and 200 personnel, on this condition: a ceasefire"
            ],
            "No (1)": ["HU will not contribute"],
            "Undecided (1)": ["SE is undecided"],
        },
    ),
    case(
        "contributions: each kind of reservation",
        troops(
            sends("DE", pledge(100, 200), "parliamentary", "linguistic"),
            sends("HU", pledge(5, 6), "substantive"),
            sends("SE", pledge(5, 6), "scrutiny", "general"),
        ),
        {
            "Reservations": [
                "DE parliamentary reservation (keeps it out of the assured force)",
                "DE linguistic reservation (keeps it out of none)",
                "HU substantive reservation (keeps it out of every force)",
                "SE scrutiny reservation (keeps it out of the assured force)",
                "SE general reservation (keeps it out of the assured force)",
            ],
        },
    ),
    case(
        "contributions: kept out of the assured force",
        troops(
            sends("DE", pledge(100, 200), "parliamentary"),
            sends("HU", pledge(5, 6), "substantive"),
            sends("SE", pledge(7), "linguistic"),
        ),
        {
            "calm, assured: 7 or more personnel": [
                "Round 1: SE joins",
                "SE 7 or more; no conditions",
                "Kept out by a reservation: DE",
            ],
            "calm, attainable: 107 or more personnel": [
                "Willing: DE and SE",
                "Nobody drops out.",
                "Kept out by a substantive reservation: HU",
            ],
        },
    ),
    case(
        "offers",
        (
            dossier(
                [offers(THREE)],
                [
                    position("DE", {"assistance": offered({"artillery": (500, "firm")})}),
                    position(
                        "SE",
                        {"assistance": offered({"artillery": (None, "indicative")})},
                        reservation("assistance", "general"),
                    ),
                ],
                THREE,
            ),
            "assistance",
            "artillery",
        ),
        {
            "artillery": [
                "Firm 500 rounds",
                "Indicative 0 or more rounds",
                "DE 500 rounds, firm",
                "SE quantity not stated, indicative; general reservation",
                "SE general reservation (counts as outstanding)",
            ],
        },
    ),
    case(
        "an offer that nobody makes",
        (dossier([offers(THREE)], [], THREE), "assistance", "artillery"),
        {
            "artillery": ["Firm 0 rounds", "Indicative 0 rounds", "Nobody offers it."],
        },
    ),
]


@pytest.mark.parametrize(("case_", "topic", "option", "parts"), CASES)
def test_an_explanation_says(case_: Dossier, topic: str, option: str | None, parts: dict[str, list[str]]) -> None:
    found = told(case_, topic, option)
    assert {heading: found.get(heading) for heading in parts} == parts


CONSENTS = "Silence Consent from 16 February 2025, 19.00 (UTC) on, where nothing is said."
SILENT = {
    "silence will be consent": (
        listings("consensus", YES_DE, YES_SE, silence_deadline=RUNNING),
        ["sanctions.listings no position; silence will count as in favour", CONSENTS],
    ),
    "the procedure leaves the topic out": (
        listings("consensus", YES_DE, YES_SE, silence_deadline=RUNNING, silence_topics=()),
        ["sanctions.listings no position"],
    ),
    "silence is no consent under the rule": (
        listings("qualified-majority", YES_DE, says("SE", "oppose"), silence_deadline=RUNNING),
        ["sanctions.listings no position"],
    ),
    "silence has been consent": (
        listings("consensus", YES_DE, YES_SE, silence_deadline=OVER),
        ["Nothing is asked of HU.", "Of the 1 point agreed HU decides on 1: in favour by silence of 1."],
    ),
}


@pytest.mark.parametrize(("asked", "lines"), SILENT.values(), ids=list(SILENT))
def test_who_has_said_nothing_is_told_what_that_counts_for(
    asked: tuple[Dossier, str, str | None], lines: list[str]
) -> None:
    of_all, *_ = asked
    found = in_lines(explain(of_all, joint_answer(of_all), Asked(delegation="HU")))
    assert [line for line in found if "point on which" not in line and line != "Next new HU"] == lines
