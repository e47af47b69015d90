"""Explain an option or a need: the outcome, who is in the way, the arithmetic, and the moves that would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from responsegen.consensus.answer import (
    NeedOutcome,
    NeedsOutcome,
    OptionOutcome,
    OptionsOutcome,
    Standpoint,
    Status,
    Threshold,
    TopicOutcome,
)
from responsegen.consensus.ballots import ballots, held_back
from responsegen.consensus.number_words import act, few
from responsegen.consensus.options import stated_side
from responsegen.consensus.swing import Vote
from responsegen.documents.words import capital, cardinal, decimal, joined, percent, total
from responsegen.dossier.model import Dossier, NeedsTopic, OptionsTopic
from responsegen.explaining import procedure
from responsegen.explaining.moves import carrying, is_complete, phrase, stopping
from responsegen.explaining.page import ARROW, Asked, Line, Part
from responsegen.explaining.said import Said

_REQUIRED = {"≥": "{} needed", ">": "more than {} needed", "<": "fewer than {} allowed", "=": "{} allowed"}
_LABELS = {"members for": "Members", "population for": "Population"}
_TRIED = 4  # changes that one example takes


@dataclass(frozen=True, slots=True)
class _Case:
    """One option or need, and how it stands."""

    dossier: Dossier
    topic: OptionsTopic | NeedsTopic
    option: str
    outcome: OptionOutcome
    unmoved: tuple[str, ...] = ()  # who is taken not to move

    @property
    def name(self) -> str:
        return f"{self.topic.id}.{self.option}"

    @property
    def vote(self) -> Vote:
        return Vote.on(self.dossier, self.topic, self.outcome.columns)

    @property
    def unopposed(self) -> bool:
        return self.topic.rule.facts.unopposed


def why(dossier: Dossier, found: OptionsOutcome | NeedsOutcome, asked: Asked) -> Iterator[Part]:
    """Say all that there is to say on one option; on a whole topic, say of every option what is most important."""
    topic = found.topic
    if asked.option is not None:
        case = _Case(dossier, topic, asked.option, found.options[asked.option], asked.unmoved)
        yield from _in_full(case, lines=asked.lines)
        return
    yield Part(f"{topic.title} ({topic.id})")
    agreed = all(outcome.status.is_agreed for outcome in found.options.values())
    yield procedure.subject(dossier, topic, None, agreed=agreed)
    for each, outcome in found.options.items():
        case = _Case(dossier, topic, each, outcome, asked.unmoved)
        sides = [
            Line(", ".join(members), f"{capital(side)} ({len(members)})", 1)
            for side, members in outcome.columns.sides.items()
            if members
        ]
        yield Part(f"{topic.options[each].label} ({case.name})", (_verdict(case), *sides))
    yield Part("", (Line("", "More", command=f"explain {topic.id}.{next(iter(topic.options))}"),))


def search(dossier: Dossier, found: OptionsOutcome | NeedsOutcome, asked: Asked) -> Iterator[Part]:
    """List the smallest moves that would carry one option, or each one of the topic."""
    yield Part(f"What would carry {found.topic.title} ({found.topic.id})")
    for each, outcome in found.options.items():
        if asked.option in (None, each):
            case = _Case(dossier, found.topic, each, outcome, asked.unmoved)
            moves = () if outcome.status.is_agreed else _moves(case)
            yield Part(f"{found.topic.options[each].label} ({case.name})", (_verdict(case), *moves))


def _in_full(case: _Case, *, lines: bool) -> Iterator[Part]:
    dossier, topic, outcome = case.dossier, case.topic, case.outcome
    said = Said(dossier, topic, case.option)
    columns, option = outcome.columns, topic.options[case.option]
    yield Part(f"{topic.title}: {option.label} ({case.name})", (_verdict(case),))
    yield procedure.subject(dossier, topic, option.text, agreed=outcome.status.is_agreed)
    in_the_way = case.outcome.blocked_by
    yield said.each("In the way", in_the_way, ask_reason=True)
    for heading, members in _others(case, in_the_way):
        yield said.codes(heading, members)
    yield said.each(f"Yet to reply{_could(case)}", columns.outstanding)
    yield said.codes(f"In favour ({len(columns.for_)})", columns.for_, columns.silent)
    yield procedure.reservations(dossier, outcome.reservations, opposed=columns.against)
    yield Part("Arithmetic", tuple(_arithmetic(case)))
    if isinstance(outcome, NeedOutcome):
        yield Part("What it is worth", tuple(_worth(outcome)))
    yield Part("What would stop it" if outcome.status.is_agreed else "Smallest moves", tuple(_moves(case)))
    yield said.outsiders()
    first = (*in_the_way, *columns.against, *(d for d in columns.outstanding if said.reason(d)))
    shown = topic.electorate if lines else first
    silence = procedure.silence(dossier, topic, columns.silent)
    yield procedure.last(silence, _attempt(case), said, shown, lines=lines)


def _verdict(case: _Case) -> Line:
    """State the status, the reason, and the shortest way out."""
    outcome = case.outcome
    reason = outcome.because
    if not case.unopposed:  # who votes how stands below
        reason = f"{reason.partition(';')[0].removesuffix('.')}.{_doubt(outcome)}"
    discussion = _discussion(outcome) if outcome.status.is_agreed else ""
    said = (f"{capital(outcome.status.words)}.", reason, discussion, _way_out(case))
    return Line(" ".join(filter(None, said)), status=outcome.status)


def _discussion(outcome: OptionOutcome) -> str:
    """Name those who may ask for further discussion of what a majority decides."""
    who = outcome.may_ask_discussion
    return f"{few(who)} may ask for further discussion (Decision 2009/857/EC)." if who else ""


def _doubt(outcome: OptionOutcome) -> str:
    return " Too close to call from these shares." if outcome.arithmetic.too_close_to_call else ""


def way_out(dossier: Dossier, found: TopicOutcome, option: str | None) -> str:
    """Name who would carry an option, where a majority decides."""
    if not isinstance(found, OptionsOutcome | NeedsOutcome) or option is None:
        return ""
    return _way_out(_Case(dossier, found.topic, option, found.options[option]))


def _way_out(case: _Case) -> str:
    """Name who would carry it, where a majority decides: `DE or IT would carry it.`."""
    groups = () if case.unopposed or case.outcome.status.is_agreed else carrying(case.vote, case.unmoved)
    if not groups:
        return ""
    first = groups[0]
    alone = first.size == 1 or (is_complete(first) and first.number == 1)
    return f"{phrase(first)} would carry it." if alone else f"It carries once {phrase(first)} agree."


def _others(case: _Case, in_the_way: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """List those who stand elsewhere, by what they say, and whether they have to move."""
    need = "need not move" if case.unopposed else "not needed"
    moves = "" if case.outcome.status.is_agreed else f", {need}"
    columns = case.outcome.columns
    for words, members in (
        ("Against", columns.against),
        ("Abstaining", columns.abstaining),
        ("Abstaining constructively", columns.constructive),
        ("Not mentioned", columns.unmentioned),
    ):
        rest = tuple(d for d in members if d not in in_the_way)
        open_way = case.outcome.status is Status.OPEN and not case.unopposed
        yield (words if open_way else words + moves), rest


def _could(case: _Case) -> str:
    """Say what those who have not replied could still bring about, where a majority decides."""
    outcome = case.outcome
    if case.unopposed:
        return ""
    if outcome.status.is_agreed:
        return " (could not stop it)"
    if outcome.status is Status.OPEN:
        return " (could carry it)"
    single = [group for group in carrying(case.vote)[:1] if group.size == 1]
    without = f" without {joined(single[0].others or single[0].core, 'or')}" if single else ""
    return f" (could not carry it{without})"


def _arithmetic(case: _Case) -> Iterator[Line]:
    """Show each comparison of the rule, as the columns stand now."""
    found, facts = case.outcome.arithmetic, case.topic.rule.facts
    yield from (_comparison(threshold, found.members) for threshold in found.thresholds)
    asks_shares = any(threshold.is_share for threshold in found.thresholds)
    if found.population_for is not None and not facts.weighs_population:
        yield Line(f"{percent(found.population_for)} in favour; this rule does not ask for it", "Population", 1)
    if asks_shares:
        shares = case.dossier.population
        yield Line(f"{capital(shares.as_used_on(case.dossier.as_of.date()))}: {shares.source}.", level=1)
    if discussion := _discussion(case.outcome):
        yield Line(discussion, level=1)
    if found.too_close_to_call:
        yield Line("Too close to call from these shares.", level=1)


def _comparison(threshold: Threshold, members: int) -> Line:
    """Word one comparison: `Members  15 of 27, 15 needed  met`."""
    shown = percent if threshold.is_share else decimal
    reached, required = shown(threshold.reached), shown(threshold.required)
    if threshold.instead and not threshold.is_share:
        words = f"{reached} not in favour, {required} needed to block"
        return Line(words, "Blocking", 1, note="too few to block" if threshold.met else "")
    term = _LABELS.get(threshold.label, capital(threshold.label))
    of = f" of {members}" if term == "Members" else ""
    short = threshold.required - threshold.reached
    points = f", {percent(short).removesuffix('%').strip()} points short" if threshold.is_share and short > 0 else ""
    words = f"{reached}{of}, {_REQUIRED[threshold.comparison].format(required)}"
    return Line(words, term, 1, note="met" if threshold.met else f"not met{points}")


def _worth(need: NeedOutcome) -> Iterator[Line]:
    if need.necessity is not None:
        yield Line(f"{need.necessity.value}, {joined([t.value for t in need.term])} term", "Necessity", 1)
        yield Line(joined(need.essential) if need.essential else "nobody", "Essential to", 1)
    depending = f"{total(need.personnel_depending)} personnel, who would leave if it alone were missing"
    yield Line(depending, "Depending on it", 1)


def _moves(case: _Case) -> Iterator[Line]:
    """Tell which moves would carry it, and to which figures they lead; or, where it is agreed, what would stop it."""
    vote = case.vote
    if case.outcome.status.is_agreed:
        yield from _stopping(case, vote)
        return
    found = _calming(case, vote) if case.unopposed else _joining(case, vote)
    if not found:
        unmoved = f", while {joined(case.unmoved)} will not move" if case.unmoved else ""
        yield Line(f"No moves would carry it{unmoved}.", level=1)
        return
    yield from found
    if not case.unopposed:
        yield Line("To abstain is not enough.", level=1)


def _joining(case: _Case, vote: Vote) -> list[Line]:
    """List who would have to support it, where a majority decides."""
    lines: list[Line] = []
    groups = carrying(vote, case.unmoved)
    for i, group in enumerate(groups):
        if i:
            lines.append(Line("Without moving those who oppose it:", level=1))
        if is_complete(group):
            lines += (_leading(vote, who) for who in group.sets)
        else:
            figures = f"{ARROW} {len(vote.columns.for_) + group.size} of {len(vote.members)}"
            lines += (Line(f"{capital(phrase(group))} support it:", level=1), Line(figures, level=2, note="agreed"))
    movers = {d for group in groups for d in (*group.core, *group.others)}
    reserved = held_back(case.dossier, case.outcome.reservations)
    lifting = [f"{d} by lifting its {reserved[d]} reservation" for d in vote.members if d in movers and d in reserved]
    return [*lines, *([Line(f"{joined(lifting)}.", level=1)] if lifting else [])]


def _leading(vote: Vote, who: Sequence[str]) -> Line:
    """Say to which figures it leads if these support it: `DE supports  -> 16 of 27, 71.06 %  agreed`."""
    electorate = vote.worst.electorate
    for_ = vote.worst.for_ + electorate.bloc(who)
    share = f", {percent(for_.share_of(electorate.whole))}" if vote.rule.facts.weighs_population else ""
    return Line(f"{ARROW} {for_.members} of {len(vote.members)}{share}", act("support", who), 1, note="agreed")


def _calming(case: _Case, vote: Vote) -> list[Line]:
    """Say who would have to do what, where nobody may be against."""
    columns = vote.columns
    sets = case.outcome.unblocked_by
    opposed = {*columns.against, *columns.outstanding}
    if not sets or opposed.intersection(case.unmoved):
        return []
    if not opposed and not columns.constructive:
        return [Line(f"Any one member supports it {ARROW} agreed", level=1)]
    alike: dict[str, list[str]] = {}
    reserved = held_back(case.dossier, case.outcome.reservations)
    heard = {ballot.delegation: ballot for ballot in ballots(case.dossier, case.topic)}
    for d in (*columns.against, *columns.outstanding):
        fits = d in reserved and stated_side(case.option, heard[d].answer) is Standpoint.FOR
        lifting = f"lift{{s}} its {reserved[d]} reservation" if d in reserved else ""
        abstaining = "abstain{s}" if d in columns.against else "support{s} or abstain{s}"
        alike.setdefault(lifting if fits else " and ".join(filter(None, (lifting, abstaining))), []).append(d)
    acts = [f"{joined(who)} {what.format(s='s' if len(who) == 1 else '')}" for what, who in alike.items()]
    if withdrawn := [d for d in sets[0] if d in columns.constructive]:
        number = (
            f"any {cardinal(len(withdrawn))} of {joined(columns.constructive)}" if len(sets) > 1 else joined(withdrawn)
        )
        acts.append(f"{number} withdraw{'s' if len(withdrawn) == 1 else ''} the declaration to abstain constructively")
    speaker = [] if vote.worst.somebody_for else [Line("One of them has to support it.", level=1)]
    return [Line(f"{'; '.join(acts)} {ARROW} agreed", level=1), *speaker]


def _stopping(case: _Case, vote: Vote) -> Iterator[Line]:
    if case.unopposed:
        yield Line("Any one member that opposes it stops it.", level=1)
    elif group := stopping(vote):
        yield Line(f"It falls if {phrase(group)} no longer {'supports' if group.size == 1 else 'support'} it.", level=1)


def _attempt(case: _Case) -> str:
    """Write the change to try first; nothing where it is agreed, or where too many have to move."""
    if case.outcome.status.is_agreed:
        return ""
    if case.unopposed:
        opposed = (*case.outcome.columns.against, *case.outcome.columns.outstanding)
        who, answer = tuple(d for d in case.topic.electorate if d in opposed), "abstain"
    else:
        groups = carrying(case.vote, case.unmoved)
        who = groups[0].sets[0] if groups else ()
        answer = "essential" if isinstance(case.topic, NeedsTopic) else "support"
    if held_back(case.dossier, case.outcome.reservations).keys() & {*who}:  # no stance of theirs would count
        return ""
    changes = [f"{d}.{case.name}={answer}" for d in who]
    return f"what-if {' '.join(changes)}" if 0 < len(changes) <= _TRIED else ""


def carried_by(
    dossier: Dossier, found: TopicOutcome, option: str | None, unmoved: Sequence[str]
) -> Iterator[Mapping[str, object]]:
    """List, for programs, the sets of fewest that would carry an option."""
    if not isinstance(found, OptionsOutcome | NeedsOutcome) or option is None:
        return
    case = _Case(dossier, found.topic, option, found.options[option], tuple(unmoved))
    if case.unopposed:
        for who in case.outcome.unblocked_by:
            if not set(who) & set(unmoved):
                yield {"all_of": who, "any_of": [], "number": 0, "with_population": None}
        return
    for group in () if case.outcome.status.is_agreed else carrying(case.vote, unmoved):
        share = percent(group.share) if group.share else None
        yield {"all_of": group.core, "any_of": group.others, "number": group.number, "with_population": share}
