"""What frames every explanation: a dossier and a topic in; question, rule, reservations, silence and outsiders out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from responsegen.consensus.answer import RecordedReservation
from responsegen.documents.wording import counted_figures, joined, moment
from responsegen.dossier.model import AnyTopic, Dossier, ReservationCounting, Wording
from responsegen.dossier.states import EU
from responsegen.explaining.page import Line, Part
from responsegen.explaining.stances import said

_COUNTED = {
    ReservationCounting.AGAINST: "counts as against",
    ReservationCounting.OUTSTANDING: "counts as outstanding",
    ReservationCounting.AS_STATED: "leaves the stance counted",
}


def question(dossier: Dossier, topic: AnyTopic, text: str = "") -> Part:
    """What was asked, and the sentence that would answer it once it is agreed."""
    asked = next((q for q in dossier.questions if q.number == topic.question), None)
    if asked is None:
        lines = [Line("No question lists this topic.")]
    elif asked.wording is Wording.VERBATIM:
        lines = [Line(f'Question {asked.number}: "{asked.text}"')]
    else:
        lines = [Line(f"Question {asked.number} (paraphrase): {asked.text}")]
    return Part("Question", (*lines, *([Line(f"Text for the response: {text}")] if text else [])))


def rule(topic: AnyTopic) -> Part:
    """How it is decided, on which basis, and by whom."""
    found = topic.rule.facts
    lines = [
        Line(found.description, topic.rule),
        Line(f"{found.basis}.", "Basis"),
        Line(electorate(topic.electorate), "Electorate"),
    ]
    if topic.military:
        lines.append(Line("No majority may decide what has military implications: Article 31(4) TEU.", "Military"))
    return Part("Rule", tuple(lines))


def electorate(members: Sequence[str]) -> str:
    """`27 delegations: all Member States`, `3 delegations: DK, SE and UK`."""
    inside, outside = [d for d in members if d in EU], [d for d in members if d not in EU]
    whole = set(inside) == set(EU)
    named = ["all Member States", *outside] if whole else members
    return f"{counted_figures(len(members), 'delegation')}: {joined(named)}."


def reservations(dossier: Dossier, recorded: Sequence[RecordedReservation]) -> Iterator[Line]:
    """Every reservation with what it makes of the stance."""
    for r in recorded:
        about = r.reservation
        counted = _COUNTED[dossier.reservations_count_as[about.kind]]
        text = f" {about.text.strip()}" if about.text else ""
        yield Line(f"{about.kind} reservation, which {counted}.{text} ({about.place})", r.delegation)


def silence(dossier: Dossier, topic: AnyTopic, silent: Sequence[str]) -> Iterator[Line]:
    """Whether saying nothing is consent, and whose silence is."""
    deadline = dossier.silence_deadline
    if deadline is None:
        return
    if not topic.rule.facts.silence:
        yield Line(f"The rule {topic.rule} knows no silence procedure.", "Silence")
    elif dossier.as_of < deadline:
        yield Line(f"No consent yet: the procedure ends {moment(deadline)}.", "Silence")
    else:
        whose = f" from {joined(silent)}" if silent else ""
        yield Line(f"Consent{whose} since the procedure ended {moment(deadline)}.", "Silence")


def outsiders(dossier: Dossier, topic: AnyTopic, option: str | None = None) -> Part:
    """Answers from outside the electorate, which are shown and never counted."""
    outside = [d for d, p in dossier.positions.items() if d not in topic.electorate and topic.id in p.answers]
    return Part(
        "Outside the electorate: shown, not counted", tuple(Line(said(dossier, topic, option, d), d) for d in outside)
    )
