"""What the synthesis says of positions: its first half page, the matrix, the registers and the places."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.attribution import Attributor
from responsegen.documents.compose import compose
from responsegen.documents.overview import overview
from responsegen.documents.points import points
from responsegen.documents.synthesis.matrix import matrix
from responsegen.documents.synthesis.synthesis import synthesis
from responsegen.documents.wording import FILTERS, NBSP
from responsegen.dossier.model import (
    AnyOf,
    Attribution,
    DocumentOrder,
    IfNotAgreed,
    Internal,
    Interval,
    Option,
    PositionStatus,
    Question,
    Release,
    Source,
    Wording,
)
from responsegen.problems import Place
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.consensus import builders as build

if TYPE_CHECKING:
    from collections.abc import Mapping

    from responsegen.documents.overview import Overview
    from responsegen.dossier.model import Answer, Dossier

FIVE = ("BE", "DE", "FR", "HU", "PL")
ON_SANCTIONS = (Question(6, "What more will you do?", Wording.PARAPHRASE, ("sanctions",)),)
ON_THE_FORCE = (Question(3, "How large?", Wording.PARAPHRASE, ("force_size",)),)
ON_TROOPS = (Question(2, "Who comes?", Wording.PARAPHRASE, ("troops",)),)
NAMED, GROUPED, ANONYMOUS = (Attributor(Attribution(a), {}) for a in ("named", "grouped", "anonymous"))


def voted(said: str, if_not_agreed: str = "brackets", **fields: object) -> Dossier:
    """Five delegations and the options `lng` and `oil`: `HU:oppose/support` is against the one and for the other."""
    topic = replace(build.options(electorate=FIVE, ids="lng oil"), if_not_agreed=IfNotAgreed(if_not_agreed))
    pairs = (word.split(":") for word in said.split())
    answers = {code: dict(zip(("lng", "oil"), stances.split("/"), strict=False)) for code, stances in pairs}
    positions = [build.position(code, {"sanctions": build.stances(by_option)}) for code, by_option in answers.items()]
    orders = {"response": DocumentOrder("response", Release.ADDRESSEE, Attribution.ANONYMOUS)}
    return build.dossier([topic], positions, FIVE, documents=orders, **fields)


def page(dossier: Dossier, attribution: Attribution = Attribution.NAMED) -> str:
    """The synthesis, with every topic under question 6."""
    orders = {"synthesis": DocumentOrder("synthesis", Release.INTERNAL, attribution)}
    topics = {t: replace(topic, question=6) for t, topic in dossier.topics.items()}
    asked = (Question(6, "What more will you do?", Wording.PARAPHRASE, tuple(topics)),)
    dossier = replace(dossier, documents=orders, questions=asked, topics=topics)
    (document,) = compose(dossier, joint_answer(dossier))
    return render_html(document.template, document.content, document.furniture, TemplateFolders.of(), FILTERS)


def text_of(html: str) -> str:
    """Its text, cells apart by a bar and no-break spaces as blanks."""
    text = re.sub(r"<[^>]+>", "", re.sub(r"</t[hd]>\s*<t[hd][^>]*>", " | ", html))
    return re.sub(r"\s+", " ", unescape(text))


def printed(dossier: Dossier, attribution: Attribution = Attribution.NAMED) -> str:
    """The text of the whole synthesis but for its outcome."""
    return text_of(page(dossier, attribution).partition("<nav")[2].replace("</tr>", " |</tr>"))


def first_page(dossier: Dossier, attribution: Attribution = Attribution.NAMED) -> str:
    """The text of the synthesis' outcome."""
    return text_of(page(dossier, attribution).partition('id="outcome">')[2].partition("<nav")[0])


def seen(dossier: Dossier, by: Attributor = NAMED) -> Overview:
    return overview(dossier, joint_answer(dossier), by)


FOUR = "BE:support/support DE:support/support FR:support/support PL:support/support"


@pytest.mark.parametrize(
    ("said", "standing", "asked"),
    [
        (f"{FOUR} HU:support/support", ((2, "agreed"),), ()),
        (f"{FOUR} HU:oppose/support", ((1, "agreed"), (1, "not agreed")), ()),
        (FOUR, ((2, "open"),), (("HU", 2),)),
        (f"{FOUR} HU:undecided/support", ((1, "agreed"), (1, "open")), (("HU", 1),)),
        ("BE:support/support DE:support", ((2, "open"),), (("FR, HU and PL", 2), ("DE", 1))),
        ("", ((2, "open"),), (("all five delegations", 2),)),
    ],
)
def test_the_first_half_page_says_where_points_stand_and_whom_to_ask_first(
    said: str, standing: tuple[tuple[int, str], ...], asked: tuple[tuple[str, int], ...]
) -> None:
    found = seen(voted(said))
    assert found.standing == standing
    assert tuple((a.who.phrase, a.points) for a in found.asked_first) == asked
    assert found.asked_later == 0


def test_those_for_whom_few_points_wait_are_counted_and_not_listed() -> None:
    ids = [f"o{i}" for i in range(6)]
    topic = replace(build.options(electorate=build.EU27[:7]), options={i: Option(i, i, i) for i in ids})
    said = [
        build.position(d, {"sanctions": build.stances(dict.fromkeys(ids[:n], "support"))})
        for n, d in enumerate(topic.electorate)
    ]
    found = seen(build.dossier([topic], said, topic.electorate))
    assert [(a.who.phrase, a.points) for a in found.asked_first] == [("BE", 6), ("BG", 5), ("CZ", 4), ("DK", 3)]
    assert found.asked_later == 2


def test_the_first_half_page_has_a_line_for_each_topic_with_those_who_block_and_those_awaited() -> None:
    (line,) = seen(voted(f"{FOUR} HU:oppose/undecided")).topics
    assert (line.title, line.agreed, line.open, line.awaited.codes) == ("sanctions", "0 of 2", 1, ("HU",))
    assert [(p.label, p.blocked_by.codes) for p in line.blocked] == [("lng", ("HU",))]


@pytest.mark.parametrize(
    ("ranges", "agreed"),
    [
        ("BE:20:50 DE:30:60 FR:30:40 HU:10:40 PL:30:40", f"30–40{NBSP}personnel"),
        ("BE:20:30 DE:30:60 FR:50:60 HU:10:40 PL:30:40", ""),
    ],
)
def test_the_line_of_a_range_holds_the_agreed_values(ranges: str, agreed: str) -> None:
    stated = (word.split(":") for word in ranges.split())
    said = [build.position(d, {"force_size": build.span(int(low), int(high))}) for d, low, high in stated]
    (line,) = seen(build.dossier([build.ranges(electorate=FIVE)], said, FIVE)).topics
    assert line.agreed == agreed


@pytest.mark.parametrize(
    ("ranges", "blocking"),
    [
        ("BE:20:30 DE:20:30 FR:20:30 HU:50:60", "HU"),  # the three would have to move each, it has to move alone
        ("BE:20:30 DE:20:30 FR:40:50 HU:40:50", "BE DE FR HU"),  # nobody is outside what has the widest support
        ("BE:20:30 DE:20:30 FR:40:50 HU:60:90", "FR HU"),
        ("BE:20:30 DE:20:30 FR:20:30 HU:50:60 PL:20:30:substantive", "HU PL"),
    ],
)
def test_a_range_is_blocked_by_those_outside_its_widest_support(ranges: str, blocking: str) -> None:
    stated = (word.split(":") for word in ranges.split())
    said = [
        build.position(
            d,
            {"force_size": build.span(int(low), int(high))},
            *(build.reservation("force_size", kind) for kind in reserved),
        )
        for d, low, high, *reserved in stated
    ]
    dossier = build.dossier([build.ranges(electorate=FIVE)], said, FIVE)
    (point,) = points(dossier, joint_answer(dossier), NAMED)
    assert " ".join(point.blocked_by.codes) == blocking


@pytest.mark.parametrize(
    ("if_not_agreed", "otherwise"),
    [
        ("brackets", "puts what is not agreed in square brackets"),
        ("supported-by", "says how many delegations support what is not agreed"),
        ("chairs-summary", "reports what is not agreed in the chair’s summary"),
        ("omit", "leaves out what is not agreed"),
    ],
)
def test_each_topic_says_what_the_response_does_with_what_is_not_agreed(if_not_agreed: str, otherwise: str) -> None:
    dossier = voted(FOUR, if_not_agreed, questions=ON_SANCTIONS)
    ((found,),) = (q.topics for q in synthesis(dossier, joint_answer(dossier), NAMED).questions)
    assert found.analysis.rule.otherwise == otherwise


@pytest.mark.parametrize(
    ("said", "blocking"),
    [
        (f"{FOUR} HU:oppose/oppose", [("HU", 2)]),
        (f"{FOUR} HU:oppose/support", []),  # one point is no more than the table says
        ("BE:oppose/oppose DE:oppose/oppose FR:oppose HU:support/oppose PL:oppose/oppose", [("BE, DE and PL", 2)]),
        (f"{FOUR} HU:support/support", []),
    ],
)
def test_the_first_page_says_who_blocks_most(said: str, blocking: list[tuple[str, int]]) -> None:
    assert [(b.who.phrase, b.points) for b in seen(voted(said)).blocking_most] == blocking
    assert seen(voted(said), ANONYMOUS).blocking_most == ()


def test_points_agreed_with_reservations_are_told_apart_on_the_first_page() -> None:
    dossier = voted(f"{FOUR} HU:support/support")
    reserved = replace(dossier.positions["HU"], reservations=(build.reservation("sanctions.lng", "linguistic"),))
    text = first_page(replace(dossier, positions=dossier.positions | {"HU": reserved}))
    assert "Two points: one agreed, one agreed with reservations." in text
    assert "Agreed (R: with reservations)" in text
    assert "sanctions (6) | 2 of 2 (1 R) | – | –" in text


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (
            f"{FOUR} HU:oppose/undecided",
            [
                "Two points: one not agreed, one open.",
                "sanctions (6) | 0 of 2 | lng (HU) | 1 point: HU",
                "Next. Ask HU (one open point).",
            ],
        ),
        (f"{FOUR} HU:support/support", ["Two points: both agreed.", "sanctions (6) | 2 of 2 | – | –"]),
        (
            f"{FOUR} HU:oppose/oppose",
            [
                "| lng (HU); oil (HU) | –",
                "Next. No point is open: what is blocked needs a change of position.",
                "Blocking most: HU (two points).",
            ],
        ),
        (
            "BE:support/support DE:support",
            ["2 points: DE FR HU PL", "Ask FR, HU and PL (two open points each), DE (one)."],
        ),
        (
            "BE:oppose/oppose DE:support/support FR:support/support",
            ["Next. No point is open: what is blocked needs a change of position. Still to answer: HU and PL."],
        ),
        ("BE:abstain/support DE:support/support FR:support/support HU:support/support PL:support/support", ["2 of 2"]),
        ("BE:abstain DE:abstain FR:abstain HU:abstain PL:abstain", ["| lng (too few for it) | 1 point: all 5"]),
    ],
)
def test_the_first_page_is_read_in_a_minute(said: str, lines: list[str]) -> None:
    text = first_page(voted(said))
    assert [line for line in lines if line not in text] == []


@pytest.mark.parametrize(("hours", "over"), [(-1, True), (0, True), (1, False)])
def test_the_silence_procedure_is_over_once_its_deadline_is_reached(hours: int, *, over: bool) -> None:
    deadline = build.AS_OF + timedelta(hours=hours)
    assert seen(voted(FOUR, silence_deadline=deadline)).silence_over == over


def test_where_delegations_are_not_named_their_points_are_counted_together() -> None:
    found = seen(voted(f"{FOUR} HU:oppose/undecided"), ANONYMOUS)
    assert [(a.who.phrase, a.points) for a in found.awaited] == [("one delegation", 1)]
    assert [p.blocked_by.codes for topic in found.blocked for p in topic.points] == [()]


@pytest.mark.parametrize(
    ("answers", "reserved", "sign"),
    [
        ({"sanctions": build.stances({"lng": "support", "oil": "accept"})}, "", "+"),
        ({"sanctions": build.stances({"lng": "support", "oil": "oppose"})}, "", "±"),
        ({"sanctions": build.stances({"lng": "oppose", "oil": "oppose"})}, "", "−"),
        ({"sanctions": build.stances({"lng": "abstain", "oil": "constructive-abstention"})}, "", "A"),
        ({"sanctions": build.stances({"lng": "undecided", "oil": "support"})}, "", "+?"),
        ({"sanctions": build.stances({"lng": "undecided", "oil": "oppose"})}, "scrutiny", "−? R"),
        ({"sanctions": build.stances({"lng": "oppose", "oil": "abstain"})}, "", "−A"),
        ({"sanctions": build.stances({"lng": "abstain", "oil": "accept"})}, "", "±"),
        ({"sanctions": build.stances({"lng": "undecided"})}, "", "?"),
        ({"sanctions": build.stances({"lng": "support"})}, "scrutiny", "+ R"),
        ({"sanctions": build.stances({"lng": "support"})}, "linguistic", "+ R"),
        ({}, "", "·"),
    ],
)
def test_a_sign_of_the_matrix_reads_without_colour(answers: Mapping[str, Answer], reserved: str, sign: str) -> None:
    topic = build.options(electorate=FIVE, ids="lng oil")
    reservations = [build.reservation("sanctions", reserved)] if reserved else []
    rows = matrix(build.dossier([topic], [build.position("HU", answers, *reservations)], FIVE)).rows
    assert [row.signs for row in rows if row.delegation == "HU"] == [(sign,)]


def test_every_sign_of_the_matrix_is_explained() -> None:
    table = matrix(voted("BE:support/oppose DE:oppose/abstain FR:abstain/undecided HU:undecided/undecided"))
    signs = {sign for row in table.rows for sign in row.signs}
    assert signs == {"±", "−A", "A?", "?", "·"}
    assert {sign.removesuffix("?") or sign for sign in signs} <= {sign for sign, _ in table.legend}
    assert [(row.delegation, row.state) for row in table.rows][-1] == ("PL", "no position")


def test_conditions_are_registered_once_with_those_who_name_them_and_what_waits() -> None:
    ceasefire = replace(build.event("ceasefire"), place=Place("positions/XX.yaml", 7))
    either = AnyOf((build.partners("FR"), build.partners("FR")), build.HERE)
    said = [
        build.position("BE", {"troops": build.pledge(100, 200, ceasefire)}),
        build.position("DE", {"troops": build.pledge(1000, None, ceasefire, either)}),
    ]
    dossier = build.dossier([build.contribution(FIVE)], said, FIVE, events={"ceasefire": "A ceasefire is in force."})
    found = synthesis(dossier, joint_answer(dossier), NAMED).conditions
    assert [(c.words, c.kind, c.delegations, c.waiting) for c in found] == [
        ("a ceasefire is in force", "event", ("BE", "DE"), Interval(1100, None)),
        ("FR takes part", "alternatives", ("DE",), Interval(1000, None)),
    ]
    assert [place.line for place in found[0].places] == [7, 7]


@pytest.mark.parametrize(
    ("pledges", "row"),
    [
        ({"DE": (1000, 2000)}, "DE | 1 000–2 000"),
        ({"DE": (1000, 2000), "draft": (1000, 2000)}, "DE PL (draft) | 1 000–2 000"),
        ({"draft": (1000, 2000)}, "PL (draft) | –"),
        ({"DE": None}, "DE | not stated"),
        ({"DE": None, "FR": (300, 300)}, "DE FR | 300 or more"),
    ],
)
def test_no_more_personnel_waits_than_is_counted_and_stated(
    pledges: Mapping[str, tuple[int, int] | None], row: str
) -> None:
    answers = {d: build.pledge(*(stated or (0, 0)), build.event("ceasefire")) for d, stated in pledges.items()}
    said = [
        build.position(
            "PL" if d == "draft" else d,
            {"troops": answer if pledges[d] else replace(answer, pledge=None)},
            status=PositionStatus.DRAFT if d == "draft" else PositionStatus.CLEARED,
        )
        for d, answer in answers.items()
    ]
    dossier = build.dossier([build.contribution(FIVE)], said, FIVE, events={"ceasefire": "A ceasefire is in force."})
    assert f"A ceasefire is in force | event | {row} |" in printed(dossier)


def test_a_draft_that_pledges_is_a_draft_in_the_grid_on_the_map_and_among_the_pledges() -> None:
    draft = build.position("PL", {"troops": build.pledge(1, 2)}, status=PositionStatus.DRAFT)
    said = [build.position("DE", {"troops": build.pledge(1, 2)}), draft]
    dossier = build.dossier([build.contribution(FIVE)], said, FIVE, questions=ON_TROOPS)
    content = synthesis(dossier, joint_answer(dossier), NAMED)
    ((found,),) = (q.topics for q in content.questions)
    assert content.matrix is not None
    assert found.analysis.contribution is not None
    assert found.pictures.standing is not None
    assert [(r.state, r.signs) for r in content.matrix.rows if r.delegation == "PL"] == [("draft, not counted", ("+",))]
    assert "Draft, not counted, one delegation: PL." in found.pictures.standing.alt
    assert [r.delegation for r in found.analysis.contribution.rows if r.draft] == ["PL"]


@pytest.mark.parametrize("rule", ["qualified-majority", "reinforced-qualified-majority", "unanimity"])
@pytest.mark.parametrize("by", [NAMED, GROUPED, ANONYMOUS], ids=lambda by: by.attribution)
def test_a_share_of_the_population_tells_who_makes_it_up_and_stands_only_where_names_stand(
    rule: str, by: Attributor
) -> None:
    topic = build.options(rule, FIVE)
    said = {"BE": "constructive-abstention" if rule == "unanimity" else "abstain", "DE": "support", "HU": "oppose"}
    positions = [build.position(d, {topic.id: build.stances(dict.fromkeys(topic.options, s))}) for d, s in said.items()]
    dossier = build.dossier([topic], positions, FIVE, questions=ON_SANCTIONS)
    ((found,),) = (q.topics for q in synthesis(dossier, joint_answer(dossier), by).questions)
    assert found.pictures.standing is not None
    told = [*found.analysis.points[0].comparisons, found.analysis.points[0].because, found.pictures.standing.alt]
    assert ("population" in str(told)) == by.named
    assert "members" in str(told)


@pytest.mark.parametrize(
    ("on_lines", "lines"),
    [
        ({"lng": 4, "oil": 9, "coal": 12}, "a~4, b~9, c~12"),
        ({"lng": 4, "oil": 5, "coal": 6}, "a–c~4–6"),
        ({"lng": 4, "oil": 4, "coal": 4}, "4"),
        ({"lng": 4, "oil": 4, "coal": 5}, "a–b~4, c~5"),
        ({"lng": 4, "oil": 5, "coal": 5}, "a–b~4–5, c~5"),
        ({"lng": 4, "coal": 5}, "a~4, c~5"),
        ({"lng": 6, "oil": 5, "coal": 4}, "a~6, b~5, c~4"),
        ({"oil": 7}, "7"),
        ({}, ""),
    ],
)
def test_provenance_gives_the_line_of_every_answer(on_lines: Mapping[str, int], lines: str) -> None:
    answer = build.stances(dict.fromkeys(on_lines, "support"))
    places = {o: replace(s, place=Place("positions/HU.yaml", on_lines[o])) for o, s in answer.stances.items()}
    said = {"sanctions": replace(answer, stances=places)} if on_lines else {}
    position = replace(build.position("HU", said), place=Place("positions/HU.yaml"))
    topics = [build.options(electorate=FIVE, ids="lng oil coal"), build.ranges(electorate=FIVE)]
    dossier = build.dossier(topics, [position], FIVE)
    content = synthesis(dossier, joint_answer(dossier), NAMED, commit="1a2b3c4")
    assert content.provenance is not None
    (row,) = content.provenance.rows
    assert (row.file, [line.replace(NBSP, "~") for line in row.lines]) == ("positions/HU.yaml", [lines, ""])
    assert [letter for letter, _ in content.provenance.topics[0].points] == ["a", "b", "c"]
    assert content.commit == "1a2b3c4"


def test_parts_whose_rows_are_delegations_are_empty_where_none_is_named() -> None:
    source = Source("sanctions", None, build.HERE, speaker="Minister", quote="Never.")
    position = replace(
        build.position("HU", {"troops": build.pledge(1, 2, build.event("x"))}),
        internal=Internal(("No.",)),
        sources=(source,),
    )
    topics = [build.options(electorate=FIVE), build.contribution(FIVE)]
    dossier = build.dossier(topics, [position], FIVE, events={"x": "X"})
    named, unnamed = (synthesis(dossier, joint_answer(dossier), by) for by in (NAMED, ANONYMOUS))
    for part in ("matrix", "conditions", "red_lines", "sources", "provenance"):
        assert getattr(named, part)
        assert not getattr(unnamed, part)


def test_each_rule_is_explained_once_with_its_topics() -> None:
    topics = [
        build.options("unanimity", FIVE),
        build.ranges("consensus", FIVE),
        build.options("unanimity", FIVE, topic="union_support"),
    ]
    dossier = build.dossier(topics, (), FIVE)
    content = synthesis(dossier, joint_answer(dossier), NAMED)
    assert [(r.name, r.topics) for r in content.rules] == [
        ("unanimity", ("sanctions", "union_support")),
        ("consensus", ("force_size",)),
    ]
    assert "Annex III" in content.population


def test_what_was_said_outside_the_electorate_stands_in_protocol_order_with_those_spoken_for() -> None:
    topic = build.ranges("consensus", ("DE", "PL"))
    said = {"IE": build.span(5, 9), "AT": build.span(1, 2)}
    positions = [
        build.position("AT", {"force_size": said["AT"]}, speaks_for="LU"),
        build.position("IE", {"force_size": said["IE"]}),
    ]
    dossier = build.dossier([topic], positions, ("DE", "IE", "LU", "AT", "PL"), questions=ON_THE_FORCE)
    ((found,),) = (q.topics for q in synthesis(dossier, joint_answer(dossier), NAMED).questions)
    words = [(r.delegation, r.words.replace(NBSP, " ")) for r in found.analysis.outside]
    assert words == [
        ("IE", "between 5 and 9 personnel"),
        ("LU", "between 1 and 2 personnel"),
        ("AT", "between 1 and 2 personnel"),
    ]


def test_what_was_said_outside_the_electorate_of_needs_stands_with_the_votes() -> None:
    topic = build.needs(electorate=("DE", "PL"))
    positions = [build.position(d, {topic.id: build.needed({"airlift": "essential"})}) for d in ("DE", "AT", "PL")]
    orders = {"synthesis": DocumentOrder("synthesis", Release.INTERNAL, Attribution.NAMED)}
    asked = (Question(5, "What support?", Wording.PARAPHRASE, (topic.id,)),)
    dossier = build.dossier([topic], positions, ("DE", "AT", "PL"), documents=orders, questions=asked)
    (document,) = compose(dossier, joint_answer(dossier))
    html = render_html(document.template, document.content, document.furniture, TemplateFolders.of(), FILTERS)
    votes, worth = html.index('<table class="votes">'), html.index('<table class="worth">')
    assert votes < html.index("Recorded but not counted") < worth
    assert html.count("Recorded but not counted") == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "troops: nobody has answered yet."),
        ({"BE": build.pledge(0, 0, stance="no")}, "troops: nobody comes in any scenario so far."),
        (dict.fromkeys(FIVE, build.pledge(0, 0, stance="no")), "troops: nobody comes in any scenario."),
        ({"BE": build.pledge(100, 200)}, "troops: at best 100–200 personnel (in every scenario), all assured."),
        ({"BE": build.pledge(100, 200, build.event("x"))}, "troops: at best 100–200 personnel (with), all assured."),
        ({"BE": build.pledge(0, None, build.event("x"))}, "troops: 0 or more personnel (with), all assured."),
    ],
)
def test_the_first_page_says_who_comes_as_far_as_it_is_known(said: Mapping[str, Answer], sentence: str) -> None:
    scenarios = {"without": build.scenario("without"), "with": build.scenario("with", events=["x"])}
    positions = [build.position(d, {"troops": answer}) for d, answer in said.items()]
    topics = [build.contribution(FIVE)]
    assert sentence in first_page(build.dossier(topics, positions, FIVE, scenarios=scenarios, events={"x": "X"}))


def test_the_shortfall_is_not_what_is_assured_and_one_scenario_is_not_every_scenario() -> None:
    required = build.ranges("simple-majority", ("BE",))
    said = [build.position("BE", {"troops": build.pledge(100, 200), "force_size": build.span(500, 900)})]
    topics = [required, build.contribution(FIVE, required=required.id)]
    text = first_page(build.dossier(topics, said, FIVE, scenarios={"full": build.scenario("full")}))
    assert "at best 100–200 personnel (full), all assured; up to 400 short of the 500 required." in text


def test_silence_that_counts_as_for_is_said_once_and_no_sentence_denies_it() -> None:
    said = [build.position(d, {"force_size": build.span(20, 30)}) for d in ("DE", "FR")]
    dossier = build.dossier([build.ranges(electorate=FIVE)], said, FIVE)
    text = first_page(replace(dossier, silence_deadline=build.AS_OF))
    assert "No point is open. Still to answer: BE, HU and PL. The silence procedure ended" in text
    text = printed(replace(dossier, silence_deadline=build.AS_OF))
    assert text.count("BE, HU and PL are for every value by silence") == 1
    assert "Silent, and so for" not in text
    assert "counts as for since the silence procedure ended. Any other missing answer is neither yes nor no" in text
    assert "Silent, and so for: three delegations." in printed(
        replace(dossier, silence_deadline=build.AS_OF), Attribution.ANONYMOUS
    )
    assert "A missing answer is neither yes nor no" in printed(dossier)


@pytest.mark.parametrize(
    ("members", "unblocked"),
    [
        (8, "DK and DE; or DK and EE; or DK and IE; or DK and EL; or six further sets of as many."),
        (9, "DE; or EE; or IE; or EL; or ES."),  # a fifth set is named sooner than counted
    ],
)
def test_of_many_sets_that_would_unblock_the_first_are_named(members: int, unblocked: str) -> None:
    electorate = build.EU27[:members]
    topic = build.options("simple-majority", electorate)
    for_ = (members - 1) // 2
    said = [
        build.position(d, {topic.id: build.stances({"listings": "support" if i < for_ else "oppose"})})
        for i, d in enumerate(electorate)
    ]
    assert f"Unblocked by {unblocked}" in printed(build.dossier([topic], said, electorate))


def test_what_must_be_nought_is_no_equation_and_a_declaration_has_one_name() -> None:
    text = printed(voted(f"{FOUR} HU:oppose/constructive-abstention"))
    assert "Members against: 1 (must be 0, not met)" in text
    assert "| constructively: HU |" in text


def test_heads_over_numbers_of_delegations_do_not_ask_who() -> None:
    dossier = voted(f"{FOUR} HU:oppose/oppose")
    assert "Blocked, by whom" in first_page(dossier)
    assert "Blocked, by how many" in first_page(dossier, Attribution.ANONYMOUS)
    assert "who stands where" not in printed(dossier, Attribution.ANONYMOUS)


@pytest.mark.parametrize("conflicts", [True, False])
def test_statements_in_conflict_are_spoken_of_where_there_are_any(*, conflicts: bool) -> None:
    source = Source("sanctions", None, build.HERE, speaker="Minister", quote="Never.", conflicts=conflicts)
    position = replace(build.position("BE", {"sanctions": build.stances({"lng": "support"})}), sources=(source,))
    text = printed(build.dossier([build.options(electorate=FIVE, ids="lng")], [position], FIVE))
    assert "“Never.”" in text
    assert ("a statement at odds with another one or with the recorded answer" in text) == conflicts
    assert ("In conflict with what else is recorded. “Never.”" in text) == conflicts
