"""`completion`: print what makes a shell complete words; complete topics, changes, revisions, silently on errors."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsegen.cli.options import Decorated, dates_in_words, examples, folder_option
from responsegen.cli.terminal import print_bytes

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from responsegen.dossier.model import Dossier

VARIABLE = "_RESPONSEGEN_COMPLETE"
# To what ends so, more is added: no blank belongs behind it. (What fish takes for unfinished, it sees itself.)
CHANGES = {
    "bash": {"    return 0\n": "    [[ ${COMPREPLY[0]} == *[.=] ]] && compopt -o nospace\n    return 0\n"},
    "zsh": {
        "        compadd -U -V unsorted -a completions\n": """\
        local -a blank
        [[ $completions[1] == *[.=] ]] && blank=(-S '')
        [[ $PREFIX == --*=* ]] && compset -P 1 '*='
        compadd -U -i "$IPREFIX" -V unsorted "${blank[@]}" -a completions
""",
        "    compdef ": "    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }\n    compdef ",
    },
    "fish": {},
}
EVALUATED = {
    "bash": ("~/.bashrc", 'eval "$({} completion bash)"'),
    "zsh": ("~/.zshrc", 'eval "$({} completion zsh)"'),
    "fish": ("~/.config/fish/config.fish", "{} completion fish | source"),
}
WHERE = "\n".join(("\b\nTo install it, one line:", *(f"  in {file}: {line}" for file, line in EVALUATED.values())))


@click.command("completion", epilog=examples("completion bash", after=WHERE.replace("{}", "responsegen")))
@click.argument("shell", type=click.Choice([*EVALUATED]))
@folder_option
@click.pass_context
def command(ctx: click.Context, /, shell: str, **_: Path | None) -> None:
    """Print what makes a shell complete topics, delegations, changes and revisions; it needs no dossier.

    The last line of what is printed says how to install it.
    """
    from click.shell_completion import get_completion_class

    called = ctx.find_root().info_name or ""
    # No shell completes `python -m responsegen` by more than `python`.
    name = "responsegen" if " " in called else called
    if complete := get_completion_class(shell):
        source = complete(ctx.command, {}, name, VARIABLE).source()
        for old, new in CHANGES[shell].items():
            source = source.replace(old, new, 1)
        file, line = EVALUATED[shell]
        print_bytes(f"{source.strip()}\n# To install this, add to {file}: {line.format(name)}\n")


def complete_points(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Complete a topic, its options once the point is typed, the same behind a delegation, a problem code after RG."""
    if incomplete.upper().startswith("RG"):
        from responsegen.dossier.catalogue import CATALOGUE

        return _matching(CATALOGUE, incomplete.upper())
    dossier = _asked(ctx)
    if dossier is None:
        return []
    code, dot, point = incomplete.partition(".")
    if dot and code in dossier.delegations:
        return [f"{code}.{name}" for name in _points(dossier, point)]
    codes = _matching(dossier.delegations, incomplete) if incomplete else []
    return [*_points(dossier, incomplete), *codes]


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
    return _steps(dossier, incomplete)


def complete_revision(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the revision that is being typed; in `main..wi` the second one."""
    from click.shell_completion import CompletionItem  # only a shell that completes needs it

    from responsegen.history.git import known_revisions

    first, dots, typed = incomplete.rpartition("..")
    folder = _folder(ctx)
    issued = [place.name for place in sorted(folder.glob("issued/REV*"))] if folder else []
    known = {**dict.fromkeys(issued, "issued"), **(known_revisions(folder) if folder else {})}
    return [CompletionItem(f"{first}{dots}{n}", help=what) for n, what in known.items() if n.startswith(typed)]


def since_option(says: str) -> Callable[[Decorated], Decorated]:
    """Offer an earlier revision, or a date, to compare with."""
    return click.option("--since", metavar="REV", shell_complete=complete_revision, callback=dates_in_words, help=says)


def _folder(ctx: click.Context) -> Path | None:
    from responsegen.dossier.files import find_dossier

    return find_dossier(Path(ctx.params.get("folder") or Path.cwd()))


def _asked(ctx: click.Context) -> Dossier | None:
    """Read what dossier.yaml says, whatever is wrong with it; the positions are not read."""
    with suppress(Exception):  # a shell that completes a word is no place to complain
        from responsegen.dossier.dossier_file import read_dossier_file
        from responsegen.dossier.files import DOSSIER_FILE
        from responsegen.dossier.yaml_tree import read_tree

        folder = _folder(ctx)
        if folder is None:
            return None
        tree = read_tree(DOSSIER_FILE, (folder / DOSSIER_FILE).read_bytes(), [])
        asked = read_dossier_file(tree, []) if tree else None
        return asked.dossier if asked else None
    return None


def _matching(words: Iterable[str], start: str) -> list[str]:
    return [word for word in words if word.startswith(start)]


def _points(dossier: Dossier, incomplete: str) -> list[str]:
    from responsegen.cli.topic_names import points

    found = _matching(points(dossier), incomplete)
    return [name for name in found if name.count(".") <= incomplete.count(".")] or found


def _steps(dossier: Dossier, incomplete: str) -> list[str]:
    """Offer the next step of every change that begins so, with what follows it."""
    found = []
    for name in _matching(_changes(dossier), incomplete):
        step, dot, _ = name[len(incomplete) :].partition(".")
        found.append(f"{incomplete}{step}{dot or '='}")
    silent = [f"{incomplete}=silent"] if incomplete in dossier.delegations else []
    return [*dict.fromkeys(found), *silent]


def _values(dossier: Dossier, left: str) -> list[str]:
    """Offer what may stand to the right, where that is one of a few words."""
    if "." not in left:
        return ["silent"] if left in dossier.delegations else []
    return next((words for name, words in _changes(dossier).items() if f"{name}.".startswith(f"{left}.")), [])


def _changes(dossier: Dossier) -> dict[str, list[str]]:
    """List what can be changed, each with what it can become where that is one of a few words."""
    from responsegen.dossier.kinds import answer_words
    from responsegen.dossier.model import BasisName, PositionStatus, RuleName

    topics = dossier.topics.values()
    found = {f"rule.{topic.id}": list[str](RuleName) for topic in topics}
    found |= {f"basis.{topic.id}": list[str](BasisName) for topic in topics if topic.rule.facts.votes}
    found |= {f"electorate.{topic.id}": ["EU", "NATO", "all"] for topic in topics}
    found |= {f"need.{need}": ["yes", "no"] for need in dossier.needs} | {
        f"event.{e}": ["yes", "no"] for e in dossier.events
    }
    found["as_of"] = []
    answers = {
        name: answer_words(topic)
        for topic in topics
        for name in [f"{topic.id}.{option}" for option in topic.option_ids] or [topic.id]
    }
    for code in dossier.delegations:
        found |= {f"{code}.{name}": words for name, words in {"status": list[str](PositionStatus), **answers}.items()}
    return found
