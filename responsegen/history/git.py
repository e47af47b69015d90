"""A folder and arguments in, what git prints out: the one place that calls git, which never writes or goes online."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

from responsegen.history.failure import HistoryUnavailable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LONGEST = 20  # seconds
NO_WRITING_NO_NETWORK = {
    "GIT_ALLOW_PROTOCOL": "",  # a partial clone would fetch what it lacks
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
# Programs that a repository's own settings could have git start; it may have come with a dossier from anywhere.
STARTING_NOTHING = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
OWN_SCOPES = {b"local", b"worktree"}
NO_FILTER = {"clean": "", "process": "", "required": "false"}
# Set where git calls a hook: they would make it look at another repository than the folder's own.
OF_A_HOOK = {"GIT_DIR", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_WORK_TREE"}


def git(folder: Path, *arguments: str, given: bytes = b"", settings: Mapping[str, str] | None = None) -> bytes:
    """What git prints when called in this folder, with `given` to read and with settings instead of those that it has.

    Raises HistoryUnavailable.
    """
    environment = {name: value for name, value in os.environ.items() if name not in OF_A_HOOK} | NO_WRITING_NO_NETWORK
    environment |= _set(settings or {}, environment.get("GIT_CONFIG_COUNT", ""))
    command = ["git", "-C", str(folder), *STARTING_NOTHING, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 -- no shell, own arguments
            command, input=given, capture_output=True, check=False, env=environment, timeout=LONGEST
        )
    except FileNotFoundError as error:
        message = "git is not installed, or not where programs are looked for"
        raise HistoryUnavailable(message) from error
    except subprocess.TimeoutExpired as error:
        message = f"git gave no answer within {LONGEST} seconds"
        raise HistoryUnavailable(message) from error
    except OSError as error:
        message = f"git cannot be started: {error.strerror}"
        raise HistoryUnavailable(message) from error
    if done.returncode:
        raise HistoryUnavailable(_why(folder, done.stderr.decode(errors="replace").strip()))
    return done.stdout


def without_filters(folder: Path) -> Mapping[str, str]:
    """The settings with which no filter of the repository's own is started when git looks into a file.

    Those that a person has set up for all repositories, such as Git LFS, stay. Raises HistoryUnavailable.
    """
    listed = git(folder, "config", "--list", "--includes", "--show-scope", "--name-only", "-z").split(b"\0")
    own = {os.fsdecode(name) for scope, name in zip(listed[::2], listed[1::2], strict=False) if scope in OWN_SCOPES}
    filters = {name.rpartition(".")[0] for name in own if name.startswith("filter.")}
    return {f"{name}.{setting}": value for name in sorted(filters) for setting, value in NO_FILTER.items()}


def _set(settings: Mapping[str, str], already: str) -> Mapping[str, str]:
    """The environment that sets this, after as many settings as the environment holds already."""
    if not settings:
        return {}
    first = int(already) if already.isdecimal() else 0
    numbered = list(enumerate(settings.items(), first))
    names = {f"GIT_CONFIG_KEY_{number}": name for number, (name, _) in numbered}
    values = {f"GIT_CONFIG_VALUE_{number}": value for number, (_, value) in numbered}
    return {**names, **values, "GIT_CONFIG_COUNT": f"{first + len(settings)}"}


def _why(folder: Path, said: str) -> str:
    if "not a git repository" in said:
        return f"{folder} is in no git repository, so nothing is known of its past"
    if "dubious ownership" in said:
        trust = f"git config --global --add safe.directory {folder}"
        return f"git does not read the repository of {folder}, since it belongs to another user; to allow it: {trust}"
    if "promisor remote" in said:
        return "this clone is a partial one and lacks the files of that time; no command goes online to fetch them"
    return f"git failed: {said.rpartition('fatal: ')[2] or 'it did not say why'}"
