"""Keep suppositions in the query of an address, and write them as the command that tries the same."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

PATH = "/board"
AT = "at"  # what the panel is about: HU, sanctions, sanctions.lng, HU.sanctions.lng
WHO, ON = "who", "on"  # the same from two lists of a form
ANY = "change"  # a change as it is typed for `what-if`


@dataclass(frozen=True, slots=True)
class Question:
    """What an address asks for: the changes to suppose, in their order, and what the panel is about."""

    changes: tuple[str, ...] = ()
    at: str = ""

    @classmethod
    def of(cls, query: str) -> Question:
        """Read a query such as `HU.sanctions.lng=abstain&at=HU`; a blank field of a form supposes nothing."""
        pairs = [
            (name.strip(), said.strip()) if "=" in part else (ANY, name)
            for part in query.split("&")
            for name, said in parse_qsl(part, keep_blank_values=True)
        ]
        own = {name: said for name, said in pairs if name in {AT, WHO, ON}}
        changes = [said if name == ANY else f"{name}={said}" for name, said in pairs if said and name not in own]
        named = [own[name] for name in (WHO, ON) if own.get(name)]
        return cls(tuple(dict.fromkeys(changes)), own.get(AT) or ".".join(named))

    def address(self, at: str | None = None) -> str:
        """Write the address of the same suppositions, with a panel on this, or without any."""
        asked = urlencode([*self.fields, *([(AT, at)] if at else [])])
        return f"{PATH}?{asked}" if asked else PATH

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Name the fields of a form that keeps the suppositions, with their values."""
        parts = [change.partition("=") for change in self.changes]
        return tuple((left, right) if sign else (ANY, left) for left, sign, right in parts)

    def without(self, *names: str) -> Question:
        """Take back what changes these things, or a part of them."""
        gone = [name for change in self.changes if _is_of(name := change.partition("=")[0], names)]
        return Question(tuple(c for c in self.changes if c.partition("=")[0] not in gone), self.at)

    def with_changes(self, changes: Iterable[str], *instead_of: str) -> Question:
        """Suppose these, too, in the place of what changes the same things or what is named."""
        new = tuple(changes)
        rest = self.without(*(change.partition("=")[0] for change in new), *instead_of)
        return Question((*rest.changes, *new), self.at)

    @property
    def command(self) -> str:
        """Write the command that tries the same, as a shell takes it; nothing without a supposition."""
        return shlex.join(("responsegen", "what-if", *self.changes)) if self.changes else ""


def _is_of(name: str, others: Iterable[str]) -> bool:
    return any(name == other or name.startswith(f"{other}.") for other in others)
