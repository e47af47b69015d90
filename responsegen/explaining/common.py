"""Tell what belongs to every explanation: the text and the rule, who said what, reservations, silence, outsiders."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from responsegen.consensus.answer import RecordedReservation, Standpoint
from responsegen.consensus.ballots import speaking
from responsegen.consensus.options import stated_side
from responsegen.documents.topics import presenter_of
from responsegen.documents.topics.topic import RecordedAnswer
from responsegen.documents.words import (
    capital,
    cited,
    clause,
    electorate_words,
    inside,
    joined,
    moment,
    rule_words,
    sentence,
)
from responsegen.dossier.model import (
    AnyTopic,
    Dossier,
    IfNotAgreed,
    Position,
    ReservationCounting,
    ReservationKind,
)
from responsegen.dossier.states import EU
from responsegen.explaining.page import Line, Part

_COUNTED = {
    ReservationCounting.AGAINST: "counts as against",
    ReservationCounting.OUTSTANDING: "counts as outstanding",
    ReservationCounting.AS_STATED: "stance counts",
}
_IF_NOT_AGREED = {
    IfNotAgreed.BRACKETS: "shows it in square brackets",
    IfNotAgreed.SUPPORTED_BY: "says who supports it",
    IfNotAgreed.CHAIRS_SUMMARY: "gives the chair's summary",
    IfNotAgreed.OMIT: "leaves it out",
}
_NAMED = 6
_ALIKE = 4  # from so many on, those of whom the same is said share a line


def subject(dossier: Dossier, topic: AnyTopic, text: str | None, *, agreed: bool) -> Part:
    """Quote the sentence for the response, and tell the question, the rule, its basis and who decides."""
    asked = "No question lists this topic." if topic.question is None else f"Question {topic.question}."
    articles = [article for article in topic.articles if not article.startswith("Practice")]
    basis = f" ({cited(articles)})" if articles else ""
    rule = f"{capital(rule_words(topic.rule))}{basis} of {electorate(topic.electorate, topic.electorate_name)}."
    says = not agreed and "response" in dossier.documents
    otherwise = f"If not agreed, the response {_IF_NOT_AGREED[topic.if_not_agreed]}." if says else ""
    limited = topic.military and topic.rule.facts.within_eu and topic.rule.facts.military
    military = "No majority may decide what has military implications: Article 31(4) TEU." if limited else ""
    quoted = f'"{text}"' if text else ""
    return Part(
        "",
        (Line(" ".join(filter(None, (quoted, asked, rule, otherwise, military, *topic.brought_by_basis))), level=1),),
    )


def electorate(members: Sequence[str], name: str | None) -> str:
    """Name the members: `the 27 Member States, NO and UK`, `DK, SE and UK`; of many others, give the number."""
    if name:
        return electorate_words(name, len(members))
    outside = [d for d in members if d not in EU]
    if set(EU) <= set(members):
        return joined(["the 27 Member States", *outside])
    return joined(members) if len(members) <= _NAMED else f"{len(members)} members"


class Said:
    """What each delegation said on a point, in words."""

    def __init__(self, dossier: Dossier, topic: AnyTopic, option: str | None = None) -> None:
        """Look up who speaks for whom on this topic."""
        self._dossier, self._topic, self._option = dossier, topic, option
        self._speaking = speaking(dossier, topic)
        self._answers: dict[str, RecordedAnswer | None] = {}

    def answer(self, delegation: str) -> RecordedAnswer | None:
        """Find the answer that counts for a delegation, or would if its position did."""
        if delegation not in self._answers:
            position = self._position(delegation)
            rows = presenter_of(self._dossier, self._topic).recorded(position) if position else ()
            self._answers[delegation] = next((row for row in rows if row.option == self._option), None)
        return self._answers[delegation]

    def reason(self, delegation: str) -> str:
        """Give what it said beside its answer: on what it would support it, and its comment."""
        answer = self.answer(delegation)
        if answer is None:
            return ""
        would = f"would support it if {clause(inside(answer.would_support_if))}" if answer.would_support_if else ""
        comment = f'"{sentence(answer.comment)}"' if answer.comment else ""
        return "; ".join(filter(None, (would, comment)))

    def words(self, delegation: str, *, ask_reason: bool = False) -> str:
        """Word its answer, in whose name it was given, its reservations and its reason; tell where one is missing."""
        position, answer = self._position(delegation), self.answer(delegation)
        if position is None:
            speaker = self._dossier.spoken_for.get(delegation)
            return f"no position ({speaker} speaks for it on options and ranges only)" if speaker else "no position"
        before = "" if self._dossier.counts(position) else "draft, not counted: "
        if answer is None:
            side = stated_side(self._option or "", position.answers.get(self._topic.id))
            passed_over = side is Standpoint.UNMENTIONED
            return f"{before}{'does not mention it' if passed_over else 'not answered'}"
        if position.delegation != delegation:
            before += f"{position.delegation} says for it: "
        kinds = [str(r.kind) for r in position.reservations if r.touches(self._topic.id, self._option)]
        held = f"; {joined(kinds)} reservation" if kinds else ""
        reason = self.reason(delegation) or ("(no reason given)" if ask_reason and not kinds else "")
        colon = (
            ":"
            if reason.startswith('"') and not held and ":" not in answer.words
            else ""
            if reason.startswith("(")
            else ";"
        )
        return f"{before}{answer.words}{held}" + (f"{colon} {reason}" if reason else "")

    def code(self, delegation: str, silent: Sequence[str] = ()) -> str:
        """Name a delegation, and who speaks for it."""
        position = self._position(delegation)
        if delegation in silent:
            return f"{delegation} (by silence)"
        return delegation if position is None or self.is_own(delegation) else f"{delegation} (by {position.delegation})"

    def is_own(self, delegation: str) -> bool:
        """Whether it has answered itself, and nobody for it."""
        position = self._position(delegation)
        return position is not None and position.delegation == delegation

    def place(self, delegation: str) -> str:
        """Say in which line of which file its answer stands; "" where there is none."""
        answer = self.answer(delegation)
        return f"{answer.place.file.removeprefix('positions/')}:{answer.place.line}" if answer else ""

    def _position(self, delegation: str) -> Position | None:
        return self._speaking.get(delegation)


def each(heading: str, said: Said, who: Iterable[str], *, ask_reason: bool = False) -> Part:
    """Tell what each of them said; those of whom the same is said, where they are many, in one line."""
    said_of = {d: said.words(d, ask_reason=ask_reason) for d in who}
    count = Counter(said_of.values())
    lines: dict[str, Line] = {}
    for d, words in said_of.items():
        if count[words] < _ALIKE:
            lines[d] = Line(words, d, 1)
        else:
            together = ", ".join(other for other in said_of if said_of[other] == words)
            lines.setdefault(words, Line(f"{words}: {together}", level=1))
    return Part(heading, tuple(lines.values()), tight=True)


def codes(heading: str, said: Said, who: Sequence[str], silent: Sequence[str] = ()) -> Part:
    """List delegations in a line, and below it the reasons that they gave."""
    listed = [Line(", ".join(said.code(d, silent) for d in who), level=1)] if who else []
    return Part(
        heading,
        (*listed, *(Line(reason, d, 1) for d in who if said.is_own(d) and (reason := said.reason(d)))),
        tight=True,
    )


def reservations(
    dossier: Dossier,
    found: Iterable[RecordedReservation],
    effects: Mapping[ReservationKind, str] | None = None,
    opposed: Collection[str] = (),
) -> Part:
    """List every reservation with its text and with what it makes of the stance."""
    known = effects or {kind: _COUNTED[counting] for kind, counting in dossier.reservations_count_as.items()}
    lines = []
    for r in found:
        text = f': "{sentence(r.reservation.text)}"' if r.reservation.text else ""
        effect = _COUNTED[ReservationCounting.AGAINST] if r.delegation in opposed else known[r.reservation.kind]
        lines.append(Line(f"{r.reservation.kind} reservation{text} ({effect})", r.delegation, 1))
    return Part("Reservations", tuple(lines))


def silence(dossier: Dossier, topic: AnyTopic, silent: Sequence[str]) -> Iterator[Line]:
    """Say whether saying nothing is consent, where there is a silence procedure."""
    deadline = dossier.silence_deadline
    if deadline is None:
        return
    if not topic.rule.facts.silence:
        yield Line("It counts for nothing under this rule.", "Silence")
    elif dossier.silence_ends(topic) is None:
        yield Line("The silence procedure leaves this topic out.", "Silence")
    elif dossier.as_of < deadline:
        yield Line(f"No consent yet: the procedure ends on {moment(deadline)}.", "Silence")
    else:
        whose = f" of {joined(silent)}" if silent else ""
        yield Line(f"Consent{whose} since the procedure ended on {moment(deadline)}.", "Silence")


def outsiders(dossier: Dossier, topic: AnyTopic, said: Said) -> Part:
    """List answers from outside the electorate, which are shown and never counted."""
    outside = [d for d, p in dossier.positions.items() if d not in topic.electorate and topic.id in p.answers]
    return each("Outside the electorate, not counted", said, outside)


def last(silent: Iterable[Line], attempt: str, said: Said, first: Sequence[str], *, lines: bool) -> Part:
    """End with silence, something to try, and where the answers stand: those of the first, or of all."""
    places = dict.fromkeys(place for d in first if (place := said.place(d)))
    attempts = [Line("", "Try it", command=attempt)] if attempt else []
    where = [Line("  ".join(places) + ("" if lines else " (all: --lines)"), "Lines")] if places else []
    return Part("", (*silent, *attempts, *where))
