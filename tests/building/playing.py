"""The program with its rendering played: `python -m tests.building.playing build …`."""

import os
import sys

from tests.building import played


def main() -> None:
    """Run one command."""
    from responsegen.building import pipeline, workers  # noqa: PLC0415 -- workers do without
    from responsegen.cli.program import run  # noqa: PLC0415 -- as above

    pipeline.Renderer = played.PlayedRenderer  # type: ignore[assignment] -- by name, so that workers find it
    if "LOADED_AS_EVER" not in os.environ:  # who plays needs nothing that renders: a second of the processor
        workers.PRELOADED = played.__name__
    run(sys.argv[1:])


if __name__ == "__main__":
    main()
