"""Tell what belongs to every explanation: the question, the rule, who said what, reservations, silence, outsiders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from responsegen.consensus.answer import OptionOutcome, RangeOutcome, RecordedReservation
from responsegen.consensus.ballots import speaking
from responsegen.documents.topics import recorded
from responsegen.documents.topics.topic import RecordedAnswer
from responsegen.documents.words import capital, counted_figures, joined, moment
from responsegen.dossier.model import AnyTopic, Dossier, Position, ReservationCounting, Wording
from responsegen.dossier.states import EU
from responsegen.explaining.page import Line, Part

_COUNTED = {
    ReservationCounting.AGAINST: "counts as against",
    ReservationCounting.OUTSTANDING: "counts as outstanding",
    ReservationCounting.AS_STATED: "leaves the stance counted",
}


def verdict(outcome: OptionOutcome | RangeOutcome) -> Line:
    """State the status and the reason for it."""
    return Line(f"{capital(outcome.status.words)}. {outcome.because}", status=outcome.status)


def question(dossier: Dossier, topic: AnyTopic, text: str | None = None) -> Part:
    """Quote what was asked, and the sentence that would answer it once it is agreed."""
    asked = next((q for q in dossier.questions if q.number == topic.question), None)
    if asked is None:
        lines = [Line("No question lists this topic.")]
    elif asked.wording is Wording.VERBATIM:
        lines = [Line(f'Question {asked.number}: "{asked.text}"')]
    else:
        lines = [Line(f"Question {asked.number} (paraphrase): {asked.text}")]
    return Part("Question", (*lines, *([Line(f"Text for the response: {text}")] if text else [])))


def rule(topic: AnyTopic) -> Part:
    """Tell how the topic is decided, on which basis, and by whom."""
    lines = [
        Line(topic.decided_when, topic.rule),
        *([Line(f"{joined(topic.articles)}.", "Basis")] if topic.articles else []),
        *(Line(sentence) for sentence in topic.brought_by_basis),
        Line(electorate(topic.electorate), "Electorate"),
    ]
    if topic.military:
        lines.append(Line("No majority may decide what has military implications: Article 31(4) TEU.", "Military"))
    return Part("Rule", tuple(lines))


def electorate(members: Sequence[str]) -> str:
    """Name the members: `27 delegations: all Member States`, `3 delegations: DK, SE and UK`."""
    outside = [d for d in members if d not in EU]
    named = ["all Member States", *outside] if set(EU) <= set(members) else members
    return f"{counted_figures(len(members), 'delegation')}: {joined(named)}."


def statements(
    dossier: Dossier,
    topic: AnyTopic,
    groups: Iterable[tuple[str, Sequence[str]]],
    option: str | None = None,
    silent: Sequence[str] = (),
) -> Part:
    """Tell what each delegation said, under the title of its group; silence is consent for those who are `silent`."""
    lines: list[Line] = []
    for title, members in groups:
        if members:
            lines.append(Line(f"{title} ({len(members)})"))
        for d in members:
            lines += statement(dossier, topic, option, d, "nothing said, which is consent: " if d in silent else "")
    return Part("Who stands where", tuple(lines))


def statement(
    dossier: Dossier, topic: AnyTopic, option: str | None, delegation: str, before: str = ""
) -> Iterator[Line]:
    """Tell what a delegation said, after the words `before`, and what it added."""
    yield Line(before + said(dossier, topic, option, delegation), delegation, level=1)
    own = dossier.positions.get(delegation)
    row = _row(dossier, own, topic, option) if own else None
    if row and row.remark:
        yield Line(row.remark, level=3)


def said(dossier: Dossier, topic: AnyTopic, option: str | None, delegation: str) -> str:
    """Word a delegation's answer with its file and line, its reservations, and in whose name it was given."""
    position = speaking(dossier, topic).get(delegation)
    if position is not None:
        speaker = f"{position.delegation} says for it: " if position.delegation != delegation else ""
        return speaker + _answer(dossier, position, topic, option)
    if delegation in dossier.spoken_for:
        return f"no position ({dossier.spoken_for[delegation]} speaks for it on options and ranges only)"
    return "no position"


def _answer(dossier: Dossier, position: Position, topic: AnyTopic, option: str | None) -> str:
    draft = "" if dossier.counts(position) else "draft, not counted: "
    row = _row(dossier, position, topic, option)
    if row is None:
        given = position.answers.get(topic.id)
        return f"{draft}{'does not mention it' if given else 'not answered'} ({(given or position).place})"
    held = [f"{r.kind}" for r in position.reservations if r.touches(topic.id, option)]
    reserved = f"; {joined(held)} reservation" if held else ""
    return f"{draft}{row.words}{reserved} ({row.place})"


def _row(dossier: Dossier, position: Position, topic: AnyTopic, option: str | None) -> RecordedAnswer | None:
    rows = recorded(dossier, position)
    return next((row for row in rows if row.topic == topic.id and row.option == option), None)


def reservations_and_silence(
    dossier: Dossier, topic: AnyTopic, recorded: Sequence[RecordedReservation], silent: Sequence[str]
) -> Part:
    """Tell what each reservation makes of the stance, and whether saying nothing is consent."""
    return Part("Reservations and silence", (*reservations(dossier, recorded), *_silence(dossier, topic, silent)))


def reservations(dossier: Dossier, recorded: Sequence[RecordedReservation]) -> Iterator[Line]:
    """List every reservation with what it makes of the stance."""
    return (reservation(r, _COUNTED[dossier.reservations_count_as[r.reservation.kind]]) for r in recorded)


def reservation(recorded: RecordedReservation, effect: str) -> Line:
    """Word one reservation, its effect and its text."""
    about = recorded.reservation
    text = f" {about.text.strip()}" if about.text else ""
    return Line(f"{about.kind} reservation, which {effect}.{text} ({about.place})", recorded.delegation)


def _silence(dossier: Dossier, topic: AnyTopic, silent: Sequence[str]) -> Iterator[Line]:
    deadline = dossier.silence_deadline
    if deadline is None:
        return
    if not topic.rule.facts.silence:
        yield Line(f"The rule {topic.rule} knows no silence procedure.", "Silence")
    elif dossier.silence_ends(topic) is None:
        yield Line("The silence procedure leaves this topic out.", "Silence")
    elif dossier.as_of < deadline:
        yield Line(f"No consent yet: the procedure ends {moment(deadline)}.", "Silence")
    else:
        whose = f" from {joined(silent)}" if silent else ""
        yield Line(f"Consent{whose} since the procedure ended {moment(deadline)}.", "Silence")


def outsiders(dossier: Dossier, topic: AnyTopic, option: str | None = None) -> Part:
    """List answers from outside the electorate, which are shown and never counted."""
    outside = [d for d, p in dossier.positions.items() if d not in topic.electorate and topic.id in p.answers]
    return Part(
        "Outside the electorate: shown, not counted", tuple(Line(said(dossier, topic, option, d), d) for d in outside)
    )
