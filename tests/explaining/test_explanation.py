"""Who says what, and the exact lines that explain how it counts: every rule, reservation, silence and move."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.dossier.model import Answer, AnyTopic, Dossier, Position, PositionStatus
from responsegen.explaining.explanation import explain
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
STANDS, REASON, LIMITS, MOVES, OUTSIDE, WORTH = (
    "Who stands where",
    "",
    "Reservations and silence",
    "The smallest moves that would change it",
    "Outside the electorate: shown, not counted",
    "What it is worth",
)


def told(case: Dossier, topic: str, option: str | None) -> dict[str, list[str]]:
    """The lines of an explanation by their heading, each after what it is about, with plain blanks."""
    explained = explain(case, joint_answer(case), case.topics[topic], option)
    return {
        part.heading: [f"{line.term} {line.words}".strip().replace("\N{NO-BREAK SPACE}", " ") for line in part.lines]
        for part in explained.parts
    }


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
    topics: list[AnyTopic] = [contribution(THREE)]
    return dossier(topics, positions, THREE, scenarios=held, events={"ceasefire": "a ceasefire"}), "troops", None


def says(code: str, stance: str, *reserved: str) -> Position:
    """`says("HU", "oppose", "scrutiny")`: a stance under reservations of these kinds."""
    return position(
        code, {"sanctions": stances({"listings": stance})}, *(reservation("sanctions", k) for k in reserved)
    )


def wants(code: str, necessity: str) -> Position:
    """A delegation that says this of the airlift."""
    return position(code, {"us_requirements": needed({"airlift": necessity})})


def accepts(code: str, low: int | str, high: int | None = None, *reserved: str) -> Position:
    """A delegation with this range, under reservations of these kinds."""
    return position(code, {"force_size": span(low, high)}, *(reservation("force_size", k) for k in reserved))


def sends(code: str, answer: Answer, *reserved: str) -> Position:
    """A delegation with this contribution, under reservations of these kinds."""
    return position(code, {"troops": answer}, *(reservation("troops", kind) for kind in reserved))


def case(name: str, asked: tuple[Dossier, str, str | None], heading: str, *lines: str) -> object:
    """One row: the answers, the part of the explanation that is read, and its lines."""
    return pytest.param(*asked, heading, list(lines), id=name)


YES_DE, YES_SE = says("DE", "support"), says("SE", "accept")
CASES = [
    case(
        "silence under a rule without silence",
        listings("qualified-majority", YES_DE, YES_SE, silence_deadline=OVER),
        LIMITS,
        "Silence The rule qualified-majority knows no silence procedure.",
    ),
    case(
        "silence before the deadline",
        listings("consensus", YES_DE, YES_SE, silence_deadline=RUNNING),
        LIMITS,
        "Silence No consent yet: the procedure ends 16 February 2025, 19.00 (UTC).",
    ),
    case(
        "silence after the deadline",
        listings("consensus", YES_DE, YES_SE, silence_deadline=OVER),
        LIMITS,
        "Silence Consent from HU since the procedure ended 16 February 2025, 17.00 (UTC).",
    ),
    case(
        "silence after the deadline, in the columns",
        listings("consensus", YES_DE, YES_SE, silence_deadline=OVER),
        STANDS,
        "For (3)",
        "DE supports (positions/XX.yaml:1:1)",
        "HU nothing said, which is consent: no position",
        "SE can accept (positions/XX.yaml:1:1)",
    ),
    case(
        "silence where everybody has spoken",
        listings("consensus", YES_DE, YES_SE, says("HU", "abstain"), silence_deadline=OVER),
        LIMITS,
        "Silence Consent since the procedure ended 16 February 2025, 17.00 (UTC).",
    ),
    case(
        "without a silence procedure",
        listings("consensus", YES_DE, YES_SE),
        LIMITS,
    ),
    case(
        "each kind of reservation",
        listings(
            "consensus",
            says("DE", "support", "parliamentary", "linguistic"),
            says("HU", "accept", "substantive"),
            says("SE", "accept", "scrutiny", "general"),
        ),
        LIMITS,
        "DE parliamentary reservation, which leaves the stance counted. (positions/XX.yaml:1:1)",
        "DE linguistic reservation, which leaves the stance counted. (positions/XX.yaml:1:1)",
        "HU substantive reservation, which counts as against. (positions/XX.yaml:1:1)",
        "SE scrutiny reservation, which counts as outstanding. (positions/XX.yaml:1:1)",
        "SE general reservation, which counts as outstanding. (positions/XX.yaml:1:1)",
    ),
    case(
        "reservations beside the stances",
        listings(
            "consensus",
            says("DE", "support", "parliamentary", "linguistic"),
            says("HU", "accept", "substantive"),
            says("SE", "accept", "scrutiny", "general"),
        ),
        STANDS,
        "For (1)",
        "DE supports; parliamentary and linguistic reservation (positions/XX.yaml:1:1)",
        "Against (1)",
        "HU can accept; substantive reservation (positions/XX.yaml:1:1)",
        "Outstanding (1)",
        "SE can accept; scrutiny and general reservation (positions/XX.yaml:1:1)",
    ),
    case(
        "moves of those with a reservation",
        listings(
            "consensus",
            says("DE", "support", "parliamentary", "linguistic"),
            says("HU", "accept", "substantive"),
            says("SE", "oppose", "scrutiny"),
        ),
        MOVES,
        "It carries if these move",
        "HU to lift the substantive reservation",
        "SE to lift the scrutiny reservation and to abstain",
    ),
    case(
        "every stance",
        listings("unanimity", says("DE", "support"), says("HU", "oppose"), says("SE", "constructive-abstention")),
        STANDS,
        "For (1)",
        "DE supports (positions/XX.yaml:1:1)",
        "Against (1)",
        "HU opposes (positions/XX.yaml:1:1)",
        "Abstaining constructively (1)",
        "SE abstains constructively, by formal declaration (positions/XX.yaml:1:1)",
    ),
    case(
        "undecided, draft and missing",
        listings("consensus", says("DE", "undecided"), replace(says("HU", "oppose"), status=PositionStatus.DRAFT)),
        STANDS,
        "Outstanding (3)",
        "DE is undecided (positions/XX.yaml:1:1)",
        "HU draft, not counted: opposes (positions/XX.yaml:1:1)",
        "SE no position",
    ),
    case(
        "undecided, draft and missing: moves",
        listings("consensus", says("DE", "undecided"), replace(says("HU", "oppose"), status=PositionStatus.DRAFT)),
        MOVES,
        "It carries if these move",
        "DE undecided: to abstain at least",
        "HU draft, not counted: to abstain at least",
        "SE not heard yet: to abstain at least",
        "One of them has to be for it.",
    ),
    case(
        "one speaks for another",
        listings("consensus", YES_DE, replace(YES_SE, speaks_for=("HU",))),
        STANDS,
        "For (3)",
        "DE supports (positions/XX.yaml:1:1)",
        "HU SE says for it: can accept (positions/XX.yaml:1:1)",
        "SE can accept (positions/XX.yaml:1:1)",
    ),
    case(
        "nobody speaks for another on needs",
        airlift(wants("DE", "essential"), replace(wants("SE", "desirable"), speaks_for=("HU",))),
        STANDS,
        "For (2)",
        "DE essential (positions/XX.yaml:1:1)",
        "SE desirable (positions/XX.yaml:1:1)",
        "Outstanding (1)",
        "HU no position (SE speaks for it on options and ranges only)",
    ),
    case(
        "an item left out",
        airlift(wants("DE", "essential"), wants("SE", "desirable"), position("HU", {"us_requirements": needed({})})),
        STANDS,
        "For (2)",
        "DE essential (positions/XX.yaml:1:1)",
        "SE desirable (positions/XX.yaml:1:1)",
        "Not mentioning it (1)",
        "HU does not mention it (positions/XX.yaml:1:1)",
    ),
    case(
        "a topic left out",
        airlift(wants("DE", "essential"), position("SE"), position("HU", {"us_requirements": needed({})})),
        STANDS,
        "For (1)",
        "DE essential (positions/XX.yaml:1:1)",
        "Not mentioning it (1)",
        "HU does not mention it (positions/XX.yaml:1:1)",
        "Outstanding (1)",
        "SE not answered (positions/XX.yaml:1:1)",
    ),
    case(
        "what a need is worth",
        airlift(wants("DE", "essential"), wants("SE", "desirable"), wants("HU", "oppose")),
        WORTH,
        "Necessity essential, short term",
        "Essential to DE",
        "Depending on it 0 personnel, who would leave if it alone were missing",
    ),
    case(
        "a need that nobody wants",
        airlift(wants("HU", "not-needed")),
        WORTH,
        "Depending on it 0 personnel, who would leave if it alone were missing",
    ),
    case(
        "what would carry what waits for one",
        listings("consensus", YES_DE, YES_SE),
        MOVES,
        "It carries if these move",
        "HU not heard yet: to abstain at least",
    ),
    case(
        "what undoes an agreement that nobody opposes",
        listings("consensus", YES_DE, YES_SE, says("HU", "abstain")),
        MOVES,
        "It falls if any one member of the electorate moves to against.",
    ),
    case(
        "what undoes a majority",
        listings("simple-majority", YES_DE, YES_SE, says("HU", "support")),
        MOVES,
        "It falls if two delegations of those for it moves away, first: DE and HU; DE and SE; HU and SE.",
    ),
    case(
        "what undoes a narrow majority",
        listings("simple-majority", YES_DE, YES_SE, says("HU", "oppose")),
        MOVES,
        "It falls if one delegation of those for it moves away, first: DE; SE.",
    ),
    case(
        "moves to a majority",
        listings("simple-majority", YES_DE, says("SE", "abstain"), says("HU", "oppose")),
        MOVES,
        "It carries if these move",
        "SE to be for it instead of abstaining",
    ),
    case(
        "moves to consensus",
        listings("consensus", YES_DE, YES_SE, says("HU", "oppose")),
        MOVES,
        "It carries if these move",
        "HU to abstain instead of being against",
    ),
    case(
        "abstentions alone",
        listings("consensus", says("DE", "abstain"), says("SE", "abstain"), says("HU", "abstain")),
        MOVES,
        "It carries if these move",
        "DE to be for it instead of abstaining",
        "Or if these move",
        "HU to be for it instead of abstaining",
        "Or if these move",
        "SE to be for it instead of abstaining",
    ),
    case(
        "silence alone",
        listings("consensus", silence_deadline=OVER),
        MOVES,
        "It falls if any one member of the electorate moves to against.",
    ),
    case(
        "a third abstains constructively",
        listings("unanimity", YES_SE, says("DE", "constructive-abstention"), says("HU", "support")),
        MOVES,
        "It carries if these move",
        "DE to abstain instead of abstaining constructively",
    ),
    case(
        "outside the electorate",
        (
            dossier([options("consensus", ("DE", "SE"))], [YES_DE, YES_SE, says("HU", "oppose")], THREE),
            "sanctions",
            "listings",
        ),
        OUTSIDE,
        "HU opposes (positions/XX.yaml:1:1)",
    ),
    case(
        "ranges: columns",
        size("consensus", accepts("DE", 10, 20), accepts("HU", 15), accepts("SE", "abstain")),
        STANDS,
        "With a range (2)",
        "DE between 10 and 20 personnel (positions/XX.yaml:1:1)",
        "HU at least 15 personnel (positions/XX.yaml:1:1)",
        "Abstaining (1)",
        "SE abstains (positions/XX.yaml:1:1)",
    ),
    case(
        "ranges: by reservation and silence",
        size("consensus", accepts("DE", 10, 20), accepts("HU", 15, 30, "substantive"), silence_deadline=OVER),
        STANDS,
        "With a range (1)",
        "DE between 10 and 20 personnel (positions/XX.yaml:1:1)",
        "Against every value, by reservation (1)",
        "HU between 15 and 30 personnel; substantive reservation (positions/XX.yaml:1:1)",
        "For every value, by silence (1)",
        "SE no position",
    ),
    case(
        "ranges: support",
        size("consensus", accepts("DE", 10, 20), accepts("HU", 15)),
        "Support",
        "Widest between 15 and 20 personnel: 2 of 3 members (DE and HU)",
        "Possible between 15 and 20 personnel, if all who are outstanding accept it",
    ),
    case(
        "ranges: a pair apart",
        size("consensus", accepts("DE", 10, 20), accepts("HU", 30, 40), accepts("SE", 10, 40)),
        "Two ranges that do not meet",
        "DE and HU between 10 and 20; between 30 and 40",
    ),
    case(
        "ranges: moves",
        size("consensus", accepts("DE", 10, 20), accepts("HU", 30, 40), accepts("SE", 10, 40)),
        MOVES,
        "20 personnel carry if HU goes down by 10 (one delegation).",
        "30 personnel carry if DE goes up by 10 (one delegation).",
        "10 personnel carry if HU goes down by 20 (one delegation).",
        "40 personnel carry if DE goes up by 20 (one delegation).",
    ),
    case(
        "ranges: moves of the outstanding",
        size("consensus", accepts("DE", 10, 20), accepts("HU", "undecided")),
        MOVES,
        "10 personnel carry if HU and SE accept it or abstain (two delegations).",
        "20 personnel carry if HU and SE accept it or abstain (two delegations).",
    ),
    case(
        "ranges: moves under a majority",
        size("simple-majority", accepts("DE", 10, 20), accepts("HU", 30, 40), accepts("SE", "abstain")),
        MOVES,
        "10 personnel carry if SE accepts it (one delegation).",
        "20 personnel carry if SE accepts it (one delegation).",
        "30 personnel carry if SE accepts it (one delegation).",
        "40 personnel carry if SE accepts it (one delegation).",
    ),
    case(
        "ranges: nobody has stated one",
        size("consensus"),
        MOVES,
        "Nobody has stated a range; a first one, and nobody against it, is what is missing.",
    ),
    case(
        "ranges: ends held",
        size("consensus", accepts("DE", 10, 20), accepts("HU", 15), accepts("SE", 5, 20)),
        MOVES,
        "HU holds the lower end.",
        "DE and SE hold the upper end.",
        "It falls if the range of any one member of the electorate ended below 15 or began above 20.",
    ),
    case(
        "ranges: an end that nobody holds",
        size("consensus", accepts("DE", 0, 20), accepts("HU", 0), accepts("SE", 0, 30)),
        MOVES,
        "DE holds the upper end.",
        "It falls if the range of any one member of the electorate began above 20.",
    ),
    case(
        "ranges: agreed by a majority",
        size("simple-majority", accepts("DE", 10, 20), accepts("HU", 15), accepts("SE", 5, 20)),
        MOVES,
    ),
    case(
        "contributions: columns",
        troops(
            sends("DE", pledge(100, 200, event("ceasefire"))),
            sends("HU", pledge(stance="no")),
            sends("SE", pledge(stance="undecided")),
        ),
        STANDS,
        "On conditions (1)",
        "DE ready to contribute, between 100 and 200 personnel, on this condition: a ceasefire (positions/XX.yaml:1:1)",
        "No (1)",
        "HU will not contribute (positions/XX.yaml:1:1)",
        "Undecided (1)",
        "SE is undecided (positions/XX.yaml:1:1)",
    ),
    case(
        "contributions: each kind of reservation",
        troops(
            sends("DE", pledge(100, 200), "parliamentary", "linguistic"),
            sends("HU", pledge(5, 6), "substantive"),
            sends("SE", pledge(5, 6), "scrutiny", "general"),
        ),
        "Reservations",
        "DE parliamentary reservation, which keeps it out of the assured force. (positions/XX.yaml:1:1)",
        "DE linguistic reservation, which keeps it out of none. (positions/XX.yaml:1:1)",
        "HU substantive reservation, which keeps it out of every force. (positions/XX.yaml:1:1)",
        "SE scrutiny reservation, which keeps it out of the assured force. (positions/XX.yaml:1:1)",
        "SE general reservation, which keeps it out of the assured force. (positions/XX.yaml:1:1)",
    ),
    case(
        "contributions: kept out of the assured force",
        troops(
            sends("DE", pledge(100, 200), "parliamentary"),
            sends("HU", pledge(5, 6), "substantive"),
            sends("SE", pledge(7), "linguistic"),
        ),
        "calm, assured: 7 or more personnel",
        "Round 1: SE joins",
        "SE 7 or more; no conditions",
        "Kept out by a reservation: DE",
    ),
    case(
        "contributions: kept out of every force",
        troops(
            sends("DE", pledge(100, 200), "parliamentary"),
            sends("HU", pledge(5, 6), "substantive"),
            sends("SE", pledge(7), "linguistic"),
        ),
        "calm, attainable: 107 or more personnel",
        "Willing: DE and SE",
        "Nobody drops out.",
        "Kept out by a substantive reservation: HU",
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
        "artillery",
        "Firm 500 rounds",
        "Indicative any rounds",
        "DE 500 rounds, firm (positions/XX.yaml:1:1)",
        "SE quantity not stated, indicative; general reservation (positions/XX.yaml:1:1)",
        "SE general reservation, which counts as outstanding. (positions/XX.yaml:1:1)",
    ),
    case(
        "an offer that nobody makes",
        (dossier([offers(THREE)], [], THREE), "assistance", "artillery"),
        "artillery",
        "Firm 0 rounds",
        "Indicative 0 rounds",
        "Nobody offers it.",
    ),
]


@pytest.mark.parametrize(("case_", "topic", "option", "heading", "lines"), CASES)
def test_an_explanation_says(case_: Dossier, topic: str, option: str | None, heading: str, lines: list[str]) -> None:
    assert told(case_, topic, option).get(heading, []) == lines
