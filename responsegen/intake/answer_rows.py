"""Lay out the rows in which topics of each kind are answered, with the answers that are recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, assert_never

from responsegen.consensus.number_words import RangeForms, number, ranged
from responsegen.dossier.kinds.needs import TermSaid
from responsegen.dossier.kinds.options import stances_on
from responsegen.dossier.kinds.range_ import WITHOUT_RANGE, measure_of
from responsegen.dossier.model import (
    AnyTopic,
    ContributionAnswer,
    ContributionTopic,
    Dossier,
    Firmness,
    Interval,
    Necessity,
    NeedsAnswer,
    NeedsTopic,
    OffersAnswer,
    OffersTopic,
    OptionsAnswer,
    OptionsTopic,
    Position,
    RangeAnswer,
    RangeTopic,
    Term,
    Willingness,
)
from responsegen.dossier.quantities import DAYS, DAYS_IN_A_MONTH, PLEDGED, counted_in
from responsegen.intake.condition_rows import conditions_of
from responsegen.intake.question_form import (
    ANSWER,
    CHOOSE,
    COMMENT,
    DATE,
    FROM,
    NUMBER,
    PREFERRED,
    TO,
    WHOLE,
    Cell,
    Part,
    Row,
)

_RANGE: Final = RangeForms("{}-{}", "at least {}", "up to {}", "open-ended")


def parts_on(
    dossier: Dossier, topic: AnyTopic, position: Position, codes: Iterator[str], heading: str
) -> tuple[Part, ...]:
    """Lay out one topic: a row for each of its points, or for each thing that is said to it as a whole."""
    answer = position.answers.get(topic.id)
    rows: Iterable[Row]
    below: tuple[Part, ...] = ()
    match topic:
        case OptionsTopic():
            columns: tuple[str, ...] = (ANSWER, COMMENT)
            note = "An answer on the topic as a whole holds for every point that has none of its own."
            rows = _options(topic, answer if isinstance(answer, OptionsAnswer) else None, codes)
        case NeedsTopic():
            columns, note = (ANSWER, "Needed in the", COMMENT), "What is left blank counts as not mentioned."
            rows = _needs(topic, answer if isinstance(answer, NeedsAnswer) else None, codes)
        case RangeTopic():
            columns = (FROM, TO, PREFERRED, COMMENT)
            note = f"In {topic.unit}. Blank under “To” means: or more; blank under “From” means: from 0."
            rows = _range(topic, answer if isinstance(answer, RangeAnswer) else None, codes)
        case ContributionTopic():
            columns, note = (ANSWER, COMMENT), "What you would yourselves keep deployed. Conditions have a table below."
            said = answer if isinstance(answer, ContributionAnswer) else None
            rows = [*_contribution(topic, said, codes)]
            below = (conditions_of(dossier, topic, said.conditions if said else (), heading, rows[0].code),)
        case OffersTopic():
            columns, note = ("Quantity", "By", "Firm or indicative", COMMENT), "A number or a range, such as 500-800."
            rows = _offers(topic, answer if isinstance(answer, OffersAnswer) else None, codes)
        case _:
            assert_never(topic)
    return (Part(heading, topic.title, note, columns, tuple(rows), topic), *below)


def _options(topic: OptionsTopic, answer: OptionsAnswer | None, codes: Iterator[str]) -> Iterator[Row]:
    words = same(stances_on(topic))
    yield _whole(topic, codes, answer, {ANSWER: Cell("", CHOOSE, words, is_free=False)})
    for id_, option in topic.options.items():
        said = answer.stances.get(id_) if answer else None
        cells = {ANSWER: chosen("stance", words, said.stance if said else None, f"{topic.id}.{id_}")}
        yield Row(next(codes), option.label, option.text, (topic.id, id_), cells | _comment(said, topic.id, id_))


def _needs(topic: NeedsTopic, answer: NeedsAnswer | None, codes: Iterator[str]) -> Iterator[Row]:
    words, terms = same(Necessity), same(TermSaid)
    yield _whole(topic, codes, answer, {})
    for id_, need in topic.options.items():
        said = answer.needs.get(id_) if answer else None
        term = "" if not said or said.term is None else _term(said.term)
        cells = {
            ANSWER: chosen("necessity", words, said.necessity if said else None, f"{topic.id}.{id_}"),
            "Needed in the": chosen("term", terms, term),
        }
        yield Row(next(codes), need.label, need.text, (topic.id, id_), cells | _comment(said, topic.id, id_))


def _term(said: frozenset[Term]) -> str:
    return TermSaid.BOTH if len(said) > 1 else next(iter(said))


def _range(topic: RangeTopic, answer: RangeAnswer | None, codes: Iterator[str]) -> Iterator[Row]:
    words, measure = same((*WITHOUT_RANGE, "open-ended")), measure_of(topic.unit)
    said = answer.acceptable if answer else None
    low = "" if said is None else "open-ended" if said == Interval(0, None) else number(said.low) if said.low else ""
    word = str(answer.stance) if answer and answer.stance else ""
    high = number(said.high) if said and said.high is not None else ""
    preferred = ranged(answer.preferred, _RANGE) if answer and answer.preferred else ""
    cells = {
        FROM: Cell("from", NUMBER, words, recorded=word or low, tag=topic.id, measure=measure),
        TO: Cell("to", NUMBER, recorded=high, measure=measure),
        PREFERRED: Cell("preferred", NUMBER, recorded=preferred, measure=measure),
    }
    yield Row(next(codes), topic.title, "", (topic.id,), cells | _comment(answer, topic.id))


def _contribution(topic: ContributionTopic, answer: ContributionAnswer | None, codes: Iterator[str]) -> Iterator[Row]:
    stance = {ANSWER: chosen("stance", same(Willingness), answer.stance if answer else None, topic.id)}
    yield Row(next(codes), topic.title, topic.text or "", (topic.id,), stance | _comment(answer, topic.id))
    pledge = ranged(answer.pledge, _RANGE) if answer and answer.pledge else ""
    ready, sustain = (_days(getattr(answer, key, None)) for key in ("ready", "sustain"))
    for key, label, text, recorded, measure in (
        ("pledge", "Personnel kept deployed", "A number or a range, such as 600-1000", pledge, PLEDGED),
        ("ready", "Ready", "How long after the decision, such as 90 days", ready, DAYS),
        ("sustain", "For how long", "Such as 24 months, or open-ended", sustain, DAYS),
    ):
        cells = {ANSWER: Cell(key, NUMBER, recorded=recorded, tag=f"{topic.id}.{key}", measure=measure)}
        yield Row(next(codes), label, text, (topic.id,), cells)


def _days(days: int | None) -> str:
    if days is None:
        return ""
    return f"{days} days" if days % DAYS_IN_A_MONTH else f"{days // DAYS_IN_A_MONTH} months"


def _offers(topic: OffersTopic, answer: OffersAnswer | None, codes: Iterator[str]) -> Iterator[Row]:
    yield _whole(topic, codes, answer, {})
    for id_, item in topic.options.items():
        said = answer.offers.get(id_) if answer else None
        cells = {
            "Quantity": Cell(
                *("quantity", NUMBER),
                recorded=ranged(said.quantity, _RANGE) if said and said.quantity else "",
                tag=f"{topic.id}.{id_}",
                measure=counted_in(item.unit),
            ),
            "By": Cell("by", DATE, recorded=said.by.isoformat() if said and said.by else ""),
            "Firm or indicative": chosen("status", same(Firmness), said.firmness if said else None),
        }
        text = f"In {item.unit}. {item.text or ''}".strip()
        yield Row(next(codes), item.label, text, (topic.id, id_), cells | _comment(said, topic.id, id_))


def _whole(topic: AnyTopic, codes: Iterator[str], answer: object, cells: Mapping[str, Cell]) -> Row:
    return Row(next(codes), WHOLE, topic.title, (topic.id,), {**cells, **_comment(answer, topic.id)})


def _comment(said: object, *path: str) -> dict[str, Cell]:
    return {COMMENT: Cell("comment", recorded=getattr(said, "comment", None) or "", tag=".".join((*path, "comment")))}


def chosen(key: str, words: Mapping[str, str], recorded: str | None, tag: str = "") -> Cell:
    """Make a cell in which one of these words is chosen."""
    shown = {written: shown for shown, written in words.items()}
    return Cell(key, CHOOSE, words, is_free=False, recorded=shown[recorded] if recorded else "", tag=tag)


def same(words: Iterable[str]) -> Mapping[str, str]:
    """Show words as they are written."""
    return {str(word): word for word in words}
