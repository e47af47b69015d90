"""What the response says: votes and wishes of the dossier → the sentence that the addressee reads."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

import pytest

from responsegen.consensus.joint_answer import joint_answer
from responsegen.documents.compose import compose
from responsegen.documents.words import FILTERS, NBSP
from responsegen.dossier.model import (
    Attribution,
    DocumentSpec,
    IfNotAgreed,
    Option,
    Question,
    Release,
    Wording,
)
from responsegen.rendering.templates import TemplateFolders, render_html
from tests.consensus import builders as build

if TYPE_CHECKING:
    from responsegen.dossier.model import AnyTopic, Condition, Dossier, Position

FIVE = ("BE", "DE", "FR", "HU", "PL")


def dossier(topic: AnyTopic, positions: list[Position], attribution: str, wording: Wording) -> Dossier:
    order = DocumentSpec("response", Release.ADDRESSEE, Attribution(attribution))
    return build.dossier(
        [topic],
        positions,
        FIVE,
        documents={"response": order},
        questions=(Question(6, "What more will you do?", wording, (topic.id,)),),
    )


def page(topic: AnyTopic, positions: list[Position], attribution: str, wording: Wording = Wording.PARAPHRASE) -> str:
    """The text of the response, white space folded and a no-break space shown as ~."""
    return text_of(dossier(topic, positions, attribution, wording))


def text_of(whole: Dossier) -> str:
    """The same, of a dossier that orders nothing else."""
    (document,) = compose(whole, joint_answer(whole))
    html = render_html(document.template, document.content, document.furniture, TemplateFolders.of(), FILTERS)
    text = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    text = re.sub(r'<span class="footnote">(.*?)</span>', r" {\1}", text)
    return re.sub(r"[ \n]+", " ", unescape(re.sub(r"<[^>]+>", "", text))).replace(NBSP, "~")


def votes(said: str) -> list[Position]:
    """`DE:support HU:oppose` as positions on the one option."""
    pairs = (word.split(":") for word in said.split())
    return [build.position(code, {"sanctions": build.stances({"listings": stance})}) for code, stance in pairs]


ALL_FOR = "BE:support DE:support FR:accept HU:accept PL:support"
FOUR_FOR = "BE:support DE:support FR:accept HU:oppose PL:support"


@pytest.mark.parametrize(
    ("said", "if_not_agreed", "attribution", "sentence"),
    [
        (ALL_FOR, "brackets", "anonymous", "The Union will list vessels."),
        (
            FOUR_FOR,
            "brackets",
            "anonymous",
            "[The Union will list vessels.] (supported by four of five delegations, opposed by one)",
        ),
        (
            FOUR_FOR,
            "brackets",
            "named",
            "[The Union will list vessels.] (supported by BE, DE, FR and PL, opposed by HU)",
        ),
        (
            FOUR_FOR,
            "supported-by",
            "anonymous",
            "Supported by four of five delegations, opposed by one: The Union will list vessels.",
        ),
        (
            "BE:support DE:support FR:abstain HU:oppose PL:abstain",
            "supported-by",
            "anonymous",
            "Supported by two of five delegations, opposed by one: The Union will list vessels.",
        ),
        (FOUR_FOR, "omit", "anonymous", "There is no joint answer to this question."),
        (
            FOUR_FOR,
            "chairs-summary",
            "anonymous",
            "There is no joint answer on this point; see the Chair’s summary.",
        ),
        (
            FOUR_FOR,
            "chairs-summary",
            "anonymous",
            "Supported by four of five delegations, opposed by one: “The Union will list vessels.”",
        ),
        (
            "BE:support FR:abstain HU:oppose",
            "chairs-summary",
            "named",
            "Supported by BE, opposed by HU; FR abstained; DE and PL had not yet given a final answer: “The",
        ),
        ("HU:oppose", "chairs-summary", "anonymous", "Supported by no delegation, opposed by one; four had not yet"),
        ("HU:oppose", "supported-by", "anonymous", "There is no joint answer on this point."),
        (
            "BE:support DE:undecided",
            "brackets",
            "anonymous",
            "(supported by one of five delegations, none opposed; four are not yet in a position to agree)",
        ),
        (
            "BE:undecided",
            "supported-by",
            "anonymous",
            "No delegation has taken a position on this question yet.",
        ),
    ],
)
def test_what_is_not_agreed_is_worded_as_the_dossier_says(
    said: str, if_not_agreed: str, attribution: str, sentence: str
) -> None:
    topic = replace(
        build.options(electorate=FIVE),
        options={"listings": Option("listings", "Listings", "The Union will list vessels.")},
        if_not_agreed=IfNotAgreed(if_not_agreed),
    )
    assert sentence in page(topic, votes(said), attribution)


@pytest.mark.parametrize(
    ("if_not_agreed", "supported_by", "sentence"),
    [
        ("supported-by", "firmly", "Firmly supported by four of five delegations, opposed by one: The Union"),
        ("brackets", "firmly", "] (firmly supported by four of five delegations, opposed by one)"),
        ("brackets", "provisionally", "] (provisionally supported by four of five delegations, opposed by one)"),
    ],
)
def test_a_word_stands_before_supported_where_the_dossier_wants_it(
    if_not_agreed: str, supported_by: str, sentence: str
) -> None:
    topic = replace(
        build.options(electorate=FIVE),
        options={"listings": Option("listings", "Listings", "The Union will list vessels.")},
        if_not_agreed=IfNotAgreed(if_not_agreed),
        supported_by=supported_by,
    )
    assert sentence in page(topic, votes(FOUR_FOR), "anonymous")


@pytest.mark.parametrize(
    ("supported_by", "sentence"),
    [
        (None, "Supported by three of five delegations: The force should number"),
        ("firmly", "Firmly supported by three of five delegations: The force should number"),
    ],
)
def test_the_word_stands_before_a_range_too(supported_by: str | None, sentence: str) -> None:
    topic = replace(
        build.ranges(electorate=FIVE),
        text="The force should number {value}.",
        if_not_agreed=IfNotAgreed.SUPPORTED_BY,
        supported_by=supported_by,
    )
    positions = [build.position(d, {"force_size": build.span(20, 30)}) for d in ("BE", "DE", "FR")]
    positions.append(build.position("PL", {"force_size": build.span(50, 60)}))
    assert sentence in page(topic, positions, "anonymous")


@pytest.mark.parametrize(
    ("electorate", "name", "answered"),
    [
        (("BE", "DE", "FR"), None, "Answered by three of the five delegations."),
        (("BE", "DE", "FR"), "states planning the force", "Answered by the three states planning the force."),
        (("BE", "DE", "FR"), "the planners", "Answered by the three planners."),
        (("BE", "DE", "FR"), "the three planners", "Answered by the three planners."),
        (("BE", "DE", "FR"), "3 planners", "Answered by the 3 planners."),
        (("BE",), "framework nation", "Answered by the framework nation."),
    ],
)
def test_those_who_answer_are_called_as_the_dossier_calls_them(
    electorate: tuple[str, ...], name: str | None, answered: str
) -> None:
    topic = replace(build.options(electorate=electorate), electorate_name=name)
    assert answered in page(topic, votes(ALL_FOR), "anonymous")
    if len(electorate) > 1:
        words = answered.removeprefix("Answered by ").removesuffix(".")
        some = page(topic, votes(ALL_FOR.removeprefix("BE:support ")), "anonymous")
        assert f"Put to {words}; two have answered." in some


def test_what_is_omitted_leaves_no_trace_of_its_text_or_label() -> None:
    topic = replace(
        build.options(electorate=FIVE),
        options={"listings": Option("listings", "Secret label", "The Union will list vessels.")},
        if_not_agreed=IfNotAgreed.OMIT,
    )
    text = page(topic, votes(FOUR_FOR), "anonymous")
    assert "vessels" not in text
    assert "Secret label" not in text


@pytest.mark.parametrize("attribution", ["anonymous", "grouped", "named"])
def test_the_chairs_summary_stands_outside_the_answer_and_names_delegations_only_where_they_may_be(
    attribution: str,
) -> None:
    topic = replace(
        build.options(electorate=FIVE),
        options={"listings": Option("listings", "Listings", "The Union will list vessels.")},
        if_not_agreed=IfNotAgreed.CHAIRS_SUMMARY,
    )
    answer, _, summary = page(topic, votes(FOUR_FOR), attribution).partition(" Chair’s summary No joint")
    assert "vessels" not in answer
    assert "on the Chair’s responsibility alone" in summary
    assert "agreed by" not in summary
    assert bool(re.search(r"\b(?:BE|DE|FR|HU|PL)\b", answer + summary)) == (attribution == "named")


@pytest.mark.parametrize("said", [ALL_FOR, ""])
def test_where_all_is_agreed_or_nobody_was_heard_the_chair_reports_nothing(said: str) -> None:
    topic = replace(build.options(electorate=FIVE, ids="listings"), if_not_agreed=IfNotAgreed.CHAIRS_SUMMARY)
    assert "hair" not in page(topic, votes(said), "anonymous").replace("Chair’s summary at the end", "")


def test_the_chair_reports_ranges_side_by_side() -> None:
    topic = replace(build.ranges(electorate=FIVE), if_not_agreed=IfNotAgreed.CHAIRS_SUMMARY)
    stated = {"BE": (20, 30), "DE": (20, 40), "HU": (50, 60)}
    positions = [build.position(d, {"force_size": build.span(*ends)}) for d, ends in stated.items()]
    assert (
        "BE and DE could accept between 20 and 30~personnel; HU could accept between 50 and 60~personnel;"
        " FR and PL had not yet agreed to a range."
    ) in page(topic, positions, "named")
    assert (
        "Three delegations stated ranges that fewer than three share; two delegations had not yet agreed to a range."
    ) in page(topic, positions, "anonymous")


@pytest.mark.parametrize(
    ("ranges", "sentence"),
    [
        ("BE:20-50 DE:30-60 FR:30-40 HU:10-40 PL:30-40", "The force should number between 30 and 40~personnel."),
        ("BE:20-20 DE:20-30 FR:10-20 HU:20-40 PL:20-40", "The force should number 20~personnel."),
        (
            "BE:20-30 DE:20-40 FR:25-40 HU:50-60 PL:50-60",
            (
                "One option is on the table: [The force should number between 25 and 30~personnel.]"
                " (acceptable to three of five delegations) Two delegations could not accept it as it stands."
            ),
        ),
        (
            "BE:20-30 DE:20-40 FR:41-45 HU:41-60 PL:70-80",
            ("No joint answer has been reached. All five delegations have stated ranges that fewer than three share."),
        ),
    ],
)
def test_a_range_is_worded_as_agreed_or_as_variants_side_by_side(ranges: str, sentence: str) -> None:
    topic = replace(build.ranges(electorate=FIVE), text="The force should number {value}.")
    stated = [word.replace("-", ":").split(":") for word in ranges.split()]
    positions = [build.position(d, {"force_size": build.span(int(low), int(high))}) for d, low, high in stated]
    assert sentence in page(topic, positions, "anonymous")


@pytest.mark.parametrize(
    ("ranges", "counted_twice"),
    [("BE:20-30 DE:20-40 FR:20-40 HU:35-60 PL:35-60", True), ("BE:20-30 DE:20-30 FR:50-60 HU:50-60 PL:90-99", False)],
)
def test_that_some_accept_several_variants_is_said(ranges: str, *, counted_twice: bool) -> None:
    stated = [word.replace("-", ":").split(":") for word in ranges.split()]
    positions = [build.position(d, {"force_size": build.span(int(low), int(high))}) for d, low, high in stated]
    text = page(build.ranges(electorate=FIVE), positions, "anonymous")
    assert ("Delegations that could accept several are counted under each." in text) == counted_twice


def test_who_abstains_from_a_range_is_counted() -> None:
    answers = {"BE": build.span(20, 30), "DE": build.span(50, 60), "FR": build.span("abstain")}
    positions = [build.position(d, {"force_size": answer}) for d, answer in answers.items()]
    text = page(build.ranges(electorate=FIVE), positions, "anonymous")
    assert "Two delegations are not yet in a position to agree to a range; one delegation abstains." in text
    assert " One delegation abstains." in page(build.ranges(electorate=("BE", "DE", "FR")), positions, "anonymous")


def test_where_several_values_carry_each_alone_a_choice_is_to_be_made() -> None:
    topic = replace(build.ranges("simple-majority", FIVE), text="The force should number {value}.")
    stated = {"BE": (0, 10), "DE": (0, 10), "FR": (0, 40), "HU": (20, 30), "PL": (20, 30)}
    positions = [build.position(d, {"force_size": build.span(*ends)}) for d, ends in stated.items()]
    text = page(topic, positions, "anonymous")
    assert "A choice is to be made: up to 10~personnel or 20 to 30~personnel." in text
    assert (
        "Each of the following carries by itself; a choice between them is to be made: "
        "[The force should number up to 10~personnel.] (acceptable to three of five delegations) "
        "[The force should number between 20 and 30~personnel.] (acceptable to three)"
    ) in text
    assert "Agreed" not in text.partition("Question 6")[0]


@pytest.mark.parametrize(
    ("wording", "quoted"),
    [
        (Wording.VERBATIM, "“What more will you do?”"),
        (Wording.PARAPHRASE, "In substance, the question was: What more will you do?"),
    ],
)
def test_only_a_verbatim_question_stands_between_quotation_marks(wording: Wording, quoted: str) -> None:
    text = page(build.options(electorate=FIVE), votes(ALL_FOR), "anonymous", wording)
    assert quoted in text
    assert ("“" in text) == (wording is Wording.VERBATIM)


def test_a_reservation_stands_in_a_footnote_without_a_name() -> None:
    said = [
        build.position(
            code,
            {"sanctions": build.stances({"listings": "support"})},
            *([build.reservation("sanctions", "parliamentary")] if code in {"DE", "PL"} else []),
        )
        for code in FIVE
    ]
    text = page(build.options(electorate=FIVE), said, "anonymous")
    assert "{Two delegations: parliamentary reservation.}" in text
    assert "Agreed with reservations" in text


def test_a_draft_is_not_yet_in() -> None:
    said = votes("BE:support DE:support FR:accept HU:accept")
    draft = build.position("PL", {"sanctions": build.stances({"listings": "support"})}, status="draft")
    text = page(build.options(electorate=FIVE), [*said, draft], "anonymous")
    assert "reflects the positions of four of the five delegations; the position of one is not yet cleared." in text


def test_conditions_that_few_name_run_on_by_the_size_of_what_they_ask() -> None:
    topic = build.contribution(FIVE)
    said = {"BE": 20_000, "DE": 1_500, "FR": 10_000}
    positions = [build.position(d, {"troops": build.pledge(5, 9, build.force(n))}) for d, n in said.items()]
    words = " ".join(
        f"At least {n}~personnel are pledged in all ({d})"
        for n, d in (("1~500", "DE"), ("10~000", "FR"), ("20~000", "BE"))
    )
    assert words in page(topic, positions, "named")


@pytest.mark.parametrize(
    ("forces", "attribution", "said"),
    [
        (
            {"BE": 900},
            "named",
            "Contributions depend on the following: At least 900~personnel are pledged in all (BE)",
        ),
        (
            {"BE": 900, "DE": 900, "FR": 500},
            "named",
            (
                "Contributions depend on the following: At least 500~personnel are pledged in all (FR) "
                "At least 900~personnel are pledged in all (BE and DE)"
            ),
        ),
        (
            {"BE": 900, "DE": 900, "FR": 500, "PL": 700},
            "anonymous",
            "depend on the following: A certain number of personnel is pledged in all (four delegations)",
        ),
    ],
)
def test_conditions_are_a_list_where_there_are_several(forces: dict[str, int], attribution: str, said: str) -> None:
    positions = [build.position(d, {"troops": build.pledge(5, 9, build.force(n))}) for d, n in forces.items()]
    assert said in page(build.contribution(FIVE), positions, attribution)


def test_what_comes_together_depends_on_scenarios_only_where_it_differs() -> None:
    topic = build.contribution(FIVE)
    scenarios = {s.id: s for s in (build.scenario("no-us"), build.scenario("full", us=["airlift"]))}

    def text(*conditions: Condition) -> str:
        positions = [build.position(d, {"troops": build.pledge(5, 9, *conditions)}) for d in ("BE", "DE", "FR")]
        order = DocumentSpec("response", Release.ADDRESSEE, Attribution.ANONYMOUS)
        questions = (Question(2, "Would you?", Wording.PARAPHRASE, (topic.id,)),)
        needs = build.needs(electorate=FIVE)
        whole = build.dossier(
            [topic, needs], positions, FIVE, documents={"response": order}, questions=questions, scenarios=scenarios
        )
        return text_of(whole)

    assert "How many come is the same in every scenario." in text()
    assert "How many come depends on the scenario." in text(build.us("airlift"))


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            "BE:support DE:support FR:support HU:support",
            "positions of four of the five delegations; PL has yet to reply.",
        ),
        (
            "BE:support DE:support FR:support",
            "positions of three of the five delegations; HU and PL have yet to reply.",
        ),
        (
            "BE:support",
            "reflects the position of one of the five delegations; DE, FR, HU and PL have yet to",
        ),
        (ALL_FOR, "This reply reflects the positions of all five delegations."),
    ],
)
def test_how_many_have_answered(said: str, sentence: str) -> None:
    assert sentence in page(build.options(electorate=FIVE), votes(said), "named")


def test_the_conditions_of_one_contribution_stand_under_it_alone() -> None:
    topics = [build.contribution(FIVE), replace(build.contribution(FIVE), id="police", title="police")]
    answers = {"troops": build.pledge(5, 9, build.force(900)), "police": build.pledge(5, 9)}
    order = DocumentSpec("response", Release.ADDRESSEE, Attribution.ANONYMOUS)
    questions = (Question(2, "Would you?", Wording.PARAPHRASE, ("troops", "police")),)
    whole = build.dossier(
        topics, [build.position("BE", answers)], FIVE, documents={"response": order}, questions=questions
    )
    troops, police = text_of(whole).rsplit(" police ", 1)
    assert "Contributions depend on this condition: a certain number" in troops
    assert "Contributions depend" not in police


def test_values_with_equally_wide_support_are_all_supported_texts() -> None:
    topic = replace(build.ranges(electorate=FIVE), text="It should be {value}.", if_not_agreed=IfNotAgreed.SUPPORTED_BY)
    stated = {"BE": (10, 30), "DE": (20, 45), "FR": (20, 45), "HU": (40, 50), "PL": (60, 90)}
    positions = [build.position(d, {"force_size": build.span(*ends)}) for d, ends in stated.items()]
    text = page(topic, positions, "anonymous")
    assert "Supported by three of five delegations: It should be between 20 and 30~personnel." in text
    assert "Supported by three of five delegations: It should be between 40 and 45~personnel." in text
    assert "60" not in text


def test_silence_that_counts_as_consent_is_said_on_the_first_page() -> None:
    topic = build.options(electorate=FIVE)
    announced = "Whoever said nothing by 16~February 2025, 18.00 (UTC) is taken to consent"
    whole = dossier(topic, votes("BE:support"), "anonymous", Wording.PARAPHRASE)
    assert announced in text_of(replace(whole, silence_deadline=build.AS_OF))
    assert announced not in text_of(whole)
    everybody = dossier(topic, votes(ALL_FOR), "anonymous", Wording.PARAPHRASE)
    assert announced not in text_of(replace(everybody, silence_deadline=build.AS_OF))


def test_agreed_by_shares_that_are_too_rough_is_said_to_be_so() -> None:
    topic = build.options("qualified-majority", electorate=build.EU27)
    said = {d: build.stances({"listings": "oppose" if d in "DE FR MT EE SI" else "support"}) for d in build.EU27}
    whole = build.dossier(
        [topic],
        [build.position(d, {"sanctions": stance}) for d, stance in said.items()],
        documents={"response": DocumentSpec("response", Release.ADDRESSEE, Attribution.ANONYMOUS)},
        questions=(Question(1, "What?", Wording.PARAPHRASE, ("sanctions",)),),
    )
    rough = "too close to call from the shares of population at hand"
    assert rough not in text_of(whole)
    two_years_later = text_of(replace(whole, as_of=build.AS_OF.replace(year=2027)))
    assert f"Agreed: listings ({rough})" in two_years_later
    assert f"Listings. ({rough})" in two_years_later


@pytest.mark.parametrize(
    ("options", "said"), [("a", "no joint answer on this point"), ("a b", "no joint answer on these points")]
)
def test_one_point_and_several_are_told_apart(options: str, said: str) -> None:
    topic = replace(build.options(electorate=FIVE, ids=options), if_not_agreed=IfNotAgreed.CHAIRS_SUMMARY)
    votes = [build.position("HU", {"sanctions": build.stances(dict.fromkeys(options.split(), "oppose"))})]
    assert said in page(topic, votes, "anonymous")


def test_the_gap_is_measured_from_the_lower_end_of_what_is_attainable() -> None:
    troops, size = replace(build.contribution(FIVE), required="force_size"), build.ranges(electorate=FIVE)
    answers = {"troops": build.pledge(5, 90), "force_size": build.span(300, 400)}
    whole = build.dossier(
        [troops, size],
        [build.position(d, answers) for d in FIVE],
        FIVE,
        documents={"response": DocumentSpec("response", Release.ADDRESSEE, Attribution.ANONYMOUS)},
        questions=(Question(6, "What?", Wording.PARAPHRASE, ("troops", "force_size")),),
        scenarios={"full": build.scenario("full")},
    )
    (document,) = compose(whole, joint_answer(whole))
    html = render_html(document.template, document.content, document.furniture, TemplateFolders.of(), FILTERS)
    assert f"The gap is what the lower figure at the peak falls short of the 300{NBSP}personnel required" in html
    assert '<span class="whole">25–450</span></td><td class="number">275</td>' in html
