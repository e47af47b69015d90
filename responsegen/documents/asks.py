"""Say what a delegation asks for on a point: on what it could agree, or else what it gives as its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from responsegen.consensus.ballots import speaking
from responsegen.consensus.points import Point
from responsegen.documents.words import NECESSITY_WORDS, STANCE_WORDS, clause, extent, inside, sentence
from responsegen.dossier import model
from responsegen.dossier.model import Dossier


@dataclass(frozen=True, slots=True)
class Ask:
    """What one delegation said on one point."""

    delegation: str
    stance: str  # "opposes", "is undecided", "between 12 and 24 months"; "not answered" without a word on it
    would_support_if: str = ""  # "" unless it said so
    proposes: str = ""  # its own wording
    comment: str = ""
    reservations: tuple[model.Reservation, ...] = ()

    @property
    def price(self) -> str:
        """On what it could support the point: `could support it if …`; "" where it stated nothing."""
        return f"could support it if {clause(inside(self.would_support_if))}" if self.would_support_if else ""

    @property
    def reason(self) -> str:
        """The price, else its own words, else how it stands; then its reservations, or that it gave no reason."""
        own = self.price or (f"“{sentence(self.comment)}”" if self.comment else "")
        held = [f"{r.kind} reservation{f': “{sentence(r.text)}”' if r.text else ''}" for r in self.reservations]
        said = [own or ("" if held and self.stance in IN_FAVOUR else self.stance), *held]
        explained = own or self.stance == NOT_ANSWERED or any(r.text for r in self.reservations)
        return "; ".join(filter(None, (*said, "" if explained else "no reason given")))


NOT_ANSWERED = "not answered"
IN_FAVOUR = (
    *(STANCE_WORDS[stance] for stance in (model.Stance.SUPPORT, model.Stance.ACCEPT)),
    *(NECESSITY_WORDS[necessity] for necessity in (model.Necessity.ESSENTIAL, model.Necessity.DESIRABLE)),
)


def remarks_on(dossier: Dossier, point: Point, delegation: str) -> model.Internal:
    """Find a delegation's red lines and the desk's notes that say they are about this point, or its topic."""
    position = dossier.positions.get(delegation)
    internal = position.internal if position else model.Internal()

    def about(texts: Iterable[model.InternalText]) -> tuple[model.InternalText, ...]:
        return tuple(t for t in texts if t.topic == point.topic.id and t.option in (None, point.name.option))

    return model.Internal(about(internal.red_lines), about(internal.notes))


def ask(dossier: Dossier, point: Point, delegation: str) -> Ask:
    """Collect what a delegation, or the one that speaks for it, said on a point."""
    topic, option = point.topic, point.name.option
    position = speaking(dossier, topic).get(delegation)
    if position is None:
        return Ask(delegation, NOT_ANSWERED)
    answer, stance = position.answers.get(topic.id), NOT_ANSWERED
    said: model.OptionStance | model.NeedStance | model.RangeAnswer | None = None
    match answer:
        case model.OptionsAnswer(stances=stances) if option and option in stances:
            said = stances[option]
            stance = STANCE_WORDS[said.stance]
        case model.NeedsAnswer(needs=needs) if option and option in needs:
            said = needs[option]
            stance = NECESSITY_WORDS[said.necessity]
        case model.RangeAnswer(acceptable=acceptable):
            said = answer
            stance = (
                extent(acceptable, point.unit) if acceptable else STANCE_WORDS[said.stance or model.Stance.UNDECIDED]
            )
    return Ask(
        delegation=delegation,
        stance=stance,
        would_support_if=(said and said.would_support_if) or "",
        proposes=(said and said.proposes) or "",
        comment=(said and said.comment) or (answer and answer.comment) or "",
        reservations=tuple(r for r in position.reservations if r.touches(topic.id, option)),
    )
