"""Show what fixes change as a unified diff, as git and patch write it."""

from __future__ import annotations

import re
from difflib import unified_diff
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from responsegen.dossier.files import SourceFile
    from responsegen.editing.mending import Mend


def unified(mends: Iterable[Mend]) -> Iterator[str]:
    """Yield what changes in each file, with three lines around it; a new name is said in words, too."""
    for mend in mends:
        before, after = mend.before, mend.after
        if before.path != after.path:
            yield f"rename {before.path} to {after.path}"
        yield from unified_diff(_lines(before), _lines(after), before.path, after.path, lineterm="")


def _lines(file: SourceFile) -> list[str]:
    *lines, last = re.split("\r\n|\r|\n", file.content.decode("utf-8-sig"))
    return [*lines, last] if last else lines
