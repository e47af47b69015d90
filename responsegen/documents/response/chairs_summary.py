"""From the sections of a response to what the chair alone reports: who said what to a text that is not agreed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from responsegen.documents.attribution import Who
from responsegen.documents.sections import NeedsSection, OptionsSection, RangeSection, Statement, TopicSection
from responsegen.documents.wording import capital, sentence
from responsegen.dossier.model import IfNotAgreed


@dataclass(frozen=True, slots=True)
class Report:
    """What was said to one text: `Four delegations supported the following text; one delegation opposed it`."""

    said: str
    text: str  # "" where it is a range, whose values stand in what was said
    reservations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicReport:
    """What the chair reports of one topic."""

    topic: str
    title: str
    reports: tuple[Report, ...]


def chairs_summary(sections: Iterable[TopicSection]) -> tuple[TopicReport, ...]:
    """Report every topic on which somebody was heard and something is not agreed, where the dossier asks for it."""
    found = ((s, tuple(_reports(s))) for s in sections if s.heard)
    return tuple(TopicReport(s.id, s.title, _with_whole(s, reports)) for s, reports in found if reports)


def _with_whole(section: TopicSection, reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """The first report bears the reservations on the topic as a whole, too."""
    if not isinstance(section, OptionsSection | NeedsSection):
        return reports
    first, *others = reports
    return replace(first, reservations=section.reservations + first.reservations), *others


def _reports(section: TopicSection) -> Iterator[Report]:
    match section:
        case OptionsSection() | NeedsSection():
            yield from (_text(s) for s in section.statements if _is_reported(s))
        case RangeSection() if _is_reported(section):
            yield _range(section)
        case _:
            return


def _is_reported(point: Statement | RangeSection) -> bool:
    return not point.status.is_agreed and point.if_not_agreed is IfNotAgreed.CHAIRS_SUMMARY


def _text(s: Statement) -> Report:
    supported = f"{s.for_.phrase if s.for_ else 'no delegation'} supported the following text"
    said = _said(
        (s.against, "opposed it"),
        (s.constructive, "abstained constructively"),
        (s.abstaining, "abstained"),
        (s.outstanding, "had not yet given a final answer"),
    )
    silence = [f"the silence of {s.silent.phrase} counts as support"] if s.silent else []
    return Report(capital("; ".join([supported, *silence, *said])), sentence(s.text), s.reservations)


def _range(section: RangeSection) -> Report:
    said = _said(
        *((v.who, f"could accept {v.words}") for v in section.variants),
        (section.against, "had a substantive reservation"),
        (section.abstaining, "abstained"),
        (section.silent, "said nothing"),
        (section.outstanding, "had not yet stated a range"),
    )
    twice = ["whoever could accept more than one of these is counted with each"] if section.counted_twice else []
    return Report(capital("; ".join([*said, *twice])), "", section.reservations)


def _said(*columns: tuple[Who, str]) -> list[str]:
    return [f"{who.phrase} {did}" for who, did in columns if who]
