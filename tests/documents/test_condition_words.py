"""Conditions and pictures in words: what stands in a list of conditions, and behind a bar."""

from __future__ import annotations

from dataclasses import replace

import pytest

from responsegen.documents.attribution import Attributor
from responsegen.documents.changes.edits import value_words
from responsegen.documents.topics.answer_words import recorded
from responsegen.documents.words import NBSP, condition_words, designation, name_of, phrase_of
from responsegen.dossier.model import (
    AnyOf,
    AnyTopic,
    Attribution,
    ClearedBy,
    Condition,
    Event,
    Need,
    Option,
    Willingness,
)
from tests.consensus import builders as build

DOSSIER = build.dossier([build.needs()], (), events={"ceasefire": "A ceasefire is in force."})
BY = Attributor(Attribution.NAMED, {})


@pytest.mark.parametrize(
    ("condition", "named", "unnamed"),
    [
        (build.us("airlift"), "airlift from the United States", "airlift from the United States"),
        (build.event("ceasefire"), "a ceasefire is in force", "a ceasefire is in force"),
        (build.partners("FR"), "FR takes part", "certain other delegations take part"),
        (build.partners("FR PL"), "FR and PL take part", "certain other delegations take part"),
        (
            build.force(20_000),
            "at least 20~000~personnel are pledged in all",
            "a certain number of personnel is pledged in all",
        ),
        (
            AnyOf((build.partners("FR"), build.partners("PL")), build.HERE),
            "either FR takes part, or PL takes part",
            "certain other delegations take part",
        ),
    ],
)
def test_a_condition_in_words(condition: Condition, named: str, unnamed: str) -> None:
    assert condition_words(DOSSIER, condition).replace(NBSP, "~") == named
    assert condition_words(DOSSIER, condition, named=False).replace(NBSP, "~") == unnamed


@pytest.mark.parametrize(
    ("ready", "sustain", "before", "during"),
    [(90, 720, "90 days", "24 months"), (120, 90, "120 days", "3 months"), (180, 45, "180 days", "45 days")],
)
def test_readiness_is_said_in_days_and_what_lasts_in_months(ready: int, sustain: int, before: str, during: str) -> None:
    topic = build.contribution()
    answer = build.pledge(5, 9, ready=ready, sustain=sustain)
    position = build.position("DE", {topic.id: answer})
    dossier = build.dossier([topic], [position])
    (row,) = recorded(dossier, position)
    assert row.words.replace(NBSP, " ").endswith(f", ready after {before}, for {during}")
    edited = [value_words(dossier, (topic.id, field), span) for field, span in (("ready", ready), ("sustain", sustain))]
    assert [words.replace(NBSP, " ") for words in edited] == [before, during]


@pytest.mark.parametrize(
    ("code", "alone", "in_text"),
    [("NL", "Netherlands", "the Netherlands"), ("XK", "Kosovo*", "Kosovo*"), ("QQ", "QQ", "QQ")],
)
def test_the_name_of_a_delegation(code: str, alone: str, in_text: str) -> None:
    assert (name_of(DOSSIER, code), name_of(DOSSIER, code, article=True)) == (alone, in_text)
    assert designation([code]).startswith("* This designation is without prejudice") == (code == "XK")


@pytest.mark.parametrize(
    ("said", "inside"),
    [
        (Option("o", "Shadow fleet listings", "The Union will list further vessels."), "shadow fleet listings"),
        (Option("o", "Shadow fleet listings", "…", phrase="listing further vessels"), "listing further vessels"),
        (Option("o", "Canada", "Canada should be asked."), "Canada"),
        (Option("o", "France and the United Kingdom", "…"), "France and the United Kingdom"),
        (Option("o", "European-led force", "Once hostilities end, a force should be there."), "European-led force"),
        (Option("o", "Montreux Convention", "It is in line with the Montreux Convention."), "Montreux Convention"),
        (Option("o", "New listings", "…"), "new listings"),
        (Option("o", "Netherlands brigade", "…"), "Netherlands brigade"),
        (Need("n", "Command and control", "The use of the command.", frozenset()), "command and control"),
        (Need("n", "NATO command", "…", frozenset()), "NATO command"),
        (Option("o", "Security Council mandate", "…"), "Security Council mandate"),
        (Option("o", "Black Sea patrols", "…"), "Black Sea patrols"),
        (Option("o", "Red Cross access", "Access has to be free."), "Red Cross access"),
        (Option("o", "Frozen Russian assets", "…"), "frozen Russian assets"),
        (Option("o", "Full US support", "…"), "full US support"),
        (Option("o", "Without Security Council mandate", "…"), "without Security Council mandate"),
        (Option("o", "Swedish brigade", "…"), "Swedish brigade"),
        (Option("o", "Swedish-led brigade", "…"), "Swedish-led brigade"),
        (Event("The Security Council agrees"), "the Security Council agrees"),
        (Event("A ceasefire is in force"), "a ceasefire is in force"),
        (Event("Parliament agrees.", "the parliaments agree"), "the parliaments agree"),
        (Event("Russia agrees."), "Russia agrees"),
        (replace(build.ranges(), title="Duration of the deployment"), "duration of the deployment"),
    ],
)
def test_how_a_label_reads_inside_a_sentence(said: Option | Need | Event | AnyTopic, inside: str) -> None:
    assert phrase_of(said) == inside


@pytest.mark.parametrize(
    ("name", "alone", "in_text"),
    [
        ("United Nations Mine Action Service", "United Nations Mine Action Service", "the United Nations Mine Action"),
        ("the UNFCCC secretariat", "UNFCCC secretariat", "the UNFCCC secretariat"),
        ("The Quartet", "Quartet", "the Quartet"),
        ("UNRWA", "UNRWA", "UNRWA"),
        ("Costa Rica", "Costa Rica", "Costa Rica"),
        ("Netherlands", "Netherlands", "the Netherlands"),
    ],
)
def test_the_name_of_an_addressee_has_an_article_in_text(name: str, alone: str, in_text: str) -> None:
    dossier = replace(DOSSIER, addressee="UNMAS", addressee_name=name)
    assert name_of(dossier, "UNMAS") == alone
    assert name_of(dossier, "UNMAS", article=True).startswith(in_text)


@pytest.mark.parametrize(
    ("cleared_by", "stance", "words"),
    [
        (ClearedBy.AMBASSADOR, "yes", "ready to contribute, between 5 and 9 personnel"),
        (ClearedBy.PUBLIC_STATEMENT, "yes", "said that it would, between 5 and 9 personnel"),
        (ClearedBy.PUBLIC_STATEMENT, "considering", "said that it would consider it, between 5 and 9 personnel"),
        (ClearedBy.PUBLIC_STATEMENT, "no", "said that it would not, between 5 and 9 personnel"),
    ],
)
def test_what_was_said_in_public_is_no_readiness(cleared_by: ClearedBy, stance: str, words: str) -> None:
    pledge = replace(build.pledge(5, 9), stance=Willingness(stance))
    position = replace(build.position("BE", {"troops": pledge}), cleared_by=cleared_by)
    topic = build.contribution()
    (row,) = recorded(build.dossier([topic], [position]), position)
    assert row.words.replace(NBSP, " ").startswith(words)
