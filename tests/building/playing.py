"""The program with its rendering played: `python -m tests.building.playing build …`."""

import json
import os
import sys
from tempfile import TemporaryFile

from tests.building import played


def main() -> None:
    """Run one command; or each of those in a list in JSON, in a process forked from this one, and print what it did."""
    from responsegen.building import pipeline, workers  # noqa: PLC0415 -- workers do without
    from responsegen.cli.program import run  # noqa: PLC0415 -- as above

    pipeline.Renderer = played.PlayedRenderer  # type: ignore[assignment] -- by name, so that workers find it
    if "LOADED_AS_EVER" not in os.environ:  # who plays needs nothing that renders: a second of the processor
        workers.PRELOAD = played.__name__
    if sys.argv[1:2] == ["--each"]:
        print(json.dumps([forked(command) for command in json.loads(sys.argv[2])]))  # noqa: T201 -- for the test
    else:
        run(sys.argv[1:])


def forked(command: str) -> tuple[str, str, int]:
    """What a command prints, and its exit code: a fork takes a tenth of what a beginning takes."""
    from responsegen.cli.program import run  # noqa: PLC0415 -- as above

    with TemporaryFile() as stdout, TemporaryFile() as stderr:
        child = os.fork()
        if child == 0:
            os.dup2(stdout.fileno(), 1)
            os.dup2(stderr.fileno(), 2)
            try:
                run(command.split())
            except SystemExit as end:
                sys.stdout.flush()
                os._exit(end.code if isinstance(end.code, int) else 1)
            os._exit(99)  # a command ends by itself
        _, status = os.waitpid(child, 0)
        printed = [file.seek(0) or file.read().decode() for file in (stdout, stderr)]
    return printed[0], printed[1], os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main()
