"""Word what each delegation said on a point, and list those who said the same or stand on the same side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from responsegen.consensus.answer import Standpoint
from responsegen.consensus.ballots import speaking
from responsegen.consensus.options import stated_side
from responsegen.documents.topics.answer_words import RecordedAnswer, recorded_on
from responsegen.documents.words import clause, inside, joined, sentence
from responsegen.dossier.model import AnyTopic, Dossier, Position
from responsegen.explaining.page import Line, Part

_ALIKE = 4  # from so many on, those of whom the same is said share a line


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
            rows = recorded_on(self._dossier, self._topic, position) if position else ()
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
        explains = reason.startswith('"') and not held and ":" not in answer.words
        colon = "" if reason.startswith("(") else ":" if explains else ";"
        return f"{before}{answer.words}{held}" + (f"{colon} {reason}" if reason else "")

    def code(self, delegation: str, silent: Sequence[str] = ()) -> str:
        """Name a delegation, and who speaks for it."""
        position = self._position(delegation)
        if delegation in silent:
            return f"{delegation} (by silence)"
        return delegation if position is None or self.is_own(delegation) else f"{delegation} (by {position.delegation})"

    def is_own(self, delegation: str) -> bool:
        """Tell whether it has answered itself, and nobody for it."""
        position = self._position(delegation)
        return position is not None and position.delegation == delegation

    def place(self, delegation: str) -> str:
        """Say in which line of which file its answer stands; "" where there is none."""
        answer = self.answer(delegation)
        return f"{answer.place.file.removeprefix('positions/')}:{answer.place.line}" if answer else ""

    def _position(self, delegation: str) -> Position | None:
        return self._speaking.get(delegation)

    def each(self, heading: str, who: Iterable[str], *, ask_reason: bool = False) -> Part:
        """Tell what each of them said; those of whom the same is said, where they are many, in one line."""
        said_of = {d: self.words(d, ask_reason=ask_reason) for d in who}
        count = Counter(said_of.values())
        lines: dict[str, Line] = {}
        for d, words in said_of.items():
            if count[words] < _ALIKE:
                lines[d] = Line(words, d, 1)
            else:
                together = ", ".join(other for other in said_of if said_of[other] == words)
                lines.setdefault(words, Line(f"{words}: {together}", level=1))
        return Part(heading, tuple(lines.values()), tight=True)

    def codes(self, heading: str, who: Sequence[str], silent: Sequence[str] = ()) -> Part:
        """List delegations in a line, and below it the reasons that they gave."""
        listed = [Line(", ".join(self.code(d, silent) for d in who), level=1)] if who else []
        reasons = (Line(reason, d, 1) for d in who if self.is_own(d) and (reason := self.reason(d)))
        return Part(heading, (*listed, *reasons), tight=True)

    def outsiders(self) -> Part:
        """Tell what those outside the electorate said, which is shown and never counted."""
        topic = self._topic
        outside = [d for d, p in self._dossier.positions.items() if d not in topic.electorate and topic.id in p.answers]
        return self.each("Outside the electorate, not counted", outside)
