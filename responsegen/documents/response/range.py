"""Word a range: the values that are agreed, or the options that remain on the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from responsegen.consensus.answer import RangeOutcome, Status
from responsegen.documents.attribution import FEWEST, Attributor, Who
from responsegen.documents.response.parts import Item, Paragraph, Part, Report
from responsegen.documents.topics.range import Variant, choices, range_sentence, variants
from responsegen.documents.topics.topic import Members
from responsegen.documents.words import NBSP, capital, clause, joined, sentence, spoken, supported, unit_of
from responsegen.dossier.model import Attribution, Dossier, IfNotAgreed, Interval, Release

NONE_STATED = "No range has been stated yet."


def stated_range(_dossier: Dossier, outcome: RangeOutcome, members: Members, by: Attributor) -> Part | None:
    """Word a topic on which delegations state ranges; None where the response leaves it out."""
    topic = outcome.topic
    if not outcome.status.is_agreed and topic.if_not_agreed is IfNotAgreed.OMIT:
        return None
    shown = options_told(outcome, by)
    reported = not outcome.agreed and topic.if_not_agreed is IfNotAgreed.CHAIRS_SUMMARY
    notes = by.reservations(outcome.reservations)
    is_heard = bool(outcome.positions or outcome.against or outcome.abstaining or notes)
    paragraphs = () if reported or not is_heard else tuple(_paragraphs(outcome, shown, by))
    return Part(
        title=topic.title,
        gist=_gist(outcome, shown, reported=reported) if is_heard else "No position yet.",
        members=members,
        statuses=(Status.OPEN if outcome.choice else outcome.status,),
        is_heard=is_heard,
        paragraphs=paragraphs,
        remarks=() if paragraphs or reported or not is_heard else (NONE_STATED,),
        reports=(Report(_report(outcome, shown, by), "", notes),) if reported and is_heard else (),
        says_support=bool(paragraphs) and not outcome.agreed and topic.if_not_agreed is IfNotAgreed.SUPPORTED_BY,
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


def _paragraphs(outcome: RangeOutcome, shown: Sequence[Variant], by: Attributor) -> Iterator[Paragraph]:
    topic, notes = outcome.topic, by.reservations(outcome.reservations)
    if outcome.choice:
        yield Paragraph(
            "Each of the following carries by itself; a choice between them is to be made:",
            notes,
            items=_items(choices(outcome, by)),
        )
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
        yield Paragraph(
            lead if shown else "No joint answer has been reached.",
            notes,
            items=_items(shown),
            after=_others(outcome, shown, by),
        )


def _items(shown: Sequence[Variant]) -> tuple[Item, ...]:
    return tuple(
        Item(f"[{sentence(v.sentence)}]", backing=f"acceptable to {v.who.some if i else v.who.share}")
        for i, v in enumerate(shown)
    )


def _others(outcome: RangeOutcome, shown: Sequence[Variant], by: Attributor) -> str:
    """Say who is counted twice, who could accept none of what is printed, and who has stated no range."""
    members, intervals = outcome.topic.electorate, [v.interval for v in shown]
    outside = [d for d, stated in outcome.counted.items() if not any(stated.holds(i) for i in intervals)]
    twice = sum(v.who.count for v in shown) > len(outcome.counted) - len(outside)
    said = ["Delegations that could accept several are counted under each."] if twice else []
    if outside:
        who = capital(by.who(outside, members).phrase)
        alone = f"{'has stated a range' if len(outside) == 1 else 'have stated ranges'} that fewer than three share"
        none = "could accept none of these" if len(shown) > 1 else "could not accept it as it stands"
        said.append(f"{who} {none if shown else alone}.")
    waiting, abstaining = by.who(outcome.outstanding, members), by.who(outcome.abstaining, members)
    rest = [
        waiting.phrase + (" is" if waiting.count == 1 else " are") + " not yet in a position to agree to a range"
        if waiting
        else "",
        abstaining.phrase + (" abstains" if abstaining.count == 1 else " abstain") if abstaining else "",
    ]
    said += [f"{capital('; '.join(filter(None, rest)))}."] if any(rest) else []
    return " ".join(said)


def _gist(outcome: RangeOutcome, shown: Sequence[Variant], *, reported: bool) -> str:
    """Say which values are agreed, or which are not: `Not yet agreed: 24 months, 36 months or at least 60 months.`."""
    unit = outcome.topic.unit
    if outcome.choice:
        return f"A choice is to be made: {_values(outcome.agreed, unit)}."
    if outcome.agreed:
        return f"{capital(_values(outcome.agreed, unit))}."
    if reported:
        return "No joint answer; see the Chair’s summary."
    if not outcome.positions:
        return NONE_STATED
    return f"Not yet agreed: {_values([v.interval for v in shown], unit)}." if shown else "Not yet agreed."


def _values(intervals: Sequence[Interval], unit: str) -> str:
    return joined([f"{spoken(i)}{NBSP}{unit_of(i, unit)}" for i in intervals], "or")


def _report(outcome: RangeOutcome, shown: Sequence[Variant], by: Attributor) -> str:
    """Say what the chair reports: `Two delegations could accept between 20 and 30 personnel; one abstained`."""
    members = outcome.topic.electorate
    told = [(v.who, f"could accept {v.words}") for v in shown]
    intervals = [v.interval for v in shown]
    outside = by.who([d for d, s in outcome.counted.items() if not any(s.holds(i) for i in intervals)], members)
    columns: list[tuple[Who, str]] = [
        *told,
        (outside, "could accept none of these" if told else "stated ranges that fewer than three share"),
        (by.who(outcome.against, members), "had a substantive reservation"),
        (by.who(outcome.abstaining, members), "abstained"),
        (by.who(outcome.silent, members), "said nothing"),
        (by.who(outcome.outstanding, members), "had not yet agreed to a range"),
    ]
    said = [f"{who.phrase} {did}" for who, did in columns if who]
    twice = sum(v.who.count for v in shown) > len(outcome.counted) - outside.count
    return capital(
        "; ".join([*said, *(["delegations that could accept several are counted under each"] if twice else [])])
    )
