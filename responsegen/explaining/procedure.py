"""Tell how a point is decided: its text and rule, reservations and silence; and where to go on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from responsegen.consensus.answer import RecordedReservation
from responsegen.documents.words import capital, cited, electorate_words, joined, moment, rule_words, sentence
from responsegen.dossier.model import AnyTopic, Dossier, IfNotAgreed, ReservationCounting, ReservationKind
from responsegen.dossier.states import EU
from responsegen.explaining.page import Line, Part
from responsegen.explaining.said import Said

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


def attempt(dossier: Dossier, changes: Mapping[str, str]) -> str:
    """Write the command that tries what these delegations would say; nothing where none has to say anything.

    A draft has to be cleared, or nothing in it counts.
    """
    drafts = [d for d in changes if (own := dossier.positions.get(d)) and not dossier.counts(own)]
    tried = (*(f"{d}.status=cleared" for d in drafts), *(f"{d}.{change}" for d, change in changes.items()))
    return f"what-if {' '.join(tried)}" if changes else ""


def last(silent: Iterable[Line], attempt: str, said: Said, first: Sequence[str], *, lines: bool) -> Part:
    """End with silence, something to try, and where the answers stand: those of the first, or of all."""
    places = dict.fromkeys(place for d in first if (place := said.place(d)))
    attempts = [Line("", "Try it", command=attempt)] if attempt else []
    where = [Line("  ".join(places) + ("" if lines else " (all: --lines)"), "Lines")] if places else []
    return Part("", (*silent, *attempts, *where))
