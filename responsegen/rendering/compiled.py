"""Templates as they have been compiled so far: once a process, and for processes that it starts as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Compiled(jinja2.BytecodeCache):
    """Those of this process; Jinja compares their source before it uses one again.

    Sent to another process, they are added to those that are there.
    """

    def __init__(self) -> None:
        """Begin with none."""
        self._code: dict[str, bytes] = {}

    def __reduce__(self) -> tuple[Callable[[dict[str, bytes]], Compiled], tuple[dict[str, bytes]]]:
        """See the class."""
        return _with_compiled, (self._code,)

    def add(self, code: Mapping[str, bytes]) -> None:
        """Take in what another process has compiled."""
        self._code.update(code)

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Hand out what was compiled of this template; the bucket refuses it where the source has changed."""
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep what has just been compiled."""
        self._code[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


def _with_compiled(code: dict[str, bytes]) -> Compiled:
    COMPILED.add(code)
    return COMPILED
