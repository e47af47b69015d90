"""Word a range: the values that are agreed, or the options that remain on the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from responsegen.consensus.answer import RangeOutcome, Status
from responsegen.documents.attribution import FEWEST, Attributor
from responsegen.documents.point_words import TO_CHOOSE
from responsegen.documents.response.parts import NO_POSITION, Paragraph, Part, Report
from responsegen.documents.topics.range import Variant, choices, range_sentence, variants
from responsegen.documents.topics.topic import Members, Notes
from responsegen.documents.words import NBSP, capital, clause, joined, sentence, spoken, supported, unit_of, verb
from responsegen.dossier.model import Attribution, Dossier, IfNotAgreed, Interval, Release

NONE_STATED = "No range has been stated yet."
SHARED_BY_FEW = "that fewer than three share"
TWICE = "delegations that could accept several are counted under each"


def stated_range(outcome: RangeOutcome, members: Members, by: Attributor) -> Part | None:
    """Word a topic on which delegations state ranges; None where the response leaves it out."""
    topic, wish = outcome.topic, None if outcome.agreed else outcome.topic.if_not_agreed
    if wish is IfNotAgreed.OMIT:
        return None
    shown = options_told(outcome, by)
    reported = wish is IfNotAgreed.CHAIRS_SUMMARY
    notes = by.reservations(outcome.reservations)
    is_heard = bool(outcome.positions or outcome.against or outcome.abstaining or notes)
    paragraphs = () if reported or not is_heard else tuple(_paragraphs(outcome, shown, notes, by))
    return Part(
        title=topic.title,
        gist=_gist(outcome, shown) if is_heard else NO_POSITION,
        members=members,
        statuses=(Status.OPEN if outcome.choice else outcome.status,),
        is_heard=is_heard,
        paragraphs=paragraphs,
        remarks=() if paragraphs or reported or not is_heard else (NONE_STATED,),
        reports=(Report(_report(outcome, shown, by), "", notes),) if reported and is_heard else (),
        says_support=bool(paragraphs) and wish is IfNotAgreed.SUPPORTED_BY,
        counts_silence=bool(outcome.silent),
    )


def options_told(outcome: RangeOutcome, by: Attributor) -> tuple[Variant, ...]:
    """Choose the values to print: none that fewer than three share, unless they are named; the widest for a text."""
    found = variants(outcome.topic, outcome.counted, by, outcome.widest_support)
    shown = tuple(v for v in found if by.named or v.who.count >= FEWEST)
    if outcome.topic.if_not_agreed is IfNotAgreed.SUPPORTED_BY:
        return tuple(v for v in shown if v.interval in {s.interval for s in outcome.widest_support}) or shown[:1]
    return shown


def options_printed(dossier: Dossier, outcome: RangeOutcome) -> tuple[Variant, ...]:
    """Choose the values that this dossier's response prints, which may name delegations or not."""
    orders = dossier.documents.values()
    told = next((o.attribution for o in orders if o.release is Release.ADDRESSEE), Attribution.ANONYMOUS)
    return options_told(outcome, Attributor(told, dossier.groups))


def _paragraphs(outcome: RangeOutcome, shown: Sequence[Variant], notes: Notes, by: Attributor) -> Iterator[Paragraph]:
    topic = outcome.topic
    if outcome.choice:
        lead = "Each of the following carries by itself; a choice between them is to be made:"
        yield Paragraph(lead, notes, items=_items(choices(outcome, by)))
    elif outcome.agreed:
        yield Paragraph(f"{capital(clause(range_sentence(topic, outcome.agreed)))}.", notes)
    elif not outcome.positions:
        return
    elif topic.if_not_agreed is IfNotAgreed.SUPPORTED_BY:
        for i, v in enumerate(shown):
            support = f"{capital(supported(topic.supported_by))} by {v.who.share}"
            yield Paragraph(f"{support}: {sentence(v.sentence)}", () if i else notes)
    else:
        lead = "The following options remain on the table:" if len(shown) > 1 else "One option is on the table:"
        lead = lead if shown else "No joint answer has been reached."
        yield Paragraph(lead, notes, items=_items(shown), after=_others(outcome, shown, by))


def _items(shown: Sequence[Variant]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(f"[{sentence(v.sentence)}]", backing=f"acceptable to {v.who.some if i else v.who.share}")
        for i, v in enumerate(shown)
    )


def _outside(outcome: RangeOutcome, shown: Sequence[Variant]) -> tuple[list[str], bool]:
    """Find those who could accept none of what is printed, and whether any of the others are counted twice."""
    outside = [d for d, stated in outcome.counted.items() if not any(stated.holds(v.interval) for v in shown)]
    return outside, sum(v.who.count for v in shown) > len(outcome.counted) - len(outside)


def _others(outcome: RangeOutcome, shown: Sequence[Variant], by: Attributor) -> str:
    """Say who is counted twice, who could accept none of what is printed, and who has stated no range."""
    members = outcome.topic.electorate
    outside, twice = _outside(outcome, shown)
    said = [f"{capital(TWICE)}."] if twice else []
    if outside:
        none = "could accept none of these" if len(shown) > 1 else "could not accept it as it stands"
        alone = f"{'has stated a range' if len(outside) == 1 else 'have stated ranges'} {SHARED_BY_FEW}"
        said.append(f"{capital(by.who(outside, members).phrase)} {none if shown else alone}.")
    columns = (
        (outcome.outstanding, "is not yet in a position to agree to a range"),
        (outcome.abstaining, "abstains"),
    )
    rest = [f"{by.who(those, members).phrase} {verb(those, does)}" for those, does in columns if those]
    return " ".join([*said, *([f"{capital('; '.join(rest))}."] if rest else [])])


def _gist(outcome: RangeOutcome, shown: Sequence[Variant]) -> str:
    """Say which values are agreed, or which are not: `Not yet agreed: 24 months, 36 months or at least 60 months.`."""

    def values(intervals: Iterable[Interval]) -> str:
        return joined([f"{spoken(i)}{NBSP}{unit_of(i, outcome.topic.unit)}" for i in intervals], "or")

    if outcome.agreed:
        return capital(f"{f'{TO_CHOOSE}: ' if outcome.choice else ''}{values(outcome.agreed)}.")
    if outcome.topic.if_not_agreed is IfNotAgreed.CHAIRS_SUMMARY:
        return "No joint answer; see the Chair’s summary."
    if not outcome.positions:
        return NONE_STATED
    return f"Not yet agreed: {values(v.interval for v in shown)}." if shown else "Not yet agreed."


def _report(outcome: RangeOutcome, shown: Sequence[Variant], by: Attributor) -> str:
    """Say what the chair reports: `Two delegations could accept between 20 and 30 personnel; one abstained`."""
    outside, twice = _outside(outcome, shown)
    columns = (
        (outside, "could accept none of these" if shown else f"stated ranges {SHARED_BY_FEW}"),
        (outcome.against, "had a substantive reservation"),
        (outcome.abstaining, "abstained"),
        (outcome.silent, "said nothing"),
        (outcome.outstanding, "had not yet agreed to a range"),
    )
    said = [f"{v.who.phrase} could accept {v.words}" for v in shown]
    said += [f"{by.who(those, outcome.topic.electorate).phrase} {did}" for those, did in columns if those]
    return capital("; ".join([*said, *([TWICE] if twice else [])]))
