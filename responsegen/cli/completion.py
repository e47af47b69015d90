"""Complete a half-typed word (topic, option, delegation, change, revision) quickly, and silently on errors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click
    from click.shell_completion import CompletionItem

    from responsegen.dossier.model import AnyTopic, Dossier


def complete_points(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Complete a topic, its options once the point is typed, and a problem code after RG."""
    if incomplete.upper().startswith("RG"):
        from responsegen.dossier.catalogue import CATALOGUE

        return _matching(CATALOGUE, incomplete.upper())
    dossier = _asked(ctx)
    return _points(dossier, incomplete) if dossier else []


def complete_delegations(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Complete a delegation of the dossier."""
    dossier = _asked(ctx)
    return _matching(dossier.delegations, incomplete.upper()) if dossier else []


def complete_changes(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Complete a change step by step: `SE.` and `us.`, then what lies below, then the values after the equals sign.

    bash takes `=` for the end of a word: the left side is then the word before, and only the value is completed.
    """
    dossier = _asked(ctx)
    if dossier is None:
        return []
    if ctx.params.get("search"):
        return _points(dossier, incomplete)
    earlier = tuple(ctx.params.get("changes") or ())
    if not incomplete and earlier and "=" not in earlier[-1]:  # click takes a lone `=` for nothing
        return _values(dossier, earlier[-1])
    if earlier[-1:] == ("=",) and len(earlier) > 1:
        return _matching(_values(dossier, earlier[-2]), incomplete)
    left, equals, right = incomplete.partition("=")
    if equals:
        return [f"{left}={value}" for value in _matching(_values(dossier, left), right)]
    return _left(dossier, incomplete)


def complete_revision(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the revision that is being typed; in `main..wi` the second one."""
    from click.shell_completion import CompletionItem  # only a shell that completes needs it

    from responsegen.dossier.folder import find_dossier
    from responsegen.history.names import known_revisions

    first, dots, typed = incomplete.rpartition("..")
    folder = find_dossier(Path(ctx.params.get("folder") or Path.cwd()))
    known = known_revisions(folder) if folder else {}
    return [CompletionItem(f"{first}{dots}{n}", help=what) for n, what in known.items() if n.startswith(typed)]


def _asked(ctx: click.Context) -> Dossier | None:
    """Read what dossier.yaml says, whatever is wrong with it; the positions are not read."""
    with suppress(Exception):  # a shell that completes a word is no place to complain
        from responsegen.dossier.dossier_file import read_dossier_file
        from responsegen.dossier.folder import DOSSIER_FILE, find_dossier
        from responsegen.dossier.yaml_tree import read_tree

        folder = find_dossier(Path(ctx.params.get("folder") or Path.cwd()))
        if folder is None:
            return None
        tree = read_tree(DOSSIER_FILE, (folder / DOSSIER_FILE).read_bytes(), [])
        return read_dossier_file(tree, []).dossier if tree else None
    return None


def _matching(words: Iterable[str], start: str) -> list[str]:
    return [word for word in words if word.startswith(start)]


def _points(dossier: Dossier, incomplete: str) -> list[str]:
    from responsegen.cli.topic_names import points

    depth = incomplete.count(".")
    return [name for name in _matching(points(dossier), incomplete) if name.count(".") <= depth] or _matching(
        points(dossier), incomplete
    )


def _left(dossier: Dossier, incomplete: str) -> list[str]:
    """Offer the next step of the left side, with what follows it."""
    from responsegen.cli.topic_names import options_of

    steps = incomplete.split(".")
    head = ".".join(steps[:-1])
    match steps:
        case [_]:
            words = ["rule.", "electorate.", "us.", "event.", "as_of=", *(f"{d}." for d in dossier.delegations)]
        case [("us" | "event" | "rule" | "electorate") as first, _]:
            words = [f"{first}.{name}=" for name in _names(dossier, first)]
        case [code, _] if code in dossier.delegations:
            words = [
                f"{code}.status=",
                *(f"{code}.{t}{'.' if options_of(dossier.topics[t]) else '='}" for t in dossier.topics),
            ]
        case [code, topic, _] if code in dossier.delegations and topic in dossier.topics:
            words = [f"{head}.{option}=" for option in options_of(dossier.topics[topic])]
        case _:
            words = []
    found = _matching(words, incomplete)
    return [*found, f"{incomplete}=silent"] if incomplete in dossier.delegations else found


def _names(dossier: Dossier, first: str) -> Sequence[str]:
    from responsegen.dossier.model import NeedsTopic

    if first == "us":
        return [n for t in dossier.topics.values() if isinstance(t, NeedsTopic) for n in t.options]
    return list(dossier.events if first == "event" else dossier.topics)


def _values(dossier: Dossier, left: str) -> list[str]:  # noqa: PLR0911 -- a table: one line a form
    """Offer what may stand to the right, where that is one of a few words."""
    from responsegen.dossier.model import PositionStatus, RuleName

    match left.split("."):
        case [code] if code in dossier.delegations:
            return ["silent"]
        case ["us" | "event", _]:
            return ["yes", "no"]
        case ["rule", _]:
            return list(RuleName)
        case ["electorate", _]:
            return ["EU", "NATO", "all"]
        case [_, "status"]:
            return list(PositionStatus)
        case [_, topic, *_] if topic in dossier.topics:
            return _answers(dossier.topics[topic])
        case _:
            return []


def _answers(topic: AnyTopic) -> list[str]:
    from responsegen.dossier.model import (
        ContributionTopic,
        Necessity,
        NeedsTopic,
        OptionsTopic,
        RangeTopic,
        Stance,
        Willingness,
    )
    from responsegen.dossier.topics import stances_under

    words: list[tuple[type[AnyTopic], list[str]]] = [
        (OptionsTopic, list(stances_under(topic.rule))),
        (NeedsTopic, list(Necessity)),
        (ContributionTopic, list(Willingness)),
        (RangeTopic, [Stance.ABSTAIN, Stance.UNDECIDED]),
    ]
    return next((found for kind, found in words if isinstance(topic, kind)), [])
