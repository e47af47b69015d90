"""Find who would carry or stop a vote by moving, and tell it in few words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from responsegen.consensus.answer import (
    NeedsOutcome,
    OptionOutcome,
    OptionsOutcome,
    Standpoint,
    TopicOutcome,
)
from responsegen.consensus.ballots import ballots, held_back
from responsegen.consensus.counting import Bloc
from responsegen.consensus.json_export import Json
from responsegen.consensus.number_words import act
from responsegen.consensus.options import stated_side
from responsegen.consensus.swing import Group, Vote, smallest_group
from responsegen.documents.attribution import BY_NAME
from responsegen.documents.words import capital, cardinal, joined, percent, verb
from responsegen.dossier.model import Dossier, NeedsTopic, OptionsTopic
from responsegen.explaining import procedure
from responsegen.explaining.page import ARROW, Line

FEW = 4  # sets that are spelled out
_TRIED = 4  # changes that one example takes


@dataclass(frozen=True, slots=True)
class VotedPoint:
    """One option or need, and how it stands."""

    dossier: Dossier
    topic: OptionsTopic | NeedsTopic
    option: str
    outcome: OptionOutcome
    unmoved: tuple[str, ...] = ()  # who is taken not to move

    @property
    def name(self) -> str:
        """What it is called on the command line: `sanctions.lng`."""
        return f"{self.topic.id}.{self.option}"

    @property
    def heading(self) -> str:
        """Its label, and what it is called on the command line."""
        return f"{self.topic.options[self.option].label} ({self.name})"

    @property
    def vote(self) -> Vote:
        """The decision on it, as it is weighed."""
        return Vote.on(self.dossier, self.topic, self.outcome.columns)

    @property
    def unopposed(self) -> bool:
        """Whether a single member that is against prevents it."""
        return self.topic.rule.facts.unopposed

    @property
    def is_agreed(self) -> bool:
        """Whether it carries."""
        return self.outcome.status.is_agreed


def voted(
    dossier: Dossier, found: TopicOutcome, option: str | None, unmoved: tuple[str, ...] = ()
) -> Iterator[VotedPoint]:
    """Yield the option that is asked for, or each of the topic; none where the topic is of another kind."""
    if isinstance(found, OptionsOutcome | NeedsOutcome):
        for each, outcome in found.options.items():
            if option in (None, each):
                yield VotedPoint(dossier, found.topic, each, outcome, unmoved)


def phrase(group: Group) -> str:
    """Name them: `DE or IT`, `DE with FR or with IT`, `BE, BG and any seven of CZ, DK, …`."""
    if len(group.sets) == 1 or (is_complete(group) and group.number == 1):
        return BY_NAME.ways(group.sets)
    if is_complete(group):
        return ", or ".join(map(joined, group.sets))
    some = joined([*group.core, f"any {cardinal(group.number)} of {joined(group.others)}"])
    return f"{some} that have at least {percent(group.share)} of the population together" if group.share else some


def is_complete(group: Group) -> bool:
    """Tell whether its sets are so few that each is named."""
    return len(group.sets) <= FEW


def carrying(vote: Vote, unmoved: Sequence[str] = ()) -> tuple[Group, ...]:
    """Find who would carry a vote by a majority: the fewest, then the fewest without anybody who is against."""
    for_ = {*vote.columns.for_, *unmoved}
    movable = [d for d in vote.members if d not in for_]
    gentle = [d for d in movable if d not in vote.columns.against]
    found = (smallest_group(vote, who, vote.carries_with) for who in dict.fromkeys((tuple(movable), tuple(gentle))))
    groups = [group for group in found if group is not None]
    return tuple(group for i, group in enumerate(groups) if i == 0 or group.size > groups[0].size)


def stopping(vote: Vote) -> Group | None:
    """Find who would stop what a majority carries, by opposing it."""

    def stopped(moved: Bloc) -> bool:
        worst = vote.worst
        return not vote.rule.carries(replace(worst, for_=worst.for_ - moved, against=worst.against + moved))

    return smallest_group(vote, vote.columns.for_, stopped)


def way_out(point: VotedPoint) -> str:
    """Name who would carry it, where a majority decides: `DE or IT would carry it.`."""
    groups = () if point.unopposed or point.is_agreed else carrying(point.vote, point.unmoved)
    if not groups:
        return ""
    first = groups[0]
    alone = first.size == 1 or (is_complete(first) and first.number == 1)
    return f"{phrase(first)} would carry it." if alone else f"It carries once {phrase(first)} agree."


def what_would_change(point: VotedPoint) -> Iterator[Line]:
    """Tell which moves would carry it, and to which figures they lead; or, where it is agreed, what would stop it."""
    vote = point.vote
    if point.is_agreed:
        yield from _stop(point, vote)
        return
    found = _calm(point, vote) if point.unopposed else _join(point, vote)
    if not found:
        unmoved = f", while {joined(point.unmoved)} will not move" if point.unmoved else ""
        yield Line(f"No moves would carry it{unmoved}.", level=1)
        return
    yield from found
    if not point.unopposed:
        yield Line("To abstain is not enough.", level=1)


def _join(point: VotedPoint, vote: Vote) -> list[Line]:
    """List who would have to support it, where a majority decides."""
    lines: list[Line] = []
    groups = carrying(vote, point.unmoved)
    for i, group in enumerate(groups):
        if i:
            lines.append(Line("Without moving those who oppose it:", level=1))
        if is_complete(group):
            lines += (_lead(vote, who) for who in group.sets)
        else:
            figures = f"{ARROW} {len(vote.columns.for_) + group.size} of {len(vote.members)}"
            lines += (Line(f"{capital(phrase(group))} support it:", level=1), Line(figures, level=2, note="agreed"))
    movers = {d for group in groups for d in (*group.core, *group.others)}
    reserved = held_back(point.dossier, point.outcome.reservations)
    lifting = [f"{d} by lifting its {reserved[d]} reservation" for d in vote.members if d in movers and d in reserved]
    return [*lines, *([Line(f"{joined(lifting)}.", level=1)] if lifting else [])]


def _lead(vote: Vote, who: Sequence[str]) -> Line:
    """Say to which figures it leads if these support it: `DE supports  -> 16 of 27, 71.06 %  agreed`."""
    electorate = vote.worst.electorate
    for_ = vote.worst.for_ + electorate.bloc(who)
    share = f", {percent(for_.share_of(electorate.whole))}" if vote.rule.facts.weighs_population else ""
    return Line(f"{ARROW} {for_.members} of {len(vote.members)}{share}", act("support", who), 1, note="agreed")


def _calm(point: VotedPoint, vote: Vote) -> list[Line]:
    """Say who would have to do what, where nobody may be against."""
    columns = vote.columns
    sets = point.outcome.unblocked_by
    opposed = {*columns.against, *columns.outstanding}
    if not sets or opposed.intersection(point.unmoved):
        return []
    if not opposed and not columns.constructive:
        return [Line(f"Any one member supports it {ARROW} agreed", level=1)]
    alike: dict[str, list[str]] = {}
    reserved = held_back(point.dossier, point.outcome.reservations)
    cast = {ballot.delegation: ballot for ballot in ballots(point.dossier, point.topic)}
    for d in (*columns.against, *columns.outstanding):
        fits = d in reserved and stated_side(point.option, cast[d].answer) is Standpoint.FOR
        lifting = f"lift{{s}} its {reserved[d]} reservation" if d in reserved else ""
        abstaining = "abstain{s}" if d in columns.against else "support{s} or abstain{s}"
        alike.setdefault(lifting if fits else " and ".join(filter(None, (lifting, abstaining))), []).append(d)
    acts = [f"{joined(who)} {what.format(s='s' if len(who) == 1 else '')}" for what, who in alike.items()]
    if withdrawn := [d for d in sets[0] if d in columns.constructive]:
        any_of = f"any {cardinal(len(withdrawn))} of {joined(columns.constructive)}"
        who = any_of if len(sets) > 1 else joined(withdrawn)
        acts.append(f"{who} {verb(withdrawn, 'withdraws')} the declaration to abstain constructively")
    speaker = [] if vote.worst.somebody_for else [Line("One of them has to support it.", level=1)]
    return [Line(f"{'; '.join(acts)} {ARROW} agreed", level=1), *speaker]


def _stop(point: VotedPoint, vote: Vote) -> Iterator[Line]:
    if point.unopposed:
        yield Line("Any one member that opposes it stops it.", level=1)
    elif group := stopping(vote):
        yield Line(f"It fails if {phrase(group)} no longer {verb(group.size, 'supports')} it.", level=1)


def attempt(point: VotedPoint) -> str:
    """Write the change to try first; nothing where it is agreed, or where too many have to move."""
    if point.is_agreed:
        return ""
    support = "essential" if isinstance(point.topic, NeedsTopic) else "support"
    if point.unopposed:
        opposed = {*point.outcome.columns.against, *point.outcome.columns.outstanding}
        answers = dict.fromkeys((d for d in point.topic.electorate if d in opposed), "abstain")
        if not point.vote.worst.somebody_for:
            answers |= dict.fromkeys([*answers][:1], support)
    else:
        groups = carrying(point.vote, point.unmoved)
        answers = dict.fromkeys(groups[0].sets[0] if groups else (), support)
    reserved = held_back(point.dossier, point.outcome.reservations)
    if len(answers) > _TRIED or reserved.keys() & answers.keys():  # no stance of theirs would count
        return ""
    return procedure.attempt(point.dossier, {d: f"{point.name}={answer}" for d, answer in answers.items()})


def carried_by(point: VotedPoint) -> Iterator[Mapping[str, Json]]:
    """List, for programs, the sets of fewest that would carry it."""
    if point.unopposed:
        for who in point.outcome.unblocked_by:
            if not set(who) & set(point.unmoved):
                yield {"all_of": who, "any_of": [], "number": 0, "with_population": None}
        return
    for group in () if point.is_agreed else carrying(point.vote, point.unmoved):
        share = percent(group.share) if group.share else None
        yield {"all_of": group.core, "any_of": group.others, "number": group.number, "with_population": share}
