"""What becomes of an options topic: each option decided by the topic's rule, and what the options have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from responsegen.consensus.answer import OptionsOutcome
from responsegen.consensus.outcome import common, decide
from responsegen.consensus.rules import RULES
from responsegen.consensus.tally import STANCE_COLUMN, Column, tally
from responsegen.consensus.voices import Practice, recorded, voices
from responsegen.consensus.weighing import Electorate
from responsegen.dossier.model import OptionsAnswer

if TYPE_CHECKING:
    from responsegen.consensus.answer import OptionOutcome
    from responsegen.dossier.model import Answer, Dossier, OptionsTopic


def options_outcome(dossier: Dossier, topic: OptionsTopic) -> OptionsOutcome:
    """Decide every option."""
    rule = RULES[topic.rule]
    practice = Practice.of(dossier, rule)
    electorate = Electorate.of(topic.electorate)
    heard = voices(dossier, topic)

    def outcome(option: str) -> OptionOutcome:
        columns = tally(heard, lambda answer: _column(answer, option), practice, option)
        return decide(rule, electorate, columns, recorded(heard, option), practice)

    outcomes = {option: outcome(option) for option in topic.options}
    return OptionsOutcome(common(o.status for o in outcomes.values()), outcomes)


def _column(answer: Answer, option: str) -> Column | None:
    stance = answer.stances.get(option) if isinstance(answer, OptionsAnswer) else None
    return STANCE_COLUMN[stance.stance] if stance is not None else None
