"""Read what a received file says in a process of its own, which the operating system ends where it takes too much."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from typing import Final

from responsegen.building.limits import Limits
from responsegen.building.workers import own_process
from responsegen.rendering.written_text import NotReadable, Passage, WrittenText, read_text

LIMITS: Final = Limits(processor=20, time=60, memory=1_500_000_000)  # the longest paper takes 0.2 s and 0.2 GB
BROKEN: Final = (
    f"it breaks the program that reads it, or takes more than {LIMITS.processor:.0f} seconds or"
    f" {LIMITS.memory / 1e9:.1f} GB of memory"
)


def read_received(content: bytes) -> WrittenText:
    """Read a PDF or a DOCX from anywhere. Raises NotReadable."""
    command = own_process(__name__)
    done = subprocess.run(command, input=content, capture_output=True, check=False)  # noqa: S603 -- this program's own
    if done.returncode:
        raise NotReadable(BROKEN)
    answer = json.loads(done.stdout)
    if isinstance(answer, str):
        raise NotReadable(answer)
    return WrittenText(answer["form"], tuple(Passage(**passage) for passage in answer["passages"]), answer["foot"])


def main() -> None:
    """Read the file that comes from standard input; write what it says as JSON, or why it cannot be read."""
    with LIMITS.on_this_process():
        try:
            answer: object = asdict(read_text(sys.stdin.buffer.read()))
        except NotReadable as error:
            answer = str(error)
    sys.stdout.write(json.dumps(answer))
