"""Answer what is asked about one cell, delegation, point or topic: what was said, why it stands so, what to suppose."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from responsegen.board.contribution import answers_to
from responsegen.board.suppositions import Question
from responsegen.board.verdicts import Standing
from responsegen.consensus.points import Point
from responsegen.documents.words import moment, name_of
from responsegen.dossier.kinds import answer_words
from responsegen.dossier.model import AnyTopic, BasisName, Dossier, Internal, Kind, PositionStatus, RuleName
from responsegen.explaining.explanation import explain
from responsegen.explaining.page import Asked, Part
from responsegen.explaining.said import Said

SILENT = "silent"
NO_ANSWER = "no answer"
Alternative = tuple[str, tuple[str, ...]]  # words, and the changes that say the same
FIELDS: Mapping[Kind, tuple[tuple[str, str, str], ...]] = {  # key, what it is, how it is written
    Kind.RANGE: (("", "Accepts, in {unit}", "24-60, at least 24, up to 60"),),
    Kind.CONTRIBUTION: (
        ("pledge", "Pledge, in personnel", "600-1000"),
        ("ready", "Ready after", "90 days"),
        ("sustain", "Sustained for", "24 months"),
    ),
    Kind.OFFERS: (("quantity", "Quantity, in {unit}", "12 or 10-20"),),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be supposed with one click."""

    words: str
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Choices on the same thing."""

    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """Something that can be supposed in writing."""

    name: str  # the left side of the change
    label: str
    hint: str
    keeping: Question  # what stays supposed


@dataclass(frozen=True, slots=True)
class Panel:
    """What is shown of one thing."""

    heading: str
    said: tuple[tuple[str, str], ...] = ()
    internal: tuple[tuple[str, str], ...] = ()
    groups: tuple[Group, ...] = ()
    fields: tuple[Field, ...] = ()
    take_back: str = ""  # an address; "" where nothing is supposed of it
    parts: tuple[Part, ...] = ()
    links: Mapping[str, str] | None = None  # by the command of a line
    see_also: tuple[tuple[str, str], ...] = ()  # words and address


def panel(recorded: Standing, supposed: Standing, question: Question) -> Panel | None:
    """Show what the address asks for; nothing where it names nothing of the dossier."""
    dossier = supposed.dossier
    first, _, rest = question.at.partition(".")
    delegation = first if first in dossier.delegations else None
    if delegation and not rest:
        return _of_delegation(supposed, question, delegation)
    topic_id, _, option = (rest if delegation else question.at).partition(".")
    topic = dossier.topics.get(topic_id)
    if topic is None or (option and option not in topic.option_ids):
        return None
    if delegation is None:
        return _of_point(supposed, question, topic, option or None)
    if topic.option_ids and not option:
        return None
    point = supposed.points[f"{topic_id}.{option}" if option else topic_id]
    return _of_cell(recorded, supposed, question, delegation, point)


def _of_cell(recorded: Standing, supposed: Standing, question: Question, delegation: str, point: Point) -> Panel:
    topic, option, title = point.topic, point.name.option, point.label or point.topic.title
    name, whole = f"{delegation}.{point.name}", f"{delegation}.{topic.id}"
    then, now = (
        Said(each.dossier, each.dossier.topics[topic.id], option).words(delegation) for each in (recorded, supposed)
    )
    position = recorded.dossier.positions.get(delegation)
    recorded_answer = position.answers.get(topic.id) if position else None
    words = answer_words(topic)
    silent = (NO_ANSWER, (f"{name}={SILENT}",))
    groups = [_group("Suppose", question, name, (*answers_to(name, recorded_answer, words), silent))]
    if option and len(topic.option_ids) > 1 and topic.rule.facts.votes:
        on_all = f"On all {len(topic.option_ids)} points of {topic.title}"
        groups.append(_group(on_all, question, whole, (*_each(whole, words), (NO_ANSWER, (f"{whole}={SILENT}",)))))
    fields = [
        Field(left, label.format(unit=point.unit), hint, question.without(left))
        for key, label, hint in FIELDS.get(topic.kind, ())
        for left in [f"{name}.{key}" if key else name]
    ]
    return Panel(
        heading=f"{name_of(supposed.dossier, delegation)}: {title}",
        said=(("Recorded", then), *([("Supposed", now)] if now != then else [])),
        internal=tuple(_internal(position.internal, topic.id, option)) if position else (),
        groups=tuple(groups),
        fields=tuple(fields),
        take_back=_taken_back(question, name),
        see_also=(
            (f"Why “{title}” stands so", question.address(str(point.name))),
            (f"All of {name_of(supposed.dossier, delegation, article=True)}", question.address(delegation)),
        ),
    )


def _of_delegation(supposed: Standing, question: Question, delegation: str) -> Panel:
    dossier = supposed.dossier
    position = dossier.positions.get(delegation)
    whole: list[Alternative] = [("no position", (f"{delegation}={SILENT}",))]
    if position and position.status is PositionStatus.CLEARED:
        whole.append(("a draft", (f"{delegation}.status=draft",)))
    elif position:
        whole.append(("a cleared position", (f"{delegation}.status=cleared", f"{delegation}.cleared_by=official")))
    groups = [_group("Suppose", question, "", whole)]
    for topic in dossier.topics.values():
        if topic.option_ids and topic.rule.facts.votes and delegation in topic.electorate:
            left = f"{delegation}.{topic.id}"
            groups.append(_group(topic.title, question, left, _each(left, answer_words(topic))))
    parts = explain(dossier, supposed.answer, Asked(delegation))
    return Panel(
        heading=name_of(dossier, delegation),
        internal=tuple(_internal(position.internal)) if position else (),
        groups=tuple(groups),
        take_back=_taken_back(question, delegation),
        parts=parts,
        links=_links(question, parts),
    )


def _of_point(supposed: Standing, question: Question, topic: AnyTopic, option: str | None) -> Panel:
    parts = explain(supposed.dossier, supposed.answer, Asked(topic=topic, option=option))
    if topic.option_ids and not option:  # its points stand on the board
        parts = parts[:2]
    groups, fields = [], []
    basis, rule, electorate = names = [f"{key}.{topic.id}" for key in ("basis", "rule", "electorate")]
    if topic.rule.facts.votes:
        bases = _each(basis, (each for each in BasisName if each is not topic.basis))
        groups.append(_group("Suppose another legal basis", question, basis, bases))
        if not (topic.basis and topic.basis.facts.rule):
            rules = _each(rule, (each for each in RuleName if each.facts.votes and each is not topic.rule))
            groups.append(_group("Suppose another rule", question, rule, rules))
        hint = "EU, NATO, all, or [FR, DE]"
        fields.append(Field(electorate, "Suppose that others decide", hint, question.without(electorate)))
    return Panel(
        heading=parts[0].heading or topic.title,
        groups=tuple(groups),
        fields=tuple(fields),
        take_back=_taken_back(question, *names),
        parts=parts,
        links=_links(question, parts),
    )


def _each(left: str, words: Iterable[str]) -> Iterator[Alternative]:
    """Offer each word as what the left side becomes."""
    return ((str(word), (f"{left}={word}",)) for word in words)


def _group(title: str, question: Question, instead_of: str, choices: Iterable[Alternative]) -> Group:
    """Offer choices, each as the address at which it is supposed and no panel is shown."""
    others = [instead_of] if instead_of else []
    found = [
        Choice(words, question.with_changes(changes, *others).address(), set(changes) <= set(question.changes))
        for words, changes in choices
    ]
    return Group(title, tuple(found))


def _taken_back(question: Question, *names: str) -> str:
    rest = question.without(*names)
    return rest.address() if rest.changes != question.changes else ""


def _links(question: Question, parts: Iterable[Part]) -> Mapping[str, str]:
    """Let a command that an explanation names be clicked, where the board can do the same."""
    found = {}
    for command in (line.command for part in parts for line in part.lines if line.command):
        what, *arguments = shlex.split(command)
        if what == "what-if" and all("=" in each for each in arguments):
            found[command] = question.with_changes(arguments).address()
        elif what == "explain" and len(arguments) == 1:
            found[command] = question.address(arguments[0])
    return found


def _internal(internal: Internal, topic: str | None = None, option: str | None = None) -> Iterator[tuple[str, str]]:
    """List red lines and notes: all, or those on this point and on nothing."""
    for kind, texts in (("Red line", internal.red_lines), ("Note", internal.notes)):
        for said in texts:
            if topic is None or (said.topic in {None, topic} and said.option in {None, option}):
                yield kind, said.text


def facts(dossier: Dossier, question: Question) -> Iterator[Group]:
    """Offer every fact that contributions wait for, the moment of judgement, and whether drafts count."""
    scenarios = dossier.scenarios.values()
    for kind, labels in (
        ("need", {need: asked.label for need, asked in dossier.needs.items()}),
        ("event", {event: said.label for event, said in dossier.events.items()}),
    ):
        for name, label in labels.items():
            left = f"{kind}.{name}"
            held = sum(name in (s.us if kind == "need" else s.events) for s in scenarios)
            of = f"holds in {held} of {len(scenarios)} scenarios"
            yield _group(f"{label} ({of})", question, left, _each(left, ("yes", "no")))
    if (ends := dossier.silence_deadline) and dossier.as_of < ends:
        yield _group("Silence procedure", question, "", [(f"ended {moment(ends)}", (f"as_of={ends.isoformat()}",))])
    if any(not dossier.counts(position) for position in dossier.positions.values()):
        yield _group("Drafts", question, "", [("are counted", ("count_drafts=true",))])
