"""The program with its rendering played: `python -m tests.building.playing build …`."""

import os


def main() -> None:
    """Run one command."""
    from responsegen import cli  # noqa: PLC0415 -- workers do without
    from responsegen.building import workers  # noqa: PLC0415 -- as above
    from tests.building import played  # noqa: PLC0415 -- as above

    preloaded = workers.PRELOADED
    played.play()
    if "LOADED_AS_EVER" in os.environ:
        workers.PRELOADED = preloaded
    cli.main()


if __name__ == "__main__":
    main()
